"""Personal data in files of every format, at every place in them; and files that cannot be searched say so."""

import gzip
import io
import json
import zipfile

import pytest

from tests.privacy import files
from tests.privacy.test_unseen import found_in

MOBILE = "13700000002"


def packed(**parts: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def rtf(words: str) -> bytes:
    return (
        b"{\\rtf1\\ansi " + "".join(f"\\u{ord(char)}?" if ord(char) > 127 else char for char in words).encode() + b"}"
    )


SHEET = '<worksheet><sheetData><row><c r="A1"><v>{}</v></c></row></sheetData></worksheet>'
BOOK = '<workbook><sheets><sheet name="{}" sheetId="1"/></sheets></workbook>'
FOUND = [
    ("包.zip", packed(a_dot_txt=f"电话{MOBILE}")),
    ("包.zip", packed(a_dot_txt=f"电话{MOBILE}".encode("gb18030"))),
    ("包.zip", packed(a_dot_docx=files.docx(remark=MOBILE))),
    ("包.zip", packed(**{f"张三{MOBILE}_dot_txt": "x"})),
    ("包.zip", packed(b_dot_zip=packed(a_dot_csv=f"电话,{MOBILE}\n"))),
    ("说明.rtf", rtf(f"联系{MOBILE}")),
    ("说明.rtf", b"{\\rtf1 \\'b5\\'e7\\'bb\\'b0 1370\\b0 0000002}"),
    ("数据.json", json.dumps({"电话": MOBILE}).encode()),
    ("数据.json", b'{"a": "\\u4f4f\\u5740\\uff1a\\u0031\\u0033700000002"}'),
    ("运行.log", f"2026-11-20 手机 {MOBILE}\n".encode()),
    ("数据.csv.gz", gzip.compress(f"电话,{MOBILE}\n".encode())),
    ("表.xlsx", packed(xl__worksheets__sheet1_dot_xml=SHEET.format(MOBILE))),
    ("表.xlsx", packed(xl__workbook_dot_xml=BOOK.format(f"联系{MOBILE}"))),
    ("文.docx", packed(word__document_dot_xml=f'<w><wp:docPr xmlns:wp="x" descr="电话{MOBILE}"/></w>')),
    ("文.docx", packed(**{f"word__media__{MOBILE}_dot_bin": b"x"})),
    ("文.pdf", files.pdf(attached=f"电话{MOBILE}".encode())),
    ("文.pdf", files.pdf(note="1 3 7 0 0 0 0 0 0 0 2")),
    ("照片.docx", files.photo(comment=f"电话{MOBILE}")),  # a wrong ending
    *((f"图.{kind}", files.picture(kind) + f"电话{MOBILE}".encode()) for kind in ("jpg", "png", "gif", "bmp", "webp")),
    ("文.docx", packed(word__media__a_dot_png=files.picture("png") + f"电话{MOBILE}".encode())),
    ("文.txt", f"电话{MOBILE}".encode("gb18030")),
    ("文.txt", f"电话{MOBILE}".encode("utf-16")),
]


def test_a_text_that_begins_as_a_picture_does() -> None:
    assert found_in("指标.txt", "BM指标完成情况".encode()) == []


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "bmp", "webp", "tif"])
def test_a_picture_with_nothing_to_hide(kind: str) -> None:
    assert found_in(f"图.{kind}", files.picture(kind)) == []


@pytest.mark.parametrize(("name", "content"), FOUND, ids=range(len(FOUND)))
def test_is_found(name: str, content: bytes) -> None:
    assert "P001" in {finding.code for finding in found_in(name, content)}


def locked_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("文.pdf", locked_pdf()),
        ("文.pdf", b"%PDF-1.7\nbroken"),
        ("文.docx", packed(a_dot_xml="<a/>")[:40]),
        ("包.rar", b"Rar!\x1a\x07\0"),
        ("包.7z", b"7z\xbc\xaf\x27\x1c"),
        ("坏.gz", b"\x1f\x8b\0\0"),
        ("坏.png", files.picture("png")[:20]),
        ("坏.jpg", files.picture("jpg")[:8]),
    ],
    ids=range(8),  # of bytes that hold the time, ids would differ from process to process
)
def test_what_cannot_be_searched_is_said(name: str, content: bytes) -> None:
    assert [finding.code for finding in found_in(name, content)] == ["P014"]
