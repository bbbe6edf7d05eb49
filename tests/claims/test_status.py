"""Words carry a status, or they do not: the table of sentences, and sentences that are made."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.claims.status import reading, verdict
from site_builder.records.vocabulary import STATUSES
from tests.cases import either, part
from tests.claims.scoring import rows, score

TABLE = list(rows())


@pytest.mark.parametrize(
    ("answer", "carried"),
    [("是否已完成整改：是", {"done"}), ("是否完成 √", {"done"}), ("是否销号：是", {"done", "closed"}), ("是否完成：否", {"ongoing"}),
     ("是否完成：", set()), ("是否完成整改", set())],
)  # fmt: skip
def test_a_question_says_what_its_answer_says(answer: str, carried: set[str]) -> None:
    assert reading(answer, answer, answer).carries == carried


@pytest.mark.parametrize(
    ("boxes", "carried"),
    [("☑已完成 □未完成", {"done"}), ("□已完成 ☑正在整改 □未启动", {"ongoing"}), ("√ 已完成", {"done"}), ("整改状态：■已完成 □未完成", {"done"}),
     ("□已完成 □未完成", set()), ("□已完成整改", set()), ("□完成 ☐未完成。", set()), ("☑已完成，□未完成", {"done"})],
)  # fmt: skip
def test_only_what_is_ticked_is_said(boxes: str, carried: set[str]) -> None:
    assert reading(boxes, boxes, boxes).carries == carried
    assert ("done" in reading("已完成", boxes, boxes).carries) == (carried == {"done"})


@pytest.mark.parametrize("end", [".", "……", "...", "…", "。"])
def test_a_sentence_may_end_in_other_stops(end: str) -> None:
    assert [
        reading(f"{words}{end}", f"{words}{end}").status for words in ("已整改到位", "整改中", "已于2022.9.30完成整改")
    ] == ["done", "ongoing", "done"]


@pytest.mark.parametrize("words", ["一经整改完成，立即销号", "谁整改谁销号", "“已完成”须附佐证材料"])
def test_a_condition_or_a_rule_is_no_status(words: str) -> None:
    assert reading(words, words, words).carries == set()


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.kind}-{n}" for n, row in enumerate(TABLE)])
def test_no_row_of_the_table_is_read_as_its_opposite(row: object) -> None:
    assert row.verdict != ("refused" if row.holds else "accepted")  # type: ignore[attr-defined]


def test_how_well_the_table_is_read() -> None:
    done = [row for row in TABLE if row.claim == "done"]
    found = score(done)
    assert len(TABLE) >= 400
    assert 0.35 < sum(row.holds for row in TABLE) / len(TABLE) < 0.65
    assert found.precision == 1.0
    assert found.recall(sum(row.holds for row in done)) > 0.97
    assert found.doubted <= 60


SUBJECTS = st.sampled_from(
    ["该问题", "该项整改", "上述问题", "本项任务", "反馈的6项问题", "未批先建问题", "部分干部作风不实问题"]
)
HOW = st.sampled_from(["已", "已经", "已全部", "现已", "均已", "已按期", "已于2025年6月底前", "业已"])
FINISHED = st.sampled_from(["完成整改", "整改到位", "整改完毕", "整改完成", "得到解决", "办结"])
BEHIND = st.sampled_from(
    ["", "，下一步将开展回头看", "，今后将长期坚持", "，未再出现反弹", "，正在申请销号", "，长效机制同步建立"]
)
DENIALS = st.sampled_from(
    ["未", "尚未", "没有", "未能", "无法", "难以", "仍未", "迟迟未", "尚不能", "未能按期", "没有全面"]
)
AROUND = st.sampled_from(
    [
        "如{}，则予以奖励",
        "是否{}，有待核实",
        "有关单位谎称{}",
        "不能认为{}",
        "{}？",
        "力争年底前{}",
        "要求各单位确保{}",
        "{}的说法与事实不符",
        "并非{}",
    ]
)


@given(SUBJECTS, HOW, FINISHED, BEHIND)
def test_words_that_carry_it_are_accepted(subject: str, how: str, finished: str, behind: str) -> None:
    said = f"{subject}{how}{finished}"
    for quote in (said, said + behind):
        assert verdict(reading(quote, said + behind + "。"), "done", part=False) == "carried", said + behind


@given(SUBJECTS, DENIALS, FINISHED, BEHIND)
def test_a_denial_refuses_it(subject: str, denial: str, finished: str, behind: str) -> None:
    said = f"{subject}{denial}{finished}"
    for quote in (said, finished):  # the words without what denies them
        assert verdict(reading(quote, said + behind + "。"), "done", part=False) == "refused", said + behind
        assert verdict(reading(quote, said + behind + "。"), "closed", part=False) == "refused"


@given(SUBJECTS, FINISHED, AROUND)
def test_what_is_planned_doubted_or_supposed_is_no_fact(subject: str, finished: str, around: str) -> None:
    whole = around.format(f"{subject}{finished}") + "。"
    assert verdict(reading(finished, whole), "done", part=False) != "carried", whole


ELSEWHERE = st.sampled_from(
    [
        "该局共有干部四十二名",
        "资金尚未拨付",
        "局党组专题研究三次",
        "涉及资金16.1万元",
        "由财务科牵头",
        "建立问题清单",
        "对照反馈意见逐条分析原因",
        "组织业务培训二期",
        "问题产生的原因是制度不健全",
    ]
)


@given(st.lists(ELSEWHERE, min_size=1, max_size=4, unique=True), SUBJECTS, HOW, FINISHED)
def test_words_from_elsewhere_in_the_item_carry_nothing(
    parts: list[str], subject: str, how: str, finished: str
) -> None:
    """Also where the item says in another place what they do not."""
    text = "，".join(parts) + f"。{subject}{how}{finished}。"
    for quote in parts:
        for status in ("done", "closed", "partial", "not-started"):
            assert verdict(reading(quote, "，".join(parts) + "。", text), status, part=False) != "carried", (
                quote,
                status,
            )


@given(st.text("已未将如完成整改到位、，的了不是否：（）5项中3%部分", max_size=60))
@settings(max_examples=200)
def test_anything_is_read(text: str) -> None:
    read = reading(text, text, text)
    assert read.carries <= read.may | set(STATUSES)
    assert "。" not in read.why


@pytest.mark.parametrize(
    "unit",
    part(["已完成", "没有", "，完成整改", "未", "的", "除外", "5项中3项", "（", "如", "正在推进", "百分之"], len),
)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        begun = time.perf_counter()
        reading(text, text + "。", text)
        return time.perf_counter() - begun

    seconds(10)
    short, long = (min(seconds(n) for _ in range(3)) for n in either((25, 400), (100, 1600)))
    assert long < 40 * short + 0.2  # what is longer than a sentence is not read
