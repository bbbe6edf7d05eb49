"""The desk in a real Chromium: a notice from its file to published without a file being opened."""

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import opened
from tests.conftest import REAL
from tests.desk.conftest import IMPORTED, RunningDesk
from tests.desk.test_office import OURS

CURRENT = '[data-card][aria-current="true"]'
OPEN = '[data-card][data-state="open"]'
SELECT = """([words, from, where]) => {
  const block = [...document.querySelectorAll(where)].find((each) => each.textContent.includes(from ?? words));
  block.scrollIntoView({ block: "center" });
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.top + box.height / 2, box.right];
  }
}"""
WATCH = """() => {
  window.waits = [];
  document.addEventListener("keydown", () => {
    const at = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - at)));
  }, true);
}"""
DRAWN = """() => {
  window.drawn = { cards: [], text: [] };
  for (const part of ["cards", "text"]) {
    const told = (changes) => window.drawn[part].push(...changes.flatMap((each) => [...each.addedNodes].map((node) => node.dataset.card ?? node.dataset.line)));
    new MutationObserver(told).observe(document.getElementById(part), { childList: true });
  }
}"""


def choose(page: Page, words: str, within: str | None = None, where: str = "[data-block]") -> None:
    """Selects words of the text with the mouse, as people do."""
    left, top, right = page.evaluate(SELECT, [words, within, where])
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move(right - 1, top, steps=5)
    page.mouse.up()


def at_work(chromium: CDPSession) -> float:
    """Milliseconds of the processor that the page's main thread has used: waiting for a busy machine is not in them."""
    told = chromium.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(each["value"]) for each in told if each["name"] == "TaskDuration")


def saved(page: Page) -> None:
    expect(page.locator('#desk-state[data-state="saved"]')).to_be_visible()


def notice(page: Page, desk: RunningDesk, slug: str | None = None) -> None:
    page.goto(f"http://{desk.host}/_desk/{slug or desk.slug}/")
    expect(page.locator('body[data-desk="notice"]')).to_be_visible()
    expect(page.locator(CURRENT)).to_be_visible()


def test_from_a_dropped_file_to_published(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    file = tmp_path / "通报.txt"
    file.write_text(IMPORTED, "utf-8")
    page.locator('body[data-desk="home"] input[type=file]').set_input_files(file)
    page.get_by_role("link", name="去校核").click()
    expect(page.locator(CURRENT)).to_be_visible()
    cards = page.locator(OPEN).count()
    assert cards > 5
    expect(page.locator("#desk-left")).to_have_attribute("data-open", str(cards))
    for _ in range(cards):
        page.keyboard.press("y")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(page.locator("#desk-left")).to_have_attribute("data-open", "0")
    saved(page)
    slug = page.url.rstrip("/").rpartition("/")[2]
    assert "suggested" not in desk.file("ledger.yaml", slug)
    page.locator("#publish").click()
    page.locator("[data-publish]").click()
    saved(page)
    assert "draft" not in desk.file("notice.md", slug)
    page.reload()
    expect(page.locator("#publish")).to_be_hidden()


DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name, { type: "text/plain" }));
  for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
PASTE = """(text) => {
  const carried = new DataTransfer();
  carried.setData("text/plain", text);
  const pasted = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
  Object.defineProperty(pasted, "clipboardData", { value: carried }); // Firefox takes none from scripts
  document.body.dispatchEvent(pasted);
}"""


def test_dropped_pasted_and_refused(page: Page, desk: RunningDesk) -> None:
    """Dropping and pasting do what choosing a file does; what is no notice is refused with its reason."""
    page.evaluate(DROP, [["会议.txt", "今天开会，会议强调了几点要求，大家都要认真学习。" * 9]])
    refused = page.locator('#intake-results [data-state="refused"]')
    expect(refused).to_contain_text("没有导入")
    expect(refused).not_to_contain_text("--force")  # there is a button for that
    page.evaluate(PASTE, IMPORTED)
    expect(page.get_by_role("link", name="去校核")).to_be_visible()
    page.get_by_text("粘贴文字…").click()
    page.get_by_label("通报的全文").fill(IMPORTED.replace("水务局", "住房局").replace("10月13日", "10月14日"))
    page.get_by_role("button", name="导入这段文字").click()
    expect(page.get_by_role("link", name="去校核")).to_have_count(2)
    expect(page.locator(".notice")).to_have_count(4)
    expect(page.locator('.notice a[href*="#"]').first).to_be_visible()


