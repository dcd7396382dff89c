"""Results as one HTML page, or for many reports an overview and a page for each. What is needed at
the end waits in temporary files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import chain
from typing import cast

from markupsafe import Markup

from gxaudit.finding import Fault, Outcome, Severity
from gxaudit.render.html.batches import BATCH, batched
from gxaudit.render.html.findings import FindingViews
from gxaudit.render.html.matrix import Matrix, groups
from gxaudit.render.html.overview import rule_views, trends_view, units_view
from gxaudit.render.html.page import policy, style, template
from gxaudit.render.html.pages import Lines, Pages, inside
from gxaudit.render.html.reports import ReportView, ReportViews
from gxaudit.render.html.signs import MARKS, SEVERITY
from gxaudit.render.overview.byrule import WAYS
from gxaudit.render.overview.overview import Overview
from gxaudit.render.overview.standing import LEGEND
from gxaudit.render.run import Run, Wanted
from gxaudit.render.sinks import Sink
from gxaudit.render.spelling.words import fault_words
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import verdict, waiver_counts
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.settle import Result

PAGES = 50
"""A run of more reports is an overview and a page for each, where there is room beside a file."""
MANY = 300
"""In one page of more reports, only tables in which a finding marks something are drawn: a browser
would carry hundreds of thousands of cells that nobody asked for."""
_Body = tuple[int, bool, str, str, list[tuple[bool, str]]]
"""A report that was drawn: number, whether it is clean, whose it is, page, its tables and whether
marked."""
_FIRST = 3
"""Findings of a report that the first page tells."""
_MOST = 20
"""Reports that an overview tells so much of."""


class HtmlRenderer:
    """Draws each report when it comes; the first page, which needs all of them, at the end."""

    def __init__(self, sink: Sink, wanted: Wanted) -> None:
        self._sink = sink
        self._wanted = wanted
        self._reports = 0
        self._pages: Pages | None = None
        self._faults = Spool()
        self._held = Spool()
        self._lapsed = Spool()
        self._bodies = Spool()
        self._lines = Lines()
        self._worst = {each: Spool() for each in sorted(Severity, reverse=True)}

    def begin(self, run: Run) -> None:
        """Nothing is written yet: the verdict stands first."""
        language, rules = self._wanted.language, run.rules
        self._run = run
        self._overview = Overview(rules, language)
        self._matrix = Matrix(rules)
        self._views = ReportViews(
            FindingViews(rules, language), language, suggest=self._wanted.suggest
        )
        self._templates = (template("report.html", language), template("table.html", language))

    def result(self, result: Result) -> None:
        """Drawn, and kept in temporary files."""
        for fault in result.faults:
            self.fault(fault)
        if result.skipped:
            return
        if result.report is None:
            self._overview.add(0, result)
            return
        self._reports += 1
        self._overview.add(self._reports, result)
        view = self._views.of(self._reports, result, result.report)
        self._keep(view, result)
        self._note(view, result)

    def _keep(self, view: ReportView, result: Result) -> None:
        """The report as it is drawn: in a page of its own, or for the page of all."""
        if self._pages is None and self._reports > PAGES:
            self._part()
        page, table = self._templates
        tables = [
            (bool(each.marked), table.render(report=view, table=each))
            for each in view.tables
            if each.marked or self._pages or not self._many
        ]
        title = f"{view.agency} {view.year}".rstrip()
        body = (view.number, view.clean, title, page.render(report=view), tables)
        if self._pages is None:
            self._matrix.add(view, result)
            self._bodies.add(body)
        else:
            _write(self._pages, body)

    def _part(self) -> None:
        """From now on each report has its own page, if there is room for it."""
        folder = self._sink.folder()
        if folder is None:
            return
        version, language = self._run.version, self._wanted.language
        self._pages = Pages(folder, self._sink.name, version, language)
        for body in self._bodies:
            _write(self._pages, cast("_Body", body))
        self._bodies, self._matrix = Spool(), Matrix({})

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
            self._lines.add(view, result)

    def fault(self, fault: Fault) -> None:
        """Kept."""
        self._faults.add([fault.path or "", fault_words(fault, self._wanted.language)])

    def end(self, summary: Summary) -> None:
        """The page, piece by piece, and the pages of rules."""
        page = self._page(summary)
        for piece in template("page.html", self._wanted.language).generate(page):
            self._sink.write(piece)

    def _page(self, summary: Summary) -> dict[str, object]:
        """What the page tells; reports and rows are read from their files when they are told."""
        language, pages = self._wanted.language, self._pages
        columns = rule_views(self._overview.by_rule, language, by_id=pages is None)
        wrong = chain.from_iterable(self._worst.values())
        if pages is not None:
            for each in columns:
                if each.findings:
                    pages.rule(each, self._lines.of(each.id))
        return {
            "batch": BATCH,
            "blocks": self._matrix.blocks(columns),
            "bodies": self._drawn(),
            "columns": columns,
            "configured": list(configuration_lines(self._run, language)),
            "faults": self._faults,
            "folder": pages,
            "found": [(mark, summary.findings[each]) for each, mark in SEVERITY.items()],
            "groups": list(groups(columns)),
            "held": self._held,
            "lapsed": self._lapsed,
            "long": self._many,
            "marks": MARKS,
            "most": _MOST,
            "not_evaluated": summary.outcomes[Outcome.NOT_EVALUATED] - summary.unaccompanied,
            "outcomes": [each.to(language) for each in WAYS],
            "policy": policy("overview"),
            "reports": self._reports,
            "standings": LEGEND,
            "style": style("overview"),
            "summary": summary,
            "title": "",
            "today": self._run.today.isoformat(),
            "trends": trends_view(self._overview.trends, language),
            "troubled": any(spool.count for spool in self._worst.values()),
            "units": units_view(self._overview.units) if self._reports > 1 else None,
            "verdict": verdict(summary, language),
            "version": self._run.version,
            "waived": list(waiver_counts(summary, language)),
            "where": pages.where if pages else inside,
            "wrong": batched(_worst(wrong) if pages else wrong, BATCH),
        }

    def _drawn(self) -> Iterator[tuple[int, bool, Markup, Markup]]:
        """The reports and their tables as they were drawn."""
        for kept in self._bodies:
            number, clean, _, body, tables = cast("_Body", kept)
            shown = "".join(table for marked, table in tables if marked or not self._many)
            # Made by our own templates, which have escaped all that they were given.
            yield number, clean, Markup(body), Markup(shown)


def _worst(told: Iterable[object]) -> list[object]:
    """Of what is told of reports, the worst."""

    def weight(each: object) -> tuple[list[int], int]:
        number, _, _, _, found, *_ = cast("tuple[int, str, str, str, dict[str, int]]", each)
        return [-found.get(mark.css, 0) for mark in SEVERITY.values()], number

    return nsmallest(_MOST, told, key=weight)


def _write(pages: Pages, drawn: _Body) -> None:
    number, _, title, body, tables = drawn
    pages.report(number, title, body, "".join(table for _, table in tables))
