"""T011–T018: markup damaged by a keyboard, an input method, Word or git, found in a single pass over the lines."""

import re
from collections.abc import Iterator

from site_builder.records.slip import BLANKS
from site_builder.records.yaml_slips import CONFLICT
from site_builder.rules.heading_slips import heading_slips, mark_slips, mended_end
from site_builder.rules.list_slips import joined_slips, list_slips
from site_builder.rules.rule import Case, Slip, error, manual_only
from site_builder.rules.slip_lines import BodyLines, lines_of
from site_builder.rules.table_slips import begins_with_a_bar, is_delimiter, table_slips

_SIGN = re.compile(rf"([ {BLANKS}]*)([#＃]+)([ {BLANKS}]*)(.*)$")
_DASH = re.compile(rf"([ {BLANKS}]*)([-－﹣−‐–—•·*+])([ {BLANKS}]*)(.*)$")
_INNER_HEADING = re.compile(r"(?<=[^\s#\\])(#{2,6})(?: |(?=\S[^{}]*\{#))")
_INNER_ITEM = re.compile(r"(?<=[。；])- ?(?=[一二三四五六七八九十]{1,3}是)")
_ESCAPED_HEADING = re.compile(
    r"\\#{1,6} (?:.*(?<!\\)(\{[^{}]*\})[ \t]*$|(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])())"
)
_HTML = re.compile(
    r"(?<!\\)<!--|(?<![\\!-])-->|<!DOCTYPE|</?(?:a|b|i|u|p|s|br|hr|em|h[1-6]|td|th|tr|ul|ol|li|del|div|img|pre|sub|sup|svg|font|span|table|tbody|thead|body|html"
    r"|head|meta|link|style|strong|script|center|iframe|section|article|o:p|v:[a-z]+)(?:\s[^<>]{0,500})?/?>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_INNER = re.compile(r"[{}｛｝<>&|｜=#]|＃p|[。；]-")  # lines that begin with # are not matched against this
_FIRST = frozenset(f"#＃-－﹣−‐–—•·*+<=>|｜\\ {BLANKS}")


@error("T011")
def signs_are_whole(case: Case) -> Iterator[Slip]:
    """有没解决的合并冲突

    git 合并时两边都改了同一处，就留下 <<<<<<<、=======、>>>>>>> 三行标记，两边的内容都在里面。

    改法：两边选定一边，删去三行标记。
    """
    found = lines_of(case)
    reported = False  # only one finding for a run of lines that are not parsed as a table
    for at, line in enumerate(found.lines):
        text = line.text
        if not text or (text[0] not in _FIRST and not _INNER.search(text)):
            reported = False
            yield from joined_slips(found, at)
            continue
        if line.kind == "item" and text.startswith("- ") and not _INNER.search(text):
            reported = False
            yield from joined_slips(found, at)
            continue
        slips = list(_slips(found, at, reported))
        reported = any(slip.code == "T018" for slip in slips) or (reported and text.startswith(("|", "｜")))
        yield from slips or joined_slips(found, at)


def _slips(found: BodyLines, at: int, reported: bool) -> Iterator[Slip]:
    broken = _broken_line(found, at)
    if broken:
        yield broken
    else:
        yield from _block_slips(found, at, reported)
        yield from _html_slips(found, at)


def _broken_line(found: BodyLines, at: int) -> Slip | None:
    """A line that is not what it was: two in one, a mark of git, an escaped heading."""
    text = found.lines[at].text
    if CONFLICT.match(text):
        what, why = "有没解决的合并冲突", "这一行是 git 合并时留下的标记"
        mend = "两边的内容选定一边，删去标记"
        return found.slip(at=at, column=0, length=len(text), code="T011", what=what, why=why, mend=mend)
    if inner := _INNER_HEADING.search(text):
        start, tail = inner.start(), mended_end(text[inner.end() :])
        what, why = "标题接在了上一段后面", "# 不在行首，标题成了段落的一部分"
        mend, made = "在 # 前面换行，空一行；确是正文的，写成 \\##", f"\n\n{inner[1]} {tail}"
        return found.slip(
            at=at, column=start, length=len(text) - start, code="T012", what=what, why=why, mend=mend, text=made
        )
    if inner := _INNER_ITEM.search(text):
        what, why, mend = (
            "列表的一条接在了上一条后面",
            "- 不在行首，两条成了一条",
            "在 - 前面换行；确是正文的，写成 \\-",
        )
        return found.slip(
            at=at, column=inner.start(), length=len(inner[0]), code="T014", what=what, why=why, mend=mend, text="\n- "
        )
    if escaped := _ESCAPED_HEADING.match(text):
        sure = bool(escaped[1])
        what, why = "标题的 # 前面有 \\", "\\ 使它成了普通段落"
        mend = "是标题的，删去 \\" + ("；确是正文的，末尾写成 \\{" if sure else "；确是正文的，不用管")
        return found.slip(
            at=at,
            column=0,
            length=1,
            code="T013",
            what=what,
            why=why,
            mend=mend,
            text="" if sure else None,
            soft=not sure,
        )
    return None


def _block_slips(found: BodyLines, at: int, reported: bool) -> Iterator[Slip]:
    """Headings, items of lists and rows of tables."""
    line = found.lines[at]
    text = line.text
    if sign := _SIGN.match(text):
        yield from heading_slips(found, at, sign)
        return
    if marks := list(mark_slips(found, at)):
        yield from marks
    elif dash := _DASH.match(text):
        yield from list_slips(found, at, dash)
    elif is_delimiter(found, at) or line.kind == "row":
        return
    elif begins_with_a_bar(text) and not reported:
        yield from table_slips(found, at)
    elif "|" in text and line.kind != "heading" and at and _is_of_a_table(found, at - 1):
        what, why = "表格的一行少了开头的 |", "上一行是表格，这一行成了段落"
        yield found.slip(
            at=at, column=0, length=1, code="T018", what=what, why=why, mend="在行首加上 |", text="|" + text[0]
        )


def _is_of_a_table(found: BodyLines, at: int) -> bool:
    return found.lines[at].kind == "row" or is_delimiter(found, at)


def _html_slips(found: BodyLines, at: int) -> Iterator[Slip]:
    for tag in _HTML.finditer(found.lines[at].text):
        if comment := tag[0] in ("<!--", "-->"):
            what, why = "有 HTML 注释", "正文里没有注释，这些字会原样公开"
            mend = "删去它；内部意见不要写在正文里；确是正文的，前面写一个 \\"
        else:
            what, why = "有 HTML 的标签或转义", f"“{tag[0][:20]}”会原样显示在页面上"
            mend = "删去它，只留文字；原文如此的，不用管"
        yield found.slip(
            at=at, column=tag.start(), length=len(tag[0]), code="T015", what=what, why=why, mend=mend, soft=not comment
        )


T015 = manual_only(
    "T015",
    """
    有 HTML 注释或标签

    正文里的每个字都会公开，注释也不例外；标签和 &nbsp; 之类会原样显示。

    改法：删去，只留文字。
    """,
)
