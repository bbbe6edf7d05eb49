"""Numeric targets of a plan with their quotations, and last year's figure where it clearly measures the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.fold import EDGES, clauses, fold, sentences
from site_builder.importing.suggest.passage import once, unique
from site_builder.records.ledger_model import Before, Target
from site_builder.records.numerals import chinese_number
from site_builder.records.outline import Outline, Problem
from site_builder.records.vocabulary import Comparator, Kind

_UNIT: Final = (
    r"(?:万亿|亿|万|千)?(?:批次/千人|件/万人|个工作日|工作日|人次|户次|家次|批次|场次|个百分点|平方米|平方公里|公里|课时|学时|小时"
    r"|[亩吨元件户家个项种类次人名例篇座台所处条期场套部宗辆艘盏张卷份米头羽只株棵口眼栋间床席站支%倍])?"
)
_NUMBER: Final = r"(?P<value>\d{1,20}(?:\.\d{1,20})?)"
_FORMS: Final[tuple[tuple[Comparator | None, re.Pattern[str]], ...]] = (
    (">=", re.compile(rf"(?:(?:不少于|不低于|至少|不小于|达到?|保持在?)\s*+|(?:(?<!\s)\s++)?){_NUMBER}\s*+(?P<unit>{_UNIT})\s*+以上")),
    (">=", re.compile(rf"(?:不少于|不低于|至少|不小于)\s*+{_NUMBER}\s*+(?P<unit>{_UNIT})")),
    ("<=", re.compile(rf"(?:不超过|不高于|不多于|控制在|压降至|压减[至到]|压缩[至到]|缩短[至到]|降[至到])\s*+{_NUMBER}\s*+(?P<unit>{_UNIT})(?:以内|以下)?")),
    (">", re.compile(rf"(?:超过?|突破|高于|大于)\s*+{_NUMBER}\s*+(?P<unit>{_UNIT})")),
    ("<", re.compile(rf"(?:低于|少于|小于)\s*+{_NUMBER}\s*+(?P<unit>{_UNIT})")),
    (None, re.compile(rf"(?:(?:达到?|提升[至到]|提高[至到]|增[至到]|增长|下降|为)\s*+|(?:(?<!\s)\s++)?){_NUMBER}\s*+(?P<unit>{_UNIT})")),
)  # fmt: skip
_STRETCH: Final = re.compile(
    r"[“\"]?保(?P<value>[一二三四五六七八九十百\d]+)(?:争|冲)(?P<stretch>[一二三四五六七八九十百\d]+)[”\"]?"
)
_WHOLE: Final = re.compile(r"全覆盖|100%覆盖|应[检查管收]尽[检查管收]")
# Names that contain digits, and numbers that are dates or counts rather than targets.
_NAME: Final = re.compile(
    r"[“\"《(][^”\"》)\d]{0,120}+\d[^”\"》)]{0,120}+[”\"》)](?!\s*+(?:以上|不少于))|\d{1,12}(?:\+[\dN]++)+|20\d{2}年?|\d{1,2}月(?:\d{1,2}日)?|第\d+|\d{1,12}(?:周年|年|天|小时|分钟|点)"
    r"|\d{1,12}个?(?:部分|方面|重点|领域|环节|步骤|阶段|坚持|聚焦)|\d{1,12}[项大类](?:重点|主要|民生)?(?:工作|任务|实事|行动|制度|机制|清单|举措|措施)(?:清单)?|\d{1,12}\.\d+\.\d+"
)
_STRENGTH: Final = re.compile(r"争取|力争|确保|保证|努力")
_EFFECT: Final = re.compile(r"^(?:助力|促成|带动|促进|撬动|惠及|拉动)")
_PAST_SENTENCE: Final = re.compile(r"已(?:经)?(?:完成|实现|达到|建成)|截至|去年|上年")


@dataclass(frozen=True, slots=True)
class _Aim:
    start: int
    end: int
    comparator: Comparator | None
    value: str
    unit: str | None
    stretch: str | None = None
    implied: bool = False


def targets_of(outline: Outline, kind: Kind) -> Iterator[Target]:
    """The numeric targets of a plan's items, in text order."""
    if kind not in ("work-report", "action-plan"):
        return
    period = _period(outline)
    results = _results(outline)
    for problem in outline.problems:
        for measure in problem.measures:
            yield from _of_measure(problem, measure.text, period, results)


def _period(outline: Outline) -> str | None:
    """The year of the plan, from the heading of its section."""
    for section in outline.sections:
        if section.role == "plan" and (found := re.search(r"(20\d{2})年", fold(section.heading))):
            return found.group(1)
    return None


