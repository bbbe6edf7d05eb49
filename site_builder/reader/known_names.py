"""Names of organs and places: those the site knows, and those the head and the organ of one notice know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from site_builder.claims.parties import core
from site_builder.records.model import Head, Inspection
from site_builder.records.register_model import Organ
from site_builder.records.registers import Registers

# 云州市 of 云州市水务局: what a name begins with that is a place. Signs of no place: 市市场监管局, 全市, 本县.
_PLACE: Final = re.compile(
    r"(?!本|全|各|该|我|省|市|县|区|州)[\u4e00-\u9fff]{2,5}?(?:自治[区州县]|[省市县区州盟旗])"
    r"(?!场|容|长|域|块|民(?!政|族|宗)|政(?!府|协|法|务|数))(?=[\u4e00-\u9fff]|$)"
)
_NO_PLACE: Final = re.compile(
    r"^(?:.{0,2}(?:城|超|夜|菜|股|门|早|集贸|集|农贸|开发|园|社|小|地|校|景|辖|库|片|灾|分|特|新|老)[市区州]|行政区|自治[区州县]|高新区|经开区|.*市市场?)$"
)
_GENERIC: Final = re.compile(r"^(?:[省市县区州]|本|我|局|委|办|院)")


class DatedName(NamedTuple):
    """A name that an organ bears or bore.

    begins, ends    ISO days, "" where unknown; `present` is the organ's name now
    full            whether it is an official name and no short form
    """

    name: str
    organ: str
    begins: str
    ends: str
    present: str
    full: bool


def organ_names(organs: Mapping[str, Organ]) -> Iterator[DatedName]:
    for key, organ in organs.items():
        present = organ.name
        named = False
        for each in organ.names:
            named = named or each.name == organ.name
            begins = str(each.from_.earliest) if each.from_ else ""
            ends = str(each.to.latest) if each.to else ""
            yield DatedName(name=each.name, organ=key, begins=begins, ends=ends, present=present, full=True)
        if not named:
            yield DatedName(name=organ.name, organ=key, begins="", ends="", present=present, full=True)
        if organ.short and organ.short != organ.name:
            yield DatedName(name=organ.short, organ=key, begins="", ends="", present=present, full=False)


def places_of(name: str) -> tuple[str, ...]:
    """The place that a name begins with.

    >>> places_of("云岭市水务局"), places_of("市市场监管局"), places_of("中共云岭市委"), places_of("云岭市")
    (('云岭市',), (), ('云岭市',), ('云岭市',))
    >>> places_of("云岭市政府"), places_of("云岭市民政局"), places_of("云岭市场监管局")
    (('云岭市',), ('云岭市',), ())
    """
    found = _PLACE.match(core(name))
    return (found.group(),) if found and not _NO_PLACE.match(found.group()) else ()


def strangers_among(organs: Mapping[str, Organ]) -> dict[str, str]:
    """Every name by which a text can speak of another organ or place → where it is known from."""
    found: dict[str, str] = {}
    for each in organ_names(organs):
        if len(each.name) >= 4 and not _GENERIC.match(each.name):
            found.setdefault(each.name, f"organs.yaml 的 {each.organ}")
        if each.full:
            for place in places_of(each.name):
                found.setdefault(place, f"organs.yaml 的 {each.organ}")
    for key, organ in organs.items():
        if organ.region and len(organ.region) >= 3:
            found.setdefault(organ.region, f"organs.yaml 的 {key}")
    return found


def names_in_head(head: Head, slug: str) -> dict[str, str]:
    """Names of organs and places in the head of a notice → where they are known from."""
    found: dict[str, str] = {}
    for signer in head.signed.by if head.signed else ():
        name = core(signer)
        if len(name) >= 4 and not _GENERIC.match(name):
            found.setdefault(name, f"{slug} 的文件头")
    for words in (*found, head.title or head.display_title or ""):
        for place in places_of(words):
            found.setdefault(place, f"{slug} 的文件头")
    return found


def own_words(head: Head, registers: Registers) -> str:
    """All that the head of a notice, its organ and the organ's region say, in one text: a name that stands there is known."""
    said: list[str | None] = [head.title, head.display_title]
    said += head.signed.by if head.signed else ()
    said += [head.source.name] if head.source else []
    inspection = registers.inspections.get(head.inspection) if isinstance(head.inspection, str) else head.inspection
    if isinstance(inspection, Inspection):
        said += [
            inspection.level,
            inspection.round,
            inspection.title,
            inspection.topic,
            inspection.quote,
            *inspection.teams,
        ]
    said += head.contacts.addresses
    for key in _kin(head.organ, registers.organs):
        organ = registers.organs[key]
        said += [organ.name, organ.short, organ.region, *organ.contact.addresses, *(each.name for each in organ.names)]
    return "\n".join(filter(None, said))


def _kin(organ: str | None, organs: Mapping[str, Organ]) -> Iterable[str]:
    """The organ, those above it, the ones that follow it, and those that it follows."""
    seen: list[str] = []
    todo = [organ] if organ else []
    while todo:
        key = todo.pop()
        if key in organs and key not in seen:
            seen.append(key)
            todo += filter(None, (organs[key].parent, organs[key].successor))
    return [*seen, *(key for key, each in organs.items() if each.successor in seen and key not in seen)]


def day_written(head: Head) -> date | None:
    """The day on which the notice was written, as far as its head says."""
    written = head.written or (head.signed.date if head.signed else None)
    return written.latest if written else head.published.day if head.published else None
