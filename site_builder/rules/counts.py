"""C001–C004: totals stated in the text. Only warnings, as a text may count in its own way."""

import re
from collections.abc import Iterator

from site_builder.records.findings import Span
from site_builder.records.numerals import chinese_number
from site_builder.records.outline import split_number
from site_builder.rules.rule import Case, Slip, warning
from site_builder.rules.text_lines import place
from site_builder.views.derive import entries_on, status_of

_ORDINAL = re.compile("[一二三四五六七八九十]{1,3}$")


@warning("C001")
def totals_agree(case: Case) -> Iterator[Slip]:
    """原文说的总数与列出的不一致

    stated 里的总数与正文里的事项、类别和各状态的事项数比较，两个数都写在提示里。
    原文有合并、有不公开的，数目可以不一样，核对即可。

    改法：核对是不是漏了事项编号，或 stated 写错了。
    """
    stated, outline = case.notice.head.stated, case.notice.outline
    if stated is None:
        return
    problems = outline.problems
    listed: dict[str, int] = {"problems": len(problems)}
    if categories := {problem.category for problem in problems} - {None}:
        listed["categories"] = len(categories)
    statuses = [status_of(entries_on(case.notice.ledger(p.id), case.day, False)) for p in problems]
    for key, status in (("not-started", "not-started"), ("ongoing", "ongoing"), ("partial", "partial")):
        listed[key] = statuses.count(status)  # type: ignore[arg-type]
    listed["done"] = statuses.count("done") + statuses.count("closed")
    all_stated = "unstated" not in statuses
    for key, count in listed.items():
        said = getattr(stated, key.replace("-", "_"))
        if said is not None and said != count and (key in ("problems", "categories") or all_stated or count > said):
            at = case.notice.at_head("stated", key)
            name = {"problems": "事项", "categories": "类别"}.get(key, f"状态为 {key} 的事项")
            yield Slip(
                at, "总数与列出的不一致", f"原文说 {said}，列出的{name}是 {count}", "核对是否漏了编号，或总数写错"
            )


@warning("C002")
def totals_have_words(case: Case) -> Iterator[Slip]:
    """总数没有引语

    改法：在 stated 里补上 quote，照抄原文说总数的那句话。
    """
    stated = case.notice.head.stated
    if stated is not None and not stated.quote and not stated.quotes:
        yield Slip(case.notice.at_head("stated"), "总数没有引语", "", "补上 quote，照抄原文说总数的那句话")


@warning("C003")
def one_is_two_is(case: Case) -> Iterator[Slip]:
    """“一是…二是…”中间缺了一个

    一个事项里的“一是”“二是”应当连着。中间缺的，多半是导入时丢了一条，或原文如此。

    改法：与原件对照；原文如此的，不用管。
    """
    for problem in case.notice.outline.problems:
        expected = 1
        for block in case.notice.outline.blocks[problem.start + 1 : problem.stop]:
            for ordinal, start in _ordinals(block.text):
                number = chinese_number(ordinal)
                if number is None or number == 1:
                    expected = 2 if number == 1 else expected
                    continue
                if number != expected:
                    at = place(case.notice, block, ordinal[0], start)
                    why = f"应是第 {expected} 个，这里是“{ordinal}是”"
                    yield Slip(at, f"事项 {problem.id} 的“几是”不连续", why, "与原件对照，是否漏了一条")
                expected = number + 1


def _ordinals(text: str) -> Iterator[tuple[str, int]]:
    """The numerals of ordinals such as 一是 at the start of a sentence, clause or line, as (numeral, offset).

    >>> list(_ordinals("如下：一是查；这一是二是"))
    [('一', 3)]
    """
    word = text.find("是")  # search for 是 first: it is rarer than numerals
    while word >= 0:
        found = _ORDINAL.search(text, max(0, word - 3), word)
        if found and _begins(text, found.start()):
            yield found[0], found.start()
        word = text.find("是", word + 1)


def _begins(text: str, position: int) -> bool:
    """Whether a sentence, clause or line starts at a position."""
    before = text[:position]
    words = before.rstrip()
    return not words or words[-1] in "。；;：:" or "\n" in before[len(words) :]


@warning("C004")
def numbering_is_whole(case: Case) -> Iterator[Slip]:
    """标题的序号中间缺了一个

    同一级的标题，序号应当连着。中间缺的，多半是漏了一个事项，或标题没有标成标题。

    改法：与原件对照；原文如此的，不用管。
    """
    last: dict[int, int] = {}
    for block in case.notice.outline.blocks:
        if block.kind != "heading":
            continue
        last = {level: number for level, number in last.items() if level <= block.level}
        numeral = split_number(block.text)[0]
        number = chinese_number(numeral) if numeral else None
        if number is None:
            continue
        before = last.get(block.level)
        if before is not None and number > before + 1:
            at = Span(path=case.notice.path, line=block.line, column=block.level + 2, length=max(1, len(block.text)))
            why = f"上一个是 {before}，这一个是 {number}"
            yield Slip(at, "标题的序号不连续", why, "与原件对照，是否漏了一个标题")
        last[block.level] = number
