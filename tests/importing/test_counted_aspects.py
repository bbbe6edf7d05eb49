"""A section whose heading sounds like organising, and whose items the next one counts on from, holds items."""

import pytest

from tests.importing.test_properties import imported

TEXT = """云州市园林局党组关于巡察整改情况的通报
一、{heading}
1.票据管理不规范
整改情况：清理票据86份。
2.合同未补签
整改情况：补签合同4份。
二、干部队伍建设方面
{number}.考勤登记不严
整改情况：已整改。
{following}.轮岗制度执行不力
整改情况：轮岗5人。
"""


@pytest.mark.parametrize(
    ("heading", "number", "items"),
    [
        ("党组履行政治责任方面", 3, 4),
        ("党组履行政治责任方面", 1, 2),  # counted anew, it may list what was done
        ("党组履行整改责任情况", 3, 2),  # no aspect
        ("财务管理方面", 1, 4),
    ],
)
def test_it_holds_items(heading: str, number: int, items: int) -> None:
    text = TEXT.format(heading=heading, number=number, following=number + 1)
    assert len(imported(text.encode()).outline.problems) == items
