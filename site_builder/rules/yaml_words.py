"""Y007–Y009: YAML that parses, but differently from what was meant; and parse errors reworded for editors."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import structs

from site_builder.records.findings import Finding
from site_builder.records.source import Field, fields, scalars
from site_builder.rules.rule import Case, SiteCase, Slip, manual_only, warning

Y007 = manual_only(
    "Y007",
    """
    半角逗号把一句话切成了两段

    写在 { } 里的值如果没有双引号，遇到半角逗号就断了，后半句成了一个不认识的键。

    改法：一行一个键，值放进双引号：
        - unit: "创新科"
          quote: "由创新科牵头,办公室配合"
    """,
)

_READ_OTHERWISE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("date", "日期", re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?")),
    ("bool", "是或否", re.compile(r"(?i:yes|no|on|off|y|n)")),
    ("zero", "去掉前面的零的数", re.compile(r"0\d+|0[xob][0-9a-fA-F_]+")),
    ("decimal", "去掉末尾的零的数", re.compile(r"\A(?:\d+\.\d*0|\d+\.)")),
    ("clock", "六十进制的数", re.compile(r"\d{1,2}(?::[0-5]\d)+(?:\.\d*)?")),
    ("exponent", "科学记数的数", re.compile(r"\A(?:\d+(?:\.\d*)?[eE][+-]?\d+|\d[\d_]*_\d+|\.(?:inf|nan))")),
)
_BEGIN = re.compile(r"[\d.yYnNoO]")  # a prefilter: each of these matches it, and few other words do


@warning("Y008")
def quoted_where_others_differ(case: Case) -> Iterator[Slip]:
    """没有引号的值，别的程序会读成另一样东西

    本站照字面读；别的程序会把 no 读成“否”，把 0755 读成 493，把 2024-10-17 读成时间，把 1.10 读成 1.1。
    每个文件每一类只提示第一处。

    改法：放进双引号。
    """
    yield from _otherwise(case.notice.head_tree)
    yield from _otherwise(case.notice.ledger_tree)


@warning("Y010", "site")
def quoted_in_registers_too(case: SiteCase) -> Iterator[Slip]:
    """没有引号的值，别的程序会读成另一样东西（site.yaml 等）

    与 Y008 相同，用于通报以外的 YAML 文件。

    改法：放进双引号。
    """
    for tree in case.trees.values():
        yield from _otherwise(tree)


def _otherwise(tree: Field) -> Iterator[Slip]:
    first: dict[str, tuple[Field, str, int]] = {}
    for field in scalars(tree):
        text = field.value
        if not field.plain or not isinstance(text, str) or not _BEGIN.match(text):
            continue
        for kind, name, pattern in _READ_OTHERWISE:
            if pattern.fullmatch(text):
                seen = first.get(kind)
                first[kind] = (seen[0], name, seen[2] + 1) if seen else (field, name, 1)
                break
    for field, name, count in first.values():
        more = f"；这个文件里还有 {count - 1} 处" if count > 1 else ""
        yield Slip(
            field.at, "值没有放进双引号", f"别的程序会把 {field.value} 读成{name}{more}", f'写成 "{field.value}"'
        )


@warning("Y009")
def comma_in_a_list(case: Case) -> Iterator[Slip]:
    """方括号里的半角逗号后面没有空格，一句话也许被切成了两条

    写在 [ ] 里而没有双引号的话，遇到半角逗号就成了两条。

    改法：一行一条，放进双引号：
        quotes:
          - "已收回0.2万元,涉及1笔"
    """
    for tree in (case.notice.head_tree, case.notice.ledger_tree):
        for value in (field.value for field in fields(tree)):
            for one, two in pairwise(value) if isinstance(value, list) else ():
                if one.plain and two.plain and one.at.line == two.at.line and _touch(one, two):
                    why = f"“{one.value}”和“{two.value}”之间是半角逗号"
                    yield Slip(two.at, "一句话也许被逗号切成了两条", why, "是一句话的，放进双引号，一行一条")


def _touch(one: Field, two: Field) -> bool:
    chinese = re.search(r"[\u4e00-\u9fff]", f"{one.value}{two.value}")
    return bool(chinese) and two.at.column == one.at.column + one.at.length + 1


_LINES = 20  # above and below that a group in braces may take up

_PROBLEMS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "这里不该有冒号：值里有半角冒号而没有放进双引号，或这一行的缩进不对"),
    ("could not find expected ':'", "键后面少了半角冒号，或冒号后面少了空格"),
    ("did not find expected key", "缩进与上面的键不齐，或上面的双引号没有成对"),
    ("expected ',' or '}'", "花括号里少了逗号，或没有用 } 收尾"),
    ("expected ',' or ']'", "方括号里少了逗号，或没有用 ] 收尾"),
    ("unexpected end of stream", "双引号没有成对，一直找到了文件末尾"),
    ("unexpected document indicator", "双引号没有成对，一直找到了 ---"),
    ("cannot start any token", "值以 @、% 或 ` 开头，要放进双引号；或用了制表符"),
    ("document start", "上一个值已经写完，后面又多了字"),
    ("unknown escape character", "双引号里的反斜杠要写成两个"),
    ("expected '-' indicator", "列表里有一行没有以 - 开头，或缩进不齐"),
    ("expected node content", "冒号或逗号后面没有值"),
    ("block sequence entries", "这里不该有 -：列表要另起一行，缩进对齐"),
    ("block mapping", "缩进不齐"),
    ("alphabetic or numeric character", "值以 * 或 & 开头，要放进双引号"),
    ("directive", "值以 % 开头，要放进双引号"),
    ("control characters", "控制字符"),
    ("special characters are not allowed", "控制字符"),
)


def explained(findings: Iterable[Finding], lines: Mapping[str, Sequence[str]]) -> list[Finding]:
    """The findings reworded: a value cut off at a half-width comma is explained, and the YAML library's English is translated.

    Takes   lines: source lines by path; paths may be missing
    """
    return [_comma(_in_chinese(finding), lines.get(finding.at.path, ())) for finding in findings]


def _in_chinese(finding: Finding) -> Finding:
    if finding.code not in ("Y001", "Y003"):
        return finding
    why = next((words for problem, words in _PROBLEMS if problem in finding.why), finding.why)
    return structs.replace(finding, why=why)


def _comma(finding: Finding, lines: Sequence[str]) -> Finding:
    if finding.code != "R002" or finding.at.line > len(lines):
        return finding
    at = finding.at.line - 1
    before, rest = lines[at][: finding.at.column - 1], lines[at][finding.at.column - 1 :]
    above = "\n".join((*lines[max(0, at - _LINES) : at], before))
    opened = above.rfind("{")
    if opened <= above.rfind("}") or not before.rstrip().endswith(",") or re.match(r"[A-Za-z_][\w-]*\s*+:", rest):
        return finding
    whole = above[opened + 1 :] + _to_its_end(rest, lines[at + 1 : at + 1 + _LINES])
    inner = " ".join(filter(None, map(str.strip, whole.split("\n"))))
    lead = above[:opened].rpartition("\n")[2]
    words = re.split(r"[,}]", rest)[0].strip()
    slip = Slip(
        finding.at,
        "半角逗号把一句话切成了两段",
        f"“{words}”成了单独的一个键",
        "改成一行一个键，值放进双引号：\n" + _block(lead, inner),
    )
    return Y007.finding(slip)


def _to_its_end(rest: str, below: Sequence[str]) -> str:
    """What stands before the brace that closes a group, in this line or in one below; the line where none does."""
    if "}" in rest:
        return rest[: rest.rfind("}")]
    last = next((number for number, line in enumerate(below, 1) if "}" in line), 0)
    whole = "\n".join((rest, *below[:last]))
    return whole[: whole.rfind("}")] if last else rest


def _block(lead: str, inner: str) -> str:
    """A flow mapping rewritten in block style with quoted values; a piece that is not a pair belongs to the value before it."""
    pairs: list[str] = []
    for piece in inner.split(","):
        if re.match(r"\s*+[A-Za-z_][\w-]*\s*+:", piece) or not pairs:
            pairs.append(piece)
        else:
            pairs[-1] += "," + piece
    indent = " " * (len(lead) - len(lead.lstrip()))
    dash = "- " if lead.lstrip().startswith("-") else ""
    key = lead.strip().removeprefix("-").strip()
    out = [f"{indent}{dash}{key}"] if key else []
    if key:  # the dash is before it
        indent, dash = indent + " " * len(dash) + "  ", ""
    for number, pair in enumerate(pairs):
        name, _, value = pair.strip().partition(":")
        bare = value.strip().strip("\"'").replace("\\", "\\\\").replace('"', '\\"')
        out.append(f'{indent}{(dash if number == 0 else " " * len(dash))}{name.strip()}: "{bare}"')
    return "\n".join(out)
