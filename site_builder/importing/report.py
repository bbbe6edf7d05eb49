"""The report of an import: the table on the terminal, and the JSON of --report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from rich.table import Table
from rich.text import Text

from site_builder.importing.draft import Draft
from site_builder.importing.refused import Refused
from site_builder.importing.structure.choice import Choice
from site_builder.records.encoding import indented_json
from site_builder.records.vocabulary import UNSTATED, WINDOW_KINDS
from site_builder.sheets.columns import LABELS
from site_builder.sheets.read_columns import ReadColumn

_LABELS: Final = {
    "title": "标题",
    "organ": "发布单位",
    "published": "发布日期",
    "inspection": "巡察",
    "window": "公开期限",
    "contacts": "联系方式",
    "signed": "落款",
    "source": "来源",
    "stated": "原文总数",
    "written": "成文日期",
}

_NAMED: Final = 4  # most columns named for one meaning


@dataclass(frozen=True, slots=True)
class Imported:
    """The result for one file: a draft with its slug, or the reason for a refusal."""

    file: str
    slug: str | None
    draft: Draft | None
    refused: Refused | None = None
    notes: tuple[str, ...] = ()


def report_json(results: list[Imported]) -> bytes:
    """The JSON of --report as specified in docs/contract.md (Commands); UTF-8, indented."""
    return indented_json([report_entry(each) for each in results], 2)


def report_entry(result: Imported) -> dict[str, Any]:
    """One file's part of the report."""
    draft = result.draft
    found: dict[str, Any] = {
        "file": result.file,
        "slug": result.slug,
        "recognised": recognised(draft) if draft else {},
        "doubts": [_placed(each) | {"why": each.why} for each in (*draft.doubts, *draft.persons)] if draft else [],
        "suggested": suggestions(draft) if draft else [],
        "set_aside": [_placed(each) | {"why": each.why} for each in draft.aside] if draft else [],
        "choices": [_choice(each) for each in draft.choices] if draft else [],
        "columns": [msgspec.structs.asdict(each) for each in draft.columns] if draft else [],
        "notes": [*(draft.white_space if draft else ()), *result.notes],
    }
    refused = result.refused
    if refused is None:
        return found
    return found | {"refused": {"code": refused.code, "why": refused.why, "evidence": list(refused.evidence)}}


def _choice(each: Choice) -> dict[str, Any]:
    """One heuristic decision in the form of the report."""
    fields: dict[str, Any] = {
        "what": each.what,
        "line": each.line,
        "chosen": each.chosen,
        "because": list(each.because),
    }
    return fields | ({"instead": each.instead} if each.instead else {})


def _placed(each: Any) -> dict[str, Any]:
    return {"line": each.line, "text": each.text}


def recognised(draft: Draft) -> dict[str, Any]:
    """The recognised fields of the head, and counts of the structure."""
    head = msgspec.to_builtins(draft.head, enc_hook=str)
    given = {name: head[name] for name in ("title", "kind", "states", *_LABELS) if head.get(name)}
    if draft.about and isinstance(given.get("inspection"), dict):
        given["inspection"] = given["inspection"] | {"about": draft.about}
    outline = draft.outline
    return given | {
        "sections": [{"heading": each.heading, "role": each.role} for each in outline.sections],
        "categories": sum(len(each.categories) for each in outline.sections),
        "items": len(outline.problems),
        "measures": sum(len(each.measures) for each in outline.problems),
        "targets": len(draft.suggested.ledgers.targets),
        "persons": [each.text for each in draft.persons],
    }


def suggestions(draft: Draft) -> list[dict[str, Any]]:
    """All suggestions of the ledger as one list, each with its item and quotation."""
    ledgers = draft.suggested.ledgers
    rows: list[dict[str, Any]] = []
    for item, ledger in ledgers.items.items():
        for name in ("responsible", "due", "entries", "facts"):
            rows += [{"item": item, "what": name} | _said(each) for each in getattr(ledger, name)]
    rows += [{"id": key, "what": "targets"} | _said(each) for key, each in ledgers.targets.items()]
    rows += [{"id": key, "what": "commitments"} | _said(each) for key, each in ledgers.commitments.items()]
    return rows


def _said(record: Any) -> dict[str, Any]:
    tree: dict[str, Any] = msgspec.to_builtins(record, enc_hook=str)
    return {key: value for key, value in tree.items() if value not in (None, [], False) and key != "suggested"}


def summary_table(result: Imported, folder: str) -> Table:
    """The summary table printed after each file. `folder`: of the notice."""
    title = Text(f"{result.file} → {folder}")
    grid = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    draft = result.draft
    if draft is None:
        return grid
    seen = recognised(draft)
    for name, label in _LABELS.items():
        if name in ("written", "source", "stated") and name not in seen:
            continue
        blank = "文字不完整，无从判断" if name == "window" else UNSTATED
        said = _window(seen[name]) if name == "window" and isinstance(seen.get(name), dict) else _short(seen.get(name))
        grid.add_row(label, Text(said if name in seen else blank))
    if draft.columns:
        grid.add_row("列", Text(_columns(draft.columns)))
    counted = (("categories", "个方面"), ("items", "个事项"), ("measures", "条措施"), ("targets", "个指标"))
    counts = [
        f"{len(draft.outline.sections)} 个部分",
        *(f"{seen[name]} {unit}" for name, unit in counted if seen[name]),
    ]
    grid.add_row("结构", " · ".join(counts))
    grid.add_row("建议", f"{len(suggestions(draft))} 条，请逐条核对（suggested）")
    grid.add_row("存疑", f"{len(draft.doubts)} 处；人名 {len(draft.persons)} 个；页面杂项 {len(draft.aside)} 行未收入")
    for doubt in draft.doubts[:12]:
        place = f"第 {doubt.line} 行" if doubt.line else "全文"
        grid.add_row("", Text(f"{place}：{doubt.why}" + (f"（{_clip(doubt.text)}）" if doubt.text else "")))
    chosen = [
        f"{each.what}：{_clip(each.chosen)}（{'；'.join(each.because[:3])}）" for each in draft.choices if each.because
    ]
    for label, lines in (("判断", chosen), ("说明", [*draft.white_space, *result.notes])):
        for number, line in enumerate(lines):
            grid.add_row("" if number else label, Text(line))
    return grid


def _columns(columns: Sequence[ReadColumn]) -> str:
    """What the columns of a ledger were read as: 编号：序号 · 问题：具体问题表述 …"""
    names: dict[str, list[str]] = {}
    for each in columns:
        names.setdefault(LABELS[each.means], []).append(each.name or f"{each.place} 列")
    return " · ".join(
        f"{label}：{'、'.join(held[:_NAMED])}{f' 等 {len(held)} 列' if len(held) > _NAMED else ''}"
        for label, held in names.items()
    )


def _window(window: dict[str, Any]) -> str:
    days = f"{window['opens']} 至 {window['closes']}"
    kind = None if window["kind"] == "publication" else WINDOW_KINDS[window["kind"]]  # the row is called 公开期限
    return " · ".join(part for part in (kind, days, window.get("quote")) if part)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(_short(each) for each in value.values() if each)
    return (
        "、".join(map(str, value))
        if isinstance(value, list | tuple)
        else {"unstated": UNSTATED}.get(str(value), str(value))
    )


def _clip(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
