"""White space around words, wherever a document has them: kept in the record or said, in every format that has some."""

import html
import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import notice_file
from site_builder.records.outline import read_outline
from tests.importing.office.make import HERE

Part = tuple[str, Sequence[str]]  # kind: heading, item, row or paragraph; its words, of each cell for a row
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("Types", "[Content_Types].xml"), content
            )
    return made.getvalue()


def odt(parts: list[Part]) -> bytes:
    def said(kind: str, words: Sequence[str]) -> str:
        if kind == "row":
            cells = ("".join(f"<text:p>{line}</text:p>" for line in cell.split("\n")) for cell in words)
            row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
            return f"<table:table><table:table-row>{row}</table:table-row></table:table>"
        if kind == "heading":
            return f'<text:h text:outline-level="1">{words[0]}</text:h>'
        paragraph = f"<text:p>{words[0]}</text:p>"
        return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if kind == "item" else paragraph

    body = "".join(said(*part) for part in parts)
    content = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=content)


def rtf(parts: list[Part]) -> bytes:
    def coded(text: str) -> str:
        return "".join(char if char.isascii() else f"\\u{(ord(char) + 0x8000) % 0x10000 - 0x8000}?" for char in text)

    def said(kind: str, words: Sequence[str]) -> str:
        if kind == "row":
            cells = ("\\par ".join(map(coded, cell.split("\n"))) for cell in words)
            return (
                "\\trowd\\cellx2000\\cellx4000 " + "".join(f"\\pard\\intbl {cell}\\cell " for cell in cells) + "\\row\n"
            )
        before = {"item": "{\\listtext\\u183?\\tab}\\pard ", "heading": "\\pard\\outlinelevel0 "}.get(kind, "\\pard ")
        return f"{before}{coded(words[0])}\\par\n"

    return f"{{\\rtf1\\ansi\\uc1 {''.join(said(*part) for part in parts)}}}".encode("ascii")


def docx(parts: list[Part]) -> bytes:
    def paragraph(words: str, before: str = "") -> str:
        return f'<w:p>{before}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

    def said(kind: str, words: Sequence[str]) -> str:
        if kind == "row":
            cells = ("".join(map(paragraph, cell.split("\n"))) for cell in words)
            return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
        return paragraph(words[0], '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' if kind == "heading" else "")

    body = "".join(said(*part) for part in parts)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(Types="<Types/>", word__document_xml=document)


def page(parts: list[Part]) -> bytes:
    def said(kind: str, words: Sequence[str]) -> str:
        if kind == "row":
            cells = ("".join(f"<p>{html.escape(line)}</p>" for line in cell.split("\n")) for cell in words)
            return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
        shown = html.escape(words[0])
        return {"item": f"<ul><li>{shown}</li></ul>", "heading": f"<h2>{shown}</h2>"}.get(kind, f"<p>{shown}</p>")

    return f"<html><body>{''.join(said(*part) for part in parts)}</body></html>".encode()


FORMATS: dict[str, Callable[[list[Part]], bytes]] = {"a.odt": odt, "a.rtf": rtf, "a.docx": docx, "a.html": page}


def read(raw: bytes, name: str) -> tuple[Draft, set[str]]:
    """The draft, and the lines of its text as whoever opens the file reads them."""
    draft = draft_of(read_manuscript(raw, name), organ_id)
    text = notice_file(draft.head, draft.blocks).partition("\n---\n")[2]
    return draft, set(read_outline(text, "n", 1, "problem", []).text.split("\n"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "space", ["\u00a0", "\u2003", "\u3000", "\u3000\u3000\u3000", "\u00a0\u3000", "\u1680", "\u202f"]
)
def test_it_stands_in_the_record_as_in_the_document(name: str, space: str) -> None:
    s = space
    parts: list[Part] = [
        ("paragraph", [f"{s}关于整改情况的通报{s}"]),
        ("heading", [f"{s}一、办理的情况{s}"]),
        ("paragraph", [f"{s}第一段的工作，已经办理。{s}"]),
        ("item", [f"{s}甲村的工作，已经办理。{s}"]),
        ("row", ["项目", "情况"]),
        ("row", [f"{s}甲村{s}", f"{s}首段{s}\n{s}次段{s}\n{s}末段{s}"]),
        ("paragraph", ["云州市水务局"]),
        ("paragraph", ["2024年5月6日"]),
    ]
    draft, lines = read(FORMATS[name](parts), name)
    kept = [words[0] for kind, words in parts[1:4]]
    kept.append(f"{s}甲村{s}\t{s}首段{s} {s}次段{s} {s}末段{s}")
    assert [each for each in kept if each not in lines] == []
    assert draft.head.title == "关于整改情况的通报"  # a value of the head, which has no white space around it
    assert draft.white_space == ("行首、行尾的空格和制表符等 2 处按版式处理，没有录入",)


@pytest.mark.parametrize("name", FORMATS)
def test_the_indent_of_a_paragraph_within_a_cell_is_said(name: str) -> None:
    parts: list[Part] = [
        ("paragraph", ["关于整改情况的通报"]),
        ("row", ["项目", "情况"]),
        ("row", ["甲村", "首段\n\u3000\u3000次段\n\u3000\u3000末段"]),
        ("paragraph", ["云州市水务局"]),
    ]
    draft, lines = read(FORMATS[name](parts), name)
    assert "甲村\t首段 次段 末段" in lines
    assert draft.white_space == ("段首缩进（两个全角空格）2 处按版式处理，没有录入：页面上的段落自有缩进",)


def test_old_word() -> None:
    """Characters of a file that a program saved, each changed into one white space."""
    raw = (HERE / "notice.doc").read_bytes()
    for words, spaced in (
        ("局党组召开", "\u3000党组召开"),
        ("补归档合同", "\u00a0归档合同"),
        ("东湖公园养护", "\u3000湖公园养\u00a0"),
    ):
        assert raw.count(words.encode("utf-16-le")) == 1, words
        raw = raw.replace(words.encode("utf-16-le"), spaced.encode("utf-16-le"))
    draft, lines = read(raw, "notice.doc")
    found = [[line for line in lines if words in line][0] for words in ("党组召开会议", "归档合同58", "湖公园养")]
    assert [each[:3] for each in found] == ["\u3000党组", "\u00a0归档", "1\t\u3000"]
    assert "\u3000湖公园养\u00a0\t" in found[2]
    assert draft.white_space == ()


def test_where_lines_of_one_paragraph_were_broken() -> None:
    """A no-break space at the end of a line of a text file stays; blanks there are the file's, and said."""
    words = [
        f"第{each}方面的工作由主要负责同志牵头，逐条研究、逐项办理并且按月听取汇报" + "\u00a0" * (each in "二三")
        for each in "一二三四五六七八"
    ]
    raw = "关于整改情况的通报\n\n" + "\n".join(words) + "。\n\n云州市水务局\n2024年5月6日\n"
    draft, lines = read(raw.encode(), "a.txt")
    whole = max(lines, key=len)
    assert whole == "".join(words) + "。"
    assert draft.white_space == ()
    draft, lines = read(raw.replace("\u00a0\n", "\u00a0  \n").encode(), "a.txt")
    assert "".join(words) + "。" in lines
    assert draft.white_space == ("行首、行尾的空格和制表符等 2 处按版式处理，没有录入",)
