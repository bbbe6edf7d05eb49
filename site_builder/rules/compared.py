"""Two states of one notice, compared: what changed after publication without saying so. Pure; history.py reads git."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from site_builder.records.findings import Finding, Span
from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.records.source import Mapping as Keys
from site_builder.rules.rule import Rule, Slip
from site_builder.rules.since import H001, H002, H004, H005, H006

_LISTS = {"entries": "进展记录", "due": "时限", "facts": "数字", "responsible": "责任单位", "assessments": "核查意见"}
_STRICT = ("entries", "due")


class Then(NamedTuple):
    """A published notice in the older state, and how findings name that state."""

    notice: Notice
    revision: str


def compared(then: Then, now: Notice, moved: Callable[[str], bool]) -> Iterator[Finding]:
    """What changed in silence between two states of a notice that was public in the first.

    Takes   moved: whether redirects.yaml tells where a rooted URL went
    """
    corrected = len(now.ledgers.notice.corrections) > len(then.notice.ledgers.notice.corrections)
    checks: tuple[tuple[Rule, Iterator[Slip]], ...] = (
        (H001, _text(then, now, corrected)),
        (H002, _ledger(then, now, corrected)),
        (H004, _published(then, now, corrected)),
        (H005, _ids(then, now)),
        (H006, _urls(then, now, moved)),
    )
    for rule, slips in checks:
        yield from map(rule.finding, slips)


def _text(then: Then, now: Notice, corrected: bool) -> Iterator[Slip]:
    before, after = then.notice.outline, now.outline
    if corrected:
        return
    mend = "恢复原文，或在台账的 notice: 之下添一条 corrections"
    if then.notice.head.title != now.head.title:
        yield Slip(now.at_head("title"), "公开后改了标题，没有更正记录", f"与 {then.revision} 不同", mend)
    if before.text == after.text:
        return
    pairs = enumerate(zip(before.blocks, after.blocks, strict=False))
    same = next((n for n, (a, b) in pairs if a.text != b.text), min(len(before.blocks), len(after.blocks)))
    lines = [block.line for block in after.blocks] or [now.body_line]
    at = Span(path=now.path, line=lines[min(same, len(lines) - 1)])
    why = f"从这里起与 {then.revision} 不同：原来 {len(before.text)} 字，现在 {len(after.text)} 字"
    yield Slip(at, "公开后改了正文，没有更正记录", why, mend)


def _ledger(then: Then, now: Notice, corrected: bool) -> Iterator[Slip]:
    for item, ledger in then.notice.ledgers.items.items():
        fresh = now.ledgers.items.get(item)
        for name, label in _LISTS.items():
            old = [record for record in getattr(ledger, name) if not getattr(record, "suggested", False)]
            new = list(getattr(fresh, name)) if fresh else []
            lost = _first_lost(old, new)
            if lost is not None:
                at = _place(now, item, name, min(lost, len(new) - 1) if new else None)
                number = getattr(ledger, name).index(old[lost]) + 1
                why = f"{then.revision} 里 {item} 的第 {number} 条{label}，现在不一样或没有了"
                mend = "恢复原来的一条，新的另写一条；本站记错的，在 corrections 里说明"
                yield Slip(at, f"公开过的{label}被改动", why, mend, corrected or name not in _STRICT)
        if ledger.closing is not None and (fresh is None or fresh.closing != ledger.closing):
            at = _place(now, item, "closing", None)
            why = f"{then.revision} 里 {item} 有另一个 closing"
            yield Slip(at, "公开过的销号被改动", why, "恢复原来的 closing，或在 corrections 里说明", corrected)


def _first_lost(old: Sequence[Any], new: Sequence[Any]) -> int | None:
    """Index of the first old record that does not follow the ones before it in the new list."""
    at = 0
    for number, record in enumerate(old):
        while at < len(new) and new[at] != record:
            at += 1
        if at == len(new):
            return number
        at += 1
    return None


def _place(now: Notice, item: str, name: str, number: int | None) -> Span:
    tree = now.ledger_tree.value
    if not isinstance(tree, Keys) or item not in tree:
        problem = now.outline.problem(item)
        return Span(path=now.path, line=problem.line) if problem else Span(path=now.ledger_path)
    inner = tree[item].value
    if number is not None:
        return now.at_ledger(item, name, number)
    return inner.keys_at[name] if isinstance(inner, Keys) and name in inner else tree.keys_at[item]


def _published(then: Then, now: Notice, corrected: bool) -> Iterator[Slip]:
    before, after = then.notice.head.published, now.head.published
    if before is not None and (after is None or after.day < before.day):
        why = f"{then.revision} 里是 {before}，现在是 {after or 'null'}"
        yield Slip(now.at_head("published"), "公开日期往前改了", why, f"改回 {before}", corrected)


def _ids(then: Then, now: Notice) -> Iterator[Slip]:
    old = {problem.id: problem for problem in then.notice.outline.problems}
    names: Mapping[str, Problem] = {problem.title: problem for problem in now.outline.problems}
    titles = [problem.title for problem in then.notice.outline.problems]
    for item, problem in old.items():
        here = now.outline.problem(item)
        other = names.get(problem.title)
        if (
            other is None
            or other.id == item
            or (here and here.title == problem.title)
            or titles.count(problem.title) > 1
        ):
            continue
        why = f"{then.revision} 里“{problem.title[:20]}”是 {item}，现在是 {other.id}"
        yield Slip(Span(path=now.path, line=other.line), f"事项编号从 {item} 变成 {other.id}", why, f"改回 {{#{item}}}")


def _urls(then: Then, now: Notice, moved: Callable[[str], bool]) -> Iterator[Slip]:
    names = {problem.title for problem in now.outline.problems}
    for problem in then.notice.outline.problems:
        url = f"/notices/{then.notice.slug}/{problem.id}/"
        if now.outline.problem(problem.id) is None and problem.title not in names and not moved(url):
            why = f"{then.revision} 里有事项 {problem.id}（{problem.title[:20]}）"
            yield Slip(Span(path=now.path), f"网址 {url} 没有了", why, "恢复这个事项，或在 redirects.yaml 里写上去处")
    for key, target in then.notice.ledgers.targets.items():
        url = f"/notices/{then.notice.slug}/{key}/"
        if key not in now.ledgers.targets and not target.suggested and not moved(url):
            why = f"{then.revision} 里有指标 {key}"
            yield Slip(
                Span(path=now.ledger_path), f"网址 {url} 没有了", why, "恢复这个指标，或在 redirects.yaml 里写上去处"
            )
