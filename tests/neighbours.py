"""Texts a little beside those of a table, where the result changes: with a line one sign longer, a word more, a line less.

What a module compares with (numbers, words and patterns in its source) says where to look. Of each a few pairs of texts are kept between which
the result of the function changes; so whoever moves a bound or drops a word sees which texts are read otherwise. The rows say what is, not what
must be: a change on purpose changes rows, and whoever makes it looks at them and writes them anew.
"""

import ast
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from tests.cases import either

_OF_A_NUMBER, _OF_WORDS = 2, 1  # pairs kept
_AT_A_TIME = 100  # rows of a table that one test looks at
_SHOWN = 12  # signs of a result; of a longer one also what tells it from others
_LONGEST = 600  # signs that a number may mean
_SAMPLES = 12  # texts of one pattern
_FILLER = "甲"
_SIGNS = ("", "7", "x", "，", "：", "|", "-", " ", "元")
_RUN, _IN_SHORT = re.compile(r"(.{1,40}?)\1{4,}"), re.compile(r"⟨(.+?)×(\d+)⟩")
_CJK = re.compile(r"[\u3007\u4e00-\u9fff]")
Arguments = list[Any]
Pair = tuple[tuple[str, str], tuple[str, str]]  # two texts, each with the words that were put into it


class Table(NamedTuple):
    """A function of plain values (those of JSON), arguments that a table of tests gives it, and the modules whose bounds it shows.

    texts   places of the arguments that are changed; none are those with Chinese words
    tries   for one number or word
    others  pairs kept of other changes
    """

    name: str
    read: Callable[..., object]
    rows: Sequence[Sequence[Any]]
    modules: tuple[ModuleType, ...]
    texts: tuple[int, ...] = ()
    tries: int = 120
    others: int = 60


def result(table: Table, arguments: Arguments) -> str:
    return _writable(json.dumps(table.read(*arguments), ensure_ascii=False, default=str))


