"""YAML lines that a keyboard, an input method, Word or git has damaged: the cause at its own line, and the line as meant.

The YAML library reports where it could not go on, which is often lines later. Content files are simple (a key and its value
a line), so the cause can be seen in the line itself.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from msgspec.structs import fields

from site_builder.records.findings import Edit
from site_builder.records.record_types import RECORD_TYPES
from site_builder.records.slip import BLANKS, KEY, YamlSlip, indent_of
from site_builder.records.slip_indents import indent_slips
from site_builder.records.slip_values import QUOTES, WIDE_QUOTES, value_slips

CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:[ \t].*)?$")
_INDENT = re.compile(rf" *+[{BLANKS}][ {BLANKS}]*+(?=\S)")
_DASH = re.compile(rf"( *)(?:(-)(?=[A-Za-z_\"“＂\u4e00-\u9fff])|([－﹣−‐–—•·])[ {BLANKS}]*(?=\S)|(-)[{BLANKS}]+(?=\S))")
_COLON = re.compile(rf"[ {BLANKS}]*+(：|﹕|;|；|=|＝|:)?([ {BLANKS}]*+)")
_WIDTH = {" ": " ", "\u00a0": " ", "\u200b": "", "\ufeff": ""}
_SUSPECT = re.compile(
    rf"^(?:[<=>|]{{7}}|[ ]*[{BLANKS}]|[ ]*[－﹣−‐–—•·＃]|[ ]*-[^\s-]|[ ]*-[{BLANKS}]"
    rf"|[ ]*(?:- +)*[\"']?[\w-]+[\"']?(?:[ {BLANKS}]*[：﹕;；=＝]|:[^\s]|:[{BLANKS}]"
    rf"|: +(?:[{WIDE_QUOTES}]|[^\"'\s][^\n]*[{QUOTES}] *$|[^\"'\s#][^\n]* #|[\[［][^\n]*[，、；］“”]|\"[^\"\n]*[{WIDE_QUOTES}] *$))"
    rf"|[ ]*- +(?:[{WIDE_QUOTES}]|[^\"'\s][^\n:]*[{QUOTES}] *$))",
    re.MULTILINE,
)  # one look at each line start; nearly no line of a sound file passes it


@cache
def known_keys() -> frozenset[str]:
    """Every key that any record may have."""
    return frozenset(field.encode_name for kind in RECORD_TYPES.values() for field in fields(kind))


def slips(text: str, first_line: int, failed: bool) -> Iterator[YamlSlip]:
    """What is wrong in the lines of YAML text, in order.

    Takes   failed: whether the file could not be read; otherwise only lines that are suspicious at first sight are looked at
    """
    if failed:
        lines = text.split("\n")
        even = sum(indent_of(line) % 2 for line in lines) * 10 <= len(lines)
        for number, line in enumerate(lines):
            own = list(_line(line, first_line + number, True))
            yield from own or indent_slips(lines, number, first_line, even)
        return
    number, at = first_line, 0
    for found in _SUSPECT.finditer(text):
        number += text.count("\n", at, found.start())
        at = found.start()
        end = text.find("\n", at)
        yield from _line(text[at : end if end >= 0 else len(text)], number, False)


def _line(line: str, number: int, failed: bool) -> Iterator[YamlSlip]:
    make = _maker(number)
    line = line.removesuffix("\r")
    if CONFLICT.match(line):
        why = "这一行是 git 合并时留下的标记"
        yield make(
            column=0,
            length=len(line),
            code="T011",
            what="有没解决的合并冲突",
            why=why,
            mend="两边的内容选定一边，删去标记",
        )
        return
    if not line.strip():
        return
    if indent := _INDENT.match(line):
        yield _odd_indent(indent, make)
        line = " " * len(indent[0]) + line[indent.end() :]
    if (stripped := line.lstrip(" ")).startswith("＃"):
        yield make(
            column=len(line) - len(stripped),
            length=1,
            code="Y011",
            what="注释的 # 是全角的",
            why="YAML 只认半角的 #",
            mend="改成 #",
            text="#",
        )
        return
    shift = 0
    dash = _DASH.match(line)
    if dash and not re.match(r"\s*+—{2,}|\s*+-{2,}", line):
        start, length = dash.end(1), dash.end() - dash.end(1)
        what = "列表的 - 后面少了半角空格" if dash[2] or dash[4] else "列表的 - 不是半角的"
        yield make(
            column=start,
            length=length,
            code="Y011",
            what=what,
            why=f"写的是“{line[start : dash.end()]}”",
            mend="改成 - 加一个空格",
            text="- ",
        )
        line = line[:start] + "- " + line[dash.end() :]
        shift = length - 2
    for each in _pair(line, make, failed):
        yield _shifted(each, shift)


def _maker(number: int) -> Callable[..., YamlSlip]:
    """What makes the slips of a line."""

    def slip(
        column: int, length: int, code: str, what: str, why: str, mend: str, text: str | None = None, **more: Any
    ) -> YamlSlip:
        """Takes   column: from 0; text: what stands there after the fix, None = there is none"""
        edits = () if text is None else (Edit(line=number, column=column + 1, length=length, text=text),)
        return YamlSlip(
            line=number, column=column + 1, length=length, code=code, what=what, why=why, mend=mend, edits=edits, **more
        )

    return slip


def _odd_indent(indent: re.Match[str], make: Callable[..., YamlSlip]) -> YamlSlip:
    blanks = indent[0].lstrip(" ")
    odd = blanks.strip(" ")[0]
    name = "制表符" if odd == "\t" else f"全角空格或特殊空格（U+{ord(odd):04X}）"
    width = "".join(_WIDTH.get(char, "  ") for char in blanks)
    start = indent.end() - len(blanks)
    return make(
        column=start,
        length=len(blanks),
        code="Y002",
        what=f"用{name}缩进",
        why="YAML 只认半角空格",
        mend="改成空格，每层两个",
        text=width,
    )


def _shifted(slip: YamlSlip, by: int) -> YamlSlip:
    edits = tuple(Edit(line=e.line, column=e.column + by, length=e.length, text=e.text) for e in slip.edits)
    return slip._replace(column=slip.column + by, edits=edits)


def _pair(line: str, make: Callable[..., YamlSlip], failed: bool) -> Iterator[YamlSlip]:
    """A key and its value, or an element of a list."""
    key = KEY.match(line)
    start = re.match(r" *(?:- +)*", line)
    at = start.end() if start else 0
    if key and (colon := _COLON.match(line, key.end())):
        wrong, value_at = _colon_slip(line, key, colon, make, failed)
        if wrong:
            yield wrong
        if value_at is None:
            return
        at = value_at or at
    value = line[at:]
    if value.strip() and value != line:
        yield from value_slips(line, at, key[2] if key else "", make, failed)


def _colon_slip(
    line: str, key: re.Match[str], colon: re.Match[str], make: Callable[..., YamlSlip], failed: bool
) -> tuple[YamlSlip | None, int | None]:
    """What is wrong between a key and its value, and where the value begins: 0 where this is no key, None where there is none.

    Takes   key: the match of the key
            colon: of what follows it
            make: makes a slip of this line
            failed: whether the file could not be read
    """
    sign, after = colon[1], colon[2]
    name = key[2].strip("\"'")
    begin, end = key.end(), colon.end()
    known = name in known_keys() or re.fullmatch(r"[ptc][1-9]\d*", name) is not None
    rest = line[end:]
    if sign == ":" and (not rest or (after and not after.strip(" "))):
        return None, end

    def wrong(what: str, why: str, mend: str, text: str, length: int = end - begin) -> YamlSlip:
        """Takes   length: of what stands between key and value; text: what stands there after the fix"""
        return make(column=begin, length=length, code="Y011", what=what, why=why, mend=mend, text=text)

    if sign == ":" and rest and known and not rest.startswith("//"):
        why = f"写的是“{line[key.start(2) : end + 1]}”"
        return wrong("冒号后面少了半角空格", why, "在冒号后面加一个空格", ": "), end
    if sign and sign != ":" and known:
        what, text = "冒号不是半角的" if sign in "：﹕" else "键后面该是冒号", ": " if rest else ":"
        return wrong(what, f"写的是“{sign}”", "改成半角冒号加一个空格", text), end
    if not sign and known and failed and (end > begin or rest[:1] in QUOTES) and rest:
        return wrong("键后面少了冒号", f"“{name}”后面直接是值", "加上半角冒号和一个空格", ": "), end
    if not sign and failed and not rest and (known or not line.startswith((" ", "-"))):
        return wrong("键后面少了冒号", f"“{name}”后面什么也没有", "加上半角冒号", ":", 0), None
    return None, 0
