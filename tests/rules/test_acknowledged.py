"""A warning that was acknowledged is counted and not told; what is acknowledged in vain is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.check_run import say_check
from site_builder.commands.checking import check
from site_builder.records.findings import Finding, Severity, Span
from site_builder.rules.acknowledged import settled
from tests.conftest import DUE_LEDGER, HEAD, TEMPLATES, Space
from tests.rules.space import Edit, edited, notice_of

# The words do not say of the whole that it is done: B004.
DOUBTED = """\
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      quote: "有关科室表示问题已整改到位"
"""
KNOWN = DOUBTED + '  acknowledged: [{code: "B004", at: "entries.1.quote", why: "科室即本单位科室，原文如此"}]\n'
# Without the two warnings that the window of the sample has.
UNSTATED = HEAD[: HEAD.index("window:")] + "window: unstated\n"
TEXT = "## 二、整改情况 {role=problems}\n### 1. 台账不全 {#p1}\n一是已补录。\n### 2. 超期 {#p2}\n有关科室表示问题已整改到位。\n"


def told(space: Space) -> list[Finding]:
    return check(
        content=space.content, day=date(2024, 10, 20), against=None, jobs=1, templates=TEMPLATES, drafts=False
    ).findings


def test_it_is_counted_and_not_told(space: Space, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    space.notice(head=UNSTATED, text=TEXT, ledger=DOUBTED)
    assert [f.code for f in told(space)] == ["B004"]
    space.notice(head=UNSTATED, text=TEXT, ledger=KNOWN)
    found = check(
        content=space.content, day=date(2024, 10, 20), against=None, jobs=1, templates=TEMPLATES, drafts=False
    )
    assert (found.findings, found.acknowledged) == ([], 1)
    say_check(found.findings, space.content, "text", found.acknowledged)
    assert capsys.readouterr().out == "没有错误，没有提醒；1 条提醒已核对（acknowledged）\n"
    result = space.build()
    assert (result.warnings, result.acknowledged) == (0, 1)
    assert space.build().acknowledged == 1, "a unit that is kept is counted too"
    assert "acknowledged" not in json.dumps(space.json(), ensure_ascii=False), "it is for editors, and not published"


def test_one_place_only(space: Space) -> None:
    twice = (
        DOUBTED
        + '    - as_of: "2024-10-18"\n      status: done\n      about: m1\n      quote: "有关科室表示问题已整改到位"\n'
    )
    text = TEXT.replace("有关", "- 有关")
    space.notice(head=UNSTATED, text=text, ledger=twice + KNOWN.removeprefix(DOUBTED))
    assert [f.code for f in told(space)] == ["B004"]
    space.notice(
        head=UNSTATED, text=text, ledger=twice + '  acknowledged: [{code: "B004", at: "entries", why: "原文如此"}]\n'
    )
    found = sorted(told(space), key=lambda finding: finding.code)
    assert [f.code for f in found] == ["B004", "B004", "R020"]
    assert found[-1].why == "entries 处有 2 条 B004"


def test_errors_stop_the_build_whatever_is_acknowledged(space: Space) -> None:
    wrong = DUE_LEDGER.replace("status: ongoing", "status: done")
    space.notice(head=HEAD, ledger=wrong + '  acknowledged: [{code: "B003", at: "entries.1.quote", why: "原文如此"}]\n')
    assert {f.code for f in told(space) if f.severity == "error"} == {"B003", "R021"}


# -- one acknowledgement against findings at known places of a notice

N, L = "notices/2026-shuiwu/notice.md", "notices/2026-shuiwu/ledger.yaml"
HEAD_END = "states: problem\n"
ITEM = "p4:\n"
Place = tuple[str, int, int, int]  # path, line, column, length


def settle(
    item: str, told: str, *places: Place, severity: Severity = "warning", unread: str = ""
) -> tuple[int, list[Finding]]:
    """Takes   item: whose ledger has the acknowledgement, "" = the head; told: its code, place and reason, parted by |"""
    code, at, why = told.split("|")
    line = f'acknowledged:\n  - {{code: "{code}", at: "{at}", why: "{why}"}}\n'
    own = "".join(f"  {each}\n" for each in line.splitlines())
    edit = Edit(L, f"{item}:\n", f"{item}:\n{own}") if item else Edit(N, HEAD_END, HEAD_END + line)
    notice = notice_of(edited([edit])[0], "2026-shuiwu", [])
    assert notice is not None
    findings = [
        Finding(
            at=Span(path=f"content/{path}", line=line, column=column, length=length),
            code="W004",
            what="x",
            severity=severity,
        )
        for path, line, column, length in places
    ]
    found = settled(notice, findings, unread)
    return found.acknowledged, [each for each in found.findings if each not in findings] + [
        each for each in findings if each in found.findings
    ]


CLOSES, OPENS, KIND, WINDOW = (N, 20, 11, 12), (N, 19, 10, 12), (N, 18, 9, 11), (N, 17, 1, 6)
IN_TEXT = (N, 54, 20, 6)  # 每月巡查一次, two lines further down because of the acknowledgement above it
OTHER_WORDS = (N, 54, 5, 4)


@pytest.mark.parametrize(
    ("told_", "places", "count", "why"),
    [
        ("W004|window.closes|原文", [CLOSES], 1, ""),
        ("W004|window.closes|原文", [OPENS], 0, "window.closes 处没有 W004；这份通报里的 W004 在第 19 行"),
        ("W004|window.closes|原文", [], 0, "window.closes 处没有 W004"),
        ("B004|window.closes|原文", [CLOSES], 0, "window.closes 处没有 B004"),
        ("W004|window|原文", [CLOSES], 1, ""),
        ("W004|window|原文", [WINDOW], 1, ""),
        ("W004|window|原文", [CLOSES, WINDOW], 1, ""),  # the very place before what is below it
        ("W004|title|原文", [(N, 2, 21, 2)], 1, ""),  # words within the value
        ("W004|kind|原文", [(N, 2, 21, 2)], 0, "kind 处没有 W004；这份通报里的 W004 在第 2 行"),
        ("W004|window|原文", [CLOSES, OPENS], 0, "window 处有 2 条 W004"),
        ("W004|没有|原文", [CLOSES, OPENS, KIND, WINDOW], 0, "没有 处没有 W004；这份通报里的 W004 在第 20、19、18 行"),
        ("W004|每月巡查一次|原文", [IN_TEXT], 1, ""),
        ("W004|每月巡查一次|原文", [(N, 55, 1, 1)], 0, "每月巡查一次 处没有 W004；这份通报里的 W004 在第 55 行"),
        ("W004|每月巡查一次|原文", [IN_TEXT, OTHER_WORDS], 1, ""),
        ("W004|每月巡查一次|原文", [(N, 54, 1, 1), (N, 54, 9, 1)], 0, "每月巡查一次 处有 2 条 W004"),
        ("W004|管网|原文", [IN_TEXT], 0, "管网 处没有 W004；这份通报里的 W004 在第 54 行"),  # stands in several lines
        ("W004|milestones|原文", [(L, 69, 5, 1)], 0, "milestones 处没有 W004；这份通报里的 W004 在第 69 行"),
    ],
)  # fmt: skip
def test_an_acknowledgement_in_the_head(told_: str, places: list[Place], count: int, why: str) -> None:
    acknowledged, left = settle("", told_, *places)
    assert acknowledged == count
    assert [(f.code, f.why) for f in left if f.code != "W004"] == ([("R020", why)] if why else [])
    assert len([f for f in left if f.code == "W004"]) == len(places) - count
    if count and len(places) > 1:
        assert left[0].at.column != places[1 if places[1] == WINDOW else 0][2]


@pytest.mark.parametrize(
    ("told_", "severity", "what", "why", "mend"),
    [
        ("W004|window.closes| ", "warning", "没有写 why", "why 要写明为什么没有错", "补上 why"),
        ("W004|window.closes|原文", "error", "W004 是错误，不能放过", "acknowledged 只放过提醒", "改正那处错误，删去这一条"),
    ],
)  # fmt: skip
def test_what_cannot_be_acknowledged(told_: str, severity: Severity, what: str, why: str, mend: str) -> None:
    acknowledged, left = settle("", told_, CLOSES, severity=severity)
    assert acknowledged == 0
    assert [(f.code, f.at.line, f.what, f.why, f.mend) for f in left] == [
        ("R021", 32, what, why, mend),
        ("W004", 20, "x", "", ""),
    ]


@pytest.mark.parametrize(
    ("at", "count"), [("entries.1.quote", 1), ("entries.1", 1), ("entries", 1), ("entries.0.quote", 0), ("entries.2", 0), ("entries.x", 0)]
)  # fmt: skip
def test_an_acknowledgement_in_a_ledger(at: str, count: int) -> None:
    acknowledged, _ = settle("p4", f"W004|{at}|原文", (L, 62, 14, 18))
    assert acknowledged == count


def test_a_rule_that_did_not_run() -> None:
    assert settle("", "E010|window|原文", unread="E") == (0, [])
    assert [f.code for f in settle("", "E010|window|原文")[1]] == ["R020"]
