"""YAML lines that a keyboard, an input method, Word or git has damaged: the cause at its own line, and the line as meant.

The YAML library reports where it could not go on, which is often lines later. Content files are simple (a key and its value
a line), so the cause can be seen in the line itself.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from site_builder.records import model
from site_builder.records.findings import Edit, Finding, Fix, Span

CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:[ \t].*)?$")
BLANKS = "\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_INDENT = re.compile(rf" *+[{BLANKS}][ {BLANKS}]*+(?=\S)")
_DASH = re.compile(rf"( *)(?:(-)(?=[A-Za-z_\"“＂\u4e00-\u9fff])|([－﹣−‐–—•·])[ {BLANKS}]*(?=\S)|(-)[{BLANKS}]+(?=\S))")
_KEY = re.compile(r"( *(?:- +)*)([\"']?[A-Za-z_][\w-]*[\"']?)")
_COLON = re.compile(rf"[ {BLANKS}]*+(：|﹕|;|；|=|＝|:)?([ {BLANKS}]*+)")
_WIDE_QUOTES, _QUOTES = "“”„‟＂〝〞", '“”„‟＂〝〞"'
_NEEDS_QUOTES = re.compile(r"[@`%*&!|>{}\[\],]")
_WIDTH = {" ": " ", "\u00a0": " ", "\u200b": "", "\ufeff": ""}
_FLOW_COMMA = re.compile(r"[，、；]")
_CODES = frozenset({"phones", "emails", "postcodes", "items", "home", "holidays", "workdays", "follows"})


class YamlSlip(NamedTuple):
    """`only_failed`: the line may be meant where the file can be read."""

    line: int
    column: int
    length: int
    code: str
    what: str
    why: str
    mend: str
    edits: tuple[Edit, ...] = ()
    only_failed: bool = False
    severity: str = "error"

    def finding(self, path: str) -> Finding:
        at = Span(path=path, line=self.line, column=self.column, length=max(1, self.length))
        return Finding(
            at=at, code=self.code, what=self.what, why=self.why, mend=self.mend, fix=Fix(edits=self.edits),
            severity="warning" if self.severity == "warning" else "error",
        )  # fmt: skip


@cache
def known_keys() -> frozenset[str]:
    """Every key that any record may have."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Struct)]
    return frozenset(field.encode_name for kind in kinds for field in fields(kind))


_SUSPECT = re.compile(
    rf"^(?:[<=>|]{{7}}|[ ]*[{BLANKS}]|[ ]*[－﹣−‐–—•·＃]|[ ]*-[^\s-]|[ ]*-[{BLANKS}]"
    rf"|[ ]*(?:- +)*[\"']?[\w-]+[\"']?(?:[ {BLANKS}]*[：﹕;；=＝]|:[^\s]|:[{BLANKS}]"
    rf"|: +(?:[{_WIDE_QUOTES}]|[^\"'\s][^\n]*[{_QUOTES}] *$|[^\"'\s#][^\n]* #|[\[［][^\n]*[，、；］“”]|\"[^\"\n]*[{_WIDE_QUOTES}] *$))"
    rf"|[ ]*- +(?:[{_WIDE_QUOTES}]|[^\"'\s][^\n:]*[{_QUOTES}] *$))",
    re.MULTILINE,
)  # one look at each line start; nearly no line of a sound file passes it


def slips(text: str, first_line: int, failed: bool) -> Iterator[YamlSlip]:
    """What is wrong in the lines of YAML text, in order.

    Takes   failed: whether the file could not be read; otherwise only lines that are suspicious at first sight are looked at
    """
    if failed:
        lines = text.split("\n")
        even = sum(_indent(line) % 2 for line in lines) * 10 <= len(lines)
        for number, line in enumerate(lines):
            own = list(_line(line, first_line + number, True))
            yield from own or _ragged(lines, number, first_line, even)
        return
    number, at = first_line, 0
    for found in _SUSPECT.finditer(text):
        number += text.count("\n", at, found.start())
        at = found.start()
        end = text.find("\n", at)
        yield from _line(text[at : end if end >= 0 else len(text)], number, False)


