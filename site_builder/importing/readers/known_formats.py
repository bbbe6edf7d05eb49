"""Detects file formats by content, as suffixes are often wrong (a web page saved as .doc, a workbook renamed .xls)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal
from zipfile import ZipFile

from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.unreadable import RefusalCode, UnreadableError

Gives = Literal["text", "table", "nothing"]
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEMBERS: Final = 20_000  # most parts of a package; even a Word file with thousands of pictures has fewer
_AS_WORD: Final = "用 WPS 或 Word 打开，另存为 .docx 再导入"
_UNPACK: Final = "解压后把里面的文件逐个导入"
_OCR: Final = "请找电子原件；没有的，先做文字识别（OCR）并逐字核对，存成 .docx 或 .txt 再导入"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    `kind`      its short name, such as docx
    `name`      its name for editors
    `gives`     text (read by this package), table (read as a workbook), or nothing
    `code`      for unsupported formats: the kind of reason
    `way_out`   for unsupported formats: what the editor can do instead
    """

    kind: str
    name: str
    gives: Gives = "nothing"
    code: RefusalCode = "unknown-format"
    way_out: str = _AS_WORD

    def refusal(self) -> UnreadableError:
        """The error for an unsupported format."""
        return UnreadableError(f"这是{self.name}，不能直接导入：{self.way_out}", self.code, self.kind)


def _text(kind: str, name: str) -> Format:
    return Format(kind, name, "text")


def _table(kind: str, name: str) -> Format:
    return Format(kind, name, "table")


_DOCX: Final = _text("docx", "Word 文件（.docx）")
_ENCRYPTED: Final = Format(
    "encrypted", "加了密码的 Office 文件", code="encrypted", way_out="用原来的软件打开，去掉打开密码后再导入"
)
# Magic bytes → format, except for containers whose content has to be inspected.
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "png", "图片（PNG）", "scan", _OCR),
    (b"\xff\xd8\xff", "jpg", "图片（JPEG）", "scan", _OCR),
    (b"GIF8", "gif", "图片（GIF）", "scan", _OCR),
    (b"BM", "bmp", "图片（BMP）", "scan", _OCR),
    (b"II*\0", "tif", "图片（TIFF）", "scan", _OCR),
    (b"MM\0*", "tif", "图片（TIFF）", "scan", _OCR),
    (b"8BPS", "psd", "图片（Photoshop）", "scan", _OCR),
    (b"AT&TFORM", "djvu", "扫描件（DjVu）", "scan", _OCR),
    (b"7z\xbc\xaf\x27\x1c", "7z", "压缩包（7z）", "unknown-format", _UNPACK),
    (b"Rar!\x1a\x07", "rar", "压缩包（RAR）", "unknown-format", _UNPACK),
    (b"\x1f\x8b", "gz", "压缩包（gzip）", "unknown-format", _UNPACK),
    (b"BZh", "bz2", "压缩包（bzip2）", "unknown-format", _UNPACK),
    (b"\xfd7zXZ\0", "xz", "压缩包（xz）", "unknown-format", _UNPACK),
    (b"MSCF", "cab", "压缩包（CAB）", "unknown-format", _UNPACK),
    (b"Founder CEB", "ceb", "方正 CEB 公文", "unknown-format", "用方正阅读器打开，打印成 PDF 或复制成文本再导入"),
    (b"FANGZHENG", "ceb", "方正 CEB 公文", "unknown-format", "用方正阅读器打开，打印成 PDF 或复制成文本再导入"),
    (b"SEP", "sep", "书生 SEP 公文", "unknown-format", "用书生阅读器打开，打印成 PDF 或复制成文本再导入"),
    (b"%!PS", "ps", "PostScript 打印文件", "unknown-format", "请找打印前的原件（.docx、.pdf）再导入"),
    (b"ITSF", "chm", "帮助文件（CHM）", "unknown-format", "请找原件再导入"),
    (b"SQLite format 3\0", "sqlite", "数据库文件（SQLite）", "unknown-format", "请导出成 .xlsx 或 .csv 再导入"),
    (b"\0\1\0\0Standard ", "mdb", "数据库文件（Access）", "unknown-format", "请导出成 .xlsx 或 .csv 再导入"),
    (b"\xffWPC", "wpd", "WordPerfect 文件", "unknown-format", _AS_WORD),
    (b"AC10", "dwg", "图纸（CAD）", "unknown-format", "请找文字原件再导入"),
    (b"MZ", "exe", "程序文件", "unknown-format", "不要打开它；请找文字原件再导入"),
    (b"\x7fELF", "exe", "程序文件", "unknown-format", "不要打开它；请找文字原件再导入"),
    (b"ID3", "audio", "录音", "unknown-format", "请找文字原件再导入"),
    (b"OggS", "audio", "录音", "unknown-format", "请找文字原件再导入"),
    (b"\0\0\0\x1cftyp", "video", "录像", "unknown-format", "请找文字原件再导入"),
    (b"\0\0\0\x20ftyp", "video", "录像", "unknown-format", "请找文字原件再导入"),
)
_SMALL_MAGIC: Final = frozenset({"bmp", "exe", "sep"})  # short signatures that may also be the start of a text
_STREAMS: Final = (
    ("EncryptedPackage", _ENCRYPTED),
    ("WordDocument", _text("doc", "旧版 Word 或 WPS 文字（.doc、.wps）")),
    ("Workbook", _table("xls", "旧版 Excel 或 WPS 表格（.xls、.et）")),
    ("Book", _table("xls", "旧版 Excel（.xls）")),
    ("PowerPoint Document", Format("ppt", "演示文稿（.ppt、.dps）", way_out="把文字复制出来存成 .txt 再导入")),
    ("__properties_version1.0", Format("msg", "Outlook 邮件（.msg）", way_out="把邮件里的附件存下来再导入")),
    ("VisioDocument", Format("vsd", "Visio 图", way_out="请找文字原件再导入")),
    ("HwpSummaryInformation", Format("hwp", "Hangul 文件（.hwp）")),
    ("CONTENTS", Format("works", "Works 或旧 WPS 文件")),
)
_MAIN: Final = (
    ("wordprocessingml", "main", _DOCX),
    ("application/vnd.ms-word", "main", _DOCX),
    ("excel.sheet.binary", "main", _table("xlsb", "Excel 二进制表格（.xlsb）")),
    ("spreadsheetml", "main", _table("xlsx", "Excel 表格（.xlsx）")),
    ("application/vnd.ms-excel", "main", _table("xlsx", "Excel 表格（.xlsm）")),
    ("presentationml", "main", Format("pptx", "演示文稿（.pptx）", way_out="把文字复制出来存成 .txt 再导入")),
    ("ms-powerpoint", "main", Format("pptx", "演示文稿（.pptx）", way_out="把文字复制出来存成 .txt 再导入")),
    ("ms-package.xps", "", Format("xps", "XPS 打印文件", way_out="另存为 PDF，或者请找原件再导入")),
)
_ODF: Final = (
    ("opendocument.text", _text("odt", "开放文档文字（.odt）")),
    ("opendocument.spreadsheet", _table("ods", "开放文档表格（.ods）")),
    ("opendocument.presentation", Format("odp", "演示文稿（.odp）", way_out="把文字复制出来存成 .txt 再导入")),
    ("epub", Format("epub", "电子书（EPUB）", way_out="把文字复制出来存成 .txt 再导入")),
)
_PAGE_START: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span|center|section|article|h[1-6]|br|font|script|style|link)\b",
    re.IGNORECASE,
)
_PROLOGUE: Final = re.compile(r"\s+|<\?xml[^>]{0,200}\?>")
_PAGE_TAG: Final = re.compile(r"</(?:p|div|td|tr|body|html|span|h[1-6]|li)>|<br\s*+/?>", re.IGNORECASE)
_MAIL_HEAD: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,40}){2,60}")
_OUR_HEAD: Final = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,200}?---[ \t]*(?:\n|\Z)")


