"""Documents named without 《》: what a measure says was issued, revised, drafted or abolished.

A name in 《》 is found by the site itself, in every text; here are those that only their own last word shows.
"""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.fold import EDGES
from site_builder.importing.passage import Passage
from site_builder.model import Fact

_PAPER: Final = "通知|意见|办法|规则|制度|规定|细则|方案|规程|指引|预案|清单|规范|标准|守则|手册|流程图"
_ENDS: Final = re.compile(rf"(?:{_PAPER})(?:\([^()]{{1,16}}\))?$")
_ACTS: Final = (
    ("abolished", re.compile(r"废止")),
    ("drafted", re.compile(r"起草|拟印发|拟发布|草拟")),
    ("revised", re.compile(r"修订印发|修订完善|修订|修改完善")),
    ("issued", re.compile(r"印发|制定|制订|出台|制发|下发")),
)
_VERB: Final = re.compile("|".join(pattern.pattern for _, pattern in _ACTS))
_AHEAD: Final = re.compile(r"今后|下一步|将(?=根据|及时|继续|进一步|尽快)|计划(?=于|在|\d)|适时")
_UNPUBLISHED: Final = re.compile(r"(?:计划|预计|拟)[^。;]{0,16}(?:发布|印发|出台)|征求意见")
_ONE: Final = re.compile(rf"关于[^,。;《》]{{3,60}}?的(?:{_PAPER})(?:\([^()]{{1,16}}\))?")
_BOUND: Final = re.compile(r"、|以及|(?<!中)和(?!谐)|及其?(?!时)|与")


def papers_of(passage: Passage) -> Iterator[Fact]:
    """The documents of each clause with what the words say was done to them; every name of a list."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end].rstrip(EDGES)
        if not _VERB.search(clause) or _AHEAD.search(passage.folded, passage.sentence_at(start)[0], end):
            continue
        taken = len(clause)
        for act, pattern in _ACTS:
            verb = pattern.search(clause)
            if verb is None or verb.start() >= taken or re.match("的(?!通知)", clause[verb.end() :]):
                continue
            taken = verb.start()
            for a, b in _names(clause, verb.end()):
                later = _UNPUBLISHED.search(passage.folded, start + b, passage.sentence_at(start)[1])
                if quote := passage.quote(start, end):
                    name = passage.text[start + a : start + b]
                    done = "drafted" if later and act != "abolished" else act
                    yield Fact(label=name, kind="document", act=done, quotes=(quote,), suggested=True)


def _names(clause: str, start: int) -> Iterator[tuple[int, int]]:
    """Where in a clause the names after a verb stand: 甲办法、乙规则和丙清单等; parts without an ending read on."""
    start += len(clause[start:]) - len(clause[start:].lstrip("了 并"))
    if whole := _ONE.match(clause, start):
        yield whole.span()
        start = whole.end()
    stop = len(clause)
    if rest := re.search(r"[《》]|等(?!级|次)|\d+[项个]", clause[start:]):
        stop = start + rest.start()
    begin, least = start, 6
    for end in (*(each.start() for each in _BOUND.finditer(clause, start, stop)), stop):
        name = clause[begin:end]
        bare = name.lstrip("、和及与其 以")
        if not _ENDS.search(bare):
            continue
        if least <= len(bare) <= 30 and not re.search(r"[的了]|^(?:相关|有关|一系列|系列|各项|一批)", bare):
            yield end - len(bare), end
            least = 4  # beside a name that is plain, a short one is a name as well
        begin = end
