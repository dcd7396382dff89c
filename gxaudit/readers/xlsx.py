"""Workbooks (.xlsx): every visible sheet, cell by cell, figures as their formats print them.

lxml reads the XML, not openpyxl: that library expands merged ranges and the ranges of links cell by
cell (one attribute, A1:XFD1048576, is 17 billion cells), refuses whole files for a style that it
does not know, and tells a formula without a result and an empty cell alike. The tests use it as an
oracle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from gxaudit.readers.budget import Budget
from gxaudit.readers.celltext import joined, tidy
from gxaudit.readers.limits import MOST_COLUMNS, too_wide
from gxaudit.readers.model import Document, Place, Row, prose, table_row
from gxaudit.readers.ooxml import Package, is_package
from gxaudit.readers.unread import TITLED, Unread, titled
from gxaudit.readers.xlsxbeside import beside
from gxaudit.readers.xlsxbook import Book, Sheet, cell_name
from gxaudit.reading.outline import heading, squeeze
from gxaudit.wording import Text

KIND = Text("Excel 工作簿（xlsx）", "Excel workbook (xlsx)")
_TITLE = re.compile(r"政府信息公开.{0,20}年度报告")
_SENTENCE = ("。", "；", "：", "！")
_LONGEST_LABEL = 60


class XlsxReader:
    """Reads .xlsx; see :class:`gxaudit.readers.model.Reader`."""

    name = "xlsx"
    extra = "xlsx"

    def recognises(self, data: bytes, name: str) -> bool:
        """A package with a folder ``xl``, or the beginning of one by its name."""
        if is_package(data, "xl/work", "word/"):
            return True
        return data.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm"))

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause."""
        package = Package(data, KIND, "xlsx")
        book = Book(package)
        rows: list[Row] = []
        notes: list[Text] = []
        others: list[Row] = []
        unread = Unread()
        budget = Budget()
        for name, relation, hidden in book.names:
            if hidden:
                notes.append(_hidden_sheet(name))
                continue
            sheet = book.sheet(name, relation)
            notes += _notes(sheet)
            if rows:
                rows.append(prose(""))
            rows += _lines(sheet, budget)
            others += beside(package, sheet, unread)
        found = titled(rows, others)
        if len(found) > len(rows):
            notes.append(TITLED)
        return Document(tuple(found), tuple(unread.remarks(rows)), (*notes, *unread.notes(rows)))


@frozen(slots=False)
class _Line:
    """A row of a sheet that holds something: what is printed in which columns."""

    number: int
    printed: dict[int, str]
    there: int
    """How many cells are there, blank ones with a format included."""


def _lines(sheet: Sheet, budget: Budget) -> Iterator[Row]:
    """The rows of a sheet. Consecutive rows of a table share their columns."""
    run: list[_Line] = []
    last = 0
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        printed = {column: text for column, text in cells.items() if text.strip()}
        line = _Line(number, printed, len(cells))
        alone = _alone(line)
        if run and (number > last + 1 or alone or not (printed or line.there > 1)):
            yield from _table(sheet, run, budget)
            run = []
        if alone:
            yield from _prose(sheet, line, budget)
        elif printed or run:
            run.append(line)
        last = number
    if run:
        yield from _table(sheet, run, budget)


def _alone(line: _Line) -> bool:
    """Whether a row is a line of prose, a heading or the title, and no row of a table."""
    if len(line.printed) != 1:
        return False
    text = next(iter(line.printed.values())).strip()
    flat = squeeze(text)
    if len(flat) > _LONGEST_LABEL or text.endswith(_SENTENCE):
        return True
    return heading(flat) is not None or _TITLE.search(flat) is not None


def _prose(sheet: Sheet, line: _Line, budget: Budget) -> Iterator[Row]:
    for column, text in line.printed.items():
        place = Place(sheet=sheet.name, cell=cell_name(line.number, column))
        for part in text.splitlines():
            budget.row(1)
            budget.text(len(part))
            if part.strip():
                yield prose(tidy(part), place)


def _table(sheet: Sheet, run: Sequence[_Line], budget: Budget) -> Iterator[Row]:
    left, right = _extent(sheet, run)
    if right - left >= MOST_COLUMNS:
        where = Text(
            f"工作表“{sheet.name[:40]}”第 {run[0].number} 至 {run[-1].number} 行（到单元格 "
            f"{cell_name(run[-1].number, right)}）",
            f"sheet '{sheet.name[:40]}', rows {run[0].number} to {run[-1].number} (up to cell "
            f"{cell_name(run[-1].number, right)}),",
        )
        raise too_wide(right - left + 1, where)
    for line in run:
        budget.row(right - left + 1)
        budget.text(sum(map(len, line.printed.values())))
        columns = range(left, right + 1)
        yield table_row(
            [joined(line.printed.get(column, "").splitlines()) for column in columns],
            [Place(sheet=sheet.name, cell=cell_name(line.number, column)) for column in columns],
        )
    # Two tables with nothing between them are still two.
    yield prose("")


def _extent(sheet: Sheet, run: Sequence[_Line]) -> tuple[int, int]:
    """The first and last column of a table: printed cells, and merged ones that begin in them."""
    printed = [column for line in run for column in line.printed]
    left, right = min(printed), max(printed)
    for line in run:
        for area in sheet.merged.get(line.number, ()):
            if left <= area.left <= right:
                right = max(right, area.right)
    return left, right


def _notes(sheet: Sheet) -> Iterator[Text]:
    if sheet.hidden_lines:
        yield Text(
            f"工作表“{sheet.name}”有隐藏的行或列，已一并读取",
            f"sheet '{sheet.name}' has hidden rows or columns; they were read too",
        )
    if sheet.not_computed:
        yield Text(
            f"工作表“{sheet.name}”的 {sheet.not_computed} 等单元格只有公式、没有计算结果，"
            "请用 Excel 或 WPS 打开并保存后再检查",
            f"sheet '{sheet.name}' has formulas without a result ({sheet.not_computed} is the "
            "first); open it in Excel or WPS, save it and check again",
        )


def _hidden_sheet(name: str) -> Text:
    return Text(f"隐藏的工作表“{name}”未读取", f"the hidden sheet '{name}' was not read")
