"""Reader for OpenDocument text (.odt, .fodt): automatic numbers become text, tables become rows.

Source: OASIS OpenDocument 1.3, part 3 (schema): 5 (text), 6 (inline), 9 (tables), 16.30 (list styles).
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.readers import remarks
from site_builder.importing.readers.fields import Raised, spoken
from site_builder.importing.readers.list_counter import ListCounter, ListLevel
from site_builder.importing.readers.packages import local_name, open_package, parsed_xml
from site_builder.importing.readers.unreadable import UnreadableError

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_CALLED: Final = "开放文档（.odt）"
_REPEATED: Final = 1000  # most repetitions of a cell that is stored once
_FORMS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle",
    "01": "decimalZero", "１": "decimalFullWidth", "㈠": "ideographEnclosedCircle", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop",
    "ア": "aiueoFullWidth", "ｱ": "aiueo", "イ": "irohaFullWidth", "ｲ": "iroha", "가": "ganada", "ㄱ": "chosung", "〇": "ideographDigital",
}  # fmt: skip
_SKIPPED: Final = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "title", "desc", "change", "change-start",
     "change-end", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "script", "meta-field-decls", "index-title-template"}
)  # fmt: skip
_CONTENTS: Final = frozenset(
    {
        "table-of-content",
        "illustration-index",
        "table-index",
        "alphabetical-index",
        "bibliography",
        "user-index",
        "object-index",
    }
)


def read_odt(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of an OpenDocument text, zipped or as a single XML file."""
    if raw.startswith(b"PK"):
        with open_package(raw, _CALLED) as package:
            content, styles = package.tree("content.xml"), package.tree("styles.xml")
    else:
        if len(raw) > 64 * 1024 * 1024:
            raise UnreadableError(f"{_CALLED}太大（超过 64 MB）")
        content = styles = parsed_xml(raw, _CALLED)
    body = next(content.iter(f"{{{_NS}office:1.0}}text"), None) if content is not None else None
    if content is None or body is None:
        raise UnreadableError(f"{_CALLED}里没有正文")
    return _Reader([each for each in (styles, content) if each is not None]).manuscript(name, content, body)


def _get(element: etree._Element, name: str, prefix: str = "text") -> str | None:
    return element.get(f"{{{_NS}{prefix}:1.0}}{name}")


