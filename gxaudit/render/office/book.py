"""A workbook that is written row by row, in which text is text and never anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from gxaudit.render.office.names import SheetNames, cut, literal
from gxaudit.render.spelling.width import text_width

MOST_ROWS = 1_048_576
"""Of one sheet."""
_LONGEST_COMMENT = 4_000
_A4 = 9
_LINE = 13.5
"""Points of a line of text."""
_HIGHEST = 409.0
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "long_dash_dot")
"""Lines are told apart by more than their colour."""
_PLAIN: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}


class Book:
    """Rows wait in files of ``folder``, so that memory stays flat; a sheet is written downwards."""

    def __init__(self, stream: IO[bytes], folder: str, *, title: str, day: date) -> None:
        self._book = Workbook(
            stream,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        created = datetime.combine(day, time())
        self._book.set_properties({"title": title, "author": "gxaudit", "created": created})
        self._names = SheetNames()
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def sheet(self, name: str, ending: str = "", *, upright: bool = False) -> Sheet:
        """A new sheet behind the others: A4 across, or upright; as wide as one page."""
        sheet = self._book.add_worksheet(self._names.unique(name, ending))
        if not upright:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        # Figures stay as the report prints them; Excel would mark each as a number kept as text.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return Sheet(self, sheet)

    def style(self, **properties: object) -> Any:  # noqa: ANN401
        """A format with these properties, the same one for the same."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format({**_PLAIN, **properties})
        return self._styles[key]

    def chart(self, kind: str) -> Any:  # noqa: ANN401
        """A chart of this kind, to be put into a sheet."""
        return self._book.add_chart({"type": kind})

    def close(self) -> None:
        """Write everything. Raises ``OSError`` where there is no room."""
        try:
            self._book.close()
        except FileCreateError as error:
            if error.args and isinstance(error.args[0], OSError):
                raise error.args[0] from None
            raise


class Sheet:
    """One sheet. Rows and columns count from 0; a row once left cannot be written again."""

    def __init__(self, book: Book, sheet: Any) -> None:  # noqa: ANN401
        self._book = book
        self._sheet = sheet

    @property
    def name(self) -> str:
        """As its tab has it."""
        return str(self._sheet.get_name())

    def widths(self, widths: Sequence[float]) -> None:
        """The widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def height(self, row: int, points: float) -> None:
        """How high a row is; to be said before it is written."""
        self._sheet.set_row(row, points)

    def text(self, row: int, column: int, text: str, **style: object) -> None:
        """Write text as text, whatever it looks like."""
        chosen = self._book.style(**style)
        text = cut(literal(text))
        if not text:
            self._sheet.write_blank(row, column, None, chosen)
        else:
            self._sheet.write_string(row, column, text, chosen)

    def number(self, row: int, column: int, number: int, **style: object) -> None:
        """Write a number of our own making."""
        self._sheet.write_number(row, column, number, self._book.style(**style))

    def comment(self, row: int, column: int, text: str) -> None:
        """A comment on a cell of the row that is being written."""
        lines = 2 + text.count("\n") + len(text) // 24
        size = {"author": "gxaudit", "width": 360, "height": min(420, 20 * lines)}
        self._sheet.write_comment(row, column, cut(literal(text), _LONGEST_COMMENT), size)

    def merge(self, row: int, column: int, height: int, width: int) -> None:
        """Merge cells, which are written one by one as any others."""
        # ``merge_range`` would write the lower rows at once, and the first could not be finished.
        self._sheet.merge.append([row, column, row + height - 1, column + width - 1])

    def table(self, rows: int, columns: int, *, beside: int = 0) -> None:
        """A head that stays in sight, is printed on every page, and filters ``rows`` below it;
        so do the first columns, as many as ``beside``.
        """
        self._sheet.freeze_panes(1, beside)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, rows, columns - 1)

    def chart(
        self,
        row: int,
        title: str,
        names: Sequence[int],
        series: Sequence[tuple[str, int, Sequence[int | None]]],
    ) -> None:
        """A chart of lines whose upper left corner is in the first column of a row.

        Names stand in the first column from the second row on; each of ``series`` is named, has
        its column, and its numbers, None for a gap. They are kept with the chart as well, so that
        it shows before anything is computed.
        """
        chart = self._book.chart("line")
        for number, (name, column, numbers) in enumerate(series):
            chart.add_series(
                {
                    "name": name,
                    "categories": [self.name, 1, 0, len(names), 0],
                    "values": [self.name, 1, column, len(names), column],
                    "categories_data": list(names),
                    "values_data": ["" if each is None else each for each in numbers],
                    "marker": {"type": _MARKERS[number % len(_MARKERS)], "size": 7},
                    "line": {"dash_type": _DASHES[number % len(_DASHES)], "width": 2},
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_size({"width": 860, "height": 360})
        self._sheet.insert_chart(row, 0, chart)

    def printed(self, rows: int, columns: int) -> None:
        """Print no more than so many rows below the head, and columns."""
        self._sheet.print_area(0, 0, rows, columns - 1)


def height_of(texts: Sequence[tuple[str, float]]) -> float:
    """Points for a row of wrapped texts, each with the characters that a line of it takes.

    Excel finds that out by itself only where it wrote the file, and never for merged cells.
    """
    lines = max((_lines(text, wide) for text, wide in texts), default=1)
    return min(_HIGHEST, _LINE * lines + 3)


def _lines(text: str, wide: float) -> float:
    return sum(max(1.0, -(-text_width(part) // max(1.0, wide - 1))) for part in text.split("\n"))
