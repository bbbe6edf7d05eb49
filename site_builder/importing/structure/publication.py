"""When and where a text was published, from metadata lines around its title or after its end."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.dates import FoundDate, dates, day_of_two
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.evidence import NUMBER_ALONE
from site_builder.records.model import Source
from site_builder.records.partial_dates import PartialDate, Timestamp

_WRITTEN: Final = re.compile(
    r"(?:成文|生成|印发|制发|发文|签发|制作|形成|起草)\s*+(?:日\s*+期|时\s*+间)\s*+[】\]]?\s*+:?\s*+$"
)
_PUBLISHED: Final = re.compile(
    r"(?:(?:发布|公开|更新|公示|上传|发表|刊发|创建)\s*+|(?:(?<!\s)\s++)?)(?:日\s*+期|时\s*+间|于)\s*+[】\]]?\s*+:?\s*+$"
)
_OTHER_DAY: Final = re.compile(
    r"(?:今天|今日|现在)\S{0,4}$|(?:打印|打开|访问|查询|下载|浏览)\s*+(?:日期|时间|于)\s*+:?\s*+$|(?:生效|失效|废止|有效|截止|实施)\S{0,2}(?:日期|时间)\s*+:?\s*+$"
)
_SOURCE: Final = re.compile(
    r"(?:(?:信息|文章|稿件|新闻)?来源|稿源)\s*+[:】\]]\s*+(?P<name>[^\s|:【】\[\]()]{2,40}?)(?=作者|编辑|发布(?:时间|日期)|时间:|日期:|字号|字体|浏览|点击|阅读|[\s|【】\[\]()]|$)"
)
_PUBLISHER: Final = re.compile(
    r"(?:发布机构|发文机关|发文单位|发布单位|发布部门|公开主体)\s*+:\s*+(?P<name>[^\s|:【】\[\]()]{3,40})"
)
_NUMBER: Final = re.compile(r"(?:文\s*+号|发文字号)\s*+:\s*+(?P<number>[^\s|,。]{4,30})")
_SOURCE_ALONE: Final = re.compile(r"(?:(?:信息|文章|稿件|新闻)?来源|稿源)\s*+:?")
_SPOKEN: Final = re.compile(r"\s*+(?:上午|下午)?,?在[^。]{2,60}(?:会议|大会|常委会)")
_ANNOUNCED: Final = re.compile(r"\s*+(?:公告|发布|公开|公布|公示|刊登)")
_NEWSPAPER: Final = re.compile(r"(?:第\s*+|(?:(?<!\s)\s++)?)[A-Z]?\d{1,2}\s*+版|数字报|星期[一二三四五六日]$")
_SHORT_YEAR: Final = re.compile(r"(?P<label>(?:时间|日期)\s*+:\s*+)(?P<year>\d{2})-(?=\d{1,2}-\d{1,2}(?!\d))")
_CLOCK: Final = re.compile(r"(?:T|\s*+)(\d{1,2}:\d{2})")


@dataclass(frozen=True, slots=True)
class Publication:
    """Data of the publication, from the metadata lines.

    `issued`    the day on which the page or file was made (生成日期, 发文日期), which need not be that of the publication
    """

    published: Timestamp | None = None
    written: PartialDate | None = None
    source: Source | None = None
    number: str | None = None
    publisher: str | None = None
    issued: Timestamp | None = None


_ISSUED: Final = re.compile(r"(?:生成|发文|印发|制发)\s*+(?:日\s*+期|时\s*+间)\s*+[】\]]?\s*+:?\s*+$")


def publication(metadata: tuple[Line, ...]) -> Publication:
    """Parses metadata lines: dates of publication and of writing, source, and document number.

    A date's label is before it on the line, in the neighbouring cell, or on the line above. An unlabelled date counts as the
    date of publication where there is no labelled one.
    """
    published: tuple[int, Timestamp] | None = None
    written: PartialDate | None = None
    source: Source | None = None
    number: str | None = None
    publisher: str | None = None
    issued: Timestamp | None = None
    above = before_it = ""
    for line in metadata:
        text = _SHORT_YEAR.sub(r"\g<label>20\g<year>-", fold_cells(line))
        for place, found in enumerate(days := [each for each in dates(text) if each.as_date()]):
            before = text[days[place - 1].end if place else 0 : found.start] or above
            worth, made = _worth(before)
            if _SPOKEN.match(text, found.end):
                continue  # the day of a speech: ——2023年12月26日在…会议上
            if worth and _ANNOUNCED.match(text, found.end):
                worth = 3
            if worth == 1 and _NEWSPAPER.search(text):
                worth = 2
            iso = found.iso() or ""
            if made:
                issued = issued or (_stamp(text, found, iso) if _ISSUED.search(before) else None)
                written = written or PartialDate(iso)
            elif worth and (published is None or worth > published[0]):
                published = worth, _stamp(text, found, iso)
        if published is None and before_it and (told := day_of_two(before_it, text)):
            published = 1, Timestamp(told)
        before_it = text
        if source is None and (name := _SOURCE.search(text)):
            source = Source(name=_part(line, text, name, "name"))
        elif source is None and _SOURCE_ALONE.fullmatch(above.strip()) and ":" not in text and len(text) <= 40:
            source = Source(name=line.text.strip())
        if publisher is None and (made_by := _PUBLISHER.search(text)):
            publisher = _part(line, text, made_by, "name")
        if number is None and (numbered := _NUMBER.search(text)):
            number = _part(line, text, numbered, "number")
        elif number is None and NUMBER_ALONE.fullmatch(text.strip()):
            number = line.text.strip()
        above = text if len(text) <= 12 else ""
    return Publication(
        published=published[1] if published else None,
        written=written,
        source=source,
        number=number,
        publisher=publisher,
        issued=issued,
    )


def fold_cells(line: Line) -> str:
    """The folded text of a line; in a table row the label is one cell and the value the next."""
    if not line.cells:
        return line.folded
    return line.folded.replace(":\t", "\t").replace("\t", ":")


def _part(line: Line, text: str, found: re.Match[str], name: str) -> str:
    """The verbatim words of a match, where offsets in the folded text are valid for the line."""
    kept = line.text if len(text) == len(line.text) else text
    return kept[found.start(name) : found.end(name)]


def _worth(before: str) -> tuple[int, bool]:
    """The score of a label for the date of publication (0: none), and whether it labels the date of the text instead."""
    before = before.rstrip()
    if _OTHER_DAY.search(before):
        return 0, False
    if _WRITTEN.search(before):
        return 0, True
    if found := _PUBLISHED.search(before):
        return (3 if found.group()[:1] in "发公刊上" else 2), False
    return 1, False


def _stamp(text: str, found: FoundDate, iso: str) -> Timestamp:
    clock = _CLOCK.match(text, found.end)
    return Timestamp(f"{iso} {clock[1].zfill(5)}" if clock else iso)
