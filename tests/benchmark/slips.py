"""Root causes found in tables with planted slips: how many, how surely, how fast.

``python -m tests.benchmark.slips`` prints the rates beside the last recorded ones.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from gxaudit.diagnose import Cause, system_of
from gxaudit.equations.compile import compile_identity
from gxaudit.forms import form_named
from gxaudit.packs import packaged

FORM = form_named("2021")
TABLE = FORM.table(3)
CELLS = [at for at, cell in enumerate(FORM.cells) if cell.table is TABLE]
PARTS = 6
SEED = 4
SYSTEM = system_of(
    FORM,
    tuple(
        one
        for name in ("balance", "totals")
        for rule in packaged("gxaudit", f"{name}.gxr").rules
        if rule.forms is None or FORM.name in rule.forms
        for identity in rule.identities
        for one in compile_identity(identity, FORM)
    ),
)
Values = list[int]
Leaf = Callable[[Random], int]
Slipped = Callable[[Random, int], int]


def dense(random: Random) -> int:
    """A leaf from 1 to 99."""
    return random.randint(1, 99)


def city(random: Random) -> int:
    """A leaf of a large city: 40 % zeros, the others heavy-tailed."""
    return 0 if random.random() < 0.4 else int(random.paretovariate(0.7))


def sparse(random: Random) -> int:
    """A leaf of a small office: 70 % zeros, the others small."""
    return 0 if random.random() < 0.7 else random.randint(1, 20)


PROFILES: dict[str, Leaf] = {"dense": dense, "city": city, "sparse": sparse}


def table(random: Random, leaf: Leaf) -> Values:
    """A whole form whose table 3 is consistent; the other tables hold zeros."""
    outcomes = [row.key for row in TABLE.rows][2:-2]
    rows = {key: [leaf(random) for _ in range(PARTS)] for key in outcomes}
    handled = [sum(column) for column in zip(*rows.values(), strict=True)]
    out = [leaf(random) for _ in range(PARTS)]
    scope = [done + left for done, left in zip(handled, out, strict=True)]
    carried = [min(leaf(random), all_) for all_ in scope]
    rows["handled_total"], rows["carried_over_out"] = handled, out
    rows["carried_over_in"] = carried
    rows["applications_received"] = [a - b for a, b in zip(scope, carried, strict=True)]
    values = [0] * len(FORM.cells)
    for row in TABLE.rows:
        figures = rows[row.key]
        values[row.first : row.first + PARTS + 1] = [*figures, sum(figures)]
    return values


def typing(random: Random, value: int) -> int:
    """A digit replaced, dropped, doubled or transposed, or the figure zeroed."""
    text = str(value)
    at = random.randrange(len(text))
    kind = random.randrange(5)
    if kind == 0:
        text = text[:at] + random.choice("0123456789") + text[at + 1 :]
    elif kind == 1:
        text = text[:at] + text[at + 1 :]
    elif kind == 2:
        text = text[:at] + text[at] + text[at:]
    elif kind == 3:
        text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    else:
        text = "0"
    return int(text) if text else value


def unit(random: Random, value: int) -> int:
    """One more or one less."""
    return value + random.choice((-1, 1))


def changed(random: Random, slip: Slipped, value: int) -> int:
    """A slip that changes something and leaves a count."""
    while True:
        made = slip(random, value)
        if made != value and made >= 0:
            return made


def planted(random: Random, leaf: Leaf, slip: Slipped, count: int) -> tuple[Values, Values]:
    """A consistent table, and the same with slips in ``count`` different cells."""
    true = table(random, leaf)
    wrong = list(true)
    for at in random.sample(CELLS, count):
        wrong[at] = changed(random, slip, true[at])
    return true, wrong


def truth_of(true: Values, wrong: Values) -> dict[int, int]:
    """The changes that would put everything right."""
    return {at: one for at, one in enumerate(true) if one != wrong[at]}


def ranks(causes: tuple[Cause, ...], truth: dict[int, int]) -> int | None:
    """The worst position of the truth among the repairs of each cause; None where it is not."""
    worst = 0
    left = dict(truth)
    for cause in causes:
        for at, repair in enumerate(cause.repairs):
            changes = {one.cell: one.after for one in repair.changes}
            if all(truth.get(cell) == after for cell, after in changes.items()):
                worst = max(worst, at)
                for cell in changes:
                    left.pop(cell)
                break
        else:
            return None
    return None if left else worst
