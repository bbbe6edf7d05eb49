"""The whole life of one notice at the desk, in Chromium, and the pictures of the handbook that are taken on the way.

To take them anew: DESK_PICTURES=docs/handbook/pictures python -m pytest -m "not audit" tests/desk/test_life.py
"""

import os
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import opened
from tests.conftest import ROOT, SITE, Space, folded
from tests.desk.conftest import IMPORTED, RunningDesk
from tests.desk.firefox import firefox, firefox_path
from tests.desk.test_page import CURRENT, OPEN, choose, notice, saved
from tests.preview.conftest import Running, free_port

CLOSED = "经现场核查，投诉办理整改事项符合销号条件，予以销号。"
ORGANS = """\
yunzhou-water:
  name: "云州市水务局"
"""


class Album:
    """Takes pictures where somebody wants them; without that, only the way is gone."""

    def __init__(self, page: Page):
        self.page = page
        folder = os.environ.get("DESK_PICTURES")
        self.folder = ROOT / folder if folder else None

    def take(self, name: str) -> None:
        assert (ROOT / "docs" / "handbook" / "pictures" / f"{name}.png").is_file() or self.folder, name
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("document.getElementById('toast') && (document.getElementById('toast').hidden = true)")
            picture = Image.open(BytesIO(self.page.screenshot()))
            picture.quantize(96).save(self.folder / f"{name}.png", optimize=True)


@pytest.fixture
def desk(space: Space) -> Iterator[RunningDesk]:
    space.write("site.yaml", SITE + "approval: recorded\n")
    space.write("organs.yaml", ORGANS)
    git(space, "init", "-q")
    git(space, "config", "user.name", "编辑")
    git(space, "config", "user.email", "bianji@yunzhou.invalid")
    git(space, "add", "content")
    git(space, "commit", "-qm", "开始")
    running = Running(space, free_port())
    try:
        running.until("预览  http")
        yield RunningDesk(running)
    finally:
        running.end()


