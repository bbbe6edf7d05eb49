"""Actions of the desk on random ledgers: `check` understands what they leave, undo gives the bytes back, comments stay."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.desk.actions import act
from site_builder.desk.deck import deck
from site_builder.desk.edits import RefusedError
from site_builder.desk.file_text import NotTextError
from site_builder.desk.mending import lines_set_aside
from site_builder.desk.opened import LEDGER, NOTICE, Opened
from site_builder.desk.writing import ConflictError, Writer
from site_builder.importing.mark import IMPORTED
from site_builder.records.findings import Finding
from site_builder.records.ledger_model import Due, Entry
from site_builder.records.notice import read_notice
from site_builder.records.quotes import comparable, occurrences
from tests.cases import cases

HEAD = """\
title: "关于巡察整改情况的通报"   # 标题
kind: rectification
organ: amr
published: "2024-10-17"
window: unstated
draft: true
"""
TEXT = """\
关于巡察整改情况的通报

## 一、整改情况 {role=problems}

#### 1. 关于“拨付迟缓”问题 {#p1}

整改情况：

- 一是已制定《资金拨付办法》，压缩拨付时限，由财务科牵头落实。
- 二是目前正在清理历年沉淀资金，计划于2025年6月前完成，已收回12.5万元。

#### 2. 关于“台账不全”问题 {#p2}

已完成全部台账补录，问题已整改到位。目前正在清理旧档案，目前正在清理旧图纸。

#### 3. 关于“检查不够”问题 {#p3}

- 一是检查3次，检查3次都有记录。
- 二是检查3次以后不再检查。

## 二、下一步打算 {role=next-steps}

继续抓好整改。
"""
FILE = "三项工作已于2024年11月20日全部完成，另有一项正在办理。"
DAY = date(2024, 12, 1)


def notice(ledger: str, text: str = TEXT, head: str = HEAD) -> dict[str, bytes | None]:
    return {NOTICE: f"---\n{head}---\n{text}".encode(), LEDGER: ledger.encode()}


def opened(files: dict[str, bytes | None]) -> Opened:
    return Opened("n", files, DAY, {"进展.txt": FILE}, {"other": FILE})


def do(files: dict[str, bytes | None], **told: Any) -> dict[str, bytes | None]:
    return {**files, **act(opened(files), told).files}


def card(files: dict[str, bytes | None], number: int = 0, kind: str = "status") -> str:
    return [each.id for each in deck(opened(files)) if each.kind == kind][number]


def ledger(files: dict[str, bytes | None]) -> str:
    return (files[LEDGER] or b"").decode()


SUGGESTED = """\
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      quote: "已完成全部台账补录"   # 核
      suggested: true
