"""What the wording of a text is like: the weights are learned, so what they do is tested and not what they are."""

import re
from pathlib import Path

import pytest

from site_builder.importing.draft import draft_of
from site_builder.importing.likeness import groups, likeness, plain
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.refusal import refusal_of
from tests.cases import either
from tests.conftest import REAL

TEXTS = Path(__file__).parent / "likeness"


def texts(name: str) -> list[str]:
    """The texts that were learned from, without their kinds."""
    parts = re.split(r"(?m)^=== ", (TEXTS / f"{name}.txt").read_text("utf-8"))[1:]
    return [part.partition("\n")[2] for part in parts]


def refused(text: str) -> bool:
    manuscript = read_manuscript(text.encode(), "a.txt")
    return refusal_of(draft_of(manuscript, organ_id), manuscript.lines) is not None


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("公安局党委关于巡察整改情况的通报\n市委第六巡察组反馈了12个问题，现将整改情况通报如下，欢迎监督。", True),
        ("本村账目的毛病，镇里来查过，这回都改了：多收的水费退了，欠的误工补贴发了，大伙有话找支书说。", True),
        (
            "会议强调，各级各部门要提高站位，狠抓整改落实。市领导出席会议并讲话。记者从会上获悉，整改工作将全面铺开。",
            False,
        ),
        ("第十二条　违反本办法规定的，由主管部门责令限期整改；逾期不改的，处一万元以上五万元以下罚款。", False),
        ("下列关于立行立改的说法，正确的是（　）。A.限期整改　B.马上整改　C.长期整改　D.不需要整改", False),
    ],
)
def test_what_a_text_is_like(text: str, notice: bool) -> None:
    assert (likeness(text) > 0) is notice


def test_neither_width_nor_figures_nor_blanks_count() -> None:
    text = "整改情况：已清退 12 万元，\n\n修订制度3项。"
    assert likeness(text) == likeness("整改情况:已清退　９８ 万元,\n修订制度7项。")
    assert set(groups(plain("甲 1\n"))) == {"甲", "0", "\n", "甲0", "0\n", "甲0\n"}


@pytest.mark.parametrize(("name", "wrong"), [("notices", 12), ("others", 2)])
def test_each_text_that_was_learned_from_is_known(name: str, wrong: int) -> None:
    """Every twelfth of them (the audit: every fourth): pieces from the middle of a notice that nothing ties to an inspection may be refused."""
    some = texts(name)[:: either(12, 4)]
    assert sum(refused(text) is (name == "notices") for text in some) <= wrong


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notices are not here")
def test_real_notices_are_notices_whole_and_by_half() -> None:
    for path in REAL.glob("*.txt"):
        text = path.read_text("utf-8")
        assert likeness(text) > -1, "that of a yearly report is neither the one nor the other"
        assert not refused(text)
        lines = text.split("\n")
        assert not refused("\n".join(lines[: len(lines) // 2]))


@pytest.mark.parametrize("text", ["", "整", "\n\n", "巡察整改" * 60_000])
def test_any_text_has_a_likeness(text: str) -> None:
    assert -1000 < likeness(text) < 1000
