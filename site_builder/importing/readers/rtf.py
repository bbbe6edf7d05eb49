"""Reader for RTF. Automatic numbers are taken from the fallback text that most programs write, else computed.

Source: Rich Text Format Specification 1.9.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.readers import remarks, rtf_lists
from site_builder.importing.readers import rtf_words as known
from site_builder.importing.readers.fields import Raised, field_words, spoken
from site_builder.importing.readers.open_tables import OpenTable, to_depth
from site_builder.importing.readers.symbols import UNKNOWN, symbol_sign
from site_builder.importing.readers.unreadable import UnreadableError

_LIMIT: Final = 64 * 1024 * 1024
_NESTED: Final = 32  # depth of nested tables
_MERGES: Final = {"clmrg": "left", "clvmrg": "above"}
_DEPTH: Final = 2_000
_STARRED: Final = frozenset(  # destinations that are read though they are marked by \*
    {"fldinst", "shptxt", "footnote", "formfield", "annotation", "listtable", "listoverridetable", *known.ASIDE}
)


@dataclass(slots=True)
class _State:
    """The state of a group; nested groups start with a copy."""

    to: str = "text"  # text, label, skip, note, instruction, fonts, lists, form; any other value is the reason for setting text aside
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    place: str = ""
    font: int = 0
    unicode_skip: int = 1
    star: bool = False


@dataclass(slots=True)
class _Paragraphs:
    """The state of one text stream: the body, a note, or a header."""

    words: list[str] = field(default_factory=list)
    label: str = ""
    listed: int | None = None  # the list that the paragraph refers to
    list_level: int = 0
    level: int = 0
    in_table: bool = False
    depth: int = 1
    contents: bool = False
    lines: list[Line] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)


def read_rtf(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of an RTF file."""
    if len(raw) > _LIMIT:
        raise UnreadableError("RTF 文件太大（不超过 64 MB）")
    return _Reader().manuscript(raw, name)


