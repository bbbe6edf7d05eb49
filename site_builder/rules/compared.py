"""Compares two states of a notice by the table of allowed changes. Pure: commands read the states from git or the published site."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from site_builder.records.findings import Finding, Span
from site_builder.records.ledger_model import Correction
from site_builder.records.notice import Notice
from site_builder.records.source import Mapping as Keys
from site_builder.rules.accounting import counted
from site_builder.rules.changes import ENTRIES
from site_builder.rules.public_tree import Tree
from site_builder.rules.record_differences import Step, Unaccounted, differences, named, words
from site_builder.rules.rule import Rule, Slip
from site_builder.rules.since import H001, H002, H004, H005, H006, H007, H008, H009, H010

_SAY: dict[str, str] = {
    "entries": "进展记录",
    "due": "时限",
    "facts": "数字",
    "responsible": "责任单位",
    "assessments": "核查意见",
    "same_as": "同一事项",
    "closing": "销号",
    "corrections": "更正",
    "milestones": "节点",
    "feedback": "收到的意见",
    "targets": "指标",
    "commitments": "承诺",
    "sections": "一个部分的标题或 role",
    "attachments": "附件",
}
_DATES = ("published", "window")


class Then(NamedTuple):
    """The published state of a notice; `name`: what findings call that state."""

    slug: str
    tree: Tree
    name: str


class Now(NamedTuple):
    """The current state of the notice; `corrections`: the new ones that count."""

    notice: Notice
    tree: Tree
    corrections: tuple[Correction, ...]


def compared(
    then: Then, notice: Notice, tree: Tree, day: date | None, moved: Callable[[str], bool]
) -> Iterator[Finding]:
    """Findings for changes to a published notice that no correction accounts for.

    Takes   tree: of the current notice; day: today, later corrections do not count; None = all count
            moved: whether redirects.yaml has a target for a rooted URL
    """
    fresh = new_corrections(then.tree, notice)
    now = Now(notice, tree, counted(fresh, _since(then.tree), day))
    ids = list(_ids(then, notice))
    yield from (H005.finding(slip) for slip in ids)
    for difference in differences("Notice", then.tree, tree, now.corrections, _published(then.tree)):
        step = difference.path[0] if difference.path else ""
        if step in ENTRIES_KEYS and len(difference.path) == 2 and difference.how == "removed":
            url = f"/notices/{then.slug}/{difference.path[1]}/"
            if not ids and step != "commitments" and not moved(url):
                yield H006.finding(_lost(then, now, difference, url))
            elif step == "commitments":
                yield H002.finding(_slip(then, now, difference))
            continue
        yield _rule(difference).finding(_slip(then, now, difference))


ENTRIES_KEYS = tuple(key for _, key in ENTRIES)


def new_corrections(tree: Tree, notice: Notice) -> tuple[Correction, ...]:
    """The corrections added since the published state."""
    return notice.ledgers.notice.corrections[len(tree["notice"]["corrections"]) :]


def _since(tree: Tree) -> date | None:
    days = [date.fromisoformat(each["date"]) for each in tree["notice"]["corrections"]]
    published = _published(tree)
    return max([*days, *([published] if published else [])], default=None)


def _published(tree: Tree) -> date | None:
    words = tree["head"].get("published")
    return date.fromisoformat(words[:10]) if words else None


def _rule(difference: Unaccounted) -> Rule:
    first = difference.path[0]
    if first == "text" or difference.path[:2] == ("head", "title"):
        return H001
    if first == "files":
        return H009
    if first in ("head", "sections"):
        return H004 if difference.path[1] in _DATES else H007
    if difference.path[:2] == ("notice", "corrections"):
        return H008
    if difference.how == "afterwards":
        return H010
    return H002 if first != "items" or difference.path[2] not in ("states", "origin") else H007


def _slip(then: Then, now: Now, difference: Unaccounted) -> Slip:
    at, label = _place(now, difference.path), _label(difference.path)
    if difference.path == ("text",):
        return _text_slip(then, now)
    was, is_ = _short(words(difference.old)), _short(words(difference.new))
    if difference.how in ("placed", "late", "afterwards"):
        what = {"placed": f"{label.strip()}插在了公开过的前面", "late": f"添了日子已经过去的{label}"}.get(
            difference.how, f"补录了{label}"
        )
        why = f"{then.name} 里没有“{_short(named(difference.new) or is_)}”"
        mend = (
            "移到这一列的最后，as_of 写它公开的日子"
            if difference.how != "afterwards"
            else "核对日子；确是后来看到的，as_of 写公开的日子"
        )
        return Slip(at, what, why, mend)
    why = f"{then.name} 里是“{was}”，现在" + (f"是“{is_}”" if is_ else "没有了")
    if difference.change == "never":
        return Slip(at, f"公开过的{label}不能改", why, "恢复原来的")
    return Slip(at, f"公开后改了{label}，没有更正说明", why, _mend(difference))


def _mend(difference: Unaccounted) -> str:
    if isinstance(difference.old, dict) and difference.new is None:
        listed = isinstance(difference.path[-1], int)  # such a record is named by its words, any other quoted whole
        before, after = named(difference.old) if listed else words(difference.old), ""
    elif isinstance(difference.old, dict) and isinstance(difference.new, dict):
        old, new = difference.old, difference.new
        key = next((key for key in old if words(old[key]) != words(new.get(key))), "")
        before, after = words(old.get(key)), words(new.get(key))
    else:
        before, after = words(difference.old), words(difference.new)
    said = "，".join(f'{key}: "{value}"' for key, value in (("before", before), ("after", after)) if value)
    return f"恢复原来的，或在 corrections 里添一条，{said}" if said else "恢复原来的"


def _text_slip(then: Then, now: Now) -> Slip:
    before, after = then.tree["text"].split("\n"), now.tree["text"].split("\n")
    pairs = enumerate(zip(before, after, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    lines = [block.line for block in now.notice.outline.blocks] or [now.notice.body_line]
    at = Span(path=now.notice.path, line=lines[min(same, len(lines) - 1)])
    sizes = f"原来 {len(then.tree['text'])} 字，现在 {len(now.tree['text'])} 字"
    given = new_corrections(then.tree, now.notice)
    what = "公开后改了正文，更正没有说明这里的不同" if given else "公开后改了正文，没有更正记录"
    counts = f"；新的更正 {len(given)} 条，算数的 {len(now.corrections)} 条" if given else ""
    mend = "恢复原文，或在台账的 notice: 之下添一条 corrections，before 和 after 恰好是改了的话"
    return Slip(at, what, f"从这里起与 {then.name} 不同：{sizes}{counts}", mend)


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 40 else line[:39] + "…"


def _label(path: tuple[Step, ...]) -> str:
    keys = [step for step in path if isinstance(step, str)]
    kind = next((_SAY[key] for key in keys if key in _SAY), None)
    item = f" {keys[1]} 的" if keys[0] in ENTRIES_KEYS and len(keys) > 1 else ""
    return item + (kind or f" {'.'.join(keys[2:] if item else keys[1:])}") if keys[0] != "files" else f"文件 {keys[1]}"


def _place(now: Now, path: tuple[Step, ...]) -> Span:
    """The place in the files of a path, or of its nearest existing ancestor."""
    notice, steps = now.notice, path[1:]
    if path[0] == "head":
        return notice.at_head(*steps)
    if path[0] == "items" and len(path) > 2 and path[2] in ("states", "origin"):
        problem = notice.outline.problem(str(path[1]))
        return Span(path=notice.path, line=problem.line if problem else 1)
    if path[0] in ("items", "notice", "targets", "commitments"):
        return _in_ledger(notice, steps if path[0] == "items" else path)
    return Span(path=notice.path)


def _in_ledger(notice: Notice, steps: tuple[Step, ...]) -> Span:
    tree = notice.ledger_tree.value
    if not isinstance(tree, Keys) or steps[0] not in tree:
        problem = notice.outline.problem(str(steps[0]))
        return Span(path=notice.path, line=problem.line) if problem else Span(path=notice.ledger_path)
    inner = tree[str(steps[0])].value
    if len(steps) > 1 and isinstance(inner, Keys) and steps[1] in inner:
        if len(steps) == 2:
            return inner.keys_at[str(steps[1])]
        return notice.at_ledger(*steps)
    return tree.keys_at[str(steps[0])]


def _lost(then: Then, now: Now, difference: Unaccounted, url: str) -> Slip:
    what = "指标" if difference.path[0] == "targets" else "事项"
    at = Span(path=now.notice.ledger_path if what == "指标" else now.notice.path)
    why = f"{then.name} 里有{what} {difference.path[1]}"
    return Slip(at, f"网址 {url} 没有了", why, f"恢复这个{what}，或在 redirects.yaml 里写上去处")


def _ids(then: Then, now: Notice) -> Iterator[Slip]:
    """Findings for items whose id changed: their heading still exists under another id."""
    titles: dict[str, list[str]] = {}
    for problem in now.outline.problems:
        titles.setdefault(problem.title, []).append(problem.id)
    old: Mapping[str, str] = then.tree.get("titles", {})
    names = list(old.values())
    for item, title in old.items():
        others = titles.get(title, [])
        if item in others or not others or names.count(title) > 1:
            continue
        found = now.outline.problem(others[0])
        line = found.line if found else 1
        why = f"{then.name} 里“{title[:20]}”是 {item}，现在是 {others[0]}"
        yield Slip(Span(path=now.path, line=line), f"事项编号从 {item} 变成 {others[0]}", why, f"改回 {{#{item}}}")
