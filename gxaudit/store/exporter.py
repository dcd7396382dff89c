"""A consumer of results that keeps them in a store, told of a run as renderers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gxaudit.entity import Entity
from gxaudit.finding import Fault
from gxaudit.render.run import Run
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.store.errors import StoreError
from gxaudit.store.rows import (
    claim_rows,
    entity_row,
    fault_row,
    finding_rows,
    outcome_rows,
    report_row,
    rule_row,
)
from gxaudit.store.writer import StoreWriter
from gxaudit.wording import Text

_NOTHING = Text(
    "没有读到任何报告，没有写结果库；原有的（如有）保持不变",
    "no report was read, so no store was written; an earlier one is unchanged",
)
_INTERRUPTED = Text(
    "已中断，没有写结果库；原有的（如有）保持不变",
    "interrupted, so no store was written; an earlier one is unchanged",
)


def nobody(_result: Result) -> Entity | None:
    """What is known of the body of a report where there is no manifest."""
    return None


class Exporter:
    """Puts every result into the tables as it comes; holds none of them.

    ``entity_of`` says what the manifest knows of the body of a report, ``entities`` is all of it.
    """

    def __init__(
        self,
        writer: StoreWriter,
        entity_of: Callable[[Result], Entity | None] = nobody,
        entities: Iterable[Entity] = (),
    ) -> None:
        self._writer = writer
        self._entity_of = entity_of
        self._entities = entities
        self.reports = 0

    def begin(self, run: Run) -> None:
        """What the run knows before the first report."""
        self._writer.extend("rules", map(rule_row, run.rules.values()))
        self._writer.extend("entities", map(entity_row, self._entities))

    def result(self, result: Result) -> None:
        """The rows of one file."""
        number = None
        if result.report is not None:
            self.reports += 1
            number = self.reports
            writer = self._writer
            entity = self._entity_of(result)
            writer.add("reports", report_row(number, result, result.report, entity))
            writer.extend("findings", finding_rows(number, result))
            writer.extend("claims", claim_rows(number, result.report))
            writer.extend("outcomes", outcome_rows(number, result))
        self._writer.extend("faults", (fault_row(number, fault) for fault in result.faults))

    def fault(self, fault: Fault) -> None:
        """A fault of the run."""
        self._writer.add("faults", fault_row(None, fault))

    def end(self, summary: Summary) -> None:
        """Refuse to replace a whole store by part of one. Raises :class:`StoreError`."""
        if summary.interrupted:
            raise StoreError(_INTERRUPTED)
        if not self.reports:
            raise StoreError(_NOTHING)
