"""Noise around and between lines: page breaks, page furniture, blank lines, broken titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve
from hypothesis import strategies as st

from gxaudit.specimen import Line
from gxaudit.testing.noise import Lines, Noise, rows_of

FURNITURE = ("- 4 -", "— 4 —", "－4－", "第 4 页", "第 4 页 共 8 页", "4")


def page_break(table: int, before: int, *, header: bool, row: bool, furniture: str) -> Noise:
    """A page ends before a row of a table.

    The new page may repeat the header and then the last row; ``furniture`` is what the foot of
    the page left between the lines, "" for nothing.
    """

    def apply(lines: Lines) -> Lines:
        rows = rows_of(lines, table)
        if len(rows) < 2:
            return lines
        at = rows[1 + before % (len(rows) - 1)]
        between = [Line("blank"), Line("prose", (furniture,), table), Line("blank")]
        between = (between if furniture else []) + (_repeated(lines, at) if header else [])
        if row and between and lines[at - 1].kind == "row":
            between.append(lines[at - 1])
        return (*lines[:at], *between, *lines[at:])

    detail = f"before row {before} of table {table}, {furniture!r}"
    return Noise("page break", apply, detail + ", header" * header + ", row" * row)


def _repeated(lines: Lines, at: int) -> list[Line]:
    """The header above the row at ``at``, unless the row is the first below it."""
    below = lines[at].section
    heads = [
        place
        for place in range(at)
        if lines[place].kind == "header" and below == lines[place].section
    ]
    if not heads or heads[-1] == at - 1:
        return []
    start = heads[-1]
    while start - 1 in heads:
        start -= 1
    return list(lines[start : heads[-1] + 1])


def page_numbers(every: int, furniture: str) -> Noise:
    """Page furniture after every so many lines outside tables."""

    def apply(lines: Lines) -> Lines:
        result: list[Line] = []
        for at, line in enumerate(lines, 1):
            result.append(line)
            if at % every == 0 and line.kind in ("blank", "prose", "heading"):
                result.append(Line("prose", (furniture,), line.section))
        return tuple(result)

    return Noise("page numbers", apply, f"{furniture!r} every {every}")


def blank_lines(kind: str) -> Noise:
    """No blank lines at all, two for one, or one after every line."""

    def apply(lines: Lines) -> Lines:
        if kind == "none":
            return tuple(line for line in lines if line.kind != "blank")
        if kind == "two for one":
            return _spread(lines, ["blank"])
        return _spread(lines, ["title", "heading", "prose", "block", "header", "row"])

    return Noise("blank lines", apply, kind)


def _spread(lines: Lines, kinds: Sequence[str]) -> Lines:
    return tuple(
        part
        for line in lines
        for part in ((line, Line("blank")) if line.kind in kinds else (line,))
    )


def filler() -> Noise:
    """A line of prose between a heading and its table."""

    def apply(lines: Lines) -> Lines:
        result: list[Line] = []
        for line in lines:
            result.append(line)
            if line.kind == "heading" and line.section in (2, 3, 4):
                result.append(Line("prose", ("该部分内容以表格形式报告。",), line.section))
        return tuple(result)

    return Noise("line before the tables", apply)


def broken_title(kind: str) -> Noise:
    """The title with a space in it, over two lines, or marked as a heading."""

    def apply(lines: Lines) -> Lines:
        result: list[Line] = []
        for line in lines:
            result += _break(line, kind) if line.kind == "title" else [line]
        return tuple(result)

    return Noise("broken title", apply, kind)


def _break(line: Line, kind: str) -> list[Line]:
    before, tail = line.cells[0].split("年度报告")[0], "年度报告"
    if kind == "space":
        return [evolve(line, cells=(f"{before} {tail}",))]
    if kind == "two lines":
        agency, _, rest = line.cells[0].partition("政府信息公开")
        return [
            evolve(line, cells=(agency,)),
            evolve(line, cells=(f"政府信息公开{rest}",)),
        ]
    return [evolve(line, cells=(f"# {line.cells[0]}",))]


_furniture = st.sampled_from(FURNITURE)

PAGES: Mapping[str, st.SearchStrategy[Noise]] = {
    "page break": st.builds(
        page_break,
        st.sampled_from([2, 3]),
        st.integers(0, 24),
        header=st.booleans(),
        row=st.booleans(),
        furniture=st.just("") | _furniture,
    ),
    "line before the tables": st.builds(filler),
    "broken title": st.sampled_from(["space", "two lines", "hash"]).map(broken_title),
    "blank lines": st.sampled_from(["none", "two for one", "after every line"]).map(blank_lines),
    "page numbers": st.builds(page_numbers, st.integers(3, 9), _furniture),
}
"""In the order in which they are applied."""
