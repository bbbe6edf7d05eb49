"""T011–T018: signs of the text that a keyboard, an input method, Word or git has damaged. One look for all of them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.records.escapes import MARK_SIGN
from site_builder.records.findings import NO_FIX, Edit, Fix, Span
from site_builder.records.meant import meant_choice
from site_builder.records.outline import split_number
from site_builder.records.yaml_slips import CONFLICT
from site_builder.rules.rule import Case, Slip, error, manual_only

_BLANKS = "\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_SIGN = re.compile(rf"([ {_BLANKS}]*)([#＃]+)([ {_BLANKS}]*)(.*)$")
_DASH = re.compile(rf"([ {_BLANKS}]*)([-－﹣−‐–—•·*+])([ {_BLANKS}]*)(.*)$")
_MARKLIKE = re.compile(
    r"[{｛]?[ \u3000]{0,8}(?:[#＃][ \u3000]{0,8}[pPｐＰ][ \u3000]{0,8}[\d０-９]+|(?:role|states|origin)[ \u3000]{0,8}[=＝])[^{}｛｝]*[}｝]?"
)
_ESCAPED_MARK = re.compile(r"\\" + MARK_SIGN + r"[^{}｛｝\\]*[}｝]?")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # one character for one
_INNER_HEADING = re.compile(r"(?<=[^\s#\\])(#{2,6})(?: |(?=\S[^{}]*\{#))")
_INNER_ITEM = re.compile(r"(?<=[。；])- ?(?=[一二三四五六七八九十]{1,3}是)")
_ESCAPED_HEADING = re.compile(
    r"\\#{1,6} (?:.*(?<!\\)(\{[^{}]*\})[ \t]*$|(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])())"
)
_SOUND = re.compile(r"(?<!\\)\{[^{}]*\}[ \t]*$")
_HTML = re.compile(
    r"(?<!\\)<!--|(?<![\\!-])-->|<!DOCTYPE|</?(?:a|b|i|u|p|s|br|hr|em|h[1-6]|td|th|tr|ul|ol|li|del|div|img|pre|sub|sup|svg|font|span|table|tbody|thead|body|html"
    r"|head|meta|link|style|strong|script|center|iframe|section|article|o:p|v:[a-z]+)(?:\s[^<>]{0,500})?/?>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_INNER = re.compile(r"[{}｛｝<>&|｜]|[#＃]p|=|.#|[。；]-")
_FIRST = frozenset("#＃-－﹣−‐–—•·*+<=>|｜\\ \t\u00a0\u3000\ufeff\u200b")
_ENDS = ("。", "！", "？", "；", "：")
_ORDINAL = re.compile(r"([一二三四五六七八九十]{1,3})是|第([一二三四五六七八九十]{1,3})[，,、]")
_DELIMITER_LIKE = re.compile(r"[|｜][\s:：|｜\-－—–]+$")
_CHINESE = "一二三四五六七八九十"


class _Line(NamedTuple):
    """A line of the text, and what the program read it as: heading, item, row, or something else."""

    number: int
    text: str
    kind: str


class _Lines(NamedTuple):
    path: str
    lines: Sequence[_Line]
    item_level: int
    section_level: int

    def near(self, at: int, step: int) -> _Line | None:
        """The next line with words above or below."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].text.strip():
                return self.lines[at]
            at += step
        return None

    def in_a_list(self, at: int) -> bool:
        return any(
            other is not None and other.text.lstrip(" ").startswith("- ")
            for other in (self.near(at, -1), self.near(at, 1))
        )

    def slip(self, at: int, column: int, length: int, code: str, what: str, why: str, mend: str, text: str | None = None,
             soft: bool = False) -> Slip:  # fmt: skip
        """A finding at a column of a line. Takes   text: what stands there after the fix; None = there is none"""
        line = self.lines[at]
        span = Span(path=self.path, line=line.number, column=column + 1, length=max(1, length))
        fix = (
            NO_FIX
            if text is None
            else Fix(edits=(Edit(line=line.number, column=column + 1, length=length, text=text),))
        )
        return Slip(at=span, what=what, why=why, mend=mend, soft=soft, code=code, fix=fix)


