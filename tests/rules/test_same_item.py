"""The same words in two notices: found, except where both items are one matter."""

import pytest

from tests.rules.space import Edit, edited, findings_of

L, N, F = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md", "notices/2026-fangan/notice.md"
THEIRS = "notices/2026-fangan/ledger.yaml"
WORDS = "由工程部逐条核对竣工图与现场，补测漏登的支管和阀门位置，录入管网系统，并向街道公布抢修电话。"
SHARED = (  # item p3 of the one and p2 of the other
    Edit(N, "涉及9笔中的1笔。", f"涉及9笔中的1笔。{WORDS}"),
    Edit(F, "分批更换到期水表。", WORDS),
)
ALONE = Edit(N, "follows: 2026-fangan\n", "")
P3 = "p3:\n  entries:\n"
OTHER_ORGAN = Edit(F, "organ: linxi-water", "organ: linxi-city")
TITLED = Edit(F, "### 2. 水表更新滞后 {#p2}", "### 2. 工程款拖欠 {#p2}")
RECTIFICATION = Edit(F, "kind: action-plan", "kind: rectification")


def same_as(notice: str, item: str) -> str:
    return f'same_as:\n    - {{notice: {notice}, item: {item}, quote: "{WORDS}"}}\n'


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([], True),
        ([ALONE], True),
        ([Edit(L, P3, f"p3:\n  {same_as('2026-fangan', 'p2')}  entries:\n")], False),
        ([Edit(L, P3, f"p3:\n  {same_as('2026-fangan', 'p1')}  entries:\n")], True),
        ([Edit(L, P3, f"p3:\n  {same_as('2026-other', 'p2')}  entries:\n")], True),
        ([Edit(THEIRS, None, f"p2:\n  {same_as('2026-shuiwu', 'p3')}")], False),
        ([Edit(THEIRS, None, f"p2:\n  {same_as('2026-shuiwu', 'p1')}")], True),
        ([Edit(THEIRS, None, f"p2:\n  {same_as('2026-other', 'p3')}")], True),
        ([Edit(THEIRS, None, f"p1:\n  {same_as('2026-shuiwu', 'p3')}")], True),
        ([Edit(L, P3, 'p3:\n  closing: {date: "2026-10", by: "督改办", notice: 2026-fangan}\n  entries:\n')], False),
        ([Edit(L, P3, 'p3:\n  closing: {date: "2026-10", by: "督改办", notice: 2026-other}\n  entries:\n')], True),
        ([Edit(L, P3, 'p3:\n  closing: {date: "2026-10", by: "督改办"}\n  entries:\n')], True),
        ([TITLED], False),
        ([TITLED, ALONE], False),
        ([TITLED, OTHER_ORGAN], False),  # an action plan
        ([TITLED, RECTIFICATION], False),  # of the same organ
        ([TITLED, RECTIFICATION, OTHER_ORGAN], True),
        ([TITLED, RECTIFICATION, Edit(F, "organ: linxi-water\n", "")], False),
        ([TITLED, RECTIFICATION, Edit(F, "organ: linxi-water", "organ: linxi-old")], True),
        ([TITLED, RECTIFICATION, OTHER_ORGAN, Edit("organs.yaml", "  homepage:", "  successor: linxi-city\n  homepage:")], False),
        ([TITLED, RECTIFICATION, OTHER_ORGAN, Edit(N, "organ: linxi-water\n", "")], False),
        ([TITLED, RECTIFICATION, OTHER_ORGAN, Edit(N, "kind: rectification", "kind: action-plan")], False),
        ([Edit(F, "2. 水表更新滞后 {#p2}", "2. 水表更新滞后 {#p3}")], False),  # continued: the same id
        ([Edit(F, "2. 水表更新滞后 {#p2}", "2. 水表更新滞后 {#p3}"), ALONE], True),
        ([Edit(F, "2. 水表更新滞后 {#p2}", "3. 水表更新滞后 {#p2}")], False),  # or the same number
        ([Edit(F, "2. 水表更新滞后 {#p2}", "3. 水表更新滞后 {#p2}"), ALONE], True),
    ],
)  # fmt: skip
def test_items_of_one_matter_share_their_words(edits: list[Edit], found: bool) -> None:
    texts, _ = edited([*SHARED, *edits])
    told = [each.at.path for each in findings_of(texts) if each.code == "E010"]
    assert told == ([f"content/{N}"] if found else [])
