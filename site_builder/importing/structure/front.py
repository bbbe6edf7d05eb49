# ruff: noqa: E501  lists of words
"""The beginning of a document: scores all candidates for the title; lines before the title are page chrome or metadata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.dates import dates, day_of_two
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Aside, Line
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.structure.choice import Choice, Weighed
from site_builder.importing.structure.evidence import chrome_of, dated, is_meta, named_organ, prose

_KIND: Final = r"通报|通告|公报|公告|公示|报告|函|公开|公布|方案|总结|安排|计划|要点|情况|公开如下|通知|进展|台账|清单|结果|意见|成效|说明|公示表|情况表|(?:分解|责任|措施|对账|任务|问题|进度|推进)表|一览表|一览|汇总表|统计表|明细表"
KIND_END: Final = re.compile(rf"(?:{_KIND})\s*+(?:\([^()]{{1,16}}\))?$")
_SUBJECT: Final = re.compile(r"整改|销号|边督边改|信访|转办|交办|办理|处理|总结|安排|立行立改|监督意见")
_INSPECTED: Final = re.compile(r"巡[察视]|审计|督察|督查|检查|反馈|监督")
_COLUMN: Final = re.compile(
    r"(?:政府|政务|党务|财政)?信息公开$|(?:政务|党务|村务|财务|院务|校务)公开$|^(?:通知|公示|审计|政务|党务|重要|最新|法定|招聘|整改|巡[察视])*(?:公告|公示|公开|通知|动态|整改)(?:栏|栏目|专栏)?$|网$|平台$|门户网站$"
)
_LABELLED: Final = re.compile(
    r"(?:标\s*+题|名\s*+称|题\s*+名|主\s*+题|信息名称|文件名称|文章标题)\s*+:\s*(?P<title>.+)$"
)
_LABEL_CELL: Final = re.compile(r"标\s*+题|题\s*+名|(?:信息|文件|公文)?名\s*+称|(?:信息|文件)标题")
_PIECES: Final = re.compile(r"(?:(?<!\s)\s+)?(?:->|→|»|›|>{1,3}|\||_|\s[-–—]\s|\s·\s)\s*+")
# A title with a date on the same line: 甲关于…的通报 2022-05-30.
_DATED: Final = re.compile(
    r"(?P<title>[^\s\d][^。:：]{8,110}?)\s*+[\[(（【]?\s*+\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?[^。]{0,30}$"
)
# A column's name or an arrow left before the title by a list of articles: 【巡察整改】甲关于…, >甲关于….
_TAG: Final = re.compile(
    r"^\s*+(?:[>＞»›·•]+\s*+(?=\S{10})|[【\[〔](?=[^】\]〕]{2,10}[】\]〕]\s*+\S{10})[^】\]〕]{2,10}[】\]〕]\s*+)+"
)
_DECORATED: Final = " ★☆◆◇●■▲※【】[]"
_BARE_KIND: Final = re.compile(rf"[^,。;:]{{2,8}}(?:{_KIND})")
_LABEL_ALONE: Final = re.compile(
    r"(?:发布|发文|成文|公开|生成|印发|更新)?(?:日期|时间)|(?:信息)?来源|发布机构|发布单位|索引号|文号|作者"
)
# A date with weekday is the publication's only after the title; above it, it is the page's current date.
_DAY_ALONE: Final = re.compile(
    r"\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?\s*+(?:星期|周)[一二三四五六日天]"
)
_OPENING: Final = re.compile(r"(?:根据|按照|现将|现就|为|近日|近期|日前|20\d{2}年)")
_PLACE: Final = re.compile(
    r"(?:中共)?(?!关于|[\u4e00-\u9fff]{0,2}[届年全各我本该])[\u4e00-\u9fff]{2,4}[省市县区州旗](?!党)"
)
_SITE: Final = re.compile(r"网站$|网$|平台$|门户$|客户端$")
_BEGINS: Final = re.compile(
    r"中共|中国共产党|关于|(?![\u4e00-\u9fff]{0,2}[届年全各我本该])[\u4e00-\u9fff]{2,4}[省市县区州旗](?!党)[^,。;]{2,30}(?:关于|整改|巡[察视]|审计|督察|信访|问题)|.{2,24}[局院校会厅委组](?:关于)"
)
# Words that cannot begin a title: such a line continues the one above.
_GOES_ON: Final = re.compile(
    r"(?:\(第.{1,6}[批期号]\)|情况|的|工作|进展|落实|及|和|与|问题|整改情况|公告|公示|通报|报告|方案|结果)"
)
# 关于…反馈意见 / 整改进展情况的通报: the first line ends with a kind of document that the second deals with.
_ITS_OBJECT: Final = ("意见", "建议", "要求", "报告", "方案", "结果", "清单")
_DEALT_WITH: Final = re.compile(r"整改|落实|办理|处理|采纳")
_PAGE: Final = re.compile(r"(?<!\d)\d{1,3}\s*+$")
_LEADER: Final = re.compile(r"(?:[.·…]{3}|…|\t|\s{3})$")
_REACH: Final = 60  # lines that are searched for the title
_WORTH: Final = 3.5  # the least score of a title


@dataclass(frozen=True, slots=True)
class Front:
    """The title, and where the body begins.

    `at`        indexes of the title's lines; empty where it comes from a label, a cell or a breadcrumb
    `metadata`  lines about the publication, before and after the title
    `aside`     lines of page chrome
    """

    title: str | None
    at: tuple[int, ...]
    metadata: tuple[Line, ...]
    aside: tuple[Aside, ...]
    start: int
    choice: Choice


def without_contents(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Aside, ...]]:
    """The lines without a table of contents: 目录 and the headings after it that recur in the text."""
    listed = _contents(lines)
    kept = tuple(line for index, line in enumerate(lines) if index not in listed)
    return kept, tuple(Aside(lines[index].number, lines[index].text, "目录") for index in sorted(listed))


def _contents(lines: tuple[Line, ...]) -> set[int]:
    run: list[int] = []
    last = {squeeze(line.text): index for index, line in enumerate(lines)}  # where words stand for the last time
    for index, line in enumerate(lines[: 4 * _REACH]):
        words = squeeze(line.text)
        if re.fullmatch(r"目录|目次", words) and not run:
            run.append(index)
        elif (len(line.text) <= 120 and _paged(line.text)) or (run and index == run[-1] + 1 and last[words] > index):
            run = [*run, index] if not run or index == run[-1] + 1 else [index]
        elif len(run) >= 3:
            break
        else:
            run = []
    return set(run) if len(run) >= 3 else set()


def _paged(text: str) -> bool:
    """Whether a line is an entry of a table of contents: a heading, dots or a gap, and a page number."""
    page = _PAGE.search(text)
    before = text[: page.start()] if page else ""
    gap = _LEADER.search(before) or _LEADER.search(before.rstrip())
    return bool(gap) and bool(before.strip(" \u3000.·…\t"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    at: tuple[int, ...]
    weight: Weighed


def read_front(lines: tuple[Line, ...], hint: str | None, organs: frozenset[str] = frozenset()) -> Front:
    """Finds the title and splits off the front of a document.

    Takes   hint    the title in the file's metadata; used where no line is a title
            organs  names of organs that sign or occur elsewhere, squeezed
    """
    limit = _certain_body(lines)
    found = list(_candidates(lines, limit, hint, organs))
    found.sort(key=lambda each: (-each.weight.score, not each.at, each.at[:1]))
    best = found[0] if found and found[0].weight.score >= _WORTH else None
    if best and not best.at:  # the same words also stand on lines of their own
        best = next((each for each in found if each.at and squeeze(each.text) == squeeze(best.text)), best)
    if best and not best.at:  # a labelled title (信息名称:关于…); the title's own line is preferred
        longer = (
            each
            for each in found
            if each.at and each.weight.score >= _WORTH and squeeze(each.text).endswith(squeeze(best.text))
        )
        best = next((each for each in longer if len(squeeze(each.text)) <= len(squeeze(best.text)) + 24), best)
    if best is None:
        return _untitled(lines, limit, hint)
    other = next(
        (each for each in found[1:] if squeeze(each.text) != squeeze(best.text) and not set(each.at) & set(best.at)),
        None,
    )
    first = min(best.at, default=0)
    choice = Choice(
        what="标题", line=lines[first].number if best.at else 0, chosen=best.text, because=best.weight.because, instead=other.text if other else "",
        margin=best.weight.score - other.weight.score if other else 99.0,
    )  # fmt: skip
    return _front(lines, limit, best, choice)


def _certain_body(lines: tuple[Line, ...]) -> int:
    """The first line certain to be body: a number that starts a series, with no title after it."""
    for index, line in enumerate(lines[:_REACH]):
        found = marker(line.folded)
        if found and not line.cells and line.level != 1 and found.value <= 2 and found.rank is not Rank.CASE:
            return index
    return min(len(lines), _REACH)


def _candidates(lines: tuple[Line, ...], limit: int, hint: str | None, organs: frozenset[str]) -> Iterator[_Candidate]:
    """All candidates for the title, with their scores."""
    weighed = partial(_weighed, squeezed=[squeeze(line.text) for line in lines[:limit]], hint=hint, organs=organs)
    passed = 0.0
    for index in range(limit):
        line = lines[index]
        if line.cells:
            for label, value in pairwise(line.cells):
                if value and _LABEL_CELL.fullmatch(fold(label).strip(": ")):
                    yield weighed(text=value, at=(), passed=passed, bonus=1.0, why="表格里写作名称")
            continue
        if labelled := _LABELLED.match(line.folded):
            text = line.text[labelled.start("title") :].strip()
            yield weighed(text=text, at=(), passed=passed, bonus=1.0, why="标明是标题")
            continue
        for piece in _pieces(line):
            yield weighed(text=piece, at=(), passed=passed, bonus=-1.0, why="在导航或网页名里")
        if chrome_of(line) or is_meta(line):
            continue
        for taken in range(1, 5):
            if index + taken > limit or (taken > 1 and not _continues(lines[index : index + taken])):
                break
            text = "".join(_TAG.sub("", each.text).strip(_DECORATED) for each in lines[index : index + taken])
            bonus = 2.0 if line.level == 1 else 0.0
            yield weighed(
                text=text,
                at=tuple(range(index, index + taken)),
                passed=passed,
                bonus=bonus - 0.4 * (taken - 1),
                why="标作一级标题" if line.level == 1 else "占几行",
                whole=_GOES_ON.match(squeeze(lines[index + taken - 1].text)) is not None if taken > 1 else False,
            )
        passed += 1.5 if prose(line) else 0.0


_IN_BRACKETS: Final = re.compile(r"《(?P<title>[^《》]+)》")
_LINKS: Final = re.compile(r"[^\s|｜丨]{2,8}(?:[\s|｜丨]+[^\s|｜丨]{2,8}){2,}")  # 就医指南　科室导航　公共卫生


def _continues(lines: tuple[Line, ...]) -> bool:
    """Whether the last of some lines may continue a title: the first names an organ or breaks off, and none is complete."""
    *before, last = lines
    if any(_LINKS.fullmatch(line.text.strip()) for line in lines):
        return False
    if (
        last.cells
        or is_meta(last)
        or chrome_of(last)
        or prose(last)
        or named_organ(last.text)
        or last.folded.rstrip().endswith("。")
    ):
        return False
    first = squeeze(before[0].text)
    begins = _BEGINS.match(squeeze(_TAG.sub("", last.text).strip(_DECORATED)))
    if begins and not (begins.group().startswith("关于") and named_organ(first)):
        return False  # the last line starts a title of its own
    above, words = squeeze(before[-1].text), squeeze(last.text)
    dealt_with = _DEALT_WITH.match(words) and KIND_END.search(words) and above.endswith(_ITS_OBJECT)
    if KIND_END.search(above) and not dealt_with and not _GOES_ON.match(words):
        return False
    return 3 <= len(first) <= 60 and not re.search(r"[。;:,|]", first)


def _pieces(line: Line) -> list[str]:
    """The parts of a breadcrumb or a page name between separators."""
    if len(line.text) > 240 or "。" in line.text:
        return []
    if dated := _DATED.match(line.text):
        return [dated["title"].strip()]
    parts = [part.strip() for part in _PIECES.split(line.text) if part.strip()]
    return [re.sub(r"^.{0,12}(?:位置|所在)\s*+[:：]\s*+", "", part) for part in parts] if len(parts) > 1 else []


def _weighed(
    text: str,
    at: tuple[int, ...],
    squeezed: list[str],
    hint: str | None,
    organs: frozenset[str],
    passed: float,
    bonus: float,
    why: str,
    whole: bool = False,
) -> _Candidate:
    """A candidate with its score and reasons."""
    text = _TAG.sub("", text.strip())
    text = named["title"] if (named := _IN_BRACKETS.fullmatch(text)) else text
    words, weight = squeeze(text), Weighed()
    weight.add(bonus, why)
    weight.add(1.5 if whole else 0.0, "末行不能另起一个标题")
    if len(at) > 1:
        first = squeezed[at[0]]
        if (
            named_organ(first)
            and organs
            and not first.startswith("中共")
            and not any(first in name or name in first for name in organs)
        ):
            weight.add(-3.2, "首行单位与落款不同")
        weight.add(
            0.0 if named_organ(first) or re.search(r"关于|党组|党委|委员会", first) else -1.0, "首行不像标题的开头"
        )
        weight.add(
            1.6 if _PLACE.match(first) and not named_organ(first) and not _SITE.search(first) else 0.0, "以地名开头"
        )
    weight.add(-passed, "前面已有成段的文字")
    weight.add(3.0 if KIND_END.search(words) else 0.0, "以文种结尾")
    weight.add(2.0 if _SUBJECT.search(words) else 0.0, "写明整改、销号、办理等事由")
    weight.add(1.0 if _INSPECTED.search(words) else 0.0, "写明巡察、审计、督察等来由")
    weight.add(1.0 if "关于" in words else 0.0, "有“关于”")
    organ = _organ_before(words)
    weight.add(1.5 if organ else 0.0, "以单位名称开头")
    weight.add(1.0 if any(name in words for name in organs) else 0.0, "单位与落款或正文相同")
    weight.add(1.0 if 12 <= len(words) <= 70 else 0.0, "长短合适")
    again = sum(words in other for index, other in enumerate(squeezed) if index not in at and len(words) >= 10)
    weight.add(1.0 if again else 0.0, "在别处又出现")
    weight.add(3.0 if hint and words and words in squeeze(hint) and len(words) >= 10 else 0.0, "与文件自带的标题一致")
    if len(words) < 12 and not (len(words) >= 6 and _BARE_KIND.fullmatch(words)):
        weight.add(-2.0, "太短")
    elif len(words) < 8:
        weight.add(-1.0, "太短")
    weight.add(-3.0 if len(words) > 110 else 0.0, "太长")
    weight.add(-4.0 if _COLUMN.search(words) and not re.search(r"关于|情况", words) else 0.0, "像栏目名或站名")
    weight.add(-5.0 if re.search(r"[。;!]|:$|^\d(?!\d{3}年)|^\(", words) else 0.0, "像正文")
    weight.add(-2.0 if ":" in words else 0.0, "有冒号")
    weight.add(-3.0 if re.search(r"首页|当前位置|->|>|_|\|", words) else 0.0, "像导航")
    weight.add(-3.0 if re.match(r"今天|\d{4}[-年/.]\d{1,2}[-月/.]\d{0,2}日?.{0,14}$", words) else 0.0, "像日期")
    weight.add(-2.0 if named_organ(text) else 0.0, "只是单位名称")
    return _Candidate(text.strip(), at, weight)


def _organ_before(words: str) -> str | None:
    """The organ at the start of a title."""
    found = re.match(
        r"(?!关于|落实|贯彻)(?P<organ>[^,。;:“”《》]{3,46}?)(?:关于|落实|贯彻|对|就|\d{4}年|巡[察视]|整改|问题|向社会|突出)",
        words,
    )
    return found["organ"] if found and named_organ(found["organ"]) else None


def _untitled(lines: tuple[Line, ...], limit: int, hint: str | None) -> Front:
    """The front of a document without a title line; the title in the file's metadata is used if it is a complete one."""
    words = squeeze(hint or "")
    believed = (
        hint
        if hint and KIND_END.search(words) and re.search(r"关于|巡[察视]|整改", words) and len(words) >= 10
        else None
    )
    chosen = believed.strip() if believed else None
    choice = Choice("标题", 0, chosen or "", ("取自文件自带的标题",) if chosen else ("没有一行像标题",))
    metadata, aside, start = _behind(lines, 0, limit, frozenset())
    return Front(title=chosen, at=(), metadata=tuple(metadata), aside=tuple(aside), start=start, choice=choice)


