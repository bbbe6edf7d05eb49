"""`import F.xlsx --progress SLUG`: what an office filled in becomes entries of the ledger, each resting on its cell.

Nothing but entries is added; what does not match, and what contradicts the ledger, is said and left out. Where a cell
cannot be read at all, nothing is written.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from site_builder.build.decoding import decoded_leniently, text_of_file
from site_builder.build.disk import shown
from site_builder.commands.progress_rows import Progress, Rows, short
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.tables.table_reading import sheet_columns, tables_of
from site_builder.importing.writer import entries_text
from site_builder.records.encoding import indented_json
from site_builder.records.findings import Finding, SiteError
from site_builder.records.notice import Notice, read_notice
from site_builder.records.vocabulary import STATUSES
from site_builder.rules.personal import personal_data
from site_builder.sheets.appending import CannotAppend, append_entries
from site_builder.sheets.cell_words import shown_cells
from site_builder.sheets.filled import read_filled
from site_builder.sheets.ledger_sheet import NOTICE
from site_builder.sheets.xlsx_reading import properties_of
from site_builder.system.renaming import write_beside

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s\x00-\x1f#%&]+')


def import_progress(file: str, into: Path, slug: str, today: str) -> Progress:
    """Adds what a filled workbook says to a notice's ledger, and stores the workbook beside it.

    Takes   into    the folder of notices
            today   'YYYY-MM-DD', the day of entries where the workbook names none
    Raises  SiteError where the notice is not there or cannot be read
    """
    path = Path(file)
    result = read_progress(path.read_bytes(), path.name, into / slug, today)
    result.file = file
    if result.changed:
        _write(into / slug, result.changed)
    return result


def read_progress(raw: bytes, file: str, folder: Path, today: str) -> Progress:
    """What a filled workbook adds to a notice; nothing is written, `changed` has the new contents of the notice's files.

    Takes   raw     the workbook
            file    its name
            folder  of the notice
            today   as for `import_progress`
    Raises  SiteError where the notice is not there or cannot be read
    """
    slug = folder.name
    result = Progress(file, slug)
    notice, ledger = _notice(folder, slug)
    try:
        tables = tables_of(raw, file)
        if tables is None:
            raise UnreadableError("不是表格文件；进展请填在 taizhang sheet 写出的工作簿里")
    except UnreadableError as error:
        result.refused = str(error)
        return result
    filled = read_filled(tables.grids, sheet_columns(text_of_file(folder.parent.parent / "site.yaml") or ""))
    if filled is None:
        result.refused = "没有认出台账：要有“编号”和“本次进展”两列，或者序号、问题和完成情况的列"
        return result
    if raw.startswith(b"PK") and b"vbaProject" in raw:
        result.refused = "工作簿里有宏，不能随通报公开；请另存为没有宏的 .xlsx 再导入"
        return result
    other = properties_of(raw).get(NOTICE)
    if other and other != slug:
        result.refused = f"这是另一份通报（{other}）的工作簿，不是 {slug} 的"
        return result
    name = _stored_name(folder, file, raw)
    reading = Rows(
        notice=notice, filled=filled, file=name, today=today, cells=shown_cells(tables.grids).cells, result=result
    )
    reading.read()
    if filled.private:
        columns = "、".join(filled.private)
        result.notes.append(
            f"工作簿里有人名或电话的列（{columns}）：文件会随通报一起公开，不宜公开的先删去这些列再导入"
        )
    result.notes += [*filled.hidden, *_private(shown_cells(tables.grids).text, notice)]
    if result.broken:
        result.refused = "有读不懂的格子，什么也没有写；改正后再导入"
    elif result.added:
        _change(folder, ledger, result, name, raw)
    return result


def _notice(folder: Path, slug: str) -> tuple[Notice, bytes]:
    """The notice as it is, and the bytes of its ledger."""
    source, ledger = folder / "notice.md", folder / "ledger.yaml"
    if not source.is_file() or Path(slug).name != slug or slug in (".", ".."):
        raise SiteError(f"没有通报 {slug}（找的是 {shown(folder.parent)}/{slug}/notice.md）")
    content = ledger.read_bytes() if ledger.is_file() else b""
    findings: list[Finding] = []
    text, words = decoded_leniently(source.read_bytes()), decoded_leniently(content)
    notice = read_notice(slug, text, words, f"{shown(folder.parent)}/{slug}", findings)
    wrong = [finding for finding in findings if finding.severity == "error"]
    if notice is None or wrong:
        at = wrong[0].at if wrong else None
        place = f"{at.path}:{at.line}：{wrong[0].what}；" if at else ""
        raise SiteError(f"{slug} 的记录有错，先改正再导入进展：{place}check 指出全部")
    return notice, content


def _stored_name(folder: Path, name: str, raw: bytes) -> str:
    """The name the workbook gets under files/: its own, with a number where another file has that one."""
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = _UNSAFE.sub("-", stem or suffix).strip("-.") or "进展", suffix.lower() if dot else "xlsx"
    number, chosen = 2, f"{stem}.{suffix}"
    while (there := folder / "files" / chosen).exists() and there.read_bytes() != raw:
        chosen, number = f"{stem}-{number}.{suffix}", number + 1
    return chosen


def _private(text: str, notice: Notice) -> list[str]:
    contacts = notice.head.contacts
    found = {each.masked for each in personal_data(text, (*contacts.phones, *contacts.emails)) if each.certain}
    if not found:
        return []
    return [f"工作簿里有个人信息（{'、'.join(sorted(found)[:3])}），公开前先删去再重新导入：文件会随通报一起公开"]


def _change(folder: Path, ledger: bytes, result: Progress, name: str, raw: bytes) -> None:
    """The new contents of both files, in the order in which they are written."""
    text = ledger.decode("utf-8-sig").replace("\r\n", "\n")
    try:
        for item in dict.fromkeys(each.item for each in result.added):
            text = append_entries(text, item, entries_text([each.entry for each in result.added if each.item == item]))
    except CannotAppend as error:
        result.refused, result.added = f"ledger.yaml {error}", []
        return
    content = text.replace("\n", "\r\n").encode() if b"\r\n" in ledger else text.encode()
    if ledger.startswith(BOM_UTF8):
        content = BOM_UTF8 + content
    result.stored = f"files/{name}"
    result.changed = {
        result.stored: (raw if (folder / result.stored).exists() else None, raw),
        "ledger.yaml": (ledger if (folder / "ledger.yaml").is_file() else None, content),
    }


def _write(folder: Path, changed: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """All files or none: what was new is deleted where a later one cannot be written."""
    made: list[Path] = []
    try:
        for name, (before, after) in changed.items():
            if before == after:
                continue
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            write_beside(path, after)
            if before is None:
                made.append(path)
    except OSError:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def progress_lines(result: Progress, folder: str) -> list[str]:
    """What is said on the screen."""
    if result.refused:
        out = [f"  未导入：{result.refused}"]
    elif result.added:
        out = [f"  {folder}/ledger.yaml：新增 {len(result.added)} 条进展；原件存为 {result.stored}"]
    else:
        out = [f"  没有新的进展，{folder} 没有改动"]
    for each in result.added if not result.refused else ():
        entry = each.entry
        status = f"{STATUSES[entry.status]}　" if entry.status else ""
        cell = entry.source.cell if entry.source else ""
        out.append(
            f"    {each.item} {short(each.title)}：{status}“{short(entry.quote or '')}”（{cell}，{entry.as_of}）"
        )
    for label, pile in (("读不懂", result.broken), ("对不上", result.unmatched), ("与台账不合", result.contradicts)):
        out += [f"    {label}：{place} “{short(words)}”：{why}" for place, words, why in pile]
    if result.unchanged:
        out.append(f"    {result.unchanged} 项没有变化")
    return [*out, *(f"    {note}" for note in result.notes)]


def progress_json(results: Sequence[Progress]) -> bytes:
    """The report; UTF-8, indented."""
    return indented_json([_entry(each) for each in results], 2)


def _entry(result: Progress) -> dict[str, Any]:
    def pile(rows: list[tuple[str, str, str]]) -> list[dict[str, str]]:
        return [{"cell": place, "text": words, "why": why} for place, words, why in rows]

    added = [] if result.refused else result.added
    told_ = {
        "file": result.file,
        "slug": result.slug,
        "stored": result.stored,
        "added": [{"item": each.item, "entry": msgspec.to_builtins(each.entry, enc_hook=str)} for each in added],
        "unmatched": pile(result.unmatched),
        "contradicts": pile(result.contradicts),
        "broken": pile(result.broken),
        "unchanged": result.unchanged,
        "notes": result.notes,
    }
    return told_ | ({"refused": result.refused} if result.refused else {})
