"""Results as one HTML page. What it needs at the end waits in temporary files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from markupsafe import Markup

from gxaudit.finding import Fault, Outcome, Severity
from gxaudit.render.closing import verdict
from gxaudit.render.configured import configuration_lines
from gxaudit.render.html.findings import FindingViews
from gxaudit.render.html.matrix import Matrix, groups
from gxaudit.render.html.page import policy, style, template
from gxaudit.render.html.reports import ReportView, ReportViews
from gxaudit.render.html.signs import MARKS, SEVERITY
from gxaudit.render.run import Run, Wanted, Write
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.words import OUTCOMES, fault_words
from gxaudit.settle import Result

MOST_DRAWN = 300
"""In a run of more reports, the tables of those with nothing to correct are left out: a browser
would carry hundreds of thousands of cells that nobody asked for."""
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
        self._templates = (template("report.html", language), template("tables.html", language))

    def result(self, result: Result) -> None:
        """Drawn, and kept in temporary files."""
        for fault in result.faults:
            self.fault(fault)
        if result.report is None:
            return
        self._reports += 1
        drawn = bool(result.findings or result.faults) or self._reports <= MOST_DRAWN
        view = self._views.of(self._reports, result, result.report, drawn=drawn)
        self._matrix.add(view, result)
        body, tables = (each.render(report=view) for each in self._templates)
        self._bodies.add([view.number, view.clean, body, tables])
        self._note(view, result)

    def _note(self, view: ReportView, result: Result) -> None:
        """What the first page says of the report."""
        owner = [view.number, view.agency, view.year, view.path]
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
            "blocks": self._matrix.blocks(columns),
            "bodies": self._drawn(),
            "columns": columns,
            "configured": list(configuration_lines(self._run, language)),
            "faults": self._faults,
            "found": [(mark, summary.findings[each]) for each, mark in SEVERITY.items()],
            "groups": list(groups(columns)),
            "held": self._held,
            "left_out": self._reports > MOST_DRAWN,
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
            "worst": self._worst,
        }

    def _drawn(self) -> Iterator[tuple[int, bool, Markup]]:
        """The reports as they were drawn, tables left out where there are too many."""
        for kept in self._bodies:
            number, clean, body, tables = cast("tuple[int, bool, str, str]", kept)
            shown = body if clean and self._reports > MOST_DRAWN else body + tables
            # Made by our own templates, which have escaped all that they were given.
            yield number, clean, Markup(shown)
