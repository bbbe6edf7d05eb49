"""Due dates in promises (计划于…发布, 预计…前完成), at their precision and with their quotation."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.lines.dates import FoundDate, dates
from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.suggest.passage import Passage
from site_builder.records.ledger_model import Due
from site_builder.records.partial_dates import PartialDate

_PLAN: Final = re.compile(r"计划|预计|拟(?!定)|预期|力争|争取|确保|将(?=于|在)|承诺")
_BEFORE: Final = re.compile(r"^(?:之?前|底前|以前|前)")
_HALF: Final = re.compile(r"(?P<half>上半年|下半年|年底|年末|年内|(?:第)?[一二三四]季度)")
_HALVES: Final = {"上半年": 6, "下半年": 12, "年底": 12, "年末": 12, "年内": 12, "一": 3, "二": 6, "三": 9, "四": 12}
_FUTURE: Final = re.compile(
    r"完成|发布|印发|出台|开通|举办|上线|办结|整改到位|落实到位|投入|启用|启动|实现|召开|建成|收回|追回|清退|退回|开展|提交|销号|化解|完工|竣工|投用|整治到位|整治完成|改造"
)
_OBJECT: Final = re.compile(r"(?:完成|发布|印发|出台|开通|举办|建成|实现|收回|追回)(?:了|对)?(?P<object>[^,。;]{3,30})")
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s,。;(]))(?:整改目标|(?:整改|完成|办结|计划完成|拟完成|预计完成|整改完成)(?:时限|期限|时间|日期))\s*+:"
)
_PAST: Final = re.compile(r"已(?:经|于|在)?|(?:于|在)[^,]{0,14}(?:召开|举行)了")


def dues_of(passage: Passage, published_year: int | None) -> Iterator[Due | Doubt]:
    """The due dates that a measure promises, each with what it is about; a doubt for each inferred year."""
    labelled: list[int] = []
    for label in _LABEL.finditer(passage.folded):
        labelled.append(label.end())
        yield from _labelled(passage, label, published_year)
    planned_until = -1
    for start, end in () if passage.field else passage.clauses:
        if start in labelled:
            continue
        clause = passage.folded[start:end]
        plan = _PLAN.search(clause)
        carried = start < planned_until and clause.lstrip().startswith(("并", "于", "且"))
        for found in _times(clause):
            ahead = _BEFORE.match(clause[found.end :]) is not None and not _PAST.search(clause[: found.start])
            if not (plan and plan.start() < found.start or carried or ahead):
                continue
            if plan is None and _PAST.search(clause) or not _FUTURE.search(clause[found.end :]):
                continue
            year = found.year or passage.year_before(start + found.start) or published_year
            iso = found.in_year(year).iso() if year else None
            quote = passage.quote(start + (plan.start() if plan and plan.start() < found.start else found.start), end)
            if iso is None or quote is None:
                yield Doubt(passage.line, clause.strip(), "时限读不出年份或日期，请补填")
                continue
            if found.year is None:
                yield Doubt(passage.line, quote, f"时限未写年份，按 {iso} 读")
            planned_until = passage.sentence_at(start)[1]
            yield Due(by=PartialDate(iso), quote=quote, about=_about(passage, start, end, plan, found), suggested=True)


def _labelled(passage: Passage, label: re.Match[str], published_year: int | None) -> Iterator[Due | Doubt]:
    """A labelled due date (整改时限:2024年9月底) of the whole item, or of the measure that contains the label."""
    start = label.end()
    end = passage.clause_at(start)[1]
    for found in _times(passage.folded[start:end])[-1:]:
        year = found.year or published_year
        iso = found.in_year(year).iso() if year else None
        quote = passage.quote(label.start(), start + found.end + _before(passage.folded, start + found.end))
        if iso and quote:
            yield Due(by=PartialDate(iso), quote=quote, about=passage.about, suggested=True)
        else:
            yield Doubt(passage.line, passage.text[label.start() : end], "时限读不出年份或日期，请补填")
        if iso and found.year is None:
            yield Doubt(passage.line, passage.text[label.start() : end], f"时限未写年份，按 {iso} 读")


def _before(folded: str, end: int) -> int:
    """The length of 前 or 底前 after a date."""
    found = re.match(r"(?:之?前|底前|以前)(?:完成)?", folded[end : end + 5])
    return found.end() if found else 0


def _times(clause: str) -> list[FoundDate]:
    """The dates of a clause, including a bare 上半年 or 年底."""
    found = dates(clause)
    covered = [(each.start, each.end) for each in found]
    for half in _HALF.finditer(clause):
        if not any(a <= half.start() < b for a, b in covered):
            word = half["half"]
            month = _HALVES.get(word) or _HALVES[word.strip("第季度")]
            found.append(FoundDate(start=half.start(), end=half.end(), year=None, month=month, day=None, whole=False))
    return sorted(found, key=lambda each: each.start)


def _about(passage: Passage, start: int, end: int, plan: re.Match[str] | None, found: FoundDate) -> str:
    """What a due date is about: the words before 计划, the object of the verb, or the topic of the preceding clauses."""
    clause = passage.folded[start:end]
    if (
        plan is not None
        and (before := passage.words(start, start + plan.start()))
        and not re.match(r"目前|后续|并|现", before)
    ):
        return before
    if (
        plan is None
        and (before := passage.words(start, start + found.start))
        and not re.match(r"目前|后续|并|现", before)
    ):
        return re.sub(r"(?:将)?(?:于|在)$", "", before)
    if (named := _OBJECT.search(clause, found.end)) and (
        words := passage.words(start + named.start("object"), start + named.end("object"))
    ):
        return words
    return passage.matter(start, end)
