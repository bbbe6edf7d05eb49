"""The title of a document, where it has one: once, repeated, over two lines, or in its metadata."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Aside, Line
from site_builder.importing.lines.numbering import marker
from site_builder.records.vocabulary import Kind

_ENDING: Final = re.compile(
    r"(通报|公告|公示|报告|函|公开|公布|方案|总结|安排|计划|要点|情况|公开如下|通知|进展|台账|清单)\s*(\((全文|摘要|节选|[一二三四五六]|公开稿|社会公开稿|向社会公开稿)\))?$"
)
_ORGAN_START: Final = re.compile(
    r"^(中共|中国共产党)|(党组|党委|党总支|党支部|委员会|局|厅|院|校|公司|集团|中心|办公室)"
)
_META: Final = re.compile(
    r"[\[【(]?\s*(发布|发文|成文|公开|生成|印发|更新|制发|公示)?(日期|时间)\s*[:]|[\[【]?\s*(信息来源|来源|稿源|作者|发布机构|发文机关|索引号|信息索引号|信息索引|文号|发文字号"
    r"|主题分类|体裁分类|信息分类|分类|公开方式|公开形式|公开范围|发布单位|发布部门|发布人|供稿|名称|标题|有效性|主题词|浏览次数|点击数|字体|字号)\s*[:]"
    r"|[(【]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)】]\s*$|\d{4}[-年/]\d{1,2}[-月/]\d{1,2}日?(\s+\d{1,2}:\d{2})?\s*(来源|$)"
)
_LABELLED: Final = re.compile(r"^(标\s*题|名\s*称|信息名称|文件名称)\s*[:]\s*(?P<title>.+)$")
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("closure", re.compile(r"销号")),
    ("action-plan", re.compile(r"整改(工作|落实|实施)?方案|整改计划")),
    ("work-report", re.compile(r"工作(总结|报告)|(总结|回顾).{0,12}(安排|计划|打算|思路)|年度?工作(安排|计划|要点)")),
    ("follow-up", re.compile(r"(后续|持续|“?回头看”?).{0,8}整改.{0,10}(进展|情况)|整改.{0,6}(后续|再公开)")),
)


@dataclass(frozen=True, slots=True)
class Titled:
    """The title, the lines it stood on, repetitions of it, and the lines that are left."""

    title: str | None
    line: int
    lines: tuple[Line, ...]
    repeated: tuple[Aside, ...]


def is_metadata(line: Line) -> bool:
    """Whether a line tells about the publication (发布日期, 来源, 索引号) and is no part of the prose."""
    return len(line.text) <= 160 and "。" not in line.text and bool(_META.search(line.folded))


def kind_of(title: str | None, lines: tuple[Line, ...]) -> Kind:
    """The kind of a notice, by the words of its title, else of its headings."""
    words = squeeze(title or "")
    heads = squeeze("\n".join(line.text for line in lines if len(line.text) <= 60 and marker(line.folded)))
    rectified = re.compile(r"整改(进展|落实|完成|工作|任务)?(的)?(情况|进展)|整改.{0,6}(通报|公开|报告)")
    for text in (words, heads):
        for kind, pattern in _KINDS:
            if pattern.search(text) and not (kind == "work-report" and rectified.search(text)):
                return kind
        if rectified.search(text):
            return "rectification"
    return "rectification"


def take_title(lines: tuple[Line, ...], hint: str | None) -> Titled:
    """The title and the remaining lines.

    Takes   hint    what the file's own metadata calls the document; believed where no line is a title
    """
    top = _before_prose(lines)
    labelled = next((title for line in top if (title := _labelled(line))), None)
    for index, line in enumerate(top):
        taken = 1
        if not _is_title(line):
            if index + 1 >= len(top) or not _broken(line, top[index + 1]):
                continue
            taken = 2
        text = "".join(each.text for each in top[index : index + taken])
        return _taken(text, lines, set(range(index, index + taken)))
    if labelled is not None:
        return _taken(labelled, lines, set())
    # A page's own name is often that of its column (政务公开): only a whole title is believed.
    if hint and _ENDING.search(squeeze(hint)) and re.search(r"关于|巡[察视]|整改", hint) and len(squeeze(hint)) >= 10:
        return _taken(hint.strip(), lines, set())
    return Titled(None, 0, lines, ())


def _labelled(line: Line) -> str | None:
    """The title behind 标题: or in the cell beside it."""
    for label, value in pairwise(line.cells):
        if value and re.fullmatch(r"标\s*题|(?:信息|文件|公文)?名\s*称|(?:信息|文件)标题", fold(label).strip(": ")):
            return value
    found = _LABELLED.match(line.folded)
    return line.text[found.start("title") :].strip() if found else None


def _taken(title: str, lines: tuple[Line, ...], at: set[int]) -> Titled:
    """The lines without the title; lines that only say it again are set aside."""
    wanted = squeeze(title)
    repeated = {index for index, line in enumerate(lines[:30]) if index not in at and squeeze(line.text) == wanted}
    left = tuple(line for index, line in enumerate(lines) if index not in at and index not in repeated)
    asides = tuple(Aside(lines[index].number, lines[index].text, "重复的标题") for index in sorted(repeated))
    return Titled(title, min((lines[index].number for index in at), default=0), left, asides)


def _before_prose(lines: tuple[Line, ...]) -> list[Line]:
    """The first lines, up to the first paragraph or numbered heading."""
    top: list[Line] = []
    for line in lines[:25]:
        prose = "。" in line.text and len(line.text) > 30
        if prose or (marker(line.folded) is not None and line.level != 1):
            break
        top.append(line)
    return top


def _is_title(line: Line) -> bool:
    words = squeeze(line.text)
    return (
        8 <= len(words) <= 120
        and not line.cells
        and not is_metadata(line)
        and not words.endswith(("。", ":", ";"))
        and bool(_ENDING.search(words) or line.level == 1)
    )


def _broken(line: Line, following: Line) -> bool:
    """Whether two lines are one title: the first names an organ, the second ends like a title."""
    words, rest = squeeze(line.text), squeeze(following.text)
    joined = words + rest
    return (
        not is_metadata(line)
        and not is_metadata(following)
        and "。" not in joined
        and len(joined) <= 120
        and bool(_ORGAN_START.search(words))
        and bool(_ENDING.search(rest))
        and not _LABELLED.match(line.folded)
    )
