"""The statutory tables as the form prints them: rows of boxes, merged where the form merges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from gxaudit.forms import Block, Column, Form, Group, Row, Table
from gxaudit.specimen import (
    APPLICANTS,
    CONTENT,
    CORNER,
    LITIGATION,
    ORGANISATIONS,
    printed_label,
)


@frozen
class Box:
    """One box of a printed table: words of the form, or the figure number ``cell``."""

    text: str = ""
    cell: int | None = None
    """Index in ``form.cells``; None for words."""
    width: int = 1
    height: int = 1
    label: bool = False
    """Whether it is the label of a row; other words head columns."""


@frozen
class Drawn:
    """A table: its header rows, which a printer repeats, and the others.

    ``width`` is its columns, ``labels`` those of them that hold the labels of rows.
    """

    table: Table
    width: int
    labels: int
    head: tuple[tuple[Box, ...], ...] = field(default=())
    body: tuple[tuple[Box, ...], ...] = field(default=())


def drawn(form: Form, table: Table) -> Drawn:
    """``table`` of ``form`` in boxes that tile a rectangle."""
    if table.one_line:
        return _one_line(table)
    if table.groups:
        return _grouped(table)
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows = [row for block in table.blocks for row in _block(form, block, width)]
    return Drawn(table, width, 1, body=tuple(rows))


def _block(form: Form, block: Block, width: int) -> Iterator[tuple[Box, ...]]:
    """Table 2: the last column of a block takes what room it leaves."""
    last = width - len(block.columns)
    widths = [1] * (len(block.columns) - 1) + [last]
    yield (Box(block.title, width=width),)
    heads = [
        Box(printed_label(each), width=w) for each, w in zip(block.columns, widths, strict=True)
    ]
    yield (Box(CONTENT), *heads)
    for number in block.rows:
        row = form.rows[number]
        figures = [Box(cell=row.first + at, width=w) for at, w in enumerate(widths)]
        yield (Box(row.label, label=True), *figures)


def _grouped(table: Table) -> Drawn:
    """Table 3: a group stands once, as high as all of its rows."""
    columns = table.blocks[0].columns
    labels = max(row.depth for row in table.rows)
    begun: set[str] = set()
    body = [(*_labels(row, table, labels, begun), *_figures(row)) for row in table.rows]
    return Drawn(table, labels + len(columns), labels, _applicants(columns, labels), tuple(body))


def _applicants(columns: Sequence[Column], labels: int) -> tuple[tuple[Box, ...], ...]:
    natural, *organisations, total = [column.label for column in columns]
    return (
        (Box(CORNER, width=labels, height=3), Box(APPLICANTS, width=len(columns))),
        (
            Box(natural, height=2),
            Box(ORGANISATIONS, width=len(organisations)),
            Box(total, height=2),
        ),
        tuple(map(Box, organisations)),
    )


def _labels(row: Row, table: Table, labels: int, begun: set[str]) -> Iterator[Box]:
    """The groups that begin with this row, and its own label over what is left."""
    for group in table.groups:
        if _holds(group, row) and group.key not in begun:
            begun.add(group.key)
            height = sum(_holds(group, each) for each in table.rows)
            yield Box(group.label, height=height, label=True)
    yield Box(row.label, width=labels + 1 - row.depth, label=True)


def _holds(group: Group, row: Row) -> bool:
    return row.item.startswith(group.item) and group.depth < row.depth


def _figures(row: Row) -> Iterator[Box]:
    return (Box(cell=row.first + at) for at in range(len(row.columns)))


def _one_line(table: Table) -> Drawn:
    """Table 4: every figure in one row."""
    columns = [column.label for column in table.blocks[0].columns]
    span = len(columns)
    review, *suits = [row.label for row in table.rows]
    head = (
        (Box(review, width=span, height=2), Box(LITIGATION, width=span * len(suits))),
        tuple(Box(suit, width=span) for suit in suits),
        tuple(Box(label) for _ in table.rows for label in columns),
    )
    figures = tuple(box for row in table.rows for box in _figures(row))
    return Drawn(table, span * len(table.rows), 0, head, (figures,))
