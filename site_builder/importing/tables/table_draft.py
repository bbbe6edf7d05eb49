"""The pipeline from tables to a draft record: sheets → ledgers → title · head · blocks → suggestions.

Tables that are not ledgers are refused with a description of what was found, or kept as rows if the editor insists.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec import structs

from site_builder.importing.draft import Draft
from site_builder.importing.lines.fold import fold, squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line
from site_builder.importing.refusal import BLANKS_OF_A_TEMPLATE
from site_builder.importing.refused import Refused
from site_builder.importing.structure.blocks import DraftBlock, usual_states
from site_builder.importing.structure.damage import PLACEHOLDER, doubts_about
from site_builder.importing.suggest.persons import persons_in
from site_builder.importing.suggest.totals import stated_totals
from site_builder.importing.tables.ledger_blocks import Written, write_ledgers
from site_builder.importing.tables.ledger_claims import suggest_of_table
from site_builder.importing.tables.sections_around import around_items
from site_builder.importing.tables.table_head import head_of_tables, unit_above
from site_builder.importing.tables.table_sorting import SHOWN, Sorted, rows_aside, sorted_tables
from site_builder.importing.writer import text_file
from site_builder.records.findings import Finding
from site_builder.records.outline import read_outline
from site_builder.rules.personal import personal_data
from site_builder.sheets.grid import Grid
from site_builder.sheets.items import TableLedger
from site_builder.sheets.read_columns import columns_in, columns_of

_TITLE: Final = re.compile(
    r"(?:表|台账|台帐|清单|一览|汇总|情况|方案|通报|公示|公告|报告|任务书)\s*+(?:[(（][^()（）]{1,16}[)）])?$"
)
_NOT_TITLE: Final = re.compile(r"^附件|^附表|^单位[:：]|^截[至止]|[:：]|^注")
_RECTIFIED: Final = re.compile(r"整改|销号|立行立改|巡[察视]|督察|审计|反馈意见|整治|问题清单")
_MOST: Final = 30  # most columns named in one doubt
_PERSONAL: Final = 40  # most doubts about personal numbers
_PRIVATE_SHEET: Final = re.compile("电话|手机|联系方式|身份证|银行卡|通讯录")


@dataclass(frozen=True)
class Tables:
    """Tables together with the document that they come from.

    `before`, `after`   lines of text around the table of a document, in order
    """

    name: str
    grids: tuple[Grid, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    aside: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class TableDraft:
    """A draft, and the reason with evidence where it should be refused."""

    draft: Draft
    refused: Refused | None = None


def draft_of_tables(tables: Tables, identify: Callable[[str], str], own: Mapping[str, str] | None = None) -> TableDraft:
    """Makes the draft record of a ledger in tables.

    Takes   identify    an organ's name → its id
            own         column names configured by the site (`sheet_columns`)
    """
    sorted_ = sorted_tables(tables.grids, own)
    title, metadata, after = _around(tables, sorted_.ledgers)
    written = write_ledgers(sorted_.ledgers)
    rest = _rest(sorted_, after, bool(written.items))
    blocks = (*around_items(metadata, before=bool(written.items)), *written.blocks, *rest)
    lines = tuple(Line(block.line, block.text, block.cells) for block in blocks)
    head, organ, doubts = head_of_tables(title, tables.url, metadata, after)
    states = usual_states(blocks, "problem")
    head = structs.replace(head, states=states)
    findings: list[Finding] = []
    outline = read_outline(text_file(blocks, states), "notice.md", 1, states, findings)
    opening = "\n".join(line.text for line in metadata)
    head = structs.replace(head, stated=stated_totals(outline.text, opening))
    numbers = dict(enumerate(block.line for block in blocks if block.text))
    suggested = suggest_of_table(outline, head, written.items, numbers, unit_above(metadata))
    if organ is not None:
        head = structs.replace(head, organ=identify(organ))
    everything = (
        *tables.doubts,
        *doubts,
        *sorted_.doubts,
        *_only_kept(sorted_.ledgers),
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
        columns=columns_of(sorted_.ledgers),
    )
    return TableDraft(draft, _refused(sorted_, written, title, lines))


def _around(tables: Tables, ledgers: list[TableLedger]) -> tuple[str | None, tuple[Line, ...], tuple[Line, ...]]:
    """The title, the lines before the items, and the lines after them."""
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
    """The index of the title: the first line that is the title in the file's metadata, else that ends with a word such as table or notice."""
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


