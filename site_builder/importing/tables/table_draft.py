"""The whole way from tables to a draft record: sheets → ledgers → title · head · blocks → suggestions.

What is no ledger is refused with what was seen in its stead, or kept as rows where the editor insists.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from site_builder.importing.draft import Draft
from site_builder.importing.lines.fold import fold, squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.damage import PLACEHOLDER, doubts_about
from site_builder.importing.structure.ending import signature
from site_builder.importing.structure.heads import inspection, organ_of, publication
from site_builder.importing.structure.refusal import BLANKS_OF_A_TEMPLATE
from site_builder.importing.structure.title import kind_of
from site_builder.importing.structure.window import window_of
from site_builder.importing.suggest.persons import persons_in
from site_builder.importing.suggest.totals import stated_totals
from site_builder.importing.tables.ledger_blocks import Written, write_ledgers
from site_builder.importing.tables.ledger_claims import suggest_of_table
from site_builder.importing.writer import text_file
from site_builder.records.findings import Finding
from site_builder.records.model import Head, PartialDate, Signed, Source
from site_builder.records.outline import read_outline
from site_builder.records.vocabulary import States
from site_builder.rules.personal import personal_data
from site_builder.sheets.columns import unit_of
from site_builder.sheets.grid import Grid
from site_builder.sheets.header import find_header
from site_builder.sheets.items import TableLedger, read_ledger_table, rows_in_words

_TITLE: Final = re.compile(
    r"(?:表|台账|台帐|清单|一览|汇总|情况|方案|通报|公示|公告|报告|任务书)\s*(?:[(（][^()（）]{1,16}[)）])?$"
)
_NOT_TITLE: Final = re.compile(r"^附件|^附表|^单位[:：]|^截[至止]|[:：]|^注")
_RECTIFIED: Final = re.compile(r"整改|销号|立行立改|巡[察视]|督察|审计|反馈意见|整治|问题清单")
_FILLED_BY: Final = re.compile(
    r"(?:填报|填表|报送|整改|被巡察|被巡视|被审计|责任)单位(?:[(（]?(?:盖章|公章|名称)[)）]?)?\s*[:：]\s*(?P<name>[\u4e00-\u9fff]{4,30})"
)
_UNIT_SAID: Final = re.compile(r"单位\s*[:：]\s*人?民?币?\s*(?:亿|千万|百万|万|千)?元")
_PRIVATE_SHEET: Final = re.compile("电话|手机|联系方式|身份证|银行卡|通讯录")
_UNTIL: Final = re.compile(r"截[至止]\s*\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|底)?")
_OTHER_DAY: Final = re.compile("截[至止]|填[报表]|制表|更新|统计")
_FORM_WIDTH, _FORM_HEIGHT = 8, 60  # of a form with its labels on the left: 整改任务 | …
_SHOWN: Final = 8  # names of columns in a reason


@dataclass(frozen=True)
class Tables:
    """Tables with the document they come from.

    `before`, `after`   lines of text around the table (of a document), in order
    """

    name: str
    grids: tuple[Grid, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    aside: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    url: str | None = None


@dataclass(slots=True)
class _Sorted:
    """Sheets by what they are."""

    ledgers: list[TableLedger] = field(default_factory=list)
    others: list[Grid] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TableDraft:
    """A draft, or why there should be none: `refused` says it with its evidence."""

    draft: Draft
    refused: str | None = None
    code: str = "not-a-notice"


def draft_of_tables(tables: Tables, identify: Callable[[str], str], own: Mapping[str, str] | None = None) -> TableDraft:
    """The draft record of a ledger that came as a table.

    Takes   identify    organ's name → its identifier
            own         words of columns that the site has taught (`sheet_columns`)
    """
    sorted_ = _sorted(tables.grids, own)
    title, metadata, after = _around(tables, sorted_.ledgers)
    written = write_ledgers(sorted_.ledgers, title)
    rest = _rest(sorted_, after, bool(written.items))
    blocks = (*_plain(metadata), *written.blocks, *rest)
    lines = tuple(Line(block.line, block.text, block.cells) for block in blocks)
    head, organ, doubts = _head(tables, title, metadata, after, lines)
    states = _usual(blocks)
    head = _with(head, states=states)
    findings: list[Finding] = []
    outline = read_outline(text_file(blocks, states), "notice.md", 1, states, findings)
    opening = "\n".join(line.text for line in metadata)
    head = _with(head, stated=stated_totals(outline.text, opening))
    numbers = dict(enumerate(block.line for block in blocks if block.text))
    suggested = suggest_of_table(outline, head, written.items, numbers, _unit(metadata))
    if organ is not None:
        head = _with(head, organ=identify(organ))
    everything = (
        *tables.doubts,
        *doubts,
        *sorted_.doubts,
        *_counted_totals(sorted_.ledgers),
        *doubts_about(lines),
        *_personal(lines),
        *suggested.doubts,
    )
    aside = (*tables.aside, *sorted_.aside, *written.aside)
    draft = Draft(
        head=head,
        blocks=blocks,
        outline=outline,
        suggested=suggested,
        organ_name=organ,
        doubts=everything,
        aside=aside,
        persons=persons_in(lines),
    )
    return TableDraft(draft, _refused(sorted_, written, title, lines))


def _sorted(grids: tuple[Grid, ...], own: Mapping[str, str] | None) -> _Sorted:
    """Ledgers, other tables, and what is hidden."""
    found = _Sorted()
    for grid in grids:
        where = f"工作表“{grid.name}”" if grid.name else "表格"
        if grid.hidden:
            filled = [row for row in range(len(grid.rows)) if grid.filled(row)]
            if filled:
                found.doubts.append(
                    Doubt(0, grid.name, f"{where}是隐藏的，{len(filled)} 行没有收入；要收入请取消隐藏再导入")
                )
                found.aside += _rows_aside(grid, f"隐藏的工作表“{grid.name}”，没有收入")
            continue
        found.doubts += _hidden_parts(grid, where)
        found.doubts += [
            Doubt(each.row + 1 if each.row else 0, each.text, f"{each.place} {each.why}".strip())
            for each in grid.unread
        ]
        found.doubts += _errors(grid)
        header = find_header(grid, own)
        if not (header and header.is_ledger) and grid.width <= _FORM_WIDTH and len(grid.rows) <= _FORM_HEIGHT:
            skip = next((row for row in range(len(grid.rows)) if grid.filled(row) > 1), 0)
            upright = grid.turn(skip)
            across = find_header(upright, own)
            if across and across.is_ledger:
                found.ledgers.append(
                    replace(read_ledger_table(upright, across), above=tuple(rows_in_words(grid, range(skip))))
                )
                continue
        if header is not None and header.is_ledger:
            ledger = read_ledger_table(grid, header)
            if ledger.items:
                found.ledgers.append(ledger)
                continue
            found.seen.append(f"{where}只有表头，没有填写")
        elif not any(grid.filled(row) for row in range(len(grid.rows))):
            continue
        else:
            names = [column.name for column in header.columns] if header else []
            told = f"第 {header.top + 1} 行的列名是{'、'.join(names[:_SHOWN])}" if header and names else "没有认出表头"
            found.seen.append(f"{where}{told}")
        found.others.append(grid)
    return found


def _hidden_parts(grid: Grid, where: str) -> list[Doubt]:
    rows = [row for row in sorted(grid.hidden_rows) if grid.filled(row)]
    columns = [
        c for c in sorted(grid.hidden_columns) if any(grid.own(r, c).text.strip() for r in range(len(grid.rows)))
    ]
    doubts = []
    if rows:
        named = "、".join(str(row + 1) for row in rows[:20]) + (" 等" if len(rows) > 20 else "")
        doubts.append(
            Doubt(
                0, f"第 {named} 行", f"{where}有 {len(rows)} 行是隐藏的（或被筛选掉），没有收入；要收入请取消隐藏再导入"
            )
        )
    if columns:
        named = "、".join(grid.place(0, column).rpartition("!")[2].rstrip("1") for column in columns[:20])
        doubts.append(Doubt(0, f"{named} 列", f"{where}有 {len(columns)} 列是隐藏的，没有收入；要收入请取消隐藏再导入"))
    return doubts


def _errors(grid: Grid) -> list[Doubt]:
    return [
        Doubt(grid.line(row), cell.text, f"{grid.place(row, column)} 是公式算错的值，照原样保留")
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if cell.kind == "error" and row not in grid.hidden_rows and column not in grid.hidden_columns
    ][:40]


def _rows_aside(grid: Grid, why: str) -> list[Aside]:
    rows = []
    for row in range(len(grid.rows)):
        words = "\t".join(" ".join(cell.text.split()) for cell in grid.rows[row] if cell.text.strip())
        if words:
            rows.append(Aside(grid.line(row), words, why))
    return rows


def _around(tables: Tables, ledgers: list[TableLedger]) -> tuple[str | None, tuple[Line, ...], tuple[Line, ...]]:
    """Title, the lines before the items, and those behind them."""
    above = [
        *tables.before,
        *(Line(each.grid.line(row), words) for each in ledgers for row, words in each.above),
    ]
    below = [Line(each.grid.line(row), words) for each in ledgers for row, words in each.below]
    totals = [_total(each, row, pairs) for each in ledgers for row, pairs in each.totals]
    at = _title_at(above, tables.title)
    title = visible(above[at].text) if at is not None else tables.title
    wanted = squeeze(title or "")
    rest = tuple(line for number, line in enumerate(above) if number != at and squeeze(line.text) != wanted)
    return title, rest, (*totals, *below, *tables.after)


def _total(ledger: TableLedger, row: int, pairs: tuple[tuple[str, str], ...]) -> Line:
    words = "；".join(f"{name}：{text}" if name else text for name, text in pairs)
    return Line(ledger.grid.line(row), words)


def _title_at(lines: list[Line], hint: str | None) -> int | None:
    """Where the title stands: the first line that is called a table, a ledger, a notice; else the first that is long."""
    likely = [
        number
        for number, line in enumerate(lines[:30])
        if not line.cells
        and 4 <= len(squeeze(line.text)) <= 120
        and not _NOT_TITLE.search(line.text.strip())
        and "。" not in line.text
    ]
    named = [number for number in likely if _TITLE.search(squeeze(lines[number].text))]
    if hint and (same := [number for number in likely if squeeze(lines[number].text) == squeeze(hint)]):
        return same[0]
    return named[0] if named else None


def _plain(lines: tuple[Line, ...]) -> tuple[DraftBlock, ...]:
    return tuple(
        DraftBlock("row", line.text, line.number, cells=line.cells)
        if line.cells
        else DraftBlock("paragraph", line.text, line.number)
        for line in lines
    )


def _rest(sorted_: _Sorted, after: tuple[Line, ...], items: bool) -> tuple[DraftBlock, ...]:
    """What follows the items: totals, notes, and tables that are no ledger as rows."""
    blocks: list[DraftBlock] = []
    rows: list[DraftBlock] = []
    for grid in sorted_.others:
        where = f"工作表“{grid.name}”" if grid.name else "表格"
        words = "\n".join(cell.text for row in grid.rows for cell in row)
        if _PRIVATE_SHEET.search(words + grid.name):
            sorted_.doubts.append(Doubt(0, grid.name, f"{where}不像台账，里面有电话等个人信息，没有收入"))
            sorted_.aside += _rows_aside(grid, f"{where}不像台账，里面有个人信息")
            continue
        sorted_.doubts.append(Doubt(0, grid.name, f"{where}不像台账，照原样收在正文末尾，请核对要不要"))
        if grid.name and items:
            rows.append(DraftBlock("heading", grid.name, grid.line(0), 2, role="other"))
        for row, cells in enumerate(grid.rows):
            words_ = tuple(
                " ".join(cell.text.split()) for column, cell in enumerate(cells) if column not in grid.hidden_columns
            )
            if any(words_) and row not in grid.hidden_rows:
                rows.append(DraftBlock("row", "\t".join(words_), grid.line(row), cells=words_))
    if items and (after or rows):
        blocks.append(DraftBlock("heading", "", after[0].number if after else 0, 2, role="other"))
    return (*blocks, *_plain(after), *rows)


def _head(
    tables: Tables, title: str | None, metadata: tuple[Line, ...], after: tuple[Line, ...], lines: tuple[Line, ...]
) -> tuple[Head, str | None, list[Doubt]]:
    stated = publication(_about_publication((*metadata, *after)))
    signed = signature(after)
    organ = _organ(title, _filled_by((*metadata, *after))) or organ_of(title, "", signed.by, stated.publisher)
    window, unclear = window_of((*metadata, *after), stated.published.day if stated.published else None)
    contacts, unclear_too = contacts_of(after)
    found, unclear_also = inspection(title, None)
    missing = (
        (title, "没有认出标题"),
        (stated.published, "原文没有发布日期"),
        (organ, "没有认出发布单位"),
    )
    doubts = [Doubt(0, "", why) for value, why in missing if value is None]
    if stated.published is None and (until := next((f for x in metadata if (f := _UNTIL.search(x.text))), None)):
        doubts.append(Doubt(0, until.group(), "表上只有截至日期，没有当作发布日期；请补填 published"))
    day = signed.date.iso() if signed.date else None
    source = stated.source
    if tables.url:
        source = Source(name=source.name if source else None, url=tables.url)
    head = Head(
        title=title,
        kind=kind_of(title, ()),
        organ=None,
        published=stated.published,
        window=window,
        inspection=found,
        source=source,
        contacts=contacts,
        signed=Signed(by=signed.by, date=PartialDate(day) if day else None) if signed.by or day else None,
        written=stated.written,
        document_number=stated.number,
        draft=True,
    )
    return head, organ, [*doubts, *unclear, *unclear_too, *unclear_also]


def _about_publication(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that may say when and where a table was published; as of which day it tells is something else."""
    parts = ((line, part) for line in lines for part in line.text.split("\u3000"))
    return tuple(Line(line.number, part) for line, part in parts if part and not _OTHER_DAY.search(part))


