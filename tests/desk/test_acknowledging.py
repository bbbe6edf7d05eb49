"""A warning that an editor lets stand at the desk: it goes, whatever rule gave it and wherever it is, and nothing else does."""

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from site_builder.desk.acknowledging import can_stand
from site_builder.desk.actions import act
from site_builder.desk.edits import RefusedError
from site_builder.desk.opened import LEDGER, NOTICE, Opened
from site_builder.records.findings import Finding
from tests.cases import part
from tests.desk.conftest import RunningDesk
from tests.desk.test_page import notice, saved
from tests.rules.space import DAY, Texts, edited, findings_of
from tests.rules.test_cases import BROKEN, Row


def place(finding: Finding) -> tuple[str, str]:
    """The notice and the file that a finding is in; ('', '') for one of the site."""
    parts = finding.at.path.split("/")
    return (parts[2], parts[3]) if parts[1] == "notices" and len(parts) == 4 else ("", "")


def acknowledged(texts: Texts, finding: Finding) -> Texts:
    """The content after the desk has let a finding stand."""
    slug, file = place(finding)
    files = {
        name: texts[f"notices/{slug}/{name}"].encode() for name in (NOTICE, LEDGER) if f"notices/{slug}/{name}" in texts
    }
    at = finding.at
    told = {
        "code": finding.code,
        "file": file,
        "line": at.line,
        "column": at.column,
        "length": at.length,
        "why": "原文如此",
    }
    made = act(Opened(slug, files, DAY), {"do": "acknowledge", **told}).files
    return texts | {f"notices/{slug}/{name}": (content or b"").decode() for name, content in made.items()}


def said(findings: list[Finding]) -> Counter[tuple[str, str, str]]:
    """The findings without their lines, which move."""
    return Counter((each.code, each.what, each.at.path) for each in findings)


WARNED = [row for row in BROKEN if row.fields["code"] not in ("R020", "R021")]


@pytest.mark.parametrize("row", part(WARNED, lambda row: row.fields["code"], lambda row: row.name))
def test_a_warning_of_any_rule_goes_and_nothing_else(row: Row) -> None:
    texts, _ = edited(row.edits)
    found = findings_of(texts)
    for finding in found:
        if not can_stand(finding.code, finding.severity, place(finding)[1]):
            continue
        after = findings_of(acknowledged(texts, finding))
        assert said(after) == said(found) - said([finding]), (finding, after)


def test_the_rows_hold_many_warnings() -> None:
    rows = [row for row in WARNED if row.name.startswith("second-")]
    found = [each for row in rows for each in findings_of(edited(row.edits)[0])]
    assert sum(can_stand(each.code, each.severity, place(each)[1]) for each in found) > 20


@pytest.mark.parametrize(
    ("code", "severity", "file", "expected"),
    [
        ("W004", "warning", NOTICE, True),
        ("E001", "warning", LEDGER, True),
        ("W004", "error", NOTICE, False),
        ("R020", "warning", LEDGER, False),
        ("H001", "warning", NOTICE, False),
        ("F001", "warning", "files/甲.txt", False),
    ],
)
def test_what_can_stand(code: str, severity: str, file: str, expected: bool) -> None:
    assert can_stand(code, severity, file) is expected


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"code": "R020", "line": 2, "column": 8, "length": 1}, "这一条不能放过，要改正"),
        (
            {"code": "E001", "line": 9_000, "column": 1, "length": 1},
            "这一处说不清是哪几个字，不能在这里放过；先照改法改",
        ),
        ({"code": "E001", "line": 2, "column": 8, "length": 1, "why": " "}, "还没有填为什么不用改"),
        ({"code": "E001", "line": -1, "column": 8, "length": 1}, "line 应是一个数"),
    ],
)
def test_what_is_refused(told: dict[str, object], why: str) -> None:
    texts, _ = edited([])
    files = {
        NOTICE: texts["notices/2026-shuiwu/notice.md"].encode(),
        LEDGER: texts["notices/2026-shuiwu/ledger.yaml"].encode(),
    }
    with pytest.raises(RefusedError) as refused:
        act(Opened("n", files, DAY), {"do": "acknowledge", "file": NOTICE, "why": "原文如此", **told})
    assert str(refused.value) == why


def test_at_the_desk(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    page.locator('[data-panel="findings"]').click()
    warnings = page.locator("#panel-findings li")
    before = warnings.count()
    code = page.locator("[data-stand]").first.get_attribute("data-stand")
    page.locator("[data-stand]").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("为什么不用改").fill("")
    dialog.get_by_role("button", name="记下").click()
    expect(dialog.locator(".form__refused")).to_contain_text("还没有填为什么不用改")
    dialog.get_by_label("为什么不用改").fill("与原件核对过")
    dialog.get_by_role("button", name="记下").click()
    expect(warnings).to_have_count(before - 1 or 0)
    saved(page)
    written = desk.file("notice.md") + desk.file("ledger.yaml")
    assert f"code: {code}" in written and 'why: "与原件核对过"' in written
    page.locator("#undo").click()
    expect(warnings).to_have_count(before)
