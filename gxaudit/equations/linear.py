"""Names of a pack to cells of a form: which figures a sum takes, for one row or column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from attrs import frozen

from gxaudit.equations.identity import Identity, Name, Term
from gxaudit.forms import Form, Row, Table
from gxaudit.report import Number
from gxaudit.wording import Text


class IdentityError(ValueError):
    """An identity that speaks of what the form does not have; ``name`` is what it says."""

    def __init__(self, message: Text, name: Name | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.name = name


class Elsewhere(NamedTuple):
    """A figure that is no cell of this report: ``name`` is an address, or a metric of the prose."""

    kind: Literal["last year", "members", "prose"]
    name: str


@frozen(eq=False, repr=False, slots=False)
class Linear:
    """A sum: coefficients with cell indices, with figures from elsewhere, and a constant."""

    cells: tuple[tuple[int, int], ...]
    elsewhere: tuple[tuple[int, Elsewhere], ...] = ()
    constant: Number = 0


@frozen(eq=False, repr=False, slots=False)
class Place:
    """The row and the column that an instance of an identity stands for."""

    row: Row | None = None
    column: str | None = None


def sum_of(terms: tuple[Term, ...], form: Form, place: Place) -> Linear:
    """The figures that the terms of one side take. Raises :class:`IdentityError`."""
    cells: dict[int, int] = {}
    elsewhere: list[tuple[int, Elsewhere]] = []
    constant = 0
    for term in terms:
        if term.first is None:
            constant += term.coefficient
        elif term.first.metric is not None:
            elsewhere.append((term.coefficient, Elsewhere("prose", term.first.metric)))
        else:
            for at in cells_of(term.first, term.last, form, place):
                if term.first.whose == "own":
                    cells[at] = cells.get(at, 0) + term.coefficient
                else:
                    other = Elsewhere(term.first.whose, form.cells[at].address)
                    elsewhere.append((term.coefficient, other))
    kept = tuple((factor, at) for at, factor in cells.items())
    return Linear(kept, tuple(elsewhere), constant)


def cells_of(first: Name, last: Name | None, form: Form, place: Place) -> Iterator[int]:
    """The cells of a name, or from one name to another in printed order."""
    table = table_of(form, first)
    rows = _rows(first, last, table, place)
    for row in rows:
        yield from _columns(first, last, row, place)


def table_of(form: Form, name: Name) -> Table:
    """The table that a name speaks of."""
    try:
        return form.table(name.table)
    except KeyError:
        raise IdentityError(
            Text(f"{form.name} 年格式没有表 {name.table}", f"form {form.name} has no such table"),
            name,
        ) from None


def rows_of(table: Table, item: str) -> list[Row]:
    """The row with an item, or the rows of a group; none where the table has neither."""
    own = [row for row in table.rows if item in (row.item, f"[{row.label}]")]
    return own or [row for row in table.rows if row.group == item]


def _rows(first: Name, last: Name | None, table: Table, place: Place) -> list[Row]:
    if first.item is None:
        if place.row is None:
            raise IdentityError(_incomplete(first), first)
        return [place.row]
    rows = _known_rows(first, table)
    if last is None or last.item in (None, first.item):
        return rows
    ends = rows + _known_rows(last, table)
    numbers = [row.number for row in ends]
    return [row for row in table.rows if min(numbers) <= row.number <= max(numbers)]


def _known_rows(name: Name, table: Table) -> list[Row]:
    rows = rows_of(table, name.item or "")
    if not rows:
        known = [row.item for row in table.rows] + [group.item for group in table.groups]
        raise IdentityError(_unknown(name.item or "", f"{table.name}的行", table.name, known), name)
    return rows


def _columns(first: Name, last: Name | None, row: Row, place: Place) -> Iterator[int]:
    heading = first.column or place.column
    if heading is None:
        raise IdentityError(_incomplete(first), first)
    start = offset_of(row, heading, first)
    end = start
    if last is not None and last.column not in (None, first.column):
        end = offset_of(row, last.column or "", last)
    for offset in range(min(start, end), max(start, end) + 1):
        yield row.first + offset


def offset_of(row: Row, heading: str, name: Name | None = None) -> int:
    """The position of a column in a row. Raises :class:`IdentityError`."""
    for offset, column in enumerate(row.columns):
        if column.label == heading:
            return offset
    known = [f"[{column.label}]" for column in row.columns]
    where = f"“{row.label}”一行的列"
    raise IdentityError(_unknown(f"[{heading}]", where, f"row {row.label}", known), name)


def _incomplete(name: Name) -> Text:
    return Text(
        f"“{name.written}”只说了行或列；请写全（如 三（七）[总计]），或加一行“每列”“每行”",
        f"'{name.written}' names a row or a column only; write both, as in 三（七）[总计], or add "
        "a line 'each column' or 'each row'",
    )


def _unknown(name: str, where: str, english: str, known: list[str]) -> Text:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.3)
    hint = f"最接近的是 {near[0]}" if near else f"有：{'、'.join(known[:8])}"
    hint_en = f"the nearest is {near[0]}" if near else f"there are: {', '.join(known[:8])}"
    return Text(f"{where}中没有 {name}，{hint}", f"{english} has no {name}; {hint_en}")


def places_of(identity: Identity, form: Form) -> Iterator[Place]:
    """The rows or columns that an identity runs over, in printed order."""
    if identity.each == "cell":
        yield Place()
        return
    table = form.table(identity.table)
    if identity.each == "column":
        yield from (Place(column=label) for label in _labels(identity, table))
    else:
        yield from (Place(row=row) for row in _chosen_rows(identity, table))


def _labels(identity: Identity, table: Table) -> list[str]:
    """The headings that every row named has, or those that are asked for."""
    names = [name for name in _own_names(identity) if name.column is None]
    rows = [row for name in names for row in _known_rows(name, table)]
    shared = [column.label for column in (rows or table.rows)[0].columns]
    shared = [label for label in shared if all(_has(row, label) for row in rows)]
    return _ranges(identity, shared, f"{table.name}的列") if identity.only else shared


def _chosen_rows(identity: Identity, table: Table) -> list[Row]:
    if not identity.only:
        names = [name for name in _own_names(identity) if name.item is None]
        kept = [row for row in table.rows if all(_has(row, one.column or "") for one in names)]
        if not kept:
            # The first row has not all of these headings either: the first that it lacks is told.
            for name in names:
                offset_of(table.rows[0], name.column or "", name)
        return kept
    chosen: list[Row] = []
    for first, last in identity.only:
        name = Name(identity.table, item=first, written=first)
        other = None if last is None else Name(identity.table, item=last, written=last)
        chosen += _rows(name, other, table, Place())
    return chosen


def _own_names(identity: Identity) -> list[Name]:
    """Names of cells of this report, in the comparison and its conditions."""
    sides = [identity.must, *identity.when]
    return [
        name
        for side in sides
        for term in (*side.left, *side.right)
        for name in (term.first, term.last)
        if name is not None and name.metric is None and name.table == identity.table
    ]


def _has(row: Row, label: str) -> bool:
    return any(column.label == label for column in row.columns)


def _ranges(identity: Identity, known: list[str], where: str) -> list[str]:
    chosen: list[str] = []
    for first, last in identity.only:
        ends = [known.index(_listed(one, known, where)) for one in (first, last or first)]
        chosen += known[min(ends) : max(ends) + 1]
    return chosen


def _listed(label: str, known: list[str], where: str) -> str:
    if label not in known:
        shown = [f"[{one}]" for one in known]
        raise IdentityError(_unknown(f"[{label}]", where, "the table", shown))
    return label