def _organ(title: str | None, filled: str | None) -> str | None:
    """Who filled the table in, where its title names the same; None where the title is to be believed."""
    return filled if filled and (title is None or squeeze(filled) in squeeze(title)) else None


def _filled_by(lines: tuple[Line, ...]) -> str | None:
    return next((found["name"] for line in lines if (found := _FILLED_BY.search(line.text))), None)


def _unit(lines: tuple[Line, ...]) -> str | None:
    """单位：万元 above a table."""
    return next((unit_of(found.group()) for line in lines if (found := _UNIT_SAID.search(line.text))), None)


def _usual(blocks: tuple[DraftBlock, ...]) -> States:
    counted = [block.states for block in blocks if block.id and block.states]
    return max(sorted(set(counted)), key=counted.count) if counted else "problem"


def _with(head: Head, **changes: Any) -> Head:
    return Head(**{name: getattr(head, name) for name in head.__struct_fields__} | changes)


def _counted_totals(ledgers: list[TableLedger]) -> list[Doubt]:
    """The number an 合计 row gives beside the items that were found."""
    doubts = []
    for ledger in ledgers:
        for row, pairs in ledger.totals:
            for _, words in pairs:
                if (found := re.fullmatch(r"(?:合|总|共)计\s*[:：]?\s*(\d{1,5})\s*[项个条]", fold(words))) and int(
                    found[1]
                ) != len(ledger.items):
                    doubts.append(
                        Doubt(ledger.grid.line(row), words, f"合计 {found[1]} 项，识别出 {len(ledger.items)} 项")
                    )
    return doubts


