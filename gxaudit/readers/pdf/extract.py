"""Pages taken apart by PDFium (through pypdfium2): characters, rules, pictures.

PDFium is the PDF engine of Chromium: hardened against hostile files, under a BSD licence, and fast
enough for the whole report in the time that a pure Python library needs for one page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import frozen

from gxaudit.readers.limits import damaged, encrypted
from gxaudit.readers.needs import library
from gxaudit.readers.pdf.shapes import Box, Char, Rule, Sheet
from gxaudit.readers.radicals import folded
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

KIND = Text("PDF 文件", "PDF file")
MOST_PAGES = 300
_MOST_CHARS = 1_000_000
_MOST_OBJECTS = 200_000
_DEEPEST = 6
_THIN = 3.0
"""Points; what is drawn thinner is a rule, whether as a line or as a filled box."""
_STRAIGHT = 1.0
"""Points by which a straight line may slant."""
_SLANTED = 0.2
"""Sine of twice the angle: writing that is neither level nor upright is a watermark."""
_MOST_CORNERS = 1_000
"""Of one path."""
_PATH, _IMAGE, _FORM = 2, 3, 5
_WRITTEN_OVER = (3, 13, 20)
"""Kinds of annotations: free text, stamps, fields of forms."""
_LARGE = 0.05
"""Of the page; a seal takes less, a table that was pasted as a picture more."""
_NOT_TEXT = frozenset((0, 2, 9, 10, 13, 0xFFFE, 0xFFFF, 0xFFFD))


class Pages:
    """The pages of a PDF. Raises :class:`SourceError` for one that cannot be opened."""

    def __init__(self, data: bytes) -> None:
        self._pdfium: Any = library("pypdfium2", "pdf", KIND)
        self._raw: Any = library("pypdfium2.raw", "pdf", KIND)
        self._chars = self._objects = 0
        # PDFium has one error for a process and leaves it as it was where the pages lead nowhere:
        # that must not be the one of the file before.
        self._raw.FPDF_LoadMemDocument(b"-", 1, None)
        try:
            self._document = self._pdfium.PdfDocument(data)
            self.count = len(self._document)
        except self._pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise encrypted(KIND) from error
            raise damaged(KIND, error) from error
        if self.count > MOST_PAGES:
            raise SourceError(
                Text(
                    f"有 {self.count} 页，不像一份年度报告（最多 {MOST_PAGES} 页），未读取",
                    f"it has {self.count} pages, which no annual report has (at most "
                    f"{MOST_PAGES}); not read",
                )
            )

    def __iter__(self) -> Iterator[Sheet]:
        """Each page. Raises :class:`SourceError` for one that is damaged."""
        for at in range(self.count):
            try:
                page = self._shown(at)
                text = page.get_textpage()
            except self._pdfium.PdfiumError as error:
                raise damaged(KIND, f"{at + 1}: {error}") from error
            yield self._sheet(page, text, at + 1)
            text.close()
            page.close()

    def _shown(self, at: int) -> Any:  # noqa: ANN401 - ctypes
        """A page with what was filled in or written over it as part of its drawing: PDFium takes
        no text from fields of forms and from remarks.
        """
        page = self._document[at]
        raw = self._raw
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            remark = raw.FPDFPage_GetAnnot(page, number)
            if not remark:
                continue
            kind = raw.FPDFAnnot_GetSubtype(remark)
            raw.FPDFPage_CloseAnnot(remark)
            if kind in _WRITTEN_OVER:
                raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                page.close()
                return self._document[at]
        return page

    def _sheet(self, page: Any, text: Any, number: int) -> Sheet:  # noqa: ANN401 - ctypes
        turn = _Turn(page.get_rotation(), page.get_bbox())
        width, height = page.get_size()
        sheet = Sheet(number, width, height)
        self._read_chars(sheet, text, turn)
        identity = self._raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        self._read_objects(sheet, page.raw, turn, identity, 0)
        return sheet

    def _read_chars(self, sheet: Sheet, text: Any, turn: _Turn) -> None:  # noqa: ANN401
        raw, handle = self._raw, text.raw
        box = raw.FS_RECTF()
        count = text.count_chars()
        self._chars += count
        if self._chars > _MOST_CHARS:
            raise _too_much(_MOST_CHARS, Text("个字符", "characters"))
        for at in range(count):
            code = raw.FPDFText_GetUnicode(handle, at)
            if code in _NOT_TEXT or raw.FPDFText_IsGenerated(handle, at) == 1:
                sheet.unmapped += code in (0, 0xFFFD, 0xFFFE)
                continue
            if 0xD800 <= code < 0xE000 or not raw.FPDFText_GetLooseCharBox(handle, at, box):
                continue
            if abs(math.sin(2 * raw.FPDFText_GetCharAngle(handle, at))) > _SLANTED:
                sheet.slanted += 1
                continue
            sheet.unmapped += raw.FPDFText_HasUnicodeMapError(handle, at) == 1
            character = folded(chr(code))
            edges = turn.box((box.left, box.bottom, box.right, box.top))
            sheet.chars.append(Char(" " if character.isspace() else character, *edges))

    def _read_objects(
        self,
        sheet: Sheet,
        parent: Any,  # noqa: ANN401
        turn: _Turn,
        matrix: Any,  # noqa: ANN401
        depth: int,
    ) -> None:
        raw = self._raw
        count, get = (
            (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
            if depth
            else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
        )
        total = count(parent)
        self._objects += max(total, 0)
        if self._objects > _MOST_OBJECTS:
            raise _too_much(_MOST_OBJECTS, Text("个图形", "drawn objects"))
        for at in range(total):
            found = get(parent, at)
            kind = raw.FPDFPageObj_GetType(found)
            if kind == _IMAGE:
                sheet.has_picture = True
                sheet.large_pictures += self._is_large(found, sheet, matrix)
            elif kind == _PATH:
                self._read_path(sheet, found, turn, matrix)
            elif kind == _FORM and depth < _DEEPEST:
                own = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(found, own)
                self._read_objects(sheet, found, turn, self._times(own, matrix), depth + 1)

    def _is_large(self, picture: Any, sheet: Sheet, matrix: Any) -> bool:  # noqa: ANN401
        own = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(picture, own)
        placed = self._times(own, matrix)
        # A picture is a square of one point until its matrix places it.
        area = abs(placed.a * placed.d - placed.b * placed.c)
        return bool(area > _LARGE * sheet.width * sheet.height)

    def _times(self, one: Any, two: Any) -> Any:  # noqa: ANN401
        return self._raw.FS_MATRIX(
            one.a * two.a + one.b * two.c,
            one.a * two.b + one.b * two.d,
            one.c * two.a + one.d * two.c,
            one.c * two.b + one.d * two.d,
            one.e * two.a + one.f * two.c + two.e,
            one.e * two.b + one.f * two.d + two.f,
        )

    def _read_path(self, sheet: Sheet, path: Any, turn: _Turn, outer: Any) -> None:  # noqa: ANN401
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(path, own)
        for points in self._subpaths(path, turn, self._times(own, outer)):
            _add(sheet, points, stroked=bool(stroke.value))

    def _subpaths(self, path: Any, turn: _Turn, matrix: Any) -> Iterator[list[_Point]]:  # noqa: ANN401
        """The corners of each part of a path; curves end a part."""
        raw = self._raw
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[_Point] = []
        for at in range(min(raw.FPDFPath_CountSegments(path), _MOST_CORNERS)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = turn.point(
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO:
                yield points
                points = []
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        yield points


_Point = tuple[float, float]


@frozen(slots=False)
class _Turn:
    """From the coordinates of a PDF (upwards, before the page is turned) to those of a reader."""

    degrees: int
    bounds: Box

    def point(self, x: float, y: float) -> _Point:
        """Where a point is, seen from the left upper corner of the page as it is shown."""
        left, bottom, right, top = self.bounds
        if self.degrees == 90:
            return y - bottom, x - left
        if self.degrees == 180:
            return right - x, y - bottom
        if self.degrees == 270:
            return top - y, right - x
        return x - left, top - y

    def box(self, box: Box) -> Box:
        """A box of left, bottom, right, top as left, top, right, bottom."""
        (x, y), (u, v) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(x, u), min(y, v), max(x, u), max(y, v)


def _add(sheet: Sheet, points: list[_Point], *, stroked: bool) -> None:
    """The rules of one part of a path: itself where it is thin, else its edges where drawn."""
    if len(points) < 2:
        return
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top <= _THIN and right - left > bottom - top:
        sheet.across.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= _THIN and bottom - top > right - left:
        sheet.down.append(Rule((left + right) / 2, top, bottom))
    elif stroked:
        for (x, y), (u, v) in pairwise(points):
            if abs(y - v) <= _STRAIGHT < abs(x - u):
                sheet.across.append(Rule((y + v) / 2, min(x, u), max(x, u)))
            elif abs(x - u) <= _STRAIGHT < abs(y - v):
                sheet.down.append(Rule((x + u) / 2, min(y, v), max(y, v)))


def _too_much(limit: int, what: Text) -> SourceError:
    return SourceError(
        Text(
            f"超过 {limit} {what.zh}，不像一份年度报告，未读取",
            f"it has more than {limit} {what.en}, which no annual report has; not read",
        )
    )
