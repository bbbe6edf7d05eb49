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
    """EXIF, XMP, IPTC and text chunks of a picture, what stands behind its end, and whether it says where it was taken."""
    from PIL import ExifTags, Image

    if behind := _behind_the_end(content):
        yield Unseen("图片末尾之后", behind.decode("utf-8", "ignore"))
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
        yield Unseen("照片信息", "", "unsearched")


def is_bitmap(content: bytes) -> bool:
    """Whether a file is a .bmp, and not a text that begins with the same two letters."""
    return content.startswith(b"BM") and content[6:10] == bytes(4)


def _behind_the_end(content: bytes) -> bytes:
    """Bytes behind the last one that belongs to the picture, as its format has it.

    >>> _behind_the_end(bytes.fromhex("ffd8 ffd9") + b"a"), _behind_the_end(b"BM" + bytes([7, 0, 0, 0]) + b"0a")
    (b'a', b'')
    """
    for start, end in ((b"\xff\xd8", b"\xff\xd9"), (b"\x89PNG", b"IEND\xaeB`\x82"), (b"GIF8", b"\0;")):
        if content.startswith(start) and (at := content.rfind(end)) >= 0:
            return content[at + len(end) :]
    if is_bitmap(content):
        return content[int.from_bytes(content[2:6], "little") :]
    if content.startswith(b"RIFF"):
        return content[int.from_bytes(content[4:8], "little") + 8 :]
    return b""


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
