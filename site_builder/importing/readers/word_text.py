"""The text of a Word paragraph as displayed: with insertions, without deletions and hidden words; text boxes separately.

Source: ECMA-376 part 1, 17.3 (runs), 17.13 (revisions), 17.16 (fields), 17.3.3.25 (ruby).
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from site_builder.importing.readers.fields import OpenField, Raised, field_words, spoken
from site_builder.importing.readers.remarks import Notes
from site_builder.importing.readers.symbols import UNKNOWN, symbol_sign
from site_builder.importing.readers.word_maths import M, formula
from site_builder.importing.readers.word_styles import Styles, W, is_on

BOX: Final = f"{W}txbxContent"
DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
# Containers without displayed words; w:pPr and w:rPr only contain formatting.
_UNSHOWN: Final = frozenset(
    {BOX, f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{W}delText", f"{W}sectPr", f"{W}ffData", f"{W}fldData"}
)  # fmt: skip
_BREAKS: Final = frozenset({f"{W}br", f"{W}cr"})
_SIGNS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_DRAWN_WORDS: Final = (
    "{urn:schemas-microsoft-com:vml}textpath"  # WordArt, such as the red letterhead of an official document
)
_PICTURES: Final = ("}blip", "}imagedata", "}chart")
_DEPTH: Final = 200
_SPACE: Final = re.compile("[\t\r\n]")  # white space that is ignored in XML


@dataclass(slots=True)
class Shown:
    """The visible words of a paragraph (line breaks as \\n), and those that are not displayed."""

    words: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    contents: bool = False


class Words:
    """Reads paragraphs in order; fields may extend over several paragraphs."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self.styles = styles
        self.notes = notes
        self.unknown_signs = 0
        self._fields: list[OpenField] = []

    def of(self, paragraph: etree._Element) -> Shown:
        """The text of a paragraph, without its text boxes."""
        shown = Shown(contents=self._in_contents())
        self._walk(paragraph, paragraph, shown, "", 0)
        shown.contents = shown.contents or self._in_contents()
        return shown

    def _in_contents(self) -> bool:
        return any(each.instruction.split()[:1] == ["TOC"] for each in self._fields)

    def _walk(self, element: etree._Element, paragraph: etree._Element, shown: Shown, kept: str, depth: int) -> None:
        """Adds the words inside an element. `kept`: why they are not displayed; '' for visible words."""
        if depth > _DEPTH:
            return
        for child in element:
            tag = child.tag
            if tag in _UNSHOWN and tag != f"{W}delText" or not isinstance(tag, str):
                if tag == f"{W}instrText" and self._fields and not self._fields[-1].result and len(self._fields[-1].instruction) < 2000:  # fmt: skip
                    self._fields[-1].instruction += child.text or ""
            elif tag in DELETED:
                self._walk(child, paragraph, shown, "deleted", depth + 1)
            elif tag == f"{W}r":
                self._run(child, paragraph, shown, kept, depth)
            elif tag == f"{W}fldSimple":
                words = field_words(child.get(f"{W}instr") or "")
                if words is None:
                    self._walk(child, paragraph, shown, kept, depth + 1)
                else:
                    self._say(words, shown, kept)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._say(formula(child), shown, kept)
            elif tag.endswith("}AlternateContent"):
                if (chosen := alternative(child)) is not None:
                    self._walk(chosen, paragraph, shown, kept, depth + 1)
            else:
                self._walk(child, paragraph, shown, kept, depth + 1)

    def _run(self, run: etree._Element, paragraph: etree._Element, shown: Shown, kept: str, depth: int) -> None:
        if not kept:
            if self.styles.switched(run, paragraph, "vanish"):
                kept = "hidden"
            elif self.styles.switched(run, paragraph, "strike") or self.styles.switched(run, paragraph, "dstrike"):
                kept = "struck"
        inner = Shown()
        for child in run:
            self._inside(child, paragraph, inner, depth)
        place = self.styles.raised(run)
        words = spoken(inner.words)
        self._add(Raised(words, place) if place else words, shown, kept)
        shown.deleted += inner.deleted
        shown.contents = shown.contents or inner.contents

    def _inside(self, child: etree._Element, paragraph: etree._Element, shown: Shown, depth: int) -> None:
        """Adds the displayed text of one element of a run."""
        tag = child.tag
        if tag == f"{W}t":
            self._say(_SPACE.sub(" ", child.text or ""), shown, "")
        elif tag == f"{W}delText":
            shown.deleted.append(child.text or "")
        elif tag in _BREAKS:
            self._say("\n", shown, "")
        elif tag in _SIGNS:
            self._say(_SIGNS[tag], shown, "")
        elif tag == f"{W}sym":
            self._say(self._symbol(child), shown, "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._say(
                self.notes.mark(tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id") or ""), shown, ""
            )
        elif tag == f"{W}fldChar":
            self._field(child, shown)
        elif tag == f"{W}instrText":
            if self._fields and not self._fields[-1].result and len(self._fields[-1].instruction) < 2000:
                self._fields[-1].instruction += child.text or ""
        elif tag == f"{W}ruby":
            self._ruby(child, paragraph, shown, depth)
        elif isinstance(tag, str) and tag.endswith("}AlternateContent"):
            if (chosen := alternative(child)) is not None:
                for each in chosen:
                    self._inside(each, paragraph, shown, depth + 1)
        elif isinstance(tag, str) and tag not in _UNSHOWN and depth < _DEPTH:
            for drawn in child.iter(_DRAWN_WORDS):
                self._say(drawn.get("string") or "", shown, "")
            self._walk(child, paragraph, shown, "", depth + 1)

    def _ruby(self, ruby: etree._Element, paragraph: etree._Element, shown: Shown, depth: int) -> None:
        """Adds a word with ruby text, which follows in brackets."""
        parts = {"rubyBase": Shown(), "rt": Shown()}
        for name, part in parts.items():
            if (found := ruby.find(f"{W}{name}")) is not None:
                self._walk(found, paragraph, part, "", depth + 1)
        base, reading = (spoken(part.words) for part in parts.values())
        self._add(f"{base}({reading})" if reading.strip() else base, shown, "")

    def _field(self, char: etree._Element, shown: Shown) -> None:
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(OpenField(box=_box(char)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            shown.contents = shown.contents or self._in_contents()
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            words = field_words(ended.instruction)
            if ended.box and ended.instruction.split()[:1] == ["FORMCHECKBOX"]:
                words = ended.box
            if words is not None:
                self._say(words, shown, "")

    def _say(self, words: str, shown: Shown, kept: str) -> None:
        """Adds words, unless they are a field's instruction, or a result that is replaced by the text of the instruction."""
        if all(each.result for each in self._fields) and not any(
            field_words(each.instruction) is not None for each in self._fields
        ):
            self._add(words, shown, kept)

    def _add(self, words: str, shown: Shown, kept: str) -> None:
        if words:
            (getattr(shown, kept) if kept else shown.words).append(words)

    def _symbol(self, element: etree._Element) -> str:
        code = element.get(f"{W}char") or ""
        number = int(code, 16) if 0 < len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code) else 0
        sign = symbol_sign(element.get(f"{W}font") or "", number)
        self.unknown_signs += sign is None
        return sign or UNKNOWN


def _box(char: etree._Element) -> str:
    """☑ or □ for a form check box, '' for any other field."""
    box = char.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = is_on(box.find(f"{W}checked"))
    return "☑" if (bool(is_on(box.find(f"{W}default"))) if state is None else state) else UNKNOWN


def alternative(element: etree._Element) -> etree._Element | None:
    """Of alternative contents for newer and older programs, the first with words or text boxes, else the first."""
    choices = [each for each in element if isinstance(each.tag, str)]
    spoken = (each for each in choices if next(each.iter(f"{W}t", BOX, f"{M}t"), None) is not None)
    return next(spoken, choices[0] if choices else None)


def boxes_of(element: etree._Element) -> list[etree._Element]:
    """The text boxes of a paragraph, without the copies in alternatives for older programs."""
    found: list[etree._Element] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == BOX:
            found.append(here)
        elif isinstance(here.tag, str) and here.tag not in _UNSHOWN and here.tag not in DELETED:
            inner = [alternative(here)] if here.tag.endswith("}AlternateContent") else list(here)
            waiting += reversed([each for each in inner if each is not None])
    return found


def pictures_in(part: etree._Element) -> int:
    """The number of pictures and charts in a part, without copies in alternatives for older programs."""
    return sum(
        1
        for each in part.iter()
        if isinstance(each.tag, str)
        and each.tag.endswith(_PICTURES)
        and not any(str(above.tag).endswith("}Fallback") for above in each.iterancestors())
    )
