"""A marked-up table to rows of cells: spans are clamped, then expanded."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.readers.budget import Budget
from gxaudit.readers.html.tables import Cell, Marked
from gxaudit.readers.html.words import cell_text
from gxaudit.readers.model import Place, Row, prose, table_row
from gxaudit.reading.outline import heading
from gxaudit.wording import Text

_ANY = 999_999
WIDEST_SPAN = 100
"""Columns; the widest statutory table has fifteen."""
DEEPEST_SPAN = 1_000
"""Rows."""
_SENTENCE = ("。", "；", "：", "！")
_SHORT = 60


def table_rows(marked: Marked, number: int, budget: Budget) -> Iterator[Row]:
    """The rows of table ``number`` of the page. Raises ``SourceError`` past the budget.

    A heading or a sentence that is a row by itself is a line of the report, no row of a table.
    """
    below: list[int] = []
    for at, (cells, line) in enumerate(zip(marked.rows, marked.lines, strict=True), 1):
        texts, lines = _expanded(cells, below, len(marked.rows) - at + 1, line)
        alone = texts[0] if len(cells) == 1 and not any(texts[1:]) else ""
        if alone and (heading(alone) or alone.endswith(_SENTENCE) or len(alone) > _SHORT):
            budget.row(1)
            yield prose(alone, Place(line=lines[0], table=number, row=at))
            continue
        budget.row(len(texts))
        yield table_row(
            texts,
            [
                Place(line=its_line, table=number, row=at, column=column)
                for column, its_line in enumerate(lines, 1)
            ],
        )


def overstretched(marked: Marked) -> Text | None:
    """What to say of a cell that claims more columns or rows than any table has: it was read as
    far as the table goes, which need not be what the page means.
    """
    for row, line in zip(marked.rows, marked.lines, strict=True):
        for cell in row:
            wide = _span(cell.element.get("colspan"), _ANY)
            deep = _span(cell.element.get("rowspan"), _ANY)
            if wide > WIDEST_SPAN or deep > DEEPEST_SPAN:
                at = cell.element.sourceline or line
                return Text(
                    f"第 {at} 行的单元格声称跨 {deep} 行 {wide} 列，正常表格没有，"
                    "只按表格本身的大小读取",
                    f"a cell in line {at} claims {deep} rows and {wide} columns, as no table has; "
                    "it was read as far as the table goes",
                )
    return None


def _expanded(
    cells: list[Cell], below: list[int], rows_left: int, line: int
) -> tuple[list[str], list[int]]:
    """Texts and lines of one row; ``below`` counts the rows that cells above still reach into."""
    texts: list[str] = []
    lines: list[int] = []

    def reached() -> None:
        while len(texts) < len(below) and below[len(texts)] > 0:
            below[len(texts)] -= 1
            texts.append("")
            lines.append(line)

    for cell in cells:
        reached()
        wide = _span(cell.element.get("colspan"), WIDEST_SPAN)
        deep = _span(cell.element.get("rowspan"), rows_left, zero=rows_left)
        first = len(texts)
        texts += [cell_text(cell.pieces), *[""] * (wide - 1)]
        lines += [cell.element.sourceline or line] * wide
        below += [0] * (len(texts) - len(below))
        # A cell that reaches into columns that others still hold takes them over, as in browsers.
        below[first : len(texts)] = [deep - 1] * wide
    reached()
    while below and not below[-1]:
        below.pop()
    return texts or [""], lines or [line]


def _span(said: str | None, most: int, *, zero: int = 1) -> int:
    """A span as the page gives it, between 1 and ``most``; ``zero`` is what 0 stands for."""
    if said is None:
        return 1
    said = said.strip()[:6]
    if not (said.isascii() and said.isdecimal()):
        return 1
    return min(max(int(said) or zero, 1), most)