"""


def test_accepting_takes_the_mark_away() -> None:
    files = notice(SUGGESTED)
    assert ledger(do(files, do="accept", card=card(files))) == SUGGESTED.replace("      suggested: true\n", "")


def test_rejecting_takes_the_whole_entry_away() -> None:
    files = notice(SUGGESTED)
    assert ledger(do(files, do="reject", card=card(files))) == ""


HEADING = "#### 1. 关于“拨付迟缓”问题 {#p1}"


@pytest.mark.parametrize(
    ("before", "says", "after"),
    [
        ("{#p1}", "measure", "{#p1 states=measure}"),
        ("{#p1 states=measure}", "problem", "{#p1 states=problem}"),
        ("{#p1 states=measure origin=summary}", "demand", "{#p1 origin=summary states=demand}"),
    ],
)
def test_what_a_heading_states(before: str, says: str, after: str) -> None:
    files = notice("", TEXT.replace(HEADING, HEADING.replace("{#p1}", before)))
    made = do(files, do="states", block=2, states=says)
    assert (made[NOTICE] or b"").decode() == (files[NOTICE] or b"").decode().replace(before, after)


@pytest.mark.parametrize(("block", "says"), [(1, "measure"), (99, "measure"), (2, "fault")])
def test_no_other_line_states_anything(block: int, says: str) -> None:
    with pytest.raises(RefusedError):
        do(notice(""), do="states", block=block, states=says)


def test_a_status_by_its_number_judges_the_card() -> None:
    files = notice(SUGGESTED)
    made = ledger(do(files, do="status", card=card(files), status="partial"))
    assert "status: partial\n" in made and "suggested" not in made


def test_a_judged_doubt_stays_one_card() -> None:
    record = '{"doubts": [{"line": 3, "text": "由财务科牵头落实", "why": "看一看"}]}'.encode()
    files: dict[str, bytes | None] = {**notice(SUGGESTED), IMPORTED: record}
    doubt = card(files, kind="structure")
    for told, state in (({"do": "reject"}, "rejected"), ({"do": "accept"}, "accepted")):
        outcome = act(opened(files), {**told, "card": doubt})
        cards = deck(opened({**files, **outcome.files}), [outcome.act])
        assert [each.state for each in cards if each.kind == "structure"] == [state]
        assert len({each.id for each in cards}) == len(cards)


def test_a_rejected_claim_is_still_shown() -> None:
    files = notice(SUGGESTED)
    outcome = act(opened(files), {"do": "reject", "card": card(files)})
    cards = deck(opened({**files, **outcome.files}), [outcome.act])
    assert [(each.kind, each.state) for each in cards if each.kind == "status"] == [("status", "rejected")]


def test_in_a_draft_what_was_accepted_can_be_judged_again() -> None:
    files = do(notice(SUGGESTED), do="accept", card=card(notice(SUGGESTED)))
    assert "status: ongoing" in ledger(do(files, do="status", card=card(files), status="ongoing"))
    assert ledger(do(files, do="reject", card=card(files))) == ""
    public = do(files, do="publish")
    for told in ({"do": "reject"}, {"do": "status", "status": "ongoing"}):
        with pytest.raises(RefusedError, match="已经公开的记录"):
            do(public, card=card(public), **told)


def block_with(words: str) -> tuple[int, int, int]:
    outline = opened(notice("")).notice
    assert outline is not None
    for index, block in enumerate(outline.outline.blocks):
        if (at := block.text.find(words)) >= 0:
            return index, at, at + len(words)
    raise AssertionError(words)


def claim(files: dict[str, bytes | None], words: str, **told: Any) -> str:
    block, start, stop = block_with(words)
    return ledger(do(files, do="claim", block=block, start=start, stop=stop, **told))


def test_selected_words_become_a_claim_where_they_stand() -> None:
    made = claim(notice(""), "正在清理历年沉淀资金", kind="status", status="ongoing")
    assert made == (
        'p1:\n  entries:\n    - as_of: "2024-10-17"\n      status: ongoing\n      about: m2\n'
        '      quote: "正在清理历年沉淀资金"\n'
    )


def test_words_that_stand_twice_are_widened_until_they_are_one_place() -> None:
    block, start, _ = block_with("目前正在清理旧档案")
    told = {"block": block, "start": start, "stop": start + len("目前正在清理")}
    made = ledger(do(notice(""), do="claim", kind="status", status="ongoing", about=None, **told))
    assert 'quote: "目前正在清理旧档案"' in made


def test_a_due_date_a_unit_a_figure_and_a_document() -> None:
    assert 'by: "2025-06"' in claim(notice(""), "计划于2025年6月前完成", kind="due", by="2025-06")
    made = claim(notice(""), "由财务科牵头", kind="responsible", unit="财务科", role="牵头")
    assert '- unit: "财务科"\n      role: "牵头"\n      about: m1\n      quote: "由财务科牵头' in made
    made = claim(notice(""), "已收回12.5万元", kind="fact", label="收回", value="12.5", figure="万元")
    assert 'value: "12.5"\n      unit: "万元"' in made
    made = claim(notice(""), "已制定《资金拨付办法》", kind="document", title="《资金拨付办法》", act="issued")
    assert "kind: document\n      act: issued" in made
    with pytest.raises(RefusedError, match="引语里没有 13"):
        claim(notice(""), "已收回12.5万元", kind="fact", label="收回", value="13")


def test_a_line_becomes_an_item_and_its_claims_go_with_it() -> None:
    files = notice(
        "p1:\n  entries:\n    - as_of: null\n      status: ongoing\n      about: m2\n"
        '      quote: "正在清理历年沉淀资金"\n      suggested: true\n'
    )
    made = do(files, do="shape", block=block_with("二是目前正在清理历年")[0], shape="item")
    assert (
        "#### 二是目前正在清理历年沉淀资金，计划于2025年6月前完成，已收回12.5万元。 {#p4}"
        in (made[NOTICE] or b"").decode()
    )
    assert ledger(made).startswith("p4:\n  entries:\n    - as_of: null\n      status: ongoing\n      quote:")


def test_a_line_set_aside_can_be_brought_back() -> None:
    lines = [{"line": n, "text": line.lstrip("# -").split(" {")[0]} for n, line in enumerate(TEXT.split("\n"), 1)]
    record = str({"lines": [each for each in lines if each["text"]]}).replace("'", '"').encode()
    files = {**notice(""), IMPORTED: record}
    block = block_with("继续抓好整改")[0]
    without = do(files, do="shape", block=block, shape="aside")
    aside = lines_set_aside(opened(without))
    assert [words for _, words, _ in aside] == ["继续抓好整改。"]
    assert do(without, do="back", line=aside[0][0])[NOTICE] == files[NOTICE]


def test_what_is_set_aside_is_kept_where_no_import_left_its_source() -> None:
    without = do(notice(""), do="shape", block=block_with("继续抓好整改")[0], shape="aside")
    assert [words for _, words, _ in lines_set_aside(opened(without))] == ["继续抓好整改。"]
    line = lines_set_aside(opened(without))[0][0]
    assert do(without, do="back", line=line)[NOTICE] == notice("")[NOTICE]


def test_redacted_words_are_not_in_the_source_either() -> None:
    block, start, stop = block_with("12.5万元")
    files = {**notice(""), IMPORTED: '{"lines": [{"line": 1, "text": "已收回12.5万元。"}]}'.encode()}
    told = {"block": block, "start": start, "stop": stop, "after": "若干", "date": "2024-12-01"}
    made = do(files, do="redact", what="第1项的一处", why="不应公开", **told)
    assert all("12.5万元".encode() not in (content or b"") for content in made.values())


def test_a_redaction_says_in_which_public_files_the_words_stand_still() -> None:
    block, start, stop = block_with("12.5万元")
    told = {
        "block": block,
        "start": start,
        "stop": stop,
        "after": "若干",
        "date": "2024-12-01",
        "what": "一处",
        "why": "不应公开",
    }
    files = notice("")

    def redact(evidence: dict[str, str | None], **more: str) -> bytes:
        made = act(Opened("n", files, DAY, evidence), {"do": "redact", **told, **more}).files
        return made[NOTICE] or b""

    with pytest.raises(RefusedError, match="这几个字还写在公开的文件里：台账.xlsx。"):
        redact({"台账.xlsx": "一是 12.5 万元", "图.jpg": None, "别的.txt": "12.6万元"})
    assert "12.5万元".encode() not in redact({"台账.xlsx": "一是 12.5 万元"}, left="yes")
    assert "12.5万元".encode() not in redact({"别的.txt": "12.6万元", "图.jpg": None})


def test_a_file_that_is_no_utf8_is_shown_and_not_written() -> None:
    files = {**notice(SUGGESTED), NOTICE: notice("")[NOTICE] + b"\xff\n"}  # type: ignore[operator]
    assert opened(files).notice is not None
    with pytest.raises(NotTextError):
        do(files, do="head", field="title", value="甲")


def test_progress_quotes_its_paper() -> None:
    told = {"item": "p2", "as_of": "2024-11-21", "status": "done", "file": "进展.txt"}
    made = ledger(do(notice(""), do="progress", quote="三项工作已于2024年11月20日全部完成", **told))
    assert (
        'basis: report\n      quote: "三项工作已于2024年11月20日全部完成"\n      source:\n        file: "进展.txt"'
        in made
    )
    with pytest.raises(RefusedError, match="不在依据里"):
        do(notice(""), do="progress", quote="四项工作已全部完成", **told)


def test_a_short_word_that_stands_often_is_corrected_where_it_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the file is not read again for each place before it."""
    said = "今天的的事，" * 300
    files = notice("", f"## 一、整改情况\n\n- {said}\n\n尾。\n", HEAD.replace("draft: true\n", ""))
    now = opened(files).notice
    assert now is not None
    (block,) = [n for n, each in enumerate(now.outline.blocks) if each.text.startswith("今天")]
    at = len(said) - 4
    read: list[int] = []
    real = Opened.with_files

    def counted(own: Opened, made: Mapping[str, bytes | None]) -> Opened:
        read.append(len(made))
        return real(own, made)

    monkeypatch.setattr(Opened, "with_files", counted)
    told = {"what": "一字", "why": "抄错", "date": "2024-12-01", "after": "地"}
    made = do(files, do="correct", block=block, start=at, stop=at + 1, **told)
    assert f"- {said[:at]}地{said[at + 1 :]}\n" in (made[NOTICE] or b"").decode() and len(read) <= 3


