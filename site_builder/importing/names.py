"""Generates ids of organs and slugs of notices: short, ASCII, and deterministic."""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from pypinyin import Style, lazy_pinyin

from site_builder.importing.lines.fold import squeeze
from site_builder.records.vocabulary import Kind

_REGION: Final = re.compile(
    r"^(?P<region>(?:.{2,4}?省)?(?:.{2,5}?(?:自治州|地区|盟|市))?(?:.{1,5}?(?:自治县|[区县旗]))?)(?=..)"
)
_PARTY: Final = re.compile(r"^(?:中国共产党|中共)|(?:党组|党委|党总支|党支部|党工委|工委|委员会)$")


def core_name(organ: str) -> str:
    """An office's name without the words for its party group: 中共甲市乙局党组 → 甲市乙局."""
    return _PARTY.sub("", _PARTY.sub("", squeeze(organ))) or squeeze(organ)


def organ_id(organ: str) -> str:
    """An id for an organ: its region in full pinyin, the rest of its name as initials.

    >>> organ_id("中共云洲市市场监督管理局党组")
    'yunzhou-scjdglj'
    """
    core = core_name(organ)
    found = _REGION.match(core)
    region = found["region"] if found else ""
    # Of nested regions the innermost is used: 甲市乙区 → yi.
    inner = re.split(r"(?<=[省市州盟])(?=..)", region)[-1] if region else ""
    place = "".join(lazy_pinyin(re.sub(r"(?:自治[州县]|地区|[省市区县旗州盟])$", "", inner) or inner, errors="ignore"))
    own = "".join(lazy_pinyin(core[len(region) :] or core, style=Style.FIRST_LETTER, errors="default"))
    return _safe(f"{place}-{own}" if place else own) or "organ"


def _safe(text: str) -> str:
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", text.lower())).strip("-")[:48].strip("-")


def is_slug(slug: str) -> bool:
    """Whether a slug is allowed; four digits and `undated` are reserved for list pages."""
    return bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)) and not re.fullmatch(r"\d{4}|undated", slug)


def slug_of(day: str | None, organ: str | None, kind: Kind, words: str, taken: Callable[[str], bool]) -> str:
    """A free slug: from day and organ, else from kind and the year in the text, else from a hash of the text.

    Takes   day     'YYYY-MM-DD' or shorter; organ an id; words the text
            taken   whether another record has a slug
    """
    name = organ or kind
    if day is None:
        year = re.search(r"20\d{2}(?=年)", words[-len(words) // 2 :]) if kind == "work-report" else None
        day = year.group() if year else None
    stem = _safe("-".join(part for part in (day, name) if part))
    if organ is None and day is None:
        stem = f"{kind}-{sha256(words.encode()).hexdigest()[:6]}"
    if not is_slug(stem):
        stem = f"notice-{stem}"
    slug, number = stem, 2
    while taken(slug):
        slug, number = f"{stem}-{number}", number + 1
    return slug
