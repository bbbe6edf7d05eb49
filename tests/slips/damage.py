"""Damages of content files, each at known lines: what a hand, an input method, Word, Windows, git or YAML does to one line."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

Texts = dict[str, str]


class Damage(NamedTuple):
    """`lines`: where it shows in the damaged file; a finding on one of them names it."""

    kind: str
    path: str
    lines: frozenset[int]
    text: str

    @property
    def name(self) -> str:
        return f"{self.kind} {self.path}:{min(self.lines)}"


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


LineDamage = Callable[[str], "str | None"]


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> LineDamage:
    def damage(line: str) -> str | None:
        out = re.sub(pattern, new, line, count=1)
        return out if out != line else None

    return damage


_KEY = r"^( *(?:- )?)([A-Za-z_][\w-]*)"
YAML: dict[str, LineDamage] = {
    "colon widened": _sub(_KEY + r": ", r"\1\2："),
    "colon widened, space kept": _sub(_KEY + r": ", r"\1\2： "),
    "colon widened at the end": _sub(_KEY + r":$", r"\1\2："),
    "space after colon dropped": _sub(_KEY + r": ", r"\1\2:"),
    "colon dropped": _sub(_KEY + r": ", r"\1\2 "),
    "colon dropped at the end": _sub(_KEY + r":$", r"\1\2"),
    "colon doubled": _sub(_KEY + r": ", r"\1\2:: "),
    "colon became a semicolon": _sub(_KEY + r": ", r"\1\2; "),
    "colon became an equals sign": _sub(_KEY + r": ", r"\1\2 = "),
    "opening quote dropped": _sub(r': "', ": "),
    "closing quote dropped": _sub(r'^(.*: ".*)"$', r"\1"),
    "quotes made Chinese": _sub(r': "(.*)"$', r": “\1”"),
    "opening quote made Chinese": _sub(r': "(.*"$)', r": “\1"),
    "closing quote made Chinese": _sub(r'^(.*: ".*)"$', r"\1”"),
    "quotes widened": _sub(r': "(.*)"$', r": ＂\1＂"),
    "closing quote doubled": _sub(r'^(.*: ".*)"$', r'\1""'),
    "quote inside": _sub(r'^(.*: ".{2})(.+)"$', r'\1"\2"'),
    "one space more": _sub(r"^( +)(?=\S)", r"\1 "),
    "one space less": _sub(r"^ ( +)(?=\S)", r"\1"),
    "indented by a tab": _sub(r"^ {2,}", "\t"),
    "indented by U+3000": _sub(r"^( *)  (?=\S)", "\\1\u3000"),
    "indented by U+00A0": _sub(r"^( *)  (?=\S)", "\\1\u00a0\u00a0"),
    "dash dropped": _sub(r"^( *)- (?=\S)", r"\1  "),
    "dash widened": _sub(r"^( *)- (?=\S)", r"\1－ "),
    "dash glued": _sub(r"^( *)- (?=\S)", r"\1-"),
    "dash and U+3000": _sub(r"^( *)- (?=\S)", "\\1-\u3000"),
    "dash became a bullet": _sub(r"^( *)- (?=\S)", r"\1• "),
    "key with a capital": _sub(_KEY + ":", lambda m: f"{m[1]}{m[2].capitalize()}:"),
    "key widened": _sub(_KEY + ":", lambda m: f"{m[1]}{wide(m[2])}:"),
    "letter of key dropped": _sub(_KEY + ":", lambda m: f"{m[1]}{m[2][:1]}{m[2][2:]}:" if len(m[2]) > 2 else m[0]),
    "letter of key doubled": _sub(_KEY + ":", lambda m: f"{m[1]}{m[2]}{m[2][-1]}:" if not m[2][-1].isdigit() else m[0]),
    "letters of key exchanged": _sub(_KEY + ":", lambda m: f"{m[1]}{m[2][1]}{m[2][0]}{m[2][2:]}:" if len(m[2]) > 3 else m[0]),
    "date with dots": _sub(r'"(\d{4})-(\d\d)-(\d\d)"', r'"\1.\2.\3"'),
    "date with slashes": _sub(r'"(\d{4})-(\d\d)-(\d\d)"', r'"\1/\2/\3"'),
    "date in words": _sub(r'"(\d{4})-(\d\d)-(\d\d)"', lambda m: f'"{m[1]}年{int(m[2])}月{int(m[3])}日"'),
    "date widened": _sub(r'"(\d{4}-\d\d-\d\d)"', lambda m: f'"{wide(m[1])}"'),
    "date without its zeros": _sub(r'"(\d{4})-0?(\d+)-0?(\d+)"', r'"\1-\2-\3"'),
    "date without its joints": _sub(r'"(\d{4})-(\d\d)-(\d\d)"', r'"\1\2\3"'),
    "flow list widened": _sub(r'^(.*: )\[(.*)\]$', lambda m: f"{m[1]}［{m[2]}］"),
    "list with a wide comma": _sub(r'^( *(?:phones|emails|by|teams|items): )\["([^"]*)"\]$', r"\1[\2，\2]"),
    "code widened": _sub(r": ([a-z]{4,})$", lambda m: f": {wide(m[1])}"),
    "code with a capital": _sub(r": ([a-z]{4,})$", lambda m: f": {m[1].capitalize()}"),
    "code with a letter dropped": _sub(r": ([a-z])[a-z]([a-z]{3,})$", r": \1\2"),
    "cut by a remark": _sub(r': "([^"]*)"$', lambda m: f": {m[1][:4]} #{m[1][4:]}" if len(m[1]) > 5 and m[1][0] > "一" else m[0]),
    "made a remark": _sub(r"^( *)(?=[a-z])", "\\1＃ "),
}  # fmt: skip

TEXT: dict[str, LineDamage] = {
    "space after # dropped": _sub(r"^(#+) ", r"\1"),
    "# widened": _sub(r"^#+", lambda m: wide(m[0])),
    "# widened and glued": _sub(r"^#+ ", lambda m: wide(m[0].strip())),
    "all # dropped": _sub(r"^#+ ", ""),
    "one # less": _sub(r"^##(#+ )", r"#\1"),
    "one # more": _sub(r"^(#+ )", r"#\1"),
    "U+3000 after #": _sub(r"^(#+) ", "\\1\u3000"),
    "U+3000 before #": _sub(r"^#", "\u3000#"),
    "tab after #": _sub(r"^(#+) ", "\\1\t"),
    "U+00A0 after #": _sub(r"^(#+) ", "\\1\u00a0"),
    "mark dropped": _sub(r" \{[^{}]*\}$", ""),
    "brace { dropped": _sub(r"\{([^{}]*\}$)", r"\1"),
    "brace } dropped": _sub(r"(\{[^{}]*)\}$", r"\1"),
    "# of mark dropped": _sub(r"\{#(p\d+.*\}$)", r"{\1"),
    "mark widened": _sub(r"\{[^{}]*\}$", lambda m: wide(m[0])),
    "braces widened": _sub(r"\{([^{}]*)\}$", r"｛\1｝"),
    "# of mark widened": _sub(r"\{#(p\d+.*\}$)", r"{＃\1"),
    "digits of mark widened": _sub(r"\{#p(\d+)\}$", lambda m: f"{{#p{wide(m[1])}}}"),
    "mark with a capital": _sub(r"\{#p(\d+)", r"{#P\1"),
    "space in mark": _sub(r"\{#p(\d+)", r"{# p\1"),
    "full stop after mark": _sub(r"(\{[^{}]*\})$", r"\1。"),
    "U+3000 after mark": _sub(r"(\{[^{}]*\})$", "\\1\u3000"),
    "mark twice": _sub(r"(\{[^{}]*\})$", r"\1 \1"),
    "mark split": _sub(r"\{(#p\d+) ([^{}]*)\}$", r"{\1} {\2}"),
    "role misspelt": _sub(r"role=(\w)\w(\w+)", r"role=\1\2"),
    "role with wide =": _sub(r"role=", "role＝"),
    "number of mark changed": _sub(r"\{#p(\d+)", lambda m: f"{{#p{int(m[1]) + 1}"),
    "dash dropped": _sub(r"^- (?=\S)", ""),
    "dash glued": _sub(r"^- (?=\S)", "-"),
    "dash widened": _sub(r"^- (?=\S)", "－ "),
    "dash widened and glued": _sub(r"^- (?=\S)", "－"),
    "dash became a bullet": _sub(r"^- (?=\S)", "• "),
    "dash became a star": _sub(r"^- (?=\S)", "* "),
    "dash became a plus": _sub(r"^- (?=\S)", "+ "),
    "dash and U+3000": _sub(r"^- (?=\S)", "-\u3000"),
    "U+3000 before dash": _sub(r"^- (?=\S)", "\u3000- "),
    "dash became a long one": _sub(r"^- (?=\S)", "– "),
    "list indented": _sub(r"^- (?=[一二三四五六七八九]+是)", "  - "),
    "first | dropped": _sub(r"^\| ?", ""),
    "first | widened": _sub(r"^\|", "｜"),
    "delimiter damaged": _sub(r"^\| ?-+", "| —"),
    "comment added": _sub(r"(?<=[。；])$", "<!-- 此处待核 -->"),
    "line break of HTML": _sub(r"(?<=[。；])$", "<br>"),
    "space of HTML": _sub(r"(?<=[。，])(?=.)", "&nbsp;"),
    "bold of HTML": _sub(r"^([^#|\-].{3})", r"<b>\1</b>"),
    "mark in a paragraph": _sub(r"(?<=。)$", " {#p99}"),
    "escaped by a reader of Markdown": _sub(r"^#", r"\#"),
}


def damages(path: str, text: str) -> Iterator[Damage]:
    """Every damage that this file can take, a line at a time."""
    lines = text.split("\n")
    body = _body(lines) if path.endswith(".md") else len(lines)
    for number, line in enumerate(lines):
        if number in (0, body - 1) and path.endswith(".md"):
            yield from _fence(path, lines, number, body)
            continue
        if not line.strip():
            yield from _blank(path, lines, number, body)
            continue
        for kind, damage in (YAML if number < body else TEXT).items():
            if (changed := damage(line)) is not None:
                yield Damage(
                    kind, path, frozenset({number + 1}), "\n".join([*lines[:number], changed, *lines[number + 1 :]])
                )
        merged = ["<<<<<<< HEAD", line, "=======", line + "。", ">>>>>>> 甲"]
        if number % 7 == 0:
            yield Damage(
                "conflict",
                path,
                frozenset(range(number + 1, number + 6)),
                "\n".join([*lines[:number], *merged, *lines[number + 1 :]]),
            )
        if number + 1 < len(lines) and lines[number + 1].strip() and number + 1 not in (0, body - 1):
            joined = line + (lines[number + 1] if number >= body else " " + lines[number + 1].strip())
            yield Damage(
                "two lines joined",
                path,
                frozenset({number + 1}),
                "\n".join([*lines[:number], joined, *lines[number + 2 :]]),
            )
        if number >= body and line.startswith("#") and number > body + 1:
            joined = lines[number - 2] + line if not lines[number - 1].strip() else lines[number - 1] + line
            start = number - 2 if not lines[number - 1].strip() else number - 1
            yield Damage(
                "heading joined to the line above",
                path,
                frozenset({start + 1}),
                "\n".join([*lines[:start], joined, *lines[number + 1 :]]),
            )


def _body(lines: list[str]) -> int:
    """The line on which the text begins, counted from 0."""
    return lines.index("---", 1) + 1


def _fence(path: str, lines: list[str], number: int, body: int) -> Iterator[Damage]:
    rest = [*lines[:number], *lines[number + 1 :]]
    shown = number + 1
    if number == 0:
        yield Damage("fence dropped", path, frozenset({1}), "\n".join(rest))
    else:
        after = next(n for n in range(body, len(lines)) if lines[n].strip())
        yield Damage("fence dropped", path, frozenset(range(number, after + 1)), "\n".join(rest))
    for changed in ("--", "----", "－－－", "———", " ---", "- - -"):
        lines_now = [*lines[:number], changed, *lines[number + 1 :]]
        yield Damage(f"fence became {changed!r}", path, frozenset({shown}), "\n".join(lines_now))


def _blank(path: str, lines: list[str], number: int, body: int) -> Iterator[Damage]:
    """An empty line between two paragraphs is dropped."""
    if number < body or number + 1 >= len(lines) or not lines[number - 1].strip() or not lines[number + 1].strip():
        return
    yield Damage(
        "empty line dropped", path, frozenset({number + 1, number}), "\n".join([*lines[:number], *lines[number + 1 :]])
    )
