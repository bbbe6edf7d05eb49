"""The import command: reads files, writes drafts, never over an editor's work. The only module that touches disk."""

import dataclasses
import shutil
import sys
from collections.abc import Callable, Sequence
from difflib import unified_diff
from pathlib import Path

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from site_builder.build.decoding import text_of_file
from site_builder.build.disk import shown
from site_builder.commands.organ_register import OrganRegister
from site_builder.commands.project import as_called
from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.import_record import import_record
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.mark import IMPORTED, ImportMark, marked, read_mark, without_mark
from site_builder.importing.names import is_slug, slug_of
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.refusal import refusal_of
from site_builder.importing.refused import Refused
from site_builder.importing.report import Imported, report_json, summary_table
from site_builder.importing.tables.table_draft import draft_of_tables
from site_builder.importing.tables.table_reading import ledger_in, sheet_columns, tables_of
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.sheets.filled import read_filled
from site_builder.sheets.ledger_sheet import NOTICE
from site_builder.sheets.xlsx_reading import properties_of
from site_builder.system.refusals import words_of
from site_builder.system.renaming import replace, write_beside


def import_files(
    files: Sequence[str], into: Path, *, slug: str | None, organ: str | None, report: Path | None, force: bool
) -> int:
    """Imports documents as drafts into a folder of notices and says what it was unsure of.

    Takes   files   paths, '-' for standard input
            into    the folder of notices; organs.yaml lies beside it
            slug, organ     the record's identifiers, where the text's own shall not decide
            force   import what would be refused, and overwrite what was edited
    Gives   the exit status: 0 (also with doubts), 1 when a file was refused, 2 when one could not be read or written
    """
    screen = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if slug is not None and (len(files) > 1 or not is_slug(slug)):
        screen.print(
            Text("--slug 只能用于一个文件" if len(files) > 1 else f"--slug {slug} 不能用：只用小写字母、数字和 -")
        )
        return 2
    results: list[Imported] = []
    broken = False
    organs = OrganRegister(into.parent / "organs.yaml")
    for number, file in enumerate(files, 1):
        screen.print(Text(f"[{number}/{len(files)}] {file}"))
        try:
            result = _import(file=file, into=into, slug=slug, organ=organ, organs=organs, force=force, screen=screen)
        except OSError as error:
            screen.print(Text(f"  读写失败：{words_of(error)} （{error.filename or file}）"))
            broken = True
            continue
        results.append(result)
        if result.refused:
            screen.print(Text(f"  未导入：{result.refused.why}"))
            for each in result.refused.evidence:
                screen.print(Text(f"    · {each}"))
        else:
            screen.print(summary_table(result, shown(into / str(result.slug))))
    if any(each.slug and not each.refused for each in results):
        screen.print(
            Text(
                as_called(
                    "下一步：用 python build.py serve 打开校核台，对照原件逐条核对；核对过的建议才算数，删去 draft: true 才公开"
                )
            )
        )
        if not (into.parent / "site.yaml").is_file():
            screen.print(Text(as_called(f"{shown(into.parent)} 里还没有网站的设置：先运行一次 python build.py init .")))
    if report is not None:
        try:
            report.write_bytes(report_json(results))
        except OSError as error:
            screen.print(Text(f"报告写不出来：{error.strerror or error} （{report}）"))
            broken = True
    return 2 if broken else 1 if any(each.refused for each in results) else 0


def _import(
    file: str, into: Path, slug: str | None, organ: str | None, organs: OrganRegister, force: bool, screen: Console
) -> Imported:
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    source = "标准输入" if file == "-" else Path(file).name
    try:
        draft, refused, lines = _draft(raw, source, into, lambda name: organ or organs.identify(name))
    except UnreadableError as error:
        evidence = (error.evidence,) if error.evidence else ()
        return Imported(file, None, None, Refused(error.code, str(error), evidence))
    if organ is not None:
        draft = draft.with_organ(organ)
    if refused and not force:
        return Imported(file, None, draft, dataclasses.replace(refused, why=f"{refused.why}（确需导入请加 --force）"))
    name = slug or _slug(draft, into, source)
    why, notes = _write(draft, into / name, source=source, lines=lines, force=force, screen=screen)
    if why:
        return Imported(file, name, draft, Refused("edited", why))
    if draft.head.organ and (added := organs.add(draft.head.organ, draft.organ_name)):
        notes.append(added)
    return Imported(file, name, draft, None, tuple(notes))


