"""The ledger of a notice as a workbook: for the public as it is, for the office with columns to be filled in."""

from collections.abc import Sequence
from typing import Final

from site_builder.records.vocabulary import STATUSES, UNSTATED
from site_builder.sheets.xlsx_writing import Sheet, WrittenColumn, workbook
from site_builder.views.view_models import DueView, EntryView, LedgerRow, NoticeRef, ResponsibleView

NAME: Final = "整改台账"
ITEM, PROGRESS, STATUS, DAY, EVIDENCE = "编号", "本次进展", "本次状态", "本次日期", "依据材料"
KNOWN: Final = (
    WrittenColumn("序号", 6),
    WrittenColumn(ITEM, 6),
    WrittenColumn("类别", 14),
    WrittenColumn("问题", 34),
    WrittenColumn("整改措施", 48),
    WrittenColumn("责任单位", 18),
    WrittenColumn("整改时限", 16),
    WrittenColumn("状态", 12),
    WrittenColumn("最近进展", 36),
    WrittenColumn("依据", 16),
    WrittenColumn("公开日期", 13),
    WrittenColumn("销号", 18),
)
# Offices cannot close an item themselves, so the list does not offer it.
CHOICES: Final = tuple(label for code, label in STATUSES.items() if code not in ("unstated", "closed"))
TO_FILL: Final = (
    WrittenColumn(PROGRESS, 40, True),
    WrittenColumn(STATUS, 14, True, CHOICES),
    WrittenColumn(DAY, 13, True),
    WrittenColumn(EVIDENCE, 20, True),
)
NOTICE, FORM = "taizhang.notice", "taizhang.form"  # names of the file's own properties


def public_ledger(ref: NoticeRef, rows: Sequence[LedgerRow], address: str) -> bytes:
    """`/notices/<slug>/ledger.xlsx`."""
    note = f"共 {len(rows)} 项，依原文次序。来源：{address}"
    return workbook(
        Sheet(
            name=NAME,
            title=ref.title,
            note=note,
            columns=KNOWN,
            rows=[_cells(row) for row in rows],
            properties=_properties(ref, "public"),
        )
    )


def office_ledger(ref: NoticeRef, rows: Sequence[LedgerRow]) -> bytes:
    """The same with empty columns for the office to fill in."""
    note = (
        "只填右边黄色的四列，每项一行：本次进展写这次做了什么；本次状态从列表中选，没有变化就空着；"
        "本次日期写成 2027-01-15；依据材料写文件名称。不要改左边的列，也不要改编号。"
    )
    blank = [""] * len(TO_FILL)
    filled = [[*_cells(row), *blank] for row in rows]
    return workbook(
        Sheet(
            name=NAME,
            title=ref.title,
            note=note,
            columns=KNOWN + TO_FILL,
            rows=filled,
            properties=_properties(ref, "progress"),
        )
    )


def _properties(ref: NoticeRef, form: str) -> dict[str, str]:
    return {NOTICE: ref.slug, FORM: form}


def _cells(row: LedgerRow) -> list[str]:
    item, latest = row.item, row.latest
    quote = latest.quote if latest else None
    return [
        item.number or item.id[1:],
        item.id,
        item.category or "",
        item.title,
        _counted(row.measures) or UNSTATED,
        "\n".join(map(_responsible, item.responsible)) or UNSTATED,
        "\n".join(map(_due, item.due)) or UNSTATED,
        "\n".join([_status(row), *(mark.label for mark in item.marks)]),
        quote.words if quote else UNSTATED,
        _basis(latest) if latest else "",
        (latest.as_of or "原文未署日期") if latest else "",
        _closing(row),
    ]


def _counted(measures: Sequence[str]) -> str:
    """The measures, one per line; several are numbered, so that they remain separate measures when the workbook is read back."""
    return measures[0] if len(measures) == 1 else "\n".join(f"措施{n} {text}" for n, text in enumerate(measures, 1))


def _responsible(unit: ResponsibleView) -> str:
    told = "，".join(part for part in (unit.role, unit.about_label) if part)
    return f"{unit.unit}（{told}）" if told else unit.unit


def _due(due: DueView) -> str:
    return f"{due.by_label}（{due.about_label}）" if due.about_label else due.by_label


def _status(row: LedgerRow) -> str:
    status = row.item.status
    return status.label + ("，长期坚持" if status.continuing else "")


def _basis(entry: EntryView) -> str:
    return f"{entry.basis_label}：{entry.evidence.title}" if entry.evidence else entry.basis_label


def _closing(row: LedgerRow) -> str:
    closing = row.closing
    return "，".join(part for part in (closing.by, closing.date, closing.ref) if part) if closing else "未载明销号"