def _line(line: str, number: int, failed: bool) -> Iterator[YamlSlip]:
    def slip(
        column: int, length: int, code: str, what: str, why: str, mend: str, text: str | None = None, **more: Any
    ) -> YamlSlip:
        """Takes   column: from 0; text: what stands there after the fix, None = there is none"""
        edits = () if text is None else (Edit(line=number, column=column + 1, length=length, text=text),)
        return YamlSlip(
            line=number,
            column=column + 1,
            length=length,
            code=code,
            what=what,
            why=why,
            mend=mend,
            edits=edits,
            **more,
        )

    line = line.removesuffix("\r")
    if CONFLICT.match(line):
        yield slip(
            column=0,
            length=len(line),
            code="T011",
            what="有没解决的合并冲突",
            why="这一行是 git 合并时留下的标记",
            mend="两边的内容选定一边，删去标记",
        )
        return
    if not line.strip():
        return
    indent = _INDENT.match(line)
    if indent:
        blanks = indent[0].lstrip(" ")
        start = indent.end() - len(blanks)
        odd = blanks.strip(" ")[0]
        name = "制表符" if odd == "\t" else f"全角空格或特殊空格（U+{ord(odd):04X}）"
        width = "".join(_WIDTH.get(char, "  ") for char in blanks)
        yield slip(
            column=start,
            length=len(blanks),
            code="Y002",
            what=f"用{name}缩进",
            why="YAML 只认半角空格",
            mend="改成空格，每层两个",
            text=width,
        )
        line = " " * len(indent[0]) + line[indent.end() :]
    if (stripped := line.lstrip(" ")).startswith("＃"):
        at = len(line) - len(stripped)
        yield slip(
            column=at, length=1, code="Y011", what="注释的 # 是全角的", why="YAML 只认半角的 #", mend="改成 #", text="#"
        )
        return
    dash = _DASH.match(line)
    if dash and not re.match(r"\s*+—{2,}|\s*+-{2,}", line):
        start = dash.end(1)
        what = "列表的 - 后面少了半角空格" if dash[2] or dash[4] else "列表的 - 不是半角的"
        yield slip(
            column=start,
            length=dash.end() - start,
            code="Y011",
            what=what,
            why=f"写的是“{line[start : dash.end()]}”",
            mend="改成 - 加一个空格",
            text="- ",
        )
        line = line[:start] + "- " + line[dash.end() :]
        shift = (dash.end() - start) - 2
    else:
        shift = 0
    for each in _pair(line, slip, failed):
        yield each if not shift else _shifted(each, shift)


def _ragged(lines: list[str], number: int, first_line: int, even: bool) -> Iterator[YamlSlip]:
    """A line that stands a little beside the keys above and below it, which stand in line.

    Takes   even: whether nearly all lines of the file have an even number of spaces before them
    """
    line = lines[number]
    own = _KEY.match(line)
    if own is None or not line[own.end() :].startswith(":") or not 0 < number < len(lines) - 1:
        return
    above = _key_column(lines[number - 1])
    here = len(line) - len(line.lstrip(" "))
    if line.lstrip(" ").startswith("-") and here % 2 == 0:
        return
    if line.lstrip(" ").startswith("-"):
        above = below - 2 if (below := _key_column(lines[number + 1])) is not None else None
        where = "下一行"
    else:
        below = _key_column(lines[number + 1])
        above = above if above == below else None
        where = "上下两行"
    if above is not None and abs(here - above) == 1:
        edits: tuple[Edit, ...] = (Edit(line=first_line + number, column=1, length=here, text=" " * above),)
        why, mend = f"前面有 {here} 个空格，照{where}该是 {above} 个", f"改成 {above} 个空格"
        yield YamlSlip(
            line=first_line + number,
            column=1,
            length=here,
            code="Y016",
            what=f"缩进与{where}不齐",
            why=why,
            mend=mend,
            edits=edits,
            only_failed=True,
        )
    elif even and here % 2:
        right = _child_column(lines, number)
        edits = (Edit(line=first_line + number, column=1, length=here, text=" " * right),) if right is not None else ()
        why, mend = f"前面有 {here} 个空格，别的行都是双数", f"改成 {here - 1} 个或 {here + 1} 个空格，与同一组的键对齐"
        yield YamlSlip(
            line=first_line + number,
            column=1,
            length=here,
            code="Y016",
            what="缩进不齐",
            why=why,
            mend=mend,
            edits=edits,
            only_failed=True,
        )
    elif not line.lstrip(" ").startswith("-") and _is_list(lines, number, here) and _parent(lines, number):
        edits = (Edit(line=first_line + number, column=here - 1, length=2, text="- "),)
        why, mend = f"{_parent(lines, number)} 之下是列表，后面的各条都以 - 开头", "在前面加上 - 和一个空格"
        yield YamlSlip(
            line=first_line + number,
            column=here + 1,
            length=1,
            code="Y011",
            what="列表的一条少了 -",
            why=why,
            mend=mend,
            edits=edits,
            only_failed=True,
        )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _child_column(lines: list[str], number: int) -> int | None:
    """Where the only key below another one stands that has its value there; None where nobody can tell."""
    above = _KEY.match(lines[number - 1])
    here = _indent(lines[number])
    if above is None or not lines[number - 1].rstrip().endswith(":"):
        return None
    right = above.end(1) + 2
    return right if abs(here - right) == 1 else None


