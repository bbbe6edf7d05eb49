"""Tables of the open data: names, types, meanings and getters of every column, from which each export is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from msgspec.structs import replace

from site_builder.data.cohort_rows import CohortRow, cohort_rows
from site_builder.records.cited_documents import ACTS
from site_builder.records.model import Inspection
from site_builder.records.partial_dates import PartialDate
from site_builder.records.register_model import Organ
from site_builder.records.vocabulary import BASES, KINDS, MARKS, STATES, STATUSES, WINDOW_KINDS
from site_builder.unit.cards import Brief, Card, ItemCard
from site_builder.views.derive import deciding

Cell = str | int | float | None
ColumnType = Literal["TEXT", "INTEGER", "REAL"]
DUE_STATES = {"coming": "未到期", "lapsed": MARKS["lapsed"], "overdue": MARKS["overdue"], "answered": "此后已有公开"}
CHANGES = {"published": "首次公开", "entry": "进展记录", "correction": "更正", "redaction": "删除"}
YES_NO = {"0": "否", "1": "是"}
JSON_TYPES: dict[ColumnType, str] = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


class Column(NamedTuple):
    """A column.

    get     gives the cell of a row
    values  the codes that a cell may hold, with their Chinese names
    many    whether it may hold several of them, parted by spaces
    """

    name: str
    type: ColumnType
    chinese: str
    english: str
    get: Callable[..., Cell]
    values: Mapping[Any, str] = {}
    many: bool = False


def _whole(card: Brief) -> Card:
    """The card itself, for a book whose notices are cards already."""
    assert isinstance(card, Card)
    return card


class Book(NamedTuple):
    """All that is exported: public notices, and the organs and inspections they name. `opened` reads a notice's card."""

    organs: Mapping[str, Organ]
    inspections: Mapping[str, Inspection]
    cards: Sequence[Brief]
    opened: Callable[[Brief], Card] = _whole
    year: int = 0  # of the day of the build

    def whole(self) -> Iterator[Card]:
        """The card of every notice, of which one at a time is in memory."""
        return (replace(self.opened(card), follows=card.follows) for card in self.cards)

    def of(self, card: Brief) -> "Book":
        """A book of one notice, whose card is read once for all tables."""
        return Book({}, {}, (replace(self.opened(card), follows=card.follows),))


RowParts = tuple[Any, ...]  # what a row's getters are called with


class Table(NamedTuple):
    """A table.

    key         the columns that identify a row
    references  (columns, table): the values of these columns are keys of that table
    """

    name: str
    chinese: str
    english: str
    columns: tuple[Column, ...]
    parts: Callable[[Book], Iterator[RowParts]]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str], ...] = ()

    def rows(self, book: Book) -> Iterator[list[Cell]]:
        getters = [column.get for column in self.columns]
        return ([get(*parts) for get in getters] for parts in self.parts(book))


def book_of(
    organs: Mapping[str, Organ],
    inspections: Mapping[str, Inspection],
    cards: Iterable[Brief],
    opened: Callable[[Brief], Card] = _whole,
) -> Book:
    """What is exported. An organ or inspection is published with the first public notice that names it, not before.

    Takes   organs, inspections: of the registers, by id
            notices: public ones, in the order of the lines
            opened: reads a notice's card
    """
    shown = list(cards)
    known = {card.slug for card in shown}
    rounds = {card.inspection for card in shown}
    named = _named(organs, shown)
    return Book(
        {key: organ for key, organ in organs.items() if key in named},
        {key: record for key, record in inspections.items() if key in rounds},
        [card if card.follows in known or not card.follows else replace(card, follows=None) for card in shown],
        opened,
    )


def _named(organs: Mapping[str, Organ], cards: Iterable[Brief]) -> set[str]:
    """Ids of the organs of notices, and of those that took over from them."""
    named: set[str] = set()
    waiting = [card.organ for card in cards if card.organ]
    while waiting:
        key = waiting.pop()
        if key in organs and key not in named:
            named.add(key)
            waiting += [following] if (following := organs[key].successor) else []
    return named


# -- what rows are made of


def _organs(book: Book) -> Iterator[RowParts]:
    yield from book.organs.items()


def _inspections(book: Book) -> Iterator[RowParts]:
    yield from book.inspections.items()


def _notices(book: Book) -> Iterator[RowParts]:
    return ((card,) for card in book.whole())


def _items(book: Book) -> Iterator[RowParts]:
    return ((card, item) for card in book.whole() for item in card.items)


