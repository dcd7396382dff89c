"""What a store keeps of a result: rows of its tables, in the order of their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from gxaudit.corpus.identity import Identity
from gxaudit.corpus.matrix import Cell, Unit
from gxaudit.entity import Entity
from gxaudit.finding import Fault, Finding, Severity
from gxaudit.forms import shipped_forms
from gxaudit.render.spelling.places import spelled
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.store.schema import (
    STATES,
    column_of,
    figure_at,
    figures,
    holds,
)

if TYPE_CHECKING:
    from gxaudit.rule import Rule

Value = str | int | Decimal | date | None
Row = Sequence[Value]
_LONGEST = 10_000
"""Characters of a text; one may quote a line of megabytes."""


def report_row(number: int, result: Result, report: Report, owner: Identity) -> Row:
    """Its row of ``reports``: what it is, counts, every figure, every state."""
    entity = owner.entity
    by_severity = Counter(finding.severity for finding in result.findings)
    return (
        number,
        _cut(result.path),
        sha256(result.text.encode("utf-8", "surrogatepass")).hexdigest(),
        _cut(report.agency),
        _cut(owner.unit),
        _cut(entity.parent if entity else None),
        entity.level.value if entity and entity.level else None,
        owner.year,
        owner.published,
        report.form.name,
        report.form_evidence,
        _cut(report.title),
        result.format,
        result.encoding,
        _cut(result.configuration),
        by_severity[Severity.ERROR],
        by_severity[Severity.WARNING],
        by_severity[Severity.NOTE],
        len(result.waived),
        len(result.faults),
        result.coverage.figures,
        len(result.unchecked),
        *_figures(report),
    )


def _figures(report: Report) -> list[Value]:
    """Every number, then every state."""
    known = _positions(report.form.name)
    numbers: list[Value] = [None if at is None else figure_at(report, at) for at in known]
    return numbers + [None if at is None else STATES[report.states[at]] for at in known]


@lru_cache(maxsize=8)
def _positions(form: str) -> tuple[int | None, ...]:
    """Of each figure: its flat index in the form, None where the form has no such cell."""
    known = next(each for each in shipped_forms() if each.name == form)
    at = {spec.key: index for index, spec in enumerate(known.cells)}
    return tuple(at.get(each.key) for each in figures())


def finding_rows(number: int, result: Result) -> Iterator[Row]:
    """Rows of ``findings``: what counts, then what is waived and by what."""
    for finding in result.findings:
        yield _finding(number, finding, None)
    for one in result.waived:
        yield _finding(number, one.finding, one.kind)


def _finding(number: int, finding: Finding, waived: str | None) -> Row:
    line, column = _line(finding)
    return (
        number,
        finding.rule,
        finding.version,
        finding.severity.label,
        finding.confidence.value,
        _cut(finding.address),
        _cut(finding.key),
        line,
        column,
        _cut(spelled(finding, "zh") or None),
        _cut(spelled(finding, "en") or None),
        _cut(finding.message.zh),
        _cut(finding.message.en),
        _cut(finding.expected),
        _cut(finding.actual),
        finding.fingerprint,
        waived,
    )


def _line(finding: Finding) -> tuple[int | None, int | None]:
    """In the file itself, where it has lines."""
    location = finding.location
    if location is None:
        return None, None
    if location.place is not None:
        return location.place.line, location.place.char
    return location.line, location.column


def claim_rows(number: int, report: Report) -> Iterator[Row]:
    """Rows of ``claims``, in the order of the text."""
    for claim in report.claims:
        yield (
            number,
            claim.metric,
            claim.value if holds(claim.value, 20, 6) else None,
            claim.unit,
            claim.qualifier,
            claim.polarity,
            claim.ambiguous,
            _cut(claim.quote),
        )


def outcome_rows(number: int, result: Result) -> Iterator[Row]:
    """Rows of ``outcomes``, by rule."""
    for rule, tally in result.outcomes.items():
        yield (
            number,
            rule,
            tally.outcome.value,
            tally.failed,
            tally.not_evaluated,
            tally.passed,
            tally.not_applicable,
            _cut("\n".join(reason.zh for reason in tally.reasons) or None),
            _cut("\n".join(reason.en for reason in tally.reasons) or None),
        )


def fault_row(number: int | None, fault: Fault) -> Row:
    """A row of ``faults``; without a number it is of no report."""
    said = fault.message
    return (
        number,
        _cut(fault.path),
        fault.kind,
        fault.rule,
        _cut(fault.plugin),
        _cut(said.zh),
        _cut(said.en),
    )


def entity_row(entity: Entity) -> Row:
    """A row of ``entities``."""
    level = entity.level.value if entity.level else None
    return _cut(entity.name), level, _cut(entity.parent), entity.complete


def gap_row(unit: Unit, cell: Cell) -> Row:
    """A row of ``gaps``: a body and a year for which there is no report that can be read."""
    entity = unit.entity
    return (
        _cut(unit.name),
        _cut(entity.parent if entity else None),
        cell.year,
        cell.filing.value,
        _cut(cell.lost),
        entity is not None,
    )


def rule_row(rule: Rule) -> Row:
    """A row of ``rules``."""
    return rule.id, rule.version, rule.severity.label, rule.title.zh, rule.title.en


def cell_rows() -> Iterator[Row]:
    """Rows of ``cells``: what each column of figures stands for, form by form."""
    for form in shipped_forms():
        for spec in form.cells:
            yield (
                form.name,
                spec.key,
                column_of(spec.key),
                spec.address,
                spec.row.label,
                spec.column.label,
                spec.column.unit or None,
            )


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}...({len(text)})"
