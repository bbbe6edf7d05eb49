"""What is wrong with the value in a line of YAML: its quotation marks, its brackets, signs that mean something else to YAML."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from site_builder.records.slip import KEY, YamlSlip

WIDE_QUOTES, QUOTES = "“”„‟＂〝〞", '“”„‟＂〝〞"'

_NEEDS_QUOTES = re.compile(r"[@`%*&!|>{}\[\],]")

_FLOW_COMMA = re.compile(r"[，、；]")

_CODES = frozenset({"phones", "emails", "postcodes", "items", "home", "holidays", "workdays", "follows"})


class _Value(NamedTuple):
    """A value in a line. `at`: where it begins; `make`: makes a slip of this line; `failed`: whether the file could not be read"""

    text: str
    at: int
    make: Callable[..., YamlSlip]
    failed: bool

    @property
    def straight(self) -> list[int]:
        """Where its straight quotation marks stand, those after a backslash left out."""
        return [found.start() for found in re.finditer(r'(?<!\\)"', self.text)]

    def slip(
        self, code: str, what: str, why: str, mend: str, text: str | None = None, start: int = 0, **more: Any
    ) -> YamlSlip:
        """A slip of the value from a character on. Takes   text: what stands there after the fix, None = there is none"""
        length = len(self.text) - start
        return self.make(
            column=self.at + start, length=length, code=code, what=what, why=why, mend=mend, text=text, **more
        )


def value_slips(line: str, at: int, key: str, make: Callable[..., YamlSlip], failed: bool) -> Iterator[YamlSlip]:
    """What is wrong with a value. Takes   at: where it begins; make: makes a slip of this line"""
    value = _Value(line[at:].rstrip(), at, make, failed)
    text = value.text
    if text[0] in "[［":
        yield from _in_brackets(value, key)
    elif text[0] == '"':
        yield from _in_quotes(value)
    elif text[0] in WIDE_QUOTES and text[-1] in QUOTES and len(text) > 1 and _one_pair(text):
        inner = text[1:-1]
        if inner.endswith('"') and not inner.startswith('"'):
            inner = inner[:-1]
        why = "YAML 只认半角双引号；现在中文引号成了值的一部分"
        yield value.slip("Y012", "值的引号是中文的", why, '改成半角双引号 "', _escaped(inner))
    else:
        yield from _bare(value, key)


def _in_brackets(value: _Value, key: str) -> Iterator[YamlSlip]:
    text = value.text
    if re.search(rf"[{WIDE_QUOTES}]", _unquoted(text)):
        parts = re.split(r'("[^"]*")', text)
        wide = "".join(part if part.startswith('"') else re.sub(rf"[{WIDE_QUOTES}]", '"', part) for part in parts)
        yield value.slip("Y012", "值的引号是中文的", "YAML 只认半角双引号", '改成半角双引号 "', wide)
    elif not _closed_flow(text):
        if value.failed:
            yield value.slip("Y014", "方括号没有收尾", "这一行只有开头的 [", "在末尾加上 ]", text + "]")
    elif text[0] == "［" and (bare := list(_bare(value, key))):
        yield from bare
    elif text[0] == "［" or text[-1] == "］" or _FLOW_COMMA.search(_unquoted(text)):
        certain = key in _CODES or '"' in text or text[0] == "［" or text[-1] == "］"
        why, mend = "全角的逗号、顿号不分开两条，现在是一条", "一行一条，或改成半角逗号加空格"
        fixed, severity = (_flow(text), "error") if certain else (None, "warning")
        yield value.slip("Y014", "方括号里的标点是全角的", why, mend, fixed, severity=severity)


def _in_quotes(value: _Value) -> Iterator[YamlSlip]:
    """Of a value that begins with a straight quotation mark."""
    text, straight, whole = value.text, value.straight, len(value.text)
    last, failed = text[-1], value.failed
    if len(straight) == 1 and last in WIDE_QUOTES and whole > 1 and not _open_inside(text):
        why = "开头是半角双引号，收尾不是"
        yield value.slip("Y012", "收尾的引号是中文的", why, '改成半角双引号 "', '"', start=whole - 1)
    elif len(straight) == 1:
        if failed:
            yield value.slip("Y012", "双引号没有收尾", "这一行只有开头的双引号", '在值的末尾加上 "', text + '"')
    elif failed and len(straight) > 2 and last == '"' and not re.match(r'"[^"]*" *#', text):
        why, mend = "YAML 把里面的第一个双引号当作了收尾", '里面的写成 \\"，或照原文用“”'
        fixed = '"' + re.sub(r'(?<!\\)"', r'\\"', text[1:-1]) + '"'
        yield value.slip("Y012", "值里面有半角双引号", why, mend, fixed)
    elif failed and len(straight) == 2 and last != '"' and not re.match(r'"[^"]*" *(?:#|$)', text):
        why, mend = "值在第二个双引号那里已经结束", "把这些字放进引号里，或删去"
        yield value.slip("Y012", "双引号后面还有字", why, mend, start=straight[1] + 1)


def _bare(value: _Value, key: str) -> Iterator[YamlSlip]:
    """Of a value without quotation marks around it."""
    text, failed = value.text, value.failed
    first, last = text[0], text[-1]
    if first in "'{#":
        return
    if last in QUOTES and len(value.straight) % 2 == (last == '"') and _lone_end(text):
        why = "只有收尾的引号，它成了值的一部分"
        yield value.slip("Y012", "开头少了双引号", why, '在值的开头加上 "', _escaped(text.strip(QUOTES)))
    elif (cut := text.find(" #")) > 0 and _is_words(text[:cut]):
        why = f"没有引号的值到“ #”为止，读到的是“{text[:cut][-20:]}”"
        mend = f'是值的一部分的，写成 "{text}"；是备注的，另起一行'
        yield value.slip("Y013", "# 以后的字没有读进去", why, mend, start=cut + 1)
    elif first in "|>" or not failed or (KEY.match(text) and not key):
        return
    elif re.search(r":(?: |$)", text) or _NEEDS_QUOTES.match(first):
        why = "半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思"
        fixed = _escaped(text.strip(QUOTES))
        yield value.slip("Y012", "值里有半角符号而没有放进双引号", why, "把值放进双引号", fixed)


def _escaped(words: str) -> str:
    """Words in straight quotation marks, as YAML has them."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _closed_flow(value: str) -> bool:
    return value[-1] in "]］"


