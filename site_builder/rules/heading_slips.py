"""T012, T013: lines meant as headings that are not parsed as such, and heading marks that are misplaced or malformed."""

import re
from collections.abc import Iterator

from site_builder.records.escapes import MARK_SIGN
from site_builder.records.findings import NO_FIX, Edit, Fix
from site_builder.records.meant import meant_choice
from site_builder.records.outline import mark_choices, split_number
from site_builder.records.slip import BLANKS
from site_builder.records.text_grammar import LAYOUT
from site_builder.rules.rule import Slip, manual_only
from site_builder.rules.slip_lines import BodyLine, BodyLines, text_start

_MARKLIKE = re.compile(
    r"\{?[ \u3000]{0,8}(?:#[ \u3000]{0,8}[pP][ \u3000]{0,8}\d+|(?:role|states|origin|measures)[ \u3000]{0,8}=)[^{}]*\}?"
)  # of a line translated by _NARROW
_ESCAPED_MARK = re.compile(r"\\" + MARK_SIGN + r"[^{}\\]*\}?")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # same length, so that offsets stay valid
_LIST_SIGN = re.compile(rf"[ {BLANKS}]*(?:-[ {BLANKS}]+)?")
_SOUND = re.compile(r"(?<!\\)\{[^{}]*\}[ \t]*$")


def heading_slips(found: BodyLines, at: int, sign: re.Match[str]) -> Iterator[Slip]:
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
    elif gap[0] != " " or gap.lstrip(" ")[:1] == "\t":  # after one blank any other white space belongs to the heading
        wrong = "标题的 # 后面不是半角空格", f"是 {_code(gap.strip(' ')[0])}", right + " "
    elif before.strip(LAYOUT):
        wrong = "标题前面有特殊空格", f"是 {_code(before.strip(LAYOUT)[0])}", right + " "
    elif line.kind != "heading" and not (_SOUND.fullmatch(words) and not _in_a_list(found, at, before)):
        wrong = "标题缩进在列表里", "缩进的标题成了列表的一部分", right + " "
    else:
        yield from mark_slips(found, at)
        return
    certain = len(signs) > 1 or "＃" in signs or bool(gap) or split_number(words)[0] is not None or "{" in words
    tail = mended_end(words)
    length = sign.end() - sign.start() if tail != words else sign.start(4)
    yield found.slip(at=at, column=0, length=length, code="T013", what=wrong[0], why=wrong[1] + "，标题成了普通段落",
        mend=f"改成 {right} 加一个半角空格{escaped}",
                     text=(wrong[2] + (tail if tail != words else "")) if certain else None)  # fmt: skip


def _in_a_list(found: BodyLines, at: int, before: str) -> bool:
    """Whether a heading of nothing but its mark stands in a list; outside of one, no block is made of it."""
    above = next((line.kind for line in reversed(found.lines[:at]) if line.kind), "")
    return found.lines[at].kind == "item" or (above == "item" and len(before.expandtabs(4)) > 1)


def mended_end(words: str) -> str:
    """The words of a heading with its mark corrected, where the intention is certain."""
    marks = list(_MARKLIKE.finditer(words.translate(_NARROW)))
    if not marks or words[marks[-1].end() :].strip(f" {BLANKS}"):
        return words
    whole = _mark(found[0] for found in marks)
    bare = words[: marks[0].start()].rstrip()
    return " ".join(filter(None, (bare, whole))) if whole and _together(marks, words) else words


def _together(marks: "list[re.Match[str]]", words: str) -> bool:
    """Whether there are only blanks between and after the marks."""
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    return all(not words[mark.end() : end].strip(f" {BLANKS}") for mark, end in zip(marks, ends, strict=True))


def _mark(parts: "Iterator[str]") -> str:
    """Several marks merged into one `{…}`; '' where one of them cannot be parsed."""
    out = []
    for part in parts:
        for pair in part.strip("{} \u3000").split():
            item = re.fullmatch(r"#?[pP]0{0,9}(\d+)", pair)
            name, _, value = pair.partition("=")
            known = mark_choices(name)
            if item:
                out.append(f"#p{int(item[1])}")
            elif name == "origin" and value:
                out.append(pair)
            elif known and (meant := meant_choice(value, known, {})):
                out.append(f"{name}={meant}")
            else:
                return ""
    return "{" + " ".join(out) + "}" if out else ""


def mark_slips(found: BodyLines, at: int) -> Iterator[Slip]:
    """Findings for misplaced or malformed marks in a line."""
    line = found.lines[at]
    text = line.text
    folded = text.translate(_NARROW)
    if not re.search(r"#[ \u3000]*[pP]|(?:role|states|origin|measures)[ \u3000]*=", folded):
        return
    masked = _ESCAPED_MARK.sub(lambda escaped: "\0" * len(escaped[0]), folded)
    marks = list(_MARKLIKE.finditer(masked))
    heading = line.kind == "heading" or text.lstrip(" ").startswith("#")
    ends = bool(marks) and heading and not text[marks[-1].end() :].strip() and marks[-1][0][0] in " 　"
    braced = [mark for mark in marks if mark[0][0] == "{" or mark[0][-1] == "}" or (ends and mark is marks[-1])]
    sound = folded == text and len(marks) == 1 and _SOUND.fullmatch(marks[0][0] + text[marks[0].end() :])
    if not braced or (
        heading and (sound or (len(marks) == 1 and text.endswith(folded[marks[0].start() :]) and _SOUND.search(text)))
    ):
        return
    first = braced[0]
    if not heading:
        level = found.item_level if any("#" in mark[0] for mark in braced) else found.section_level
        tail = mended_end(_LIST_SIGN.sub("", text, count=1))
        at_end = not text[braced[-1].end() :].strip(f" {BLANKS}")
        fixed = "#" * level + " " + tail if at_end and _SOUND.search(tail) else None
        what = "标题前面少了 #" if at_end else f"“{first[0]}”不在标题末尾"
        why = f"“{first[0].strip()}”只在标题末尾有用，在这里会原样公开"
        mend = f"在行首加上 {'#' * level} 和一个空格" if at_end else "删去它，或移到标题末尾；确是正文的，前面写一个 \\"
        yield found.slip(
            at=at, column=first.start(), length=len(first[0]), code="T012", what=what, why=why, mend=mend
        )._replace(fix=_whole(line, fixed) if fixed else NO_FIX)
        return
    mended = mended_end(text)
    why = "标题末尾的标记是一对半角的大括号，后面什么也没有，例如 {#p1} 或 {#p1 role=problems}"
    yield found.slip(at=at, column=first.start(), length=len(first[0]), code="T012", what="标题的标记写法不对", why=why,
                     mend=f"改成 {mended[mended.rfind('{') :]}" if mended != text else "移到标题末尾，写成一个 {…}"
                     )._replace(fix=_whole(line, mended) if mended != text else NO_FIX)  # fmt: skip


def _whole(line: BodyLine, text: str) -> Fix:
    """The smallest edit that changes this line to the given text."""
    old = line.text
    start = next((n for n, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
    end = 0
    while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
        end += 1
    edit = Edit(line=line.number, column=start + 1, length=len(old) - start - end, text=text[start : len(text) - end])
    return Fix(edits=(edit,))


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
