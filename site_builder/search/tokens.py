"""Text as tokens for Pagefind: overlapping pairs of characters (bigrams), each spelt in letters.

Pagefind splits, folds and stems by the rules of a language; Chinese has none that fits. So every character becomes four
small Latin letters, every pair of neighbours one word of eight, and a search for a run of characters is a search for a
phrase of such words. Neither Pagefind nor the browser's own segmentation touches them. `search-text.js` is the same in
the browser: what changes here changes there.

Words, told apart by length: `pair` 8 (their positions make phrases) · `pair + t` 9, of the title only · `pair + g` 9,
two letters with nothing but punctuation between them · a character 4, and 5 with `t`: as Pagefind gets it, the last one
of a block; `bundle.py` adds the pages of all pairs that begin with it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

TITLE = "t"
GAP = "g"
BASE = 26
TOKEN_WIDTH = 4
LAST = BASE**TOKEN_WIDTH - 1  # the planes in use end below it; private use above is one character
IDEOGRAPHS = range(
    0x20000, 0x3FFFE
)  # planes 2 and 3 hold nothing else; what of them is assigned differs between Pythons
INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def normalize(text: str) -> str:
    """The text as it is compared: NFKC, lower case, without white space and characters that cannot be seen.

    >>> normalize("２０＋８ 产业\u200b（ＡＩ）")
    '20+8产业(ai)'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if not char.isspace() and char not in INVISIBLE)


@lru_cache(maxsize=1 << 16)
def code(char: str) -> str:
    """Four small letters for one character; different characters give different letters.

    >>> code("整"), code("a")
    ('bmky', 'aadt')
    """
    number = min(ord(char), LAST)
    letters = ""
    for _ in range(TOKEN_WIDTH):
        number, rest = divmod(number, BASE)
        letters = chr(ord("a") + rest) + letters
    return letters


@lru_cache(maxsize=1 << 16)
def is_letter(char: str) -> bool:
    """Whether the character is a letter, a mark or a number, and not punctuation or a symbol."""
    return ord(char) in IDEOGRAPHS or unicodedata.category(char)[0] in "LMN"


def is_digit(char: str) -> bool:
    return unicodedata.category(char) == "Nd"


def pairs(folded: str, mark: str = "") -> Iterator[str]:
    """The words of a block, in order: its pairs, and the last character alone, which no phrase of pairs crosses.

    >>> list(pairs("ab")) == [code("a") + code("b"), code("b")]
    True
    """
    codes = [code(char) for char in folded]
    yield from (first + second + mark for first, second in pairwise(codes))
    yield from (last + mark for last in codes[-1:])


def gaps(folded: str) -> set[str]:
    """Pairs of letters that only punctuation parts; not two digits, whose point or dash is part of the number.

    >>> sorted(gaps("机、一1.5")) == [code("机") + code("一") + GAP]
    True
    """
    found = set()
    before, apart = "", False
    for char in folded:
        if not is_letter(char):
            apart = True
            continue
        if apart and before and not (is_digit(before) and is_digit(char)):
            found.add(code(before) + code(char) + GAP)
        before, apart = char, False
    return found


def page_tokens(title: str, blocks: Sequence[str]) -> str:
    """All words of one page as Pagefind reads them, separated by spaces.

    Takes   title, blocks: normalized; the title is one of the blocks as well
    """
    parts = [word for block in blocks for word in pairs(block)]
    parts.extend(pairs(title, TITLE))
    parts.extend(sorted(set[str]().union(*map(gaps, blocks))))
    return " ".join(parts)