def test_a_correction_shows_and_quotations_follow() -> None:
    block, start, stop = block_with("12.5万元")
    files = notice('p1:\n  facts:\n    - label: "收回"\n      value: "12.5"\n      quotes: ["已收回12.5万元"]\n')
    told = {"block": block, "start": start, "stop": stop, "after": "12.6万元", "date": "2024-12-01"}
    made = do(files, do="correct", what="第1项收回的数", why="录入时抄错", **told)
    assert "已收回12.6万元。" in (made[NOTICE] or b"").decode()
    assert 'value: "12.6"\n      quotes: ["已收回12.6万元"]' in ledger(made)
    assert 'before: "12.5万元"\n      after: "12.6万元"' in ledger(made)
    made = do(files, do="redact", what="第1项的一处", why="不应公开", **{**told, "after": "若干"})
    assert "12.5万元" not in ledger(made) + (made[NOTICE] or b"").decode()
    with pytest.raises(RefusedError, match="不能再写要删去的原话"):
        do(files, do="redact", what="删去12.5万元", why="不应公开", **{**told, "after": "若干"})


@pytest.mark.parametrize("window", ["unstated", '{kind: publication, opens: "2024-10-17", closes: "2024-12-31"}'])
def test_withdrawn_at_once_is_a_record_of_its_own(window: str) -> None:
    """The window stays as the text has it; the notice is no draft again."""
    before = notice("", head=HEAD.replace("window: unstated", f"window: {window}").replace("draft: true\n", ""))
    after = do(before, do="withdraw", when="now")
    was, is_ = (str(each[NOTICE], "utf-8") for each in (before, after))  # type: ignore[arg-type]
    assert is_.replace('withdrawn: "2024-12-01"\n', "") == was != is_


