"""content/pages: what a page's Markdown becomes, and pages below pages."""

from datetime import date

from lxml import html

from site_builder.views.text_pages import heading_anchors, texts_of, titles_of
from tests.conftest import Space

DAY = date(2024, 11, 1)


def made(text: str) -> str:
    ((_, _, body),) = texts_of({"help": text}, "/zgtz/")
    return body


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert made("先检查，\n再发布。\nThen\nbuild") == "<p>先检查，再发布。\nThen\nbuild</p>\n"
    assert made("甲。  \n乙。") == "<p>甲。<br />\n乙。</p>\n"


def test_code_keeps_its_lines_and_markup_is_shown_as_text() -> None:
    assert made("```yaml\np1:\n  由甲：\n乙\n```\n") == (
        '<pre><code class="language-yaml">p1:\n  由甲：\n乙\n</code></pre>\n'
    )
    assert made("<b>粗</b><!-- 注 -->") == "<p>&lt;b&gt;粗&lt;/b&gt;&lt;!-- 注 --&gt;</p>\n"


def test_headings_have_the_ids_that_code_hosts_give_them() -> None:
    text = "## B001 怎样填？\n\n## B001 怎样填\n\n## `a_b` *c*\n\n## Main\n\n## ？\n"
    assert heading_anchors(text) == {"b001-怎样填", "b001-怎样填-1", "a_b-c", "main-1"}
    ids = html.fragment_fromstring(made(text), "div").xpath("//h2/@id")
    assert ids == ["b001-怎样填", "b001-怎样填-1", "a_b-c", "main-1"]


def test_links_into_the_site_are_rooted_where_it_lives() -> None:
    assert made("[数据](/data/)、[外](https://a.invalid/)") == (
        '<p><a href="/zgtz/data/">数据</a>、<a href="https://a.invalid/">外</a></p>\n'
    )


def test_a_table_wider_than_the_screen_scrolls_by_itself_and_has_a_name_of_its_own() -> None:
    table = "|名|值|\n|-|-|\n|甲|乙|\n\n"
    page = html.fragment_fromstring(made(f'## 一 "x"\n\n{table}又：\n\n{table}## 二\n\n{table}'), "div")
    names = ['一 "x"：名、值', '一 "x"：名、值（又）', "二：名、值"]
    assert page.xpath("//table/@aria-label") == names
    assert page.xpath("//div[@class='table-scroll'][@tabindex='0'][@role='region'][table]/@aria-label") == [
        f"左右滚动：{name}" for name in names
    ]
    assert page.xpath("//p/text()") == ["又："]


def test_the_title_stands_in_the_head_or_is_the_first_heading_or_the_name() -> None:
    pages = {"a": "---\ntitle: 甲\n---\n# 乙\n", "b": "文\n\n# 乙\n", "c": "文\n"}
    assert titles_of(pages) == (("a", "甲"), ("b", "乙"), ("c", "c"))


def test_pages_below_a_page_are_left_to_it(space: Space) -> None:
    """They have an address, a trail and a place in the sitemap; the footer has the upper one only."""
    space.write("pages/guide.md", "# 手册\n\n[添一份](/guide/add/#怎样填)\n")
    space.write("pages/guide/add.md", "# 添一份\n\n## 怎样填\n\n回[手册](/guide/)。\n")
    space.build(DAY)
    page = html.fromstring((space.out / "guide/add/index.html").read_bytes())
    assert page.xpath("//nav[contains(@class, 'breadcrumbs')]//li//text()") == ["首页", "手册", "添一份"]
    assert page.xpath("//footer//a[contains(@href, 'guide')]/@href") == ["/guide/"]
    assert "/guide/add/</loc>" in (space.out / "sitemap.xml").read_text("utf-8")
