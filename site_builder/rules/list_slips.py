"""T014, T017: lines meant as list items that are not parsed as such, and paragraphs that run together."""

import re
from collections.abc import Iterator

from site_builder.records.numerals import chinese_number
from site_builder.records.slip import BLANKS
from site_builder.rules.rule import Slip, manual_only
from site_builder.rules.slip_lines import BodyLines, text_start

_ENDS = ("。", "！", "？", "；", "：")
_ORDINAL = re.compile(r"([一二三四五六七八九十]{1,3})是|第([一二三四五六七八九十]{1,3})[，,、]")


def list_slips(found: BodyLines, at: int, dash: re.Match[str]) -> Iterator[Slip]:
    before, sign, gap, words = dash.groups()
    start = dash.start(2)
    odd_before = before.strip(" ")
    listed = found.in_a_list(at)
    if sign == "-":
        if not gap and words and not words.strip("-－—– "):
            yield found.slip(
                at=at,
                column=start,
                length=len(words) + 1,
                code="T014",
                what="一行横线",
                why="横线不是列表，会原样公开",
                mend="删去这一行",
                soft=True,
            )
        elif not words:
            yield found.slip(
                at=at,
                column=start,
                length=1,
                code="T014",
                what="只有 - 没有字",
                why="这一行会原样公开",
                mend="补上这一条，或删去 -",
            )
        elif not gap and (words[0] == "-" or (words[0].isdigit() and not listed)):
            yield found.slip(
                at=at,
                column=start,
                length=1,
                code="T014",
                what="行首有 -",
                why="不是列表，会原样公开",
                mend="是列表的，改成 - 加空格；是正文的，写成 \\-",
                soft=True,
            )
        elif (
            not gap or gap[0] != " " or gap.lstrip(" ")[:1] == "\t" or odd_before
        ):  # otherwise the white space belongs to the item
            what = "列表的 - 后面少了空格" if not gap else "列表的 - 前后有特殊空格"
            clean = before.translate(dict.fromkeys(map(ord, odd_before)))
            yield found.slip(at=at, column=0, length=dash.start(4), code="T014", what=what,
                why=f"写的是“{text_start(dash[0].strip())}”，列表成了段落",
                             mend="改成 - 加一个半角空格；确是正文的，写成 \\-", text=clean + "- ")  # fmt: skip
    elif words and not words.startswith(sign) and (sign in "－﹣−‐" or listed):
        dashes = sign not in "•·*+"
        yield found.slip(at=at, column=start, length=dash.start(4) - start, code="T014", what="列表的 - 不是半角的" if dashes else f"列表不能用 {sign}",
                             why=f"写的是“{sign}”，这一条成了段落", mend="改成 - 加一个半角空格" + ("；确是正文的，在行首写一个 \\" if dashes else ""),
                             text="- " if listed else None, soft=not (listed and dashes))  # fmt: skip


def joined_slips(found: BodyLines, at: int) -> Iterator[Slip]:
    """Findings for a line that is joined to a paragraph that had ended, and for a list item without its dash."""
    line = found.lines[at]
    text = line.text.strip(f" {BLANKS}")
    if not text or at == 0:
        return
    above = found.lines[at - 1]
    ordinal = _ordinal(text)
    lead = len(line.text) - len(line.text.lstrip(f" {BLANKS}"))
    if ordinal and (prev := found.near(at, -1)) is not None:
        item = prev.text.lstrip(" ")
        following = found.near(at, 1)
        ends = following is None or following.text.lstrip(" ").startswith(("#", "- "))
        if item.startswith("- ") and _ordinal(item[2:]) == ordinal - 1 and ends:
            indent = len(prev.text) - len(item)
            yield found.slip(at=at, column=0, length=lead, code="T014", what="列表的一条少了 -",
                             why=f"上一条是“{text_start(item[2:])}”，这一条成了段落",
                             mend="在行首加上 - 和一个空格；另是一段的，在行首写一个 \\", text=" " * indent + "- ")  # fmt: skip
            return
        if ordinal == 1 and following is not None and following.text.startswith("- 二是"):
            yield found.slip(at=at, column=0, length=lead, code="T014", what="列表的一条少了 -",
                why=f"下一条是“{text_start(following.text[2:])}”，这一条成了段落",
                             mend="在行首加上 - 和一个空格；另是一段的，在行首写一个 \\", text="- ")  # fmt: skip
            return
    if (slip := _nested(found, at)) is not None:
        yield slip
        return
    if (
        line.kind
        or not above.text.strip()
        or not above.text.rstrip().endswith(_ENDS)
        or above.text.lstrip().startswith(("#", "|"))
    ):
        return
    yield found.slip(
        at=at,
        column=0,
        length=1,
        code="T017",
        what="这一行与上一行连成了一段",
        why="上一行已经完句，中间没有空行",
        mend="是另一段的，前面空一行",
        soft=True,
    )


def _nested(found: BodyLines, at: int) -> Slip | None:
    """A finding for an indented list item whose ordinal continues a series of unindented ones."""
    text = found.lines[at].text
    lead = re.match(r" +- ", text)
    own = _ordinal(text[lead.end() :]) if lead else None
    if lead is None or own is None:
        return None
    for other, number in ((found.near(at, -1), own - 1), (found.near(at, 1), own + 1)):
        if other is not None and other.text.startswith("- ") and _ordinal(other.text[2:]) == number:
            why = f"它与“{text_start(other.text[2:])}”相接，却低了一级"
            return found.slip(
                at=at,
                column=0,
                length=lead.end() - 2,
                code="T014",
                what="列表的一条多缩进了",
                why=why,
                mend="删去行首的空格",
                text="",
                soft=True,
            )
    return None


def _ordinal(text: str) -> int | None:
    found = _ORDINAL.match(text)
    return chinese_number(found[1] or found[2]) if found else None


T014 = manual_only(
    "T014",
    """
    列表的 - 写法不对

    列表的每一条以半角的 - 和一个半角空格开头。全角的 －、少了空格的、用 • * 的，都成了普通段落。
    正文的段落确以 - 开头的，在前面写一个 \\。

    改法：check --fix 会改；或照提示改写这一行。
    """,
)

T017 = manual_only(
    "T017",
    """
    两段连成了一段

    两段之间空一行。不空的，接在上一行后面成了一段，公开时就少了一次换行。

    改法：是另一段的，前面空一行。
    """,
    "warning",
)