def _parent(lines: list[str], number: int) -> str | None:
    """The key in the line above, where its value stands below it."""
    above = _KEY.match(lines[number - 1])
    return above[2] if above and lines[number - 1][above.end() :].strip() == ":" else None


def _is_list(lines: list[str], number: int, here: int) -> bool:
    """Whether an element of a list follows two columns to the left, before the block ends."""
    for line in lines[number + 1 :]:
        indent = _indent(line)
        if line.strip() and indent < here:
            return indent == here - 2 and line.lstrip(" ").startswith("- ")
    return False


def _key_column(line: str) -> int | None:
    """The column on which a key begins that has its value in its own line."""
    found = _KEY.match(line)
    return found.end(1) if found and re.match(r": +\S", line[found.end() :]) else None


def _shifted(slip: YamlSlip, by: int) -> YamlSlip:
    edits = tuple(Edit(line=e.line, column=e.column + by, length=e.length, text=e.text) for e in slip.edits)
    return slip._replace(column=slip.column + by, edits=edits)


def _pair(line: str, make: Callable[..., YamlSlip], failed: bool) -> Iterator[YamlSlip]:
    """A key and its value, or an element of a list."""
    key = _KEY.match(line)
    start = re.match(r" *(?:- +)*", line)
    at = start.end() if start else 0
    if key and (colon := _COLON.match(line, key.end())):
        sign, after = colon[1], colon[2]
        name = key[2].strip("\"'")
        begin, end = key.end(), colon.end()
        known = name in known_keys() or re.fullmatch(r"[ptc][1-9]\d*", name) is not None
        rest = line[end:]
        if sign == ":" and (not rest or (after and not after.strip(" "))):
            at = end
            if begin + 1 + len(after) != end:  # a space before the colon is fine to YAML
                pass
        elif sign == ":" and rest and known and not rest.startswith("//"):
            yield make(
                column=begin,
                length=end - begin,
                code="Y011",
                what="冒号后面少了半角空格",
                why=f"写的是“{line[key.start(2) : end + 1]}”",
                mend="在冒号后面加一个空格",
                text=": ",
            )
            at = end
        elif sign and sign != ":" and known:
            yield make(
                column=begin,
                length=end - begin,
                code="Y011",
                what="冒号不是半角的" if sign in "：﹕" else "键后面该是冒号",
                why=f"写的是“{sign}”",
                mend="改成半角冒号加一个空格",
                text=": " if rest else ":",
            )
            at = end
        elif not sign and known and failed and (end > begin or rest[:1] in _QUOTES) and rest:
            yield make(
                column=begin,
                length=end - begin,
                code="Y011",
                what="键后面少了冒号",
                why=f"“{name}”后面直接是值",
                mend="加上半角冒号和一个空格",
                text=": ",
            )
            at = end
        elif not sign and failed and not rest and (known or not line.startswith((" ", "-"))):
            yield make(
                column=begin,
                length=0,
                code="Y011",
                what="键后面少了冒号",
                why=f"“{name}”后面什么也没有",
                mend="加上半角冒号",
                text=":",
                only_failed=True,
            )
            return
    value = line[at:]
    if value.strip() and value != line:
        yield from _value(line, at, key[2] if key else "", make, failed)