def _of_items(field: str) -> Callable[[Book], Iterator[RowParts]]:
    """Rows (card, item, number from 1, value) of a field of items."""

    def parts(book: Book) -> Iterator[RowParts]:
        for card, item in _items(book):
            for number, value in enumerate(getattr(item, field), 1):
                yield card, item, number, value

    return parts


def _of_notices(field: str) -> Callable[[Book], Iterator[RowParts]]:
    """Rows (card, number from 1, value) of a field of notices."""

    def parts(book: Book) -> Iterator[RowParts]:
        return ((card, number, value) for card in book.whole() for number, value in enumerate(getattr(card, field), 1))

    return parts


def _latest(text: str | None) -> str | None:
    return str(PartialDate(text[:10]).latest) if text else None


def last_due(item: ItemCard) -> str | None:
    """The due date of an item that comes last, as written.

    Source  docs/content-format.md: a year or month is read at its latest
    """
    return max((due.by for due in item.due), key=lambda by: PartialDate(by).latest, default=None)


def _basis(item: ItemCard) -> str | None:
    entry = deciding(item.entries)
    return entry.basis if entry else None


def _words(item: ItemCard) -> str | None:
    entry = deciding(item.entries)
    return entry.quote if entry else None


def _status_getter(place: int) -> Callable[[CohortRow], int]:
    return lambda row: row.statuses[place]


# -- the tables

ORGANS: tuple[Column, ...] = (
    Column("id", "TEXT", "单位编号", "id of the organ", lambda k, o: k),
    Column("name", "TEXT", "名称", "present name", lambda k, o: o.name),
    Column("kind", "TEXT", "类别", "kind of organ, as registered", lambda k, o: o.kind),
    Column("region", "TEXT", "地区", "region", lambda k, o: o.region),
    Column("homepage", "TEXT", "网站", "home page", lambda k, o: o.homepage),
    Column("successor", "TEXT", "职责承接单位", "id of the organ that took over", lambda k, o: o.successor),
)

INSPECTIONS: tuple[Column, ...] = (
    Column("id", "TEXT", "巡察编号", "id of the inspection", lambda k, r: k),
    Column("level", "TEXT", "层级", "level", lambda k, r: r.level),
    Column("round", "TEXT", "轮次", "round", lambda k, r: r.round),
    Column("type", "TEXT", "类型", "type", lambda k, r: r.type),
    Column("topic", "TEXT", "主题", "topic", lambda k, r: r.topic),
    Column("started", "TEXT", "开始", "year, month or day of its start", lambda k, r: r.started and str(r.started)),
    Column("ended", "TEXT", "结束", "year, month or day of its end", lambda k, r: r.ended and str(r.ended)),
    Column("feedback", "TEXT", "反馈", "year, month or day of feedback", lambda k, r: r.feedback and str(r.feedback)),
)

NOTICES: tuple[Column, ...] = (
    Column("id", "TEXT", "通报编号", "id of the notice, part of its URL", lambda c: c.slug),
    Column("url", "TEXT", "网址", "rooted path of the notice's page", lambda c: c.url),
    Column(name="kind", type="TEXT", chinese="种类", english="kind of document", get=lambda c: c.kind, values=KINDS),
    Column("title", "TEXT", "标题", "title", lambda c: c.title),
    Column(
        name="title_stated",
        type="INTEGER",
        chinese="标题是否原有",
        english="0 = made by the site",
        get=lambda c: int(c.title_stated),
        values=YES_NO,
    ),
    Column("organ", "TEXT", "单位编号", "id of the organ", lambda c: c.organ),
    Column("organ_name", "TEXT", "单位名称", "name the organ bore then", lambda c: c.organ_name),
    Column("published", "TEXT", "公开日期", "day of publication, with its time if stated", lambda c: c.published),
    Column(
        name="window_kind",
        type="TEXT",
        chinese="期限种类",
        english="kind of window",
        get=lambda c: c.window.kind,
        values=WINDOW_KINDS,
    ),
    Column("window_opens", "TEXT", "期限开始", "first day of the window", lambda c: c.window.opens),
    Column("window_closes", "TEXT", "期限届满", "last day of the window", lambda c: c.window.closes),
    Column("inspection", "TEXT", "巡察编号", "id of the shared inspection", lambda c: c.inspection),
    Column("follows", "TEXT", "承接的通报", "id of the notice that this one continues", lambda c: c.follows),
    Column("items", "INTEGER", "事项数", "number of items", lambda c: len(c.items)),
    Column("stated_items", "INTEGER", "原文所述项数", "number the text itself gives", lambda c: c.stated_problems),
    Column("characters", "INTEGER", "字数", "characters of the text", lambda c: c.characters),
    Column("text_sha256", "TEXT", "全文校验值", "SHA-256 of the text in UTF-8", lambda c: c.text_sha256),
    Column("updated", "TEXT", "最近变化", "day of the last change of substance", lambda c: c.updated),
)

