"""Results as a workbook: findings, what was not checked, agencies by years, and every report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from tempfile import TemporaryDirectory
from typing import IO

from gxaudit.finding import Fault
from gxaudit.render.office.book import Book
from gxaudit.render.office.entries import Audited, Entries, kept, unkept
from gxaudit.render.office.forms import write_report
from gxaudit.render.office.lists import FindingList, JudgedList, UnverifiedList, WaiverList
from gxaudit.render.office.matrix import write_matrix
from gxaudit.render.office.sheetwords import ABOUT, TITLE, drawn_words
from gxaudit.render.office.totals import write_totals, write_trends
from gxaudit.render.overview.overview import Overview
from gxaudit.render.run import Run
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import verdict, waiver_counts
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.settle import Result
from gxaudit.wording import Language

MOST_DRAWN = 200
"""Sheets of reports. Excel opens more, but nobody finds a tab among them; and each is a file that
stays open until the workbook is written."""


class XlsxRenderer:
    """Results wait in a temporary file; the workbook is written at the end."""

    def __init__(self, stream: IO[bytes], language: Language) -> None:
        self._stream = stream
        self._language = language
        self._spool = Spool()
        self._faults: list[Fault] = []
        self._reports = 0
        self._with_findings = 0
        self._judged = False
        self._waivers = False

    def begin(self, run: Run) -> None:
        """Nothing is written yet."""
        self._run = run
        self._entries = Entries(run.rules, self._language)
        self._overview = Overview(run.rules, self._language)

    def result(self, result: Result) -> None:
        """Kept; its figures only where they may be drawn."""
        if result.skipped:
            return
        if result.report is not None:
            self._reports += 1
            self._with_findings += bool(result.findings)
        self._overview.add(self._reports if result.report is not None else 0, result)
        self._judged = self._judged or bool(result.waived or result.lapsed)
        drawn = bool(result.findings) or self._reports <= MOST_DRAWN
        audited = self._entries.of(result, tables=drawn)
        self._waivers = self._waivers or bool(audited.waivers)
        self._spool.add(kept(audited))

    def fault(self, fault: Fault) -> None:
        """Kept."""
        self._faults.append(fault)

    def end(self, summary: Summary) -> None:
        """Write the workbook."""
        title = TITLE.to(self._language)
        with TemporaryDirectory(prefix="gxaudit-", ignore_cleanup_errors=True) as folder:
            book = Book(self._stream, folder, title=title, day=self._run.today)
            self._lists(book)
            self._totals(book, summary)
            self._about(book, summary)
            for audited in islice(self._drawn(), MOST_DRAWN):
                write_report(book, audited, self._language)
            book.close()

    def _lists(self, book: Book) -> None:
        """The sheets that tell of all files."""
        findings = FindingList(book, self._language)
        unverified = UnverifiedList(book, self._language)
        waivers = WaiverList(book, self._language) if self._waivers else None
        for fault in self._faults:
            unverified.fault(self._entries.fault(fault), {"file": visible(fault.path or "")})
        for audited in self._kept():
            findings.report(audited)
            unverified.report(audited)
            if waivers is not None:
                waivers.report(audited)
        findings.end()
        unverified.end()
        if waivers is not None:
            waivers.end()
        if self._judged:
            judged = JudgedList(book, self._language)
            for audited in self._kept():
                judged.report(audited)
            judged.end()

    def _totals(self, book: Book, summary: Summary) -> None:
        """The sheets that count; those of a run over several reports only for such a run."""
        write_matrix(book, self._overview.units, self._language)
        if self._reports > 1:
            write_totals(book, self._overview.by_rule, summary, self._language)
            write_trends(book, self._overview.trends, self._language)

    def _about(self, book: Book, summary: Summary) -> None:
        """When, with what, and what of it is shown."""
        language = self._language
        lines = [
            TITLE.to(language),
            f"gxaudit {self._run.version}  {self._run.today.isoformat()}",
            *waiver_counts(summary, language),
            verdict(summary, language),
            drawn_words(self._reports, self._with_findings, MOST_DRAWN).to(language),
            *configuration_lines(self._run, language),
        ]
        sheet = book.sheet(ABOUT.to(language))
        sheet.widths([100])
        for row, line in enumerate(lines):
            sheet.text(row, 0, visible(line), text_wrap=True, bold=not row)

    def _drawn(self) -> Iterator[Audited]:
        """The reports that have a sheet of their own."""
        for audited in self._kept():
            if audited.form and (audited.entries or self._reports <= MOST_DRAWN):
                yield audited

    def _kept(self) -> Iterator[Audited]:
        return map(unkept, self._spool)
