"""Documents meant to harm the one who imports them: bounded, nothing fetched, nothing read beside the document."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from site_builder.build.attached_files import file_info
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.cases import either
from tests.conftest import HEAD, Space

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
SECONDS = 20


def word(document: str, parts: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", document)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def plain(words: str) -> str:
    return f'<?xml version="1.0"?><w:document {W}><w:body>{words}</w:body></w:document>'


def laughs(reference: str) -> str:
    entities = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><w:document {W}><w:body>{BODY.format(reference)}</w:body></w:document>'


def external(url: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{url}">]><w:document {W}><w:body>{BODY.format("&e;")}</w:body></w:document>'


def bombs() -> dict[str, bytes]:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    return {
        "a part of 200 MB": word(plain("<!--" + " " * 200_000_000 + "-->")),
        "entities in entities": word(laughs("&a9;")),
        "5,000 levels": word(plain(deep)),
        "no document": word("")[:-30],
        "a document that ends early": word(plain("<w:p>")[:-30]),
        "nothing": word(""),
        "a macro": word(plain(BODY.format("正文")), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100}),
        "names that climb": word(plain(BODY.format("正文")), {"../../escaped.txt": b"x", "/escaped.txt": b"x"}),
        "a folder of 20,000 parts": word(plain(BODY.format("正文")), {f"x/{n}": b"" for n in range(20_000)}),
        "no archive": b"PK\x03\x04word/" + os.urandom(1000),
    }


BOMBS = [
    "a part of 200 MB", "entities in entities", "5,000 levels", "no document", "a document that ends early", "nothing", "a macro",
    "names that climb", "a folder of 20,000 parts", "no archive",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_a_word_file(made: dict[str, bytes], name: str) -> None:
    """As an original that is imported, and as an attachment whose words are looked at."""
    begun = time.process_time()
    try:
        lines = read_manuscript(made[name], "原件.docx").lines
    except UnreadableError:
        lines = ()
    assert sum(len(line.text) for line in lines) < 1_000_000
    words = file_info("原件.docx", made[name]).text
    assert words is None or len(words) < 1_000_000
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x", "{secret}"])
def test_external_entities_are_not_read(tmp_path: Path, url: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密字句", "utf-8")
    raw = word(external(url.format(secret=secret.as_uri())))
    try:
        shown = "".join(line.text for line in read_manuscript(raw, "原件.docx").lines)
    except UnreadableError:
        shown = ""
    assert "机密字句" not in shown
    assert "机密字句" not in (file_info("原件.docx", raw).text or "")
    hostname = Path("/etc/hostname")
    if hostname.exists() and hostname.read_text().strip():
        assert hostname.read_text().strip() not in shown


PAGES = {
    "deep": "<div>" * 50_000 + "文字",
    "entities": '<!DOCTYPE html [<!ENTITY a "文"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;</p>',
    "external": '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><p>正文</p>',
    "one huge attribute": f'<p title="{"x" * 3_000_000}">正文</p>',
    "many cells": "<table>" + "<tr><td>格</td><td>格</td></tr>" * either(5_000, 20_000) + "</table>",
    "many links": "<a href=x>链</a>" * 20_000,
    "unclosed": "<p><b><i>" * 10_000,
    "a comment without an end": "<p>正文</p><!--" + "x" * 1_000_000,
    "null characters": "<p>正\0文</p>" * 100,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_web_page(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)
    begun = time.process_time()
    read_manuscript(("<html><body>" + PAGES[name]).encode(), "网页.html")
    assert time.process_time() - begun < SECONDS


def test_attributes_that_are_not_read_are_said() -> None:
    """Elements of thousands of attributes lose them: each with its line, and nothing of the words is lost."""
    many = " ".join(f"a{n}='>'" for n in range(3000))
    page = f"<html><body><p>甲村一</p>\n<p {many} style='display:none'>甲村二</p>\n\n<td {many}>甲村三<p b=1>甲村四</p></body></html>"
    read = read_manuscript(page.encode(), "网页.html")
    assert [each.text for each in read.lines] == ["甲村一", "甲村二", "甲村三", "甲村四"]
    assert [(each.line, each.text) for each in read.doubts if "上千个属性" in each.why] == [(2, "<p>"), (4, "<td>")]


def test_500_pages() -> None:
    paragraph = BODY.format("一是认真落实整改要求，压实责任，完善制度，逐项销号，确保按期完成。" * 8)
    raw = word(plain(paragraph * 2_000))
    begun = time.process_time()
    assert len(read_manuscript(raw, "原件.docx").lines) == 2_000
    assert time.process_time() - begun < SECONDS


PDFS = {
    "cut": b"%PDF-1.4\n1 0 obj\n<</Type/Catalog",
    "endless pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    "nothing": b"%PDF-",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 200,
}


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_is_cited(space: Space, name: str) -> None:
    """Its words cannot be read, and that is a finding, not a traceback."""
    space.write("notices/n/files/a.pdf", PDFS[name])
    space.notice(head=HEAD + 'attachments:\n  - file: "a.pdf"\n')
    begun = time.process_time()
    space.build()
    assert time.process_time() - begun < SECONDS