PROBLEMS: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, i: c.slug),
    Column("id", "TEXT", "事项编号", "id of the item within its notice", lambda c, i: i.id),
    Column("url", "TEXT", "网址", "rooted path of the item's page", lambda c, i: i.url),
    Column("number", "TEXT", "序号", "number as printed", lambda c, i: i.number),
    Column("title", "TEXT", "标题", "heading of the item", lambda c, i: i.title),
    Column(
        name="states",
        type="TEXT",
        chinese="标题所述",
        english="what the heading says",
        get=lambda c, i: i.states,
        values=STATES,
    ),
    Column("origin", "TEXT", "来源", "where it is not the inspection's", lambda c, i: i.origin),
    Column("category", "TEXT", "类别", "heading above the item", lambda c, i: i.category),
    Column("organ", "TEXT", "单位编号", "id of the organ", lambda c, i: c.organ),
    Column("organ_name", "TEXT", "单位名称", "name the organ bore then", lambda c, i: c.organ_name),
    Column("published", "TEXT", "公开日期", "day of publication of the notice", lambda c, i: c.published),
    Column(name="status", type="TEXT", chinese="状态", english="status", get=lambda c, i: i.status, values=STATUSES),
    Column("status_label", "TEXT", "状态名称", "status in Chinese", lambda c, i: STATUSES[i.status]),
    Column(
        name="continuing",
        type="INTEGER",
        chinese="长期坚持",
        english="1 = to be kept up for good",
        get=lambda c, i: int(i.continuing),
        values=YES_NO,
    ),
    Column("as_of", "TEXT", "状态日期", "day of the words of the status", lambda c, i: i.as_of),
    Column(
        name="basis",
        type="TEXT",
        chinese="状态依据",
        english="what the status rests on",
        get=lambda c, i: _basis(i),
        values=BASES,
    ),
    Column("quote", "TEXT", "状态原话", "the words of the status", lambda c, i: _words(i)),
    Column(
        name="marks",
        type="TEXT",
        chinese="标记",
        english="marks of the day of the build, by spaces",
        get=lambda c, i: " ".join(i.marks),
        values=MARKS,
        many=True,
    ),
    Column("due", "TEXT", "最晚时限", "latest due date that counts, as written", lambda c, i: last_due(i)),
    Column("responsible", "TEXT", "责任单位", "responsible units", lambda c, i: "、".join(i.responsible)),
    Column("measures", "INTEGER", "措施数", "number of measures", lambda c, i: i.measures),
    Column("entries", "INTEGER", "进展记录数", "number of ledger entries", lambda c, i: len(i.entries)),
    Column("closed_on", "TEXT", "销号日期", "year, month or day of closing", lambda c, i: i.closed_on),
    Column("text_sha256", "TEXT", "文字校验值", "SHA-256 of the item's text", lambda c, i: i.text_sha256),
)

_ITEM = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, i, n, x: c.slug),
    Column("item", "TEXT", "事项编号", "id of the item", lambda c, i, n, x: i.id),
)

ENTRIES: tuple[Column, ...] = (
    *_ITEM,
    Column("id", "TEXT", "记录编号", "id of the entry, an anchor of the item's page", lambda c, i, n, e: e.id),
    Column("position", "INTEGER", "次序", "position, oldest first", lambda c, i, n, e: n),
    Column("as_of", "TEXT", "文字日期", "day of the words", lambda c, i, n, e: e.as_of),
    Column("latest", "TEXT", "文字最晚一天", "last day the date can mean", lambda c, i, n, e: _latest(e.as_of)),
    Column("happened", "TEXT", "发生日期", "day of the event", lambda c, i, n, e: e.happened),
    Column(
        name="status",
        type="TEXT",
        chinese="状态",
        english="status; null = a log line",
        get=lambda c, i, n, e: e.status,
        values=STATUSES,
    ),
    Column("about", "TEXT", "针对", "part of the item; null = the whole", lambda c, i, n, e: e.about),
    Column(
        name="basis",
        type="TEXT",
        chinese="依据",
        english="what it rests on",
        get=lambda c, i, n, e: e.basis,
        values=BASES,
    ),
    Column("quote", "TEXT", "原文", "the words", lambda c, i, n, e: e.quote),
)

