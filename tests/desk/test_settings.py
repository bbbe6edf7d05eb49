"""The site's settings and its register of organs, changed at the desk without a file being opened."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.build.disk import read_registers_texts
from site_builder.commands.site_questions import footer_lines
from site_builder.desk.conflicts import StaleError
from site_builder.desk.edits import RefusedError
from site_builder.desk.site_settings import FIELDS, SiteSettings
from site_builder.records.registers import Registers, read_registers
from tests.desk.conftest import RunningDesk
from tests.desk.test_page import notice, saved

FILE = """\
# 设置
format: 1
title: "甲市台账"  # 名称
base_url: "https://tz.invalid/"
operator: unofficial
after_close: keep
demo: true
"""


@pytest.fixture
def settings(tmp_path: Path) -> SiteSettings:
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yaml").write_text(FILE, "utf-8")
    (content / "organs.yaml").write_text("{}\n", "utf-8")
    return SiteSettings(content, lambda: "2026-11-20T09:00")


def text(settings: SiteSettings) -> str:
    return (settings.content / "site.yaml").read_text("utf-8")


def registers(settings: SiteSettings) -> Registers:
    read = read_registers(read_registers_texts(settings.content, []), "content", [])
    assert read is not None
    return read


def change(settings: SiteSettings, **typed: str) -> None:
    """Sends the form as a browser does: every field, those that were not touched as they were shown."""
    told = settings.values()
    sent = {field["name"]: field["value"] for field in told["fields"]}
    settings.change(
        {"state": told["state"], "values": sent | {name.replace("__", "."): value for name, value in typed.items()}}
    )


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ({"title": "甲市整改台账"}, '"甲市台账"  # 名称', '"甲市整改台账"  # 名称'),
        ({"operator": "party"}, "operator: unofficial", "operator: party"),
        ({"approval": "off"}, "demo: true\n", 'approval: "off"\ndemo: true\n'),
        ({"exports": "false"}, "demo: true\n", "exports: false\ndemo: true\n"),
        ({"stale_after_days": "90"}, "demo: true\n", "stale_after_days: 90\ndemo: true\n"),
        ({"approval_steps": "审核、审批"}, "demo: true\n", 'approval_steps:\n  - "审核"\n  - "审批"\ndemo: true\n'),
        ({"footer__sponsor": "甲市某局"}, "demo: true\n", 'footer:\n  sponsor: "甲市某局"\ndemo: true\n'),
    ],
)
def test_one_setting_changes_and_nothing_else(
    settings: SiteSettings, typed: dict[str, str], before: str, after: str
) -> None:
    change(settings, **typed)
    assert text(settings) == FILE.replace(before, after)
    assert registers(settings)
    settings.undo()
    assert text(settings) == FILE


def test_the_remarks_of_a_new_site_stay(settings: SiteSettings) -> None:
    (settings.content / "site.yaml").write_text(FILE + footer_lines("party", {}), "utf-8")
    change(settings, footer__sponsor="甲市某局", footer__icp="办理中")
    assert registers(settings).settings.footer.sponsor == "甲市某局"
    assert registers(settings).settings.footer.icp == "办理中"
    assert '# contact: ""  # 联系方式' in text(settings)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"base_url": "ftp://a.cn/"}, "网站将来的网址：不是以 https:// 或 http:// 开头的网址；写成 https://host/path/"),
        ({"title": ""}, "网站的名称：不能空着"),
        ({"operator": "king"}, "谁主办：没有“king”这一项"),
        ({"stale_after_days": "很久"}, "多少天没有新的进展就提示：“很久”不是数；写成 12 这样的数"),
        ({}, "没有改动"),
    ],
)
def test_what_no_site_can_have_is_refused_and_nothing_written(
    settings: SiteSettings, typed: dict[str, str], why: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        change(settings, **typed)
    assert str(refused.value).endswith(why)
    assert text(settings) == FILE


def test_a_file_that_was_changed_meanwhile_is_not_written_over(settings: SiteSettings) -> None:
    told = settings.values()
    (settings.content / "site.yaml").write_text(FILE.replace("甲市", "乙市"), "utf-8")
    with pytest.raises(StaleError):
        settings.change({"state": told["state"], "values": {"title": "丙"}})
    assert "乙市台账" in text(settings)


def test_every_field_can_be_filled_and_emptied(settings: SiteSettings) -> None:
    for field in FIELDS:
        words = {"choice": next((each for each in field.options if each not in FILE), ""), "count": "7"}.get(
            field.kind, "甲"
        )
        words = "https://a.invalid/" if field.name == "base_url" else words
        change(settings, **{field.name.replace(".", "__"): words})
    made = registers(settings).settings
    assert (made.footer.police, made.approval_steps, made.exports) == ("甲", ("甲",), False)
    kept = {"title", "base_url", "operator", "after_close"}
    for field in FIELDS:
        if field.name not in kept:
            change(settings, **{field.name.replace(".", "__"): ""})
    assert "footer" not in text(settings) and "approval" not in text(settings)


def test_settings_at_the_desk(page: Page, desk: RunningDesk) -> None:
    file = desk.running.space.content / "site.yaml"
    whole = file.read_text("utf-8")
    before = whole.replace("demo: true\n", "")  # a demonstration lacks nothing
    file.write_text(before, "utf-8")
    page.goto(f"http://{desk.host}/_desk/#settings")
    form = page.locator('[data-form="settings"]')
    form.get_by_label("网站的名称").fill("云州整改台账")
    form.get_by_label("网站将来的网址").fill("ftp://a.cn/")
    form.get_by_role("button", name="记下").click()
    expect(form.locator(".form__refused")).to_contain_text("网站将来的网址：不是以")
    expect(form.get_by_label("网站的名称")).to_have_value("云州整改台账")
    assert file.read_text("utf-8") == before
    form.get_by_label("网站将来的网址").fill("https://www.yunzhou.invalid/tz/")
    form.get_by_role("button", name="记下").click()
    expect(page.locator("#settings-form .done")).to_contain_text("网站设置：网站的名称、网站将来的网址，改好了")
    assert "云州整改台账" in file.read_text("utf-8")
    form.get_by_label("谁主办").select_option("party")
    form.get_by_role("button", name="记下").click()
    expect(page.locator("#settings-form .refused")).to_contain_text(
        "公开以前还要补上：页脚缺少ICP 备案号；页脚缺少主办单位；页脚缺少联系方式"
    )
    form.get_by_role("button", name="撤销上一次").click()
    expect(page.locator("#settings-form .done")).to_contain_text("已撤销：网站设置：谁主办")
    form.get_by_role("button", name="撤销上一次").click()
    expect(page.locator("#settings-form .done")).to_contain_text("已撤销：网站设置：网站的名称")
    assert file.read_text("utf-8") == before
    file.write_text(whole, "utf-8")


def test_the_head_at_the_desk(page: Page, desk: RunningDesk) -> None:
    """What import did not find is put down, an organ that the register lacks too: no file is opened."""
    notice(page, desk)
    page.get_by_role("button", name="办理").click()
    page.locator('[data-task="head"]').click()
    listed = page.locator("[data-head]")
    assert listed.count() >= 9
    page.get_by_role("button", name="改联系方式").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("电话").fill("0000-8300701")
    dialog.get_by_role("button", name="记下").click()
    expect(page.locator('[data-head="contacts"]')).to_contain_text("0000-8300701")
    saved(page)
    assert '  phones:\n    - "0000-8300701"\n' in desk.file("notice.md")
    page.get_by_role("button", name="改落款").click()
    dialog.get_by_label("日期").fill("下个月")
    dialog.get_by_role("button", name="记下").click()
    below = dialog.locator('.field:has(label:text-is("日期")) + .form__refused')
    expect(below).to_contain_text("“下个月”不是日期")
    dialog.get_by_label("日期").fill("2024年10月13日")
    dialog.get_by_role("button", name="记下").click()
    expect(page.locator('[data-head="signed"]')).to_contain_text("2024年10月13日")
    organs = desk.running.space.content / "organs.yaml"
    before = organs.read_text("utf-8")
    page.get_by_role("button", name="改发布单位").click()
    dialog.get_by_label("名册里没有的，写全称").fill("云州市档案馆")
    dialog.get_by_role("button", name="记下").click()
    expect(page.locator('[data-head="organ"]')).to_contain_text("云州市档案馆")
    expect(page.locator("#toast")).to_have_text("发布单位改为“云州市档案馆”")
    saved(page)
    assert organs.read_text("utf-8").startswith(before.rstrip("\n")) and "云州市档案馆" in organs.read_text("utf-8")
    page.get_by_role("button", name="校核", exact=True).click()
    page.locator('[data-card="head-signed"]').click()
    page.keyboard.press("e")
    expect(dialog.get_by_label("日期")).to_have_value("2024年10月13日")
    page.keyboard.press("Escape")
    organs.write_text(before, "utf-8")


@pytest.mark.parametrize(("name", "status"), [("云州市水务局", 200), ("甲", 409), ("", 409), ("长" * 101, 409)])
def test_an_organ_is_added_once(own: RunningDesk, name: str, status: int) -> None:
    organs = own.running.space.content / "organs.yaml"
    first = own.ask("/_desk/api/organs", {"name": f" {name[:2]} {name[2:]}"})
    text = organs.read_text("utf-8")
    again = own.ask("/_desk/api/organs", {"name": name})
    assert (first.status, again.status) == (status, status)
    assert organs.read_text("utf-8") == text
    assert own.ask("/_desk/api/organs", {"name": " ".join(name)}).status == status
    assert organs.read_text("utf-8") == text  # a Chinese name has no blanks
    if status == 200:
        assert first.json == again.json and f'name: "{name}"' in text
