"""What an editor sees in the browser: a save on the screen, findings over the page, and the rest of the site still there."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.conftest import HEAD, TEMPLATES, TEXT, Space
from tests.preview.conftest import Running, Start, free_port

BROKEN = HEAD.replace("organ: amr", "organ: amrr")
PLACE = re.compile(r"^content/notices/n/notice\.md:4:\d+$")


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sound(space: Space) -> None:
    space.notice()
    space.notice("other", head=HEAD.replace("关于巡察", "关于审计"))


@pytest.fixture
def own(space: Space, start: Start) -> Running:
    """A preview for one test."""
    sound(space)
    return start(space)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    space = Space(tmp_path_factory.mktemp("one-for-all"))
    sound(space)
    running = Running(space, free_port())
    try:
        running.until("预览  http")
        yield running
    finally:
        running.end()


@pytest.fixture
def running(shared: Running) -> Iterator[Running]:
    """A preview that several tests share, of the two notices and nothing else: whatever a test saves is put back after it."""
    yield shared
    content = shared.space.content
    kept = {path: path.read_bytes() for path in content.rglob("*.md")}
    for folder in (content / "notices").iterdir():
        if folder.name not in ("n", "other"):
            shutil.rmtree(folder)
    sound(shared.space)
    if kept == {path: path.read_bytes() for path in content.rglob("*.md")}:
        return
    end = time.monotonic() + 60
    while not put_back(shared):
        assert time.monotonic() < end, shared.said
        time.sleep(0.05)


def put_back(running: Running) -> bool:
    status = json.loads(running.get("/_preview/status.json").body)
    there = running.get("/notices/n/")
    return (
        not status["building"]
        and not status["message"]
        and all(finding["severity"] == "warning" for finding in status["findings"])
        and "已完成全部台账补录" in there.body
        and running.get("/notices/third/").status == 404
    )


def opened(page: Page, running: Running, path: str = "") -> Page:
    """The page, once livereload is connected."""
    page.goto(running.url(path))
    expect(page.locator("preview-panel .badge")).to_contain_text("当作 2024-10-20")
    return page


def test_a_save_is_on_the_screen(running: Running, page: Page) -> None:
    opened(page, running, "notices/n/")
    expect(page.get_by_text("已完成全部台账补录")).to_be_visible()
    running.space.notice(text=TEXT.replace("已完成全部台账补录", "已补录台账三百二十件"))
    expect(page.get_by_text("已补录台账三百二十件")).to_be_visible()
    # The build for the search index may have taken the save along already: then there is nothing left to make.
    assert re.search(r"content/notices/n/notice\.md 改了：重做 (1 份，1 份未变|0 份，2 份未变|2 份)", running.said)


def test_a_template_saved_is_on_the_screen(space: Space, start: Start, page: Page) -> None:
    space.notice()
    templates = shutil.copytree(TEMPLATES, space.folder / "templates")
    running = start(space)
    opened(page, running)
    footer = templates / "override" / "site_footer.html"
    footer.write_text("{% macro site_footer(site, layout) %}<footer>本单位的页脚</footer>{% endmacro %}", "utf-8")
    expect(page.get_by_text("本单位的页脚")).to_be_visible(timeout=15000)
    footer.write_text("{% macro site_footer(site, layout) %}{{ site.nothing }}{% endmacro %}", "utf-8")
    expect(page.locator("preview-panel .message")).to_contain_text("模板有误")
    footer.write_text("{% macro site_footer(site, layout) %}<footer>改好的页脚</footer>{% endmacro %}", "utf-8")
    expect(page.get_by_text("改好的页脚")).to_be_visible(timeout=15000)


def test_findings_come_and_go_and_the_site_stays(own: Running, page: Page) -> None:
    opened(page, own, "notices/n/")
    own.space.notice(head=BROKEN)
    panel = page.locator("preview-panel .panel")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading")).to_have_text("1 处错误：网站保持改动前的样子")
    expect(panel.locator(".place")).to_have_text(PLACE)
    expect(panel.locator(".place")).to_have_attribute("href", re.compile(r"^vscode://file/.*/notice\.md:4:\d+$"))
    expect(panel.locator("pre mark")).to_have_text("amrr")
    expect(panel.locator("dt")).to_contain_text(["改法"])
    assert re.search(r"content/notices/n/notice\.md:4:\d+: error", own.said)

    page.goto(own.url("notices/other/p1/"))  # every other page is there, under the same findings
    expect(page.locator("main h1")).to_be_visible()
    expect(panel).to_be_visible()

    own.space.notice()
    expect(page.locator("preview-panel .badge")).to_be_visible()
    expect(panel).to_have_count(0)


def test_what_is_typed_survives_findings(running: Running, page: Page) -> None:
    opened(page, running, "search/")
    field = page.locator("main input[type=search]").first
    field.fill("拨付")
    running.space.notice(head=BROKEN)
    expect(page.locator("preview-panel .panel")).to_be_visible()
    expect(field).to_have_value("拨付")


def test_the_panel_folds_and_stays_folded(running: Running, page: Page) -> None:
    opened(page, running)
    running.space.notice(head=BROKEN)
    panel = page.locator("preview-panel .panel")
    panel.get_by_role("button", name="收起").click()
    expect(panel.locator(".place")).to_be_hidden()
    page.goto(running.url("organs/"))
    expect(panel.get_by_role("button", name="展开")).to_be_visible()
    panel.get_by_role("button", name="展开").click()
    expect(panel.locator(".place")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel.locator(".place")).to_be_hidden()


def test_words_of_a_record_are_text_in_the_panel(running: Running, page: Page) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    opened(page, running)
    running.space.notice(head=HEAD.replace("organ: amr", 'organ: "<img src=x onerror=alert(1)></script>{{ 7*7 }}"'))
    expect(page.locator("preview-panel li.error pre mark")).to_contain_text(
        "<img src=x onerror=alert(1)></script>{{ 7*7 }}"
    )
    assert page.locator("preview-panel img").count() == 0
    assert dialogs == []


def test_a_site_that_was_never_sound_says_why(space: Space, start: Start, page: Page) -> None:
    space.notice(head=BROKEN)
    running = start(space)
    assert running.get("/").status == 503
    page.goto(running.url())
    expect(page.get_by_role("heading", name="网站还没有生成")).to_be_visible()
    expect(page.locator("preview-panel .place")).to_have_text(PLACE)
    space.notice()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("网站还没有生成")
    expect(page.locator("preview-panel .panel")).to_have_count(0)


def test_a_notice_that_is_new_or_gone(running: Running, page: Page) -> None:
    opened(page, running, "notices/")
    running.space.notice("third", head=HEAD.replace("关于巡察", "关于督察"))
    expect(page.get_by_role("link", name="关于督察整改情况的通报").first).to_be_visible()
    running.space.remove("third")
    expect(page.get_by_role("link", name="关于督察整改情况的通报")).to_have_count(0)
    assert running.get("/notices/third/").status == 404


def test_a_server_that_was_started_again_brings_the_page_up_to_date(space: Space, start: Start, page: Page) -> None:
    space.notice()
    first = start(space)
    opened(page, first, "notices/n/")
    first.end()
    expect(page.locator("preview-panel .badge")).to_have_text("预览已断开")
    space.notice(text=TEXT.replace("已完成全部台账补录", "已补录台账三百二十件"))
    start(space, port=first.port)
    expect(page.get_by_text("已补录台账三百二十件")).to_be_visible(timeout=30000)


def test_the_page_is_as_strict_as_the_published_one(running: Running, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("", "notices/n/", "notices/n/p1/", "organs/", "_components/"):
        opened(page, running, path)
    assert said == []


REST_DAY = "content/notices/n/notice.md:9:"  # the window ends on a Saturday


def test_warnings_are_listed_and_stay_out_of_the_way(own: Running, page: Page) -> None:
    opened(page, own, "notices/n/")
    panel = page.locator("preview-panel .panel")
    rest_day = panel.locator("li.warning", has_text="W004").filter(has_text=REST_DAY)
    expect(panel.get_by_role("heading")).to_have_text(re.compile(r"^\d+ 条提醒$"), timeout=30000)
    expect(rest_day).to_be_hidden()
    panel.get_by_role("button", name="展开").click()
    expect(rest_day).to_be_visible()
    page.goto(own.url("organs/"))
    expect(rest_day).to_be_visible()  # as it was left
    own.space.notice(head=BROKEN)  # errors take the place of warnings, which come back
    expect(panel.get_by_role("heading")).to_have_text(re.compile("^1 处错误"))
    own.space.notice()
    expect(rest_day).to_be_visible(timeout=30000)
    own.space.notice(head=HEAD.replace('closes: "2024-11-16"', 'closes: "2024-11-18"'))
    expect(panel.locator("li.warning")).not_to_have_count(0, timeout=30000)
    expect(rest_day).to_have_count(0, timeout=30000)