def test_several_files_dropped_at_once(page: Page, desk: RunningDesk) -> None:
    """Each becomes a notice of its own, and one that is refused does not keep the others out."""
    second = IMPORTED.replace("水务局", "住房局").replace("10月13日", "10月14日")
    notices = desk.running.space.content / "notices"
    before = set(notices.iterdir())
    page.evaluate(DROP, [["甲.txt", IMPORTED], ["会议.txt", "今天开会，会议强调了几点要求。" * 9], ["乙.txt", second]])
    expect(page.get_by_role("link", name="去校核")).to_have_count(2)
    expect(page.locator('#intake-results [data-state="refused"]')).to_have_count(1)
    made = [(folder / "notice.md").read_text("utf-8") for folder in set(notices.iterdir()) - before]
    assert sorted("水务局" in each for each in made) == [False, True]
    assert [each.count("维修资金使用公示规定") for each in made] == [1, 1]
    ways = [link.get_attribute("href") for link in page.get_by_role("link", name="去校核").all()]
    assert len(set(ways)) == 2
    expect(page.locator(".notice")).to_have_count(4)


def test_a_table_of_progress_is_no_notice_of_its_own(page: Page, desk: RunningDesk) -> None:
    """Whose progress it is, the editor says on the first page; nothing is written before."""
    before = desk.file("ledger.yaml")
    kind = "application/octet-stream"
    page.set_input_files("#intake-files", {"name": "进展.xlsx", "mimeType": kind, "buffer": OURS})
    told = page.locator("#intake-results")
    expect(told.get_by_role("button")).to_have_count(3)  # two notices have these items
    assert violations(page, ["color-contrast", "target-size"]) == [] and desk.file("ledger.yaml") == before
    told.get_by_role("button", name="的进展").nth(0 if desk.slug < "n" else 1).click()
    expect(told).to_contain_text("收回 2 条进展")
    assert 'file: "进展.xlsx"' in desk.file("ledger.yaml")
    expect(told.get_by_role("link", name="看这一份")).to_have_attribute("href", f"/_desk/{desk.slug}/")


def test_the_preview_leads_to_the_desk(page: Page, shared: RunningDesk) -> None:
    page.goto(f"http://{shared.host}/notices/n/")
    page.get_by_role("link", name="校核这一份").click()
    expect(page.locator('body[data-desk="notice"]')).to_be_visible()


def test_each_line_of_the_list_leads_to_its_place(page: Page, shared: RunningDesk) -> None:
    """A suggestion to its card, what the rules find to the panel that says it and how it is mended."""
    lines = page.locator(".notice", has=page.locator('a[href^="/_desk/n/"]')).locator(".notice__todo a")
    lines.filter(has_text="条建议没有校核").click()
    expect(page.locator(CURRENT)).to_have_attribute("data-state", "open")
    assert page.locator(CURRENT).get_attribute("data-card") == page.url.partition("#")[2]
    page.goto(shared.address)
    lines.filter(has_text="休息日").click(timeout=60_000)
    expect(page.locator("#panel-findings")).to_be_visible()
    expect(page.locator("#panel-findings")).to_contain_text("2024-11-16 是星期六")


