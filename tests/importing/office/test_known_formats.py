# ruff: noqa: E501  operators and markup read better unbroken
"""What a file is, by its bytes: the right name and the way out for what is not read, whatever its suffix says."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.known_formats import known_format
from site_builder.importing.readers.unreadable import UnreadableError
from tests.importing.office.make import HERE, page
from tests.importing.office.ofd_file import ofd, pages_of


def packed(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def types(kind: str) -> bytes:
    content = f'<Types><Override PartName="/x.xml" ContentType="application/{kind}.main+xml"/></Types>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", content)
    return made.getvalue()


def picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(made, form)
    return made.getvalue()


def compound(*streams: str) -> bytes:
    """An OLE file with empty streams ([MS-CFB] 2): a header, one sector of FAT, the directory."""
    import struct

    names = ["Root Entry", *streams]
    count = -(-len(names) // 4)
    fat = struct.pack(
        f"<{128}I",
        0xFFFFFFFD,
        *[n + 2 if n < count - 1 else 0xFFFFFFFE for n in range(count)],
        *[0xFFFFFFFF] * (127 - count),
    )
    entries = b""
    for index, name in enumerate(names):
        raw = (name + "\0").encode("utf-16-le")
        child = 1 if index == 0 and streams else 0xFFFFFFFF
        right = index + 1 if 0 < index < len(streams) else 0xFFFFFFFF
        entries += (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), 5 if index == 0 else 2, 1, 0xFFFFFFFF, right, child)
            + bytes(36)
            + struct.pack("<IQ", 0xFFFFFFFE, 0)
        )
    entries = entries.ljust(count * 512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack(
        "<109I", 0, *[0xFFFFFFFF] * 108
    )
    return header + fat + entries  # fmt: skip


def saved(name: str) -> bytes:
    return (HERE / name).read_bytes()


# What it is → its bytes, and a suffix that says something else.
READ = {
    "docx": (saved("notice.docx"), "a.doc"),
    "doc": (saved("notice.doc"), "a.docx"),
    "odt": (saved("notice.odt"), "a.docx"),
    "rtf": (saved("notice.rtf"), "a.doc"),
    "pdf": (saved("notice.pdf"), "a.ofd"),
    "ofd": (ofd(pages_of(["一、甲"])), "a.pdf"),
    "mht": (saved("notice.mht"), "a.doc"),
    "html": (page().encode(), "a.doc"),
    "html in GB18030": (page().encode("gb18030"), "a.xls"),
    "html after a comment": (b"<!-- saved -->\n<!-- x --><p>" + "甲".encode() + b"</p>", "a.txt"),
    "eml": (b"From: a@yunzhou.invalid\nTo: b@yunzhou.invalid\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + "甲".encode(), "a.txt"),
    "txt": ("一、甲".encode("gb18030"), "a.doc"),
    "txt with a tag": ("使用 <b> 标记".encode(), "a.txt"),
    "txt in UTF-16": ("一、甲乙丙丁".encode("utf-16"), "a.docx"),
    "md": ("# 甲".encode(), "a.md"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name: str) -> None:
    raw, called = READ[name]
    assert known_format(raw, called).kind == name.split()[0]
    read_manuscript(raw, called)


TABLES = {
    "xlsx": (types("vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "a.docx"),
    "xls": (compound("Workbook"), "a.doc"),
    "ods": (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.odt"),
    "csv": ("序号,事项\n1,票据\n".encode(), "a.csv"),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_a_table(name: str) -> None:
    found = known_format(*TABLES[name])
    assert (found.kind, found.gives) == (name, "table")


REFUSED = {
    "docx with a password": (compound("EncryptedPackage", "EncryptionInfo"), "a.docx", "encrypted", "密码"),
    "pptx": (types("vnd.openxmlformats-officedocument.presentationml.presentation"), "a.docx", "unknown-format", "演示文稿"),
    "ppt": (compound("PowerPoint Document"), "a.doc", "unknown-format", "演示文稿"),
    "msg": (compound("__properties_version1.0"), "a.doc", "unknown-format", "邮件"),
    "another compound file": (compound("Something"), "a.doc", "unknown-format", "复合文件"),
    "pages": (packed(Index__Document_dot_iwa="x"), "a.docx", "unknown-format", "iWork"),
    "zip": (packed(a_dot_txt="x"), "a.docx", "unknown-format", "压缩包"),
    "epub": (packed(mimetype="application/epub+zip"), "a.docx", "unknown-format", "电子书"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "a.docx", "unknown-format", "7z"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(40), "a.doc", "unknown-format", "RAR"),
    "gz": (b"\x1f\x8b\x08" + bytes(40), "a.txt", "unknown-format", "gzip"),
    "png": (picture("PNG"), "a.pdf", "scan", "图片"),
    "jpg": (picture("JPEG"), "a.docx", "scan", "图片"),
    "bmp": (picture("BMP"), "a.txt", "scan", "图片"),
    "tif": (picture("TIFF"), "a.ofd", "scan", "图片"),
    "webp": (picture("WEBP"), "a.doc", "scan", "图片"),
    "ceb": (b"Founder CEB 3.00" + bytes(40), "a.pdf", "unknown-format", "方正"),
    "uof": (b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>', "a.uof", "unknown-format", "UOF"),
    "noise": (bytes(range(256)) * 8, "a.txt", "unknown-format", "不认识"),
    "nothing": (b"", "a.docx", "empty", "空"),
    "blanks": ("\ufeff \n\n".encode(), "a.txt", "empty", "空"),
    "half a docx": (saved("notice.docx")[:9000], "a.docx", "unreadable", "Word"),
    "half a pdf": (b"%PDF-1.7\n" + bytes(100), "a.pdf", "unreadable", "PDF"),
    "half an ole": (saved("notice.doc")[:700], "a.doc", "unreadable", "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_by_its_right_name(name: str) -> None:
    raw, called, code, why = REFUSED[name]
    with pytest.raises(UnreadableError, match=why) as refused:
        read_manuscript(raw, called)
    assert refused.value.code == code


def locked(**options: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(saved("notice.pdf"))))
    writer.encrypt(algorithm="RC4-128", **options)  # type: ignore[arg-type]
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_with_a_password() -> None:
    """Only one that has to be given to open it: a password against changes hinders no reader."""
    with pytest.raises(UnreadableError, match="密码") as refused:
        read_manuscript(locked(user_password="a", owner_password="b"), "a.pdf")
    assert refused.value.code == "encrypted"
    open_to_all = locked(user_password="", owner_password="b")
    assert [line.text for line in read_manuscript(open_to_all, "a.pdf").lines] == [
        line.text for line in read_manuscript(saved("notice.pdf"), "a.pdf").lines
    ]


def test_an_old_word_file_with_a_password_and_one_of_word_95() -> None:
    """[MS-DOC] 2.5.2: fEncrypted; nFib below 0x00C1."""
    raw = bytearray(saved("notice.doc"))
    at = raw.index(b"\xec\xa5")
    raw[at + 11] |= 1
    with pytest.raises(UnreadableError, match="密码") as refused:
        read_manuscript(bytes(raw), "a.doc")
    assert refused.value.code == "encrypted"
    raw = bytearray(saved("notice.doc"))
    raw[at + 2 : at + 4] = b"\x68\x00"
    with pytest.raises(UnreadableError, match="Word 95") as refused:
        read_manuscript(bytes(raw), "a.doc")
    assert refused.value.code == "unknown-format"