def known_format(raw: bytes, name: str) -> Format:
    """The format of a file.

    Takes   name    its suffix only decides between texts that look the same: plain, Markdown, CSV
    Errors  UnreadableError for an empty file, and for a container too damaged to be inspected
    """
    if not raw.removeprefix(b"\xef\xbb\xbf").strip(b"\0 \t\r\n"):
        raise UnreadableError("文件是空的", "empty")
    if raw.startswith(OLE):
        return _in_ole(raw)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(raw, name)
    if b"%PDF-" in raw[:1024]:
        return _text("pdf", "PDF")
    if raw.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"{\\rtf"):
        return _text("rtf", "RTF 文件（.rtf）")
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return Format("webp", "图片（WebP）", code="scan", way_out=_OCR)
    if raw[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return Format("heic", "图片（HEIC）", code="scan", way_out=_OCR)
    if raw[257:262] == b"ustar":
        return Format("tar", "压缩包（tar）", way_out=_UNPACK)
    for start, kind, called, code, way in _MAGIC:
        if raw.startswith(start) and not (kind in _SMALL_MAGIC and b"\0" not in raw[:512]):
            return Format(kind, called, code=code, way_out=way)  # type: ignore[arg-type]
    return _of_text(raw, name)


def _in_ole(raw: bytes) -> Format:
    from site_builder.importing.readers.ole import open_ole

    with open_ole(raw) as file:
        names = {"/".join(path).lower() for path in file.listdir()}  # names in OLE containers are case-insensitive
    for stream, found in _STREAMS:
        if stream.lower() in names:
            return found
    return Format("ole", "未知的复合文件（OLE）")


def _in_zip(raw: bytes, name: str) -> Format:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS:
                raise UnreadableError(f"压缩包里的文件太多（超过 {_MEMBERS} 个）")
            names = {info.filename.lstrip("/").replace("\\", "/"): info for info in members}

            def part(path: str) -> str:
                info = names.get(path)
                if info is None or info.file_size > 4_000_000 or info.flag_bits & 1:
                    return ""
                return archive.read(info).decode("utf-8", "replace")

            found = _package(names.keys(), part)
            if found is None and any(info.flag_bits & 1 for info in members):
                found = Format("zip", "加了密码的压缩包", code="encrypted", way_out="用密码解压后再导入里面的文件")
    except UnreadableError:
        raise
    except Exception as error:
        raise _damaged(raw, name) from error
    return found or Format("zip", "压缩包（ZIP）", way_out=_UNPACK)


def _damaged(raw: bytes, name: str) -> UnreadableError:
    """The error for a package with a damaged directory; the format is guessed from names of parts, else from the suffix."""
    suffix = "." + name.lower().rpartition(".")[2]
    called = (
        "Word（.docx）文件" if b"word/" in raw or suffix in (".docx", ".docm", ".doc", ".wps")
        else "Excel（.xlsx）文件" if b"xl/" in raw or suffix == ".xlsx"
        else "OFD 文件" if b"OFD.xml" in raw or suffix == ".ofd"
        else "开放文档（.odt、.ods）文件" if b"mimetypeapplication/vnd.oasis" in raw or suffix in (".odt", ".ods")
        else "压缩包"
    )  # fmt: skip
    return UnreadableError(f"不是完好的 {called}：文件已损坏或没有下载完，请换一份")


def _package(names: object, part: Callable[[str], str]) -> Format | None:
    """The format of a ZIP package by its parts; None for a plain archive."""
    held = set(names)  # type: ignore[call-overload]
    if "OFD.xml" in held:
        return _text("ofd", "OFD 版式文件")
    if kind := part("mimetype").strip():
        if "encryption-data" in part("META-INF/manifest.xml"):
            return _ENCRYPTED
        return next((each for words, each in _ODF if words in kind), None)
    if "[Content_Types].xml" in held:
        types = part("[Content_Types].xml")
        quoted = types.split('"')[1::2]
        for word, ending, found in _MAIN:
            if any(word in each and ending in each.partition(word)[2] for each in quoted):
                return found
        for folder, found in (("word/", _MAIN[0][2]), ("xl/", _MAIN[3][2]), ("ppt/", _MAIN[5][2])):
            if any(each.startswith(folder) for each in held):
                return found
    if any(each.endswith(".iwa") for each in held) or held & {"Index.zip", "index.apxl", "index.xml.gz"}:
        return Format("iwork", "苹果 iWork 文件（Pages、Numbers）", way_out="在苹果电脑上导出成 Word 或 PDF 再导入")
    if any(each.startswith("word/") for each in held):
        return _DOCX
    return None


def _of_text(raw: bytes, name: str) -> Format:
    suffix = "." + name.lower().rpartition(".")[2]
    head = decode(raw[:65536], page=True)[0].lstrip("\ufeff")
    start = head[:4096]
    if "<w:wordDocument" in start or "<pkg:package" in start:
        return _text("wordxml", "Word XML 文件")
    if "<office:document" in start:
        return _text("fodt", "开放文档文字（单个 XML）")
    if "<uof:UOF" in start or "schemas.uof.org" in start:
        return Format("uof", "标文通 UOF 文件")
    if start.lstrip().startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return Format("xmlss", "Excel 2003 XML 表格", way_out="用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
    if (mail := _MAIL_HEAD.match(start)) and re.search(r"^(?:MIME-Version|Content-Type):", mail.group(), re.I | re.M):
        archive = re.search(r"^(?:To|Received|Message-ID):", mail.group(), re.I | re.M) is None
        return _text("mht", "单个文件网页（.mht）") if archive else _text("eml", "邮件（.eml）")
    if _begins_a_page(start) or (suffix in (".html", ".htm", ".xhtml", ".shtml") and _PAGE_TAG.search(head)):
        return _text("html", "网页")
    controls = sum(1 for char in head[:4096] if char < " " and char not in "\t\n\f\x1a")
    if controls > len(head[:4096]) * 0.05 + 2:
        return Format("binary", "不认识的文件（不是文字）", way_out="请找原件，" + _AS_WORD)
    if suffix in (".md", ".markdown") or _OUR_HEAD.match(start):
        return _text("md", "Markdown 文本")
    if suffix in (".csv", ".tsv"):
        return _table("csv", "逗号分隔的表格（.csv）")
    return _text("txt", "文本")


def _begins_a_page(text: str) -> bool:
    """Whether a text starts with an HTML element, after blanks, comments and an XML declaration."""
    at = 0
    while True:
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            if end < 0:
                return False
            at = end + 3
        elif found := _PROLOGUE.match(text, at):
            at = found.end()
        else:
            return _PAGE_START.match(text, at) is not None
