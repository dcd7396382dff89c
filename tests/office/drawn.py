"""PDF files drawn by hand: where everything stands is known to the point."""

from __future__ import annotations

from collections.abc import Iterable

from tests.office.forms import Cell, Grid

WIDTH, HEIGHT, ROW, COLUMN = 595, 842, 20, 100
LEFT, TOP, BOTTOM, RIGHT = 50, 60, 780, 545
SMALL, LEADING = 7, 9
"""Type size and line height in the tables of a whole report."""


class DrawnPdf:
    """Pages of A4. ``turn`` stores them turned by so many degrees, with the note to turn them
    back, so that they look the same.
    """

    def __init__(self, turn: int = 0, *, ruled: bool = True) -> None:
        self.turn = turn
        self.ruled = ruled
        self.pages: list[list[str]] = []
        self.pictures: list[bool] = []

    def page(self) -> DrawnPdf:
        """Begin a page."""
        self.pages.append([])
        self.pictures.append(False)
        return self

    def text(self, left: float, top: float, text: str, size: int = 10) -> DrawnPdf:
        """Print a line, ASCII in Courier, all else in a song typeface that need not be embedded;
        ``top`` is that of the line.
        """
        if text.isascii():
            shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            font, shown = "F1", f"({shown})"
        else:
            font, shown = "F2", f"<{text.encode('utf-16-be').hex()}>"
        at = f"1 0 0 1 {left} {HEIGHT - top - 0.8 * size:.2f} Tm"
        self.pages[-1].append(f"BT /{font} {size} Tf {at} {shown} Tj ET")
        return self

    def report(self, parts: Iterable[str | Grid]) -> DrawnPdf:
        """Set a whole report, breaking pages wherever they are full."""
        self.page()
        y: float = TOP
        for part in parts:
            if isinstance(part, Grid):
                y = self._set_table(y + LEADING, part)
                continue
            for at in range(0, len(part), 49):
                if y > BOTTOM - 20:
                    self.page()
                    y = TOP
                self.text(LEFT, y, part[at : at + 49])
                y += 16
            y += 8
        return self

    def _set_table(self, y: float, grid: Grid) -> float:
        """Draw a table piece by piece; returns where it ends."""
        width = (RIGHT - LEFT) / grid.width
        heights = [_height(grid, row, width) for row in range(grid.height)]
        first = 0
        while first < grid.height:
            last, bottom = first, y
            while last < grid.height and bottom + heights[last] <= BOTTOM:
                bottom += heights[last]
                last += 1
            tops = [y + sum(heights[first:row]) for row in range(first, last + 1)]
            for cell in grid.cells:
                if first < cell.row + cell.down and cell.row < last:
                    self._set_cell(cell, width, tops, first, last)
            y, first = bottom, last
            if first < grid.height:
                self.page()
                y = TOP
        return y + LEADING

    def _set_cell(self, cell: Cell, width: float, tops: list[float], first: int, last: int) -> None:
        top = tops[max(cell.row, first) - first]
        bottom = tops[min(cell.row + cell.down, last) - first]
        x = LEFT + cell.column * width
        if self.ruled:
            self.pages[-1].append(
                f"{x:.2f} {HEIGHT - bottom:.2f} {cell.right * width:.2f} {bottom - top:.2f} re S"
            )
        if cell.row >= first:
            for number, line in enumerate(_wrapped(cell, width)):
                self.text(x + 2, top + 2 + number * LEADING, line, SMALL)

    def line(self, x: float, y: float, u: float, v: float) -> DrawnPdf:
        """Draw a line between two points, y downwards."""
        self.pages[-1].append(f"{x} {HEIGHT - y} m {u} {HEIGHT - v} l S")
        return self

    def table(self, left: float, top: float, grid: Grid) -> DrawnPdf:
        """Draw a table with cells of 100 by 20 points, each with its frame."""
        for cell in grid.cells:
            x, y = left + cell.column * COLUMN, top + cell.row * ROW
            width, height = cell.right * COLUMN, cell.down * ROW
            self.pages[-1].append(f"{x} {HEIGHT - y - height} {width} {height} re S")
            if cell.text:
                self.text(x + 3, y + 4, cell.text)
        return self

    def picture(self) -> DrawnPdf:
        """Put a picture over the page."""
        self.pages[-1].append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q")
        return self

    def data(self) -> bytes:
        """The file."""
        kids = " ".join(f"{_FIRST + 2 * at} 0 R" for at in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            f"{_SONG} /Subtype /Type0 /Encoding /UniGB-UTF16-H /DescendantFonts [5 0 R] >>",
            f"{_SONG} /Subtype /CIDFontType0 /DW 1000 /CIDSystemInfo {_CHARACTERS} >>",
        ]
        wide = self.turn in (90, 270)
        box = f"[0 0 {HEIGHT} {WIDTH}]" if wide else f"[0 0 {WIDTH} {HEIGHT}]"
        picture = _FIRST + 2 * len(self.pages)
        for at, lines in enumerate(self.pages):
            stream = _TURNS[self.turn] + "\n" + "\n".join(lines)
            fonts = f"/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I1 {picture} 0 R >>"
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {self.turn} "
                f"/Contents {_FIRST + 1 + 2 * at} 0 R /Resources << {fonts} >> >>"
            )
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
        )
        return pdf_of(objects)


_SONG = "<< /Type /Font /BaseFont /STSong-Light"
_CHARACTERS = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 5 >>"
_FIRST = 6
"""The number of the first page among the objects."""


def _wrapped(cell: Cell, width: float) -> list[str]:
    size = 0.6 * SMALL if cell.text.isascii() else SMALL
    fits = max(int((cell.right * width - 4) / size), 1)
    return [cell.text[at : at + fits] for at in range(0, len(cell.text), fits)]


def _height(grid: Grid, row: int, width: float) -> float:
    lines = [
        len(_wrapped(cell, width)) / cell.down
        for cell in grid.cells
        if cell.row <= row < cell.row + cell.down
    ]
    return 4 + LEADING * max(1, *lines)


_TURNS = {
    0: "",
    # The page is shown clockwise turned by so much, so it is drawn turned the other way.
    90: f"0 1 -1 0 {HEIGHT} 0 cm",
    180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm",
    270: f"0 -1 1 0 0 {WIDTH} cm",
}


def pdf_of(objects: list[str]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(data)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n"
    )
    return data + trailer.encode("latin-1")