def _front(lines: tuple[Line, ...], limit: int, best: _Candidate, choice: Choice) -> Front:
    """The front around the chosen title."""
    wanted = squeeze(best.text)
    metadata: list[Line] = []
    aside: list[Aside] = []
    first, last = (best.at[0], best.at[-1] + 1) if best.at else (0, 0)
    for index, line in enumerate(lines[:first]):
        if (
            is_meta(line)
            or _half_of_day(lines, index)
            or (index and _labels_day(lines[index - 1], line))
            or (index + 1 < first and _labels_day(line, lines[index + 1]))
        ):
            metadata.append(line)
        else:
            why = "重复的标题" if squeeze(line.text) == wanted else chrome_of(line) or "标题之前的页面文字"
            aside.append(Aside(line.number, line.text, why))
    if best.at and squeeze("".join(lines[index].text for index in best.at)) != wanted:
        aside += [Aside(lines[index].number, lines[index].text, "标题行，标题已取用") for index in best.at]
    more, page, start = _behind(lines, last, max(limit, last), frozenset((wanted,)))
    return Front(
        title=best.text, at=best.at, metadata=(*metadata, *more), aside=(*aside, *page), start=start, choice=choice
    )


def _labels_day(label: Line, line: Line) -> bool:
    """Whether a line is the label of a day on the next one: 发布日期 / 2022-10-28."""
    return _LABEL_ALONE.fullmatch(label.folded.strip(": ")) is not None and bool(dates(line.folded))