def test_keys_judge_and_undo_gives_the_bytes_back(page: Page, desk: RunningDesk) -> None:
    before = desk.file("ledger.yaml")
    notice(page, desk)
    page.locator('[data-card][data-kind="due"] button').first.click()
    expect(page.locator(CURRENT)).to_have_attribute("data-kind", "due")
    expect(page.locator("mark[data-current]")).to_have_text("计划于2025年6月前完成")
    page.keyboard.press("k")
    expect(page.locator(CURRENT)).to_have_attribute("data-kind", "status")
    page.keyboard.press("m")
    saved(page)
    assert 'about: m2\n      quote: "目前' not in desk.file("ledger.yaml")
    page.keyboard.press("4")
    expect(page.locator(CURRENT)).to_have_attribute("data-kind", "due")
    page.keyboard.press("n")
    page.keyboard.press("y")
    saved(page)
    expect(page.locator('[data-card][data-state="rejected"]')).to_have_count(1)
    assert "status: partial" in desk.file("ledger.yaml") and "2025-06" not in desk.file("ledger.yaml")
    for _ in range(4):
        page.keyboard.press("u")
    saved(page)
    expect(page.locator('[data-card][data-kind="due"]')).to_have_attribute("data-state", "open")
    assert desk.file("ledger.yaml") == before


def test_a_judgement_draws_what_differs_and_no_more(page: Page, desk: RunningDesk) -> None:
    """The layout of a long notice takes long: a key draws the two cards that change, and of the text colours alone."""
    notice(page, desk)
    for _ in range(page.locator('[data-card][data-kind="head"]').count()):
        page.keyboard.press("y")
    saved(page)
    judged, following = (page.locator(OPEN).nth(n).get_attribute("data-card") for n in (0, 1))
    page.evaluate(DRAWN)
    page.keyboard.press("y")
    expect(page.locator(f'[data-card="{judged}"]')).to_have_attribute("data-state", "accepted")
    expect(page.locator(f'mark[data-claim="{judged}"]')).to_have_attribute("data-state", "accepted")
    expect(page.locator("mark[data-current]")).to_have_attribute("data-claim", str(following))
    saved(page)
    assert page.evaluate("window.drawn.text") == []
    assert set(page.evaluate("window.drawn.cards")) == {judged, following}


