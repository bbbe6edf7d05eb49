"""Every regular expression of the program, what may be worst for each, and how its time grows with it."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import site_builder

Words = str | bytes

# Signs that many patterns repeat, whether they speak of them or not.
COMMON = (*" \t\n0a中一.,，。、:：-_()（）[]{}\"'<>/\\@|*#年第\u3000", "<a", "1.", "a ", "中 ", "0-")
SIZES = (16, 120, 1_500)
FLOOR = 0.0008  # seconds: below it nothing can be told, and nothing is slow
LARGEST, BEARABLE = 5_000, 0.05  # what looks slow is asked again with more, while that takes seconds and not hours
HUGE = (
    100_000  # here a square takes seconds, and what takes less than is bearable is at most the memory of a long match
)
GROWTH = 8.0  # four times the text takes four times the time; a square takes sixteen
_CATEGORIES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_DIGIT": "a",
               "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": "-"}  # fmt: skip


class Found(NamedTuple):
    """A pattern, the module and name or line where it stands, and whether it is only ever asked at the beginning of a text."""

    place: str
    pattern: re.Pattern[Any]
    begins: bool = False


class Slow(NamedTuple):
    """A text on which a pattern's time grows faster than the text: `lead`, then `piece` again and again, then `tail`."""

    lead: str
    piece: str
    tail: str
    growth: float
    seconds: float
    size: int


# -- where patterns stand


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        if not module.name.endswith("__main__") and not module.name.startswith("site_builder.cluster."):
            yield importlib.import_module(module.name)


@cache
def every_pattern() -> tuple[Found, ...]:
    """All patterns that modules and classes keep, and those that stand in functions, once each."""
    met: dict[tuple[Words, int], Found] = {}

    def add(found: Found, *, kept: bool = True) -> None:
        key = found.pattern.pattern, found.pattern.flags
        if key not in met or (kept and met[key].begins and not found.begins):
            met[key] = found

    for module in modules():
        room = module.__name__.removeprefix("site_builder.")
        for name, value in _globals(module):
            for pattern in _within(value, 6):
                add(Found(f"{room}.{name}", pattern, isinstance(value, re.Pattern) and only_begins(room, name)))
        for line, words, flags, asked in in_functions(module)[0]:
            begins = asked in ("match", "fullmatch")
            add(Found(f"{room}:{line}", re.compile(words, flags), begins), kept=asked != "compile")
    return tuple(met.values())


@cache
def _uses() -> dict[str, set[str]]:
    """Name → what is done with it anywhere in the program: `.match`, `.sub`, or '' where it is handed on."""
    uses: dict[str, set[str]] = {}
    root = Path(site_builder.__path__[0])
    for path in sorted(root.rglob("*.py")):
        room = ".".join(path.relative_to(root).with_suffix("").parts)
        asked = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):  # a node comes before what is in it
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                uses.setdefault(_known(room, node.value.id), set()).add(node.attr)
                asked.add(node.value)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
                uses.setdefault(_known(room, node.id), set()).add("")
    return uses


def _known(room: str, name: str) -> str:
    return f"{room}.{name}" if name.startswith("_") else name  # a module's own names are its own


def only_begins(room: str, name: str) -> bool:
    """Whether a pattern of this name is nowhere used but to match at the beginning of a text or the whole of it."""
    uses = _uses().get(_known(room, name), set())
    return bool(uses) and uses <= {"match", "fullmatch"}


def _globals(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, value in vars(module).items():
        if isinstance(value, ModuleType):
            continue
        yield name, value
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield from ((f"{name}.{key}", held) for key, held in vars(value).items())
        for key, held in getattr(value, "__annotations__", {}).items() if isinstance(value, type) else ():
            yield f"{name}.{key}", held


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif not depth or isinstance(value, (str, bytes, type)):
        return
    elif isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _within(each, depth - 1)
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from _within(each, depth - 1)
    elif metadata := getattr(value, "__metadata__", ()):  # Annotated[str, Meta(pattern=…)]
        for each in metadata:
            if isinstance(words := getattr(each, "pattern", None), str):
                yield re.compile(words)
    elif keywords := getattr(value, "keywords", None):  # a partial
        yield from _within(keywords, depth - 1)
        yield from _within(value.args, depth - 1)  # type: ignore[attr-defined]
    elif fields := getattr(value, "__dataclass_fields__", None) or getattr(value, "__struct_fields__", None):
        for name in fields:
            yield from _within(getattr(value, name, None), depth - 1)


@cache
def in_functions(module: ModuleType) -> tuple[list[tuple[int, Words, int, str]], list[str]]:
    """(line, words, flags, what is asked) of patterns given to `re.…` anywhere in a module, and the places whose words only a call knows."""
    known: list[tuple[int, Words, int, str]] = []
    unknown: list[str] = []
    names = dict(vars(module))
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr not in ("escape", "purge")
        ):
            continue
        given = [*node.args[1:], *(word.value for word in node.keywords)]
        flags = [
            each
            for each in given
            if "re." in (written := ast.unparse(each)) and written.replace("re.", "").replace(" | ", "").isalpha()
        ]
        try:
            words = eval(compile(ast.Expression(node.args[0]), "", "eval"), names)
            flag = int(eval(compile(ast.Expression(flags[0]), "", "eval"), names)) if flags else 0
        except NameError:
            unknown.append(f"{module.__name__.removeprefix('site_builder.')}: {ast.unparse(node.args[0])}")
        else:
            if isinstance(words, (str, bytes)):
                known.append((node.lineno, words, flag, node.func.attr))
    return known, unknown


