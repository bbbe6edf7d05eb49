"""One sample of every known format, by its kind: as many bytes as it needs to be known."""

import io
import zipfile

from PIL import Image

from tests.importing.office.make import HERE, page
from tests.importing.office.ofd_file import code, ofd
from tests.importing.office.rich import flat
from tests.importing.office.test_known_formats import compound, packed, types
from tests.sheets.books import ods, xls, xlsx

_ODF = "application/vnd.oasis.opendocument."
_OOXML = "vnd.openxmlformats-officedocument."
_MAIL = b"MIME-Version: 1.0\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\nabc"
_REST = bytes(600)  # of a binary file


def _picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (9, 9)).save(made, form)
    return made.getvalue()


def _locked_zip() -> bytes:
    """A package whose one part has the bit of encryption set (APPNOTE 4.4.4)."""
    raw = bytearray(packed(a_dot_txt="x"))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + flags] |= 1
    return bytes(raw)


def _tar() -> bytes:
    import tarfile

    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return made.getvalue()


def _locked_odt() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"{_ODF}text")
        archive.writestr("META-INF/manifest.xml", "<m:encryption-data/>")
    return made.getvalue()


SAMPLES: dict[str, bytes] = {
    "docx": (HERE / "notice.docx").read_bytes(),
    "wordxml": b'<?xml version="1.0"?><w:wordDocument/>',
    "doc": (HERE / "notice.doc").read_bytes(),
    "odt": (HERE / "notice.odt").read_bytes(),
    "fodt": flat().encode(),
    "rtf": (HERE / "notice.rtf").read_bytes(),
    "pdf": (HERE / "notice.pdf").read_bytes(),
    "ofd": ofd([code("甲", 40, 60)]),
    "html": page().encode(),
    "mht": _MAIL,
    "eml": b"To: a@yunzhou.invalid\n" + _MAIL,
    "txt": "一、甲".encode(),
    "md": "# 甲".encode(),
    "xlsx": xlsx([["序号"]]),
    "xls": xls([["序号"]]),
    "ods": ods([["序号"]]),
    "csv": "序号,事项\n".encode(),
    "encrypted": _locked_odt(),
    "locked-zip": _locked_zip(),
    **{kind: _picture(form) for kind, form in (("png", "PNG"), ("jpg", "JPEG"), ("gif", "GIF"), ("bmp", "BMP"), ("tif", "TIFF"), ("webp", "WEBP"))},
    "heic": b"\0\0\0\x18ftypheic" + _REST,
    "psd": b"8BPS\0\1" + _REST,
    "djvu": b"AT&TFORM\0\0\0\1DJVU" + _REST,
    "zip": packed(a_dot_txt="x"),
    "7z": b"7z\xbc\xaf\x27\x1c" + _REST,
    "rar": b"Rar!\x1a\x07\x01\0" + _REST,
    "gz": b"\x1f\x8b\x08" + _REST,
    "bz2": b"BZh91AY&SY" + _REST,
    "xz": b"\xfd7zXZ\0" + _REST,
    "cab": b"MSCF" + _REST,
    "tar": _tar(),
    "ceb": b"Founder CEB 3.00" + _REST,
    "sep": b"SEP\0" + _REST,
    "ps": b"%!PS-Adobe-3.0\n",
    "xps": types("vnd.ms-package.xps-fixeddocument"),
    "xlsb": types("vnd.ms-excel.sheet.binary.macroEnabled"),
    "xmlss": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "fods": flat().replace("opendocument.text", "opendocument.spreadsheet").encode(),
    "ppt": compound("PowerPoint Document"),
    "pptx": types(f"{_OOXML}presentationml.presentation"),
    "odp": packed(mimetype=f"{_ODF}presentation"),
    "epub": packed(mimetype="application/epub+zip"),
    "uof": b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>',
    "hwp": compound("\5HwpSummaryInformation"),
    "works": compound("CONTENTS"),
    "wpd": b"\xffWPC" + _REST,
    "ole": compound("Something"),
    "msg": compound("__properties_version1.0"),
    "iwork": packed(Index__Document_dot_iwa="x"),
    "sqlite": b"SQLite format 3\0" + _REST,
    "mdb": b"\0\1\0\0Standard Jet DB" + _REST,
    "vsd": compound("VisioDocument"),
    "dwg": b"AC1032" + _REST,
    "audio": b"ID3\4" + _REST,
    "video": b"\0\0\0\x20ftypisom" + _REST,
    "chm": b"ITSF" + _REST,
    "exe": b"MZ\x90\0" + _REST,
    "binary": bytes(range(256)) * 8,
}  # fmt: skip
