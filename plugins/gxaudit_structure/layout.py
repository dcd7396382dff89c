"""Where the cells of each table lie in the flat arrays of a report, and which can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gxaudit.api import Blanks, Form, NotEvaluated, Report, Severity, State, Table, Text
from gxaudit_structure.statute import no_table

_NAMED = 3
"""So many cells a message names; the finding lists all of them."""


class Span(NamedTuple):
    """The cells of one table: flat indices from ``start`` up to, not including, ``stop``."""

    table: Table
    start: int
    stop: int


@lru_cache(maxsize=8)
def spans(form: Form) -> tuple[Span, ...]:
    """The span of every table of a form, in order."""
    return tuple(
        Span(table, table.rows[0].first, table.rows[-1].first + len(table.rows[-1].columns))
        for table in form.tables
    )


def only_numbers(report: Report) -> bool:
    """Whether every cell of the form holds a number: nothing is blank, missing or unread."""
    return report.states.count(State.NUMBER) == len(report.states)


class Survey(NamedTuple):
    """The tables with cells to judge, and for each other table the reason why it has none."""

    able: list[Span]
    reasons: list[Text]
    states: bytes
    """One byte a cell: counting in a range then costs next to nothing."""

    def having(self, state: State, span: Span) -> list[int]:
        """The indices of the cells of a table that are in ``state``."""
        if not self.states.count(state, span.start, span.stop):
            return []
        return [index for index in range(span.start, span.stop) if self.states[index] == state]


def survey(report: Report) -> Survey:
    """Which tables of a report have cells to judge."""
    states = bytes(report.states)
    able: list[Span] = []
    reasons: list[Text] = []
    for span in spans(report.form):
        if states.count(State.MISSING, span.start, span.stop) < span.stop - span.start:
            able.append(span)
        elif report.has_table(span.table.number):
            reasons.append(
                Text(
                    f"{span.table.name}没有读到任何数据格，无从检查",
                    f"no cell of table {span.table.number} was found, so none can be judged",
                )
            )
        else:
            reasons.append(no_table(span.table.number))
    return Survey(able, reasons, states)


def unjudged(reasons: Iterable[Text]) -> Iterator[NotEvaluated]:
    """One verdict for each table whose cells cannot be judged."""
    for reason in reasons:
        yield NotEvaluated(reason)


def addresses(report: Report, indices: Sequence[int]) -> tuple[str, ...]:
    """The addresses of cells, in printed order."""
    return tuple(report.form.cells[index].address for index in indices)


def named(report: Report, indices: Sequence[int], *, quote: bool) -> Text:
    """The first few of some cells, by address, with what stands in them where ``quote``."""
    shown = [
        report.form.cells[index].address + (f" “{report.raws[index].strip()}”" if quote else "")
        for index in indices[:_NAMED]
    ]
    more = len(indices) > _NAMED
    return Text(
        "、".join(shown) + (" 等" if more else ""), ", ".join(shown) + (" …" if more else "")
    )


_READ_AS = {
    Blanks.ZERO: Text(
        "本表的合计数表明空白就是 0，已按 0 核对；各项有数而合计空白的，不当作 0，没有核对。",
        "The totals of the table confirm that blanks stand for 0; they were read so, but for blank "
        "totals of parts that are not 0, which were not evaluated. ",
    ),
    Blanks.UNVERIFIABLE: Text(
        "无法确认它们就是 0，涉及这些格的勾稽关系没有核对。",
        "Nothing confirms that they stand for 0, so the equations that need them were not "
        "evaluated. ",
    ),
}
_NOTHING = Text("", "")


def read_as(report: Report, span: Span) -> tuple[Severity, Text]:
    """How weighty a blank or mark of this table is, and how it was read."""
    blanks = report.blanks[span.table.number - 2]
    severity = Severity.WARNING if blanks is Blanks.UNVERIFIABLE else Severity.NOTE
    return severity, _READ_AS.get(blanks, _NOTHING)
