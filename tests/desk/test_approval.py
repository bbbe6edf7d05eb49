"""Where a site requires approval, a notice is public only with every step, given to its present text and ledger."""

import json
from datetime import date
from hashlib import sha256

import pytest

from site_builder.commands.checking import check
from site_builder.desk.actions import act
from site_builder.desk.opened import APPROVAL, LEDGER, NOTICE, Opened
from site_builder.records.findings import as_json
from tests.conftest import LEDGER as ENTRIES
from tests.conftest import SITE, TEMPLATES, Space

DAY = "2024-10-20"
REQUIRED = SITE + 'approval: required\napproval_steps: ["审核", "审批"]\n'


def approve(space: Space, step: str) -> None:
    folder = space.content / "notices" / "n"
    names = [name for name in (NOTICE, LEDGER, APPROVAL) if (folder / name).exists()]
    opened = Opened("n", {name: (folder / name).read_bytes() for name in names}, date(2024, 10, 20))
    outcome = act(opened, {"do": "approve", "step": step, "by": "办公室主任", "date": "2024-10-16"})
    for name, content in outcome.files.items():
        (folder / name).write_bytes(content or b"")


def public(space: Space) -> bool:
    space.build(DAY)
    found = "notices/n/index.html" in space.tree()
    assert found == any("拨付迟缓".encode() in content for content in space.tree().values())
    return found


def test_public_only_with_every_step(space: Space) -> None:
    space.write("site.yaml", REQUIRED)
    space.notice(ledger=ENTRIES)
    assert not public(space)
    result = space.build(DAY)
    assert result.unapproved == ["n"]
    assert [(each.slug, each.why) for each in result.withheld] == [("n", "没有审批齐，差：审核、审批")]
    approve(space, "审核")
    assert not public(space)
    approve(space, "审批")
    assert public(space)
    assert space.build(DAY).unapproved == []


@pytest.mark.parametrize("name", ["notice.md", "ledger.yaml"])
def test_a_change_after_approval_holds_it_back_again(space: Space, name: str) -> None:
    space.write("site.yaml", REQUIRED)
    space.notice(ledger=ENTRIES)
    approve(space, "审核")
    approve(space, "审批")
    assert public(space)
    path = space.content / "notices" / "n" / name
    path.write_text(path.read_text("utf-8").replace("正在清理", "已经清理"), "utf-8")
    if name == "notice.md":
        space.write("notices/n/ledger.yaml", "")
    assert not public(space)


def test_drafts_show_it_and_other_sites_do_not_ask(space: Space) -> None:
    space.notice(ledger=ENTRIES)
    space.write("site.yaml", SITE + "approval: recorded\n")
    assert public(space)
    space.write("site.yaml", REQUIRED)
    space.build(DAY, drafts=True)
    assert "notices/n/index.html" in space.tree()


def test_a_changed_title_needs_approval_again(space: Space) -> None:
    space.write("site.yaml", REQUIRED)
    space.notice(ledger=ENTRIES)
    approve(space, "审核")
    approve(space, "审批")
    path = space.content / "notices" / "n" / "notice.md"
    path.write_text(path.read_text("utf-8").replace("情况的通报", "情况的公告"), "utf-8")
    assert not public(space)


def test_a_check_prints_the_hashes_that_a_step_is_held_to(space: Space) -> None:
    """For those who write approval.yaml by a program of their own."""
    space.write("site.yaml", REQUIRED)
    space.notice(ledger=ENTRIES)
    found = check(space.content, date.fromisoformat(DAY), None, 1, TEMPLATES, False).findings
    [told] = [each for each in json.loads(as_json(found)) if each["code"] == "R040"]
    notice, ledger = (space.content / "notices" / "n" / name for name in (NOTICE, LEDGER))
    assert told["approval"]["ledger_sha256"] == sha256(ledger.read_bytes()).hexdigest()
    assert sorted(told["approval"]) == ["head_sha256", "ledger_sha256", "text_sha256"]
    steps = [{"step": step, "by": "办公室主任", "date": "2024-10-16", **told["approval"]} for step in ("审核", "审批")]
    space.write("notices/n/approval.yaml", json.dumps(steps, ensure_ascii=False))
    assert public(space)
    notice.write_text(notice.read_text("utf-8").replace("关于", "有关", 1), "utf-8")
    assert not public(space)
