# ruff: noqa: E501  markup reads better unbroken
"""Damaged and hostile files of every format: text or a refusal with its code, within limits, never a traceback."""

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.cases import cases, either
from tests.importing.office.make import HERE, page, plain_lines
from tests.importing.office.ofd_file import NS, code, ofd, pages_of
from tests.importing.office.rich import BODY, flat
from tests.importing.office.test_known_formats import compound
from tests.importing.office.test_pages import pdf, say

SECONDS = 20
CODES = {"unreadable", "scan", "encrypted", "empty", "unknown-format"}
FILES: dict[str, bytes] = {
    name: (HERE / name).read_bytes()
    for name in ("notice.docx", "notice.doc", "notice.odt", "notice.rtf", "notice.pdf", "notice.mht", "rich.doc", "rich.rtf", "rich.docx")
}  # fmt: skip
FILES |= {"notice.ofd": ofd(pages_of(plain_lines())), "notice.html": page().encode(), "rich.fodt": flat().encode()}


def outcome(raw: bytes, name: str) -> str:
    """The code of a refusal, or 'text'; anything else is raised."""
    begun = time.process_time()
    try:
        lines = read_manuscript(raw, name).lines
        assert sum(len(line.text) for line in lines) <= 2_000_000
        found = "text"
    except UnreadableError as error:
        assert error.code in CODES
        assert any("\u4e00" <= char <= "\u9fff" for char in str(error))
        found = error.code
    assert time.process_time() - begun < SECONDS
    return found


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=cases(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bytes_changed_and_cut(name: str, data: st.DataObject) -> None:
    raw = bytearray(FILES[name])
    if data.draw(st.integers(0, 3)) == 0:
        del raw[data.draw(st.integers(0, len(raw) - 1)) :]
    for _ in range(data.draw(st.sampled_from([1, 2, 8, 40]))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(
                st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, 0x28, 0x3C])
            )
    outcome(bytes(raw), name)


@pytest.mark.parametrize("name", ["notice.doc", "rich.doc"])
def test_the_table_stream_of_an_old_word_file_byte_by_byte(name: str) -> None:
    """Where a changed byte changes positions and lengths: the records of lists, styles, pieces and properties."""
    raw = FILES[name]
    for place in range(512, len(raw), either(193 * 3, 193)):
        for byte in (0, 255):
            outcome(raw[:place] + bytes([byte]) + raw[place + 1 :], name)