def _writable(text: str) -> str:
    """JSON with halves of surrogate pairs as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def shown(told: str) -> str:
    """What is kept of a result."""
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}… {crc32(told.encode()):08x}"


def numbers_in(modules: Sequence[ModuleType]) -> list[int]:
    found = {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and type(node.value) is int
    }
    return sorted(number for number in found if 1 < number <= _LONGEST)


def words_in(modules: Sequence[ModuleType]) -> list[str]:
    """Words and texts of the patterns that stand in the source, its descriptions left out."""
    found: dict[str, None] = {}
    for module in modules:
        tree = ast.parse(inspect.getsource(module))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                found |= dict.fromkeys(texts_of(node.value))
    return [text for text in found if text.strip() and len(text) <= 40]


def texts_of(pattern: str) -> list[str]:
    """Texts that a pattern takes, with each of its alternatives; the words themselves, where they are no pattern.

    >>> texts_of("(?:通报|公告)了?")
    ['通报', '公告了']
    """
    try:
        parsed = _parser.parse(pattern)
    except re.error:
        return [pattern]
    found: dict[str, None] = {}
    for choice in range(_SAMPLES):
        found.setdefault("".join(_written(parsed, choice)))
    return list(found)


def _written(parsed: Any, choice: int) -> Iterator[str]:
    """One text of a parsed pattern; choice picks among alternatives, and whether what may be left out is there."""
    for kind, value in parsed:
        if kind is kinds.LITERAL:
            yield chr(value)
        elif kind is kinds.NOT_LITERAL or kind is kinds.ANY:
            yield _FILLER
        elif kind is kinds.IN:
            yield _member(value, choice)
        elif kind is kinds.BRANCH:
            yield from _written(value[1][choice % len(value[1])], choice // len(value[1]))
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            least, most, inner = value
            for _ in range(max(least, min(choice % 2, most))):
                yield from _written(inner, choice)
        elif kind is kinds.SUBPATTERN:
            yield from _written(value[-1], choice)
        elif kind is kinds.ATOMIC_GROUP:
            yield from _written(value, choice)
        elif kind is kinds.ASSERT and value[0] > 0:
            yield from _written(value[1], choice)


def _member(members: Sequence[Any], choice: int) -> str:
    if members[0][0] is kinds.NEGATE:
        return _FILLER
    kind, value = members[choice % len(members)]
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.RANGE:
        return chr(value[0] + choice % (value[1] - value[0] + 1))
    return {kinds.CATEGORY_DIGIT: "3", kinds.CATEGORY_SPACE: " "}.get(value, _FILLER)


def longer(line: str, length: int) -> str:
    """The line with that many signs, its last one kept; as it is where it is longer."""
    return line[:-1] + _FILLER * (length - len(line)) + line[-1:] if 0 < len(line) <= length else line


def _at(text: str, line: int, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    lines[line] = change(lines[line])
    return "\n".join(lines)


def by_number(text: str, line: int, number: int, chance: Random) -> Pair:
    """Two texts on both sides of a bound: of signs in a line, or of lines."""
    number -= chance.randrange(2)
    if chance.random() < 0.3 and number <= 100:
        return tuple((_at(text, line, lambda own, n=n: "\n".join([own] * n)), "") for n in (number, number + 1))  # type: ignore[misc, return-value]
    return tuple((_at(text, line, lambda own, n=n: longer(own, n)), "") for n in (number, number + 1))  # type: ignore[misc, return-value]


def by_words(text: str, line: int, words: str, chance: Random) -> Pair:
    """The words in a line, and words of the same length that say nothing."""
    place = chance.randrange(4)

    def put(own: str, given: str) -> str:
        middle = len(own) // 2
        return (given + own, own[:-1] + given + own[-1:], given, own[:middle] + given + own[middle:])[place]

    other = words[:-1] + _FILLER if chance.random() < 0.3 else _FILLER * len(words)
    return (_at(text, line, lambda own: put(own, words)), words), (_at(text, line, lambda own: put(own, other)), other)


def otherwise(text: str, line: int, chance: Random) -> str:
    """A line less, twice, or moved; without its end or beginning; with a sign more, less or another."""
    lines = text.split("\n")
    own = lines[line]
    at, less = chance.randrange(len(own) + 1), chance.randrange(2)
    ways: list[list[str]] = [
        [],
        [own, own],
        [own, _FILLER],
        [_FILLER, own],
        [own[:-1]],
        [own[1:]],
        [own + "。"],
        ["1." + own],
        ["（一）" + own],
        ["一、" + own],
        ["一是" + own],
        ["##" + own],
        [own[: len(own) // 2], own[len(own) // 2 :]],
        [own + "|" + _FILLER],
        [own + lines[line + 1]] if line + 1 < len(lines) else [own * 2],
        [" " + own],
        ["　　" + own],
        [own + " 2024年3月5日"],
        *([own[:at] + sign + own[at + less :]] for sign in _SIGNS),
    ]
    lines[line : line + 1] = chance.choice(ways)
    return "\n".join(lines)


def neighbours(table: Table) -> list[Arguments]:
    """Arguments between which the result changes, each once: pairs on both sides of each number and word, then others."""
    chance = Random(table.name)
    given = [list(row) for row in table.rows]
    places = table.texts or [n for n in range(len(given[0])) if _is_text([row[n] for row in given])]
    kept: dict[str, Arguments] = {}

    def drawn() -> tuple[Arguments, int, int]:
        """A row, which of its texts, which line of that."""
        row = chance.choice(given)
        place = chance.choice([n for n in places if row[n] is not None])
        return row, place, chance.randrange(row[place].count("\n") + 1)

    def keep(pair: list[tuple[Arguments, str]]) -> bool:
        """If the result is another: that it repeats the words is no change."""
        one, other = (_result_or_none(table, *each) for each in pair)
        if one == other or one is None or other is None:
            return False
        kept.update((json.dumps(each, ensure_ascii=False), each) for each, _ in pair)
        return True

    def look(make: Callable[[str, int], Pair], pairs: int, tries: int) -> None:
        for _ in range(tries):
            row, place, line = drawn()
            if keep([([*row[:place], text, *row[place + 1 :]], words) for text, words in make(row[place], line)]):
                pairs -= 1
                if not pairs:
                    return

    for number in numbers_in(table.modules):
        look(lambda text, line, n=number: by_number(text, line, n, chance), _OF_A_NUMBER, table.tries)  # type: ignore[misc]
    for words in words_in(table.modules):
        look(lambda text, line, w=words: by_words(text, line, w, chance), _OF_WORDS, table.tries)  # type: ignore[misc]
    look(lambda text, line: ((text, ""), (otherwise(text, line, chance), "")), table.others, 4 * table.others)
    return list(kept.values())


def _is_text(values: Sequence[object]) -> bool:
    return all(each is None or isinstance(each, str) for each in values) and any(
        each and _CJK.search(str(each)) for each in values
    )


def _result_or_none(table: Table, arguments: Arguments, words: str) -> str | None:
    """Without these words and the filler; None where the arguments are none that the function takes."""
    try:
        return result(table, arguments).replace(words, "").replace(_FILLER, "")
    except (ValueError, IndexError, KeyError):
        return None


def write(tables: Sequence[Table], file: Path) -> None:
    """Name of the table, arguments (JSON), result (JSON); one line each. With --same the rows that are kept, judged anew."""
    kept = kept_rows(file) if "--same" in sys.argv else {}
    told = ["table\targuments (JSON)\tresult (JSON)"]
    for table in tables:
        for arguments in [row for row, _ in kept[table.name]] if kept else neighbours(table):
            told.append(f"{table.name}\t{_in_short(arguments)}\t{shown(result(table, arguments))}")
        print(table.name, len(told))
    file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")


def kept_rows(file: Path) -> dict[str, list[tuple[Arguments, str]]]:
    """Name of the table → arguments and result of each of its rows."""
    kept: dict[str, list[tuple[Arguments, str]]] = {}
    for line in file.read_text("utf-8").split("\n")[1:-1]:
        name, arguments, told = line.split("\t")
        whole = _IN_SHORT.sub(lambda found: found[1] * int(found[2]), arguments)
        kept.setdefault(name, []).append((json.loads(whole), told))
    return kept


class Part(NamedTuple):
    """Some rows of a table: their arguments and results."""

    table: Table
    rows: list[tuple[Arguments, str]]

    def changed(self) -> list[str]:
        """What has another result than the one that is kept."""
        return [
            f"{arguments}\n  was {told}\n  is  {now}"
            for arguments, told in self.rows[:: either(3, 1)]
            if shown(now := result(self.table, arguments)) != told
        ]


def parts(tables: Sequence[Table], file: Path, every: int = 1) -> list[Any]:
    """Parameters of a test: the rows that the file keeps, table by table, so many at a time; `make test` takes every so many-th, and a third of it."""
    found, kept = [], kept_rows(file)
    for table in tables:
        rows = kept[table.name]  # a table without rows would be a test that is gone in silence
        for first in range(0, len(rows), _AT_A_TIME):
            part = Part(table, rows[first : first + _AT_A_TIME])
            marks = [pytest.mark.beside, *([pytest.mark.audit] if first % (every * _AT_A_TIME) else [])]
            found.append(pytest.param(part, marks=marks, id=f"{table.name}-{first // _AT_A_TIME + 1}"))
    return found


def _in_short(arguments: Arguments) -> str:
    """As JSON, a sign or a few that stand many times in a row once, with their number."""
    written = _writable(json.dumps(arguments, ensure_ascii=False))
    return _RUN.sub(lambda found: f"⟨{found[1]}×{len(found[0]) // len(found[1])}⟩", written)
