"""What may be published as a file: by its name, by its first bytes, and by what is inside."""

import io
import zipfile

import pytest

from site_builder.records import passive_files
from site_builder.records.passive_files import content_refused, name_refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("附件.pdf", ""),
        ("附件1.整改台账.XLSX", ""),
        ("a.xlsx. ", ""),
        ("2024.10.17.pdf", ""),
        ("a.docm", "docm 会在读者的浏览器或电脑上运行，或里面查不了"),
        ("a.HTML", "html 会在读者的浏览器或电脑上运行，或里面查不了"),
        ("a.xyz", "没有列出的格式 xyz"),
        ("没有后缀", "没有列出的格式 没有后缀"),
        ("a.pdf.txt", "有两个后缀：pdf 和 txt"),
        ("a.exe .pdf", "有两个后缀：exe  和 pdf"),
        ("pdf.txt", ""),
    ],
)
def test_a_name(name: str, why: str) -> None:
    assert name_refused(name) == why


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", "甲".encode(), ""),
        ("a.csv", b"", ""),
        ("a.txt", b"a\0", "内容不是文字"),
        ("a.txt", b"a" * 4096 + b"\0", ""),
        ("a.txt", b"a" * 4095 + b"\0", "内容不是文字"),
        ("a.md", b"PK\x03\x04", "内容不是文字"),
        ("a.log", b"MZ", "内容不是文字"),
        ("a.json", b"%PDF", "内容不是文字"),
        ("a.json", b"\x7fELF", "内容不是文字"),
        ("a.json", OLE, "内容不是文字"),
        ("a.txt", b"\xef\xbb\xbf <HTML>", "内容是网页"),
        ("a.txt", b"x <script>", "内容是网页"),
        ("a.txt", b"x" * 4096 + b"<script>", ""),
        ("a.txt", b"<htmlx>", ""),
        ("a.exe", b"MZ", ""),  # its name is refused
        ("a.pdf", b"x", "内容不是 pdf"),
        ("a.pdf", b"", "内容不是 pdf"),
        ("a.PDF. ", b"%PDF-1.7", ""),
        ("a.png", b"\x89PNG\r\n\x1a\n", ""),
        ("a.jpg", b"\xff\xd8\xff\xe0", ""),
        ("a.gif", b"GIF89a", ""),
        ("a.webp", b"RIFF....WEBP", ""),
        ("a.webp", b"RIFF....WAVE", "内容不是 webp"),
        ("a.doc", OLE, ""),
        ("a.wps", OLE, ""),
    ],
)
def test_the_first_bytes(name: str, content: bytes, why: str) -> None:
    assert content_refused(name, content) == why


STREAM = b"1 0 obj\n<<>>\nstream\n%s\nendstream\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (b"/Page /JSON", ""),
        (b"/JS (x)", "里面有脚本（JavaScript）"),
        (b"/J#53 (x)", "里面有脚本（JavaScript）"),
        (b"/Launch/EmbeddedFile ", "里面有启动程序的动作、夹带的文件"),
        (b"/Encrypt", "里面有密码保护，里面查不了"),
        (STREAM % b"/JS ", ""),  # characters of a picture
        (STREAM % b"x" + b"/JS ", "里面有脚本（JavaScript）"),
        (STREAM % b"x" + STREAM % b"y" + b"/XFA ", "里面有动态表单（XFA）"),
        (b"stream /JS ", "里面有脚本（JavaScript）"),  # a stream that has no end
    ],
)
def test_a_pdf(words: bytes, why: str) -> None:
    assert content_refused("a.pdf", b"%PDF-1.7\n" + words) == why


def test_a_pdf_with_packed_objects() -> None:
    import zlib

    packed_objects = b"%PDF-1.7\n<</Type/ObjStm>>\nstream\r\n" + zlib.compress(b"/JS (x)") + b"\nendstream"
    assert content_refused("a.pdf", packed_objects) == "里面有脚本（JavaScript）"
    assert content_refused("a.pdf", packed_objects.replace(b"/ObjStm", b"/Picture")) == ""
    assert content_refused("a.pdf", b"%PDF-1.7\n/ObjStm stream\nbroken\nendstream /JS ") == "里面有脚本（JavaScript）"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word__document_dot_xml": b"<w/>"}, ""),
        ({"word__vbaProject_dot_bin": b"x"}, "里面有宏"),
        ({"Basic__Standard__a_dot_xml": b"x"}, "里面有宏"),
        ({"word__activeX__a_dot_bin": b"x"}, "里面有控件"),
        ({"word\\activeX\\a_dot_bin": b"x"}, "里面有控件"),
        ({"Scripts\\a_dot_txt": b"x"}, "里面有宏"),
        ({"word__embeddings__a_dot_bin": b"x"}, "里面有嵌入的对象（OLE）"),
        ({"word__embeddings__a_dot_xlsx": b"x"}, ""),
        ({"word__media__a_dot_png": b"MZ\x90\0\3\0\0\0\4"}, "里面有嵌入的对象（OLE）"),
        ({"word__media__a_dot_png": b"aMZ"}, ""),
        ({"word__media__a_dot_png": OLE}, "里面有嵌入的对象（OLE）"),
        ({"a_dot_xml": b'ContentType="application/vnd.ms-word.document.macroEnabled"'}, "里面有宏"),
        ({"a_dot_xml": b"<w:instrText>DDEAUTO x"}, "里面有动态数据交换（DDE）"),
        ({"a_dot_xml": b"<script:event-listener"}, "里面有脚本"),
        ({"a_dot_rels": b'<Relationship Id="1" TargetMode="External" Type="x/hyperlink"/>'}, ""),
        (
            {"a_dot_rels": b'<Relationship Id="1" TargetMode="External" Type="x/image"/>'},
            "里面有打开时要取的外部文件或模板",
        ),
        ({"a_dot_rels": b'<Relationship Id="1" Type="x/image"/>'}, ""),
        ({"a_dot_xml": b"macroEnabled", "activeX_dot_txt": b"", "x__activeX__b": b""}, "里面有宏、控件"),
    ],
)
def test_a_package(parts: dict[str, bytes], why: str) -> None:
    assert content_refused("a.docx", packed(**parts)) == why


def test_a_package_that_is_broken_or_unfolds_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert content_refused("a.docx", packed(a=b"x")[:-9]) == "里面有损坏或加密的部分，查不了"
    monkeypatch.setattr(passive_files, "UNFOLDED", 3 * 1024 * 1024)
    assert content_refused("a.docx", packed(a=b"x" * 3 * 1024 * 1024)) == ""
    assert content_refused("a.docx", packed(a=b"x" * 3 * 1024 * 1024, b=b"x")) == "里面有超过 3 MB 的内容，查不了"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"), "里面有宏"),
        ("a.xls", OLE + "Ole10Native".encode("utf-16-le"), "里面有嵌入的对象（OLE）"),
        ("a.doc", OLE + b"Macros", ""),
        ("a.rtf", b"{\\rtf1 x}", ""),
        ("a.rtf", b"{\\rtf1 \\objdata 00}", "里面有嵌入的对象（OLE）"),
        ("a.rtf", b"{\\rtf1 {\\*\\template x}}", "里面有嵌入的对象（OLE）"),
    ],
)
def test_an_old_format(name: str, content: bytes, why: str) -> None:
    assert content_refused(name, content) == why