class _Reader:
    """Walks through the body and collects lines, doubts and lines set aside."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.number = 0
        self.pictures = 0
        self.embedded = False
        self.aside: list[Aside] = []
        self.notes = remarks.Notes()
        self.noted: list[tuple[str, etree._Element]] = []
        self.numbering = remarks.Numbering()
        self.counter = ListCounter()
        self.groups: dict[str, str] = {}  # id of a list → the list whose counters it continues
        self.latest: dict[str, str] = {}  # list style → the last list with it
        self.styles = {
            (_get(each, "family", "style"), _get(each, "name", "style")): each
            for root in roots
            for each in root.iter(f"{{{_NS}style:1.0}}style")
        }
        self.lists = {
            _get(each, "name", "style"): _levels(each)
            for root in roots
            for each in root.iter(f"{{{_NS}text:1.0}}list-style")
        }
        outline = next((each for root in roots for each in root.iter(f"{{{_NS}text:1.0}}outline-style")), None)
        self.outline = _levels(outline) if outline is not None else {}
        self.margins = [
            each
            for root in roots[:1]
            for each in root.iter()
            if local_name(each) in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
        ]

    def manuscript(self, name: str, content: etree._Element, body: etree._Element) -> Manuscript:
        lines = list(self.lines(body))
        while self.noted:
            waiting, self.noted = self.noted, []
            for mark, note in waiting:
                if words := " ".join(line.text for line in self.lines(note)):
                    self.number += 1
                    lines.append(Line(self.number, mark + words))
        tracked = list(content.iter(f"{{{_NS}text:1.0}}deletion"))
        for each in tracked:
            self.aside += remarks.asides_of((line.text for line in self.lines(each)), remarks.DELETED)
        for margin in self.margins:
            self.aside += remarks.asides_of((line.text for line in self.lines(margin)), remarks.MARGIN)
        doubts: list[Doubt] = self.numbering.doubts(self.counter.unknown, self.counter.bullets)
        doubts += [remarks.NOTES] if self.notes.seen else []
        doubts += remarks.pictures(self.pictures)
        doubts += [remarks.TRACKED] if tracked else []
        doubts += [remarks.EMBEDDED] if self.embedded else []
        return Manuscript(name, tuple(lines), tuple(self.aside), tuple(doubts))

    def lines(self, container: etree._Element) -> Iterator[Line]:
        """The lines of all paragraphs, lists and tables inside an element."""
        for element in container:
            kind = local_name(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element)
            elif kind == "list":
                yield from self._list(element, 0, None, None)
            elif kind == "table":
                yield from remarks.table_lines(self._rows(element))
            elif kind in _CONTENTS:
                self.aside += remarks.asides_of((line.text for line in self.lines(element)), remarks.CONTENTS)
            elif kind == "section" and _get(element, "display") == "none":
                self.aside += remarks.asides_of((line.text for line in self.lines(element)), remarks.HIDDEN)
            elif kind and kind not in _SKIPPED:
                yield from self.lines(element)

    def _list(self, element: etree._Element, level: int, style: str | None, group: str | None) -> Iterator[Line]:
        style = _get(element, "style-name") or style
        if group is None:
            own = element.get("{http://www.w3.org/XML/1998/namespace}id") or f"#{id(element)}"
            before = _get(element, "continue-list") or (
                self.latest.get(style or "") if _get(element, "continue-numbering") == "true" else None
            )
            group = self.groups.get(before or "", before) or own
            self.groups[own] = group
            self.latest[style or ""] = own
        levels = self.lists.get(style, {})
        for item in element:
            kind = local_name(item)
            if kind not in ("list-item", "list-header"):
                continue
            label, counted = "", kind == "list-header"
            for child in item:
                if local_name(child) == "list":
                    yield from self._list(child, min(level + 1, 8), style, group)
                    continue
                if local_name(child) in ("p", "h"):
                    if not counted:
                        start = _get(item, "start-value")
                        overrides = {level: int(start)} if start and re.fullmatch("[0-9]{1,6}", start) else {}
                        label = self.counter.label(group, levels, level, overrides, id(item)) if levels else ""
                        counted = True
                    yield from self._paragraph(child, label)
                    label = ""
                else:
                    yield from self.lines([child])  # type: ignore[arg-type]

    def _paragraph(self, element: etree._Element, label: str = "") -> Iterator[Line]:
        self.number += 1
        number = self.number
        boxes: list[etree._Element] = []
        words = spoken(self._words(element, boxes))
        level = _get(element, "outline-level") if local_name(element) == "h" else None
        depth = int(level) if level and level.isdigit() and len(level) < 3 else 0
        if self._hidden(_get(element, "style-name"), "paragraph"):
            self.aside += remarks.asides_of([words], remarks.HIDDEN)
            words = ""
        if depth and not label and visible(words) and self.outline:
            label = self.counter.label("outline", self.outline, min(depth, 9) - 1)
        style = self.styles.get(("paragraph", _get(element, "style-name")))
        titled = "Title" in (
            _get(element, "style-name"),
            _get(style, "parent-style-name", "style") if style is not None else "",
        )
        for index, part in enumerate(words.split("\n")):
            if text := visible(part):
                shown = self.numbering.before(number, label if index == 0 else "", text)
                yield Line(number, shown, (), 1 if titled else min(6, depth), edges=(edges(part),))
        for box in boxes:
            yield from self.lines(box)

    def _words(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        yield re.sub(r"[ \t\r\n]+", " ", element.text or "")
        for child in element:
            yield from self._inline(child, boxes)
            yield re.sub(r"[ \t\r\n]+", " ", child.tail or "")

    def _inline(self, child: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        kind = local_name(child)
        if kind == "s":
            count = _get(child, "c") or "1"
            yield " " * (int(count) if re.fullmatch("[0-9]{1,4}", count) else 1)
        elif kind == "tab":
            yield " "
        elif kind == "line-break":
            yield "\n"
        elif kind == "note":
            mark = self.notes.mark(_get(child, "note-class") or "footnote", _get(child, "id") or str(id(child)))
            self.noted += [(mark, each) for each in child if local_name(each) == "note-body"]
            yield mark
        elif kind == "annotation":
            words = [line.text for line in self.lines(child)]
            self.aside += remarks.asides_of(words, remarks.COMMENT)
        elif kind == "ruby":
            base = "".join("".join(self._words(each, boxes)) for each in child if local_name(each) == "ruby-base")
            reading = "".join(
                str(part) for each in child if local_name(each) == "ruby-text" for part in each.itertext()
            )
            yield f"{base}({reading})" if reading.strip() else base
        elif kind == "text-box":
            boxes.append(child)
        elif kind == "image":
            self.pictures += 1
        elif kind in ("object", "object-ole", "plugin"):
            self.embedded = True
        elif kind.startswith("fieldmark") and any(str(each).endswith("FORMCHECKBOX") for each in child.attrib.values()):
            given = [{str(key).rpartition("}")[2]: value for key, value in each.attrib.items()} for each in child]
            ticked = any(each.get("name") == "Checkbox_Checked" and each.get("value") == "true" for each in given)
            yield "☑" if ticked else "□"
        elif kind in ("hidden-text", "hidden-paragraph"):
            self.aside += remarks.asides_of(["".join(str(part) for part in child.itertext())], remarks.HIDDEN)
        elif kind == "span":
            said = "".join(self._words(child, boxes))
            why = self._kept_back(_get(child, "style-name"))
            if why:
                self.aside += remarks.asides_of([said], why)
            else:
                yield self._placed(said, _get(child, "style-name"))
        elif kind and kind not in _SKIPPED:
            yield from self._words(child, boxes)

    def _properties(self, name: str | None, family: str) -> Iterator[etree._Element]:
        """The text properties of a style and its parents, nearest first."""
        for _ in range(12):
            style = self.styles.get((family, name))
            if style is None:
                return
            yield from (each for each in style if local_name(each) == "text-properties")
            name = _get(style, "parent-style-name", "style")

    def _hidden(self, name: str | None, family: str) -> bool:
        shown = next(
            (
                each.get(f"{{{_NS}text:1.0}}display")
                for each in self._properties(name, family)
                if each.get(f"{{{_NS}text:1.0}}display")
            ),
            None,
        )
        return shown == "none"

    def _kept_back(self, name: str | None) -> str:
        """Why words in a style are set aside (hidden, struck out); '' where they are text."""
        if self._hidden(name, "text"):
            return remarks.HIDDEN
        through = (each.get(f"{{{_NS}style:1.0}}text-line-through-style") for each in self._properties(name, "text"))
        return remarks.STRUCK if next((each for each in through if each), "none") != "none" else ""

    def _placed(self, words: str, name: str | None) -> str:
        place = next(
            (found for each in self._properties(name, "text") if (found := _get(each, "text-position", "style"))), ""
        )
        first = place.split()[0] if place.split() else ""
        if first == "super" or (first.endswith("%") and not first.startswith(("-", "0%"))):
            return Raised(words, "^")
        if first == "sub" or first.startswith("-"):
            return Raised(words, "_")
        return words

    def _rows(self, table: etree._Element) -> Iterator[list[remarks.TableCell]]:
        for row in self._below(table, "table-row"):
            cells: list[remarks.TableCell] = []
            beside = 0  # covered cells that belong to the cell on their left, not to one above
            for cell in row:
                kind = local_name(cell)
                repeated = _get(cell, "number-columns-repeated", "table") or "1"
                times = min(int(repeated), _REPEATED) if repeated.isdigit() else 1
                if kind == "table-cell":
                    lines = list(self.lines(cell))
                    across = _get(cell, "number-columns-spanned", "table") or "1"
                    cells += [
                        remarks.TableCell(lines, int(across) if re.fullmatch("[0-9]{1,3}", across) else 1)
                    ] * times
                    beside = max(0, cells[-1].across - 1) if cells else 0
                elif kind == "covered-table-cell":
                    above = max(0, times - beside)
                    beside = max(0, beside - times)
                    cells += [remarks.TableCell((), 1, 0)] * above
            if _get(row, "visibility", "table") in ("collapse", "filter"):
                self.aside += remarks.asides_of(
                    (" ".join(line.text for cell in cells for line in cell.lines),), "表格里隐藏的行"
                )
                continue
            yield cells

    def _below(self, container: etree._Element, kind: str) -> Iterator[etree._Element]:
        for child in container:
            if local_name(child) == kind:
                yield child
            elif local_name(child) in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._below(child, kind)


def _levels(style: etree._Element) -> dict[int, ListLevel]:
    """The levels of a list style, counted from 0."""
    found: dict[int, ListLevel] = {}
    for each in style:
        depth = _get(each, "level") or ""
        if not re.fullmatch("[1-9]|10", depth):
            continue
        level = int(depth) - 1
        if local_name(each) not in ("list-level-style-number", "outline-level-style"):
            found[level] = ListLevel("bullet")
            continue
        given = _get(each, "num-format", "style") or ""
        form = _FORMS.get(given) or _FORMS.get(re.split("[,，]", given)[0].strip(), given)
        start = _get(each, "start-value") or "1"
        shown = _get(each, "display-levels") or "1"
        text = each.get("{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format")
        if text is None:
            first = max(0, level - int(shown) + 1) if shown.isdigit() else level
            text = ".".join(f"%{n + 1}" for n in range(first, level + 1)) if form != "none" else ""
            text = (_get(each, "num-prefix", "style") or "") + text + (_get(each, "num-suffix", "style") or "")
        else:
            text = re.sub(r"%(\d{1,2})%", r"%\1", text)
        tight = any(_get(inner, "label-followed-by") == "nothing" for inner in each.iter())
        first_number = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        found[level] = ListLevel(form, text, first_number, tight=tight)
    return found
