"""PDF files: pages to the lines and tables of one report."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from gxaudit.readers.budget import Budget
from gxaudit.readers.model import Document, Row, prose
from gxaudit.readers.pdf.extract import Pages
from gxaudit.readers.pdf.flow import Flow, Line, flow_of, furniture
from gxaudit.readers.pdf.pieces import Table, table_of
from gxaudit.readers.pdf.ruled import Ruled, ruled_tables
from gxaudit.readers.pdf.shapes import Sheet
from gxaudit.readers.pdf.unruled import Unruled, rows_of, unruled_tables
from gxaudit.readers.pdf.writing import lines_of
from gxaudit.readers.unread import TITLED, Unread, titled
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

SCANNED = Text(
    "扫描件，没有文字层，无法核对。请用文字识别（OCR）软件转换，或改用原始的 Word、Excel 文件",
    "scanned, no text layer: nothing can be checked. Convert it with OCR software, or use the "
    "original Word or Excel file",
)
WATERMARK = Text("斜排的文字（水印）", "slanted writing, as watermarks are")
UNMAPPED = Text(
    "PDF 的字体没有字符编码表，文字无法提取。请改用原始的 Word、Excel 文件",
    "its fonts do not say which characters they print, so its text cannot be taken. Use the "
    "original Word or Excel file",
)


class PdfReader:
    """Reads PDF files; see :class:`gxaudit.readers.model.Reader`."""

    name = "pdf"
    extra = "pdf"

    def recognises(self, data: bytes, name: str) -> bool:
        """The mark of a PDF, which some programs write behind other bytes."""
        at = data.find(b"%PDF-", 0, 1024)
        return at == 0 or (at > 0 and name.lower().endswith(".pdf"))

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause."""
        pages, remarks, unread = [], [], Unread()
        unmapped = chars = slanted = 0
        for sheet in Pages(data):
            printed = sum(char.text != " " for char in sheet.chars)
            chars += printed
            unmapped += sheet.unmapped
            slanted += sheet.slanted
            if sheet.has_picture and not printed:
                remarks.append(_without_text(sheet.number))
            elif printed:
                unread.pictures += sheet.large_pictures
            pages.append(_page(sheet))
        if unmapped > chars // 2:
            raise SourceError(UNMAPPED)
        if not chars:
            raise SourceError(SCANNED)
        if slanted:
            unread.parts.add(WATERMARK)
        dropped = _without_furniture(pages)
        rows = list(_assembled(pages))
        found = titled(rows, (prose(line.text, line.place) for line in dropped))
        return Document(
            tuple(found),
            (*remarks, *unread.remarks(rows)),
            (*([TITLED] if len(found) > len(rows) else ()), *unread.notes(rows)),
        )


@define(eq=False, slots=False)
class _Page:
    """One page: its lines of writing and its tables."""

    lines: list[Line]
    tables: list[Ruled]

    def items(self) -> list[Line | Ruled | Unruled]:
        """From top to bottom."""
        unruled, left = unruled_tables(self.lines)
        return sorted([*left, *unruled, *self.tables], key=_top)


def _top(item: Line | Ruled | Unruled) -> float:
    if isinstance(item, Unruled):
        return item.top
    return item.written.box[1] if isinstance(item, Line) else item.box[1]


def _page(sheet: Sheet) -> _Page:
    tables, left = ruled_tables(sheet)
    return _Page(
        [Line(sheet.number, sheet.width, sheet.height, one) for one in lines_of(left)], tables
    )


@define(eq=False, slots=False)
class _Assembly:
    """The rows of the report so far; a table or a run of prose may still go on."""

    flow: Flow
    budget: Budget = field(factory=Budget)
    rows: list[Row] = field(factory=list)
    lines: list[Line] = field(factory=list)
    table: Table | None = None

    def close_prose(self) -> None:
        """No more lines follow for now."""
        for row in self.flow.paragraphs(self.lines):
            self.budget.row(1)
            self.rows.append(row)
        self.lines = []

    def add_unruled(self, table: Unruled) -> None:
        """A table without rules, whole as it stands on its page."""
        self.close_table()
        self.close_prose()
        for row in rows_of(table):
            self.budget.row(len(row.cells))
            self.rows.append(row)

    def close_table(self) -> None:
        """The table does not go on."""
        if self.table is not None:
            self.rows += self.table.rows(self.budget)
            # Two tables with nothing between them are still two.
            self.rows.append(prose(""))
        self.table = None


def _without_furniture(pages: list[_Page]) -> list[Line]:
    """Drop headers, footers and page numbers; returns them."""
    dropped = furniture([page.lines for page in pages])
    found = [line for page in pages for line in page.lines if id(line) in dropped]
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in dropped]
    return found


def _assembled(pages: list[_Page]) -> Iterator[Row]:
    assembly = _Assembly(flow_of([line for page in pages for line in page.lines]))
    for page in pages:
        for at, item in enumerate(page.items()):
            if isinstance(item, Line):
                assembly.close_table()
                assembly.lines.append(item)
                continue
            if isinstance(item, Unruled):
                assembly.add_unruled(item)
                continue
            piece = table_of(item)
            if at == 0 and assembly.table is not None and assembly.table.goes_on_in(piece):
                assembly.table.add(piece)
                continue
            assembly.close_table()
            assembly.close_prose()
            assembly.table = piece
    assembly.close_table()
    assembly.close_prose()
    yield from assembly.rows


def _without_text(page: int) -> Text:
    return Text(
        f"第 {page} 页是扫描图片，没有文字层，未读取",
        f"page {page} is a scanned picture without a text layer; not read",
    )
