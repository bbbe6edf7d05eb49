"""A warning that was acknowledged is counted and not told; what is acknowledged in vain is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.check_run import say_check
from site_builder.commands.checking import check
from site_builder.records.findings import Finding
from tests.conftest import DUE_LEDGER, HEAD, TEMPLATES, Space

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
