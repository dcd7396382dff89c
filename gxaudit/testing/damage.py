"""Named corruptions of consistent reports, each with the rules that must notice it.

:func:`gxaudit.testing.corrupted` draws a consistent report and spoils it in one way. ``rules``
must all end failed, and where ``at`` is given each of them must name that cell in a finding: as
its address, among its cells, or as an operand of its equation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve, field, frozen
from hypothesis import assume
from hypothesis import strategies as st

from gxaudit.forms import CellSpec, Form
from gxaudit.reading.read import read_report
from gxaudit.report import Report
from gxaudit.specimen import Line, text_of
from gxaudit.testing.figures import CARRIED_IN, CARRIED_OUT, HANDLED, RECEIVED, TOTAL, Draft
from gxaudit.testing.noise import figures_of, rows_of, table_lines
from gxaudit.testing.sample import Sample

BALANCE, OUTCOMES, ROWS = "balance/applications", "totals/outcomes", "totals/rows"
REVIEW, REVIEW_CELLS = "totals/review", "totals/review-cells"
COLUMNS, SEQUENCE, GROUP_ROW = "totals/columns", "totals/row-sequence", "totals/group-row"
STOCK, STOCK_2019, PROCUREMENT = "totals/stock", "totals/stock-2019", "totals/procurement"

FLOW = (RECEIVED, CARRIED_IN, HANDLED, CARRIED_OUT)
"""The rows of the balance that is printed in the corner of table 3."""


@frozen
class Damage:
    """A spoilt report and what must be said about it."""

    name: str
    text: str = field(repr=False)
    rules: tuple[str, ...]
    at: str | None = None
    detail: str = ""
    before: Sample | None = None
    """The report before it was spoilt, where :func:`gxaudit.testing.corrupted` drew it."""

    @property
    def report(self) -> Report:
        """The spoilt report as rules see it."""
        return read_report(self.text)


Spoil = Callable[[st.DrawFn, Draft], Damage]


def equations_of(spec: CellSpec) -> tuple[str, ...]:
    """The rules with an equation in which a cell of table 3 or 4 stands."""
    if spec.table.number == 4:
        return (REVIEW,)
    rules = [ROWS]
    if spec.row.key in FLOW:
        rules.append(BALANCE)
    if spec.row.key == HANDLED or spec.row.key not in FLOW:
        rules.append(OUTCOMES)
    return tuple(rules)


def _cells_of(form: Form, *tables: int) -> list[CellSpec]:
    return [spec for spec in form.cells if spec.table.number in tables]


def _figure(draw: st.DrawFn, draft: Draft) -> Damage:
    """One figure of table 3 or 4 becomes another whole number."""
    spec = draw(st.sampled_from(_cells_of(draft.form, 3, 4)))
    old = draft.value(spec.key)
    new = draw(st.integers(0, 9) | st.integers(0, 10**9))
    assume(new != old)
    text = draft.with_value(spec.key, new).text()
    return Damage("figure changed", text, equations_of(spec), spec.address, f"{old} to {new}")


def _offset(draw: st.DrawFn, draft: Draft) -> Damage:
    """Two columns of one row are off by opposite amounts; the row total still holds."""
    rows = list(draft.form.table(3).rows)
    row = draw(st.sampled_from(rows))
    parts = [column for column in row.columns if column.key != TOTAL]
    more, less = draw(st.permutations(parts))[:2]
    by = draw(st.integers(1, 9))
    names = f"t3.{row.key}.{more.key}", f"t3.{row.key}.{less.key}"
    moved = draft.with_value(names[0], draft.value(names[0]) + by)
    assume(draft.value(names[1]) >= by)
    moved = moved.with_value(names[1], draft.value(names[1]) - by)
    spec = draft.form.cells[draft.form.index(names[0])]
    rules = tuple(rule for rule in equations_of(spec) if rule != ROWS)
    return Damage("columns off by opposite amounts", moved.text(), rules, spec.address)


def _swapped_rows(draw: st.DrawFn, draft: Draft) -> Damage:
    """The figures of two rows are exchanged, of which one is in the balance."""
    flow = draw(st.sampled_from([RECEIVED, HANDLED]))
    rows = [row.key for row in draft.form.table(3).rows if row.key not in FLOW]
    other = draw(st.sampled_from(rows))
    columns = [column.key for column in draft.form.row(flow).columns]
    spoilt = draft
    for column in columns:
        one, two = f"t3.{flow}.{column}", f"t3.{other}.{column}"
        spoilt = spoilt.with_value(one, draft.value(two)).with_value(two, draft.value(one))
    at = f"t3.{flow}.{TOTAL}"
    assume(draft.value(at) != spoilt.value(at))
    spec = draft.form.cells[draft.form.index(at)]
    return Damage("rows exchanged", spoilt.text(), (BALANCE, OUTCOMES), spec.address)


def _stock(draw: st.DrawFn, draft: Draft) -> Damage:
    """Fewer documents in force than were issued this year and not repealed."""
    row = draw(st.sampled_from(["rules", "normative_docs"]))
    issued, repealed = draw(st.integers(1, 99)), draw(st.integers(0, 99))
    assume(issued > repealed)
    in_force = draw(st.integers(0, issued - repealed - 1))
    spoilt = draft
    for column, value in zip(
        ("issued", "repealed", "in_force"), (issued, repealed, in_force), strict=True
    ):
        spoilt = spoilt.with_value(f"t2.{row}.{column}", value)
    return Damage("stock too small", spoilt.text(), (STOCK,), f"t2.{row}.in_force")


def _old_stock(draw: st.DrawFn, draft: Draft) -> Damage:
    """2019 form: more newly published than published, or more items struck off than there were."""
    if draw(st.booleans()):
        row = draw(st.sampled_from(["rules", "normative_docs"]))
        at = f"t2.{row}.disclosed"
        value = draft.value(f"t2.{row}.disclosed_total") + draw(st.integers(1, 99))
    else:
        row = draw(st.sampled_from(["permits", "other_services", "penalties", "admin_fee"]))
        at = f"t2.{row}.change"
        value = -draft.value(f"t2.{row}.items") - draw(st.integers(1, 99))
    return Damage("stock below zero", draft.with_value(at, value).text(), (STOCK_2019,), at)


def _procurement(draw: st.DrawFn, draft: Draft) -> Damage:
    """2019 form: purchases without money, or money without purchases."""
    names = ["t2.procurement.items", "t2.procurement.amount"]
    at, other = draw(st.permutations(names))
    spoilt = draft.with_value(at, draw(st.integers(1, 99))).with_value(other, 0)
    return Damage("purchases without money", spoilt.text(), (PROCUREMENT,), at)


def _spoilt_lines(
    name: str, lines: tuple[Line, ...], rules: tuple[str, ...], at: str | None = None
) -> Damage:
    return Damage(name, text_of(lines), rules, at)


def _row_dropped(draw: st.DrawFn, draft: Draft) -> Damage:
    """A row of table 3 is not there."""
    lines = draft.lines()
    at = draw(st.sampled_from(rows_of(lines, 3)))
    text = text_of((*lines[:at], *lines[at + 1 :]))
    return Damage("row dropped", text, (SEQUENCE,), detail=lines[at].rows[0].key)


def _row_twice(draw: st.DrawFn, draft: Draft) -> Damage:
    """A row of table 3 stands there a second time with other figures."""
    lines = draft.lines()
    rows = rows_of(lines, 3)
    at = draw(st.sampled_from(rows))
    line = lines[at]
    other = tuple(str(int(figure) + 1) for figure in figures_of(line))
    lead = ("",) * (line.first - 1) + (line.rows[0].label,)
    again = evolve(line, cells=(*lead, *other, *line.cells[line.first + len(other) :]))
    text = text_of((*lines[: at + 1], again, *lines[at + 1 :]))
    return Damage("row twice", text, (SEQUENCE,), detail=line.rows[0].key)


def _row_moved(draw: st.DrawFn, draft: Draft) -> Damage:
    """A row of table 3 stands under another group."""
    lines = draft.lines()
    rows = [at for at in rows_of(lines, 3) if lines[at].rows[0].group]
    # The first row of a group carries the group's label, which must stay where it is.
    movable = [at for at in rows if not any(lines[at].cells[: lines[at].first - 1])]
    source = draw(st.sampled_from(movable))
    group = lines[source].rows[0].group
    target = draw(st.sampled_from([at for at in rows if lines[at].rows[0].group != group]))
    rest = [line for at, line in enumerate(lines) if at != source]
    place = target + 1 - (source < target)
    text = text_of((*rest[:place], lines[source], *rest[place:]))
    return Damage("row under another group", text, (SEQUENCE,), detail=lines[source].rows[0].key)


def cut_table(lines: tuple[Line, ...], table: int, width: int) -> tuple[Line, ...]:
    """Every line of a table cut after ``width`` cells, as narrow pages do."""
    inside = set(table_lines(lines, table))
    return tuple(
        evolve(line, cells=line.cells[:width]) if at in inside else line
        for at, line in enumerate(lines)
    )


def _total_cut(_draw: st.DrawFn, draft: Draft) -> Damage:
    """The total column of table 3 is cut off, header and all."""
    text = text_of(cut_table(draft.lines(), 3, 8))
    return Damage("total column cut off", text, (COLUMNS,))


def _applications_cut(draw: st.DrawFn, draft: Draft) -> Damage:
    """Table 3 is cut somewhere among its figures."""
    width = draw(st.integers(4, 7))
    return Damage(
        "table 3 cut", text_of(cut_table(draft.lines(), 3, width)), (COLUMNS,), detail=str(width)
    )


def _review_cut(draw: st.DrawFn, draft: Draft) -> Damage:
    """Table 4 is cut at the right."""
    width = draw(st.integers(2, 14))
    text = text_of(cut_table(draft.lines(), 4, width))
    return Damage("table 4 cut", text, (REVIEW_CELLS,), detail=str(width))


def _group_row(draw: st.DrawFn, draft: Draft) -> Damage:
    """A group of table 3 has a row of its own with figures that are not its sum."""
    lines = draft.lines()
    form = draft.form
    group = draw(st.sampled_from([group for group in form.table(3).groups if group.depth == 2]))
    first = next(at for at in rows_of(lines, 3) if lines[at].rows[0].group == group.item)
    figures = [str(draw(st.integers(10**10, 10**10 + 9)))] * len(form.table(3).rows[0].columns)
    extra = Line("prose", ("", group.label, *figures, ""), 3)
    own = evolve(lines[first], cells=("", "", *lines[first].cells[2:]))
    text = text_of((*lines[:first], extra, own, *lines[first + 1 :]))
    return Damage("group row with figures", text, (GROUP_ROW,), detail=group.item)


FORMS: Mapping[str, str] = {
    "stock too small": "2021",
    "stock below zero": "2019",
    "purchases without money": "2019",
}
"""The form that a damage needs; any other can be done to every form."""

DAMAGES: Mapping[str, Spoil] = {
    "figure changed": _figure,
    "columns off by opposite amounts": _offset,
    "rows exchanged": _swapped_rows,
    "stock too small": _stock,
    "stock below zero": _old_stock,
    "purchases without money": _procurement,
    "row dropped": _row_dropped,
    "row twice": _row_twice,
    "row under another group": _row_moved,
    "total column cut off": _total_cut,
    "table 3 cut": _applications_cut,
    "table 4 cut": _review_cut,
    "group row with figures": _group_row,
}
