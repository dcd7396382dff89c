"""One report as the page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from gxaudit.finding import Severity
from gxaudit.render.html.findings import FindingView, FindingViews
from gxaudit.render.html.signs import SEVERITY, Mark
from gxaudit.render.html.tables import TableView, table_views
from gxaudit.render.spelling.words import fault_words
from gxaudit.render.telling.coverage import (
    coverage_lines,
    not_evaluated_lines,
    outcome_counts,
)
from gxaudit.render.telling.suggest import suggestion_lines
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.wording import Language


@frozen
class ReportView:
    """One report. ``number`` counts those of the run, from 1."""

    number: int
    agency: str
    year: str
    path: str
    facts: tuple[str, ...]
    """Title, form, format, encoding, configuration."""
    counts: tuple[tuple[Mark, int], ...]
    """Findings by severity, worst first, those that there are."""
    outcomes: tuple[tuple[str, int], ...]
    """Rules by outcome."""
    findings: tuple[FindingView, ...]
    tables: tuple[TableView, ...]
    coverage: str
    left: tuple[str, ...]
    """What was not verified, and why."""
    held: tuple[str, ...]
    """What was not evaluated, and why."""
    waivers: tuple[tuple[str, tuple[str, ...]], ...]
    """What is waived, and what has to be judged anew: each with lines of explanation."""
    lapsed: bool
    """Whether a waiver is stale or expired."""
    notes: tuple[str, ...]
    faults: tuple[str, ...]
    suggestion: tuple[str, ...]
    """The diff of what might be corrected, if it was asked for."""

    @property
    def marked(self) -> frozenset[int]:
        """The figures in the tables that belong to findings."""
        return frozenset(index for table in self.tables for index in table.marked)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to correct or to judge anew in it and nothing that broke."""
        return not (self.findings or self.faults or self.lapsed)


class ReportViews:
    """Makes views in one language."""

    def __init__(self, findings: FindingViews, language: Language, *, suggest: bool) -> None:
        self._findings = findings
        self._language = language
        self._suggest = suggest

    def of(self, number: int, result: Result, report: Report) -> ReportView:
        """The view of one result."""
        language = self._language
        ranked = sorted(result.findings, key=lambda each: -each.severity)
        findings = [self._findings.of(at, each, report.form) for at, each in enumerate(ranked, 1)]
        summed, *left = self._covered(result, report)
        suggestion = tuple(suggestion_lines(result, language)) if self._suggest else ()
        return ReportView(
            number=number,
            agency=agency_words(report, language),
            year="" if report.year is None else str(report.year),
            path=result.path or "-",
            facts=tuple(_facts(result, report, language)),
            counts=counts(result),
            outcomes=tuple(_outcomes(result, language)),
            findings=tuple(findings),
            tables=tuple(table_views(report, findings, result.unchecked, language)),
            coverage=summed,
            left=tuple(left),
            held=tuple(not_evaluated_lines(result, report, language)),
            waivers=tuple(_waivers(result, language)),
            lapsed=bool(result.lapsed),
            notes=tuple(note.to(language) for note in result.notes),
            faults=tuple(fault_words(fault, language) for fault in result.faults),
            suggestion=suggestion,
        )

    def _covered(self, result: Result, report: Report) -> Iterator[str]:
        return coverage_lines(result, report, self._language, detailed=True)


def _waivers(result: Result, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    if result.waived or result.standings:
        from gxaudit.render.telling.waived import waiver_lines

        for line, below in waiver_lines(result, language):
            yield line, tuple(below)


def agency_words(report: Report, language: Language) -> str:
    """The agency, or that it could not be read."""
    return report.agency or ("机关名称未读出" if language == "zh" else "agency not read")


def counts(result: Result) -> tuple[tuple[Mark, int], ...]:
    """Findings by severity, worst first, those that there are."""
    found = Counter(each.severity for each in result.findings)
    return tuple(
        (SEVERITY[each], found[each]) for each in sorted(Severity, reverse=True) if found[each]
    )


def _outcomes(result: Result, language: Language) -> Iterator[tuple[str, int]]:
    for words, count in outcome_counts(result):
        yield words.to(language), count


def _facts(result: Result, report: Report, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if report.title:
        yield report.title
    form = report.form.title.to(language)
    if report.form_evidence:
        yield form
    else:
        yield f"格式无法判断，按{form}检查" if zh else f"form unknown, audited as {form}"
    yield " ".join(each for each in (result.format, result.encoding) if each)
    if result.configuration is not None:
        yield f"配置 {result.configuration}" if zh else f"configuration {result.configuration}"
