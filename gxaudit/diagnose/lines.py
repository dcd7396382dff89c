"""Hypotheses about whole rows and columns: one act that made several figures wrong.

Of a row, the other equalities of each cell (its column's) say what it would have to hold, whatever
else the row holds. So a row is first asked what it would have to be; then it is seen which act
makes of that what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from gxaudit.diagnose.cause import Slip
from gxaudit.diagnose.sheet import Component, Sheet
from gxaudit.diagnose.system import Exact, Line

Figures = Sequence[Exact | None]


@frozen(slots=False)
class Act:
    """One act and what undoes it: cells with their new values, by cell."""

    slip: Slip
    values: tuple[tuple[int, Exact], ...]


def acts(sheet: Sheet, component: Component) -> list[Act]:
    """Every single act upon a row, or upon two neighbouring ones, that explains a component."""
    found: dict[tuple[tuple[int, Exact], ...], Act] = {}
    for row in sheet.system.rows:
        wanted = wanted_of(sheet, component, row)
        if wanted is not None:
            for slip, meant in _meant([sheet.values[cell] for cell in row]):
                act = _act(sheet, row, wanted, slip, meant)
                if act is not None:
                    found.setdefault(act.values, act)
    for upper, lower in sheet.system.neighbours:
        act = _rows_exchanged(sheet, component, upper, lower)
        if act is not None:
            found.setdefault(act.values, act)
    return list(found.values())


def gathered(
    sheet: Sheet, components: Sequence[Component]
) -> tuple[list[Component], dict[Component, list[Act]]]:
    """The components that are left, and those that single acts explain together, with the acts.

    Where the total of a row is not there, what was shifted fails in each column by itself.
    """
    left, together, tried = list(components), dict[Component, list[Act]](), set[Component]()
    lines = [*sheet.system.rows, *((*one, *other) for one, other in sheet.system.neighbours)]
    for line in lines:
        mine = [one for one in left if sheet.reaches(one, line)]
        union = tuple(sorted(at for one in mine for at in one))
        if len(mine) < 2 or union in tried:
            continue
        tried.add(union)
        found = acts(sheet, union)
        if found:
            left = [one for one in left if one not in mine]
            together[union] = found
    return left, together


def line_acts(sheet: Sheet, component: Component) -> list[Act]:
    """Every row or column that explains a component by itself, if all its figures may change."""
    found = []
    for line in (*sheet.system.rows, *sheet.system.columns):
        wanted = wanted_of(sheet, component, line)
        if wanted is not None:
            act = _act(sheet, line, wanted, Slip.LINE, [None] * len(line))
            if act is not None:
                found.append(act)
    return found


def wanted_of(sheet: Sheet, component: Component, line: Line) -> list[Exact | None] | None:
    """What each cell of a line must hold by the equalities across it; None where none tells.

    None altogether where no values of this line can make the component hold.
    """
    if not sheet.reaches(component, line):
        return None
    wanted: list[Exact | None] = []
    for cell in line:
        told = {
            _value(sheet, at, cell, factor)
            for at, factor in sheet.system.touching.get(cell, ())
            if not _along(sheet, at, line) and set(sheet.unknown[at]) <= {cell}
        }
        if len(told) > 1 or not all(sheet.may_be(cell, one) for one in told):
            return None
        wanted.append(told.pop() if told else None)
    return wanted


def _along(sheet: Sheet, at: int, line: Line) -> bool:
    """Whether an equality contains several cells of a line: it runs along it, not across."""
    return len(sheet.cells_of(at).intersection(line)) > 1


def _value(sheet: Sheet, at: int, cell: int, factor: int) -> Exact:
    """What makes one equality hold, all others unchanged."""
    gap = sheet.residuals[at]
    change = -gap // factor if gap % factor == 0 else Fraction(-gap) / factor
    return (sheet.values[cell] or 0) + change


def _meant(printed: Figures) -> Iterator[tuple[Slip, list[Exact | None]]]:
    """What a row may have been before one act; None for a figure that the act destroyed."""
    size = len(printed)
    given = list(printed)
    for at in range(size - 1):
        if not given[-1]:
            yield Slip.SHIFTED_LEFT, [*given[:at], None, *given[at:-1]]
        if not given[at]:
            yield Slip.SHIFTED_RIGHT, [*given[:at], *given[at + 1 :], None]
    for at in range(size - 1):
        one, two = given[at], given[at + 1]
        if isinstance(one, int) and isinstance(two, int) and one > 0 <= two:
            whole = int(f"{one}{two}")
            yield Slip.SPLIT, [*given[:at], whole, *given[at + 2 :], None]
            yield Slip.SPLIT, [*given[:at], whole, None, *given[at + 2 :]]
        for first, second in _cuts(one):
            if not given[-1]:
                yield Slip.JOINED, [*given[:at], first, second, *given[at + 1 : -1]]
            if not two:
                yield Slip.JOINED, [*given[:at], first, second, *given[at + 2 :]]


def _cuts(figure: Exact | None) -> Iterator[tuple[int, int]]:
    """Two figures that, one after the other, are written like this one."""
    text = str(figure) if isinstance(figure, int) and figure > 0 else ""
    for at in range(1, len(text)):
        if text[at] != "0" or at == len(text) - 1:
            yield int(text[:at]), int(text[at:])


def _act(sheet: Sheet, line: Line, wanted: Figures, slip: Slip, meant: Figures) -> Act | None:
    """The act, if it makes of a line what the equalities want."""
    known: dict[int, Exact] = {}
    for cell, want, mean in zip(line, wanted, meant, strict=True):
        if want is not None and mean is not None and want != mean:
            return None
        value = mean if want is None else want
        if value is not None:
            known[cell] = value
    if not _completed(sheet, line, known):
        return None
    changes = {cell: value for cell, value in known.items() if value != sheet.values[cell]}
    return Act(slip, tuple(sorted(changes.items()))) if changes else None


def _completed(sheet: Sheet, line: Line, known: dict[int, Exact]) -> bool:
    """Whether the equalities along a line hold; the one figure that is left open is filled in."""
    left = [cell for cell in line if cell not in known]
    along = _equalities_along(sheet, line)
    if len(left) == 1:
        for at in along:
            factor = dict(sheet.system.equalities[at].terms).get(left[0])
            if factor and sheet.unknown_but(at, line) == 0:
                value = -_gap(sheet, at, {**known, left[0]: 0}) / Fraction(factor)
                if value.denominator != 1 or not sheet.may_be(left[0], value.numerator):
                    return False
                known[left[0]] = value.numerator
                break
    if any(cell not in known for cell in left):
        return False
    return all(not _gap(sheet, at, known) for at in along if sheet.unknown_but(at, line) == 0)


def _equalities_along(sheet: Sheet, line: Line) -> list[int]:
    touched = {at for cell in line for at, _ in sheet.system.touching.get(cell, ())}
    return [at for at in sorted(touched) if _along(sheet, at, line)]


def _gap(sheet: Sheet, at: int, new: Mapping[int, Exact]) -> Exact:
    """What an equality would be off by with some figures changed."""
    gap = sheet.residuals[at]
    for cell, factor in sheet.system.equalities[at].terms:
        if cell in new:
            gap += factor * (new[cell] - (sheet.values[cell] or 0))
    return gap


def _rows_exchanged(sheet: Sheet, component: Component, upper: Line, lower: Line) -> Act | None:
    both = (*upper, *lower)
    if not sheet.reaches(component, both):
        return None
    new: dict[int, Exact] = {}
    for one, other in zip(both, (*lower, *upper), strict=True):
        value, printed = sheet.values[other], sheet.values[one]
        if value != printed:
            if value is None or printed is None:
                return None
            new[one] = value
    touched = {at for cell in new for at, _ in sheet.touched(cell)}
    if not touched.issuperset(component) or any(_gap(sheet, at, new) for at in touched):
        return None
    return Act(Slip.ROWS_EXCHANGED, tuple(sorted(new.items())))
