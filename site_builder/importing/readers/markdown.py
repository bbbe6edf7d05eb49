"""Reader for Markdown, with or without front matter."""

import re
from typing import Final

from site_builder.importing.lines.edges import Edges, edges
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Line, Manuscript
from site_builder.importing.structure.wraps import joined
from site_builder.records.escapes import unescaped
from site_builder.records.source import Mapping, read_yaml

_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r"(#{1,6})\s+(?P<words>.*?)(?:(?<!\s)\s++#++)?$")
_OWN_HEADING: Final = re.compile(r"(#{1,6})\s+(?P<words>.*?)(?:(?:(?<!\s)\s++)?\{[^{}]*+\})?$")
_ITEM: Final = re.compile(r"[-*+]\s+(?=\S)")
_BREAK: Final = re.compile(r"#{1,6}\s+\{[^{}#]*\}")
_OWN_ITEM: Final = re.compile(r"-\s+(?=\S)")
_DELIMITER: Final = re.compile(r"\|?(?:\s*+:?-+:?\s*+\|)+(?:\s*+:?-+:?\s*+)?")
_STRONG: Final = re.compile(r"(?<!\*)\*\*(?![*\s])([^*]+?)(?<![*\s])\*\*(?!\*)")
_ESCAPED: Final = re.compile(r"^(\\*)\\(?=[#|]|- )")


def read_markdown(text: str, name: str) -> Manuscript:
    """Reads headings with their level, joined paragraphs, list items and rows; front matter only gives metadata.

    A notice.md of this project is read by its own grammar, in which ** and __ are plain characters.
    """
    front = _FRONT.match(text)
    offset = text.count("\n", 0, front.end()) if front else 0
    aside = (
        [Aside(2 + i, line, "文件头") for i, line in enumerate(front.group(1).split("\n")) if line.strip()]
        if front
        else []
    )
    lines: list[Line] = []
    head = _head(front.group(1)) if front else {}
    own = {"kind", "organ", "window"} <= head.keys()
    open_paragraph = False
    for number, raw in enumerate(text[front.end() if front else 0 :].split("\n"), offset + 1):
        bare = visible(raw)
        line, continues = _line(number, bare, own, edges(raw))
        if line is None:
            open_paragraph = False
            continue
        if open_paragraph and continues:
            lines[-1] = joined(lines[-1], line)
        else:
            lines.append(line)
        # Two trailing blanks are a hard line break in Markdown.
        open_paragraph = not line.level and not line.cells and not raw.endswith("  ")
    return Manuscript(
        name=name,
        lines=tuple(lines),
        aside=tuple(aside),
        doubts=(),
        title=head.get("title") or None,
        url=_url(head),
        head=dict(head),
    )


def _line(number: int, bare: str, own: bool, around: Edges) -> tuple[Line | None, bool]:
    """Converts a line of Markdown, and tells whether it may continue a paragraph."""
    if own and _BREAK.fullmatch(bare):
        return None, False
    if not bare or _DELIMITER.fullmatch(bare) or re.fullmatch(r"(?:-\s*+){3,}|(?:\*\s*+){3,}|_{3,}", bare):
        return None, False
    words = unescaped if own else _words
    inner = _inner if own else _words
    if found := (_OWN_HEADING if own else _HEADING).fullmatch(bare):
        words_at, end = found.span("words")
        behind = bare[end:]
        within = Edges(bare[found.end(1) : words_at].lstrip(" \t"), behind[: len(behind) - len(behind.lstrip())])
        return Line(number, inner(found["words"]), (), len(found.group(1)), edges=(within,)), False
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 2:
        cut = re.split(r"(?<!\\)\|", bare[1:-1])
        cells = tuple(inner(visible(cell)).replace("\\|", "|") for cell in cut)
        return Line(number, "\t".join(cells), cells, edges=tuple(edges(cell.strip(" \t")) for cell in cut)), False
    if found := (_OWN_ITEM if own else _ITEM).match(bare):
        gap = Edges(bare[1 : found.end()].lstrip(" \t"), around.after)
        return Line(number, words(bare[found.end() :]), edges=(gap,)), False
    return Line(number, words(bare), edges=(around,)), True


def _inner(text: str) -> str:
    return unescaped(text, starts=False)


def _words(text: str) -> str:
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\1", text))


def _head(text: str) -> dict[str, str]:
    """The text values of the front matter by key ('' for others); empty where it is not a mapping."""
    tree = read_yaml(text, "").root.value
    fields = tree.items() if isinstance(tree, Mapping) else ()
    return {key.lower(): each.value if isinstance(each.value, str) else "" for key, each in fields}


def _url(head: dict[str, str]) -> str | None:
    url = head.get("url") or head.get("source_url")
    return url if url and url.startswith(("http://", "https://")) else None
