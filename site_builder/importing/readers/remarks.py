"""Shared by the readers: standard doubts, reference marks of notes, automatic numbers, and tables as lines."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final, NamedTuple

from site_builder.importing.lines.fold import fold, visible
from site_builder.importing.lines.manuscript import Aside, Box, Doubt, Line
from site_builder.importing.lines.numbering import marker

_NAMED: Final = 50  # most attachments that are named
_PAGES: Final = 12  # most pages that are named
_NEAR: Final = 30  # in twips: closer edges of cells are the same
NUMBERED: Final = "自动编号已转成文字"
DELETED: Final = "修订中删除的字"
HIDDEN: Final = "隐藏的字"
COMMENT: Final = "批注"
MARGIN: Final = "页眉页脚"
CONTENTS: Final = "目录"
STRUCK: Final = "划了删除线的字"
TRACKED: Final = Doubt(0, "", "文件带着修订痕迹：插入的算正文，删除的没有收入")
NOTES: Final = Doubt(0, "[1]", "脚注、尾注的序号写成方括号里的数字，注文在全文之后")
BOXES: Final = Doubt(0, "", "文本框里的字排在全文之后，请移到原来的位置")
EMBEDDED: Final = Doubt(0, "", "文件里嵌着另一份文件，没有读，请核对")


def pictures(number: int) -> list[Doubt]:
    """A single doubt for all pictures; none without pictures."""
    return [Doubt(0, "", f"文件里有 {number} 张图，图里的字没有读，请核对")] if number else []


def attached(names: Sequence[str]) -> list[Doubt]:
    """A doubt for each file that a PDF or OFD carries with it, the first by name."""
    why = "文件里夹带着这个附件，没有读，要的话请单独导入"
    said = [Doubt(0, visible(name) or "没有名字的附件", why) for name in names[:_NAMED]]
    rest = len(names) - len(said)
    return [*said, Doubt(0, "", f"文件里还夹带着 {rest} 个附件，没有读")] if rest else said


def listed(numbers: Sequence[int]) -> str:
    """The numbers of pages in a doubt, the first of many."""
    return "、".join(map(str, numbers[:_PAGES])) + ("……" if len(numbers) > _PAGES else "")


class Notes:
    """Numbers footnotes and endnotes in the order of their references."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], int] = {}
        self._next = {"footnote": count(1), "endnote": count(1)}

    def mark(self, kind: str, identifier: str) -> str:
        """The reference mark of a note: [1] for footnotes, [尾注1] for endnotes."""
        key = (kind, identifier)
        if key not in self.seen:
            self.seen[key] = next(self._next[kind])
        return f"[{self.seen[key]}]" if kind == "footnote" else f"[尾注{self.seen[key]}]"


class Numbering:
    """Prefixes paragraphs with automatic numbers, and collects data for doubts about them."""

    def __init__(self) -> None:
        self.first: tuple[int, str] | None = None
        self.doubled: list[Doubt] = []

    def before(self, number: int, label: str, text: str) -> str:
        """The paragraph with its number, as displayed."""
        if not label:
            return text
        self.first = self.first or (number, label)
        if marker(fold(text)) is not None and marker(fold(label + text)) is not None:
            self.doubled.append(Doubt(number, label + text[:20], "自动编号之外，文字自己也有编号，两个都照原样保留"))
        return label + text

    def doubts(self, unknown: Sequence[str] = (), bullets: int = 0) -> list[Doubt]:
        """Doubts about automatic numbers. Takes unknown: unknown number formats; bullets: the number of bullets."""
        found = [Doubt(*self.first, NUMBERED)] if self.first else []
        found += self.doubled[:20]
        found += [Doubt(0, "", f"有 {bullets} 段前面的项目符号（如 ●）没有收入")] if bullets else []
        return found + [
            Doubt(0, form, "有自动编号的样式不认识，写成了阿拉伯数字，请核对") for form in dict.fromkeys(unknown)
        ]


class TableCell(NamedTuple):
    """A cell with the lines of its paragraphs; `down` is 0 where it continues the one above."""

    lines: Sequence[Line]
    across: int = 1
    down: int = 1


def table_lines(rows: Iterable[Sequence[TableCell]]) -> Iterator[Line]:
    """The lines of a table; a single-column table is only layout, so its cells become text."""
    held = [list(row) for row in rows]
    if max((len(row) for row in held), default=0) < 2:
        yield from (line for row in held for cell in row for line in cell.lines)
        return
    for row in held:
        boxes = tuple(Box.of(cell.lines, cell.across, cell.down) for cell in row)
        words = tuple(box.text.replace("\n", " ") for box in boxes)
        first = next((line for cell in row for line in cell.lines), None)
        if first is not None and any(words):
            merged = any((box.across, box.down) != (1, 1) or "\n" in box.text for box in boxes)
            yield replace(
                first,
                text="\t".join(words),
                cells=words,
                level=0,
                boxes=boxes if merged else (),
                edges=tuple(box.edges for box in boxes),
                layout=tuple(each for box in boxes for each in box.layout),
            )


def spanned(rows: Sequence[tuple[Sequence[TableCell], Sequence[int]]]) -> list[list[TableCell]]:
    """Computes column spans for formats that only give the edges of cells.

    Takes   rows: cells with their edges from left to right, one more than cells (in twips)
    """
    places: list[int] = []
    for edge in sorted({edge for _, edges in rows for edge in edges}):
        if not places or edge - places[-1] > _NEAR:
            places.append(edge)
    found: list[list[TableCell]] = []
    for row, edges in rows:
        if len(edges) != len(row) + 1:
            found.append(list(row))
            continue
        columns = [bisect_right(places, edge) for edge in edges]
        found.append(
            [
                cell._replace(across=max(1, right - left))
                for cell, left, right in zip(row, columns, columns[1:], strict=False)
            ]
        )
    return found


def asides_of(texts: Iterable[str], why: str) -> list[Aside]:
    """The non-blank lines of texts that are set aside, with the reason."""
    return [Aside(0, text, why) for each in texts if (text := visible(each))]


def paired(text: str) -> str:
    """Joins surrogate pairs into characters; a lone surrogate becomes U+FFFD."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