@error("T011")
def signs_are_whole(case: Case) -> Iterator[Slip]:
    """有没解决的合并冲突

    git 合并时两边都改了同一处，就留下 <<<<<<<、=======、>>>>>>> 三行标记，两边的内容都在里面。

    改法：两边选定一边，删去三行标记。
    """
    found = _lines(case)
    told = False  # one finding for a run of lines that are no table
    for at, line in enumerate(found.lines):
        text = line.text
        if not text or (text[0] not in _FIRST and not _INNER.search(text)):
            told = False
            yield from _joined(found, at)
            continue
        if text.startswith("- ") and text.strip() != "-" and not _INNER.search(text):
            told = False
            yield from _joined(found, at)
            continue
        slips = list(_slips(found, at, told))
        told = any(slip.code == "T018" for slip in slips) or (told and text.startswith(("|", "｜")))
        yield from slips or _joined(found, at)


def _lines(case: Case) -> _Lines:
    notice = case.notice
    kinds: dict[int, str] = {block.line: block.kind for block in notice.outline.blocks}
    blocks = notice.outline.blocks
    levels = [blocks[problem.start].level for problem in notice.outline.problems]
    sections = [blocks[section.start].level for section in notice.outline.sections]
    lines = [
        _Line(number, text.removesuffix("\r"), kinds.get(number, ""))
        for number, text in enumerate(notice.body.split("\n"), notice.body_line)
    ]
    return _Lines(notice.path, lines, max(set(levels), key=levels.count, default=4), min(sections, default=2))


def _slips(found: _Lines, at: int, told: bool) -> Iterator[Slip]:
    line = found.lines[at]
    text = line.text
    if CONFLICT.match(text):
        yield found.slip(
            at=at,
            column=0,
            length=len(text),
            code="T011",
            what="有没解决的合并冲突",
            why="这一行是 git 合并时留下的标记",
            mend="两边的内容选定一边，删去标记",
        )
        return
    sign, dash = _SIGN.match(text), None
    if inner := _INNER_HEADING.search(text):
        tail = _mended_end(text[inner.end() :])
        yield found.slip(at=at, column=inner.start(), length=len(text) - inner.start(), code="T012", what="标题接在了上一段后面",
            why="# 不在行首，标题成了段落的一部分",
                         mend="在 # 前面换行，空一行；确是正文的，写成 \\##", text=f"\n\n{inner[1]} {tail}")  # fmt: skip
        return
    if inner := _INNER_ITEM.search(text):
        yield found.slip(at=at, column=inner.start(), length=len(inner[0]), code="T014", what="列表的一条接在了上一条后面",
            why="- 不在行首，两条成了一条",
                         mend="在 - 前面换行；确是正文的，写成 \\-", text="\n- ")  # fmt: skip
        return
    if escaped := _ESCAPED_HEADING.match(text):
        yield found.slip(
            at=at,
            column=0,
            length=1,
            code="T013",
            what="标题的 # 前面有 \\",
            why="\\ 使它成了普通段落",
            mend="是标题的，删去 \\" + ("；确是正文的，末尾写成 \\{" if escaped[1] else "；确是正文的，不用管"),
            text="" if escaped[1] else None,
            soft=not escaped[1],
        )
        return
    if sign:
        yield from _heading(found, at, sign)
    else:
        marks = list(_marks(found, at))
        yield from marks
        dash = None if marks else _DASH.match(text)
        if dash:
            yield from _list(found, at, dash)
        elif (
            not marks
            and re.match(rf"[ {_BLANKS}]*[|｜]", text)
            and line.kind != "row"
            and not _delimiter(found, at)
            and not told
        ):
            yield from _table(found, at)
        elif (
            not marks
            and "|" in text
            and not _delimiter(found, at)
            and line.kind not in ("row", "heading")
            and at
            and (found.lines[at - 1].kind == "row" or _delimiter(found, at - 1))
        ):
            yield found.slip(
                at=at,
                column=0,
                length=1,
                code="T018",
                what="表格的一行少了开头的 |",
                why="上一行是表格，这一行成了段落",
                mend="在行首加上 |",
                text="|" + text[0],
            )
    for tag in _HTML.finditer(text):
        comment = tag[0] in ("<!--", "-->")
        yield found.slip(
            at=at,
            column=tag.start(),
            length=len(tag[0]),
            code="T015",
            what="有 HTML 注释" if comment else "有 HTML 的标签或转义",
            why="正文里没有注释，这些字会原样公开" if comment else f"“{tag[0][:20]}”会原样显示在页面上",
            mend="删去它；内部意见不要写在正文里；确是正文的，前面写一个 \\"
            if comment
            else "删去它，只留文字；原文如此的，不用管",
            soft=not comment,
        )


