"""Documents named without 《》 that a measure says were issued, revised, drafted or abolished.

Names in 《》 are recognised when the site is built; this module finds names recognisable only by their last word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.importing.lines.fold import EDGES
from site_builder.importing.suggest.passage import Passage
from site_builder.records.ledger_model import Fact

_PAPER: Final = "通知|意见|办法|规则|制度|规定|细则|方案|规程|指引|预案|清单|规范|标准|守则|手册|流程图"
# 计划 is a document only with certain words before it (年度…计划, …工作计划); 轮岗计划 may be a mere intention.
_PLAN: Final = r"(?:年度[^,。;《》]{0,20}|工作|审计|培训|检查|监测|抽查)计划"
_ENDS: Final = re.compile(rf"(?:{_PAPER}|{_PLAN})(?:\([^()]{{1,16}}\))?$")
# Four-character names that always denote a single document, unlike a general 制度 or 规范.
_SHORT: Final = re.compile(r"操作规程|操作指引|操作手册|实施细则|议事规则|工作规则")
# After a general verb such as 完善 only these words, at the end of the clause, are documents: 完善…操作指引.
_PERFECTED: Final = re.compile(
    r"^(?:修改|修订)?完善(?:了)?(?P<name>[^,。;:《》的了]{2,40}(?:操作规程|操作指引|操作手册|实施细则))$"
)
_ACTS: Final = (
    ("abolished", re.compile(r"废止")),
    ("drafted", re.compile(r"起草|拟印发|拟发布|草拟")),
    ("revised", re.compile(r"修订印发|修订完善|修订|修改完善")),
    ("issued", re.compile(r"印发|制定|制订|出台|制发|下发")),
)
_VERB: Final = re.compile("|".join(("完善", *(pattern.pattern for _, pattern in _ACTS))))
# The name precedes the verb: 对甲办法进行了修订.
_WORKED_ON: Final = re.compile(
    rf"(?:对|将|把)(?P<name>[^,。;《》对将把]{{2,40}}?(?:{_PAPER}))(?:进一步)?进行(?:了)?(?:修订|修改|完善)"
)
_OURS: Final = re.compile(r"^(?:我|本)(?:局|院|校|委|厅|中心|公司|市|区|县|单位|部门)(?:的)?")
_AHEAD: Final = re.compile(r"今后|下一步|将(?=根据|及时|继续|进一步|尽快)|计划(?=于|在|\d)|适时")
_UNPUBLISHED: Final = re.compile(r"(?:计划|预计|拟)[^。;]{0,16}(?:发布|印发|出台)|征求意见")
_ONE: Final = re.compile(rf"关于[^,。;《》]{{3,60}}?的(?:{_PAPER})(?:\([^()]{{1,16}}\))?")
# A list that starts with a name in 《》: 制定《甲》和年度工作计划.
_IN_MARKS: Final = re.compile(r"《(?:[^《》〈]++|〈[^〈〉]*+〉|〈)*+》(?:\([^()]{1,16}\))?(?:以及|[、和及与])")
_BOUND: Final = re.compile(r"、|以及|(?<!中)和(?!谐)|及其?(?!时)|与")


def papers_of(passage: Passage) -> Iterator[Fact]:
    """The documents in each clause with what was done to them; lists give one fact for each name."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end].rstrip(EDGES)
        if not _VERB.search(clause) or _AHEAD.search(passage.folded, passage.sentence_at(start)[0], end):
            continue
        taken = len(clause)
        if (worked := _WORKED_ON.search(clause)) and not re.search(r"目前|正在|计划|拟", clause[: worked.start()]):
            taken = worked.start()
            yield from _papers(passage, start, end, "revised", _plain(clause, *worked.span("name")))
        if perfected := _PERFECTED.match(clause):
            yield from _papers(passage, start, end, "revised", _plain(clause, *perfected.span("name")))
            continue
        for act, pattern in _ACTS:
            verb = pattern.search(clause)
            if verb is None or verb.start() >= taken or re.match("的(?!通知)", clause[verb.end() :]):
                continue
            taken = verb.start()
            yield from _papers(passage, start, end, act, _names(clause, verb.end()))


def _papers(passage: Passage, start: int, end: int, act: str, names: Iterable[tuple[int, int]]) -> Iterator[Fact]:
    """A fact for each of the names in a clause."""
    for a, b in names:
        later = _UNPUBLISHED.search(passage.folded, start + b, passage.sentence_at(start)[1])
        if quote := passage.quote(start, end):
            name = _OURS.sub("", passage.text[start + a : start + b])
            done = "drafted" if later and act != "abolished" else act
            yield Fact(label=name, kind="document", act=done, quotes=(quote,), suggested=True)


def _plain(clause: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span of a candidate if it is a name: long enough and not a phrase."""
    name = clause[start:end]
    least = 4 if _SHORT.fullmatch(name) else 6
    return [] if len(name) < least or re.search(r"[的了]|^(?:相关|有关|各项)", name) else [(start, end)]


def _names(clause: str, start: int) -> Iterator[tuple[int, int]]:
    """The spans of the names listed after a verb (甲办法、乙规则和丙清单等); a part without a typical ending is joined to the next."""
    start += len(clause[start:]) - len(clause[start:].lstrip("了 并"))
    if whole := _ONE.match(clause, start):
        yield whole.span()
        start = whole.end()
    while listed := _IN_MARKS.match(clause, start):
        start = listed.end()
    stop = len(clause)
    if rest := re.search(r"[《》]|等(?!级|次)|(?<!\d)\d++[项个]", clause[start:]):
        stop = start + rest.start()
    begin, least = start, 6
    for end in (*(each.start() for each in _BOUND.finditer(clause, start, stop)), stop):
        name = clause[begin:end]
        bare = name.lstrip("、和及与其 以")
        if not _ENDS.search(bare):
            continue
        if (
            (least <= len(bare) or (least < 6 and bare == "流程图"))
            and len(bare) <= 30
            and not re.search(r"[的了]|^(?:相关|有关|一系列|系列|各项|一批)", bare)
        ):
            yield end - len(bare), end
            least = 4  # after an unmistakable name, a short one is accepted as well
        begin = end