def zipped(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "哈哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
ODT = {"mimetype": "application/vnd.oasis.opendocument.text"}


def odt(content: str) -> bytes:
    return zipped(ODT | {"content.xml": content})


def circular_ole() -> bytes:
    """A container whose chain of sectors leads back to itself."""
    raw = bytearray(compound("WordDocument", *(f"S{n}" for n in range(8))))
    struct.pack_into("<I", raw, 512 + 4 * 2, 1)
    return bytes(raw)


def deep_ole() -> bytes:
    """A directory whose entries are each other's children."""
    raw = bytearray(compound("WordDocument", "1Table"))
    struct.pack_into("<III", raw, 1024 + 128 + 68, 1, 1, 0)
    return bytes(raw)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "odt: entities in entities": lambda: odt(flat().replace("<office:document", LAUGHS + "<office:document", 1).replace("整改情况", "&a8;", 1)),
    "odt: a file outside": lambda: odt(flat().replace("<office:document", OUTSIDE + "<office:document", 1).replace("整改情况", "&e;", 1)),
    "odt: a part of 200 MB": lambda: odt(flat().replace("整改情况", " " * 200_000_000, 1)),
    "odt: 4,000 levels": lambda: odt(flat().replace(BODY, "<text:section>" * 4000 + "</text:section>" * 4000)),
    "odt: lists 3,000 deep": lambda: odt(flat().replace(BODY, "<text:list><text:list-item>" * 3000 + "</text:list-item></text:list>" * 3000)),
    "odt: a cell repeated 10⁹ times": lambda: odt(flat().replace("<table:table-cell><text:p>甲", '<table:table-cell table:number-columns-repeated="1000000000"><text:p>甲')),
    "odt: blanks repeated 10⁹ times": lambda: odt(flat().replace('text:c="2"', 'text:c="1000000000"')),
    "ofd: entities in entities": lambda: ofd([code("甲", 40, 60)], {"Doc_0/Pages/Page_0/Content.xml": f'{LAUGHS}<ofd:Page {NS}><x>&a8;</x></ofd:Page>'}),
    "ofd: 10⁶ objects": lambda: ofd(["<ofd:PathObject/>" * 1_000_001]),
    "ofd: steps 10⁹ times": lambda: ofd(['<ofd:TextObject Boundary="0 0 9 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 1000000000 5">甲乙</ofd:TextCode></ofd:TextObject>']),
    "ofd: numbers beyond all bounds": lambda: ofd(['<ofd:TextObject Boundary="1e99 0 9 9" Size="9e99" CTM="9e99 0 0 9e99 0 0"><ofd:TextCode X="9e99" Y="5">甲乙</ofd:TextCode></ofd:TextObject>' + code("甲" * 20, 40, 60)]),
    "ofd: a page that is missing": lambda: ofd([code("甲" * 20, 40, 60)], {"Doc_0/Document.xml": f'<ofd:Document {NS}><ofd:Pages><ofd:Page BaseLoc="../../../../etc/passwd"/></ofd:Pages></ofd:Document>'}),
    "rtf: 100,000 groups": lambda: b"{\\rtf1 " + b"{" * 100_000,
    "rtf: binary without end": lambda: b"{\\rtf1\\bin2000000000 abc}",
    "rtf: 3 MB of one word": lambda: b"{\\rtf1 " + b"\\'b9" * 750_000 + b"}",
    "rtf: 20,000 cells": lambda: b"{\\rtf1\\ansicpg936" + b"\\trowd\\cellx100\\cellx200\\intbl a\\cell b\\cell\\row" * 10_000 + b"}",
    "doc: a chain in a circle": circular_ole,
    "doc: a directory in a circle": deep_ole,
    "doc: nothing but a header": lambda: compound("WordDocument", "1Table"),
    "pdf: pages in a circle": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    "pdf: 60,000 lines drawn": lambda: pdf(say("Some words that are long enough to be read") + "1 1 m 9 9 l S\n" * 60_000),
    "pdf: a grid of 300 by 300": lambda: pdf(say("Some words that are long enough to be read") + "".join(f"{n} 10 m {n} 590 l S\n10 {n} m 390 {n} l S\n" for n in range(10, 390))),
    "mht: parts within parts": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 20_000,
    "mht: no page": lambda: b"MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA",
    "wordxml: entities": lambda: (LAUGHS + "<pkg:package>&a8;</pkg:package>").encode(),
}  # fmt: skip


# Too much in the same way as another, which `make test` takes: a Word file in tests/hostile, 60,000 lines, 20,000 cells.
ALIKE = ("odt: a part of 200 MB", "ofd: 10⁶ objects", "rtf: 3 MB of one word", "pdf: a grid of 300 by 300")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.audit] if name in ALIKE else []) for name in HOSTILE]
)
def test_meant_to_harm(name: str) -> None:
    raw = HOSTILE[name]()
    found = outcome(raw, "a." + name.split(":")[0])
    if "entities" in name or "outside" in name:
        assert found == "unreadable"


@pytest.mark.parametrize(("name", "make"), [
    ("a.rtf", lambda n: b"{\\rtf1\\ansi " + "\\par ".join(f"\\u{ord('甲')} ?" * 40 for _ in range(n * 6)).encode() + b"}"),
    ("a.fodt", lambda n: flat().replace(BODY, f"<text:p>{'整改事项' * 60}</text:p>" * n * 3).encode()),
    ("a.ofd", lambda n: ofd([code("整改" * 15, 30, 40 + 9 * (k % 20)) for k in range(n * 4)])),
    ("a.pdf", lambda n: pdf(*(say("words of a line of text", 50, 550 - 12 * (k % 40)) * 20 for k in range(n)))),
])  # fmt: skip
def test_time_grows_with_length_only(name: str, make) -> None:  # type: ignore[no-untyped-def]
    def seconds(count: int) -> float:
        raw = make(count)
        begun = time.process_time()
        read_manuscript(raw, name)
        return time.process_time() - begun

    few = either(20, 40)
    seconds(few // 4)
    small, large = min(seconds(few) for _ in range(2)), seconds(8 * few)
    assert large < max(0.3, small * 8 * 3)


def test_a_package_packed_in_another_way_and_damaged() -> None:
    """LZMA has an error of its own, which is not one of zip archives."""
    made = io.BytesIO()
    with zipfile.ZipFile(HERE / "notice.docx") as old, zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as packed:
        for name in old.namelist():
            packed.writestr(name, old.read(name))
        at = packed.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml") + 9
    raw = made.getvalue()
    assert read_manuscript(raw, "a.docx").lines
    with pytest.raises(UnreadableError, match="文件已损坏"):
        read_manuscript(raw[:at] + b"\xff" * 200 + raw[at + 200 :], "a.docx")