def test_publishing_and_approval() -> None:
    files = do(notice(SUGGESTED), do="publish")
    assert b"draft" not in (files[NOTICE] or b"")
    files = do(files, do="approve", step="审批", by="党组书记", date="2024-12-01")
    assert b"text_sha256" in (files["approval.yaml"] or b"")


# -- random ledgers, random acts

QUOTES = {
    "p1": ["已制定《资金拨付办法》", "目前正在清理历年沉淀资金", "计划于2025年6月前完成", "已收回12.5万元"],
    "p2": ["已完成全部台账补录", "问题已整改到位", "目前正在清理旧档案"],
    "p3": ["检查3次都有记录", "检查3次以后不再检查"],
}


@st.composite
def ledgers(draw: st.DrawFn) -> str:
    """Ledgers as editors have them: comments, blank lines, either indentation, quoted or not, judged or not."""
    lines: list[str] = []
    number = 0
    for item in draw(st.lists(st.sampled_from(sorted(QUOTES)), unique=True, max_size=3)):
        lines += draw(st.sampled_from([[], [f"# 注{item}"], ["", f"# 注{item}"]]))
        inner = [f"{item}:" + draw(st.sampled_from(["", "   "]))]
        for name in draw(st.lists(st.sampled_from(["due", "entries", "facts"]), unique=True, min_size=1)):
            dash = draw(st.sampled_from(["  - ", "    - "]))
            rest = " " * len(dash)
            inner.append(f"  {name}:")
            for quote in draw(st.lists(st.sampled_from(QUOTES[item]), min_size=1, max_size=3)):
                number += 1
                inner += draw(st.sampled_from([[], [f"  # 注{number}"]]))
                keys = {
                    "due": ['by: "2025-06"', f'quote: "{quote}"'],
                    "entries": [draw(st.sampled_from(["as_of: null", "as_of: '2024-10-17'"])), f"quote: '{quote}'"],
                    "facts": ['label: "数"', f'quotes: ["{quote}"]'],
                }[name]
                if name == "entries":
                    keys.append("status: " + draw(st.sampled_from(["done", '"ongoing"', "partial"])))
                if draw(st.booleans()):
                    keys.insert(draw(st.integers(0, len(keys))), "suggested: true")
                inner.append(dash + keys[0])
                inner += [rest + key for key in keys[1:]]
        lines += inner
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return ending.join(lines) + draw(st.sampled_from([ending, ""]))