# -- headings and their marks


def _heading(found: _Lines, at: int, sign: re.Match[str]) -> Iterator[Slip]:
    line = found.lines[at]
    before, signs, gap, words = sign.groups()
    start = sign.start(2)
    right = "#" * min(len(signs), 6)
    if not words.strip():
        yield found.slip(
            at=at,
            column=start,
            length=len(signs),
            code="T013",
            what="只有 # 没有标题",
            why="这一行会原样公开",
            mend="补上标题，或删去这一行",
        )
        return
    escaped = "；确是正文的，在行首加 \\"
    if "＃" in signs:
        wrong = "标题的 # 是全角的", f"写的是“{signs}”", right + " "
    elif len(signs) > 6:
        wrong = "标题的 # 太多", f"有 {len(signs)} 个，最多六个", right + " "
    elif not gap:
        wrong = "标题的 # 后面少了空格", f"写的是“{text_start(signs + words)}”", right + " "
    elif gap.strip(" "):
        wrong = "标题的 # 后面不是半角空格", f"是 {_code(gap.strip(' ')[0])}", right + " "
    elif before.strip(" "):
        wrong = "标题前面有特殊空格", f"是 {_code(before.strip(' ')[0])}", right + " "
    elif line.kind != "heading" and not _SOUND.fullmatch(words):
        wrong = "标题缩进在列表里", "缩进的标题成了列表的一部分", right + " "
    else:
        yield from _marks(found, at)
        return
    certain = len(signs) > 1 or "＃" in signs or bool(gap) or split_number(words)[0] is not None or "{" in words
    tail = _mended_end(words)
    length = sign.end() - sign.start() if tail != words else sign.start(4)
    yield found.slip(at=at, column=0, length=length, code="T013", what=wrong[0], why=wrong[1] + "，标题成了普通段落",
        mend=f"改成 {right} 加一个半角空格{escaped}",
                     text=(wrong[2] + (tail if tail != words else "")) if certain else None)  # fmt: skip


def _mended_end(words: str) -> str:
    """The words of a heading with its mark as it must be, where that is certain."""
    marks = list(_MARKLIKE.finditer(words.translate(_NARROW)))
    if not marks or words[marks[-1].end() :].strip(f" {_BLANKS}"):
        return words
    whole = _mark(found[0] for found in marks)
    bare = words[: marks[0].start()]
    return f"{bare.rstrip()} {whole}" if whole and _together(marks, words) else words


def _together(marks: "list[re.Match[str]]", words: str) -> bool:
    """Whether nothing but blanks stands between and after the marks."""
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    return all(not words[mark.end() : end].strip(f" {_BLANKS}") for mark, end in zip(marks, ends, strict=True))


def _mark(parts: "Iterator[str]") -> str:
    """`{…}` of several marks; '' where one of them cannot be read."""
    from typing import get_args

    from site_builder.records.vocabulary import Role, States

    out = []
    for part in parts:
        for pair in part.strip("{}｛｝ \u3000").replace("＝", "=").replace("＃", "#").replace("\u3000", " ").split():
            item = re.fullmatch(r"#?[pPｐＰ]0*([\d０-９]+)", pair)
            name, _, value = pair.partition("=")
            known = get_args(Role) if name == "role" else get_args(States) if name == "states" else ()
            if item:
                out.append(f"#p{int(item[1])}")
            elif name == "origin" and value:
                out.append(pair)
            elif known and (meant := meant_choice(value, known, {})):
                out.append(f"{name}={meant}")
            else:
                return ""
    return "{" + " ".join(out) + "}" if out else ""


