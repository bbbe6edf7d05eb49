"""What a Chinese site of its kind must have (国办发〔2017〕47号), for each kind of operator, spelled exactly so."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import TEMPLATES, TEXT, Space, some

SITE = """\
format: 1
title: "云州市整改台账"
base_url: "https://www.yunzhou.invalid/zgtz/"
operator: {operator}
after_close: keep
footer:
  sponsor: "云州市人民政府办公室"
  contact: "0000-8300001"
  site_id_code: "9901020003"
  icp: "云ICP备20260815号-2"
  police: "云公网安备 99010203000467号"
  party_government_mark: "https://mark.invalid/9901020003"
  error_report: "https://mistakes.invalid/9901020003"
  links: ["https://www.yunzhou.invalid/"]
"""
SITE_TAGS = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN_TAGS = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE_TAGS = ["ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Url"]
TYPES = {
    "government": "GovernmentOrganization",
    "party": "Organization",
    "institution": "GovernmentOrganization",
    "enterprise": "Corporation",
    "unofficial": "Organization",
}


def tags(page: html.HtmlElement) -> dict[str, str]:
    found = page.xpath("//head/meta[@name]")
    names = [each.get("name") for each in found]
    assert len(names) == len(set(names)), "no tag twice"
    return {each.get("name"): each.get("content") for each in found}


@pytest.mark.parametrize("operator", list(TYPES))
def test_tags_and_footer(tmp_path: Path, operator: str) -> None:
    space = Space(tmp_path)
    space.write("site.yaml", SITE.format(operator=operator))
    aim = 'targets:\n  t1: {item: p1, quote: "沉淀资金压减到12万元", metric: "沉淀资金", value: "12", unit: "万元"}\n'
    space.notice(text=TEXT.replace("清理历年沉淀资金", "清理，沉淀资金压减到12万元"), ledger=aim)
    space.build()

    notice = html.fromstring(space.html("notices/n/"))
    found = tags(notice)
    assert [name for name in (*SITE_TAGS, *ARTICLE_TAGS) if name not in found] == []
    assert (found["SiteName"], found["SiteDomain"], found["SiteIDCode"]) == (
        "云州市整改台账",
        "www.yunzhou.invalid",
        "9901020003",
    )
    assert (found["ArticleTitle"], found["PubDate"]) == ("关于巡察整改情况的通报", "2024-10-17")
    assert found["ContentSource"] == found["Author"] == "云州市市场监管局"
    assert (found["ColumnName"], found["ColumnType"]) == ("整改通报", "整改公开")
    assert found["Url"] == "https://www.yunzhou.invalid/zgtz/notices/n/"
    for page in ("ledger/", "t1/"):
        of_page = tags(html.fromstring(space.html(f"notices/n/{page}")))
        assert [name for name in (*SITE_TAGS, *ARTICLE_TAGS) if name not in of_page] == [], page
    item = tags(html.fromstring(space.html("notices/n/p1/")))
    assert item["ArticleTitle"] == "关于“拨付迟缓”问题" and item["Url"].endswith("/notices/n/p1/")

    for column in ("notices/", "organs/", "windows/", "documents/", "changes/", "data/"):
        of_column = tags(html.fromstring(space.html(column)))
        assert [name for name in (*SITE_TAGS, *COLUMN_TAGS) if name not in of_column] == [], column
        assert "ArticleTitle" not in of_column
    assert set(SITE_TAGS) <= set(tags(html.fromstring(space.html(""))))

    footer = notice.xpath("//footer")[0].text_content()
    for words in (
        "主办单位",
        "云州市人民政府办公室",
        "联系方式",
        "0000-8300001",
        "网站标识码",
        "9901020003",
        "云ICP备20260815号-2",
        "云公网安备 99010203000467号",
        "站点地图",
        "党政机关网站标识",
        "政府网站找错",
    ):
        assert words in footer, words
    links = {link.get("href"): link.text_content() for link in notice.xpath("//footer//a")}
    assert links["/zgtz/titles/"] == "站点地图"
    assert {"/zgtz/notices/", "/zgtz/search/", "/zgtz/notices/n/p1/"} <= set(
        html.fromstring(space.html("titles/")).xpath("//main//a/@href")
    )
    for outside in (
        "https://mark.invalid/9901020003",
        "https://mistakes.invalid/9901020003",
        "https://www.yunzhou.invalid/",
    ):
        assert "站外" in links[outside], "a link that leaves says so"

    graph = json.loads(notice.xpath("//script[@type='application/ld+json']/text()")[0])["@graph"]
    report = next(each for each in graph if each["@type"] == "Report")
    assert (report["datePublished"], report["publisher"]["@type"]) == ("2024-10-17", TYPES[operator])
    assert not {"expires", "actionStatus"} & set(report)
    assert any(each["@type"] == "BreadcrumbList" for each in graph)

    banner = "".join(each.text_content() for each in notice.find_class("banners"))
    assert ("非官方" in banner) == (operator == "unofficial")


def test_a_host_brings_its_own_header_and_footer(tmp_path: Path) -> None:
    """templates/override/ comes before templates/: the host's header is on every page, ours on none."""
    own = tmp_path / "templates"
    shutil.copytree(TEMPLATES, own)
    header = "{% macro site_header(site, layout) %}<header class='host'>云州市人民政府门户</header>{% endmacro %}"
    (own / "override" / "site_header.html").write_text(header, "utf-8")
    space = Space(tmp_path)
    space.notice()
    space.build(templates=own)
    for file in some(space.out.rglob("*.html")):
        text = file.read_text("utf-8")
        assert "云州市人民政府门户" in text and "site-header" not in text, file
