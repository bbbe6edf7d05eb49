"""Words that rest on a file are looked for in what import reads of it, whatever its format, on the page that is named."""

import json

import pytest

from site_builder.build.attached_files import file_info
from site_builder.records.findings import Finding
from site_builder.rules import check_notice, presentable
from tests.conftest import Space
from tests.importing.office.make import HERE, page, plain_lines
from tests.importing.office.ofd_file import ofd, pages_of
from tests.rules.space import BASE, cases_of
from tests.rules.test_demonstration import registers

FIRST = "逐条研究反馈意见，成立由书记任组长的专班"  # on the first page
LAST = "对未完成的事项盯住不放，按期办结"  # on the second
FILES: dict[str, bytes] = {
    f"{name.replace('.', '-')}.{name.rpartition('.')[2]}": (HERE / name).read_bytes()
    for name in ("notice.docx", "notice.doc", "notice.odt", "notice.rtf", "notice.pdf", "web.pdf", "notice.mht")
} | {"a.ofd": ofd(pages_of(plain_lines())), "a.html": page().encode(), "a.wps": (HERE / "notice.doc").read_bytes()}


def found(name: str, quote: str, place: str = "") -> list[Finding]:
    """Findings of B001 where an entry rests on a file."""
    ledger = BASE["notices/2026-shuiwu/ledger.yaml"]
    old = '        file: "复查意见.txt"'
    assert ledger.count(old) == 1
    start = ledger.index("quote:", ledger.rindex("- ", 0, ledger.index(old)))
    line = ledger[start : ledger.index("\n", start)]
    ledger = ledger.replace(line, f'quote: "{quote}"').replace(old, f'        file: "{name}"{place}')
    case = cases_of({**BASE, "notices/2026-shuiwu/ledger.yaml": ledger}, registers(), [])["2026-shuiwu"]
    case = case._replace(files={**case.files, name: file_info(name, FILES[name])})
    return [each for each in presentable(check_notice(case), {})[0] if each.code == "B001"]


@pytest.mark.parametrize("name", FILES)
def test_words_of_a_file_of_any_format(name: str) -> None:
    assert found(name, LAST) == []
    assert [each.what for each in found(name, LAST.replace("按期", "按时"))] == [f"引语不在文件 {name}里"]


@pytest.mark.parametrize("name", ["notice-pdf.pdf", "a.ofd"])
def test_words_on_a_page(name: str) -> None:
    second = "欢迎干部群众对巡察整改落实情况进行监督"
    assert found(name, FIRST, "\n        page: 1") == []
    assert found(name, second, "\n        page: 2") == []
    (finding,) = found(name, second, "\n        page: 1")
    assert (finding.what, second in finding.why) == (f"引语不在文件 {name} 的第 1 页里", True)
    assert finding.why.endswith("在这份文件的第 2 页")
    (finding,) = found(name, FIRST, "\n        page: 9")
    assert finding.what == f"引语不在文件 {name} 的第 9 页里"


def test_a_page_of_a_file_without_pages() -> None:
    (finding,) = found("notice-docx.docx", LAST, "\n        page: 1")
    assert "不分页" in finding.why


def test_a_paragraph_over_two_pages_is_on_both() -> None:
    """The text of a page has what begins on it and what goes on from the one before."""
    texts = file_info("a.ofd", ofd(pages_of([plain_lines()[0], *["长段落的内容" * 200]]))).pages
    assert len(texts) == 2
    assert all("长段落的内容" in text for text in texts)


def test_what_import_sets_aside_is_still_looked_through_for_private_data() -> None:
    info = file_info("a.pdf", FILES["notice-pdf.pdf"])
    assert "云州市园林局文件" not in (info.text or "")
    assert any("云州市园林局文件" in each.words for each in info.unseen)


def test_the_place_is_shown_and_told(space: Space) -> None:
    entry = f'p2:\n  entries:\n    - as_of: "2024-10-18"\n      status: ongoing\n      basis: report\n      quote: "{FIRST}"\n'
    space.notice(ledger=entry + '      source: {file: "a.pdf", page: 1}\n')
    space.write("notices/n/files/a.pdf", FILES["notice-pdf.pdf"])
    space.build()
    assert '<span class="evidence__place">第 1 页</span>' in (space.out / "notices/n/p2/index.html").read_text("utf-8")
    told = json.loads((space.out / "data/notices/n.json").read_text("utf-8"))["problems"][1]["entries"][0]
    assert told["basis"]["source"]["page"] == 1
