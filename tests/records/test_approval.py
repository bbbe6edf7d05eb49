"""Which steps of an approval hold for what stands there now, and which ones a site still wants."""

from datetime import date
from hashlib import sha256

import pytest

from site_builder.records.approval import (
    ApprovalStep,
    approved_on,
    given,
    hashes,
    holds,
    kept_back,
    lacking,
    read_steps,
)
from site_builder.records.findings import Finding
from site_builder.records.notice import Notice, read_notice
from site_builder.records.register_model import Settings
from site_builder.records.registers import read_registers

HEAD = '---\ntitle: "通报"\nkind: rectification\norgan: amr\npublished: "2024-10-17"\nwindow: {}\n---\n'
TEXT = "## 一、整改情况 {role=problems}\n\n#### 1. 台账不全 {#p1}\n\n已补录。\n"
LEDGER = b"p1: null\n"


def notice(window: str = "none") -> Notice:
    found = read_notice("n", HEAD.format(window) + TEXT, LEDGER.decode(), "content/notices/n", [])
    assert found is not None
    return found


def step(name: str = "审批", by: str = "分管负责人", day: str = "2024-10-16", **told: str) -> str:
    lines = "".join(f'  {key}: "{value}"\n' for key, value in told.items())
    return f'- step: "{name}"\n  by: "{by}"\n  date: "{day}"\n{lines}'


NOW = hashes(notice(), LEDGER)


def test_the_hashes_are_of_text_ledger_and_head() -> None:
    assert {
        "text_sha256": sha256("一、整改情况\n1. 台账不全\n已补录。".encode()).hexdigest(),
        "ledger_sha256": sha256(LEDGER).hexdigest(),
        "head_sha256": sha256('{"organ":"amr","title":"通报","window":"none"}'.encode()).hexdigest(),
    } == NOW
    assert hashes(notice(), b"p1: null\r\n") == NOW  # line ends are no matter
    assert hashes(notice(), None)["ledger_sha256"] == sha256(b"").hexdigest()
    opened = hashes(notice('{kind: publication, opens: "2024-10-17", closes: "2024-11-16"}'), LEDGER)
    window = '{"closes":"2024-11-16","kind":"publication","opens":"2024-10-17","quote":null}'
    head = '{"organ":"amr","title":"通报","window":' + window + "}"
    assert {**NOW, "head_sha256": sha256(head.encode()).hexdigest()} == opened


@pytest.mark.parametrize(
    ("given_", "right"),
    [
        ({}, True),
        ({"text_sha256": "x"}, False),
        ({"ledger_sha256": "x"}, False),
        ({"head_sha256": "x"}, False),
        ({"head_sha256": None}, True),  # a step from before heads were held to
    ],
)
def test_a_step_holds_for_the_very_words(given_: dict[str, str | None], right: bool) -> None:
    told = {**NOW, **given_}
    made = ApprovalStep(step="审批", by="x", date="2024-10-16", **told)  # type: ignore[arg-type]
    assert holds(made, NOW) == right


def test_the_steps_that_are_given() -> None:
    found: list[Finding] = []
    crlf = {**NOW, "ledger_sha256": sha256(b"p1: null\r\n").hexdigest()}
    text = (
        step("初审", **NOW) + step("复核", **{**NOW, "text_sha256": "old"}) + step("审批", **crlf) + step("初审", **NOW)
    )
    assert given(notice(), LEDGER, text, found) == ("初审",)
    assert given(notice(), b"p1: null\r\n", text, found) == ("初审", "审批")  # its bytes, or as git keeps them
    assert given(notice(), LEDGER, None, found) == ()
    assert given(notice(), LEDGER, "", found) == ()
    assert found == []


def test_a_file_that_cannot_be_read_has_findings_at_their_place() -> None:
    found: list[Finding] = []
    assert given(notice(), LEDGER, '- step: "审批"\n', found) == ()
    assert {(f.code, f.at.path) for f in found} == {("R001", "content/notices/n/approval.yaml")}
    found = []
    assert read_steps("a: b: c\n", "x.yaml", found) == () and [f.at.path for f in found] == ["x.yaml"]


@pytest.mark.parametrize(
    ("approval", "day"),
    [
        (None, None),
        ("", None),
        ("a: b: c", None),
        (step(**NOW), date(2024, 10, 16)),
        (step(**NOW) + step(day="2024-10-20", **NOW), date(2024, 10, 20)),
        (step(day="十月", **NOW), None),
    ],
)
def test_the_day_is_that_of_the_last_step(approval: str | None, day: date | None) -> None:
    assert approved_on(approval) == day


SITE = 'format: 1\ntitle: "台账"\nbase_url: "https://tz.invalid/"\noperator: unofficial\nafter_close: keep\nstale_after_days: 365\n'


def settings(more: str) -> Settings:
    registers = read_registers({"site.yaml": SITE + more, "organs.yaml": 'amr:\n  name: "局"\n'}, "content", [])
    assert registers is not None
    return registers.settings


@pytest.mark.parametrize(
    ("more", "steps", "left"),
    [
        ("", (), ()),
        ("approval: recorded\n", (), ()),
        ("approval: required\n", (), ("审批",)),
        ("approval: required\n", ("初审",), ()),
        ('approval: required\napproval_steps: ["初审", "审批"]\n', (), ("初审", "审批")),
        ('approval: required\napproval_steps: ["初审", "审批"]\n', ("审批", "别的"), ("初审",)),
    ],
)
def test_what_a_site_still_wants(more: str, steps: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert lacking(settings(more), steps) == left


def test_what_is_kept_back_is_a_draft() -> None:
    assert not notice().head.draft
    assert kept_back(notice().head).draft and kept_back(notice().head).title == "通报"
