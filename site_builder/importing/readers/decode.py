"""Bytes → text: detects the encodings used in Chinese offices, and damage by wrong conversions."""

import codecs
import re
from itertools import islice
from typing import Final

from charset_normalizer import from_bytes

from site_builder.importing.lines.manuscript import Doubt

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*+=\s*+["']?\s*+([\w-]+)""", re.IGNORECASE)
# Mojibake of UTF-8 read as GBK or Latin-1, and replacement characters.
_MOJIBAKE: Final = re.compile("锟斤拷|烫烫烫|屯屯屯|\ufffd|[ÃÂåæçèé][\u0080-\u00bf]|涓€|鐨勯|绗|鍏|浜烘")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_COMMON: Final = re.compile(
    "[的一是不在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经]"
)
# What Chinese texts consist of: ASCII, Latin-1, punctuation and signs, numbers in circles, characters, full-width forms.
_USUAL: Final = re.compile(
    "[\t\n\f\r\x1a\x20-\x7e\u00a0-\u00ff\u2000-\u27bf\u3000-\u33ff\u3400-\u9fff\ue000-\uf8ff\uff00-\uffef\U00020000-\U000323af]"
)
_DOUBTS: Final = 20  # most doubts reported, as finding the line of each takes a search from the start of the text


def decode(raw: bytes, *, page: bool = False) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a file, with doubts where its encoding was guessed or characters are damaged.

    Takes   raw: the bytes; page: whether a charset declared in HTML is trusted
    """
    text, doubts = _decoded(raw, page)
    text = even_lines(text)
    found = [
        Doubt(text.count("\n", 0, m.start()) + 1, m.group(), "字符似已损坏（乱码）")
        for m in islice(_MOJIBAKE.finditer(text), _DOUBTS)
    ]
    return text, (*doubts, *found)


def _decoded(raw: bytes, page: bool) -> tuple[str, tuple[Doubt, ...]]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), ()
    declared = _DECLARED.search(raw[:4096]) if page else None
    for encoding in _candidates(raw, declared.group(1).decode("ascii") if declared else None):
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):  # charset=undefined is the name of a codec that always fails
            continue
        # A wrong guess of UTF-16 or of a double-byte encoding gives characters that nobody uses.
        if encoding == "utf-8" or _reads_like_chinese(text):
            return text, ()
    best = from_bytes(raw).best()
    if best is not None and _reads_like_chinese(str(best)):
        return str(best), (Doubt(0, best.encoding, "文件编码是推测的"),)
    damaged = raw.decode("gb18030", errors="replace")
    if damaged.count("\ufffd") > len(damaged) // 50:
        damaged = raw.decode("utf-8", errors="replace")
    return damaged, (Doubt(0, "", "文件编码无法确定，个别字符可能有误"),)


def _candidates(raw: bytes, declared: str | None) -> list[str]:
    even, odd = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
    utf16 = ["utf-16-le"] if odd > even else ["utf-16-be"] if even else []
    first = [whole_charset(declared)] if declared else []
    return [*utf16, "utf-8", *first, "gb18030", "utf-16-le", "utf-16-be", "big5"]


def whole_charset(declared: str) -> str:
    """The charset by which a text is decoded: for a Chinese one the largest, as declarations name a smaller one than is used."""
    return "gb18030" if declared.lower() in ("gb2312", "gbk") else declared


def even_lines(text: str) -> str:
    """A text whose lines all end in a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reads_like_chinese(text: str) -> bool:
    chinese = _CHINESE.findall(text)
    if len(chinese) < 10:
        return "\x00" not in text and len(_USUAL.findall(text)) >= len(text) * 0.8
    return len(_COMMON.findall(text)) >= len(chinese) * 0.06 and "\x00" not in text