def _half_of_day(lines: tuple[Line, ...], index: int) -> bool:
    """Whether a line is half of a day that a page sets on two lines: 2020年9月 / 30."""
    here = lines[index].folded
    if len(here) > 40 or lines[index].cells:
        return False
    beside = [(lines[index - 1].folded, here)] if index else []
    beside += [(here, lines[index + 1].folded)] if index + 1 < len(lines) else []
    return any(day_of_two(first, second) for first, second in beside)


def _behind(
    lines: tuple[Line, ...], start: int, limit: int, title: frozenset[str]
) -> tuple[list[Line], list[Aside], int]:
    """Metadata and page chrome after the title, and the start of the body: after the last of them that precedes any prose."""
    stop = start
    for index in range(start, min(limit, start + 30)):
        line = lines[index]
        if (
            prose(line)
            or (_OPENING.match(line.folded) and not is_meta(line) and len(line.text) > 24)
            or (index - stop > 5)
        ):
            break
        if (
            is_meta(line)
            or dated(line)
            or _half_of_day(lines, index)
            or chrome_of(line)
            or squeeze(line.text) in title
            or _LABELLED.match(line.folded)
            or _DAY_ALONE.fullmatch(line.folded.strip())
            or (index and _labels_day(lines[index - 1], line))
        ):
            stop = index + 1
    metadata: list[Line] = []
    aside: list[Aside] = []
    for line in lines[start:stop]:
        why = "重复的标题" if squeeze(line.text) in title else None if is_meta(line) or dated(line) else chrome_of(line)
        if why:
            aside.append(Aside(line.number, line.text, why))
        else:
            metadata.append(line)
    return metadata, aside, stop
