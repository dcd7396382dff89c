"""Root causes of planted slips: how often they are found, how surely, and how fast.

``python -m tests.benchmark.slips`` prints the rates beside the last recorded ones, which are a
table in docs/diagnosis.md; ``--write`` records these instead, ``--seed`` draws other tables. It
judges nothing.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from attrs import define
from tabulate import tabulate

from gxaudit.diagnose import Cause, Equality, Kind, diagnose, system_of
from gxaudit.diagnose.system import equality
from gxaudit.equations.compile import compile_identity
from gxaudit.forms import form_named
from gxaudit.packs import packaged

FORM = form_named("2021")
TABLE = FORM.table(3)
CELLS = [at for at, cell in enumerate(FORM.cells) if cell.table is TABLE]
PARTS = 6
_TWO = FORM.row("carried_over_in")
ROW_TWO = range(_TWO.first, _TWO.first + PARTS + 1)
SEED = 4
DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnosis.md"
CHINESE = DOCUMENT.with_name("diagnosis.zh-CN.md")
BEGIN, END = "<!-- slips -->", "<!-- end of slips -->"
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
Values = list[int | None]
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
    values: Values = [0] * len(FORM.cells)
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
        wrong[at] = changed(random, slip, true[at] or 0)
    return true, wrong


def shifted(random: Random, leaf: Leaf) -> tuple[Values, Values]:
    """A consistent table, and the same with one row shifted by one from some cell on."""
    while True:
        true = table(random, leaf)
        wrong = list(true)
        row = random.choice(TABLE.rows)
        cells = true[row.first : row.first + PARTS + 1]
        at = random.randrange(PARTS)
        left = [*cells[:at], *cells[at + 1 :], 0]
        right = [*cells[:at], 0, *cells[at:PARTS]]
        wrong[row.first : row.first + PARTS + 1] = random.choice((left, right))
        if wrong != true:
            return true, wrong


def without_totals(
    random: Random, leaf: Leaf, cells: Sequence[int] = CELLS
) -> tuple[Values, Values]:
    """A table whose last column is not there, and the same with a slip in another column."""
    true: Values = list(table(random, leaf))
    for row in TABLE.rows:
        true[row.first + PARTS] = None
    wrong = list(true)
    at = random.choice([cell for cell in cells if true[cell] is not None])
    wrong[at] = changed(random, typing, true[at] or 0)
    return true, wrong


def carried_in(true: Values) -> list[Equality]:
    """What last year's report says of row 二, where it is right."""
    return [equality({at: 1}, -value) for at in ROW_TWO if (value := true[at]) is not None]


@define
class Tally:
    """What became of the slips of one kind."""

    name: str
    last_year: bool = False
    """Whether last year's report is there."""
    drawn: int = 0
    first: int = 0
    """The truth is the first repair of each cause."""
    three: int = 0
    """It is among the first three."""
    listed: int = 0
    """It is among the repairs."""
    only: int = 0
    """It is said to be the only change, and is the truth."""
    wrong: int = 0
    """Something else is said to be the only change."""
    best: float = 0.0
    """Two slips of one unit: how often the best of rankings could expect to have the truth first,
    since all repairs by one unit are equally likely then."""
    best_three: float = 0.0
    """The same among the first three."""
    unlocated: int = 0
    """It is said that this cannot be located, and why."""
    seconds: float = 0.0

    def add(self, true: Values, wrong: Values) -> None:
        """Diagnose one table."""
        started = time.process_time()
        causes = diagnose(SYSTEM, wrong, witnesses=carried_in(true) if self.last_year else ())
        self.seconds += time.process_time() - started
        worst = rank(causes, {at: one for at, one in enumerate(true) if one != wrong[at]})
        self.drawn += 1
        self.best += chance(causes, 1)
        self.best_three += chance(causes, 3)
        self.first += worst == 0
        self.three += worst is not None and worst < 3
        self.listed += worst is not None
        proved = bool(causes) and all(cause.only for cause in causes)
        self.only += proved and worst == 0
        self.wrong += proved and worst != 0
        self.unlocated += any(cause.kind is Kind.UNLOCATED for cause in causes)

    def cells(self) -> list[str]:
        """One line of the table."""
        counts = (self.only, self.wrong, self.first, self.three, self.listed, self.unlocated)
        # Never rounded up: 100.0 is all of them.
        rates = [f"{1000 * count // self.drawn / 10:.1f}" for count in counts]
        best = [f"{100 * one / self.drawn:.1f}" for one in (self.best, self.best_three)]
        rates[2:2] = best if "unit" in self.name else ["", ""]
        return [self.name, str(self.drawn), *rates, f"{1000 * self.seconds / self.drawn:.2f}"]


def chance(causes: Sequence[Cause], guesses: int) -> float:
    """How likely so many guesses meet the truth where every slip is of one unit."""
    likely = 1.0
    for cause in causes:
        units = sum(
            all(one.before is not None and abs(one.before - one.after) == 1 for one in each.changes)
            for each in cause.repairs
        )
        likely *= min(1.0, guesses / (units or 1))
    return likely


