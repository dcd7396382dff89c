"""The statutory form as people lay it out: its tables with the spans of the official blank form."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from attrs import frozen
from hypothesis import strategies as st

from gxaudit.forms import Form, Row, Table, form_named
from gxaudit.specimen import (
    APPLICANTS,
    CONTENT,
    CORNER,
    HEADINGS,
    LITIGATION,
    ORGANISATIONS,
    default_year,
    printed_label,
    specimen,
    title_of,
)

PROSE = {
    1: "本年度主动公开政府信息 93 条。\n收到政府信息公开申请 12 件。",
    5: "一是公开内容还不够丰富，二是培训不够。下一步将逐项改进。",
    6: "本年度未收取政府信息公开信息处理费。",
}


@frozen
class Cell:
    """A cell of a table: 0-based row and column, how far it spans, and its text."""

    row: int
    column: int
    text: str
    down: int = 1
    right: int = 1


@frozen
class Grid:
    """A table: its size and its cells, spanned ones left out."""

    height: int
    width: int
    cells: tuple[Cell, ...]


def figures(form: Form, seed: int) -> dict[str, str]:
    """Something in every cell: numbers of all lengths, decimals, blanks, marks."""
    chance = random.Random(seed)
    found = {}
    for cell in form.cells:
        printed = str(chance.choice((0, 0, 0, 1, 7, 12, 138, 4096)))
        if cell.column.kind == "money":
            printed = f"{chance.randrange(10**9) / 10_000:.4f}"
        found[cell.address] = chance.choice((printed,) * 12 + ("", "/"))
    return found


def text_form(name: str, cells: Mapping[str, str]) -> str:
    """The same report as tab-separated text."""
    return specimen(name, cells=cells, prose=PROSE)


def parts(name: str, cells: Mapping[str, str]) -> Iterator[str | Grid]:
    """The lines and tables of a report in order, as a word processor has them."""
    form = form_named(name)
    printed = ["0"] * len(form.cells)
    for address, text in cells.items():
        printed[form.index(address)] = text
    yield title_of("青岚县水务局", default_year(form))
    for number, heading in enumerate(HEADINGS, 1):
        yield heading
        yield from PROSE.get(number, "").split("\n") if number in PROSE else ()
        for table in form.tables:
            if table.number == number:
                yield _grid(form, table, printed)


def _grid(form: Form, table: Table, printed: list[str]) -> Grid:
    if table.one_line:
        return _table_4(table, printed)
    return _table_3(table, printed) if table.groups else _table_2(form, table, printed)


def _values(row: Row, printed: list[str]) -> list[str]:
    return printed[row.first : row.first + len(row.columns)]


def _table_2(form: Form, table: Table, printed: list[str]) -> Grid:
    width = 1 + max(len(block.columns) for block in table.blocks)
    cells: list[Cell] = []
    at = 0

    def line(texts: list[str]) -> None:
        nonlocal at
        for column, text in enumerate(texts):
            last = column == len(texts) - 1
            cells.append(Cell(at, column, text, right=width - column if last else 1))
        at += 1

    for block in table.blocks:
        line([block.title])
        line([CONTENT, *map(printed_label, block.columns)])
        for number in block.rows:
            row = form.rows[number]
            line([row.label, *_values(row, printed)])
    return Grid(at, width, tuple(cells))


def _table_3(table: Table, printed: list[str]) -> Grid:
    natural, *organisations, total = [column.label for column in table.blocks[0].columns]
    cells = [
        Cell(0, 0, CORNER, 3, 3),
        Cell(0, 3, APPLICANTS, 1, 6),
        Cell(0, 9, total, 3),
        Cell(1, 3, natural, 2),
        Cell(1, 4, ORGANISATIONS, 1, 5),
        *[Cell(2, 4 + at, label) for at, label in enumerate(organisations)],
    ]
    for group in table.groups:
        inside = [at for at, row in enumerate(table.rows) if row.item.startswith(group.item)]
        cells.append(Cell(3 + inside[0], group.depth - 1, group.label, len(inside)))
    for at, row in enumerate(table.rows, 3):
        cells.append(Cell(at, row.depth - 1, row.label, right=4 - row.depth))
        cells += [Cell(at, 3 + to, text) for to, text in enumerate(_values(row, printed))]
    return Grid(3 + len(table.rows), 10, tuple(cells))


def _table_4(table: Table, printed: list[str]) -> Grid:
    labels = [column.label for column in table.blocks[0].columns]
    review, *suits = table.rows
    cells = [Cell(0, 0, review.label, 1, 5), Cell(0, 5, LITIGATION, 1, 10)]
    cells += [Cell(1, at, label, 2) for at, label in enumerate(labels)]
    for which, suit in enumerate(suits, 1):
        cells.append(Cell(1, 5 * which, suit.label, 1, 5))
        cells += [Cell(2, 5 * which + at, label) for at, label in enumerate(labels)]
    values = [text for row in table.rows for text in _values(row, printed)]
    cells += [Cell(3, at, text) for at, text in enumerate(values)]
    return Grid(4, 15, tuple(cells))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table of random size, divided into rectangles."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            right = draw(st.integers(1, 3))
            while column + right > width or any((row, column + at) in taken for at in range(right)):
                right -= 1
            down = min(draw(st.integers(1, 3)), height - row)
            taken |= {(row + y, column + x) for y in range(down) for x in range(right)}
            text = draw(st.sampled_from(["", "0", "12", "甲", "其他 机关", "0.5000", "a<b&c"]))
            cells.append(Cell(row, column, text, down, right))
    return Grid(height, width, tuple(cells))


def expanded(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.width for _ in range(grid.height)]
    for one in grid.cells:
        rows[one.row][one.column] = one.text
    return rows