class _Reader:
    """A single pass over the tokens of the file."""

    def __init__(self) -> None:
        self.stack: list[_State] = []
        self.state = _State()
        self.text = _Paragraphs()
        self.outer: list[
            tuple[int, _Paragraphs, str]
        ] = []  # (depth of the group, interrupted stream, reason for the separate stream)
        self.bytes = bytearray()
        self.fonts: dict[int, tuple[str, str]] = {}
        self.page = "cp1252"
        self.default = 0
        self.font_name = ""
        self.instructions: list[tuple[int, list[str]]] = []
        self.form = ""
        self.number = 0
        self.skip = 0
        self.opened = False  # whether a group has just started
        self.notes: list[str] = []
        self.marks = remarks.Notes()
        self.aside: list[Aside] = []
        self.numbering = remarks.Numbering()
        self.lists = rtf_lists.RtfLists()
        self.merges: list[str] = []
        self.merge = ""
        self.bullets = 0
        self.edges = [0]
        self.pictures = 0
        self.embedded = False
        self.tracked = False
        self.hidden_words: list[str] = []
        self.deleted_words: list[str] = []
        self.struck_words: list[str] = []

    def manuscript(self, raw: bytes, name: str) -> Manuscript:
        at, end = 0, len(raw)
        while at < end:
            token = known.TOKEN.match(raw, at)
            if token is None:
                break
            at = token.end()
            if token[1]:
                if token[1] == b"bin" and token[2]:
                    at = min(end, at + max(0, int(token[2])))
                    continue
                self._word(token[1].decode(), int(token[2]) if token[2] else None)
            elif token[3]:
                self._byte(bytes([int(token[3], 16)]), coded=True)
            elif token[4]:
                self._sign(token[4])
            elif token[5] == b"{":
                self._open()
            elif token[5] == b"}":
                self._close()
            elif token[6]:
                self._byte(token[6])
            else:
                continue  # line breaks in the file are not text
            self.opened = token[5] == b"{"
        while self.stack:
            self._close()
        self._paragraph()
        self._table()
        doubts: list[Doubt] = self.numbering.doubts(self.lists.counter.unknown, self.bullets)
        doubts += [remarks.NOTES] if self.notes else []
        doubts += remarks.pictures(self.pictures)
        doubts += [remarks.EMBEDDED] if self.embedded else []
        doubts += [remarks.TRACKED] if self.tracked else []
        lines = self.text.lines
        for words in sorted(self.notes, key=lambda each: each.startswith("[尾注")):
            self.number += 1
            lines.append(Line(self.number, words))
        if not lines and not self.aside:
            raise UnreadableError("RTF 文件里没有文字", "empty")
        return Manuscript(name, tuple(lines), tuple(self.aside), tuple(doubts))

    def _open(self) -> None:
        self._flush()
        if len(self.stack) > _DEPTH:
            raise UnreadableError("RTF 文件的层次太深，像是有意损坏的")
        self.stack.append(self.state)
        self.state = replace(self.state, star=False)
        if self.state.to == "lists":
            self.lists.open()

    def _close(self) -> None:
        self._flush()
        depth = len(self.stack)
        if not self.stack:
            return
        if self.state.to == "lists":
            self.lists.close()
        self.state = self.stack.pop()
        while self.outer and self.outer[-1][0] == depth:
            self._end_apart()
        if self.instructions and self.instructions[-1][0] == depth:
            _, words = self.instructions.pop()
            shown = field_words("".join(words))
            if shown is not None:
                box = {"1": "☑", "0": UNKNOWN}.get(self.form, "") if "FORMCHECKBOX" in "".join(words) else ""
                self._say(box or shown)
            self.form = ""

    def _end_apart(self) -> None:
        """Ends a note, header or comment, and stores its lines."""
        self._paragraph()
        self._table()
        _, before, why = self.outer.pop()
        words = [line.text for line in self.text.lines]
        self.text = before
        if why in ("footnote", "endnote"):
            mark = self.marks.mark(why, str(len(self.notes)))
            self.notes.append(mark + " ".join(words))
            self._say(mark)
        elif why == "box":
            before.boxes += words
        elif why:
            self.aside += remarks.asides_of(words, why)

    def _apart(self, why: str) -> None:
        self.outer.append((len(self.stack), self.text, why))
        self.text = _Paragraphs()

    def _word(self, word: str, number: int | None) -> None:
        state = self.state
        if state.to == "lists":
            self.lists.word(word, number)
            return
        if word not in known.KNOWN and not state.star:
            if self.bytes:
                self._flush()
            return
        self._flush()
        if word == "u" and number is not None:
            self._unicode(number)
            return
        if state.star and word not in known.TRANSPARENT and word not in _STARRED:
            state.to, state.star = "skip", False
            return
        state.star = False
        if not (self._header(word, number) or self._destination(word) or self._field(word, number)):
            self._format(word, number)

    def _unicode(self, number: int) -> None:
        """Handles a character given by its code, of which the number may be negative."""
        charset, name = self.fonts.get(self.state.font, ("", ""))
        sign = symbol_sign(name, number & 0xFFFF) or UNKNOWN if charset == "symbol" else chr(number & 0xFFFF)
        self._say(sign)
        self.skip = self.state.unicode_skip

    def _header(self, word: str, number: int | None) -> bool:
        """Handles tables and settings of the document, and what is skipped. Gives   whether nothing is left to handle"""
        state = self.state
        if word in ("listtable", "listoverridetable"):
            state.to, self.lists.page = "lists", self.page
        elif word in known.SKIPPED:
            self.pictures += word == "pict" and state.to not in ("skip",)
            self.embedded = self.embedded or word == "object"
            state.to = "skip"
        elif word == "fonttbl":
            state.to = "fonts"
        elif state.to == "fonts":
            if word == "f":
                state.font, self.font_name = number or 0, ""
            elif word == "fcharset":
                self.fonts[state.font] = (known.CHARSETS.get(number or 0, ""), "")
        elif word == "ansicpg" and number:
            self.page = known.code_page(number)
        elif word == "deff":
            self.default = state.font = number or 0
        elif word == "uc":
            state.unicode_skip = max(0, min(number or 0, 32))
        else:
            return state.to == "skip"
        return True

    def _destination(self, word: str) -> bool:
        """Handles the beginning of text that stands apart (notes, headers, boxes, labels of lists). Gives   whether it was one"""
        state = self.state
        if word in known.ASIDE:
            if not known.ASIDE[word]:
                state.to = "skip"
            else:
                self._apart(known.ASIDE[word])
        elif word == "footnote":
            self._apart("footnote")
        elif word == "ftnalt" and self.outer and self.outer[-1][2] == "footnote":
            self.outer[-1] = (*self.outer[-1][:2], "endnote")
        elif word == "shptxt":
            self._apart("box")
        elif word in ("listtext", "pntext"):
            state.to = "label"
        else:
            return False
        return True

    def _field(self, word: str, number: int | None) -> bool:
        """Handles the parts of fields and of form fields. Gives   whether it was one"""
        state = self.state
        if word == "field":
            self.instructions.append((len(self.stack), []))
        elif word == "fldinst":
            state.to = "instruction"
        elif word == "fldrslt":
            self.text.contents = self.text.contents or self._in_contents()
            if self.instructions and field_words("".join(self.instructions[-1][1])) is not None:
                state.to = "skip"
        elif word == "formfield":
            state.to, self.form = "form", "0"
        elif word in ("ffres", "ffdefres"):
            if self.form.isdigit() and number in (0, 1):
                self.form = str(number)
        elif word == "fftype":
            self.form = "0" if number == 1 else ""
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        """Handles control words that end paragraphs and cells or set formatting."""
        state, text = self.state, self.text
        if word in ("par", "page", "sect", "column"):
            self._paragraph(whole=word == "par")
        elif word in known.SIGNS:
            self._say(known.SIGNS[word])
        elif word in known.SWITCHES:
            setattr(state, known.SWITCHES[word], number != 0)
        elif word in ("super", "sub", "nosupersub"):
            state.place = {"super": "^", "sub": "_"}.get(word, "")
        elif word == "plain":
            state.hidden = state.deleted = state.struck = False
            state.place, state.font = "", self.default
        elif word == "f":
            state.font = number or 0
        elif word == "pard":
            text.in_table, text.level, text.depth, text.listed, text.list_level = False, 0, 1, None, 0
        elif word == "ls":
            text.listed = number
        elif word == "ilvl":
            text.list_level = number or 0
        elif word == "intbl":
            text.in_table = True
        elif word == "itap":
            text.depth = number or 0
            text.in_table = text.in_table or bool(number)
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            text.level = number + 1
        elif word == "trowd":
            self.merges, self.edges = [], [0]
        elif word in ("clmrg", "clvmrg", "cellx"):
            if word == "cellx":
                self.merges.append(self.merge)
                self.edges.append(number or 0)
                self.merge = ""
            else:
                self.merge = word
        elif word in ("cell", "nestcell"):
            text.in_table = True
            text.depth = max(2, text.depth) if word == "nestcell" else 1
            self._paragraph(ended=True)
            text.tables[-1].end_cell()
        elif word in ("row", "nestrow"):
            to_depth(text.tables, max(2, len(text.tables)) if word == "nestrow" else 1, text.lines)
            text.tables[-1].end_row([_MERGES.get(each, "") for each in self.merges], self.edges)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":  # marks a destination only at the start of a group; some programs leave stray ones elsewhere
            self.state.star = self.opened
            return
        self._flush()
        if sign in (b"\n", b"\r"):
            self._paragraph()
        elif self.skip:
            self.skip -= 1
        else:
            self._say(known.PLAIN_SIGNS.get(sign, ""))

    def _byte(self, raw: bytes, *, coded: bool = False) -> None:
        if self.state.to == "lists":
            self.lists.character(raw, coded=coded)
            return
        if self.skip:
            dropped = min(self.skip, len(raw))
            self.skip -= dropped
            raw = raw[dropped:]
        self.bytes += raw

    def _flush(self) -> None:
        """Decodes the pending bytes by the character set of their font."""
        self.skip = 0
        if not self.bytes:
            return
        raw = bytes(self.bytes)
        self.bytes.clear()
        charset, name = self.fonts.get(self.state.font, ("", ""))
        if self.state.to == "fonts":
            self.font_name += raw.decode("latin-1")
            self.fonts[self.state.font] = (charset, self.font_name.rstrip("; "))
            return
        if charset == "symbol":
            self._say("".join(symbol_sign(name, byte) or UNKNOWN for byte in raw))
            return
        # A font without a character set, or with a Western one in a Chinese file, uses that of the file.
        chosen = self.page if charset in ("", "cp1252") else charset
        self._say(raw.decode(chosen, "replace"))

    def _say(self, words: str) -> None:
        state = self.state
        if state.to in ("skip", "fonts", "form", "lists") or not words:
            return
        if state.to == "label":
            self.text.label += words
        elif state.to == "instruction":
            if self.instructions and len(self.instructions[-1][1]) < 1000:
                self.instructions[-1][1].append(words)
        elif state.deleted:
            self.tracked = True
            self.deleted_words.append(words)
        elif state.hidden:
            self.hidden_words.append(words)
        elif state.struck:
            self.struck_words.append(words)
        else:
            self.text.words.append(Raised(words, state.place) if state.place else words)

    def _paragraph(self, *, ended: bool = False, whole: bool = True) -> None:
        """Ends a paragraph.

        Takes   ended   whether its cell ends too; then it is added even if it is empty
                whole   False where only a page or section ends; then a paragraph without words is dropped
        """
        self._flush()
        text = self.text
        for held, why in (
            (self.deleted_words, remarks.DELETED),
            (self.hidden_words, remarks.HIDDEN),
            (self.struck_words, remarks.STRUCK),
        ):
            self.aside += remarks.asides_of([remarks.paired("".join(held))], why)
            held.clear()
        made = list(self._lines(counted=whole))
        if made or text.boxes or ended:
            to_depth(text.tables, min(text.depth, _NESTED) if text.in_table else 0, text.lines)
        made += [Line(self.number, each) for each in text.boxes]
        contents = text.contents or self._in_contents()
        text.words, text.label, text.boxes, text.contents = [], "", [], False
        if contents:
            self.aside += remarks.asides_of((line.text for line in made), remarks.CONTENTS)
            made = []
        (text.tables[-1].cell if text.tables else text.lines).extend(made)

    def _in_contents(self) -> bool:
        return any("".join(words).split()[:1] == ["TOC"] for _, words in self.instructions)

    def _lines(self, *, counted: bool) -> Iterator[Line]:
        text = self.text
        words = remarks.paired(spoken(text.words))
        computed, bullets = "", self.lists.counter.bullets
        if text.listed is not None and (counted or visible(words)):  # a paragraph without words is counted too
            computed = self.lists.label(text.listed, text.list_level)
        if not visible(words):
            return
        self.number += 1
        whole = text.label.replace("\t", " ") or computed
        label = visible(whole)
        counted_as = label.isalnum() and label == visible(computed)  # o is a sign of lists, and the fifteenth letter
        if (label and not counted_as and all(char in known.BULLETS for char in label)) or (
            self.lists.counter.bullets > bullets
        ):
            self.bullets += 1
            label = ""
        label += " " if label[-1:].isalnum() and whole[-1:].isspace() else ""
        for index, part in enumerate(words.split("\n")):
            if shown := visible(part):
                shown = self.numbering.before(self.number, label if index == 0 else "", shown)
                yield Line(self.number, shown, (), min(6, text.level), edges=(edges(part),))

    def _table(self) -> None:
        to_depth(self.text.tables, 0, self.text.lines)
