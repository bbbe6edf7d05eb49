"""Eighty notices as somebody pastes them into a file, written by one who had not seen the program: headings, and what stands below each.

The first score of the reading as it was then: 43 of 50 with whole lines, 17 of 30 with broken ones.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.importing.lines.fold import squeeze
from tests.importing.test_properties import imported

NOTICES = yaml.load(Path(__file__).with_name("pasted.yaml").read_text("utf-8"), yaml.CSafeLoader)
# Read otherwise than they are meant, and why that is left.
OTHERWISE = {
    "008": "a full stop within a heading ends it",
    "031": "（一）招生就业领域存在廉政风险 states a problem, and those numbered below it do",
    "033": "a heading fills its line and what is done begins the next: only the sense tells",
    "041": "3.5.8公里 is the number 3.5.8",
    "049": "as 033",
}
# Where a paragraph is parted on purpose: measures and fields within it.
PARTED = re.compile(r"[一二三四五六七八九十]+是|[(（][一二三四五0-9]+[)）]|[①②③④⑤]|整改|责任|完成|措施")
LABEL = re.compile(r".{0,9}[:：]?$")


def bare(text: str) -> str:
    return squeeze(text).rstrip("。:;")


def paragraphs_not_read(text: str, wanted: list[str]) -> list[str]:
    """Paragraphs that do not begin and end where a line of the record does, or are parted where nothing parts them."""
    lines = [squeeze(line) for line in text.split("\n")]
    whole, ends = "".join(lines), {0}
    for line in lines:
        ends.add(max(ends) + len(line))
    missing, at = [], 0
    for paragraph in map(squeeze, wanted):
        begin = whole.find(paragraph, at)
        at = begin + len(paragraph)
        inner = [end for end in ends if begin < end < at and not PARTED.match(whole, end)]
        before = whole[max(end for end in ends if end <= max(begin, 0)) : begin]
        if begin < 0 or inner or at not in ends or not LABEL.match(before):
            missing.append(paragraph)
    return missing


def is_read(notice: dict[str, Any]) -> bool:
    outline = imported(notice["text"].encode()).outline
    titles = [bare(each.title) for each in outline.problems]
    paragraphs = [paragraph for _, *body in notice["items"] for paragraph in body]
    return titles == [bare(title) for title, *_ in notice["items"]] and not paragraphs_not_read(
        outline.text, paragraphs
    )


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice["name"])
def test_a_pasted_notice(notice: dict[str, Any]) -> None:
    assert is_read(notice) is (notice["name"] not in OTHERWISE)


def test_there_are_both_kinds() -> None:
    assert [sum(notice["wrapped"] is kind for notice in NOTICES) for kind in (False, True)] == [50, 30]