def _marks(found: _Lines, at: int) -> Iterator[Slip]:
    """Marks that are not where or not how they must be."""
    line = found.lines[at]
    text = line.text
    folded = text.translate(_NARROW)
    if not re.search(r"#[ \u3000]*[pP]|(?:role|states|origin)[ \u3000]*=", folded):
        return
    masked = _ESCAPED_MARK.sub(lambda escaped: "\0" * len(escaped[0]), folded)
    marks = list(_MARKLIKE.finditer(masked))
    heading = line.kind == "heading" or text.lstrip(" ").startswith("#")
    ends = bool(marks) and heading and not text[marks[-1].end() :].strip() and (marks[-1][0][0] in " 　")
    braced = [mark for mark in marks if mark[0][0] in "{｛" or mark[0][-1] in "}｝" or (ends and mark is marks[-1])]
    sound = folded == text and len(marks) == 1 and _SOUND.fullmatch(marks[0][0] + text[marks[0].end() :])
    if not braced or (
        heading and (sound or (len(marks) == 1 and text.endswith(folded[marks[0].start() :]) and _SOUND.search(text)))
    ):
        return
    first = braced[0]
    if not heading:
        level = found.section_level if "#" not in first[0] and "＃" not in first[0] else found.item_level
        tail = _mended_end(text)
        at_end = not text[braced[-1].end() :].strip(f" {_BLANKS}")
        fixed = "#" * level + " " + tail.lstrip(f" -{_BLANKS}") if at_end and _SOUND.search(tail) else None
        what = "标题前面少了 #" if at_end else f"“{first[0]}”不在标题末尾"
        why = f"“{first[0].strip()}”只在标题末尾有用，在这里会原样公开"
        mend = f"在行首加上 {'#' * level} 和一个空格" if at_end else "删去它，或移到标题末尾；确是正文的，前面写一个 \\"
        yield found.slip(
            at=at, column=first.start(), length=len(first[0]), code="T012", what=what, why=why, mend=mend
        )._replace(fix=_whole(line, fixed) if fixed else NO_FIX)
        return
    mended = _mended_end(text)
    why = "标题末尾的标记是一对半角的大括号，后面什么也没有，例如 {#p1} 或 {#p1 role=problems}"
    yield found.slip(at=at, column=first.start(), length=len(first[0]), code="T012", what="标题的标记写法不对", why=why,
                     mend=f"改成 {mended[mended.rfind('{') :]}" if mended != text else "移到标题末尾，写成一个 {…}"
                     )._replace(fix=_whole(line, mended) if mended != text else NO_FIX)  # fmt: skip


