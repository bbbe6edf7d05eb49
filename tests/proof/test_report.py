"""`report`: every duty with its rule, what was checked and what came out; what is wrong is found, what is unseen is by hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from site_builder.commands.archiving import archive
from site_builder.commands.reporting import self_report
from site_builder.commands.signing import sign
from site_builder.proof.duties import OUTCOMES, SiteFacts, duties
from site_builder.proof.page_scan import remote_in_script, remote_in_style, scanned
from site_builder.proof.report_text import SelfReport, report_markdown, self_report_json
from site_builder.records.findings import SiteError
from tests.conftest import DEMO_DAY, LEDGER, ROOT, TEMPLATES, Space
from tests.privacy.once import looked_into_in_part  # noqa: F401  a fixture
from tests.proof.keys import new_key, signer

pytestmark = pytest.mark.usefixtures("looked_into_in_part")
DUTIES = (
    "platform", "in-time", "correction", "correction-answered", "privacy", "accessibility", "accessibility-use",
    "third-party", "domain", "tampering", "archive",
)  # fmt: skip
FACTS = SiteFacts(
    operator="unofficial",
    base_url="https://tz.invalid/",
    files=frozenset(),
    notices=(),
    items=0,
    exports=True,
    unlike=(),
    foreign=(),
    letterless=(),
    corrections=0,
    flawed=(),
    pages=0,
    private=(),
    delays=(),
    signature="",
    forged="",
    archive=None,
    archive_sound=False,
)
APPROVAL = '- {{step: 审批, by: 分管负责人, date: "{day}", text_sha256: "{zero}", ledger_sha256: "{zero}"}}\n'


def told(site: Path, content: Path, **options: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(self_report_json(self_report(site, content, TEMPLATES, **options)))
    return value


def results(value: dict[str, Any]) -> dict[str, str]:
    return {duty["code"]: duty["result"] for duty in value["duties"]}


@pytest.fixture(scope="module")
def made(demo: Path) -> SelfReport:
    """Of the demonstration: every file of it is looked into, so once for all tests."""
    return self_report(demo, ROOT / "content", TEMPLATES, DEMO_DAY)


def test_the_demonstration_and_its_duties(made: SelfReport) -> None:
    value = json.loads(self_report_json(made))
    assert tuple(results(value)) == DUTIES
    for duty in value["duties"]:
        assert duty["rules"] and duty["how"] and duty["name"] and duty["result"] in OUTCOMES
    assert {code for code, result in results(value).items() if result == "yes"} == {
        "platform", "correction", "privacy", "accessibility", "third-party",
    }  # fmt: skip
    assert results(value)["tampering"] == "no"  # it is not signed
    assert {code for code, result in results(value).items() if result == "hand"} == {
        "in-time", "correction-answered", "accessibility-use", "domain", "archive",
    }  # fmt: skip


def test_the_figures_of_the_last_whole_month_and_their_text(demo: Path, made: SelfReport) -> None:
    value, text = json.loads(self_report_json(made)), report_markdown(made)
    assert value["figures"] == {
        "month": "2026-10", "published": 2, "progressed": 1, "closed": 1, "due": 2, "corrected": 0,
    }  # fmt: skip
    for line in [*value["month"]["published"], *value["month"]["closed"]]:
        path = line["url"].removeprefix("https://taizhang.invalid/").partition("#")[0]
        assert (demo / path / "index.html").is_file()
    assert "2026年10月，公开通报 2 份，公开进展 1 条，验收销号 1 项，到期的时限 2 个，更正和删除 0 条。" in text
    rows = MarkdownIt().enable("table").parse(text)
    assert sum(1 for token in rows if token.type == "tr_open") == 1 + len(DUTIES)


def small(space: Space, day: str = "2024-10-20") -> date:
    space.notice(ledger=LEDGER)
    space.build(day)
    return date.fromisoformat(day)


def test_signed_and_archived_and_then_altered(space: Space) -> None:
    day, out, key = small(space), space.out, new_key(space.folder / "key")
    (space.folder / "allowed_signers").write_text(signer(key))
    path = space.folder / "a.wacz"
    assert sign(out, key, None, day) == 0
    assert archive(out, space.content, path, None, None) == 0
    good = results(told(out, space.content, day=day, archive=path))
    assert (good["tampering"], good["archive"], good["correction"], good["third-party"]) == ("yes",) * 4
    page = out / "notices/n/index.html"
    words = page.read_text("utf-8").replace('<details class="correction-letter"', "<img src=//x.invalid/a><details")
    page.write_text(words, "utf-8")
    (out / "data/notices/n.json").unlink()
    bad = results(told(out, space.content, day=day))
    for code in ("correction", "third-party", "tampering", "accessibility"):
        assert bad[code] == "no", code


def test_what_is_not_there_cannot_be_searched_consulted_downloaded(space: Space) -> None:
    day = small(space)  # without its search index
    value = told(space.out, space.content, day=day)
    duty = next(each for each in value["duties"] if each["code"] == "platform")
    assert (duty["result"], duty["found"]) == ("no", ["没有 pagefind/pagefind.js"])


def test_an_archive_of_another_day_is_not_of_this_site(space: Space) -> None:
    small(space)
    path = space.folder / "a.wacz"
    assert archive(space.out, space.content, path, None, None) == 0
    value = told(space.out, space.content, day=small(space, "2024-10-21"), archive=path)
    duty = next(each for each in value["duties"] if each["code"] == "archive")
    assert duty["result"] == "no" and "不是现在的网站" in duty["found"][0]


@pytest.mark.parametrize(
    ("approved", "result"),
    [("2024-10-16", "yes"), ("2024-09-13", "yes"), ("2024-09-12", "no"), (None, "hand")],
)
def test_twenty_working_days_with_the_holidays_of_the_year(space: Space, approved: str | None, result: str) -> None:
    """Published on 2024-10-17. From 09-14, a working Saturday, there are 1 + 3 + 5 + 2 + 5 + 4 working days."""
    day = small(space)
    if approved:
        space.write("notices/n/approval.yaml", APPROVAL.format(day=approved, zero="0" * 64))
    assert results(told(space.out, space.content, day=day))["in-time"] == result


def test_a_month_that_is_none(space: Space) -> None:
    with pytest.raises(SiteError, match="不是月份"):
        told(space.out, space.content, day=small(space), month="2026-13")


@pytest.mark.parametrize(
    ("operator", "address", "result"),
    [
        ("government", "https://zg.example.gov.cn/", "yes"),
        ("government", "https://zg.example.com/", "no"),
        ("government", "http://zg.example.gov.cn/", "no"),
        ("unofficial", "https://zg.example.com/", "hand"),
    ],
)
def test_the_domain_of_a_government(operator: Any, address: str, result: str) -> None:
    (duty,) = (each for each in duties(replace(FACTS, operator=operator, base_url=address)) if each.code == "domain")
    assert duty.result == result


GOOD = (
    "<!doctype html><html lang=zh-CN><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><title>题</title>"
    "<main><h1>题</h1>{}</main></html>"
)


@pytest.mark.parametrize(
    "words",
    [
        '<script src="https://cdn.invalid/a.js"></script>',
        "<img alt=x src='//cdn.invalid/a.png'>",
        '<img alt=x src=/a.png srcset="/b.png 2x, https://cdn.invalid/c.png 3x">',
        '<link rel="preconnect" href="https://cdn.invalid">',
        "<p style=\"background: url('https://cdn.invalid/a.png')\">x</p>",
        "<style>@import 'https://cdn.invalid/a.css';</style>",
        '<form action="https://cdn.invalid/"><input aria-label=x></form>',
        '<iframe src="HTTPS://cdn.invalid/"></iframe>',
        '<object data="//cdn.invalid/a.svg"></object>',
    ],
)
def test_what_a_page_fetches_from_elsewhere(words: str) -> None:
    found = scanned(GOOD.format(words).encode(), "https://tz.invalid")
    assert len(found.foreign) == 1 and "cdn.invalid" in found.foreign[0].lower()


@pytest.mark.parametrize(
    "words",
    [
        '<a href="https://elsewhere.invalid/">只是链接</a>',
        '<img alt="" src="/a.png"><script src="/a.js"></script>',
        '<link rel="canonical" href="https://tz.invalid/a/"><img alt=x src="https://tz.invalid/a.png">',
    ],
)
def test_links_and_own_files_are_no_requests_to_others(words: str) -> None:
    assert scanned(GOOD.format(words).encode(), "https://tz.invalid")[:2] == ((), ())


@pytest.mark.parametrize(
    ("page", "flaw"),
    [
        (GOOD.replace(" lang=zh-CN", "").format(""), "没有写语言（lang）"),
        (GOOD.replace("<title>题</title>", "").format(""), "没有标题（title）"),
        (GOOD.replace("<h1>题</h1>", "").format(""), "没有一级标题（h1）"),
        (GOOD.format("<img src=/a.png>"), "图片没有替代文字（alt）"),
        (GOOD.format("<input name=q>"), "输入框 q 没有名称"),
        (GOOD.format("<main></main>"), "没有唯一的主体（main）"),
    ],
)
def test_what_a_page_lacks(page: str, flaw: str) -> None:
    assert scanned(page.encode(), "https://tz.invalid").flaws == (flaw,)


def test_a_page_without_its_policy_could_fetch_anything() -> None:
    page = GOOD.replace("default-src 'none'", "default-src *").format("")
    assert scanned(page.encode(), "https://tz.invalid").foreign == ("没有内容安全策略",)


def test_addresses_in_styles_and_scripts() -> None:
    assert remote_in_style("a{background:url(//x.invalid/a)} b{background:url(/own.png)}") == ["//x.invalid/a"]
    assert remote_in_script('fetch("https://x.invalid/"); ns = "http://www.w3.org/2000/svg"') == ["https://x.invalid/"]
