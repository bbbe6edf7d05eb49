"""A small site with every kind of list that only a large one has: pages are given room for a few lines."""

from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest

from site_builder.build import export_files
from site_builder.site import paging, sitemap_files
from tests.conftest import Space

NOTICES, ITEMS = 14, 8
ITEM = """\
#### {n}. 第{n}件事 {{#p{n}}}

整改情况：印发《第{n}号管理办法》，计划于{year}年{month}月前完成。
"""
LEDGER = """\
p{n}:
  due:
    - {{by: "{year}-{month:02}", quote: "计划于{year}年{month}月前完成"}}
"""
INSPECTIONS = 'r1: {level: 市委, round: 第一轮, type: 巡察, feedback: "2020-03-01"}\nr2: {level: 市委, round: 第二轮, type: 巡察, feedback: "2020-12-15"}\n'
SMALL = {"items": 2, "notices": 2, "lines": 6, "events": 3}


def small_room(patch: pytest.MonkeyPatch) -> None:
    for each in fields(paging.Room):
        patch.setattr(paging.ROOM, each.name, SMALL.get(each.name, (4, 2)))
    patch.setattr(sitemap_files, "SITEMAP_URLS", 60)
    patch.setattr(export_files, "SPREADSHEET_ROWS", 50)


def write_archive(folder: Path) -> Path:
    """Writes and builds it; gives its output."""
    space = Space(folder)
    space.write("inspections.yaml", INSPECTIONS)
    for place in range(NOTICES):
        # due in 2022, in 2023, and in one month to come
        dues = [(2022 + n % 2, 1 + n % 12) if n % 3 else (2027, 6) for n in range(1, ITEMS + 1)]
        text = "\n".join(ITEM.format(n=n, year=y, month=m) for n, (y, m) in enumerate(dues, 1))
        ledger = "".join(LEDGER.format(n=n, year=y, month=m) for n, (y, m) in enumerate(dues, 1))
        space.notice(f"n{place}", text=text, ledger=ledger, head=_head(place))
    with pytest.MonkeyPatch.context() as patch:
        small_room(patch)
        space.build("2026-11-20")
    return space.out


def _head(place: int) -> str:
    day = date(2020 + place % 2, 1 + place % 3, 10)
    if place % 7 == 6:
        day = date(2026, 11, 1 + place // 7)
    closes = day + timedelta(days=30)
    window = f'{{kind: publication, opens: "{day}", closes: "{closes}"}}' if place % 5 != 4 else "unstated"
    return f"""\
title: 第{place}份整改情况的通报
kind: rectification
organ: amr
inspection: r{1 + place % 2}
published: "{day}"
window: {window}
"""