DUES: tuple[Column, ...] = (
    *_ITEM,
    Column("position", "INTEGER", "次序", "position within the item", lambda c, i, n, d: n),
    Column("by", "TEXT", "时限", "year, month or day as written", lambda c, i, n, d: d.by),
    Column("latest", "TEXT", "时限最晚一天", "last day the words can mean", lambda c, i, n, d: _latest(d.by)),
    Column("about", "TEXT", "针对", "part of the item; null = the whole", lambda c, i, n, d: d.about),
    Column(
        name="state",
        type="TEXT",
        chinese="情形",
        english="where it stood on the day of the build",
        get=lambda c, i, n, d: d.state,
        values=DUE_STATES,
    ),
    Column("moved", "INTEGER", "变更次数", "how often it was moved", lambda c, i, n, d: d.sequence),
    Column("quote", "TEXT", "原文", "the words", lambda c, i, n, d: d.quote),
)

MARKED: tuple[Column, ...] = (
    *_ITEM,
    Column(
        name="mark",
        type="TEXT",
        chinese="标记",
        english="mark of the day of the build",
        get=lambda c, i, n, m: m,
        values=MARKS,
    ),
)

RESPONSIBLE: tuple[Column, ...] = (
    *_ITEM,
    Column("unit", "TEXT", "责任单位", "responsible unit, in the words of the text", lambda c, i, n, u: u),
)

TARGETS: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, n, t: c.slug),
    Column("id", "TEXT", "指标编号", "id of the target", lambda c, n, t: t.id),
    Column("url", "TEXT", "网址", "rooted path of the target's page", lambda c, n, t: t.url),
    Column("item", "TEXT", "事项编号", "id of the item", lambda c, n, t: t.item),
    Column("metric", "TEXT", "指标", "what is measured", lambda c, n, t: t.metric),
    Column("comparator", "TEXT", "比较", "comparator; null = a bare number", lambda c, n, t: t.comparator),
    Column("value", "TEXT", "数值", "value as written", lambda c, n, t: t.value),
    Column("unit", "TEXT", "计量单位", "unit of measure", lambda c, n, t: t.unit),
    Column("period", "TEXT", "期间", "period", lambda c, n, t: t.period),
    Column("quote", "TEXT", "原文", "the words", lambda c, n, t: t.quote),
)

DOCUMENTS: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, n, d: c.slug),
    Column("position", "INTEGER", "次序", "position in the text", lambda c, n, d: n),
    Column("item", "TEXT", "事项编号", "id of the item; null = outside the items", lambda c, n, d: d.item),
    Column("name", "TEXT", "文件名称", "name of the paper", lambda c, n, d: d.name),
    Column(
        name="act",
        type="TEXT",
        chinese="动作",
        english="what the text says was done to it",
        get=lambda c, n, d: d.act,
        values=ACTS,
    ),
    Column("sentence", "TEXT", "原句", "the sentence that names it", lambda c, n, d: d.sentence),
)

FILES: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, n, f: c.slug),
    Column("name", "TEXT", "文件", "file name", lambda c, n, f: f.name),
    Column("title", "TEXT", "标题", "title", lambda c, n, f: f.title),
    Column("url", "TEXT", "网址", "rooted path of the file", lambda c, n, f: quote(f.url, "/%")),
    Column("size", "INTEGER", "字节数", "size in bytes", lambda c, n, f: f.size),
    Column("sha256", "TEXT", "校验值", "SHA-256", lambda c, n, f: f.sha256),
)

CHANGED: tuple[Column, ...] = (
    Column("notice", "TEXT", "通报编号", "id of the notice", lambda c, n, x: c.slug),
    Column("position", "INTEGER", "次序", "position, newest first", lambda c, n, x: n),
    Column("date", "TEXT", "日期", "day of the change", lambda c, n, x: x.date),
    Column(
        name="kind", type="TEXT", chinese="种类", english="kind of change", get=lambda c, n, x: x.kind, values=CHANGES
    ),
    Column("what", "TEXT", "变化", "what changed", lambda c, n, x: x.what),
    Column("url", "TEXT", "网址", "where it is told", lambda c, n, x: x.url),
)

