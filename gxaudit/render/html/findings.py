"""Findings as the page shows them: what is wrong, where, by which figures, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from gxaudit.cause import Cause
from gxaudit.finding import Confidence, Equation, Finding, Location
from gxaudit.forms import Form
from gxaudit.render.html.signs import SEVERITY, Mark
from gxaudit.render.spelling.addresses import compact, shortened
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.spelling.places import spelled
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.render.telling.cause import MOST, repair_words
from gxaudit.render.telling.details import further_cells
from gxaudit.render.telling.equation import Term, is_alone, sign, terms, zeros_words
from gxaudit.rule import Rule
from gxaudit.wording import Language, Text

_AROUND = 120
"""Characters of the report that are quoted before and after the marked ones."""
_CAUSES = {
    "cells": Text("数字填错", "A wrong figure"),
    "row": Text("整行错位", "A displaced row"),
    "prose": Text("正文与表格不一致", "Prose and table disagree"),
    "open": Text("数字互相矛盾，无法确定是哪一格", "Figures contradict each other"),
}
"""What a finding is called that has several rules behind it."""


@frozen
class TermView:
    """A term of an equation: the figure, and below it where it stands."""

    sign: str
    number: str
    label: str


@frozen
class SideView:
    """One side of an equation; ``total`` is None where the side is one figure as it stands."""

    terms: tuple[TermView, ...]
    total: str | None


@frozen
class EquationView:
    """An equation with its numbers; ``rule`` is the title of the rule that it belongs to."""

    left: SideView
    sign: str
    right: SideView
    rule: str = ""


@frozen
class Quote:
    """What the report says, and which part of it is meant."""

    before: str
    marked: str
    after: str


@frozen
class FindingView:
    """One finding. ``number`` counts those of its report, from 1, worst first."""

    number: int
    mark: Mark
    level: str
    title: str
    rules: tuple[str, ...]
    message: str
    where: str
    address: str | None
    cell: int | None
    """The figure it is about, as index in the form."""
    accused: frozenset[int]
    """The figures that it says are wrong; without a single repair, the one it stands at."""
    suspected: frozenset[int]
    """Those that may be wrong by one of several repairs."""
    involved: frozenset[int]
    """Further ones that it is about, or that enter its equations."""
    quote: Quote | None
    equations: tuple[EquationView, ...]
    evidence: tuple[str, ...]
    """What its rules found otherwise than by an equation."""
    compared: tuple[str, str] | None
    """What would be expected and what stands there, where no equation says it."""
    diagnosis: str
    repairs: tuple[str, ...]
    more: int
    """Repairs that are not listed."""
    further: str
    likely: bool
    how: tuple[str, ...]
    """What to check, rule by rule."""
    basis: tuple[str, ...]


class FindingViews:
    """Makes views in one language, with the words of the rules that are loaded."""

    def __init__(self, rules: Mapping[str, Rule], language: Language) -> None:
        self._rules = rules
        self._language = language

    def of(self, number: int, finding: Finding, form: Form | None) -> FindingView:
        """The view of one finding."""
        language = self._language
        names = tuple(dict.fromkeys(each.rule for each in finding.evidence or (finding,)))
        rules = [self._rules[name] for name in names if name in self._rules]
        further = further_cells(finding)
        basis = (each.to(language) for rule in rules for each in rule.basis)
        return FindingView(
            number=number,
            mark=SEVERITY[finding.severity],
            level=SEVERITIES[finding.severity].to(language),
            title=self._title(finding, names),
            rules=names,
            message=finding.message.to(language),
            where=spelled(finding, language),
            address=finding.address,
            cell=index_of(form, finding.address),
            accused=_indices(form, _accused(finding)),
            suspected=_indices(form, _changed(finding.cause)),
            involved=_indices(form, _entering(finding)),
            quote=_quote(finding),
            equations=tuple(self._equations(finding, form)),
            evidence=tuple(
                each.message.to(language) for each in finding.evidence if each.equation is None
            ),
            compared=_compared(finding),
            diagnosis=_diagnosis(finding, language),
            repairs=tuple(_repairs(finding.cause, language)),
            more=max(0, len(finding.cause.repairs) - MOST) if finding.cause else 0,
            further=shortened(compact(further, form, language) if form else further, language),
            likely=finding.confidence is Confidence.LIKELY,
            how=tuple(rule.explanation.how.to(language) for rule in rules),
            basis=tuple(dict.fromkeys(basis)),
        )

    def _title(self, finding: Finding, names: tuple[str, ...]) -> str:
        if len(names) > 1 and finding.cause is not None:
            return _CAUSES[finding.cause.kind].to(self._language)
        return self._named(finding.rule)

    def _named(self, name: str) -> str:
        return self._rules[name].title.to(self._language) if name in self._rules else name

    def _equations(self, finding: Finding, form: Form | None) -> Iterator[EquationView]:
        if finding.equation is not None:
            yield self._equation(finding.equation, form, "")
        for each in finding.evidence:
            if each.equation is not None:
                yield self._equation(each.equation, form, self._named(each.rule))

    def _equation(self, equation: Equation, form: Form | None, rule: str) -> EquationView:
        left = tuple(terms(equation.left, equation.left_sum, form))
        right = tuple(terms(equation.right, equation.right_sum, form))
        return EquationView(
            self._side(left, digits(equation.left_sum), form),
            sign(equation),
            self._side(right, digits(equation.right_sum), form),
            rule,
        )

    def _side(self, side: tuple[Term, ...], total: str, form: Form | None) -> SideView:
        shown = [self._term(each, form) for each in side]
        return SideView(tuple(shown), None if is_alone(side) else total)

    def _term(self, term: Term, form: Form | None) -> TermView:
        number = term.number if term.factor == 1 else f"{term.factor} × {term.number}"
        if len(term.addresses) > 1:
            return TermView(term.sign, number, zeros_words(term.addresses, form, self._language))
        return TermView(term.sign, number, "".join(term.addresses))


def index_of(form: Form | None, address: str | None) -> int | None:
    """The index of a figure in the form; None for what the form does not have."""
    if form is None or address is None:
        return None
    try:
        return form.index(address)
    except KeyError:
        return None


def _indices(form: Form | None, names: Iterable[str]) -> frozenset[int]:
    found = (index_of(form, name) for name in names)
    return frozenset(index for index in found if index is not None)


def _accused(finding: Finding) -> Iterator[str]:
    if finding.address is not None:
        yield finding.address
    if finding.cause is not None and len(finding.cause.repairs) == 1:
        yield from _changed(finding.cause)


def _changed(cause: Cause | None) -> Iterator[str]:
    for repair in cause.repairs[:MOST] if cause is not None else ():
        yield from (each.address for each in repair.changes)


def _entering(finding: Finding) -> Iterator[str]:
    yield from finding.cells
    for one in (finding, *finding.evidence):
        if one.equation is not None:
            yield from (each.address for each in one.equation.left + one.equation.right)


def _quote(finding: Finding) -> Quote | None:
    """The words of a line of prose; figures of tables are shown in their table."""
    place = finding.location
    if place is None or finding.address is not None or not place.excerpt.strip():
        return None
    return _cut(place)


def _cut(place: Location) -> Quote:
    line = place.excerpt
    if place.column <= 1 and place.end_column > len(line):
        # The whole line is meant: to mark all of it would mark nothing.
        shown = _barred(line.rstrip()[: 2 * _AROUND])
        return Quote(shown + ("…" if len(line.rstrip()) > 2 * _AROUND else ""), "", "")
    start = min(max(place.column - 1, 0), len(line))
    end = min(max(place.end_column - 1, start), len(line))
    first, last = max(0, start - _AROUND), end + _AROUND
    return Quote(
        ("…" if first else "") + _barred(line[first:start]),
        _barred(line[start:end]),
        _barred(line[end:last]) + ("…" if last < len(line) else ""),
    )


def _barred(text: str) -> str:
    """Cells of a row apart from each other."""
    return text.replace("\t", " | ")


def _compared(finding: Finding) -> tuple[str, str] | None:
    expected, actual = finding.expected, finding.actual
    if finding.equation is not None or finding.evidence:
        return None
    if expected is None or actual is None or actual == expected:
        return None
    return expected, actual


def _diagnosis(finding: Finding, language: Language) -> str:
    cause = finding.cause
    if cause is None or cause.verdict == finding.message:
        return ""
    return cause.verdict.to(language)


def _repairs(cause: Cause | None, language: Language) -> Iterator[str]:
    """What else might be wrong; a single repair is told by the message."""
    if cause is not None and len(cause.repairs) > 1:
        for repair in cause.repairs[:MOST]:
            yield repair_words(repair, language)
