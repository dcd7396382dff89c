"""Tables drawn with bars: Markdown's, ``a | b |`` dumps of web pages, frames of box characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from gxaudit.readers.model import Place, Row
from gxaudit.reading.cells import shape
from gxaudit.report import State

_BAR = re.compile(r"(?<!\\)[|｜│┃║]")
_FRAME = re.compile(r"(?=.*[-─━═=]{2})[\s|｜│┃║+:\-─━═=┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
_MARKUP = re.compile(r"\*\*|__|<br\s{0,3}/?>|`", re.IGNORECASE)
_WIDEST_GAP = 1
"""Blank lines that a table may have between two rows."""
_FEWEST_LINES = 2


def unpiped(lines: Sequence[Row]) -> tuple[Row, ...]:
    """The lines with every table of bars as rows of cells; the others as they are.

    A run of lines with bars is a table if a figure or an empty cell stands in it: the path of a
    page (首页 | 公开 | 年报) is none. Lines with tabs are cells already.
    """
    rows: list[Row] = []
    run: list[Row] = []
    gap: list[Row] = []
    for line in lines:
        if len(line.cells) == 1 and _BAR.search(line.cells[0]):
            run += [*gap, line]
            gap = []
        elif run and not line.cells[0].strip() and len(line.cells) == 1 and len(gap) < _WIDEST_GAP:
            gap.append(line)
        else:
            rows += [*_table(run), *gap, line]
            run, gap = [], []
    return (*rows, *_table(run), *gap)


def _table(run: Sequence[Row]) -> Sequence[Row]:
    lines = [
        row for row in run if row.cells[0].strip() and not _FRAME.fullmatch(row.cells[0].strip())
    ]
    if len(lines) < _FEWEST_LINES:
        return run
    texts = [row.cells[0].strip() for row in lines]
    # A bar that every line begins with is a frame; else what stands before it is an empty cell.
    first = 1 if all(_BAR.match(text) for text in texts) else 0
    last = -1 if all(_BAR.fullmatch(text[-1]) and text[-2:-1] != "\\" for text in texts) else None
    rows = [Row(*_cells(row, first, last)) for row in lines]
    cells = [cell for row in rows for cell in row.cells]
    return rows if any(shape(cell) is not State.UNREADABLE for cell in cells) else run


def _cells(row: Row, first: int, last: int | None) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    parts = list(_parts(row))[first:last]
    return tuple(text for text, _ in parts), tuple(place for _, place in parts)


def _parts(row: Row) -> Iterator[tuple[str, Place]]:
    line = row.cells[0]
    number = row.places[0].line if row.places[0] else None
    begin = 0
    for bar in [*[match.start() for match in _BAR.finditer(line)], len(line)]:
        part = line[begin:bar]
        text = _plain(part)
        lead = len(part) - len(part.lstrip()) if text else 0
        yield text, Place(line=number, char=begin + lead + 1)
        begin = bar + 1


def _plain(part: str) -> str:
    """The words of a cell without the marks of Markdown."""
    if "&" in part:
        part = unescape(part)
    return _MARKUP.sub("", part).replace("\\|", "|").strip()
