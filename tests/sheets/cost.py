"""`python -m tests.sheets.cost`: what the public workbook costs a notice, in milliseconds of CPU, beside openpyxl."""

import io
import sys
import time
from collections.abc import Callable

import openpyxl

from site_builder.sheets.ledger_sheet import KNOWN, NAME
from site_builder.sheets.xlsx_writing import Sheet, workbook

ROWS = [
    [f"{n}", f"p{n}", "一、监管方面", "关于“某类问题”的整改情况", "措施一是。" * 60, "餐饮监管科（牵头）", "2026年12月", "已完成整改",
     "该项整改已完成" * 4, "原文明示", "2026-10-28", "未载明销号"]
    for n in range(1, 21)
]  # fmt: skip


def ours() -> bytes:
    return workbook(
        Sheet(
            name=NAME,
            title="关于巡察整改情况的通报",
            note="共 20 项",
            columns=KNOWN,
            rows=ROWS,
            properties={"taizhang.notice": "n"},
        )
    )


def openpyxls() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cost(work: Callable[[], bytes], times: int = 30) -> float:
    """The least of several runs, in milliseconds of this process."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


if __name__ == "__main__":
    sys.stdout.write(f"ours {cost(ours):.2f} ms, {len(ours())} bytes; openpyxl {cost(openpyxls):.1f} ms\n")
