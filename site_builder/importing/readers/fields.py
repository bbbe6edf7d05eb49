"""Word fields that are displayed from their instruction rather than their result: SYMBOL, EQ, form boxes.

Source: ECMA-376 part 1, 17.16.5; EQ is of Word 97 to 2007 and of East Asian layout (circled characters, ruby, fractions).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from site_builder.importing.readers.symbols import UNKNOWN, symbol_sign

_ARGUMENT: Final = re.compile(r'"([^"]*)"|(\S+)')
_HIGH: Final = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOW: Final = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_FORMULA: Final = re.compile(r"[0-9a-zA-Z+\-*/=(). ]+")
_DEPTH: Final = 20
_SWITCH: Final = re.compile(r'\s*+(?:"[^"]*"|[^\s"\\]+)?')
_RAISED: Final = re.compile(r"\s*+\\s\s*+\\(?:up|ai)", re.IGNORECASE)
_NAME: Final = re.compile(r"\\([A-Za-z]+|.)")
_OPTION: Final = re.compile(r"\s*+\\([A-Za-z]+)\s*+(-?\d+)?")
_BRACKET: Final = re.compile(r"\s*+\(")
_CIRCLED: Final = {str(number): chr(0x2460 + number - 1) for number in range(1, 21)} | {
    char: chr(0x3280 + place) for place, char in enumerate("一二三四五六七八九十")
}  # fmt: skip


@dataclass(slots=True)
class OpenField:
    """An unfinished field: its instruction so far, whether its result has begun, and a form box it displays."""

    instruction: str = ""
    result: bool = False
    box: str = ""


def field_words(instruction: str) -> str | None:
    """The text displayed for an instruction.

    Gives   None where the result is displayed instead (the usual case)
    >>> field_words(r' SYMBOL 254 \\f "Wingdings" \\s 10 '), field_words(r"EQ \\o\\ac(○,3)"), field_words(r"eq \\f(3,4)")
    ('☑', '③', '3/4')
    """
    words = instruction.split(None, 1)
    name = words[0].upper() if words else ""
    rest = words[1] if len(words) > 1 else ""
    if name == "SYMBOL":
        return _symbol(rest)
    if name == "EQ":
        return equation(rest)
    if name == "FORMCHECKBOX":
        return UNKNOWN
    if name == "ADVANCE":
        return ""
    if name in ("QUOTE", "MACROBUTTON"):
        found = [a or b for a, b in _ARGUMENT.findall(rest)]
        return " ".join(found[1:]) if name == "MACROBUTTON" else "".join(found)
    return None


def _symbol(rest: str) -> str:
    given = [a or b for a, b in _ARGUMENT.findall(rest)]
    font = next((given[n + 1] for n, word in enumerate(given[:-1]) if word.lower() == "\\f"), "")
    text = given[0] if given else ""
    try:
        code = int(text, 16) if text.lower().startswith("0x") else int(text)
    except ValueError:
        return UNKNOWN
    if "\\j" in (word.lower() for word in given) and 0 <= code <= 0xFFFF:
        return code.to_bytes(2, "big").lstrip(b"\0").decode("gb18030", "replace")
    if not font and "\\u" not in (word.lower() for word in given) and code < 256:
        return bytes([code]).decode("cp1252", "replace")
    return symbol_sign(font, code) or UNKNOWN


def equation(rest: str, depth: int = 0) -> str:
    """An EQ field as linear text: fractions with /, powers with ^, ruby text in brackets."""
    words, at = [], 0
    while at < len(rest):
        char = rest[at]
        if char != "\\":
            words.append(char)
            at += 1
            continue
        found = _NAME.match(rest, at)
        if found is None:
            break
        at = found.end()
        name = found[1].lower()
        if name == "*":  # a general switch, such as \\* jc2 or \\* "Font:宋体"
            at = _SWITCH.match(rest, at).end()  # type: ignore[union-attr]
            continue
        if not name.isalpha():
            words.append(found[1])
            continue
        # Options come between the name and its bracket: \o\ac(, \s\up 9(
        options: list[str] = []
        while option := _OPTION.match(rest, at):
            options.append(option[1].lower())
            at = option.end()
        opened = _BRACKET.match(rest, at)
        if opened is None or depth > _DEPTH:
            continue
        arguments, at = _arguments(rest, opened.end())
        given = [equation(each, depth + 1).strip() for each in arguments]
        if name == "o":
            words.append(_overstruck(given, [_RAISED.match(each) is not None for each in arguments]))
        else:
            words.append(_function(name, options, given))
    return "".join(words).strip()


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """The arguments in brackets, split at top-level commas, and the offset after the closing bracket."""
    found: list[str] = []
    depth, start = 0, at
    while at < len(text):
        char = text[at]
        if char == "\\":  # a switch or an escaped sign
            at += 2
            continue
        if char == ")" and depth == 0:
            return [*found, text[start:at]], at + 1
        depth += (char == "(") - (char == ")")
        if char in ",;" and depth == 0:
            found.append(text[start:at])
            start = at + 1
        at += 1
    return [*found, text[start:]], len(text)


def _function(name: str, options: list[str], given: list[str]) -> str:
    first, rest = (given[0] if given else ""), [each for each in given[1:] if each]
    if name == "f":
        return f"{bracketed(first)}/{bracketed(''.join(rest))}"
    if name == "r":
        return f"√({''.join(rest)})" if rest and not first else f"{first}√({''.join(rest)})" if rest else f"√({first})"
    if name == "s":
        return raised(first, "_" if "do" in options else "^")
    if name == "x":
        return first
    if name == "b":
        return f"({first})"
    return "".join(given) if name not in ("l", "a", "i") else ",".join(given)


def _overstruck(given: list[str], high: list[bool]) -> str:
    """Overstruck arguments: an enclosed number becomes a single character if one exists; ruby text follows its word in brackets.

    Takes   high    for each argument, whether it is raised
    """
    ring = {"○", "〇", "◯", "O", "o", "0"}
    for place, other in ((0, -1), (-1, 0)):
        if len(given) > 1 and given[place] in ring:
            return _CIRCLED.get(given[other], f"({given[other]})")
    base = "".join(each for each, above in zip(given, high, strict=True) if not above)
    reading = "".join(
        each.removeprefix("^(").removesuffix(")") for each, above in zip(given, high, strict=True) if above
    )
    return f"{base}({reading})" if reading else base


class Raised(str):
    """A superscript or subscript; `sign` is ^ or _."""

    sign: str

    def __new__(cls, words: str, sign: str) -> "Raised":
        made = super().__new__(cls, words)
        made.sign = sign
        return made


def spoken(parts: Iterable[str]) -> str:
    """The parts of a paragraph as one text; adjacent superscript pieces are joined first."""
    whole: list[str] = []
    for sign, group in groupby(parts, key=lambda each: each.sign if isinstance(each, Raised) else ""):
        words = "".join(group)
        whole.append(raised(words, sign) if sign else words)
    return "".join(whole)


def bracketed(words: str) -> str:
    """A part of a formula in brackets where linear text would otherwise be ambiguous: `a+b`, but not `ab` or `1.5`."""
    words = words.strip()
    return words if len(words) < 2 or all(char.isalnum() or char in ".%" for char in words) else f"({words})"


def raised(words: str, sign: str = "^") -> str:
    """A superscript or subscript as linear text: in Unicode characters where all exist, else after ^ or _.

    Words that are merely raised, such as a note number in brackets, stay unchanged.
    >>> raised("4"), raised("n+1"), raised("2", "_"), raised("x+2"), raised("注"), raised("[1]"), raised("(")
    ('⁴', 'ⁿ⁺¹', '₂', '^(x+2)', '注', '[1]', '(')
    """
    table, bare = (_HIGH if sign == "^" else _LOW), words.strip()
    if not any(char.isalnum() for char in bare):
        return words
    if all(char in table for char in bare):
        return "".join(table[char] for char in bare)
    return f"{sign}({bare})" if _FORMULA.fullmatch(bare) else words
