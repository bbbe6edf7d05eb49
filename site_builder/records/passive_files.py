"""What may be published as a file: documents, pictures and tables, known by their bytes, with nothing in them that runs.

Pure: a name and bytes in, words out. A list of what is allowed, because no list of what runs is ever complete.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

UNFOLDED = 64 * 1024 * 1024  # bytes that one file may unfold to
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd"), (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt"), (_OLE,)),
    **dict.fromkeys(("wps", "et", "dps"), (_OLE, _ZIP)),
    "rtf": (b"{\\rtf",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "bmp": (b"BM",),
    **dict.fromkeys(("tif", "tiff"), (b"II*\0", b"MM\0*")),
}
_TEXTS = frozenset(("txt", "md", "csv", "tsv", "json", "log"))
ALLOWED = frozenset((*_SIGNS, *_TEXTS))
RUNNING = frozenset(
    word
    for words in (
        "html htm xhtml xht shtml shtm mht mhtml svg svgz xml xsl xslt js mjs wasm swf hta php php3 php5 phtml phar asp aspx jsp jspx cgi",
        "exe com bat cmd scr msi ps1 vbs vbe jse wsf jar dll lnk reg url desktop sh py pl rb apk app dmg pkg chm cpl htaccess iso img",
        "docm dotm dot dotx xlsm xltm xlam xlsb pptm potm ppsm zip rar 7z gz tar",
    )
    for word in words.split()
)
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml|iframe|object|embed|img|meta)\b", re.IGNORECASE)
_PARTS = (
    (re.compile(r"vbaProject|vbaData|^(?:Basic|Scripts)/|macrosheets/", re.IGNORECASE), "宏"),
    (re.compile(r"/activeX/|/ctrlProps/", re.IGNORECASE), "控件"),
    (re.compile(r"oleObject|/embeddings/.*\.(?!docx$|xlsx$|pptx$)", re.IGNORECASE), "嵌入的对象（OLE）"),
)
_RELATION = re.compile(rb"<Relationship\s[^<>]{0,4000}>")
_IN_XML = (
    (re.compile(rb"macroEnabled", re.IGNORECASE), "宏"),
    (re.compile(rb"ddeLink|<oleLink|DDEAUTO|[>\s]DDE\s"), "动态数据交换（DDE）"),
    (re.compile(rb"script:event-listener|<script:"), "脚本"),
)
_OLD = (
    ("_VBA_PROJECT", "宏"),
    ("Macros", "宏"),
    ("Ole10Native", "嵌入的对象（OLE）"),
    ("ObjectPool", "嵌入的对象（OLE）"),
)
_RTF = re.compile(rb"\\obj(?:data|ocx|update|autlink)|\\\*\\template|DDEAUTO", re.IGNORECASE)
_PDF = re.compile(
    rb"/(JavaScript|JS|Launch|RichMedia|XFA|ImportData|SubmitForm|EmbeddedFile|Encrypt)(?=[\s/<>\[\]()%]|$)"
)
_IN_PDF = {
    b"JavaScript": "脚本（JavaScript）",
    b"JS": "脚本（JavaScript）",
    b"Launch": "启动程序的动作",
    b"RichMedia": "多媒体程序",
    b"XFA": "动态表单（XFA）",
    b"ImportData": "取数据的动作",
    b"SubmitForm": "送出数据的动作",
    b"EmbeddedFile": "夹带的文件",
    b"Encrypt": "密码保护，里面查不了",
}
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")


def name_refused(name: str) -> str:
    """Why no file of this name is published; '' where it may be.

    >>> name_refused("附件1.整改台账.xlsx"), name_refused("通知.html"), name_refused("通知.php.txt")
    ('', 'html 会在读者的浏览器或电脑上运行，或里面查不了', '有两个后缀：php 和 txt')
    """
    *inner, ending = name.rstrip(". ").lower().split(".")
    if ending not in ALLOWED:
        return (
            f"{ending} 会在读者的浏览器或电脑上运行，或里面查不了" if ending in RUNNING else f"没有列出的格式 {ending}"
        )
    double = next((part for part in inner[1:] if part.strip() in ALLOWED | RUNNING), None)
    return f"有两个后缀：{double} 和 {ending}" if double else ""


def content_refused(name: str, content: bytes) -> str:
    """Why these bytes are not published under this name: they are something else, or something in them runs; '' where all is well."""
    ending = name.rstrip(". ").lower().rpartition(".")[2]
    if ending in _TEXTS:
        if b"\0" in content[:4096] or content.startswith((_ZIP, _OLE, b"%PDF", b"MZ", b"\x7fELF")):
            return "内容不是文字"
        return "内容是网页" if _PAGE.search(content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")) else ""
    if ending not in _SIGNS:
        return ""  # its name is refused
    if not content.startswith(_SIGNS[ending]) or (ending == "webp" and content[8:12] != b"WEBP"):
        return f"内容不是 {ending}"
    active = sorted(set(_active(content)))
    return f"里面有{'、'.join(active)}" if active else ""


def _active(content: bytes) -> Iterator[str]:
    if content.startswith(_ZIP):
        yield from _in_package(content)
    elif content.startswith(_OLE):
        yield from (what for name, what in _OLD if name.encode("utf-16-le") in content)
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    elif content.startswith(b"{\\rtf") and _RTF.search(content):
        yield "嵌入的对象（OLE）"


def _in_package(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > UNFOLDED:
                yield f"超过 {UNFOLDED // 1024 // 1024} MB 的内容，查不了"
                return
            for member in members:
                name = member.filename.replace("\\", "/")
                yield from (what for form, what in _PARTS if form.search("/" + name) or form.search(name))
                if name.endswith((".xml", ".rels")):
                    yield from _in_part(archive.read(member))
                elif archive.open(member).read(8).startswith((_OLE, b"MZ")):
                    yield "嵌入的对象（OLE）"
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, NotImplementedError, EOFError):
        yield "损坏或加密的部分，查不了"


def _in_part(part: bytes) -> Iterator[str]:
    """What runs, or is fetched when the file is opened. A link that a reader must click is none of it."""
    yield from (what for form, what in _IN_XML if form.search(part))
    for relation in _RELATION.findall(part):
        if b"External" in relation and b"/hyperlink" not in relation:
            yield "打开时要取的外部文件或模板"


def _in_pdf(content: bytes) -> Iterator[str]:
    left = UNFOLDED
    for outside, body in _segments(content):
        words = outside
        if b"/ObjStm" in outside[-2000:]:
            try:
                opened = zlib.decompressobj().decompress(body.lstrip(b"\r\n"), left)
            except zlib.error:
                opened = b""
            left = max(1, left - len(opened))
            words += opened
        named = _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), words)
        yield from (_IN_PDF[found] for found in _PDF.findall(named))


def _segments(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(what stands outside streams, the stream that follows)."""
    at = 0
    while (begin := content.find(b"stream", at)) >= 0:
        end = content.find(b"endstream", begin + 6)
        if end < 0:
            break
        yield content[at:begin], content[begin + 6 : end]
        at = end + 9
    yield content[at:], b""
