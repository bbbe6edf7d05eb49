"""Head and text of notice.md: where the lines of --- stand, or should stand."""

import re
from typing import NamedTuple

from site_builder.records.findings import Edit, Finding, Fix, Span

_END_OF_HEAD = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)


class NoticeParts(NamedTuple):
    """notice.md in two: YAML head and text, each with the line it begins on."""

    head: str
    head_line: int
    body: str
    body_line: int


_FENCE = re.compile(r"[\s\u3000\ufeff]*[-—–－﹣−_=~*][-—–－﹣−_=~* ]*[-—–－﹣−_=~*][\s\u3000]*\Z")

_KEY_LINE = re.compile(r"[ \t\u3000]+\S|[A-Za-z_][\w-]*[ \u3000]*[:：]|[ ]*- |#(?!#)|\s*+\Z")


def fence_findings(text: str, path: str) -> list[Finding]:
    """Why a notice.md has no head: which of its two lines --- is not there, and where it belongs."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\u3000\ufeff")), None)
    if first is None:
        why, mend = "notice.md 以两行 --- 之间的 YAML 开头", "照 python build.py new 写出的样子补上"
        return [Finding(at=Span(path=path), code="R001", what="文件是空的，没有文件头", why=why, mend=mend)]

    def told(number: int, what: str, why: str, mend: str, *edits: Edit) -> list[Finding]:
        """Takes   number: of the line, from 0"""
        at = Span(path=path, line=number + 1)
        return [Finding(at=at, code="R001", what=what, why=why, mend=mend, fix=Fix(edits=edits))]

    if lines[first].rstrip() != "---" or first:
        length = sum(len(line) + 1 for line in lines[:first])
        if _FENCE.match(lines[first]):
            edit = Edit(line=1, column=1, length=length + len(lines[first]), text="---")
            return told(0, "文件头开头的一行不是 ---", "第一行必须是三个半角的 -，前面什么也没有", "改成 ---", edit)
        if re.match(r"[A-Za-z_]\w*\s*+[:：]", lines[first]):
            edit = Edit(line=1, column=1, length=length, text="---\n")
            return told(0, "文件头少了开头的 ---", "文件头在两行 --- 之间", "在第一行前面加上 ---", edit)
        return told(0, "没有文件头", "notice.md 以两行 --- 之间的 YAML 开头", "照 python build.py new 写出的样子补上")
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            edit = Edit(line=number + 1, column=1, length=len(line), text="---")
            return told(number, "文件头收尾的一行不是 ---", "必须是三个半角的 -，前面什么也没有", "改成 ---", edit)
        if not _KEY_LINE.match(line):
            edit = Edit(line=number + 1, column=1, length=0, text="---\n")
            return told(
                number, "文件头没有收尾的 ---", "正文从这里开始，前面要有一行 ---", "在这一行前面加上 ---", edit
            )
    return told(len(lines) - 1, "文件头没有收尾的 ---", "找到文件末尾也没有", "在文件头和正文之间加上一行 ---")


def split_notice(text: str) -> NoticeParts | None:
    """Head and text of a notice file; None where it does not begin with a line ---."""
    first, _, rest = text.partition("\n")
    end = _END_OF_HEAD.search(rest) if first.rstrip() == "---" else None
    if end is None:
        return None
    head = rest[: end.start()]
    return NoticeParts(head or "\n", 2, rest[end.end() :], head.count("\n") + 3)
