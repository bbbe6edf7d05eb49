"""T018: lines meant as table rows that are not parsed as such."""

import re
from collections.abc import Iterator

from site_builder.records.slip import BLANKS
from site_builder.records.text_grammar import DELIMITER, LAYOUT
from site_builder.rules.rule import Slip, manual_only
from site_builder.rules.slip_lines import BodyLines

_DELIMITER_LIKE = re.compile(r"[ \t]*[|｜][\s:：|｜\-－—–]+$")
_FIRST_BAR = re.compile(rf"[ {BLANKS}]*[|｜]")


def is_delimiter(found: BodyLines, at: int) -> bool:
    return at > 0 and found.lines[at - 1].kind == "row" and _delimits(found.lines[at].text)


def begins_with_a_bar(text: str) -> bool:
    return _FIRST_BAR.match(text) is not None


def _delimits(text: str) -> bool:
    return DELIMITER.fullmatch(text.lstrip(LAYOUT)) is not None


def table_slips(found: BodyLines, at: int) -> Iterator[Slip]:
    text = found.lines[at].text
    following = found.lines[at + 1].text if at + 1 < len(found.lines) else ""
    if at and (found.lines[at - 1].kind == "row" or is_delimiter(found, at - 1)):
        yield _first_bar_slip(found, at, "上一行是表格，这一行成了段落")
    elif at and _delimits(text) and "|" in (above := found.lines[at - 1].text):
        yield found.slip(
            at=at - 1,
            column=0,
            length=1,
            code="T018",
            what="表头少了开头的 |",
            why="没有它，表格成了段落",
            mend="在行首加上 |",
            text="| " + above[0],
        )
    elif _DELIMITER_LIKE.match(following):
        why = "表头下面一行只能有半角的 |、-、: 和空格"
        fixed = re.sub("[－—–]", "-", following.translate(str.maketrans("｜：", "|:")))
        if not fixed.rstrip().endswith("|"):
            fixed = fixed.rstrip() + "|"
        right = _delimits(following)
        if not right:
            yield found.slip(at=at + 1, column=0, length=len(following), code="T018", what="表头下面的一行不对，表格成了段落", why=why,
                mend="例如 | --- | --- |",
                             text=fixed if _delimits(fixed) else None)  # fmt: skip
        if text.lstrip(LAYOUT)[0] != "|":
            yield _first_bar_slip(found, at, "没有它，表格成了段落" if right else "")
    else:
        why = "表格是表头一行、分隔一行（| --- | --- |），再是各行，中间不空行"
        yield found.slip(
            at=at,
            column=0,
            length=1,
            code="T018",
            what="以 | 开头而不是表格",
            why=why,
            mend="补上分隔的一行；确是正文的，写成 \\|",
        )


def _first_bar_slip(found: BodyLines, at: int, why: str) -> Slip:
    """A finding for a row that does not begin with a half-width |, or with special white space before it."""
    text = found.lines[at].text
    return found.slip(
        at=at,
        column=0,
        length=1,
        code="T018",
        what="表格的一行不是以半角的 | 开头",
        why=why,
        mend="行首改成半角的 |",
        text="|" if text[0] == "｜" else None,
    )


T018 = manual_only(
    "T018",
    """
    表格不成表格

    表格每行以半角的 | 开头，表头下面一行是 | --- | --- |，中间不空行。差一点，整个表格就成了普通段落。
    正文的段落确以 | 开头的，在前面写一个 \\。

    改法：照提示改写。
    """,
)
