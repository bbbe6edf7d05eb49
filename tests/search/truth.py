"""What a search must find, told from the documents alone, and queries drawn from them: no code of the index is used."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from site_builder.unit.search_documents import SearchDocument

UNSEEN = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]+")
AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:万元|%|项|户)")
LATIN = re.compile(r"[a-z0-9][a-z0-9+.%-]+")
NAME = re.compile(r"《[^《》]{2,12}》")
DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")


def fold(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def letters(folded: str) -> str:
    return "".join(char for char in folded if _is_letter(char))


@dataclass(frozen=True)
class Query:
    kind: str
    terms: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.terms)


class Corpus:
    """The folded blocks of every document, its title one of them."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self.documents = documents
        self.urls = [document.url for document in documents]
        self.blocks = [[fold(block) for block in (d.title, *d.blocks)] for d in documents]
        self.texts = ["\n".join(blocks) for blocks in self.blocks]
        self.letters = ["\n".join(letters(block) for block in blocks) for blocks in self.blocks]

    def relevant(self, terms: Sequence[str]) -> set[str]:
        """Documents of which one block has every term."""
        return {
            self.urls[n]
            for n in self._having(self.texts, terms)
            if len(terms) == 1 or any(all(term in block for term in terms) for block in self.blocks[n])
        }

    def anywhere(self, terms: Sequence[str]) -> set[str]:
        """Documents that have every term, with at most punctuation of difference: all that a search may give."""
        verbatim_or_bare = [(term, letters(term)) for term in terms]
        return {
            url
            for url, text, bare in zip(self.urls, self.texts, self.letters, strict=True)
            if all(term in text or (alone and alone in bare) for term, alone in verbatim_or_bare)
        }

    def _having(self, texts: Sequence[str], terms: Sequence[str]) -> list[int]:
        return [n for n, text in enumerate(texts) if all(term in text for term in terms)]


def draw_queries(corpus: Corpus, seed: int, number: int, words: Sequence[str] = ()) -> list[Query]:
    """About `number` queries: substrings of 2 to 8 characters, several terms, characters, figures, names, misses."""
    draw = Random(seed)
    queries = [Query("word", (fold(word),)) for word in words]
    shares = {"substring": 45, "terms": 18, "character": 6, "figure": 10, "name": 5, "long": 4, "miss": 12}
    for kind, share in shares.items():
        wanted = max(1, round(number * share / 100))
        found: set[tuple[str, ...]] = set()
        for _ in range(wanted * 20):
            terms = _draw(kind, corpus, draw)
            if terms and all(terms) and len(found) < wanted:
                found.add(terms)
        queries.extend(Query(kind, terms) for terms in sorted(found))
    draw.shuffle(queries)
    return queries


def _draw(kind: str, corpus: Corpus, draw: Random) -> tuple[str, ...] | None:
    block = draw.choice(draw.choice(corpus.blocks))
    if len(block) < 12:
        return None
    if kind == "terms":
        terms = tuple(dict.fromkeys(_piece(block, draw, 2, 4) for _ in range(draw.randint(2, 3))))
        return terms if len(terms) > 1 else None
    if kind in ("figure", "name"):
        patterns = (AMOUNT, LATIN, DATE) if kind == "figure" else (NAME,)
        found = draw.choice(patterns).findall(block)
        return (draw.choice(found)[:20],) if found else None
    if kind == "miss":
        return _miss(corpus, block, draw)
    low, high = {"substring": (2, 8), "character": (1, 1), "long": (14, 40)}[kind]
    return (_piece(block, draw, low, high),)


def _piece(block: str, draw: Random, low: int, high: int) -> str:
    size = min(draw.randint(low, high), len(block))
    start = draw.randint(0, len(block) - size)
    return block[start : start + size]


def _miss(corpus: Corpus, block: str, draw: Random) -> tuple[str, ...] | None:
    """Letters of a text in an order that is nowhere, with or without punctuation."""
    chars = list(letters(_piece(block, draw, 3, 8)))
    draw.shuffle(chars)
    term = "".join(chars)
    nowhere = len(term) > 1 and not any(term in text for text in corpus.letters)
    return (term,) if nowhere else None
