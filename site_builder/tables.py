"""Columns of the open data: one table of names, types, meanings and getters, from which every export is written."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from site_builder.cards import Card, ItemCard
from site_builder.model import PartialDate
from site_builder.vocabulary import KINDS, STATUSES

Cell = str | int | float | None
ColumnType = Literal["TEXT", "INTEGER", "REAL"]


class Column(NamedTuple):
    """`get` takes the card and, in tables of items, the item."""

    name: str
    type: ColumnType
    chinese: str
    english: str
    get: Callable[..., Cell]


NOTICES: tuple[Column, ...] = (
    Column("id", "TEXT", "通报编号", "id of the notice, part of its URL", lambda c: c.slug),
    Column("url", "TEXT", "网址", "rooted path of the notice's page", lambda c: c.url),
    Column("kind", "TEXT", "种类", "kind of document: " + ", ".join(KINDS), lambda c: c.kind),
    Column("title", "TEXT", "标题", "title", lambda c: c.title),
    Column("title_stated", "INTEGER", "标题是否原有", "0 where the site made the title", lambda c: int(c.title_stated)),
    Column("organ", "TEXT", "单位编号", "id of the organ, null = not stated", lambda c: c.organ),
    Column("organ_name", "TEXT", "单位名称", "name the organ bore then", lambda c: c.organ_name),
    Column("published", "TEXT", "公开日期", "day of publication, null = not stated", lambda c: c.published),
    Column("window_kind", "TEXT", "期限种类", "publication or objection", lambda c: c.window.kind),
    Column("window_opens", "TEXT", "期限开始", "first day of the window", lambda c: c.window.opens),
    Column("window_closes", "TEXT", "期限届满", "last day of the window", lambda c: c.window.closes),
    Column("inspection", "TEXT", "巡察编号", "id of the shared inspection", lambda c: c.inspection),
    Column("follows", "TEXT", "承接的通报", "id of the notice that this one continues", lambda c: c.follows),
    Column("items", "INTEGER", "事项数", "number of items", lambda c: len(c.items)),
    Column("characters", "INTEGER", "字数", "characters of the text", lambda c: c.characters),
    Column("text_sha256", "TEXT", "全文校验值", "SHA-256 of the text in UTF-8", lambda c: c.text_sha256),
    Column("updated", "TEXT", "最近变化", "day of the last change of substance", lambda c: c.updated),
)


def _due(item: ItemCard) -> str | None:
    return max((due.by for due in item.due), default=None)


PROBLEMS: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, i: c.slug),
    Column("id", "TEXT", "事项编号", "id of the item within its notice", lambda c, i: i.id),
    Column("url", "TEXT", "网址", "rooted path of the item's page", lambda c, i: i.url),
    Column("number", "TEXT", "序号", "number as printed", lambda c, i: i.number),
    Column("title", "TEXT", "标题", "heading of the item", lambda c, i: i.title),
    Column("states", "TEXT", "标题所述", "what the heading says: problem, demand, measure", lambda c, i: i.states),
    Column("origin", "TEXT", "来源", "where it is not the inspection's", lambda c, i: i.origin),
    Column("category", "TEXT", "类别", "heading above the item", lambda c, i: i.category),
    Column("organ", "TEXT", "单位编号", "id of the organ", lambda c, i: c.organ),
    Column("organ_name", "TEXT", "单位名称", "name the organ bore then", lambda c, i: c.organ_name),
    Column("published", "TEXT", "公开日期", "day of publication of the notice", lambda c, i: c.published),
    Column("status", "TEXT", "状态", "status: " + ", ".join(STATUSES), lambda c, i: i.status),
    Column("status_label", "TEXT", "状态名称", "status in Chinese", lambda c, i: STATUSES[i.status]),
    Column("continuing", "INTEGER", "长期坚持", "1 = to be kept up for good", lambda c, i: int(i.continuing)),
    Column("as_of", "TEXT", "状态日期", "day of the words of the status", lambda c, i: i.as_of),
    Column("marks", "TEXT", "标记", "marks on the day of the build, by spaces", lambda c, i: " ".join(i.marks)),
    Column("due", "TEXT", "最晚时限", "latest due date that counts", lambda c, i: _due(i)),
    Column("responsible", "TEXT", "责任单位", "responsible units", lambda c, i: "、".join(i.responsible)),
    Column("measures", "INTEGER", "措施数", "number of measures", lambda c, i: i.measures),
    Column("entries", "INTEGER", "进展记录数", "number of ledger entries", lambda c, i: len(i.entries)),
    Column("closed_on", "TEXT", "销号日期", "day of closing", lambda c, i: i.closed_on),
    Column("text_sha256", "TEXT", "文字校验值", "SHA-256 of the item's text", lambda c, i: i.text_sha256),
)

DUES: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, i, d: c.slug),
    Column("item", "TEXT", "事项编号", "id of the item", lambda c, i, d: i.id),
    Column("by", "TEXT", "时限", "year, month or day", lambda c, i, d: d.by),
    Column("latest", "TEXT", "最晚一天", "last day the words can mean", lambda c, i, d: _latest(d.by)),
    Column("about", "TEXT", "针对", "part of the item, null = the whole", lambda c, i, d: d.about),
    Column("state", "TEXT", "情形", "coming, lapsed, overdue or answered", lambda c, i, d: d.state),
    Column("moved", "INTEGER", "变更次数", "how often it moved", lambda c, i, d: d.sequence),
    Column("quote", "TEXT", "原文", "the words", lambda c, i, d: d.quote),
)

ENTRIES: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, i, e: c.slug),
    Column("item", "TEXT", "事项编号", "id of the item", lambda c, i, e: i.id),
    Column("id", "TEXT", "记录编号", "id of the entry", lambda c, i, e: e.id),
    Column("as_of", "TEXT", "文字日期", "day of the words", lambda c, i, e: e.as_of),
    Column("happened", "TEXT", "发生日期", "day of the event", lambda c, i, e: e.happened),
    Column("status", "TEXT", "状态", "status, null = a log line", lambda c, i, e: e.status),
    Column("about", "TEXT", "针对", "part of the item", lambda c, i, e: e.about),
    Column("basis", "TEXT", "依据", "notice, report or editor", lambda c, i, e: e.basis),
    Column("quote", "TEXT", "原文", "the words", lambda c, i, e: e.quote),
)

TARGETS: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, t: c.slug),
    Column("id", "TEXT", "指标编号", "id of the target", lambda c, t: t.id),
    Column("url", "TEXT", "网址", "rooted path", lambda c, t: t.url),
    Column("item", "TEXT", "事项编号", "id of the item", lambda c, t: t.item),
    Column("metric", "TEXT", "指标", "what is measured", lambda c, t: t.metric),
    Column("comparator", "TEXT", "比较", "comparator, null = a bare number", lambda c, t: t.comparator),
    Column("value", "TEXT", "数值", "value", lambda c, t: t.value),
    Column("unit", "TEXT", "单位", "unit", lambda c, t: t.unit),
    Column("period", "TEXT", "期间", "period", lambda c, t: t.period),
    Column("quote", "TEXT", "原文", "the words", lambda c, t: t.quote),
)

ORGANS: tuple[Column, ...] = (
    Column("id", "TEXT", "单位编号", "id of the organ", lambda k, o: k),
    Column("name", "TEXT", "名称", "present name", lambda k, o: o.name),
    Column("kind", "TEXT", "类别", "kind", lambda k, o: o.kind),
    Column("successor", "TEXT", "职责承接单位", "id of the successor", lambda k, o: o.successor),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "organs": ORGANS,
    "notices": NOTICES,
    "problems": PROBLEMS,
    "entries": ENTRIES,
    "due": DUES,
    "targets": TARGETS,
}


def _latest(by: str) -> str:
    return str(PartialDate(by).latest)


def problem_rows(cards: Iterable[Card]) -> Iterator[list[Cell]]:
    for card in cards:
        for item in card.items:
            yield [column.get(card, item) for column in PROBLEMS]