def _draft(
    raw: bytes, source: str, into: Path, identify: Callable[[str], str]
) -> tuple[Draft, Refused | None, tuple[Line, ...]]:
    """The draft of a document in prose or of a ledger in a table, why it should not be imported, and the lines that were read."""
    taught = sheet_columns(text_of_file(into.parent / "site.yaml") or "")
    tables = tables_of(raw, source)
    if tables is None:
        manuscript = read_manuscript(raw, source)
        lines: tuple[Line, ...] = manuscript.lines
        tables = ledger_in(manuscript, raw)
        if tables is None:
            draft = draft_of(manuscript, identify)
            tables = None if draft.outline.problems else ledger_in(manuscript, raw, only=True)
            found = draft_of_tables(tables, identify, taught) if tables else None
            if found is None or not found.draft.outline.problems:
                return draft, refusal_of(draft, lines), lines
            return found.draft.with_head_of(draft), found.refused, lines
    else:
        lines = _lines_of_table(raw, source)
    found = draft_of_tables(tables, identify, taught)
    if (filled := read_filled(tables.grids, taught)) and filled.ours:
        slug = properties_of(raw).get(NOTICE, "通报的编号")
        way = as_called(f"python build.py import {source} --progress {slug}")
        return found.draft, Refused("filled-sheet", f"这是交给单位填写的台账，不是新的通报；收回它：{way}"), lines
    return found.draft, found.refused, lines


def _lines_of_table(raw: bytes, source: str) -> tuple[Line, ...]:
    """Those of a plain text that is a table; tables in files of their own kind have none."""
    try:
        return read_manuscript(raw, source).lines
    except UnreadableError:
        return ()


def _slug(draft: Draft, into: Path, source: str) -> str:
    """A slug that is free, or that of the record an earlier import of the same document wrote."""
    head = draft.head
    day = str(head.published or (head.signed.date if head.signed and head.signed.date else "") or head.written or "")[
        :10
    ]

    def taken(slug: str) -> bool:
        folder = into / slug
        if not folder.exists():
            return False
        mark = read_mark(text_of_file(folder / "ledger.yaml") or "")
        same_title = head.title is not None and squeeze(head.title) in squeeze(
            (text_of_file(folder / "notice.md") or "")[:2000]
        )
        return not (same_title or (mark is not None and mark.source == source))

    return slug_of(day or None, head.organ, head.kind, draft.outline.text, taken)


def _write(
    draft: Draft, folder: Path, source: str, lines: tuple[Line, ...], force: bool, screen: Console
) -> tuple[str | None, list[str]]:
    """Writes the two files of a record, and what was read for the desk; refuses (with a diff) where an editor has been at work.

    Takes   source: the name of the document's file
            lines: of it
    """
    notice, ledger = notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers)
    old_notice, old_ledger = text_of_file(folder / "notice.md") or "", text_of_file(folder / "ledger.yaml") or ""
    notes: list[str] = []
    if old_notice:
        mark = read_mark(old_ledger)
        difference = [*_diff(old_notice, notice, "notice.md"), *_diff(without_mark(old_ledger), ledger, "ledger.yaml")]
        if not difference:
            return None, [f"{folder.name}：与已有记录相同，没有改动"]
        screen.print(
            Syntax("\n".join(difference), "diff", theme="ansi_dark", background_color="default", word_wrap=False)
        )
        if not force and (mark is None or not mark.untouched(old_notice, without_mark(old_ledger))):
            return f"{folder.name} 已经编辑过，不覆盖；差异见上（确需覆盖请加 --force）", []
        notes.append(f"{folder.name}：已按新的源文件更新，差异见上")
    marked_ledger = marked(ledger, ImportMark.of(source, notice, ledger))
    files = {
        "ledger.yaml": marked_ledger.encode(),
        "notice.md": notice.encode(),
        IMPORTED: import_record(lines, source, draft),
    }
    _put(folder, files)
    return None, notes


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Writes a new record atomically, by one rename of its folder; in an existing folder file by file."""
    if folder.exists():
        for name, content in files.items():
            write_beside(folder / name, content)
        return
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)  # of an import that was killed
    fresh.mkdir(parents=True)
    for name, content in files.items():
        (fresh / name).write_bytes(content)
    replace(fresh, folder)


def _diff(old: str, new: str, name: str) -> list[str]:
    return list(unified_diff(old.splitlines(), new.splitlines(), f"已有/{name}", f"导入/{name}", n=1, lineterm=""))
