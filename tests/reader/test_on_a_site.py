"""The second reader on a site: for editors alone, and after an edit only what the edit can touch is checked again."""

from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.checking import Checked, check
from site_builder.desk.checker import Checker
from site_builder.records.findings import Finding
from tests.conftest import TEMPLATES, Space

DAY = date(2024, 10, 20)
HEAD = """\
title: "{organ}关于巡察整改情况的通报"
kind: rectification
organ: {id}
inspection:
  type: "巡察"
  teams: ["市委第一巡察组"]
  feedback: "2024-03-05"
published: "{day}"
window: unstated
"""
ORGANS = """\
amr:
  name: "云州市市场监管局"
  region: "云州市"
water:
  name: "云岭市水务局"
  region: "云岭市"
"""
LONG = "由营业部逐户核对用水档案与现场水表，补登漏登的用户，修正错登的表号，并把结果报送财务部存档备查。"
TEXT = """\
## 一、整改情况 {{role=problems}}
### 1. 用水档案不全 {{#p1}}
- {first}
### 2. 表号错登 {{#p2}}
- {second}
"""
WORDS = "wrong\tright\tgrade\twhy\n跟进一次\t回访一次\terror\t本站用语\n\t以人民为中心\twarning\t固定表述\n"


def write(space: Space, slug: str, day: str, first: str, second: str, organ: str = "amr", more: str = "") -> None:
    head = HEAD.format(organ="云州市市场监管局" if organ == "amr" else "云岭市水务局", id=organ, day=day)
    space.notice(slug, text=TEXT.format(first=first, second=second), head=head + more)


@pytest.fixture
def site(space: Space) -> Space:
    """Three notices: the second has words of the first; the third belongs to another place."""
    space.write("organs.yaml", ORGANS)
    space.write("wording/本站.tsv", WORDS)
    write(space, "a", "2024-05-06", f"已建档。{LONG}", "已更正表号。")
    write(space, "b", "2024-06-06", "已建档，跟进一次。", f"已更正。{LONG}")
    write(space, "c", "2024-07-06", "已建档。", "坚持以人名为中心，在云州市更正表号。", organ="water")
    return space


def checked(space: Space) -> Checked:
    return check(content=space.content, day=DAY, against=None, jobs=1, templates=TEMPLATES, drafts=False)


def told(space: Space) -> list[Finding]:
    return checked(space).findings


def codes(space: Space) -> list[tuple[str, str, int]]:
    return sorted((f.at.path.split("/")[-2], f.code, f.at.line) for f in told(space))


FOUND = [("b", "E001", 14), ("b", "E010", 16), ("c", "E002", 16), ("c", "E011", 16)]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_are_warnings_and_the_later_place_is_named(site: Space) -> None:
    assert codes(site) == FOUND
    assert {f.severity for f in told(site)} == {"warning"}
    [copied] = [f for f in told(site) if f.code == "E010"]
    assert copied.what == "p2 有 48 个字与a 的 p1 相同"
    assert "content/notices/a/notice.md:14" in copied.why


def test_nothing_of_them_is_public(site: Space) -> None:
    assert site.build(DAY).warnings == 0, "a build does not read twice"
    with_lists = files(site.out)
    whole = b"".join(content for content in with_lists.values()).decode("utf-8", "replace")
    for words in (
        "回访一次",
        "本站用语",
        "以人民为中心",
        "固定表述",
        "本站.tsv",
        "E001",
        "E010",
        "E011",
        "像是别处",
        "词表",
    ):
        assert words not in whole, words
    (site.content / "wording" / "本站.tsv").unlink()
    (site.content / "wording").rmdir()
    other = site.folder / "other"
    site.build(DAY, out=other)
    assert files(other) == with_lists, "lists of wording change no byte of the site"


@pytest.mark.parametrize(("organ", "found"), [("water", ["p2 有 52 个字与a 的 p2 相同"]), ("amr", [])])
def test_one_title_is_one_item_for_one_organ_alone(site: Space, organ: str, found: list[str]) -> None:
    """Two organs with the same problem have two problems: one closing for both is copied."""
    write(site, "a", "2024-05-06", "已建档。", f"已更正。{LONG}")
    write(site, "b", "2024-06-06", "已建档。", f"已更正。{LONG}", organ=organ)
    assert [f.what for f in told(site) if f.code == "E010"] == found


def test_an_acknowledged_one_is_counted(site: Space) -> None:
    known = 'acknowledged: [{code: "E010", at: "已更正。由营业部", why: "原文如此"}, {code: "E001", at: "跟进一次", why: "原文如此"}]\n'
    write(site, "b", "2024-06-06", "已建档，跟进一次。", f"已更正。{LONG}", more=known)
    assert [code for slug, code, _ in codes(site) if slug == "b"] == []
    assert checked(site).acknowledged == 2
    result = site.build(DAY)
    assert (result.warnings, result.acknowledged) == (0, 0), "what nobody looked for is neither there nor missing"
    write(site, "b", "2024-06-06", "已建档。", "已更正。", more=known)
    assert [code for slug, code, _ in codes(site) if slug == "b"] == ["R020", "R020"]


def test_an_edit_makes_its_own_notice_again_and_no_other(site: Space) -> None:
    assert site.build(DAY).units_made == 3
    write(site, "a", "2024-05-06", "已建档。", "已更正表号。")
    assert site.build(DAY).units_made == 1  # b had words of it
    site.write("wording/本站.tsv", WORDS + "更正表号\t改正表号\twarning\t说明\n")
    assert site.build(DAY).units_made == 0


def test_the_desk_says_the_same_of_one_notice(site: Space) -> None:
    checker = Checker(site.content, lambda: DAY)
    for slug in "abc":
        assert [(slug, f.code, f.at.line) for f in checker.findings(slug)] == [
            each for each in FOUND if each[0] == slug
        ]
    write(site, "a", "2024-05-06", "已建档。", "已更正表号。")
    assert [f.code for f in checker.findings("b")] == ["E001"]


def test_a_wrong_line_of_a_list_stops_the_build(site: Space) -> None:
    site.write("wording/本站.tsv", WORDS + "甲\t乙\tgrave\t说明\n")
    assert [(f.code, f.at.path, f.at.line) for f in site.findings(str(DAY))] == [
        ("S009", "content/wording/本站.tsv", 4)
    ]
