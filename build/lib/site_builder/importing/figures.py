"""Rates, people trained, and documents named without 《》: what the text reports as reached, by quotation."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.passage import Passage
from site_builder.model import Fact

_RATE: Final = re.compile(
    r"(?P<label>[^,。;:]{2,24}?率)(?:为|达到?|提升至|提高到|由[^,。;]{1,10}(?:提升至|提高到|降至))?(?P<value>\d+(?:\.\d+)?)%"
    r"|(?P<what>[^,。;:]{2,24}?)(?P<change>(?:同比|环比|较[^,。;]{2,14}?)?(?:下降|增长|提升|提高|减少|压降))了?(?P<points>\d+(?:\.\d+)?)(?P<unit>%|个百分点)"
)
_TRAINED: Final = re.compile(
    r"(?:培训|轮训|宣讲|参训)[^,。;]{0,24}?(?P<value>\d+)余?(?P<unit>人次|人)|(?P<value2>\d+)余?(?P<unit2>人次|人)(?:参加|参训)"
)
_AIMED: Final = re.compile(r"确保|争取|力争|计划|预计|拟|目标|要求|不低于|不少于|不高于|不超过|以上|以内")
_AHEAD: Final = re.compile(r"今后|下一步|将(?=根据|及时|继续|进一步|尽快)|计划(?=于|在|\d)|适时")
_UNPUBLISHED: Final = re.compile(r"(?:计划|预计|拟)[^。;]{0,16}(?:发布|印发|出台)|征求意见")
_PAPER: Final = "通知|意见|办法|规则|制度|规定|细则|方案|规程|指引|预案|清单|规范|标准|守则|手册"
_ACTS: Final = (
    ("abolished", "废止"),
    ("drafted", "起草|拟印发|拟发布|草拟"),
    ("revised", "修订印发|修订完善|修订|修改完善"),
    ("issued", "印发|制定|出台|制发|下发"),
)
_NAMED: Final = tuple(
    (
        act,
        re.compile(
            rf"(?:{verbs})了?(?P<name>(?:关于[^,。;《》]{{3,40}}?的(?:{_PAPER})|[^,。;《》、的了]{{3,24}}?(?:{_PAPER}))(?:\([^)]*\))?)(?=[,。;、和等]|$)"
        ),
    )
    for act, verbs in _ACTS
)


def figures_of(passage: Passage) -> Iterator[Fact]:
    """Rates and people a measure reports, and documents it names without 《》, each in its own words."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        if not re.search(rf"\d|{_PAPER}", clause) or (quote := passage.quote(start, end)) is None:
            continue
        if not _AHEAD.search(passage.folded, passage.sentence_at(start)[0], end):
            yield from _documents(passage, start, clause, quote)
        if _AIMED.search(clause):
            continue
        for found in _RATE.finditer(clause):
            label = "label" if found["label"] else "what"
            words = passage.text[
                start + found.start(label) : start + found.end(label if label == "label" else "change")
            ]
            value, unit = found["value"] or found["points"], found["unit"] or "%"
            yield Fact(
                label=words.strip(),
                kind="rate",
                value=value,
                unit=unit,
                modality="stated",
                quotes=(quote,),
                suggested=True,
            )
        for found in _TRAINED.finditer(clause):
            value, unit = found["value"] or found["value2"], found["unit"] or found["unit2"]
            yield Fact(
                label="培训", kind="people", value=value, unit=unit, modality="stated", quotes=(quote,), suggested=True
            )


def _documents(passage: Passage, start: int, clause: str, quote: str) -> Iterator[Fact]:
    """Documents the clause says were issued, revised or abolished; a name in 《》 is found by the site itself."""
    taken: list[tuple[int, int]] = []
    for act, pattern in _NAMED:
        for found in pattern.finditer(clause):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            taken.append((found.start(), found.end()))
            name = passage.text[start + found.start("name") : start + found.end("name")]
            later = _UNPUBLISHED.search(passage.folded, start + found.end(), passage.sentence_at(start)[1])
            done = "drafted" if later and act != "abolished" else act
            yield Fact(label=name, kind="document", act=done, quotes=(quote,), suggested=True)