def rank(causes: Sequence[Cause], truth: Mapping[int, int | None]) -> int | None:
    """The worst place of the truth among the repairs of a cause; None where it is not there."""
    worst = 0
    left = set(truth)
    for cause in causes:
        for at, repair in enumerate(cause.repairs):
            changes = {one.cell: one.after for one in repair.changes if one.cell is not None}
            if all(truth.get(cell) == after for cell, after in changes.items()):
                worst = max(worst, at)
                left -= set(changes)
                break
        else:
            return None
    return None if left else worst


Draw = Callable[[Random, Leaf], tuple[Values, Values]]
DRAWN: Sequence[tuple[str, int, Draw]] = (
    ("one slip", 1000, lambda random, leaf: planted(random, leaf, typing, 1)),
    # Ten times as many as were asked for: 300 leave a standard error of more than two points.
    ("two slips, typing", 3000, lambda random, leaf: planted(random, leaf, typing, 2)),
    ("two slips, unit", 3000, lambda random, leaf: planted(random, leaf, unit, 2)),
    ("a row shifted", 300, shifted),
    ("one slip, no 总计", 300, without_totals),
    ("one slip in 二, no 总计", 300, lambda random, leaf: without_totals(random, leaf, ROW_TWO)),
)
WITH_LAST_YEAR = frozenset(("one slip, no 总计", "one slip in 二, no 总计"))
"""These are drawn again, with last year's report."""


def measured(seed: int) -> Iterator[list[str]]:
    """Every line of the table."""
    for name, count, draw in DRAWN:
        for last_year in (False, True)[: 1 + (name in WITH_LAST_YEAR)]:
            for profile, leaf in PROFILES.items():
                random = Random(f"{seed} {name} {profile}")
                shown = f"{name}, last year" if last_year else name
                tally = Tally(f"{shown}: {profile}", last_year)
                for _ in range(count):
                    tally.add(*draw(random, leaf))
                yield tally.cells()


HEAD = (
    *("slips", "drawn", "only", "wrong", "best", "best 3"),
    *("first", "in 3", "listed", "unlocated", "ms"),
)


HEAD_ZH = (
    *("笔误", "张数", "唯一", "判错", "极限", "极限三"),
    *("第一", "前三", "列出", "无法定位", "毫秒"),
)
_ZH = {
    "one slip": "一处笔误",
    "two slips, typing": "两处录入笔误",
    "two slips, unit": "两处差一",
    "a row shifted": "一行错列",
    "one slip, no 总计": "一处笔误，没有总计",
    "one slip, no 总计, last year": "一处笔误，没有总计，有上年报告",
    "one slip in 二, no 总计": "第二项一处笔误，没有总计",
    "one slip in 二, no 总计, last year": "第二项一处笔误，没有总计，有上年报告",
    "dense": "稠密",
    "city": "城市",
    "sparse": "稀疏",
}


def lines_of(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> list[str]:
    """The table in Markdown."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]


def _chinese(row: Sequence[str]) -> list[str]:
    kind, _, profile = row[0].partition(": ")
    return [f"{_ZH[kind]}：{_ZH[profile]}", *row[1:]]


def recorded() -> dict[str, list[str]]:
    """The lines that docs/diagnosis.md has, by name."""
    text = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    table_ = text.partition(BEGIN)[2].partition(END)[0]
    rows = [line.strip("| ").split(" | ") for line in table_.splitlines() if line.startswith("|")]
    return {row[0]: row for row in rows if len(row) == len(HEAD)}


def write(rows: Sequence[Sequence[str]]) -> None:
    """Put the table into docs/diagnosis.md, and in Chinese into docs/diagnosis.zh-CN.md."""
    tables = {DOCUMENT: lines_of(rows), CHINESE: lines_of(list(map(_chinese, rows)), HEAD_ZH)}
    for document, lines in tables.items():
        before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        body = "\n".join(lines)
        document.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Draw, diagnose, and print one table: figures beside the recorded ones where they differ."""
    parser = ArgumentParser(prog="python -m tests.benchmark.slips", description=__doc__)
    parser.add_argument("--write", action="store_true", help="record in docs/diagnosis.md")
    parser.add_argument("--seed", type=int, default=SEED, help="draws other tables")
    options = parser.parse_args()
    rows = list(measured(options.seed))
    old = recorded()
    shown = [
        [new if new == was else f"{new} ({was})" for new, was in zip(row, old[row[0]], strict=True)]
        if row[0] in old
        else row
        for row in rows
    ]
    print("Root causes: rates in percent, mean milliseconds; recorded figures in brackets")
    print(tabulate(shown, HEAD, disable_numparse=True, colalign=("left", *["right"] * 10)))
    if options.write:
        write(rows)


if __name__ == "__main__":
    main()
