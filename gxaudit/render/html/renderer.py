"""Results as one HTML page. What it needs at the end waits in temporary files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast

from markupsafe import Markup

from gxaudit.finding import Fault, Outcome, Severity
from gxaudit.render.html.batches import BATCH, batched
from gxaudit.render.html.findings import FindingViews
from gxaudit.render.html.matrix import Matrix, groups
from gxaudit.render.html.page import policy, style, template
from gxaudit.render.html.reports import ReportView, ReportViews
from gxaudit.render.html.signs import MARKS, SEVERITY
from gxaudit.render.run import Run, Wanted, Write
from gxaudit.render.spelling.words import OUTCOMES, fault_words
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import verdict, waiver_counts
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.settle import Result

MANY = 300
"""In a run of more reports, only tables in which a finding marks something are drawn: a browser
would carry hundreds of thousands of cells that nobody asked for."""
_Body = tuple[int, bool, str, list[tuple[bool, str]]]
"""A report that was drawn: number, whether it is clean, page, its tables and whether marked."""
_FIRST = 3
"""Findings of a report that the first page tells."""


class HtmlRenderer:
    """Draws each report when it comes; the first page, which needs all of them, at the end."""

    def __init__(self, write: Write, wanted: Wanted) -> None:
        self._write = write
        self._wanted = wanted
        self._reports = 0
        self._faults = Spool()
        self._held = Spool()
        self._lapsed = Spool()
        self._bodies = Spool()
        self._worst = {each: Spool() for each in sorted(Severity, reverse=True)}

    def begin(self, run: Run) -> None:
        """Nothing is written yet: the verdict stands first."""
        language, rules = self._wanted.language, run.rules
        self._run = run
        self._matrix = Matrix(rules, language)
        self._views = ReportViews(
            FindingViews(rules, language), language, suggest=self._wanted.suggest
        )
        self._templates = (template("report.html", language), template("table.html", language))

    def result(self, result: Result) -> None:
        """Drawn, and kept in temporary files."""
        for fault in result.faults:
            self.fault(fault)
        if result.report is None:
            return
        self._reports += 1
        view = self._views.of(self._reports, result, result.report)
        self._matrix.add(view, result)
        body, table = self._templates
        tables = [
            [bool(each.marked), table.render(report=view, table=each)]
            for each in view.tables
            if each.marked or not self._many
        ]
        self._bodies.add([view.number, view.clean, body.render(report=view), tables])
        self._note(view, result)

    @property
    def _many(self) -> bool:
        return self._reports > MANY

    def _note(self, view: ReportView, result: Result) -> None:
        """What the first page says of the report."""
        owner = [view.number, view.agency, view.year, view.path]
        if view.lapsed:
            self._lapsed.add([*owner, view.waivers])
        if view.held:
            self._held.add([*owner, view.held])
        if result.findings:
            first = [[each.number, each.mark.css, each.message] for each in view.findings[:_FIRST]]
            found = {mark.css: count for mark, count in view.counts}
            worst = max(each.severity for each in result.findings)
            self._worst[worst].add([*owner, found, first, len(view.findings) - len(first)])

    def fault(self, fault: Fault) -> None:
        """Kept."""
        self._faults.add([fault.path or "", fault_words(fault, self._wanted.language)])

    def end(self, summary: Summary) -> None:
        """The page, piece by piece."""
        for piece in template("page.html", self._wanted.language).generate(self._page(summary)):
            self._write(piece)

    def _page(self, summary: Summary) -> dict[str, object]:
        """What the page tells; reports and rows are read from their files when they are told."""
        language, columns = self._wanted.language, self._matrix.columns()
        return {
            "batch": BATCH,
            "blocks": self._matrix.blocks(columns),
            "bodies": self._drawn(),
            "columns": columns,
            "configured": list(configuration_lines(self._run, language)),
            "faults": self._faults,
            "found": [(mark, summary.findings[each]) for each, mark in SEVERITY.items()],
            "groups": list(groups(columns)),
            "held": self._held,
            "lapsed": self._lapsed,
            "long": self._many,
            "marks": MARKS,
            "not_evaluated": summary.outcomes[Outcome.NOT_EVALUATED],
            "outcomes": [OUTCOMES[each].to(language) for each in Outcome],
            "policy": policy(),
            "reports": self._reports,
            "style": style(),
            "summary": summary,
            "today": self._run.today.isoformat(),
            "troubled": any(spool.count for spool in self._worst.values()),
            "verdict": verdict(summary, language),
            "version": self._run.version,
            "waived": list(waiver_counts(summary, language)),
            "wrong": batched(chain.from_iterable(self._worst.values()), BATCH),
        }

    def _drawn(self) -> Iterator[tuple[int, bool, Markup, Markup]]:
        """The reports and their tables as they were drawn."""
        for kept in self._bodies:
            number, clean, body, tables = cast(
                "tuple[int, bool, str, list[tuple[bool, str]]]", kept
            )
            shown = "".join(table for marked, table in tables if marked or not self._many)
            # Made by our own templates, which have escaped all that they were given.
            yield number, clean, Markup(body), Markup(shown)
