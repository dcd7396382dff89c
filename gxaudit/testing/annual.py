"""Figures of a body for one year, consistent in themselves and with those of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gxaudit.forms import form_named

FORM = form_named("2021")
Figures = list[int]
"""One a cell of the form, in its order; amounts of money in hundredths."""
FIRST = {row.key: row.first for row in FORM.rows}
"""The place of the first figure of each row."""
PARTS = 6
"""Kinds of applicants; the total stands behind them."""
RESULTS = 4
"""Results of a review or suit; likewise."""
FEE = FORM.index("t2.admin_fee.amount")
RECEIVED, CARRIED_IN = FIRST["applications_received"], FIRST["carried_over_in"]
HANDLED, CARRIED_OUT = FIRST["handled_total"], FIRST["carried_over_out"]
GRANTED = FIRST["granted"]
_OUTCOMES = range(GRANTED, HANDLED, PARTS + 1)
_TABLES = tuple(
    slice(table.rows[0].first, table.rows[-1].first + len(table.rows[-1].columns))
    for table in FORM.tables
)
_WEIGHTS = (30, 6, 1, 1, 1, 1)
"""How often each kind of applicant applies: mostly people."""
_LIKELY = tuple(20 if first == GRANTED else 1 for first in _OUTCOMES)


def drawn(random: Random, volume: int, before: Figures | None, *, regulations: bool) -> Figures:
    """The figures of the year after ``before``, or of a first year.

    ``volume`` is about how many applications there are; only with ``regulations`` has the body
    made any.
    """
    values = [0] * len(FORM.cells)
    _issue(values, random, before, "normative_docs", 40)
    if regulations:
        _issue(values, random, before, "rules", 9)
    for key, most in (("permits", 900), ("penalties", 300), ("coercive", 60)):
        values[FIRST[key]] = random.randint(0, most) if random.random() < 0.7 else 0
    # Never a thousand times last year's, nor more than a department can take.
    values[FEE] = random.randint(200, 90_000) if random.random() < 0.3 else 0
    _apply(values, random, before, volume)
    for row in FORM.table(4).rows:
        for _ in range(int(random.expovariate(1.0))):
            values[row.first + random.randrange(RESULTS)] += 1
    sum_up(values)
    if before is not None:
        _unlike(values, before)
    return values


def _issue(values: Figures, random: Random, before: Figures | None, row: str, most: int) -> None:
    """Documents issued and repealed this year, and in force at its end."""
    first = FIRST[row]
    old = random.randint(most // 2, most) if before is None else before[first + 2]
    issued, repealed = random.randint(0, most // 8), random.randint(0, min(old, most // 8))
    values[first : first + 3] = issued, repealed, old + issued - repealed


def _apply(values: Figures, random: Random, before: Figures | None, volume: int) -> None:
    """Outcomes and what is left over are drawn; what was received follows."""
    count = int(random.uniform(0.6, 1.4) * volume)
    rows = random.choices(_OUTCOMES, _LIKELY, k=count)
    for row, column in zip(rows, random.choices(range(PARTS), _WEIGHTS, k=count), strict=True):
        values[row + column] += 1
    left = random.choices(range(PARTS), _WEIGHTS, k=int(random.uniform(0, 0.2) * volume))
    for column in left:
        values[CARRIED_OUT + column] += 1
    if before is None:
        for column in range(PARTS):
            values[CARRIED_IN + column] = random.randint(0, 2)
    else:
        values[CARRIED_IN : CARRIED_IN + PARTS] = before[CARRIED_OUT : CARRIED_OUT + PARTS]


def sum_up(values: Figures) -> Figures:
    """The same figures, of which those that follow from others are written anew."""
    for column in range(PARTS):
        handled = sum(values[GRANTED + column : HANDLED : PARTS + 1])
        carried_in = values[CARRIED_IN + column]
        # What came from last year was at least done with or left again.
        short = max(0, carried_in - handled - values[CARRIED_OUT + column])
        values[GRANTED + column] += short
        values[HANDLED + column] = handled + short
        scope = handled + short + values[CARRIED_OUT + column]
        values[RECEIVED + column] = scope - carried_in
    for row in FORM.table(3).rows:
        values[row.first + PARTS] = sum(values[row.first : row.first + PARTS])
    for row in FORM.table(4).rows:
        values[row.first + RESULTS] = sum(values[row.first : row.first + RESULTS])
    return values


def _unlike(values: Figures, before: Figures) -> None:
    """No table is last year's by chance."""
    for table, first in zip(_TABLES, (FIRST["permits"], GRANTED, FIRST["review"]), strict=True):
        if values[table] == before[table] and any(values[table]):
            values[first] += 1
            sum_up(values)


def standing(values: Figures) -> Figures:
    """The figures of a year changed so that all of the next could be the same: as much comes in as
    goes out, and every table has four figures that follow from no others.
    """
    docs = FIRST["normative_docs"]
    # No fewer are in force than before: it is this year that the stock follows from last year's.
    more = values[docs] - values[docs + 1]
    values[docs + 2] -= more
    values[docs] = values[docs + 1] = 1 + max(values[docs : docs + 2])
    for row in ("permits", "penalties"):
        values[FIRST[row]] += 1
    for row in ("review", "litigation_direct"):
        for at in range(2):
            values[FIRST[row] + at] += 1
    for at in range(4):
        values[GRANTED + at] += 1
    values[CARRIED_OUT : CARRIED_OUT + PARTS] = values[CARRIED_IN : CARRIED_IN + PARTS]
    return sum_up(values)


def added(every: Sequence[Figures]) -> Figures:
    """The figures of a body whose members these are of."""
    return [sum(cell) for cell in zip(*every, strict=True)]


def printed(values: Figures) -> list[str]:
    """Figures as the form has them."""
    found = [str(value) for value in values]
    yuan, rest = divmod(values[FEE], 100)
    found[FEE] = f"{yuan}.{rest:02}" if rest else str(yuan)
    return found
