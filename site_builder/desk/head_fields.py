"""The fields of a notice's head as the desk shows them: readable values, with the words of the text that support them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.desk.opened import hash_words
from site_builder.records.model import Contacts, Inspection, Signed, Stated, Window
from site_builder.records.notice import Notice
from site_builder.records.quotes import comparable
from site_builder.records.vocabulary import KINDS, UNSTATED, WINDOW_KINDS

# What a text counts itself: the key, what it counts, and the measure word.
COUNTED = (
    ("problems", "问题", "个"),
    ("categories", "方面", "个"),
    ("measures", "措施", "条"),
    ("documents", "制度文件", "份"),
    ("not-started", "尚未整改", "项"),
    ("ongoing", "正在整改", "项"),
    ("partial", "基本完成", "项"),
    ("done", "已完成整改", "项"),
    ("closed", "已销号", "项"),
)


class HeadField(NamedTuple):
    """A field to review. `value`: as stored in the file; `words`: the supporting words of the text, '' where unknown, and `line`: the
    whole line that they are from, '' for the first that has them; `key`: a hash of the claim, so that a judgement does not outlive
    a change of it."""

    name: str
    label: str
    shown: str
    value: str
    words: str = ""
    note: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    line: str = ""

    @property
    def key(self) -> str:
        return hash_words("head", self.name, self.value, *(said for pair in self.fields for said in pair))


def head_fields(notice: Notice, organs: Mapping[str, str] | None = None) -> Iterator[HeadField]:
    """The fields that an editor has to review before a notice is published, in the order of the head."""
    head = notice.head
    opening = "\n".join(block.text for block in notice.outline.blocks[:3])
    yield HeadField("title", "标题", head.title or UNSTATED, head.title or "", head.title or "")
    yield HeadField("kind", "种类", KINDS[head.kind], head.kind)
    named = (organs or {}).get(head.organ or "", head.organ)
    yield HeadField("organ", "发布单位", named or UNSTATED, head.organ or "")
    yield _published(notice)
    yield _window(notice)
    if head.inspection:
        yield _inspection(head.inspection, opening)
    if head.contacts:
        yield _contacts(head.contacts)
    if head.signed:
        yield _signed(head.signed)
    if head.stated:
        yield _stated(head.stated)
    if head.document_number:
        yield HeadField("document_number", "发文字号", head.document_number, head.document_number, head.document_number)


def _inspection(inspection: Inspection | str, opening: str) -> HeadField:
    """Takes   inspection: its fields, or its id in the register; opening: the first blocks of the text"""
    if isinstance(inspection, str):
        return HeadField("inspection", "巡察", inspection, inspection)
    pairs = (
        ("级别", inspection.level),
        ("轮次", inspection.round),
        ("组别", "、".join(inspection.teams)),
        ("种类", inspection.type),
        ("主题", inspection.topic),
        ("名称", inspection.title),
        ("开始", _day(inspection.started or "")),
        ("结束", _day(inspection.ended or "")),
        ("反馈", _day(inspection.feedback or "")),
        ("原话", inspection.quote),
    )
    fields = tuple((label, said) for label, said in pairs if said and said != UNSTATED)
    known = (inspection.round, inspection.level, *inspection.teams)
    words = next((each for each in known if each and each in opening), "")
    return HeadField("inspection", "巡察", inspection.round or inspection.type or "见下", "", words, fields=fields)


def _contacts(contacts: Contacts) -> HeadField:
    every = [*contacts.phones, *contacts.emails, *contacts.addresses, *contacts.postcodes]
    pairs = (
        ("电话", "、".join(contacts.phones)),
        ("邮箱", "、".join(contacts.emails)),
        ("地址", "、".join(contacts.addresses)),
        ("邮编", "、".join(contacts.postcodes)),
    )
    fields = tuple((label, said) for label, said in pairs if said)
    return HeadField("contacts", "联系方式", "、".join(every[:1]), "", "".join(every[:1]), fields=fields)


def _signed(signed: Signed) -> HeadField:
    by, day = "、".join(signed.by), str(signed.date or "")
    pairs = (("单位", by), ("日期", _day(day) if day else ""), ("原话", signed.quote or ""))
    fields = tuple(pair for pair in pairs if pair[1])
    return HeadField("signed", "落款", by or _day(day), "", signed.by[0] if signed.by else "", fields=fields)


def _stated(stated: Stated) -> HeadField:
    counted = [(label, measure, getattr(stated, name.replace("-", "_"))) for name, label, measure in COUNTED]
    fields = [(label, f"{number} {measure}") for label, measure, number in counted if number is not None]
    quotes = [each for each in (stated.quote, *stated.quotes) if each]
    totals = "、".join(f"{number} {measure}{label}" for label, measure, number in counted if number is not None)
    fields += [("另一句", words) for words in quotes[1:]]
    return HeadField("stated", "原文所说的总数", totals or "见引语", "", "".join(quotes[:1]), fields=tuple(fields))


def _window(notice: Notice) -> HeadField:
    window = notice.head.window
    if isinstance(window, Window):
        fields = (
            ("种类", WINDOW_KINDS[window.kind]),
            ("第一天", _day(str(window.opens))),
            ("最后一天", _day(str(window.closes))),
        )
        shown = f"{_day(str(window.opens))}至{_day(str(window.closes))}"
        return HeadField("window", "公开期限", shown, "", window.quote or "", fields=fields)
    if window is None:
        return HeadField("window", "公开期限", "还没有填", "", note="原文像是断在半截，须由您填写")
    return HeadField("window", "公开期限", "不适用" if window == "none" else UNSTATED, window)


def said_date(day: str) -> str:
    """A date in Chinese, at its own precision: 2026-12-31 → 2026年12月31日.

    >>> said_date("2026-12"), said_date("2026-01-05 17:44")
    ('2026年12月', '2026年1月5日 17:44')
    """
    date, _, time = day.partition(" ")
    said = "".join(
        f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False) if part.isdigit()
    )
    return f"{said} {time}".strip() or day


def _day(day: str) -> str:
    return said_date(day) if day else UNSTATED


def spellings(day: str) -> tuple[str, ...]:
    """How texts write a date that a record has as 2026-11-13."""
    date = day.partition(" ")[0]
    return (date, said_date(date), date.replace("-", "/"), date.replace("-", ".")) if date else ()


def _published(notice: Notice) -> HeadField:
    """The day of publication, with the line that gives it: the shortest that names it, which is a line of its own before a sentence.
    The words of the window name a day of the window, and are not quoted for it."""
    day = str(notice.head.published or "")
    window = notice.head.window
    quoted = comparable(window.quote or "") if isinstance(window, Window) else ""
    lines = sorted((block.text for block in notice.outline.blocks), key=len)
    named = ((words, line) for words in spellings(day) for line in lines if words in line)
    line = next((line for words, line in named if comparable(words) not in quoted or not _within(quoted, line)), "")
    words = next((words for words in spellings(day) if words in line), "")
    return HeadField("published", "公开日期", _day(day), day, words, line=line)


def _within(quoted: str, line: str) -> bool:
    return bool(quoted) and quoted in comparable(line)