@st.composite
def acts(draw: st.DrawFn, files: dict[str, bytes | None]) -> dict[str, Any]:
    now = opened(files)
    assert now.notice is not None
    cards = deck(now)
    name = draw(
        st.sampled_from(["accept", "reject", "words", "status", "about", "claim", "shape", "shape", "head", "progress"])
    )
    blocks = now.notice.outline.blocks
    block = draw(st.integers(0, len(blocks) - 1))
    start = draw(st.integers(0, max(0, len(blocks[block].text) - 1)))
    told: dict[str, Any] = {"do": name, "block": block, "start": start, "stop": start + draw(st.integers(1, 30))}
    if cards:
        claims = [each for each in cards if each.kind != "head"] or cards
        told["card"] = draw(st.sampled_from(cards if name in ("accept", "reject") else claims)).id
    told["status"] = draw(st.sampled_from(["unstated", "ongoing", "done"]))
    told["shape"] = draw(st.sampled_from(["section", "item", "measure", "continuation", "paragraph", "aside"]))
    if name == "claim":
        told |= {"kind": draw(st.sampled_from(["status", "due"])), "by": "2025-06"}
    if name == "about":
        told["about"] = draw(st.sampled_from(["", "m1", "m2", "沉淀资金"]))
    if name == "head":
        told |= {
            "field": draw(st.sampled_from(["title", "published", "organ"])),
            "value": draw(st.sampled_from(["", "2024-10-18"])),
        }
    if name == "progress":
        told |= {"item": draw(st.sampled_from(["p1", "p2"])), "as_of": "2024-11-21", "file": "进展.txt"}
        told["quote"] = "三项工作已于2024年11月20日全部完成"
    return told


def broken(files: dict[str, bytes | None]) -> list[Finding]:
    """What cannot be read."""
    found: list[Finding] = []
    read_notice("n", opened(files).text, opened(files).ledger, "n", found)
    return found