def test_selected_words_become_a_claim(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    choose(page, "已制定《资金拨付办法》")
    expect(page.locator("[data-offer]")).to_have_count(5)
    page.locator('[data-offer="status"]').click()
    page.locator('#offers button[data-status="done"]').click()
    saved(page)
    assert 'status: done\n      about: m1\n      quote: "已制定《资金拨付办法》"' in desk.file("ledger.yaml")
    choose(page, "压缩拨付时限")
    page.locator('[data-offer="due"]').click()
    page.get_by_label("到哪天").fill("2024-12")
    page.keyboard.press("Enter")
    saved(page)
    assert '- by: "2024-12"\n      about: m1\n      quote: "压缩拨付时限"' in desk.file("ledger.yaml")


def test_words_that_stand_twice_are_widened_where_everybody_sees_it(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    choose(page, "台账补录")
    page.locator('[data-offer="status"]').click()
    expect(page.locator("#offers")).to_contain_text("已完成全部台账补录")
    expect(page.locator("#offers strong")).to_contain_text("已多选几个字")


def test_other_words_by_keyboard_alone(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    page.locator('[data-card][data-kind="status"] button').last.click()
    page.keyboard.press("e")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    saved(page)
    assert 'quote: "已完成全部台账补录，问题已整改到位"' in desk.file("ledger.yaml")


def test_a_line_becomes_an_item(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    line = page.locator(".line", has_text="二是目前正在清理")
    line.hover()
    line.locator(".handle").click()
    page.locator('[data-shape="item"]').click()
    saved(page)
    assert "{#p3}" in desk.file("notice.md")
    assert desk.file("ledger.yaml").count("p3:") == 1 and "about: m2" not in desk.file("ledger.yaml")


def test_a_conflict_is_shown_side_by_side(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    path = desk.running.space.content / f"notices/{desk.slug}/ledger.yaml"
    path.write_text(path.read_text("utf-8").replace("status: done", "status: partial"), "utf-8")
    page.keyboard.press("y")
    expect(page.locator("dialog[data-conflict]")).to_be_visible()
    expect(page.locator("#desk-state")).to_have_attribute("data-state", "refused")
    expect(page.locator(".sides__after")).to_contain_text("status: partial")
    page.get_by_role("button", name="照现在的文件继续").click()
    expect(page.locator('[data-card][data-kind="status"]').last).to_contain_text("基本完成")
    assert "status: partial" in path.read_text("utf-8")


def test_progress_with_a_paper(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    desk.act(do="publish")
    paper = tmp_path / "进展.txt"
    paper.write_text("云州市水务局\n历年台账三百册已补录入库，尚有二十册正在核对。\n", "utf-8")
    page.goto(f"http://{desk.host}/_desk/{desk.slug}/")
    page.get_by_role("button", name="办理").click()
    page.locator('[data-task="progress"]').click()
    page.get_by_label("哪一项").select_option("p2")
    page.locator("[data-evidence]").set_input_files(paper)
    expect(page.locator("#evidence")).to_contain_text("三百册")
    choose(page, "历年台账三百册已补录入库，尚有二十册正在核对", where="#evidence p")
    expect(page.get_by_label("依据的话")).to_have_value("历年台账三百册已补录入库，尚有二十册正在核对")
    page.locator("select[name=status]").select_option("ongoing")
    page.get_by_label("这些话哪天公开的").fill("2024-10-19")
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".form")).to_have_count(0)
    saved(page)
    assert 'source:\n        file: "进展.txt"' in desk.file("ledger.yaml")


def test_a_due_date_moves_with_its_reason(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    """The first due date stays; the later one has the words of a paper, its day and why. Without a reason nothing moves."""
    due = next(card["id"] for card in desk.view()["cards"] if card["kind"] == "due")
    desk.act(do="accept", card=due)
    desk.act(do="publish")
    before = desk.file("ledger.yaml")
    paper = tmp_path / "请示.txt"
    paper.write_text("因资金尚未到位，沉淀资金清理的完成时限由2025年6月延至2025年9月。\n", "utf-8")
    page.goto(f"http://{desk.host}/_desk/{desk.slug}/")
    page.get_by_role("button", name="办理").click()
    page.locator('[data-task="move-due"]').click()
    page.get_by_label("哪一项").select_option("p1")
    page.locator("select[name=about]").select_option("m2")
    page.locator("[data-evidence]").set_input_files(paper)
    expect(page.locator("#evidence")).to_contain_text("延至")
    choose(page, "完成时限由2025年6月延至2025年9月", where="#evidence p")
    expect(page.get_by_label("依据的话")).to_have_value("完成时限由2025年6月延至2025年9月")
    page.get_by_label("改到哪天").fill("2025-09")
    page.get_by_label("哪天改的").fill("2024-10-19")
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#toast")).to_contain_text("为什么改")
    assert desk.file("ledger.yaml") == before
    page.get_by_label("为什么改").fill("资金尚未到位")
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".form")).to_have_count(0)
    saved(page)
    after = desk.file("ledger.yaml")
    assert '- by: "2025-06"\n      about: m2\n      quote: "计划于2025年6月前完成"\n' in after
    assert (
        '- by: "2025-09"\n      about: m2\n' in after and 'as_of: "2024-10-19"\n      reason: "资金尚未到位"' in after
    )
    assert [each for each in desk.view()["findings"] if each["severity"] == "error"] == []
    expect(page.locator('[data-card][data-kind="due"]')).to_have_count(2)
    expect(page.locator("[data-card]", has_text="时限：2025年9月（改期）")).to_have_count(1)
    page.keyboard.press("u")
    saved(page)
    assert desk.file("ledger.yaml") == before


def test_no_key_acts_while_an_input_method_composes(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "y", "selectionStart": 1, "selectionEnd": 1})
    page.evaluate("""() => {
      for (const key of ["y", "n", "u", "5"]) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true }));
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", keyCode: 229, bubbles: true }));
      }
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "y", ctrlKey: true, bubbles: true }));
    }""")
    saved(page)
    expect(page.locator(OPEN)).to_have_count(8)


def test_the_sheet_counts_what_was_judged_and_is_printed(page: Page, desk: RunningDesk) -> None:
    status, due, other = (card["id"] for card in desk.view()["cards"] if card["steps"])
    for told in (
        {"do": "status", "status": "partial", "card": status},
        {"do": "accept", "card": due},
        {"do": "reject", "card": other},
    ):
        assert desk.act(**told).status == 200
    page.goto(f"http://{desk.host}/_desk/{desk.slug}/sheet/")
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in page.locator("tr:has(td)").all()
    }
    assert rows["合计"] == ["1", "1", "1", "0", "5"]  # five of the head are open
    expect(page.locator(".sheet__acts li")).to_have_count(3)
    page.get_by_label("校核人（职务）").fill("整改办校核员")
    page.emulate_media(media="print")
    expect(page.locator(".sheet__tools")).to_be_hidden()
    expect(page.get_by_label("校核人（职务）")).to_have_value("整改办校核员")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SELECTED_BY_HANDLES = """(words) => {
  const block = [...document.querySelectorAll("[data-block]")].find((each) => each.textContent.includes(words));
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def test_by_touch_alone(desk: RunningDesk, browser: Browser) -> None:
    """A tablet upright: cards by their buttons, a mark leads to its card, words that are chosen with the system's handles."""
    with opened(browser, at=None, viewport={"width": 768, "height": 1024}, has_touch=True) as page:
        page.goto(desk.address)
        page.locator(f'.notice a[href="/_desk/{desk.slug}/"]').first.tap()
        expect(page.locator(CURRENT)).to_be_visible()
        page.locator("mark[data-claim]", has_text="目前正在清理历年沉淀资金").tap()
        expect(page.locator(CURRENT)).to_have_attribute("data-kind", "status")
        page.locator(CURRENT).get_by_role("button", name="采纳", exact=False).first.tap()
        saved(page)
        assert desk.file("ledger.yaml").count("suggested") == 2
        heights = page.locator(f"{CURRENT} button").evaluate_all(
            "all => all.map((e) => e.getBoundingClientRect().height)"
        )
        assert heights and min(heights) >= 36
        page.evaluate(SELECTED_BY_HANDLES, "已制定《资金拨付办法》")
        page.locator('[data-offer="status"]').tap()
        page.locator('#offers button[data-status="done"]').tap()
        saved(page)
        assert 'status: done\n      about: m1\n      quote: "已制定《资金拨付办法》"' in desk.file("ledger.yaml")
        page.locator("#undo").tap()
        saved(page)
        assert "已制定" not in desk.file("ledger.yaml")


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.audit)])
@pytest.mark.parametrize("width", [1280, pytest.param(768, marks=pytest.mark.audit)])
def test_everybody_can_use_it(desk: RunningDesk, browser: Browser, width: int, scheme: Any) -> None:
    with opened(browser, at=None, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        page.goto(desk.address)
        expect(page.locator(".notice")).to_have_count(2)
        page.locator("#settings-box summary").click()
        expect(page.locator('[data-form="settings"]')).to_be_visible()
        assert violations(page) == []
        notice(page, desk)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        choose(page, "已制定《资金拨付办法》")
        page.locator('[data-offer="due"]').click()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="办理").click()
        page.locator('[data-task="progress"]').click()
        assert violations(page) == []
        page.get_by_role("button", name="← 别的").click()
        page.locator('[data-task="head"]').click()
        assert violations(page) == []
        page.get_by_role("button", name="改巡察").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="检查").click()
        assert violations(page) == []
        page.keyboard.press("?")
        expect(page.locator("dialog[open]")).to_be_visible()
        assert violations(page) == []
        page.goto(f"http://{desk.host}/_desk/{desk.slug}/sheet/")
        assert violations(page) == []