def _whole(line: _Line, text: str) -> Fix:
    """The smallest edit that makes another line of this one."""
    old = line.text
    start = next((n for n, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
    end = 0
    while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
        end += 1
    edit = Edit(line=line.number, column=start + 1, length=len(old) - start - end, text=text[start : len(text) - end])
    return Fix(edits=(edit,))


# -- lists, tables, lines that run together


def _list(found: _Lines, at: int, dash: re.Match[str]) -> Iterator[Slip]:
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
        elif not gap or gap.strip(" ") or odd_before:
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


def _delimiter(found: _Lines, at: int) -> bool:
    return (
        at > 0
        and found.lines[at - 1].kind == "row"
        and re.fullmatch(r"\|(?: *:?-+:? *\|)+ *", found.lines[at].text) is not None
    )


def _table(found: _Lines, at: int) -> Iterator[Slip]:
    text = found.lines[at].text
    following = found.lines[at + 1].text if at + 1 < len(found.lines) else ""
    if at and (found.lines[at - 1].kind == "row" or _delimiter(found, at - 1)):
        what = "表格的一行不是以半角的 | 开头"
        yield found.slip(
            at=at,
            column=0,
            length=1,
            code="T018",
            what=what,
            why="上一行是表格，这一行成了段落",
            mend="行首改成半角的 |",
            text="|" if text[0] == "｜" else None,
        )
    elif at and re.fullmatch(r"\|(?: *:?-+:? *\|)+ *", text) and "|" in (above := found.lines[at - 1].text):
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
        sound = re.fullmatch(r"\|(?: *:?-+:? *\|)+ *", fixed) is not None
        yield found.slip(at=at + 1, column=0, length=len(following), code="T018", what="表头下面的一行不对，表格成了段落", why=why,
            mend="例如 | --- | --- |",
                         text=fixed if sound and fixed != following else None)  # fmt: skip
        if text[0] != "|":
            yield found.slip(
                at=at,
                column=0,
                length=1,
                code="T018",
                what="表格的一行不是以半角的 | 开头",
                why="",
                mend="行首改成半角的 |",
                text="|" if text[0] == "｜" else None,
            )
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


def _joined(found: _Lines, at: int) -> Iterator[Slip]:
    """A line that is read as part of the one above, which had come to its end; and an item of a list without its -."""
    line = found.lines[at]
    text = line.text.strip(f" {_BLANKS}")
    if not text or at == 0:
        return
    above = found.lines[at - 1]
    ordinal = _ordinal(text)
    if ordinal and not line.text.startswith("- ") and (prev := found.near(at, -1)) is not None:
        item = prev.text.lstrip(" ")
        following = found.near(at, 1)
        ends = following is None or following.text.lstrip(" ").startswith(("#", "- "))
        if item.startswith("- ") and _ordinal(item[2:]) == ordinal - 1 and ends:
            indent = len(prev.text) - len(item)
            yield found.slip(at=at, column=0, length=len(line.text) - len(line.text.lstrip(f" {_BLANKS}")), code="T014", what="列表的一条少了 -",
                             why=f"上一条是“{text_start(item[2:])}”，这一条成了段落",
                             mend="在行首加上 - 和一个空格；另是一段的，在行首写一个 \\", text=" " * indent + "- ")  # fmt: skip
            return
        if ordinal == 1 and following is not None and following.text.startswith("- 二是"):
            yield found.slip(at=at, column=0, length=0, code="T014", what="列表的一条少了 -",
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


def _nested(found: _Lines, at: int) -> Slip | None:
    """An item that counts on from one at the left, or to one, and stands a level lower."""
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
    from site_builder.records.numerals import chinese_number

    found = _ORDINAL.match(text)
    return chinese_number(found[1] or found[2]) if found else None


def text_start(text: str) -> str:
    return text[:12] + ("…" if len(text) > 12 else "")


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


T012 = manual_only(
    "T012",
    """
    标记不在标题末尾，或写法不对

    {#p1}、{role=problems} 只能写在标题的末尾，用一对半角的大括号，几样写在同一对里。写在别处会原样公开；
    标题丢了开头的 #，就成了普通段落，事项也就没有了。

    改法：
        #### 1. 关于……的问题 {#p1}
        ## 二、整改落实情况 {role=problems}
    """,
)
T013 = manual_only(
    "T013",
    """
    标题的 # 写法不对

    标题以一到六个半角的 # 开头，后面一个半角空格。少了空格、用了全角的 ＃ 或空格、缩进在列表里的，都成了普通段落。
    正文的段落确以 # 开头的，在前面写一个 \\，它不会显示。

    改法：check --fix 会改；或照提示改写这一行。
    """,
)
T014 = manual_only(
    "T014",
    """
    列表的 - 写法不对

    列表的每一条以半角的 - 和一个半角空格开头。全角的 －、少了空格的、用 • * 的，都成了普通段落。
    正文的段落确以 - 开头的，在前面写一个 \\。

    改法：check --fix 会改；或照提示改写这一行。
    """,
)
T015 = manual_only(
    "T015",
    """
    有 HTML 注释或标签

    正文里的每个字都会公开，注释也不例外；标签和 &nbsp; 之类会原样显示。

    改法：删去，只留文字。
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
T018 = manual_only(
    "T018",
    """
    表格不成表格

    表格每行以半角的 | 开头，表头下面一行是 | --- | --- |，中间不空行。差一点，整个表格就成了普通段落。
    正文的段落确以 | 开头的，在前面写一个 \\。

    改法：照提示改写。
    """,
)
