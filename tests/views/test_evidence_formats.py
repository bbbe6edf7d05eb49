"""A file of every format as evidence: cited, looked up in what import reads, shown with its place, searched for private data."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from functools import cache, partial
from typing import NamedTuple

import docx
import pytest
from lxml import html
from odf.opendocument import OpenDocumentText
from odf.text import P
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from site_builder.build.attached_files import file_info
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.records.findings import Finding
from site_builder.records.passive_files import content_refused, name_refused
from tests.cases import part
from tests.conftest import Space
from tests.importing.office.make import HERE, archive
from tests.importing.office.ofd_file import ofd, pages_of
from tests.importing.office.rich import BODY, flat
from tests.importing.office.test_pages import say
from tests.privacy.test_unseen import MOBILE, found_in
from tests.sheets import books

FIRST = "逐条研究反馈意见，成立由书记任组长的专班"
LAST = "对未完成的事项盯住不放，按期办结"
PATCHED = "成立由书记任组长的专班"  # as many characters as a mobile number
WORDS = [
    "中共云州市园林局党组关于巡察整改情况的通报",
    f"局党组召开会议{FIRST}，每月调度一次。",
    f"坚持标准不降，对已完成的事项适时开展回头看，{LAST}。",
]


def as_docx(words: Sequence[str]) -> bytes:
    document = docx.Document()
    for each in words:
        document.add_paragraph(each)
    return books.saved(document)


def as_odt(words: Sequence[str]) -> bytes:
    document = OpenDocumentText()
    for each in words:
        document.text.addElement(P(text=each))
    return books.saved_ods(document)


def as_rtf(words: Sequence[str]) -> bytes:
    coded = r"\par ".join("".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in each) for each in words)
    return f"{{\\rtf1\\ansi {coded}\\par}}".encode("ascii")


def as_doc(words: Sequence[str]) -> bytes:
    """The notice that LibreOffice saved; private words stand in it in the place of others of the same length."""
    raw = (HERE / "notice.doc").read_bytes()
    return raw.replace(PATCHED.encode("utf-16-le"), MOBILE.encode("utf-16-le")) if MOBILE in "".join(words) else raw


def as_pdf(words: Sequence[str]) -> bytes:
    private = MOBILE in "".join(words)
    if not private:
        return (HERE / "notice.pdf").read_bytes()
    return drawn_pdf(f"words that are long enough {MOBILE} to be read")


def drawn_pdf(words: str) -> bytes:
    """A sound PDF with one line."""
    writer = PdfWriter()
    page = writer.add_blank_page(400, 600)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawn = DecodedStreamObject()
    drawn.set_data(say(words).encode())
    page[NameObject("/Contents")] = writer._add_object(drawn)
    return books.saved_ods(writer)


def as_ofd(words: Sequence[str]) -> bytes:
    return ofd([page for each in (words[:2], words[2:]) for page in pages_of(list(each))])


def rows(words: Sequence[str]) -> list[list[str]]:
    return [["序号", "进展"], *([str(number), each] for number, each in enumerate(words, 1))]


def as_text(words: Sequence[str], encoding: str = "utf-8", sign: str = "\n") -> bytes:
    return sign.join(words).encode(encoding)


def as_delimited(words: Sequence[str], sign: str, encoding: str) -> bytes:
    return "\n".join(sign.join(row) for row in rows(words)).encode(encoding)


def as_ledger_text(words: Sequence[str]) -> bytes:
    """A .txt whose lines are rows of a ledger, as spreadsheets save them."""
    held = [
        ["序号", "问题", "整改措施", "完成情况"],
        *([str(n), f"问题{n}", "整改", each] for n, each in enumerate(words, 1)),
    ]
    return "\n".join("\t".join(row) for row in held).encode("gb18030")


def as_html(words: Sequence[str]) -> bytes:
    return f"<!doctype html><html><body>{''.join(f'<p>{each}</p>' for each in words)}</body></html>".encode()


def as_eml(words: Sequence[str]) -> bytes:
    whole = EmailMessage()
    whole["To"] = "gongkai@yunzhou.invalid"
    whole.set_content("\n\n".join(words))
    return bytes(whole)


def as_docm(words: Sequence[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(words))) as sound, zipfile.ZipFile(out, "w") as made:
        for info in sound.infolist():
            kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
            made.writestr(info, sound.read(info).replace(kind, b"application/vnd.ms-word.document.macroEnabled.main"))
    return out.getvalue()


class Form(NamedTuple):
    """How a format is made; where in it the words FIRST and LAST stand."""

    make: Callable[[Sequence[str]], bytes]
    first: str = ""
    last: str = ""


CELLS = ('cell: "{}B3"', 'cell: "{}B4"')
SHEET, ALONE = (each.format("整改台账!") for each in CELLS), [each.format("") for each in CELLS]
BOOK = tuple(SHEET)
FORMS = {
    "a.docx": Form(as_docx),
    "b.doc": Form(as_doc),
    "c.wps": Form(as_doc),
    "d.odt": Form(as_odt),
    "e.rtf": Form(as_rtf),
    "f.pdf": Form(as_pdf, "page: 1", "page: 2"),
    "g.ofd": Form(as_ofd, "page: 1", "page: 2"),
    "h.txt": Form(as_text),
    "i.txt": Form(partial(as_text, encoding="gb18030")),
    "j.txt": Form(partial(as_text, sign="\r\n")),
    "k.md": Form(partial(as_text, sign="\n\n")),
    "l.csv": Form(partial(as_delimited, sign=",", encoding="gb18030"), *ALONE),
    "m.tsv": Form(partial(as_delimited, sign="\t", encoding="utf-8"), *ALONE),
    "n.txt": Form(as_ledger_text, 'cell: "D3"', 'cell: "D4"'),
    "o.xlsx": Form(lambda words: books.xlsx(rows(words)), *BOOK),
    "p.xls": Form(lambda words: books.xls(rows(words)), *BOOK),
    "q.et": Form(lambda words: books.xls(rows(words)), *BOOK),
    "r.ods": Form(lambda words: books.ods(rows(words)), *BOOK),
}  # fmt: skip
# What import reads and the site does not publish, as it may run where a reader opens it.
UNPUBLISHED = {
    "s.html": Form(as_html),
    "t.mht": Form(lambda words: archive(as_html(words).decode())),
    "u.eml": Form(as_eml),
    "v.docm": Form(as_docm),
    "w.fodt": Form(lambda words: flat().replace(BODY, "".join(f"<text:p>{each}</text:p>" for each in words)).encode()),
    "x.txt": Form(partial(as_text, encoding="utf-16")),
}
WITH_PLACES = [name for name, form in FORMS.items() if form.first]


@cache
def made(name: str) -> bytes:
    return (FORMS | UNPUBLISHED)[name].make(WORDS)


def entry(name: str, quote: str, place: str = "") -> str:
    more = f"\n        {place}" if place else ""
    source = f'      source:\n        file: "{name}"{more}\n'
    return f'    - as_of: "2024-10-18"\n      basis: report\n      quote: "{quote}"\n{source}'


def citing(space: Space, entries: dict[str, str]) -> list[Finding]:
    space.notice(ledger="p2:\n  entries:\n" + "".join(entries.values()))
    for name in entries:
        space.write(f"notices/n/files/{name}", made(name))
    return space.findings()


def test_words_are_found_and_their_place_is_shown(space: Space) -> None:
    cited = {name: entry(name, FIRST, form.first) for name, form in FORMS.items()}
    assert citing(space, cited) == []
    page = space.html("notices/n/p2/")
    told = json.loads((space.out / "data/notices/n.json").read_text("utf-8"))["problems"][1]["entries"]
    sources = {each["basis"]["source"]["file"]: each["basis"]["source"] for each in told}
    for name, form in FORMS.items():
        key, _, where = form.first.partition(": ")
        shown = {"page": f"第 {where} 页", "cell": f"单元格 {where.strip(chr(34))}"}.get(key)
        link = f'<a href="/notices/n/evidence/{name}/">{name}</a>'
        assert (f'{link} <span class="evidence__place">{shown}</span>' if shown else f"{link} <a") in page, name
        assert (space.out / f"notices/n/files/{name}").read_bytes() == made(name)
        marks = html.parse(str(space.out / f"notices/n/evidence/{name}/index.html")).xpath("//main//mark")
        assert [mark.text_content() for mark in marks] == [FIRST], name
        assert f'href="/notices/n/evidence/{name}/#{marks[0].get("id")}"' in page, name
        assert sources[name].get(key or "page") == (where.strip('"') if key == "cell" else int(where) if key else None)
    assert page.count(FIRST) >= len(FORMS)


def test_words_that_are_not_there_or_elsewhere_are_told(space: Space) -> None:
    """Changed words in every format; the right words at another page, in another cell, at a place the format has not."""
    changed = {name: entry(name, FIRST.replace("逐条", "逐项"), form.first) for name, form in FORMS.items()}
    found = citing(space, changed)
    assert [each.code for each in found] == ["B001"] * len(FORMS)
    assert all(any(f"文件 {name}" in each.what for each in found) for name in FORMS)
    wrong = {name: entry(name, LAST, FORMS[name].first) for name in WITH_PLACES}
    found = citing(space, wrong)
    assert len(found) == len(WITH_PLACES) == 9
    for name, finding in zip(WITH_PLACES, found, strict=True):
        right = FORMS[name].last.partition(": ")[2].strip('"')
        assert finding.code == "B001" and f"文件 {name} 的" in finding.what
        assert finding.why.endswith(
            f"在这份文件的第 {right} 页" if "page" in FORMS[name].first else f"在单元格 {right}"
        )
    none = {"a.docx": entry("a.docx", LAST, "page: 1"), "d.odt": entry("d.odt", LAST, 'cell: "表!B2"'),
            "o.xlsx": entry("o.xlsx", LAST, "page: 1")}  # fmt: skip
    found = citing(space, none)
    assert [each.code for each in found] == ["B001"] * 3
    assert ["不分页" in found[0].why, "没有单元格" in found[1].why, "不分页" in found[2].why] == [True] * 3


@pytest.mark.parametrize("name", part([*FORMS, *UNPUBLISHED], lambda name: name.rpartition(".")[2][:1]))
def test_private_data_is_looked_for_in_the_same_words(name: str) -> None:
    content = (FORMS | UNPUBLISHED)[name].make([*WORDS[:2], f"联系人手机{MOBILE}。", *WORDS[2:]])
    assert MOBILE in (file_info(name, content).text or "")
    assert [each.code for each in found_in(name, content)] == ["P001"]
    assert found_in(name, made(name)) == [] or name in ("b.doc", "c.wps")  # which hold a telephone


@pytest.mark.parametrize("name", [name for name in FORMS if not FORMS[name].first or "page" in FORMS[name].first])
def test_it_is_the_text_that_import_reads(name: str) -> None:
    lines = [line.text for line in read_manuscript(made(name), name).lines]
    assert [line for line in (file_info(name, made(name)).text or "").split("\n") if line] == lines


@pytest.mark.parametrize("name", UNPUBLISHED)
def test_what_is_read_and_not_published_is_refused_with_the_way_out(space: Space, name: str) -> None:
    assert name_refused(name) or content_refused(name, made(name))
    (finding,) = citing(space, {name: entry(name, FIRST)})
    assert (finding.code, "另存为 PDF" in finding.mend) == ("K012", True), "the words themselves were found"
    found = citing(space, {name: entry(name, FIRST.replace("逐条", "逐项"))})
    assert {each.code for each in found} == {"K012", "B001"}


def test_a_number_in_a_text_is_told_at_its_line() -> None:
    text = f"一、已办结。\n\n\n　　二、联系人手机{MOBILE}。\n"
    (finding,) = found_in("a.txt", text.encode())
    assert finding.at.line == 4


def test_a_text_that_is_too_long_to_be_read_is_searched_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.importing.readers.dispatch._LONGEST", 1_000)
    text = "长" * 1_001 + f"\n手机{MOBILE}\n"
    assert file_info("a.txt", text.encode()).text is None
    assert [each.code for each in found_in("a.txt", text.encode())] == ["P001"]
