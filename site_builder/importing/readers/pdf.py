"""Reader for PDF: lines with their pages. Scans and text drawn as outlines contain no characters and are refused."""

from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int
from math import atan2, hypot, pi
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as api

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.page_glyphs import Glyph, GlyphPage, RuledLine, is_lost, turned_rule
from site_builder.importing.readers.pages import manuscript_of
from site_builder.importing.readers.remarks import attached
from site_builder.importing.readers.unreadable import UnreadableError

_LIMIT: Final = 128 * 1024 * 1024  # most bytes of a file
_PAGES: Final = 2_000
_CHARACTERS: Final = 2_000_000
_OBJECTS: Final = 1_000_000
_ATTACHED: Final = 1_000  # most files in the document that are looked at
_PATHS: Final = 50_000  # most lines on a page that are searched for tables; drawings have more
_DEPTH: Final = 5  # depth of nested forms
_FEW: Final = 15  # a page with pictures and fewer characters counts as scanned
_OCR: Final = "请找电子原件；没有的，先做文字识别（OCR）并逐字核对，存成 .docx 或 .txt 再导入"


def read_pdf(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of a PDF.

    Set aside: running headers and footers, page numbers, words at an angle (seals, watermarks) or too small to be seen.
    Errors  UnreadableError: encrypted, scan (no words), unreadable (damaged, or glyphs without characters), empty
    """
    if len(raw) > _LIMIT:
        raise UnreadableError("PDF 文件太大（不超过 128 MB）")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError("PDF 加了打开密码，请去掉密码后再导入", "encrypted") from error
        raise UnreadableError("不是完好的 PDF：文件已损坏或没有下载完，请换一份") from error
    try:
        return _Reader(document).manuscript(name)
    except pdfium.PdfiumError as error:
        raise UnreadableError("不是完好的 PDF：有的页打不开，请换一份") from error
    finally:
        document.close()


class _Reader:
    """Walks through the pages, with limits for the whole document."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self.document = document
        self.characters = 0
        self.objects = 0
        self.paths = 0
        self.unmapped = 0
        self.outlines = 0
        self.pictures: dict[int, float] = {}  # page → share of its area covered by pictures
        self.recognised: list[int] = []
        self.stamps = 0

    def manuscript(self, name: str) -> Manuscript:
        count = len(self.document)
        if count == 0:
            raise UnreadableError("PDF 里一页也没有", "empty")
        if count > _PAGES:
            raise UnreadableError(f"PDF 有 {count} 页，超过 {_PAGES} 页，请分成几份再导入")
        sheets = [self._sheet(number) for number in range(1, count + 1)]
        self._refuse(sheets)
        return manuscript_of(name, sheets, list(self._doubts(sheets)))

    def _refuse(self, sheets: list[GlyphPage]) -> None:
        """Raises UnreadableError for a document without words, or whose characters are unknown."""
        inked = sum(1 for sheet in sheets for glyph in sheet.glyphs if not glyph.char.isspace())
        drawn = self.outlines > 50 * len(sheets)
        if inked < _FEW * min(len(sheets), 3) and (drawn or self.pictures):
            what = "是扫描件（图片）" if self.pictures else "字都是画成曲线的图形"
            evidence = f"{len(sheets)} 页，文字 {inked} 个，图 {len(self.pictures)} 页"
            raise UnreadableError(f"这份 PDF {what}，里面没有文字：{_OCR}", "scan", evidence)
        if not inked:
            raise UnreadableError("PDF 里没有文字", "empty")
        if self.unmapped > inked * 0.3:
            raise UnreadableError(
                "这份 PDF 的字没有对应的字符编码，读出来是乱码：请找 .docx 原件，或做文字识别（OCR）后再导入",
                "unreadable",
                f"{inked} 个字里有 {self.unmapped} 个没有编码",
            )

    def _doubts(self, sheets: list[GlyphPage]) -> Iterator[Doubt]:
        scanned = [
            sheet.number
            for sheet in sheets
            if self.pictures.get(sheet.number, 0) > 0.3 and sum(not each.char.isspace() for each in sheet.glyphs) < _FEW
        ]
        if scanned:
            yield Doubt(0, "", f"第 {_listed(scanned)} 页是图片，没有文字，没有读")
        if self.recognised:
            yield Doubt(0, "", f"第 {_listed(self.recognised)} 页是扫描件，文字是识别出来的，可能有错，请逐字核对")
        rest = len(self.pictures.keys() - set(scanned) - set(self.recognised))
        if rest:
            yield Doubt(0, "", f"文件里有 {rest} 页带着图，图里的字没有读，请核对")
        if self.unmapped:
            yield Doubt(0, "", f"有 {self.unmapped} 个字没有对应的字符编码，请对照原件核对")
        if self.paths >= _PATHS:
            yield Doubt(0, "", "文件里的图形太多，靠后的表格线没有看，表格请核对")
        yield from attached(self._attached())
        if self.stamps:
            yield Doubt(0, "", f"文件上有 {self.stamps} 处批注或签章，里面的字没有读，请核对")

    def _attached(self) -> list[str]:
        """The names of the files that the document carries with it."""
        count = min(max(0, self.document.count_attachments()), _ATTACHED)
        return [_name(self.document.get_attachment(index).get_name()) for index in range(count)]

    def _sheet(self, number: int) -> GlyphPage:
        page = self.document[number - 1]
        try:
            box = page.get_cropbox()
            left, bottom, right, top = box
            rules, covered = self._drawn(page, box)
            glyphs, hidden = self._glyphs(page, box)
            annotations = range(min(api.FPDFPage_GetAnnotCount(page.raw), 2000))
            self.stamps += sum(1 for index in annotations if self._stamped(page, index))
        finally:
            page.close()
        width, height = right - left, top - bottom
        if covered > 0.02:
            self.pictures[number] = covered
        if covered > 0.6 and hidden:
            self.recognised.append(number)
        quarter = max(range(4), key=lambda each: len(glyphs[each]))
        size = (width, height) if quarter % 2 == 0 else (height, width)
        seen: list[Glyph] = []
        unseen: list[Glyph] = []
        for each in glyphs[quarter]:
            inside = -2 <= each.left <= size[0] + 2 and -2 <= each.base <= size[1] + 2 and each.size >= 1.5
            (seen if inside else unseen).append(each)
        others = [glyphs[turn] for turn in range(5) if turn != quarter]
        askew = ["".join(each.char for each in held).strip() for held in (*others, unseen)]
        ruled = [turned_rule(each, quarter, width, height) for each in rules]
        return GlyphPage(number, *size, seen, ruled, [each for each in askew if each])

    def _glyphs(self, page: pdfium.PdfPage, edges: tuple[float, float, float, float]) -> tuple[list[list[Glyph]], bool]:
        """Characters grouped by rotation in quarter turns (4: other angles), in coordinates of the page turned upright.

        Gives   also whether the first ones are invisible, like the text layer of a scan
        """
        text = page.get_textpage()
        found: list[list[Glyph]] = [[], [], [], [], []]
        hidden = False
        try:
            count = api.FPDFText_CountChars(text.raw)
            self.characters += max(0, count)
            if self.characters > _CHARACTERS:
                raise UnreadableError("PDF 太长（超过两百万字），请分成几份再导入")
            box, matrix = api.FS_RECTF(), api.FS_MATRIX()
            x, y = c_double(), c_double()
            origin, joined = (-1.0, -1.0), 0
            last, height, quarter = (0.0, 0.0, 0.0, 0.0), 0.0, 0
            for index in range(count):
                code = api.FPDFText_GetUnicode(text.raw, index)
                lost = is_lost(code)
                # Only a sample is checked for characters unknown to their font, because each check is slow.
                every = 1 if index < 300 else 10
                if lost or (index % every == 0 and api.FPDFText_HasUnicodeMapError(text.raw, index) == 1):
                    self.unmapped += 1 if lost else every
                    code = code if code and code != 0xFFFE else 0xFFFD
                if api.FPDFText_IsGenerated(text.raw, index) == 1 or code in (10, 13):
                    continue
                if index < 40:
                    mode = api.FPDFTextObj_GetTextRenderMode(api.FPDFText_GetTextObject(text.raw, index))
                    hidden = hidden or mode == api.FPDF_TEXTRENDERMODE_INVISIBLE
                if not (
                    api.FPDFText_GetLooseCharBox(text.raw, index, byref(box))
                    and api.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
                ):
                    continue
                api.FPDFText_GetMatrix(text.raw, index, byref(matrix))
                turn = matrix.a, matrix.b, matrix.c, matrix.d
                if turn != last:
                    last = turn
                    height = hypot(matrix.c, matrix.d)
                    # The rotation to the left, in quarter turns.
                    angle = atan2(matrix.b, matrix.a) / (pi / 2)
                    quarter = round(angle) % 4 if abs(angle - round(angle)) < 0.06 else 4
                size = api.FPDFText_GetFontSize(text.raw, index) * height
                char = "\xad" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"
                start, stop, base = _lain(quarter, box, x.value, y.value, edges)
                found[quarter].append(Glyph(char, start, stop, base, size))
                # One glyph for several characters, such as ——: they share its width.
                joined = joined + 1 if (x.value, y.value) == origin else 1
                origin = (x.value, y.value)
                if joined > 1:
                    _shared(found[quarter], joined)
        finally:
            text.close()
        return found, hidden

    def _drawn(self, page: pdfium.PdfPage, box: tuple[float, float, float, float]) -> tuple[list[RuledLine], float]:
        """The ruled lines, and the share of the page covered by pictures."""
        rules: list[RuledLine] = []
        area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
        covered = 0.0
        for kind, item, matrix in self._objects(page):
            if kind == api.FPDF_PAGEOBJ_IMAGE:
                edges = [c_float() for _ in range(4)]
                if api.FPDFPageObj_GetBounds(item, *(byref(each) for each in edges)):
                    a, b, c, d = (each.value for each in edges)
                    covered += max(0.0, (c - a) * (d - b)) * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) / area
            elif kind == api.FPDF_PAGEOBJ_PATH and self.paths < _PATHS:
                self.paths += 1
                curved = self._path(item, matrix, box, rules)
                self.outlines += curved
        return rules, covered

    def _objects(self, page: pdfium.PdfPage) -> Iterator[tuple[int, Any, tuple[float, ...]]]:
        """All objects of a page, including those of forms, with their matrices."""
        stack: list[tuple[Any, tuple[float, ...], int]] = []
        for index in range(max(0, api.FPDFPage_CountObjects(page.raw))):
            stack.append((api.FPDFPage_GetObject(page.raw, index), (1, 0, 0, 1, 0, 0), 0))
        while stack:
            item, matrix, depth = stack.pop()
            self.objects += 1
            if self.objects > _OBJECTS:
                raise UnreadableError("PDF 里的图形太多（超过一百万个），不像是文件")
            kind = api.FPDFPageObj_GetType(item)
            if kind == api.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(_matrix(item), matrix)
                stack += [
                    (api.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                    for index in range(max(0, api.FPDFFormObj_CountObjects(item)))
                ]
            else:
                yield kind, item, matrix

    def _path(
        self, item: Any, outer: tuple[float, ...], box: tuple[float, float, float, float], rules: list[RuledLine]
    ) -> int:
        """Adds the straight lines of a path; gives 1 for a path with curves, which may be an outlined letter."""
        fill, stroke = c_int(), c_int()
        if not api.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)) or not (fill.value or stroke.value):
            return 0
        matrix = _times(_matrix(item), outer)
        parts: list[list[tuple[float, float]]] = []
        curved = 0
        x, y = c_float(), c_float()
        count = api.FPDFPath_CountSegments(item)
        self.objects += max(0, count) // 10
        for index in range(min(max(0, count), 20_000)):
            segment = api.FPDFPath_GetPathSegment(item, index)
            if not api.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
                continue
            kind = api.FPDFPathSegment_GetType(segment)
            curved |= kind == api.FPDF_SEGMENT_BEZIERTO
            point = (
                matrix[0] * x.value + matrix[2] * y.value + matrix[4] - box[0],
                box[3] - (matrix[1] * x.value + matrix[3] * y.value + matrix[5]),
            )
            if kind == api.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([point])
            else:
                parts[-1].append(point)
            if api.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        if curved:
            return 1
        for part in parts:
            xs, ys = [each[0] for each in part], [each[1] for each in part]
            whole = RuledLine(min(xs), min(ys), max(xs), max(ys))
            if min(whole.x1 - whole.x0, whole.y1 - whole.y0) < 2.5:
                rules.append(_thin(whole))
            elif stroke.value:
                rules += [
                    _thin(RuledLine(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
                    for a, b in zip(part, part[1:], strict=False)
                    if abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5
                ]
        return 0

    def _stamped(self, page: pdfium.PdfPage, index: int) -> bool:
        annotation = api.FPDFPage_GetAnnot(page.raw, index)
        kind = api.FPDFAnnot_GetSubtype(annotation)
        api.FPDFPage_CloseAnnot(annotation)
        return kind not in (api.FPDF_ANNOT_LINK, api.FPDF_ANNOT_POPUP, api.FPDF_ANNOT_UNKNOWN)


def _thin(rule: RuledLine) -> RuledLine:
    """A thin box converted to a line along its middle."""
    if rule.x1 - rule.x0 < rule.y1 - rule.y0:
        middle = (rule.x0 + rule.x1) / 2
        return RuledLine(middle, rule.y0, middle, rule.y1)
    middle = (rule.y0 + rule.y1) / 2
    return RuledLine(rule.x0, middle, rule.x1, middle)


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = api.FS_MATRIX()
    if not api.FPDFPageObj_GetMatrix(item, byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix product: first m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _name(name: str) -> str:
    """A file name; some programs write the bytes of its UTF-16 as characters."""
    try:
        return name.encode("latin-1").decode("utf-16") if name.startswith("þÿ") else name
    except UnicodeError:
        return name


def _lain(
    quarter: int, box: Any, x: float, y: float, edges: tuple[float, float, float, float]
) -> tuple[float, float, float]:
    """The start and end of a character along its line, and the baseline, on the page turned upright.

    Takes   quarter     rotation of its line in quarter turns to the left; 1 runs upwards
            x, y        its origin; y points up, as in the file
    """
    left, bottom, right, top = edges
    # The bounding box may be narrower than the advance, which starts at the origin.
    if quarter == 1:
        return min(box.bottom, y) - bottom, box.top - bottom, x - left
    if quarter == 2:
        return right - max(box.right, x), right - box.left, y - bottom
    if quarter == 3:
        return top - max(box.top, y), top - box.bottom, right - x
    return min(box.left, x) - left, box.right - left, top - y


def _shared(glyphs: list[Glyph], count: int) -> None:
    """Divides the width of a shared glyph among its characters, the last ones read."""
    held = glyphs[-count:]
    if len(held) == count:
        start, width = held[0].left, max(each.right for each in held) - held[0].left
        glyphs[-count:] = [
            each._replace(left=start + width * n / count, right=start + width * (n + 1) / count)
            for n, each in enumerate(held)
        ]


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:12])) + ("……" if len(numbers) > 12 else "")
