"""Reader for PDF: lines with their pages. Scans and text drawn as outlines contain no characters and are refused."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as api

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.page_geometry import (
    IDENTITY,
    MANY_PATHS,
    MOST_PAGES,
    SCANNED,
    Matrix,
    inked,
    product,
    refuse_garbled,
    refuse_long,
    rules_of,
    transformed,
    upright,
)
from site_builder.importing.readers.page_glyphs import Glyph, GlyphPage, RuledLine
from site_builder.importing.readers.pages import manuscript_of
from site_builder.importing.readers.pdf_characters import PdfCharacters
from site_builder.importing.readers.remarks import attached, listed
from site_builder.importing.readers.unreadable import UnreadableError

_LIMIT: Final = 128 * 1024 * 1024  # most bytes of a file
_ATTACHED: Final = 1_000  # most files in the document that are looked at
_PATHS: Final = 50_000  # most lines on a page that are searched for tables; drawings have more
_DEPTH: Final = 5  # depth of nested forms
_FEW: Final = 15  # a page with pictures and fewer characters counts as scanned


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
        self.characters = PdfCharacters()
        self.objects = 0
        self.paths = 0
        self.outlines = 0
        self.pictures: dict[int, float] = {}  # page → share of its area covered by pictures
        self.recognised: list[int] = []
        self.stamps = 0

    def manuscript(self, name: str) -> Manuscript:
        count = len(self.document)
        if count == 0:
            raise UnreadableError("PDF 里一页也没有", "empty")
        if count > MOST_PAGES:
            raise UnreadableError(f"PDF 有 {count} 页，超过 {MOST_PAGES} 页，请分成几份再导入")
        sheets = [self._sheet(number) for number in range(1, count + 1)]
        self._refuse(sheets)
        return manuscript_of(name, sheets, list(self._doubts(sheets)))

    def _refuse(self, sheets: list[GlyphPage]) -> None:
        """Raises UnreadableError for a document without words, or whose characters are unknown."""
        characters = inked(sheets)
        drawn = self.outlines > MANY_PATHS * len(sheets)
        if characters < _FEW * min(len(sheets), 3) and (drawn or self.pictures):
            what = "是扫描件（图片）" if self.pictures else "字都是画成曲线的图形"
            evidence = f"{len(sheets)} 页，文字 {characters} 个，图 {len(self.pictures)} 页"
            raise UnreadableError(f"这份 PDF {what}，里面没有文字：{SCANNED}", "scan", evidence)
        if not characters:
            raise UnreadableError("PDF 里没有文字", "empty")
        refuse_garbled("PDF", characters, self.characters.unmapped)

    def _doubts(self, sheets: list[GlyphPage]) -> Iterator[Doubt]:
        scanned = [
            sheet.number
            for sheet in sheets
            if self.pictures.get(sheet.number, 0) > 0.3 and sum(not each.char.isspace() for each in sheet.glyphs) < _FEW
        ]
        if scanned:
            yield Doubt(0, "", f"第 {listed(scanned)} 页是图片，没有文字，没有读")
        if self.recognised:
            yield Doubt(0, "", f"第 {listed(self.recognised)} 页是扫描件，文字是识别出来的，可能有错，请逐字核对")
        rest = len(self.pictures.keys() - set(scanned) - set(self.recognised))
        if rest:
            yield Doubt(0, "", f"文件里有 {rest} 页带着图，图里的字没有读，请核对")
        if self.characters.unmapped:
            yield Doubt(0, "", f"有 {self.characters.unmapped} 个字没有对应的字符编码，请对照原件核对")
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
            glyphs, hidden = self.characters.of(page, box)
            annotations = range(min(api.FPDFPage_GetAnnotCount(page.raw), 2000))
            self.stamps += sum(1 for index in annotations if self._stamped(page, index))
        finally:
            page.close()
        width, height = right - left, top - bottom
        if covered > 0.02:
            self.pictures[number] = covered
        if covered > 0.6 and hidden:
            self.recognised.append(number)
        return _without_unseen(upright(number, (width, height), glyphs, rules))

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

    def _objects(self, page: pdfium.PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
        """All objects of a page, including those of forms, with their matrices."""
        stack: list[tuple[Any, Matrix, int]] = []
        for index in range(max(0, api.FPDFPage_CountObjects(page.raw))):
            stack.append((api.FPDFPage_GetObject(page.raw, index), IDENTITY, 0))
        while stack:
            item, matrix, depth = stack.pop()
            self.objects += 1
            refuse_long("PDF", objects=self.objects)
            kind = api.FPDFPageObj_GetType(item)
            if kind == api.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = product(_matrix(item), matrix)
                stack += [
                    (api.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                    for index in range(max(0, api.FPDFFormObj_CountObjects(item)))
                ]
            else:
                yield kind, item, matrix

    def _path(self, item: Any, outer: Matrix, box: tuple[float, float, float, float], rules: list[RuledLine]) -> int:
        """Adds the straight lines of a path; gives 1 for a path with curves, which may be an outlined letter."""
        fill, stroke = c_int(), c_int()
        if not api.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)) or not (fill.value or stroke.value):
            return 0
        matrix = product(_matrix(item), outer)
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
            across, up = transformed(matrix, x.value, y.value)
            point = (across - box[0], box[3] - up)
            if kind == api.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([point])
            else:
                parts[-1].append(point)
            if api.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        if curved:
            return 1
        for part in parts:
            rules += rules_of(part, bool(stroke.value))
        return 0

    def _stamped(self, page: pdfium.PdfPage, index: int) -> bool:
        annotation = api.FPDFPage_GetAnnot(page.raw, index)
        kind = api.FPDFAnnot_GetSubtype(annotation)
        api.FPDFPage_CloseAnnot(annotation)
        return kind not in (api.FPDF_ANNOT_LINK, api.FPDF_ANNOT_POPUP, api.FPDF_ANNOT_UNKNOWN)


def _without_unseen(sheet: GlyphPage) -> GlyphPage:
    """The page with characters that lie outside of it or are too small to be seen among its `stamped` words."""
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    for each in sheet.glyphs:
        inside = -2 <= each.left <= sheet.width + 2 and -2 <= each.base <= sheet.height + 2 and each.size >= 1.5
        (seen if inside else unseen).append(each)
    words = "".join(each.char for each in unseen).strip()
    return replace(sheet, glyphs=seen, stamped=[*sheet.stamped, *([words] if words else [])])


def _matrix(item: Any) -> Matrix:
    matrix = api.FS_MATRIX()
    if not api.FPDFPageObj_GetMatrix(item, byref(matrix)):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _name(name: str) -> str:
    """A file name; some programs write the bytes of its UTF-16 as characters."""
    try:
        return name.encode("latin-1").decode("utf-16") if name.startswith("þÿ") else name
    except UnicodeError:
        return name