def _unquoted(value: str) -> str:
    """What stands outside the quotation marks.

    >>> _unquoted('["甲，乙"，丙]')
    '[，丙]'
    """
    return re.sub(r'"[^"]*"', "", value)


def _flow(value: str) -> str:
    parts = re.split(r'("[^"]*")', value)
    fixed = [part if part.startswith('"') else re.sub(r"(?:(?<! ) ++)?[，、；] *+", ", ", part) for part in parts]
    return "[" + "".join(fixed)[1:-1] + "]"


def _one_pair(value: str) -> bool:
    """Whether the first mark of quotation is closed by the last one, and by none before.

    >>> _one_pair("“甲”"), _one_pair("“甲”和“乙”"), _one_pair("“关于“十四五”的”")
    (True, False, True)
    """
    depth = 0
    for place, char in enumerate(value):
        if char in "“„〝":
            depth += 1
        elif char in "”‟〞":
            depth -= 1
        if depth <= 0 and 0 < place < len(value) - 1 and char in "”‟〞":
            return False
    return True


def _open_inside(value: str) -> bool:
    return value[1:].count("“") >= value.count("”") > 0


def _lone_end(value: str) -> bool:
    """Whether the last mark of quotation has no beginning in the value."""
    if value[-1] == '"':
        return value.count('"') % 2 == 1
    if value[-1] == "＂":
        return value.count("＂") % 2 == 1
    return value.count("“") < value.count("”")


def _is_words(value: str) -> bool:
    """Words or an address, as opposed to a code, a date or a number, after which a remark may stand."""
    return any(ord(char) > 0x2E80 for char in value) or "/" in value or value[:1] in "“《"