def _of_measure(problem: Problem, text: str, period: str | None, results: list["_Result"]) -> Iterator[Target]:
    spans = clauses(text)
    for first, last in sentences(text):
        strength = None
        if _PAST_SENTENCE.search(fold(text[first:last])):
            continue
        for start, end in (span for span in spans if first <= span[0] < last):
            clause = fold(text[start:end])
            if said := _STRENGTH.search(clause):
                strength = said.group()
            for aim in _aims(clause):
                quote = unique(text, problem.text, start, end, spans)
                if quote is None:
                    continue
                metric = _metric(text[start:end], aim)
                yield Target(
                    quote=quote,
                    metric=metric,
                    item=problem.id,
                    comparator=aim.comparator,
                    value=aim.value,
                    unit=aim.unit,
                    period=period,
                    stretch=aim.stretch,
                    strength=strength,
                    implied=aim.implied,
                    before=_before(metric, aim, text[first:last], results, _year_before(period)),
                    suggested=True,
                )


def _year_before(period: str | None) -> str | None:
    """The year before that of the plan."""
    return str(int(period) - 1) if period else None


def _aims(clause: str) -> list[_Aim]:
    """The targets in a clause: numbers with a unit or a comparator, 保十冲五, 全覆盖."""
    if found := _STRETCH.search(clause):
        return [
            _Aim(
                start=found.start(),
                end=found.end(),
                comparator=None,
                value=_digits(found["value"]),
                unit=None,
                stretch=_digits(found["stretch"]),
            )
        ]
    names = [(found.start(), found.end()) for found in _NAME.finditer(clause)]
    aims: list[_Aim] = []
    for comparator, pattern in _FORMS:
        for found in pattern.finditer(clause):
            inside = any(a < found.end("value") and found.start("value") < b for a, b in names)
            counted = any(aim.start <= found.start("value") < aim.end for aim in aims)
            within = re.search(r"[\d.+\-A-Za-z]$", clause[: found.start("value")])
            if not inside and not counted and not within and (comparator or found["unit"]):
                aims.append(_Aim(found.start(), found.end(), comparator, found["value"], found["unit"] or None))
    if not aims and (whole := _WHOLE.search(clause)):
        aims.append(_Aim(whole.start(), whole.end(), None, "100", "%", implied=True))
    return sorted(aims, key=lambda aim: aim.start)


def _digits(words: str) -> str:
    number = chinese_number(words)
    return words if number is None else str(number)


def _metric(clause: str, aim: _Aim) -> str:
    """The metric: the clause without its number."""
    before = clause[: aim.start].strip(EDGES)
    after = re.sub(r"^(?:以上|以内)", "", clause[aim.end :].strip(EDGES))
    words = before if len(before) >= 4 and not after else before + after
    return re.sub(r"^(?:争取|力争|确保|努力)?(?:(?:基本)?实现|完成)?", "", words).strip()


@dataclass(frozen=True, slots=True)
class _Result:
    """A figure of the past year with its metric."""

    metric: str
    value: str
    unit: str | None
    quote: str
    context: str


def _results(outline: Outline) -> list[_Result]:
    """The figures in sections that review the past year."""
    found: list[_Result] = []
    for section in outline.sections:
        if section.role != "summary":
            continue
        for block in outline.blocks[section.start + 1 : section.stop]:
            spans = clauses(block.text)
            for start, end in spans:
                clause = fold(block.text[start:end])
                for aim in (*_aims(clause), *_ranked(clause)):
                    quote = unique(block.text, outline.text, start, end, spans)
                    if quote and not aim.implied and once(quote, outline.text):
                        found.append(_Result(_metric(block.text[start:end], aim), aim.value, aim.unit, quote, clause))
    return found


def _ranked(clause: str) -> list[_Aim]:
    """Ranks such as 第12名, which the number pattern would take for names."""
    return [
        _Aim(m.start(), m.end(), None, m.group(1), "名")
        for m in re.finditer(r"(?:跃?升至|排名|位列|居)?第(\d+)[名位]", clause)
    ]


def _key(metric: str) -> str:
    """A metric's words in normal form, without verbs of change and words such as 全年."""
    bare = re.sub(r"[“”\"'\s]", "", fold(metric))
    return re.sub(r"(?:测评|跃升至|升至|达到?|达)$", "", re.sub(r"^(?:全年|全市|共|累计|完成)+", "", bare))


def _before(metric: str, aim: _Aim, sentence: str, results: list[_Result], year: str | None) -> Before | None:
    """Last year's figure for the same metric, in words and unit; `same_metric` is False where it may measure something else."""
    wanted = _key(metric)
    if len(wanted) < 4 or aim.implied:
        return None
    for result in results:
        had = _key(result.metric)
        if aim.stretch:
            same = result.unit == "名" and (wanted in had or had in wanted)
        else:
            same = _bare_unit(result.unit) == _bare_unit(aim.unit) and (
                wanted == had or (len(wanted) >= 5 and had.endswith(wanted) and _named_in(had, wanted, sentence))
            )
        if same and len(had) >= 4:
            plainly = not _EFFECT.match(wanted)
            return Before(period=year, value=result.value, quote=result.quote, same_metric=plainly)
    return None


def _named_in(had: str, wanted: str, sentence: str) -> bool:
    """Whether the extra words of a longer metric occur in the target's own sentence."""
    return had[: -len(wanted)] in re.sub(r"[“”\"\s]", "", fold(sentence))


def _bare_unit(unit: str | None) -> str:
    return re.sub(r"^(?:万|亿|千)", "", unit or "")
