"""Of which notices on this site a dropped table has the items: it may be their progress, and no notice of its own."""

from pathlib import Path
from typing import NamedTuple

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import read_texts, slugs
from site_builder.importing.lines.fold import squeeze
from site_builder.records.findings import SiteError
from site_builder.sheets.filled import Filled

_LEAST = 6  # characters of a problem that are words of it alone
_SHOWN = 3  # notices that are named
_BEGINNING = 4  # characters of a problem that are looked for first, for most notices have none of them


class Likely(NamedTuple):
    """A notice with the rows of a table among its items. `rows`: how many, `of`: of those that say what they are of."""

    slug: str
    rows: int
    of: int


def likely_notices(filled: Filled, content: Path) -> list[Likely]:
    """The notices whose text has at least two, and half, of a table's problems word for word; most rows first."""
    told = [words for row in filled.rows if len(words := max(map(_bare, row.words), key=len, default="")) >= _LEAST]
    if len(told) < 2:
        return []
    found: list[Likely] = []
    for slug in slugs(content):
        text = _text(content, slug)
        if not any(words[:_BEGINNING] in text for words in told):
            continue
        whole = squeeze(text)
        rows = sum(words in whole for words in told)
        if rows >= 2 and rows * 2 >= len(told):
            found.append(Likely(slug, rows, len(told)))
    return sorted(found, key=lambda each: -each.rows)[:_SHOWN]


def _bare(words: str) -> str:
    return squeeze(words).rstrip("。")


def _text(content: Path, slug: str) -> str:
    try:
        return decoded_leniently(read_texts(content, slug)[0])
    except (OSError, SiteError):
        return ""  # whoever opens it is told what is wrong