def test_everything_is_said_in_chinese(page: Page, desk: RunningDesk) -> None:
    """No English and no bare codes in what is seen; ids of notices, names of files and of a program are names."""
    for path in ("", f"{desk.slug}/", f"{desk.slug}/sheet/"):
        page.goto(f"http://{desk.host}/_desk/{path}")
        page.wait_for_timeout(300)
        seen = re.sub(r"[\w./\\-]+\.(?:md|yaml)\b|git(?: init)?", "", page.evaluate("document.body.innerText"))
        words = re.findall(r"[A-Za-z][A-Za-z-]{2,}", seen)
        assert set(words) <= {"Esc", "Word", "WPS", "PDF", "Excel"}, words


@pytest.mark.audit
@pytest.mark.skipif(not REAL.is_dir(), reason="the real notices are not here")
def test_stopwatch_on_real_notices(page: Page, desk: RunningDesk, capsys: pytest.CaptureFixture[str]) -> None:
    """From a file to every suggestion judged: keystrokes a suggestion, and a card on the screen after a key."""
    told = []
    chromium = page.context.new_cdp_session(page)
    chromium.send("Performance.enable", {"timeDomain": "threadTicks"})
    for file in sorted(REAL.glob("*.txt")):
        page.goto(f"http://{desk.host}/_desk/")
        started = time.perf_counter()
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("link", name="去校核").first.click(timeout=60_000)
        expect(page.locator(CURRENT)).to_be_visible()
        cards = page.locator(OPEN).count()
        page.evaluate(WATCH)
        keys, used = 0, [at_work(chromium)]
        while page.locator(OPEN).count() and keys < 3 * cards:
            page.keyboard.press("y")
            keys += 1
            used.append(at_work(chromium))
        expect(page.locator('#desk-state[data-state="saved"]')).to_be_visible(timeout=60_000)
        page.locator("#publish").click()
        sound = page.locator("[data-publish]").is_enabled()
        if sound:
            page.locator("[data-publish]").click()
            expect(page.locator("#publish")).to_be_hidden(timeout=60_000)
        waits = sorted(page.evaluate("window.waits"))
        seconds = time.perf_counter() - started
        worked = max(after - before for before, after in pairwise(used))
        told.append(
            f"{file.name}: {cards} cards, {keys} keys and {4 if sound else 3} clicks, {'published' if sound else 'errors to mend'} "
            f"after {seconds:.1f} s; a card after {waits[len(waits) // 2]:.0f} ms, "
            f"at most {waits[-1]:.0f} ms, of which the page works at most {worked:.0f} ms"
        )
        assert keys <= 1.5 * cards
        assert waits[len(waits) // 2] <= 100
        assert worked <= 100  # every card, on a machine that does something else as well
    with capsys.disabled():
        print("\n" + "\n".join(told))


def test_what_the_rules_refuse_is_said_at_once(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    page.locator('[data-panel="later"]').click()
    page.locator('[data-task="close"]').click()
    decision = {"name": "销号.txt", "mimeType": "text/plain", "buffer": "经核查，符合销号条件，予以销号。".encode()}
    page.locator("[data-evidence]").set_input_files(decision)  # type: ignore[arg-type]
    expect(page.locator("#evidence")).to_contain_text("予以销号")
    told = {"quote": "符合销号条件，予以销号", "by": "云州市市场监管局", "date": "2024年10月18日"}
    for name, value in told.items():
        page.locator(f".form [name='{name}']").fill(value)
    page.locator(".form").get_by_role("button", name="记下").click()
    expect(page.locator("#toast")).to_contain_text("记下了，但是通不过：销号的单位是发布单位自己")
    expect(page.locator("#panel-findings")).to_be_visible()
    assert 'date: "2024-10-18"' in desk.file("ledger.yaml")


def test_what_was_typed_stays_where_it_is_refused(page: Page, desk: RunningDesk) -> None:
    notice(page, desk)
    refused = page.locator(".form__refused:visible")
    choose(page, "压缩拨付时限")
    page.locator('[data-offer="due"]').click()
    day = page.get_by_label("到哪天")
    day.fill("下个月")
    page.keyboard.press("Enter")
    expect(refused).to_contain_text("“下个月”不是日期")
    expect(day).to_have_value("下个月")
    day.fill("2024年12月")
    page.keyboard.press("Enter")
    expect(page.locator("#offers")).to_be_hidden()
    saved(page)
    assert '- by: "2024-12"' in desk.file("ledger.yaml")

    card = page.locator('[data-card="head-published"]')
    card.click()
    page.keyboard.press("e")
    day = page.get_by_role("dialog").get_by_role("textbox")
    day.fill("10月18号")
    page.keyboard.press("Enter")
    expect(refused).to_contain_text("“10月18号”不是日期")
    expect(day).to_have_value("10月18号")
    expect(card).to_have_attribute("aria-current", "true")
    day.fill("2024年10月18号")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_hidden()
    saved(page)
    assert 'published: "2024-10-18"' in desk.file("notice.md")
