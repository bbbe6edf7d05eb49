"""The words of a Word paragraph as Word shows them: insertions in, deletions and hidden words out, text boxes apart."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from site_builder.importing.lines.fold import visible
from site_builder.importing.readers.word_numbers import W

BOX: Final = f"{W}txbxContent"
# Containers whose words are not shown; w:pPr and w:rPr say how, not what.
_UNSHOWN: Final = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}delInstrText"}
)
_BREAKS: Final = frozenset({f"{W}br", f"{W}cr"})
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


class Notes:
    """Numbers of footnotes and endnotes in the order in which the text refers to them."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], int] = {}

    def mark(self, kind: str, identifier: str) -> str:
        """What stands for a note: [1] for footnotes, [尾注1] for endnotes."""
        count = sum(1 for each, _ in self.seen if each == kind)
        number = self.seen.setdefault((kind, identifier), count + 1)
        return f"[{number}]" if kind == "footnote" else f"[尾注{number}]"


def words_of(element: etree._Element, notes: Notes) -> Iterator[str]:
    """The words below an element, line breaks as \\n; those of text boxes are not among them."""
    for child in element:
        tag = child.tag
        if tag in _UNSHOWN or tag == BOX or not isinstance(tag, str):
            continue
        if tag in (f"{W}t", _MATHS):
            yield child.text or ""
        elif tag == f"{W}r" and hidden(child):
            continue
        elif tag in _BREAKS:
            yield "\n"
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield symbol(child)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield notes.mark(tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id") or "")
        elif tag.endswith("}AlternateContent"):
            yield from (text for choice in list(child)[:1] for text in words_of(choice, notes))
        else:
            yield from words_of(child, notes)


def hidden(run: etree._Element) -> bool:
    """Whether a run is formatted as hidden."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false")


def symbol(element: etree._Element) -> str:
    """A character inserted from a symbol font; □ where only that font knows it."""
    code = element.get(f"{W}char") or ""
    number = int(code, 16) if len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code) and code else 0
    return chr(number) if 0x20 <= number < 0xE000 and not 0xD800 <= number < 0xE000 else "□"


def boxes_of(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, each once: an alternative for older programs repeats the one before it."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            inner = list(child)[:1] if child.tag.endswith("}AlternateContent") else [child]
            for each in inner:
                yield from boxes_of(each)


def unshown_words(part: etree._Element) -> Iterator[tuple[str, str]]:
    """Words that Word holds but does not print, a paragraph at a time, and why: deleted, hidden."""
    for paragraph in part.iter(f"{W}p"):
        gone = "".join(each.text or "" for each in paragraph.iter(f"{W}delText"))
        unseen = "".join(t.text or "" for run in paragraph.iter(f"{W}r") if hidden(run) for t in run.iter(f"{W}t"))
        for words, why in ((gone, "修订中删除的字"), (unseen, "隐藏的字")):
            if text := visible(words):
                yield text, why