@given(ledgers(), st.data())
@settings(max_examples=cases(50), deadline=None)
def test_any_sequence_of_acts(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("desk")
    files = notice(text)
    for name, content in files.items():
        (folder / "notices" / "n").mkdir(parents=True, exist_ok=True)
        (folder / "notices" / "n" / name).write_bytes(content or b"")
    writer = Writer(folder / "notices", folder)
    words = comparable(read_notice("n", opened(files).text, "", "n", []).outline.text)  # type: ignore[union-attr]
    done = 0
    for _ in range(data.draw(st.integers(1, 6))):
        told = data.draw(acts(files))
        try:
            outcome = act(opened(files), told)
        except RefusedError:
            continue
        made = {**files, **outcome.files}
        assert broken(made) == []
        assert noted(files) <= noted(made), told
        now = opened(made)
        assert now.notice is not None
        if told["do"] != "shape" or told["shape"] != "aside":
            assert comparable(now.notice.outline.text) == words
        assert quotes_stand(now, opened(files))
        changed = {name: (files.get(name), content) for name, content in outcome.files.items()}
        done += writer.change("n", outcome.label, "", outcome.act, changed) is not None
        words, files = comparable(now.notice.outline.text), made
        assert {name: writer.read("n", name) for name in files} == files
    for _ in range(done):
        assert Writer(folder / "notices", folder).undo("n", "") is not None  # a server that was started anew
    assert {name: writer.read("n", name) for name in (NOTICE, LEDGER)} == notice(text)


def noted(files: dict[str, bytes | None]) -> set[str]:
    """Comments on lines of their own; each is another."""
    return set(re.findall(r"^ *(# 注\w+)", ledger(files).replace("\r", ""), re.MULTILINE))


def quotes_stand(now: Opened, before: Opened) -> bool:
    """Words stand once where they are claimed, but for those that did not before either."""
    assert now.notice is not None and before.notice is not None
    bad = wrong(now)
    return bad <= wrong(before)


def wrong(now: Opened) -> set[str]:
    assert now.notice is not None
    found = set()
    for problem in now.notice.outline.problems:
        ledger_of = now.notice.ledger(problem.id)
        records: list[Due | Entry] = [*ledger_of.due, *ledger_of.entries]
        for record in records:
            if record.source or not record.quote:
                continue
            measure = problem.measure(record.about or "")
            heading = now.notice.outline.blocks[problem.start].text
            places = [measure.text] if measure else [problem.text, heading]
            if next((n for n in (occurrences(record.quote, words) for words in places) if n), 0) != 1:
                found.add(record.quote)
    return found


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "notices", tmp_path)
    writer.change("n", "", "", {}, {LEDGER: (None, b"a")})
    writer.path("n", LEDGER).write_bytes(b"other")
    with pytest.raises(ConflictError):
        writer.change("n", "", "", {}, {LEDGER: (b"a", b"b")})
    with pytest.raises(ConflictError):
        writer.undo("n", "")
    assert writer.read("n", LEDGER) == b"other"


@pytest.mark.parametrize("after", range(5))
def test_a_server_that_is_killed_loses_nothing_that_it_had_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed at any of its renames and writes: the change is there whole, or not at all where its journal line was not."""
    writer = Writer(tmp_path / "notices", tmp_path)
    writer.change("n", "", "", {}, {NOTICE: (None, b"1"), LEDGER: (None, b"1")})
    steps = 0

    def dying(descriptor: int) -> None:
        nonlocal steps
        steps += 1
        if steps > after:
            raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", dying)
    with pytest.raises(KeyboardInterrupt):
        writer.change("n", "", "", {}, {NOTICE: (b"1", b"2"), LEDGER: (b"1", b"2")})
    monkeypatch.undo()
    fresh = Writer(tmp_path / "notices", tmp_path)
    fresh.recover()
    assert {fresh.read("n", NOTICE), fresh.read("n", LEDGER)} == {b"2"}
    assert fresh.undo("n", "") is not None
    assert {fresh.read("n", NOTICE), fresh.read("n", LEDGER)} == {b"1"}