def _personal(lines: tuple[Line, ...]) -> list[Doubt]:
    """Numbers of persons that stand elsewhere than in columns made for them."""
    return [
        Doubt(line.number, each.masked, "有个人信息，公开前请遮去")
        for line in lines
        for each in personal_data(line.text)
        if each.certain
    ][:40]


def _refused(sorted_: _Sorted, written: Written, title: str | None, lines: tuple[Line, ...]) -> str | None:
    """Why tables should not become a notice; None when nothing speaks against it."""
    seen = "；".join(sorted_.seen[:4])
    if not written.items:
        told = seen or ("可见的工作表都是空的" if sorted_.doubts else "没有内容")
        return f"不像整改台账：{told}；台账要有“问题”（或事项、任务）一列，和措施、责任、时限、完成情况中的一列"
    text = squeeze("\n".join(line.text for line in lines))
    blanks = [found.group() for found in PLACEHOLDER.finditer(text)]
    if len(blanks) >= BLANKS_OF_A_TEMPLATE:
        return f"像是未填写的模板（有占位符 {blanks[0]} 等 {len(blanks)} 处）"
    names = "".join(each.grid.name + "".join(c.name for c in each.header.columns) for each in sorted_.ledgers)
    if not _RECTIFIED.search(squeeze(title or "") + names + text):
        return f"不像整改台账：有 {len(written.items)} 行事项，但没有“整改”“巡察”“督察”“审计”“销号”等字样"
    return None
