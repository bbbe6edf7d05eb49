"""R020, R021: warnings that an editor reviewed and acknowledged. Findings are suppressed nowhere else."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.records.findings import Finding, Span
from site_builder.records.model import Acknowledged
from site_builder.records.notice import Notice
from site_builder.records.quotes import comparable, find
from site_builder.records.source import Field, Mapping
from site_builder.rules.rule import Slip, manual_only

R020 = manual_only(
    "R020",
    """
    acknowledged 没有遇到提醒

    acknowledged 放过一处的一条提醒。那里没有这个编号的提醒——已经改好了，编号或 at 写错了，或者同一处有两条——它就没有用处，
    留着反而会放过以后真的错误。

    at 写键的路径，列表从 1 数起：文件头里写 window.closes、notice.milestones.1.date、targets.t4.value；
    事项的台账里写 entries.1.quote。正文里的提醒写在文件头，at 写那一行里的几个字，只在一行里有的。

    改法：改正 code 或 at；用不着的，删去这一条。
    """,
    "warning",
)
R021 = manual_only(
    "R021",
    """
    acknowledged 放不过这一条

    错误要改正，不能用 acknowledged 放过；与先前版本比较的结果（H）也不能。why 要写明为什么没有错。

    改法：改正错误；补上 why。
    """,
)


class Settled(NamedTuple):
    """The remaining findings, and how many warnings were acknowledged."""

    findings: list[Finding]
    acknowledged: int


class _One(NamedTuple):
    """An acknowledgement with its place; `item`: the item whose ledger its path starts in, None for the head."""

    record: Acknowledged
    at: Span
    item: str | None


def settled(notice: Notice, findings: Sequence[Finding], unread: str = "") -> Settled:
    """Removes acknowledged warnings from the findings and adds findings about invalid acknowledgements.

    Takes   unread: the family of rules that did not run, whose acknowledgements therefore cannot be checked
    """
    left, count = list(findings), 0
    for one in _all(notice):
        if unread and one.record.code.startswith(unread):
            continue
        meant = [each for each in left if each.code == one.record.code and _is_there(notice, one, each)]
        spans = _spans(notice, one, exact=True)
        exact = [each for each in meant if each.at in spans or _over_words(notice, one, each)]
        warnings = [each for each in exact or meant if each.severity == "warning"]
        if not one.record.why.strip():
            left.append(_refused(one, "没有写 why", "why 要写明为什么没有错", "补上 why"))
        elif any(each.severity == "error" for each in meant):
            left.append(
                _refused(
                    one, f"{one.record.code} 是错误，不能放过", "acknowledged 只放过提醒", "改正那处错误，删去这一条"
                )
            )
        elif len(warnings) == 1:
            left.remove(warnings[0])
            count += 1
        else:
            why = f"{one.record.at} 处有 {len(warnings)} 条 {one.record.code}" if warnings else _missing(one, left)
            left.append(
                R020.finding(Slip(one.at, "acknowledged 没有遇到提醒", why, "改正 code 或 at；用不着的，删去这一条"))
            )
    return Settled(left, count)


def _all(notice: Notice) -> Iterator[_One]:
    for number, record in enumerate(notice.head.acknowledged):
        yield _One(record, notice.at_head("acknowledged", number, "code"), None)
    for item, ledger in notice.ledgers.items.items():
        for number, record in enumerate(ledger.acknowledged):
            yield _One(record, notice.at_ledger(item, "acknowledged", number, "code"), item)


def _refused(one: _One, what: str, why: str, mend: str) -> Finding:
    return R021.finding(Slip(one.at, what, why, mend))


def _missing(one: _One, left: Sequence[Finding]) -> str:
    lines = [str(each.at.line) for each in left if each.code == one.record.code][:3]
    where = f"；这份通报里的 {one.record.code} 在第 {'、'.join(lines)} 行" if lines else ""
    return f"{one.record.at} 处没有 {one.record.code}{where}"


def _is_there(notice: Notice, one: _One, finding: Finding) -> bool:
    if any(_holds(span, finding.at) for span in _spans(notice, one, exact=False)):
        return True
    return (
        one.item is None and finding.at.path == notice.path and _words_in_line(notice, one.record.at, finding.at.line)
    )


def _holds(span: Span, at: Span) -> bool:
    """Whether a place is that of a value or a key, or a few words of it."""
    same = (span.path, span.line) == (at.path, at.line)
    return same and span.column <= at.column and at.column + at.length <= span.column + span.length


def _words_in_line(notice: Notice, words: str, line: int) -> bool:
    """Whether the words occur in this line of the text and in no other."""
    lines = [comparable(each) for each in notice.body.split("\n")]
    place, needle = line - notice.body_line, comparable(words)
    return 0 <= place < len(lines) and bool(needle) and [n for n, each in enumerate(lines) if needle in each] == [place]


def _over_words(notice: Notice, one: _One, finding: Finding) -> bool:
    """Whether a finding in the text overlaps the acknowledged words, rather than other words of the same line."""
    place = finding.at.line - notice.body_line
    lines = notice.body.split("\n")
    if finding.at.path != notice.path or not 0 <= place < len(lines) or finding.at.length < 2:
        return False
    found = find(one.record.at, lines[place])
    start = finding.at.column - 1
    return found is not None and found.start < start + finding.at.length and start < found.stop


def _spans(notice: Notice, one: _One, exact: bool) -> set[Span]:
    """The places that a path can mean: its value and its key, and everything below them unless `exact`."""
    steps = one.record.at.split(".")
    roots = [notice.ledger_tree] if one.item else [notice.head_tree, notice.ledger_tree]
    path = [one.item, *steps] if one.item else steps
    found: set[Span] = set()
    for root in roots:
        found |= _at_path(root, path, exact)
    return found


def _at_path(root: Field, path: Sequence[str], exact: bool) -> set[Span]:
    field, key = root, None
    for step in path:
        value = field.value
        if isinstance(value, Mapping) and step in value:
            field, key = value[step], value.keys_at[step]
        elif isinstance(value, list) and step.isdecimal() and 0 < int(step) <= len(value):
            field, key = value[int(step) - 1], None
        else:
            return set()
    own = {field.at} | ({key} if key else set())
    return own if exact else own | {at for _, at in places(field)}


def places(field: Field, steps: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Every key and value from a field on: the path that an acknowledgement has for it, and its place."""
    yield steps, field.at
    if isinstance(field.value, Mapping):
        for key, each in field.value.items():
            yield (*steps, key), field.value.keys_at[key]
            yield from places(each, (*steps, key))
    elif isinstance(field.value, list):
        for number, each in enumerate(field.value, 1):
            yield from places(each, (*steps, str(number)))