def _value(line: str, at: int, key: str, make: Callable[..., YamlSlip], failed: bool) -> Iterator[YamlSlip]:
    """What is wrong with a value. Takes   at: where it begins; make: makes a slip of this line"""
    value = line[at:].rstrip()
    whole = len(value)
    first, last = value[0], value[-1]
    straight = [found.start() for found in re.finditer(r'(?<!\\)"', value)]
    quoted = '"' + value.strip(_QUOTES).replace("\\", "\\\\").replace('"', '\\"') + '"'
    if first in "[［" and re.search(rf"[{_WIDE_QUOTES}]", _unquoted(value)):
        wide = "".join(
            part if part.startswith('"') else re.sub(rf"[{_WIDE_QUOTES}]", '"', part)
            for part in re.split(r'("[^"]*")', value)
        )
        yield make(
            column=at,
            length=whole,
            code="Y012",
            what="值的引号是中文的",
            why="YAML 只认半角双引号",
            mend='改成半角双引号 "',
            text=wide,
        )
        return
    if first in "[［" and not _closed_flow(value):
        if failed:
            yield make(
                column=at,
                length=whole,
                code="Y014",
                what="方括号没有收尾",
                why="这一行只有开头的 [",
                mend="在末尾加上 ]",
                text=value + "]",
                only_failed=True,
            )
        return
    if first in _WIDE_QUOTES and last in _QUOTES and whole > 1 and _one_pair(value):
        inner = value[1:-1]
        if inner.endswith('"') and not inner.startswith('"'):
            inner = inner[:-1]
        yield make(column=at, length=whole, code="Y012", what="值的引号是中文的", why="YAML 只认半角双引号；现在中文引号成了值的一部分",
            mend='改成半角双引号 "',
                   text='"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"')  # fmt: skip
    elif first == '"' and len(straight) == 1 and last in _WIDE_QUOTES and whole > 1 and not _open_inside(value):
        yield make(
            column=at + whole - 1,
            length=1,
            code="Y012",
            what="收尾的引号是中文的",
            why="开头是半角双引号，收尾不是",
            mend='改成半角双引号 "',
            text='"',
        )
    elif first == '"' and len(straight) == 1:
        if failed:
            yield make(column=at, length=whole, code="Y012", what="双引号没有收尾", why="这一行只有开头的双引号", mend='在值的末尾加上 "',
                       text=value + '"', only_failed=True)  # fmt: skip
    elif first == '"' and failed and len(straight) > 2 and last == '"' and not re.match(r'"[^"]*" *#', value):
        yield make(column=at, length=whole, code="Y012", what="值里面有半角双引号", why="YAML 把里面的第一个双引号当作了收尾",
            mend='里面的写成 \\"，或照原文用“”',
                   text='"' + re.sub(r'(?<!\\)"', r'\\"', value[1:-1]) + '"', only_failed=True)  # fmt: skip
    elif first == '"' and failed and len(straight) == 2 and last != '"' and not re.match(r'"[^"]*" *(?:#|$)', value):
        yield make(column=at + straight[1] + 1, length=whole - straight[1] - 1, code="Y012", what="双引号后面还有字",
            why="值在第二个双引号那里已经结束",
                   mend="把这些字放进引号里，或删去", only_failed=True)  # fmt: skip
    elif first not in "\"'[{#" and last in _QUOTES and len(straight) % 2 == (last == '"') and _lone_end(value):
        yield make(
            column=at,
            length=whole,
            code="Y012",
            what="开头少了双引号",
            why="只有收尾的引号，它成了值的一部分",
            mend='在值的开头加上 "',
            text=quoted,
        )
    elif first not in "\"'[{#" and (cut := value.find(" #")) > 0 and _is_words(value[:cut]):
        yield make(column=at + cut + 1, length=whole - cut - 1, code="Y013", what="# 以后的字没有读进去",
            why=f"没有引号的值到“ #”为止，读到的是“{value[:cut][-20:]}”",
                   mend=f'是值的一部分的，写成 "{value}"；是备注的，另起一行')  # fmt: skip
    elif first not in "\"'[{#|>" and failed and (re.search(r":(?: |$)", value) or _NEEDS_QUOTES.match(first)):
        if not _KEY.match(value) or key:
            yield make(column=at, length=whole, code="Y012", what="值里有半角符号而没有放进双引号",
                why="半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思",
                       mend="把值放进双引号", text=quoted, only_failed=True)  # fmt: skip
    elif first in "[［" and (first == "［" or last == "］" or _FLOW_COMMA.search(_unquoted(value))):
        fixed = _flow(value)
        certain = key in _CODES or '"' in value or first == "［" or last == "］"
        yield make(column=at, length=whole, code="Y014", what="方括号里的标点是全角的", why="全角的逗号、顿号不分开两条，现在是一条",
            mend="一行一条，或改成半角逗号加空格",
                   text=fixed if certain else None, severity="error" if certain else "warning")  # fmt: skip


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


def narrow(word: str) -> str:
    """A word as a key or code is written: half width, small letters, - for _ and blanks.

    >>> narrow(" Ｄone "), narrow("not_started")
    ('done', 'not-started')
    """
    return re.sub(r"[\s_‐–—-]+", "-", unicodedata.normalize("NFKC", word).strip().lower())
