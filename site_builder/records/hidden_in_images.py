"""Words in a file that its readers do not see; here those of an image: its tags, comments and XMP."""

import io
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

ContentKind = Literal["words", "person", "place", "unsearched"]
_XMP = re.compile(rb"<x:xmpmeta.{0,1000000}?</x:xmpmeta>", re.DOTALL)
PERSONS = frozenset(
    [
        "creator",
        "lastModifiedBy",
        "manager",
        "Manager",
        "author",
        "Author",
        "Artist",
        "XPAuthor",
        "Copyright",
        "By-line",
        "initial-creator",
        "T",
    ]
)
# What readers of other people's formats raise on a damaged file, beside errors of their own.
DAMAGED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    MemoryError,
    SyntaxError,
    OSError,
)


class Unseen(NamedTuple):
    """Words, where in the file they are, and whether they name who made it or say where it was made; `unsearched`: nothing there could be read."""

    where: str
    words: str
    kind: ContentKind = "words"


def unseen_in_image(content: bytes) -> Iterator[Unseen]:
    """EXIF, XMP, IPTC and text chunks of a picture, and whether it says where it was taken."""
    from PIL import ExifTags, Image

    try:
        with Image.open(io.BytesIO(content)) as image:
            exif = image.getexif()
            places = exif.get_ifd(ExifTags.IFD.GPSInfo)
            tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
            for number, value in tags.items():
                name = ExifTags.TAGS.get(number, str(number))
                if words := _tag_words(name, value):
                    yield Unseen(f"照片信息 {name}", words, "person" if name in PERSONS else "words")
            for key, told in image.info.items():
                if isinstance(told, str | bytes) and key not in ("exif", "icc_profile"):
                    words = told if isinstance(told, str) else told.decode("utf-8", "ignore")
                    yield Unseen(f"照片信息 {key!s}", words)
            if ExifTags.GPS.GPSLatitude in places or any(b"GPSLatitude" in xmp for xmp in _XMP.findall(content)):
                yield Unseen("照片信息", "", "place")
    except (Image.DecompressionBombError, *DAMAGED):
        return


def _tag_words(name: str, value: object) -> str:
    """
    >>> _tag_words("XPAuthor", "张三".encode("utf-16-le") + bytes(2)), _tag_words("UserComment", b"ASCII" + bytes(3) + b"a")
    ('张三', 'a')
    """
    if isinstance(value, tuple) and all(isinstance(each, int) for each in value) and name.startswith("XP"):
        value = bytes(each & 255 for each in value)
    if isinstance(value, bytes):
        if name.startswith("XP"):
            return value.decode("utf-16-le", "ignore").rstrip("\0")
        if name == "UserComment" and value.startswith(b"UNICODE"):
            return max((value[8:].decode(code, "ignore") for code in ("utf-16-le", "utf-16-be")), key=_readable)
        return value.removeprefix(b"ASCII\0\0\0").decode("utf-8", "ignore").strip("\0 ")
    return _decoded_again(value) if isinstance(value, str) else ""


def _decoded_again(value: str) -> str:
    """Words of EXIF decoded again: the library reads them as Latin-1, cameras and Windows write UTF-8 or GBK."""
    for code in ("utf-8", "gb18030"):
        try:
            return value.encode("latin-1").decode(code)
        except UnicodeError:
            continue
    return value


def _readable(text: str) -> int:
    return sum(char.isascii() or "\u4e00" <= char <= "\u9fff" for char in text)
