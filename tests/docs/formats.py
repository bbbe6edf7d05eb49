"""docs/formats.md: its rows as the tests need them, and the part of it that is made of the table in the code."""

import re

from site_builder.importing.readers.file_formats import FORMATS

_PART = re.compile(r"(?<=<!-- refused -->\n).*?(?=<!-- /refused -->)", re.DOTALL)
_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
_CODES = {"unknown-format": "`unknown-format`", "scan": "`scan`", "encrypted": "`encrypted`"}


def with_refused(page: str) -> str:
    """The page with the table of refused formats made anew."""
    lines = ["| Format | Usual suffixes | Code | What the importer answers |", "|---|---|---|---|"]
    for each in FORMATS.values():
        if each.gives == "nothing":
            endings = " ".join(f"`{ending}`" for ending in each.endings)
            lines.append(f"| {each.name} | {endings} | {_CODES[each.code]} | {each.way_out} |")
    return _PART.sub(lambda _: "\n".join(["", *lines, "", ""]), page)


def rows(page: str) -> dict[str, str]:
    """The first cell of each row of formats that are read → what is said of it to be left out."""
    read = page[: page.index("<!-- refused -->")]
    return {first: last for first, _, last in _ROW.findall(read) if first != "Format"}