def git(space: Space, *arguments: str) -> str:
    command = ["git", "-C", str(space.folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def fill(page: Page, **told: str) -> None:
    """Fields of the form that is open, by their names."""
    for name, value in told.items():
        field = page.locator(f".form [name='{name}']")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def paper(page: Page, path: Path, words: str) -> None:
    """A paper dropped in, and words chosen in its text, with whatever spaces the paper has between them."""
    page.locator("[data-evidence]").set_input_files(path)
    loose = re.compile(r"\s*".join(map(re.escape, words)))
    expect(page.locator("#evidence")).to_contain_text(loose)
    page.evaluate(
        """(loose) => {
          for (const line of document.querySelectorAll("#evidence p")) {
            const found = line.textContent.match(loose);
            if (!found) continue;
            const range = document.createRange();
            range.setStart(line.firstChild, found.index);
            range.setEnd(line.firstChild, found.index + found[0].length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
          document.getElementById("evidence").dispatchEvent(new PointerEvent("pointerup"));
        }""",
        loose.pattern.replace("\\ ", " "),
    )
    expect(page.get_by_label("依据的话")).to_have_value(loose)


def task(page: Page, name: str) -> None:
    page.locator('[data-panel="later"]').click()
    if not page.locator(f'[data-task="{name}"]').count():
        page.get_by_role("button", name="← 别的").click()
    page.locator(f'[data-task="{name}"]').click()


def record(page: Page) -> None:
    page.locator(".form").get_by_role("button", name="记下").click()
    expect(page.locator(".form")).to_have_count(0)
    saved(page)


def no_errors(desk: RunningDesk, slug: str) -> None:
    assert [each for each in desk.view(slug)["findings"] if each["severity"] == "error"] == []


def pdf(browser: Browser, path: Path, words: str) -> Path:
    with opened(browser, at=None) as page:
        page.set_content(f"<p>{words}</p>")
        page.pdf(path=path)
    return path


PROGRESS = "其余8份中已核对5份，另有3份正在补正。"


def test_the_life_of_a_notice(desk: RunningDesk, browser: Browser, tmp_path: Path) -> None:
    live(desk, browser, tmp_path, pdf(browser, tmp_path / "进展.pdf", PROGRESS))


@pytest.mark.audit
@pytest.mark.skipif(not firefox_path(), reason="no Firefox here: tests/audit/install.sh")
def test_the_life_of_a_notice_in_firefox(
    desk: RunningDesk, browser: Browser, driver: Playwright, tmp_path: Path
) -> None:
    paper = pdf(browser, tmp_path / "进展.pdf", PROGRESS)
    with firefox(driver, tmp_path) as other:
        live(desk, other, tmp_path, paper)


def live(desk: RunningDesk, browser: Browser, tmp_path: Path, progress: Path) -> None:
    """From a file to the commit of all that came later. Takes   progress: a PDF with PROGRESS"""
    space = desk.running.space
    with opened(browser, at=None, viewport={"width": 1280, "height": 800}, locale="zh-CN") as page:
        album = Album(page)

        # a file comes in
        page.goto(desk.address)
        file = tmp_path / "通报.txt"
        file.write_text(IMPORTED, "utf-8")
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("link", name="去校核")).to_be_visible()
        album.take("home")
        page.get_by_role("link", name="去校核").click()
        expect(page.locator(CURRENT)).to_be_visible()
        slug = page.url.rstrip("/").rpartition("/")[2]

        # head, doubts, suggestions
        while page.locator(CURRENT).get_attribute("data-kind") in ("head", "structure"):
            page.keyboard.press("y")
        album.take("card")
        page.keyboard.press("m")
        saved(page)
        for _ in range(page.locator(OPEN).count()):
            page.keyboard.press("y")
        expect(page.locator(OPEN)).to_have_count(0)
        saved(page)
        choose(page, "目前已补正36份")
        page.locator('[data-offer="fact"]').click()
        album.take("select")
        page.locator("#offers [name=label]").fill("补正公示材料")
        page.locator("#offers").get_by_role("button", name="记下").click()
        saved(page)
        line = page.locator(".line", has_text="一是将投诉办理时限")
        line.hover()
        line.locator(".handle").click()
        album.take("structure")
        page.keyboard.press("Escape")
        no_errors(desk, slug)

        # 校核单, approval, publishing
        page.goto(f"http://{desk.host}/_desk/{slug}/sheet/")
        page.locator("#who").fill("整改办校核员")
        album.take("sheet")
        notice(page, desk, slug)
        task(page, "approve")
        fill(page, step="审批", by="办公室主任", date="2024-10-15")
        record(page)
        page.locator("#publish").click()
        album.take("publish")
        page.locator("[data-publish]").click()
        saved(page)
        assert "draft" not in desk.file("notice.md", slug)

        # a month later: progress with a PDF, closing, a verdict
        page.reload()
        expect(page.locator("[data-task]").first).to_be_visible()
        task(page, "progress")
        fill(page, item="p1", as_of="2024-10-20", status="ongoing")
        paper(page, progress, "已核对5份，另有3份正在补正")
        album.take("progress")
        record(page)
        no_errors(desk, slug)
        assert "进展.pdf" in desk.file("ledger.yaml", slug)
        decision = tmp_path / "销号决定.txt"
        decision.write_text(CLOSED, "utf-8")
        task(page, "close")
        fill(page, item="p2", by="云州市督察整改办公室", date="2024-10-20", ref="云督改销2024-1号")
        paper(page, decision, CLOSED.rstrip("。"))
        record(page)
        no_errors(desk, slug)
        task(page, "verdict")
        fill(page, item="p2", by="云州市督察整改办公室", date="2024-10-20", verdict="符合")
        paper(page, decision, "投诉办理整改事项符合销号条件")
        record(page)
        no_errors(desk, slug)

        # the text was wrong; something must not be there
        page.locator('[data-pane="text"]').click()
        choose(page, "36份")
        page.locator('[data-offer="correct"]').click()
        fill(page, do="correct", after="35份", what="第1项补正的份数", why="录入时抄错", date="2024-10-20")
        album.take("correct")
        record(page)
        no_errors(desk, slug)
        assert "目前已补正35份" in desk.file("notice.md", slug) and "目前已补正35份" in desk.file("ledger.yaml", slug)
        choose(page, "逐份复核")
        page.locator('[data-offer="correct"]').click()
        fill(page, do="redact", after="复核", what="第1项的一处", why="不应公开", date="2024-10-20")
        record(page)
        assert "逐份" not in desk.file("ledger.yaml", slug)

        # window, withdrawal
        task(page, "window")
        fill(page, closes="2024-11-20", quote="")
        record(page)
        assert 'closes: "2024-11-20"' in desk.file("notice.md", slug)
        task(page, "withdraw")
        fill(page, when="closes")
        record(page)
        assert "after_close: withdraw" in desk.file("notice.md", slug)
        no_errors(desk, slug)
        task(page, "withdraw")
        fill(page, when="now")
        record(page)
        assert 'withdrawn: "2024-10-20"' in desk.file("notice.md", slug)
        no_errors(desk, slug)
        page.locator("#undo").click()
        expect(page.locator("#undo")).to_have_attribute("title", re.compile("届满后撤下"))
        assert "withdrawn" not in desk.file("notice.md", slug)

        # what changed, in sentences, and a commit
        page.goto(f"http://{desk.host}/_desk/")
        expect(page.locator("#git")).to_contain_text("新增通报")
        page.locator("#git summary").click()
        page.locator("#git").scroll_into_view_if_needed()
        album.take("commit")
        page.get_by_role("button", name="提交这些改动").click()
        expect(page.locator("#git")).to_contain_text("已提交")
        assert "新增通报" in git(space, "log", "-1", "--format=%B")
    ledger = desk.file("ledger.yaml", slug)
    assert re.search(r"status: closed\n", ledger) and "assessments:" in ledger and "kind: redaction" in ledger
    space.build("2024-10-20")
    assert "逐份复核" not in space.html(f"notices/{slug}/")
    assert "另有3份正在补正" in folded(space.html(f"notices/{slug}/p1/"))