COHORTS_COLUMNS: tuple[Column, ...] = (
    Column("cohort", "INTEGER", "巡察年份", "year of the inspection; null = not stated", lambda r: r.cohort),
    Column("through", "INTEGER", "统计到", "end of the year that the counts reach", lambda r: r.through),
    Column("years", "INTEGER", "巡察后第几年", "years since the inspection", lambda r: r.years),
    Column("notices", "INTEGER", "通报数", "notices published by then", lambda r: r.notices),
    Column("items", "INTEGER", "事项数", "items of these notices: the denominator", lambda r: r.items),
    *(
        Column(code.replace("-", "_"), "INTEGER", STATUSES[code], f"items that are {code}", _status_getter(place))
        for place, code in enumerate(STATUSES)
    ),
    Column("reported", "INTEGER", "写明完成的", "items whose words say that they are done", lambda r: r.reported),
    Column("verified", "INTEGER", "已验收销号的", "of those, items that another body closed", lambda r: r.verified),
)

_BY_ITEM = (("notice", "item"), "problems")
_BY_NOTICE = (("notice",), "notices")

TABLES: tuple[Table, ...] = (
    Table(
        name="organs",
        chinese="单位",
        english="organs that publish",
        columns=ORGANS,
        parts=_organs,
        key=("id",),
        references=((("successor",), "organs"),),
    ),
    Table(
        name="inspections",
        chinese="巡察督察",
        english="inspections several notices share",
        columns=INSPECTIONS,
        parts=_inspections,
        key=("id",),
    ),
    Table(
        name="notices",
        chinese="通报",
        english="published notices",
        columns=NOTICES,
        parts=_notices,
        key=("id",),
        references=((("organ",), "organs"), (("inspection",), "inspections"), (("follows",), "notices")),
    ),
    Table(
        name="problems",
        chinese="整改事项",
        english="items of notices",
        columns=PROBLEMS,
        parts=_items,
        key=("notice", "id"),
        references=(_BY_NOTICE,),
    ),
    Table(
        name="entries",
        chinese="进展记录",
        english="what was published about items",
        columns=ENTRIES,
        parts=_of_items("entries"),
        key=("notice", "item", "id"),
        references=(_BY_ITEM,),
    ),
    Table(
        name="due",
        chinese="时限",
        english="due dates that count",
        columns=DUES,
        parts=_of_items("due"),
        key=("notice", "item", "position"),
        references=(_BY_ITEM,),
    ),
    Table(
        name="marks",
        chinese="标记",
        english="marks of items",
        columns=MARKED,
        parts=_of_items("marks"),
        key=("notice", "item", "mark"),
        references=(_BY_ITEM,),
    ),
    Table(
        name="responsible",
        chinese="责任单位",
        english="responsible units of items",
        columns=RESPONSIBLE,
        parts=_of_items("responsible"),
        key=("notice", "item", "unit"),
        references=(_BY_ITEM,),
    ),
    Table(
        name="targets",
        chinese="指标",
        english="numeric aims",
        columns=TARGETS,
        parts=_of_notices("targets"),
        key=("notice", "id"),
        references=(_BY_NOTICE, _BY_ITEM),
    ),
    Table(
        name="documents",
        chinese="制度文件",
        english="papers the texts name",
        columns=DOCUMENTS,
        parts=_of_notices("documents"),
        key=("notice", "position"),
        references=(_BY_NOTICE, _BY_ITEM),
    ),
    Table(
        name="files",
        chinese="附件",
        english="attachments and reports",
        columns=FILES,
        parts=_of_notices("files"),
        key=("notice", "name"),
        references=(_BY_NOTICE,),
    ),
    Table(
        name="changes",
        chinese="变化",
        english="what changed, and when",
        columns=CHANGED,
        parts=_of_notices("changes"),
        key=("notice", "position"),
        references=(_BY_NOTICE,),
    ),
)

ITEMS: Table = next(table for table in TABLES if table.name == "problems")

# Not by notice, so not in the database: its rows are sums over all of them.
COHORTS = Table(
    name="cohorts",
    chinese="按巡察年份统计",
    english="items by year of inspection and years since",
    columns=COHORTS_COLUMNS,
    parts=lambda book: ((row,) for row in cohort_rows(book.cards, book.year)),
    key=(),
)
DESCRIBED: tuple[Table, ...] = (*TABLES, COHORTS)
