"""Noise that gives table lines other cells: rows shifted, columns added, padding lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve
from hypothesis import strategies as st

from gxaudit.specimen import CONTENT, Line
from gxaudit.testing.noise import (
    Lines,
    Noise,
    change_rows,
    figures_in,
    figures_of,
    rows_of,
)

APPLICATIONS = 3
"""The statutory table whose rows have labels in several columns."""

Slide = Callable[[Line], Line]


def _refit(line: Line, lead: tuple[str, ...]) -> Line:
    """The same figures behind other label cells, padded to the same width."""
    cells = (*lead, *figures_of(line))
    width = max(len(line.cells), len(cells))
    return evolve(line, cells=cells + ("",) * (width - len(cells)), first=len(lead))


def _own_label(line: Line) -> str:
    return next(cell for cell in reversed(line.cells[: line.first]) if cell)


def _label_only(line: Line) -> Line:
    """The label at the left edge, the figures where they were."""
    return _refit(line, (_own_label(line), *[""] * (line.first - 1)))


def _one_column_less(line: Line) -> Line:
    """Label and figures one column to the left of where such a row has them."""
    lead = max(1, line.first - 1)
    return _refit(line, (_own_label(line), *[""] * (lead - 1)))


def _left_edge(line: Line) -> Line:
    """The label at the left edge, the figures right behind it."""
    return _refit(line, (_own_label(line),))


SLIDES: Mapping[str, Slide] = {
    "label only": _label_only,
    "one column less": _one_column_less,
    "left edge": _left_edge,
}


def slid(how: str, chosen: frozenset[int]) -> Noise:
    """Some rows of table 3 moved to the left, as after a page break; their groups are lost."""

    def apply(lines: Lines) -> Lines:
        rows = rows_of(lines, APPLICATIONS)
        moved = {rows[pick % len(rows)] for pick in chosen}
        return tuple(SLIDES[how](line) if at in moved else line for at, line in enumerate(lines))

    return Noise("shifted rows", apply, f"{how} {sorted(chosen)}")


def lost_groups(chosen: frozenset[int]) -> Noise:
    """Group labels missing from some rows of table 3."""

    def apply(lines: Lines) -> Lines:
        rows = rows_of(lines, APPLICATIONS)
        poor = {rows[pick % len(rows)] for pick in chosen}
        return tuple(_without_group(line) if at in poor else line for at, line in enumerate(lines))

    return Noise("lost group labels", apply, str(sorted(chosen)))


def _without_group(line: Line) -> Line:
    own = line.cells.index(_own_label(line))
    return evolve(line, cells=("",) * own + line.cells[own:])


def repeated_groups() -> Noise:
    """Every row of table 3 names its groups, as spreadsheets do that know no merged cells."""

    def apply(lines: Lines) -> Lines:
        current: dict[int, str] = {}

        def named(line: Line) -> Line:
            own = line.cells.index(_own_label(line))
            for at in range(own):
                if line.cells[at]:
                    current[at] = line.cells[at]
                    current.pop(at + 1, None)
            groups = tuple(current.get(at, "") for at in range(own))
            return evolve(line, cells=groups + line.cells[own:])

        return change_rows(lines, APPLICATIONS, named)

    return Noise("repeated group labels", apply)


def groups_as_rows(labels: int) -> Noise:
    """Groups of table 3 in rows of their own, every label in the last of ``labels`` columns."""

    def apply(lines: Lines) -> Lines:
        result: list[Line] = []
        for line in lines:
            if line.section != APPLICATIONS or line.kind not in ("header", "row"):
                result.append(line)
            elif line.kind == "header":
                result.append(_narrow_header(line, labels))
            else:
                result += _split_groups(line, labels)
        return tuple(result)

    return Noise("groups in rows of their own", apply, f"{labels} label columns")


def _narrow_header(line: Line, labels: int) -> Line:
    lead, rest = line.cells[:2], line.cells[2:]
    corner = next((cell for cell in lead if cell), "")
    width = labels + len(line.cells) - 3
    return evolve(line, cells=((corner, *[""] * (labels - 1), *rest) + ("",) * 3)[:width])


def _split_groups(line: Line, labels: int) -> list[Line]:
    blank = [""] * figures_in(line)
    *groups, own = [cell for cell in line.cells[: line.first] if cell]
    before = [
        Line("prose", (group, *[""] * (labels - 1), *blank), APPLICATIONS) for group in groups
    ]
    lead = (*[""] * (labels - 1), own)
    return [*before, evolve(line, cells=(*lead, *figures_of(line)), first=labels)]


def label_column(at: int, words: str, table: int) -> Noise:
    """One more label column, blank or with the same words in every row."""

    def widen(line: Line) -> Line:
        if line.section != table or line.kind not in ("block", "header", "row"):
            return line
        place = min(at, line.first) if line.kind == "row" else at
        cell = words if line.kind == "row" else ""
        cells = (*line.cells[:place], cell, *line.cells[place:])
        return evolve(line, cells=cells, first=line.first + 1)

    return Noise(
        "extra label column",
        lambda lines: tuple(map(widen, lines)),
        f"{words!r} at {at} of table {table}",
    )


def serial_column(table: int) -> Noise:
    """Row numbers in the first column."""

    def apply(lines: Lines) -> Lines:
        result, count = [], 0
        for line in lines:
            if line.section != table or line.kind not in ("block", "header", "row"):
                result.append(line)
                continue
            count += line.kind == "row"
            cell = str(count) if line.kind == "row" else _serial_heading(line)
            result.append(evolve(line, cells=(cell, *line.cells), first=line.first + 1))
        return tuple(result)

    return Noise("serial column", apply, f"table {table}")


def _serial_heading(line: Line) -> str:
    return "序号" if line.cells[0] and line.kind == "header" else ""


def remark_column(table: int, words: str) -> Noise:
    """A column 备注 at the right, blank or with words."""

    def apply(lines: Lines) -> Lines:
        first = min((at for at, line in enumerate(lines) if _headed(line, table)), default=-1)

        def widen(at: int, line: Line) -> Line:
            if line.section != table or line.kind not in ("block", "header", "row"):
                return line
            words_here = words if line.kind == "row" else ""
            return evolve(line, cells=(*line.cells, "备注" if at == first else words_here))

        return tuple(widen(at, line) for at, line in enumerate(lines))

    return Noise("remark column", apply, f"{words!r} in table {table}")


def _headed(line: Line, table: int) -> bool:
    return line.kind == "header" and line.section == table


def trimmed() -> Noise:
    """No tabs behind the last cell of a line that has something in it."""

    def trim(line: Line) -> Line:
        cells = list(line.cells)
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        return evolve(line, cells=tuple(cells))

    return Noise("missing trailing tabs", lambda lines: tuple(map(trim, lines)))


def overpadded(tabs: int) -> Noise:
    """More tabs behind every table line."""

    def pad(line: Line) -> Line:
        return evolve(line, cells=(*line.cells, *[""] * tabs)) if len(line.cells) > 1 else line

    return Noise("more trailing tabs", lambda lines: tuple(map(pad, lines)), str(tabs))


def aligned_header() -> Noise:
    """The header of table 3 aligned with rows that have sub-labels, one column to the right."""

    def move(line: Line) -> Line:
        if not _headed(line, APPLICATIONS):
            return line
        cells = (line.cells[0], "", *line.cells[1:])
        return evolve(line, cells=cells[:-1] if not cells[-1] else cells)

    return Noise("header one column further", lambda lines: tuple(map(move, lines)))


def plain_header() -> Noise:
    """The header of table 3 in one line, without 申请人情况 and 法人或其他组织."""

    def apply(lines: Lines) -> Lines:
        heads = [at for at, line in enumerate(lines) if _headed(line, APPLICATIONS)]
        rows = rows_of(lines, APPLICATIONS)
        if not heads or not rows:
            return lines
        sample = lines[rows[0]]
        labels = tuple(column.label for column in sample.rows[0].columns)
        lead = (CONTENT, *[""] * (sample.first - 1))
        cells = (*lead, *labels, *[""] * (len(sample.cells) - len(lead) - len(labels)))
        one = evolve(lines[heads[0]], cells=cells)
        return tuple(
            one if at == heads[0] else line
            for at, line in enumerate(lines)
            if at == heads[0] or at not in heads
        )

    return Noise("header in one line", apply)


_rows = st.frozensets(st.integers(0, 24), min_size=1, max_size=4)
_labelled = st.sampled_from([2, APPLICATIONS])

SHAPES: Mapping[str, st.SearchStrategy[Noise]] = {
    "header in one line": st.builds(plain_header),
    "groups in rows of their own": st.sampled_from([1, 2]).map(groups_as_rows),
    "repeated group labels": st.builds(repeated_groups),
    "lost group labels": _rows.map(lost_groups),
    "shifted rows": st.builds(slid, st.sampled_from(sorted(SLIDES)), _rows),
    "header one column further": st.builds(aligned_header),
    "extra label column": st.builds(
        label_column,
        st.integers(0, 1),
        st.sampled_from(["", "办理情况", "全县"]),
        _labelled,
    ),
    "serial column": _labelled.map(serial_column),
    "remark column": st.builds(remark_column, _labelled, st.sampled_from(["", "无", "见说明"])),
    "missing trailing tabs": st.builds(trimmed),
    "more trailing tabs": st.integers(1, 3).map(overpadded),
}
"""In the order in which they are applied."""