# -- what may be worst for a pattern


def worst(pattern: re.Pattern[Any], most: int) -> Iterator[tuple[str, str, str]]:
    """(lead, piece, tail): pieces that the pattern could repeat, after what it wants before them, before what spoils the match."""
    words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(words, pattern.flags & ~(re.UNICODE | re.DEBUG) if isinstance(pattern.pattern, str) else 0)
    pieces: dict[tuple[str, str], None] = {}
    _pieces(list(tree), "", pieces)
    own = dict.fromkeys(piece for _, piece in pieces if piece)
    singles = dict.fromkeys(char for piece in own for char in piece)
    texts = dict.fromkeys(
        (
            *(("", char) for char in islice(singles, 20)),
            *pieces,
            *(("", piece) for piece in own),
            *(("", sign) for sign in COMMON),
        )
    )
    for lead, piece in islice(texts, most):
        if piece:
            yield lead, piece, "\0"
            if r"\S" in words:  # which \0 is as well: only a blank spoils a match that ends so
                yield lead, piece, " "
            if len(piece) == 1 or lead:
                yield lead, piece, ""


def _pieces(items: Sequence[Any], lead: str, pieces: dict[tuple[str, str], None]) -> None:
    """Adds samples of everything inside a sequence, and of each run of up to four of its parts."""
    samples = [_sample(item) for item in items]
    for first in range(len(items)):
        before = lead + "".join(samples[:first])
        _inside(items[first], before, pieces)
        for last in range(first + 1, min(first + 5, len(items) + 1)):
            if 0 < len(piece := "".join(samples[first:last])) <= 40:
                pieces.setdefault((before[-40:] if first else "", piece))


def _inside(item: Any, lead: str, pieces: dict[tuple[str, str], None]) -> None:
    kind, value = str(item[0]), item[1]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        _pieces(list(value[2]), lead, pieces)
    elif kind == "SUBPATTERN":
        _pieces(list(value[3]), lead, pieces)
    elif kind == "BRANCH":
        for branch in value[1]:
            _pieces(list(branch), lead, pieces)
    elif kind in ("ASSERT", "ASSERT_NOT"):
        _pieces(list(value[1]), lead, pieces)
    elif kind == "ATOMIC_GROUP":
        _pieces(list(value), lead, pieces)
    elif kind == "IN":
        for char in islice(_members(value), 6):
            pieces.setdefault((lead[-40:], char))


def _sample(item: Any) -> str:
    """Something short that a part of a pattern matches, where that is easily told."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return chr(value)
    if kind == "NOT_LITERAL":
        return "a" if chr(value) != "a" else "b"
    if kind == "ANY":
        return "中"
    if kind == "IN":
        return next(_members(value), "")
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return "".join(map(_sample, value[2])) * max(1, min(int(value[0]), 12))
    if kind == "SUBPATTERN":
        return "".join(map(_sample, value[3]))
    if kind == "BRANCH":
        return "".join(map(_sample, next((branch for branch in value[1] if len(branch)), ())))
    if kind == "ATOMIC_GROUP":
        return "".join(map(_sample, value))
    return ""


def _members(items: Sequence[Any]) -> Iterator[str]:
    if str(items[0][0]) == "NEGATE":
        outside = re.compile(f"[{''.join(_class(each) for each in items[1:])}]")
        yield from (char for char in '中a0 -("\n' if not outside.match(char))
        return
    for kind, value in items:
        if str(kind) == "LITERAL":
            yield chr(value)
        elif str(kind) == "RANGE":
            yield chr(value[0])
        elif str(kind) == "CATEGORY":
            yield _CATEGORIES[str(value)]


def _class(item: Any) -> str:
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return re.escape(chr(value))
    if kind == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}[
        str(value).removeprefix("CATEGORY_")
    ]


# -- how its time grows


def seconds(found: Found, text: Words) -> float:
    """Processor time to find everything in a text, or to match it, where nothing else is ever asked."""
    begun = time.process_time()
    if found.begins:
        found.pattern.match(text)
        found.pattern.fullmatch(text)
    else:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - begun


def text_of(found: Found, case: tuple[str, str, str], size: int) -> Words:
    """A case at a length, as the pattern wants it."""
    lead, piece, tail = case
    words = lead + piece * max(2, size // len(piece)) + tail
    return words if isinstance(found.pattern.pattern, str) else words.encode("utf-8")


def slowest(found: Found, cases: Iterator[tuple[str, str, str]], size: int, most: int) -> list[tuple[str, str, str]]:
    """The cases that take longest at a size, the slowest first."""
    return sorted(cases, key=lambda case: -seconds(found, text_of(found, case, size)))[:most]


def slowness(found: Found, case: tuple[str, str, str], sizes: Sequence[int] = SIZES) -> Slow | None:
    """What shows that the time grows faster than the text, asked three times over, for the machine does other things too."""
    for size in sizes:
        if seconds(found, text_of(found, case, size)) < FLOOR:
            continue
        growths = []
        for _ in range(3):
            small = min(seconds(found, text_of(found, case, size // 4)) for _ in range(3))
            large = min(seconds(found, text_of(found, case, size)) for _ in range(2))
            growths.append(large / max(small, 1e-6))
            if growths[-1] < GROWTH or large < (BEARABLE if size >= HUGE else FLOOR):
                break
        else:
            if (
                size < LARGEST and large < BEARABLE and min(growths) < 3 * GROWTH
            ):  # a part of bounded length grows until its bound is reached
                return slowness(found, case, (size * 4,))
            return Slow(*case, min(growths), large, size)
    return None
