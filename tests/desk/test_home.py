"""The list of all notices: what needs a hand, in words, each line leading to its place; at once for a thousand notices."""

import re
import time
from datetime import date

import pytest

from site_builder.desk.desk_service import DeskService
from site_builder.records.findings import Finding, Span
from tests.conftest import DUE_LEDGER, HEAD, LEDGER, ROOT, Space, some

DAY = date(2024, 10, 20)


def office(space: Space, day: date = DAY, *findings: Finding) -> DeskService:
    made = DeskService(space.content, lambda: day, lambda: findings)
    for _ in made.summaries.refresh():
        pass
    return made


def said(made: DeskService, slug: str = "n") -> list[str]:
    (row,) = [row for row in made.home()["notices"] if row["slug"] == slug]
    return [f"{todo['kind']}: {todo['said']}" for todo in row["todo"]]


def test_suggestions_lead_to_their_card(space: Space) -> None:
    space.notice(
        head=HEAD + "draft: true\n",
        ledger=LEDGER.replace("      status: done\n", "      status: done\n      suggested: true\n"),
    )
    made = office(space)
    assert said(made) == ["judge: 5 项基本信息要看", "judge: 1 条建议没有校核"]
    (row,) = made.home()["notices"]
    cards = {card["id"] for card in made.view("n")["cards"]}
    assert {todo["card"] for todo in row["todo"]} <= cards and row["urgent"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 10, 20), []),
        (date(2024, 11, 16), ["window: 2024年11月16日届满，今天是最后一天"]),
        (date(2025, 5, 1), ["coming: 第1项“关于“拨付迟缓”问题”（第2条措施）：2025年6月到期"]),
        (date(2025, 7, 1), ["lapsed: 第1项“关于“拨付迟缓”问题”（第2条措施）：2025年6月已过，还没有新的进展"]),
    ],
)
def test_days_that_come_and_pass(space: Space, day: date, expected: list[str]) -> None:
    space.notice(ledger=DUE_LEDGER)
    assert said(office(space, day)) == expected


def test_findings_stand_in_the_same_list(space: Space) -> None:
    space.notice()
    found = Finding(
        at=Span(path="content/notices/n/notice.md", line=3), code="W003", what="期限先截止后开始", why="opens 在后"
    )
    assert said(office(space, DAY, found)) == ["error: 期限先截止后开始：“第一天”在后"]


def test_every_notice_of_the_demonstration_has_its_line() -> None:
    made = DeskService(ROOT / "content", lambda: date(2026, 11, 20), tuple)
    assert len(list(made.summaries.refresh())) == len(list((ROOT / "content" / "notices").iterdir()))
    told = made.home()
    assert told["ready"] and len(told["notices"]) == told["number"]
    for todo in some(todo for row in told["notices"] for todo in row["todo"]):
        assert not re.search(r"[A-Za-z_]{3,}", todo["said"]), todo
        assert todo["kind"] in told["kinds"]


def test_a_thousand_notices_within_a_second(space: Space) -> None:
    for number in range(1000):
        space.notice(f"n{number}", ledger=DUE_LEDGER)
    made = DeskService(space.content, lambda: DAY, tuple)
    started = time.process_time()
    assert made.home()["notices"] == []  # nothing is known yet, and the page need not wait for it
    cold = time.process_time() - started
    for _ in made.summaries.refresh():
        pass
    started = time.process_time()
    assert len(made.home()["notices"]) == 1000
    assert max(cold, time.process_time() - started) < 1
    started = time.process_time()
    state = made.view("n7")["state"]
    made.act("n7", {"do": "head", "field": "title", "value": "别的通报", "state": state})
    assert time.process_time() - started < 2
    assert [row["title"] for row in made.home()["notices"] if row["slug"] == "n7"] == ["别的通报"]


def test_words_of_another_notice_are_evidence(space: Space) -> None:
    space.notice("n")
    space.notice(
        "later", text="## 一、后续进展\n历年沉淀资金已经全部清理完毕。\n", head=HEAD.replace("2024-10-17", "2024-10-18")
    )
    made = office(space)
    assert "历年沉淀资金已经全部清理完毕。" in made.evidence("n", {"notice": "later"})["text"]
    told = {"do": "progress", "item": "p1", "about": "m2", "status": "done", "as_of": "2024-10-18", "notice": "later"}
    told["quote"], told["state"] = "历年沉淀资金已经全部清理完毕", made.view("n")["state"]
    view = made.act("n", told)
    assert [each for each in view["findings"] if each["severity"] == "error"] == []
    assert 'notice: "later"' in (space.content / "notices/n/ledger.yaml").read_text("utf-8")
    with pytest.raises(KeyError):
        made.evidence("n", {"notice": "../n"})
