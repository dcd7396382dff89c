"""PDF files drawn by hand: where everything stands is known to the point."""

from __future__ import annotations

from tests.office.forms import Grid

WIDTH, HEIGHT, ROW, COLUMN = 595, 842, 20, 100


class DrawnPdf:
    """Pages of A4. ``turn`` stores them turned by so many degrees, with the note to turn them
    back, so that they look the same.
    """

    def __init__(self, turn: int = 0) -> None:
        self.turn = turn
        self.pages: list[list[str]] = []
        self.pictures: list[bool] = []

    def page(self) -> DrawnPdf:
        """Begin a page."""
        self.pages.append([])
        self.pictures.append(False)
        return self

    def text(self, left: float, top: float, text: str) -> DrawnPdf:
        """Print ASCII in Courier of 10 points; ``top`` is that of the line."""
        shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.pages[-1].append(f"BT /F1 10 Tf 1 0 0 1 {left} {HEIGHT - top - 8} Tm ({shown}) Tj ET")
        return self

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
        kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        ]
        wide = self.turn in (90, 270)
        box = f"[0 0 {HEIGHT} {WIDTH}]" if wide else f"[0 0 {WIDTH} {HEIGHT}]"
        picture = 4 + 2 * len(self.pages)
        for at, lines in enumerate(self.pages):
            stream = _TURNS[self.turn] + "\n" + "\n".join(lines)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {self.turn} "
                f"/Contents {5 + 2 * at} 0 R "
                f"/Resources << /Font << /F1 3 0 R >> /XObject << /I1 {picture} 0 R >> >> >>"
            )
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
        )
        return pdf_of(objects)


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
