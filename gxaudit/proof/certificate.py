"""The certificate of a set of declared rules on one form: what they watch and what can hide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, field, frozen

from gxaudit.beside import Beside
from gxaudit.equations.vectors import Variable
from gxaudit.finding import Failed
from gxaudit.forms import Form, Table
from gxaudit.judging.runner import Judged, Plan, judge
from gxaudit.proof.algebra import LARGEST, Span, smallest_dependent
from gxaudit.proof.consistent import consistent_figures
from gxaudit.proof.facts import Fact, facts_of, never_fails
from gxaudit.proof.trial import changes, trial_report
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.specimen import default_year

REPORTS = 3
SEED = 20210926

Progress = Callable[[int, int], object]
"""Told how many of how many cells have been tried."""


def _silent(_done: int, _all: int) -> None:
    pass


@frozen
class Watched:
    """One table: which rules watch each of its cells, and what errors are certain to be seen."""

    table: Table
    rules_by_cell: Mapping[str, tuple[str, ...]]
    """For every cell of the table, by address, the rules with an equation that contains it."""
    certain: int
    """So many simultaneous errors are noticed whatever their size."""
    hidden: tuple[str, ...]
    """The smallest set of cells in which errors can cancel out; empty: none up to ``LARGEST``."""

    @property
    def watched(self) -> int:
        """How many cells stand in an equation."""
        return len(self.rules_by_cell) - len(self.unwatched)

    @property
    def unwatched(self) -> tuple[str, ...]:
        """Addresses of cells that no equation contains."""
        return tuple(cell for cell, rules in self.rules_by_cell.items() if not rules)


@frozen
class Trials:
    """What happened when every cell of consistent reports was changed."""

    reports: int
    changes: int
    noticed: int
    missed: tuple[str, ...]
    """Cells that are in an equality and of which a change was not noticed."""
    idle: tuple[str, ...]
    """Rules that no single change made fail."""


@frozen
class Certificate:
    """What is proved of a set of rules on one form."""

    form: Form
    year: int
    """The report year: rules that do not apply to it prove nothing here."""
    rules: tuple[str, ...]
    """Those that apply."""
    others: tuple[str, ...]
    """Those that do not apply to this form and year."""
    equalities: int
    rank: int
    inequalities: int
    tables: tuple[Watched, ...]
    never: tuple[str, ...]
    """Rules that no figures can break."""
    implied: tuple[str, ...]
    """Rules whose every equation follows from those of the others."""
    trials: Trials
    elsewhere: tuple[str, ...] = field(default=())
    """Rules that also need the prose or another report."""

    @property
    def useless(self) -> tuple[str, ...]:
        """Rules that could be left out without anything going unnoticed."""
        return tuple(sorted({*self.never, *self.implied}))


def certify(
    rules: Sequence[Rule], form: Form, year: int | None = None, progress: Progress = _silent
) -> Certificate:
    """Prove what ``rules`` (declared ones) notice on reports of ``form``.

    ``year`` is by default the form's first that is not before 2020. Holds for reports whose cells
    could all be read: what could not be read is reported by every audit.
    """
    year = default_year(form) if year is None else year
    facts = facts_of(rules, form, year)
    certain = [fact for fact in facts if fact.certain]
    used = {fact.rule.id for fact in facts}
    return Certificate(
        form=form,
        year=year,
        rules=tuple(sorted(used)),
        others=tuple(sorted({rule.id for rule in rules} - used)),
        equalities=len(certain),
        rank=_rank(certain),
        inequalities=len(facts) - len(certain),
        tables=tuple(_watched(table, facts, form) for table in form.tables),
        never=_never(facts, form),
        implied=_implied(facts),
        trials=_trials(facts, form, year, progress),
        elsewhere=tuple(sorted({fact.rule.id for fact in facts if not fact.local})),
    )


def _rank(facts: Sequence[Fact]) -> int:
    span = Span()
    for fact in facts:
        span.add(fact.vector)
    return span.rank


def _watched(table: Table, facts: Sequence[Fact], form: Form) -> Watched:
    cells = [at for at, cell in enumerate(form.cells) if cell.table is table]
    rules: dict[int, set[str]] = {at: set() for at in cells}
    columns: dict[int, dict[int, int]] = {at: {} for at in cells}
    for number, fact in enumerate(facts):
        for variable, factor in fact.vector.items():
            if variable.cell in rules:
                rules[variable.cell].add(fact.rule.id)
                if fact.certain:
                    columns[variable.cell][number] = factor
    hidden = smallest_dependent(columns)
    return Watched(
        table,
        {form.cells[at].address: tuple(sorted(rules[at])) for at in cells},
        LARGEST if hidden is None else len(hidden) - 1,
        tuple(form.cells[at].address for at in hidden or ()),
    )


def _never(facts: Sequence[Fact], form: Form) -> tuple[str, ...]:
    can = {fact.rule.id for fact in facts if not never_fails(fact, form)}
    return tuple(sorted({fact.rule.id for fact in facts} - can))


def _implied(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Rules made of certain equalities, all of which follow from those of other rules."""
    implied = []
    for rule in sorted({fact.rule.id for fact in facts}):
        mine = [fact for fact in facts if fact.rule.id == rule]
        others = Span()
        for fact in facts:
            if fact.certain and fact.rule.id != rule:
                others.add(fact.vector)
        if all(fact.certain and others.holds(fact.vector) for fact in mine):
            implied.append(rule)
    return tuple(implied)


def _trials(facts: Sequence[Fact], form: Form, year: int, progress: Progress) -> Trials:
    """Change every cell of consistent reports, one at a time, and let the engine judge."""
    rules = tuple(dict.fromkeys(fact.rule for fact in facts))
    plan = Plan(rules, rules)
    equal = {one.cell for fact in facts if fact.certain for one in fact.vector}
    drawn = consistent_figures(facts, form, SEED, REPORTS)
    made, noticed, missed, failing = 0, 0, set[int](), set[str]()
    for number, figures in enumerate(drawn):
        report, beside = trial_report(form, year, figures)
        for at in range(len(form.cells)):
            progress(number * len(form.cells) + at + 1, len(drawn) * len(form.cells))
            for value in changes(figures[Variable("cell", at)]):
                values = list(report.values)
                values[at] = value
                found = _failing(evolve(report, values=tuple(values)), beside, plan)
                made += 1
                noticed += bool(found)
                failing |= found
                if not found and at in equal:
                    missed.add(at)
    idle = sorted({rule.id for rule in rules} - failing) if drawn else []
    addresses = tuple(form.cells[at].address for at in sorted(missed))
    return Trials(len(drawn), made, noticed, addresses, tuple(idle))


def _failing(report: Report, beside: Beside, plan: Plan) -> set[str]:
    _, judged = judge(report, plan, beside)
    return {one.rule.id for one in judged if _failed(one)}


def _failed(judged: Judged) -> bool:
    return any(isinstance(verdict, Failed) for verdict in judged.verdicts)
