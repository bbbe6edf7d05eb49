"""Personal data in a copy of the site: in every shipped file, in archives within it, and in metadata that no reader sees.

`verify --privacy`: pages, open data, SQLite, feeds, calendars, the search index, attachments with their metadata.
"""

import re
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing

import msgspec

from site_builder.build.attached_files import file_info
from site_builder.commands.fetching import USUAL, Limits
from site_builder.commands.file_comparison import Inspect
from site_builder.commands.site_copy import copy_of
from site_builder.data.file_record import MANIFEST
from site_builder.data.manifest import read_manifest
from site_builder.records.passive_files import UNFOLDED
from site_builder.rules.personal import personal_data
from site_builder.rules.personal_masks import DATA_KINDS

_HASH = re.compile(r"[0-9a-f]{32,}")  # nobody's number
_NOTICE = re.compile(r"data/notices/[^/]+\.json")
_GZIP, _SQLITE, _WASM = b"\x1f\x8b", b"SQLite format 3\0", b"\0asm"


class _Contacts(msgspec.Struct):
    phones: list[str] = []
    emails: list[str] = []
    addresses: list[str] = []


class _Notice(msgspec.Struct):
    contacts: _Contacts = msgspec.field(default_factory=_Contacts)


def privacy_of(target: str, limits: Limits = USUAL) -> Inspect:
    """What looks into the files of a copy: personal data beyond doubt, masked, but for what its notices declare.

    Takes   target: the folder or address of the copy; its notices are read first, for their contacts
    """
    declared: set[str] = set()

    def gather(path: str, content: bytes) -> Iterable[str]:
        try:
            contacts = msgspec.json.decode(content, type=_Notice).contacts
        except msgspec.DecodeError:  # verify says that the file is not as it was
            return ()
        declared.update((*contacts.phones, *contacts.emails, *contacts.addresses))
        return ()

    with closing(copy_of(target, limits)) as copy:
        files = read_manifest(copy.manifest(), f"{target} 的 {MANIFEST}").files
        for path in files:
            if _NOTICE.fullmatch(path):
                copy.check(path, files[path], gather)
    return lambda path, content: private(path, content, declared)


def private(path: str, content: bytes, declared: Collection[str] = ()) -> list[str]:
    """Kinds and masked forms of what a shipped file must not have, each once.

    >>> private("a.html", "<p>电话13700000002</p>".encode())
    ['手机号 137****0002']
    """
    found: dict[str, None] = {}
    for where, words in text_in_file(path, content):
        for each in personal_data(_HASH.sub("", words), declared):
            if each.certain:
                found.setdefault(f"{DATA_KINDS[each.kind]} {each.masked}{f'（{where}）' if where else ''}")
    return list(found)


def text_in_file(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    """(where, words) of a file of any kind; where is '' for what anybody sees."""
    if content.startswith(_GZIP):
        content = _unpacked(content)
    if content.startswith(_WASM) or path.endswith(".br"):  # .br: the same file stands beside it as it is
        return
    if content.startswith(_SQLITE):
        yield from (("", row) for row in _rows(content))
        return
    if path.endswith((".html", ".htm")):  # pages of the site: every word, attributes and data blocks too
        yield "", content.decode("utf-8", "ignore")
        yield "", _page_words(content)
        return
    info = file_info(path.rpartition("/")[2], content)
    yield "", info.text or ""
    plain = b"\0" not in content and all(each.where == "文件内容" for each in info.unseen)
    if plain:  # a text of whatever name; of HTML the attributes and data blocks too
        yield "", content.decode("utf-8", "ignore")
    yield from (("" if plain else each.where, each.words) for each in info.unseen)


def _page_words(content: bytes) -> str:
    from lxml import etree, html

    try:
        return "".join(str(part) for part in html.document_fromstring(content).itertext())
    except (ValueError, etree.ParserError):
        return ""


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, UNFOLDED)
    except zlib.error:
        return b""


def _rows(content: bytes) -> Iterator[str]:
    """Rows of every table as text; a value that runs over several pages of the file is whole here."""
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            base.deserialize(content)
            names = [name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for name in names:
                for row in base.execute(f'SELECT * FROM "{name}"'):
                    yield "\n".join(value for value in row if isinstance(value, str))
        except sqlite3.DatabaseError:
            return
