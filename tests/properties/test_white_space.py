"""White space of an approved text is there whole: every character of it in every place, from the document to the page."""

import html
import io
import re
import zipfile
from collections.abc import Callable

import pytest

from site_builder.importing.draft import draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import notice_file
from site_builder.records.escapes import escaped
from site_builder.records.outline import read_outline
from tests.conftest import HEAD, Space

# All that Unicode calls white space, but for control characters (errors of their own) and what ends a line of the file.
ASCII = [" ", "\t"]
WIDE = ["\u00a0", "\u1680", *(chr(code) for code in range(0x2000, 0x200B)), "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]  # fmt: skip
RUNS = ["\u3000\u3000", "  ", "\u3000 \u00a0\u3000", " \u3000", "\u2003\u2003\u2003"]
PLACES = ["{0}甲乙", "甲{0}乙", "甲乙{0}", "{0}甲{0}乙{0}", "{0}1.甲", "{0}整改情况：甲。"]


def every_text(spaces: list[str]) -> list[str]:
    return [place.format(each) for each in spaces for place in PLACES]


TEXTS = every_text([*ASCII, *WIDE, *RUNS])


def written(texts: list[str]) -> tuple[str, list[str]]:
    """A text with each as heading, paragraph, item and cell, as an editor writes it; and the lines of it."""
    parts, lines = ["## 一、情况 {role=problems}"], ["一、情况"]
    for number, text in enumerate(texts, 1):
        heading, cell = escaped(text, starts=False), escaped(text, starts=False)
        parts += [
            f"### {heading} {{#p{number}}}",
            escaped(text),
            f"- {escaped(text)}",
            f"| {cell} | 丙 |\n|---|---|\n| {cell} | {cell} |",
        ]
        lines += [text, text, text, f"{text}\t丙", f"{text}\t{text}"]
    return "\n\n".join(parts) + "\n", lines


def blocks_of(page: str) -> list[str]:
    """The words of each block of the notice's text on its page, cells of a row joined by a tab."""
    text = page[page.index('prose document"') :].partition("</article>")[0]
    found = re.findall(r"<(h[2-6]|p|li|tr)\b[^>]*>(.*?)(?=</\1>|<ul>|</li>)", text, re.S)
    return [
        html.unescape(re.sub(r"<[^>]+>", "", "\t".join(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", inner)) if kind == "tr" else inner))
        for kind, inner in found
    ]  # fmt: skip


def test_what_an_editor_writes_is_on_the_page_and_in_the_json(space: Space) -> None:
    body, lines = written(TEXTS)
    space.notice(text=body, head=HEAD)
    assert space.findings() == []
    value = space.json()
    assert value["text"].split("\n") == lines
    assert [each["text"].split("\n")[0] for each in value["problems"]] == TEXTS
    shown = blocks_of(space.html("/notices/n/"))
    assert shown[: len(lines)] == lines


@pytest.mark.parametrize("text", every_text([*WIDE, "\u3000\u3000", "\u3000 \u00a0\u3000"]))
def test_nothing_needs_a_sign_of_its_own_but_blanks_and_tabs_at_an_end(text: str) -> None:
    assert escaped(text) == text
    read = read_outline(f"## 一、情况\n\n{text}\n\n- {text}\n\n## {text}\n", "notice.md", 1, "problem", []).blocks
    assert [block.text for block in read] == ["一、情况", text, text, text]


@pytest.mark.parametrize("space_", WIDE)
def test_lines_are_joined_beside_it_with_nothing_more(space_: str) -> None:
    joined = read_outline(f"a{space_}\nb\n{space_}c\n", "notice.md", 1, "problem", []).text
    assert joined == f"a{space_}b{space_}c"


def test_a_line_of_nothing_else_is_a_blank_line() -> None:
    for each in [*ASCII, *WIDE, *RUNS]:
        assert read_outline(f"甲\n{each}\n乙\n", "notice.md", 1, "problem", []).text == "甲\n乙"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(texts: list[str]) -> bytes:
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{html.escape(each)}</w:t></w:r></w:p>' for each in texts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


def page(texts: list[str]) -> bytes:
    return f"<html><body><div>{''.join(f'<p>{html.escape(each)}</p>' for each in texts)}</div></body></html>".encode()


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "a.txt": lambda texts: "\n".join(texts).encode(),
    "a.html": page,
    "a.docx": docx,
    "a.md": lambda texts: "\n\n".join(texts).encode(),
}


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_document_has_is_in_the_record_or_said(name: str) -> None:
    """Said are the indent of two characters, and blanks and tabs at the ends of a line; all else is kept."""
    spaces = [each for each in [*WIDE, *RUNS] if each.strip(" \t") == each and each not in ("\u2028", "\u2029")]
    texts = [
        f"{place.format(each)}的工作第{number}件，已经办理。"
        for number, each in enumerate(spaces)
        for place in PLACES[:2]
    ]
    texts += [f"第{number}件的工作，已经办理。{each}" for number, each in enumerate(spaces)]
    texts = [
        "关于整改情况的通报",
        *texts,
        "\u3000\u3000已经缩进。",
        "\t已经缩进。",
        "行尾有空格。  ",
        "云州市水务局",
        "2024年5月6日",
    ]
    draft = draft_of(read_manuscript(FORMATS[name](texts), name), organ_id)
    text = read_outline(notice_file(draft.head, draft.blocks).partition("\n---\n")[2], "n", 1, "problem", []).text
    whole = set(text.split("\n")) | {draft.head.title}
    kept = [re.sub(r"^(\u3000\u3000|\t)(?=\S)", "", each).rstrip(" ") for each in texts]
    assert [each for each in kept if each not in whole] == []
    said = " ".join(draft.white_space)
    assert "段首缩进（两个全角空格）" in said and "没有录入" in said
