"""What is wrong with the value in a line of YAML: its quotation marks, its brackets, signs that mean something else to YAML."""

import re
from collections.abc import Callable, Iterator

from site_builder.records.slip import KEY, YamlSlip

WIDE_QUOTES, QUOTES = "“”„‟＂〝〞", '“”„‟＂〝〞"'

_NEEDS_QUOTES = re.compile(r"[@`%*&!|>{}\[\],]")

_FLOW_COMMA = re.compile(r"[，、；]")

_CODES = frozenset({"phones", "emails", "postcodes", "items", "home", "holidays", "workdays", "follows"})


def value_slips(line: str, at: int, key: str, make: Callable[..., YamlSlip], failed: bool) -> Iterator[YamlSlip]:
    """What is wrong with a value. Takes   at: where it begins; make: makes a slip of this line"""
    value = line[at:].rstrip()
    whole = len(value)
    first, last = value[0], value[-1]
    straight = [found.start() for found in re.finditer(r'(?<!\\)"', value)]
    quoted = '"' + value.strip(QUOTES).replace("\\", "\\\\").replace('"', '\\"') + '"'
    if first in "[［" and re.search(rf"[{WIDE_QUOTES}]", _unquoted(value)):
        wide = "".join(
            part if part.startswith('"') else re.sub(rf"[{WIDE_QUOTES}]", '"', part)
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
            )
        return
    if first in WIDE_QUOTES and last in QUOTES and whole > 1 and _one_pair(value):
        inner = value[1:-1]
        if inner.endswith('"') and not inner.startswith('"'):
            inner = inner[:-1]
        yield make(column=at, length=whole, code="Y012", what="值的引号是中文的", why="YAML 只认半角双引号；现在中文引号成了值的一部分",
            mend='改成半角双引号 "',
                   text='"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"')  # fmt: skip
    elif first == '"' and len(straight) == 1 and last in WIDE_QUOTES and whole > 1 and not _open_inside(value):
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
                       text=value + '"')  # fmt: skip
    elif first == '"' and failed and len(straight) > 2 and last == '"' and not re.match(r'"[^"]*" *#', value):
        yield make(column=at, length=whole, code="Y012", what="值里面有半角双引号", why="YAML 把里面的第一个双引号当作了收尾",
            mend='里面的写成 \\"，或照原文用“”',
                   text='"' + re.sub(r'(?<!\\)"', r'\\"', value[1:-1]) + '"')  # fmt: skip
    elif first == '"' and failed and len(straight) == 2 and last != '"' and not re.match(r'"[^"]*" *(?:#|$)', value):
        yield make(column=at + straight[1] + 1, length=whole - straight[1] - 1, code="Y012", what="双引号后面还有字",
            why="值在第二个双引号那里已经结束",
                   mend="把这些字放进引号里，或删去")  # fmt: skip
    elif first not in "\"'[{#" and last in QUOTES and len(straight) % 2 == (last == '"') and _lone_end(value):
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
        if not KEY.match(value) or key:
            yield make(column=at, length=whole, code="Y012", what="值里有半角符号而没有放进双引号",
                why="半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思",
                       mend="把值放进双引号", text=quoted)  # fmt: skip
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
