"""What may become a path of the site: the one place that decides it, for every name that content gives.

Two kinds of name become paths. An identifier (slugs, ids of organs, names of pages) is ASCII, for it stands in URLs that
people type. A file name (attachments) and an old address (redirects) may have any letters, but nothing that a URL, a shell,
a web server's map or a file system reads in another way.
"""

import re
import unicodedata
from typing import Final

IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST: Final = 100  # characters of an identifier: it must fit in a file name, with room for what hosts add
BYTES: Final = 200  # of one name on disk: 255 are possible, and compressed siblings get an ending more
PATH_BYTES: Final = 800  # of a whole path: Windows and object stores end at about a thousand

# Names that files of the site have somewhere, and their compressed siblings.
SITE_FILES: Final = re.compile(
    r"feed\.(?:xml|json)|ledger\.xlsx|(?:windows|due)\.ics|sitemap\.xml|robots\.txt|404\.html|manifest\.json|opensearch\.xml"
)
_TAKEN = re.compile(
    rf"(?:{SITE_FILES.pattern}|index\.html|sitemap-\d+\.xml|nginx-redirects\.map|manifest\.json\.sig)(?:\.gz|\.br)?",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# Controls, what cannot be seen, and what a URL or Windows reads as something else.
_MISREAD = re.compile(r'[\x00-\x1f\x7f-\xa0<>:"|?*#%&\\/\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]')
_MAPPED = re.compile(r"[ ;{}$`'~]")  # what nginx's map and a shell read as something else
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}")
_INSIDE = re.compile(r"(?:(?!\.{1,2}/)[^/\\\x00-\x1f\x7f]+/)*(?!\.{1,2}\Z)[^/\\\x00-\x1f\x7f]+")


def stays_inside(path: str) -> bool:
    """Whether an output path, relative to the output folder, names a file below it and nothing else.

    >>> [stays_inside(each) for each in ("notices/n/index.html", "../victim", "/etc/x", "a//b", "a/./b", "a\\nb", "")]
    [True, False, False, False, False, False, False]
    """
    return _INSIDE.fullmatch(path) is not None


def identifier_refused(name: str) -> str:
    """Why a name cannot be an identifier in addresses; '' where it can.

    >>> identifier_refused("2026-amr"), identifier_refused("feed.xml"), identifier_refused("../x")
    ('', '本站有同名的文件', '有字母、数字、-、_、. 以外的字')
    """
    if not IDENTIFIER.fullmatch(name):
        return "有字母、数字、-、_、. 以外的字"
    if len(name) > LONGEST:
        return f"有 {len(name)} 个字符，上限 {LONGEST}"
    if _TAKEN.fullmatch(name):
        return "本站有同名的文件"
    return _unstorable(name)


def file_name_refused(name: str) -> str:
    """Why a name cannot be that of a published file; '' where it can. Spaces may stand inside it."""
    if found := _MISREAD.search(name):
        return f"里面有 {visible(found[0])}"
    if name.startswith((".", "-")):
        return f"以 {name[0]} 开头"
    if unicodedata.normalize("NFC", name) != name:
        return "其中的字是拆开写的（多半来自 macOS），看起来一样，地址却不同"
    return _unstorable(name)


def old_address_refused(path: str) -> str:
    """Why a rooted path cannot be an address that redirects; '' where it can.

    >>> [old_address_refused(each) for each in ("/notices/2024-old/", "/旧栏目/通报/")]
    ['', '']
    >>> old_address_refused("/../../victim/"), old_address_refused("/art/1.html"), old_address_refused("/a?id=1")
    ('有 .. 这一段', '1.html 带扩展名，静态主机不能在这个地址上转走', '里面有 ?')
    """
    if not path.startswith("/"):
        return "不以 / 开头"
    names = path.strip("/").split("/")
    if not path.strip("/"):
        return "是首页"
    if len(path.encode("utf-8", "replace")) > PATH_BYTES:
        return f"太长，上限 {PATH_BYTES} 个字节"
    for name in names:
        if not name:
            return "有两个连着的 /"
        if name in (".", ".."):
            return f"有 {name} 这一段"
        if why := file_name_refused(name):
            return why
        if found := _MAPPED.search(name):
            return f"里面有 {visible(found[0])}"
        if _TAKEN.fullmatch(name):
            return f"{name} 是本站文件的名字"
    if _EXTENSION.search(names[-1]) and _EXTENSION.fullmatch("." + names[-1].rpartition(".")[2]):
        return f"{names[-1]} 带扩展名，静态主机不能在这个地址上转走"
    return ""


def _unstorable(name: str) -> str:
    if _DEVICE.fullmatch(name) or name.endswith((".", " ")) or name.startswith(" "):
        return "在 Windows 上存不了这个名字"
    if len(name.encode("utf-8", "replace")) > BYTES:
        return f"有 {len(name.encode('utf-8', 'replace'))} 个字节，上限 {BYTES}"
    return ""


def folded(name: str) -> str:
    """Names that are one file on some system have one folded form: letters' case and width, and how accents are written."""
    return unicodedata.normalize("NFKC", name).casefold()


def visible(char: str) -> str:
    """A character as it may be printed."""
    return char if char.isprintable() and not char.isspace() else f"U+{ord(char):04X}"
