"""One notice saved by different programs in every format gives one record; a document with all there is gives the same lines."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import ledger_file, notice_file
from tests.importing.office.make import HERE, PROSE, make, page, plain_lines
from tests.importing.office.ofd_file import ofd, pages_of
from tests.importing.office.rich import SHOWN, flat

SAVED = ["notice.docx", "notice.doc", "notice.odt", "notice.rtf", "notice.pdf", "web.pdf", "notice.mht"]
NOTED = ["noted.docx", "noted.doc", "noted.odt", "noted.rtf"]
RICH = ["rich.docx", "rich.doc", "rich.odt", "rich.rtf"]


def texts(raw: bytes, name: str) -> list[str]:
    return [line.text for line in read_manuscript(raw, name).lines]


def draft(raw: bytes, name: str) -> Draft:
    return draft_of(read_manuscript(raw, name), organ_id)


@pytest.mark.parametrize("name", SAVED)
def test_the_lines_of_a_saved_file(name: str) -> None:
    assert texts((HERE / name).read_bytes(), name) == plain_lines()


def test_the_record_is_the_same_in_every_format() -> None:
    made: dict[str, bytes] = {name: (HERE / name).read_bytes() for name in SAVED}
    made |= {
        "notice.wps": made["notice.doc"],
        "notice.ofd": ofd(pages_of(plain_lines())),
        "notice.html": page().encode(),
        "notice.txt": "\n".join(line if "\t" not in line else "| " + line.replace("\t", " | ") + " |" for line in plain_lines()).encode(),
    }  # fmt: skip
    records = {}
    for name, raw in made.items():
        manuscript = read_manuscript(raw, name)
        assert (manuscript.url is not None) == (name == "notice.mht")  # a saved page knows where it came from
        found = draft_of(replace(manuscript, url=None), organ_id)
        record = notice_file(found.head, found.blocks) + ledger_file(found.suggested.ledgers)
        records[name] = hashlib.sha256(record.encode()).hexdigest()
    assert set(records.values()) == {records["notice.docx"]}, records


def test_what_the_record_says() -> None:
    found = draft((HERE / "notice.pdf").read_bytes(), "notice.pdf")
    items = [words for kind, words in PROSE if kind == "item"]
    assert [problem.title for problem in found.outline.problems] == items
    assert (found.head.published, found.head.organ) == ("2024-03-05", organ_id("中共云州市园林局党组"))


@pytest.mark.parametrize("name", RICH)
def test_lists_notes_changes_and_tables(name: str) -> None:
    """Automatic numbers of three levels, a deletion, hidden words, a superscript, a note, a line break, merged cells."""
    found = read_manuscript((HERE / name).read_bytes(), name)
    assert [line.text for line in found.lines] == SHOWN
    assert {(each.text, each.why) for each in found.aside if each.why != "页眉页脚"} == {
        ("12", "修订中删除的字"),
        ("内部口径", "隐藏的字"),
        ("一、整改情况 1", "目录"),
        ("12", "划了删除线的字"),
    }
    assert "文件带着修订痕迹：插入的算正文，删除的没有收入" in [each.why for each in found.doubts]
    boxes = [line.boxes for line in found.lines if line.boxes]
    assert [(each.text, each.across, each.down) for row in boxes for each in row] == [
        ("事项", 2, 1), ("备注", 1, 1), ("票据", 1, 1), ("3.2\n1.5", 1, 1), ("甲", 1, 1), ("", 1, 0), ("7", 1, 1), ("乙", 1, 1),
    ]  # fmt: skip


def beside(raw: bytes, name: str) -> tuple[list[str], set[tuple[str, str]], str]:
    found = read_manuscript(raw, name)
    aside = {(each.text, each.why) for each in found.aside}
    return [line.text for line in found.lines], aside, " ".join(each.why for each in found.doubts)


def check_beside(raw: bytes, name: str) -> None:
    """A comment, a header, a text box, a picture; in .doc alone nobody knows where the box stands."""
    lines, aside, told = beside(raw, name)
    assert lines[:2] == ["一、已补录台账四百本。", "二、见框。"] and set(lines[2:]) == {"三、见图。", "框里的话"}
    assert aside == {("请核对数字", "批注"), ("内部材料", "页眉页脚")}
    assert "张图，图里的字没有读" in told
    assert ("排在全文之后" in told) is (lines[3] == "框里的话") is name.endswith(".doc")


@pytest.mark.parametrize("name", NOTED)
def test_what_stands_beside_the_text(name: str) -> None:
    check_beside((HERE / name).read_bytes(), name)


def test_one_xml_file_of_open_document() -> None:
    assert texts(flat().encode(), "a.fodt") == SHOWN


def test_lines_know_their_page() -> None:
    """Where an editor has to look: of PDF and OFD."""
    for raw, name in (((HERE / "notice.pdf").read_bytes(), "a.pdf"), (ofd(pages_of(plain_lines())), "a.ofd")):
        lines = read_manuscript(raw, name).lines
        assert [line.page for line in lines] == sorted(line.page for line in lines)
        assert (lines[0].page, lines[-1].page) == (1, 2)


def test_what_repeats_on_every_page_is_set_aside() -> None:
    for raw, name in (((HERE / "notice.pdf").read_bytes(), "a.pdf"), (ofd(pages_of(plain_lines())), "a.ofd")):
        aside = {(each.text, each.why) for each in read_manuscript(raw, name).aside}
        assert {("第 1 页：云州市园林局文件", "页眉页脚"), ("第 2 页：云州市园林局文件", "页眉页脚")} <= aside
        assert len([why for _, why in aside if why == "页码"]) == 2


@pytest.mark.audit
def test_the_files_made_anew(tmp_path: Path) -> None:
    """Needs LibreOffice Writer, Chromium and a Chinese font (tests/importing/office/make.py says which); skipped nowhere else."""
    missing = [each for each in ("soffice", "chromium") if shutil.which(each) is None]
    assert not missing, f"install {missing} (apt-get install libreoffice-writer chromium fonts-wqy-microhei)"
    make(tmp_path)
    for name in SAVED:
        assert texts((tmp_path / name).read_bytes(), name) == plain_lines(), name
    for name in NOTED:
        check_beside((tmp_path / name).read_bytes(), name)
    for name in RICH:
        assert texts((tmp_path / name).read_bytes(), name) == SHOWN, name
