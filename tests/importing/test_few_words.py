"""A few words below a problem's heading, as offices have them in lists: the status of the item that they say, or none."""

from pathlib import Path

import pytest
import yaml

from site_builder.records.source import YamlLoader
from tests.importing.test_properties import imported, written

ROWS = yaml.load((Path(__file__).parent / "short_bodies.yaml").read_text("utf-8"), YamlLoader)
NOTICE = """中共云州市园林局党组关于巡察整改进展情况的通报
一、整改落实情况
1.食堂采购管理程序不规范
{}
2.公务用车台账登记内容不全
已修订办法3项，开展检查5次，加强日常管理。
"""
# Said, and not suggested: an editor reads them. Of the last four another status is suggested than their writers had in mind.
UNSEEN = {
    "完成", "已闭环", "完成（2022.9.30）", "基本解决,需巩固", "部分销号（4/7）", "未着手办理", "3月12日已全部改完,督导组验收通过", "完成(6/6)",
    "早就改好了，没啥遗留", "没有一处没改的", "由“正在整改”转为“已完成”", "①已完成；②已完成；③已完成", "[办结]", "整改任务完成八成", "1.已完成；2.未完成",
    "大头都改了，还差一点尾巴", "并非全改了，只改了一半……", "进行中(预计2024.12)", "是否完成：否（正在整改）", "一、正在推进；二、正在推进",
    "整改没有停，一直在改", "在改", "至今一动没动", "还没开始呢", 
    "检查组回访发现，该问题原封未动", "一项都没改", "(1)未开展；(2)未开展；(3)未开展", "并不是改得慢，是压根没改",
}  # fmt: skip
OTHERWISE = {
    "大部分已整改，剩2项未完成。": "ongoing",
    "尚未全部整改到位。": "ongoing",
    "三分之二已改完，其余尚未完成": "ongoing",
    "并未全部完成，还有两户没搬": "ongoing",
    "上一轮巡察反馈问题已全部整改完毕": "done",  # whether that is the item, its heading tells
}


def suggested(body: str) -> str | None:
    entries = written(imported(NOTICE.format(body).encode())).ledger("p1").entries
    return next((each.status for each in reversed(entries) if each.about is None), None)


@pytest.mark.parametrize("row", ROWS, ids=[row["body"] for row in ROWS])
def test_what_a_few_words_say(row: dict[str, str]) -> None:
    said = [
        None if each == "null" else each
        for each in ([row["status"]] if isinstance(row["status"], str) else row["status"])
    ]
    body = row["body"]
    assert suggested(body) in ([None] if body in UNSEEN else [OTHERWISE[body]] if body in OTHERWISE else said)


def test_they_are_many_and_of_every_kind() -> None:
    assert len(ROWS) == 230 and {*UNSEEN, *OTHERWISE} <= {row["body"] for row in ROWS}
    assert len(UNSEEN) + len(OTHERWISE) == 33