def _rest(sorted_: Sorted, after: tuple[Line, ...], items: bool) -> tuple[DraftBlock, ...]:
    """The blocks after the items: totals, notes, and other tables as rows."""
    blocks: list[DraftBlock] = []
    rows: list[DraftBlock] = []
    for grid in sorted_.others:
        where = f"工作表“{grid.name}”" if grid.name else "表格"
        words = "\n".join(cell.text for row in grid.rows for cell in row)
        if _PRIVATE_SHEET.search(words + grid.name):
            sorted_.doubts.append(Doubt(0, grid.name, f"{where}不像台账，里面有电话等个人信息，没有收入"))
            sorted_.aside += rows_aside(grid, f"{where}不像台账，里面有个人信息")
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
    below = around_items(after, before=False)
    if items and (after or rows) and not (below and below[0].kind == "heading"):
        blocks.append(DraftBlock("heading", "", after[0].number if after else 0, 2, role="other"))
    return (*blocks, *below, *rows)


def _only_kept(ledgers: list[TableLedger]) -> Iterator[Doubt]:
    """For each table, the columns whose words are only kept."""
    for ledger in ledgers:
        found = [each for each in columns_in(ledger) if each.means == "other" and each.rows and each.kept == "text"]
        names = [each.name or f"{each.place.rpartition('!')[2]} 列（没有列名）" for each in found]
        if names:
            shown = "、".join(names[:_MOST]) + (f" 等 {len(names)} 列" if len(names) > _MOST else "")
            why = "没有对应的填写项，照原样收在各事项正文里；其实有的，在 site.yaml 的 sheet_columns 里写明"
            yield Doubt(ledger.grid.line(ledger.header.top), shown, why)


def _counted_totals(ledgers: list[TableLedger]) -> list[Doubt]:
    """Doubts where the number in a 合计 row differs from the number of items found."""
    doubts = []
    for ledger in ledgers:
        for row, pairs in ledger.totals:
            for _, words in pairs:
                if (found := re.fullmatch(r"(?:合|总|共)计\s*+[:：]?\s*+(\d{1,5})\s*+[项个条]", fold(words))) and int(
                    found[1]
                ) != len(ledger.items):
                    doubts.append(
                        Doubt(ledger.grid.line(row), words, f"合计 {found[1]} 项，识别出 {len(ledger.items)} 项")
                    )
    return doubts


def _personal(lines: tuple[Line, ...]) -> list[Doubt]:
    """Doubts about personal numbers outside the columns meant for them."""
    return [
        Doubt(line.number, each.masked, "有个人信息，公开前请遮去")
        for line in lines
        for each in personal_data(line.text)
        if each.certain
    ][:_PERSONAL]


def _refused(sorted_: Sorted, written: Written, title: str | None, lines: tuple[Line, ...]) -> Refused | None:
    """The reason why tables are not a notice; None where they are one."""
    seen = tuple(sorted_.seen[:4])
    if not written.items:
        shown = "；".join(seen) or ("可见的工作表都是空的" if sorted_.doubts else "没有内容")
        code = "not-a-notice" if lines else "empty"
        why = f"不像整改台账：{shown}；台账要有“问题”（或事项、任务）一列，和措施、责任、时限、完成情况中的一列"
        return Refused(code, why, seen)
    text = squeeze("\n".join(line.text for line in lines))
    blanks = [found.group() for found in PLACEHOLDER.finditer(text)]
    if len(blanks) >= BLANKS_OF_A_TEMPLATE:
        return Refused(
            "not-a-notice", f"像是未填写的模板（有占位符 {blanks[0]} 等 {len(blanks)} 处）", tuple(blanks[:4])
        )
    names = "".join(each.grid.name + "".join(c.name for c in each.header.columns) for each in sorted_.ledgers)
    if not _RECTIFIED.search(squeeze(title or "") + names + text):
        why = f"不像整改台账：有 {len(written.items)} 行事项，但没有“整改”“巡察”“督察”“审计”“销号”等字样"
        return Refused("not-a-notice", why, tuple(column.name for column in sorted_.ledgers[0].header.columns)[:SHOWN])
    return None
