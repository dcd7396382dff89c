"""A consumer of results that keeps them in a store, told of a run as renderers are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from gxaudit.corpus.identity import Identity, identify
from gxaudit.corpus.index import Index
from gxaudit.corpus.manifest import Manifest
from gxaudit.corpus.matrix import matrix_of
from gxaudit.corpus.record import Record
from gxaudit.entity import Entity
from gxaudit.finding import Fault
from gxaudit.render.run import Run
from gxaudit.render.summary import Summary
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.store.errors import StoreError
from gxaudit.store.rows import (
    claim_rows,
    entity_row,
    fault_row,
    finding_rows,
    gap_row,
    outcome_rows,
    report_row,
    rule_row,
)
from gxaudit.store.writer import StoreWriter
from gxaudit.wording import Text

_NOTHING = Text("没有读到任何报告", "no report was read")
_INTERRUPTED = Text("已中断", "interrupted")


def owner_of(path: str | None, report: Report, manifest: Manifest | None = None) -> Identity:
    """Whose report it is, and of which year, as in an audit of this one."""
    record = Record(path or "", "", report.agency, report.year, report.form.name, "")
    return evolve(identify(record, manifest), folder=None)


class Exporter:
    """Puts every result into the tables as it comes; holds no more of it than whose it is.

    ``manifest`` says whose the reports are, as it does in the audit; ``whole`` whether all that it
    is about was given.
    """

    def __init__(
        self, writer: StoreWriter, manifest: Manifest | None = None, *, whole: bool = True
    ) -> None:
        self._writer = writer
        self._manifest = manifest
        self._whole = whole
        self._today = date.max
        self._records: list[Record] = []
        self._unread: list[str] = []
        self.reports = 0

    def begin(self, run: Run) -> None:
        """What the run knows before the first report."""
        self._today = run.today
        self._writer.extend("rules", map(rule_row, run.rules.values()))
        self._writer.extend("entities", map(entity_row, self._entities()))

    def _entities(self) -> Iterable[Entity]:
        return self._manifest.entities.values() if self._manifest else ()

    def result(self, result: Result) -> None:
        """The rows of one file."""
        number, owner = None, result.owner
        if result.report is not None:
            self.reports += 1
            number = self.reports
            writer = self._writer
            owner = owner or owner_of(result.path, result.report, self._manifest)
            writer.add("reports", report_row(number, result, result.report, owner))
            writer.extend("findings", finding_rows(number, result))
            writer.extend("claims", claim_rows(number, result.report))
            writer.extend("outcomes", outcome_rows(number, result))
        self._note(result.path or "", owner)
        self._writer.extend("faults", (fault_row(number, fault) for fault in result.faults))

    def _note(self, path: str, owner: Identity | None) -> None:
        """Who has filed; a report whose audit was lost has been read all the same."""
        if owner is None:
            self._unread.append(path)
        else:
            self._records.append(Record(path, "", owner.agency, owner.year, None, ""))

    def fault(self, fault: Fault) -> None:
        """A fault of the run."""
        self._writer.add("faults", fault_row(None, fault))

    def end(self, summary: Summary) -> None:
        """Who has not filed. Raises :class:`StoreError` rather than replace a whole store by part
        of one.
        """
        if summary.interrupted:
            raise StoreError(_INTERRUPTED)
        if not self.reports:
            raise StoreError(_NOTHING)
        index = Index(self._records, self._manifest, self._unread)
        matrix = matrix_of(index, today=self._today, whole=self._whole)
        self._writer.extend("gaps", (gap_row(unit, cell) for unit, cell in matrix.gaps))
