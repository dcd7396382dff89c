"""What was read from one report as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gxaudit.finding import Location
from gxaudit.render.readings.reading import STATES, Figure, Reading
from gxaudit.render.run import Write
from gxaudit.render.spelling.fields import spreadsheet_safe
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.spelling.places import spot
from gxaudit.report import Breakdown, Claim, Percentage, Report
from gxaudit.wording import Language, Text

Row = tuple[str, ...]
CSV_HEADS = (
    "kind",
    "agency",
    "year",
    "form",
    "address",
    "key",
    "state",
    "value",
    "unit",
    "qualifier",
    "raw",
    "line",
    "column",
    "place",
)
"""The columns of the CSV. In a row of kind ``claim`` the key is its metric, the state its
polarity, and ``raw`` the words it was read from; ``derived`` and ``percentage`` likewise. A
``breakdown`` is a total, its state whether all its parts are given, with a ``part`` in each of the
rows that follow. ``place`` says where it stands as a person would look for it."""


def write_csv(reading: Reading, write: Write, language: Language) -> None:
    """All that was read as CSV: UTF-8 with a byte-order mark, formulas made harmless."""
    report = reading.report
    owner = (report.agency or "", str(report.year or ""), report.form.name)
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer)
    lines.writerow(CSV_HEADS)
    for row in (*cell_rows(reading, language), *prose_rows(reading, language)):
        lines.writerow([spreadsheet_safe(field) for field in (row[0], *owner, *row[1:])])
    # Excel takes a file without a byte-order mark for the code page of its country.
    write("\ufeff" + buffer.getvalue())


def cell_rows(reading: Reading, language: Language) -> Iterator[Row]:
    """Every cell, without the columns about its owner."""
    for cell, where in reading.cells():
        yield (
            "cell",
            cell.address,
            cell.key,
            STATES[cell.state].en,
            "" if cell.value is None else digits(cell.value),
            "",
            "",
            cell.raw,
            *_numbers(where),
            spot(where, cell.address, language),
        )


def prose_rows(reading: Reading, language: Language) -> Iterator[Row]:
    """Every figure read from prose, without the columns about its owner."""
    where = reading.places()
    for kind, key, state, figure in _figures(reading.report):
        yield (
            kind,
            "",
            key,
            state,
            digits(figure.value),
            "%" if isinstance(figure, Percentage) else figure.unit or "",
            (figure.qualifier or "") if isinstance(figure, Claim) else "",
            figure.quote,
            *_numbers(where(figure)),
            spot(where(figure), None, language),
        )


def _figures(report: Report) -> Iterator[tuple[str, str, str, Figure]]:
    """Kind, key and state of every figure, and the figure."""
    for claim in report.claims:
        yield "claim", claim.metric, claim.polarity, claim
    for derived in report.derived:
        yield "derived", derived.metric, "", derived
    for breakdown in report.breakdowns:
        yield "breakdown", breakdown.total.metric, extent(breakdown).en, breakdown.total
        for part in breakdown.parts:
            yield "part", part.metric, part.polarity, part
    for share in report.percentages:
        yield "percentage", f"{share.part.metric}/{share.whole.metric}", "", share


def extent(breakdown: Breakdown) -> Text:
    """Whether a breakdown gives all parts of its total, some, or such as overlap."""
    if breakdown.overlapping:
        return Text("有重叠", "overlapping")
    return Text("全部", "all") if breakdown.exhaustive else Text("部分", "some")


def _numbers(where: Location | None) -> Row:
    """Line and column of the file, each empty where it has none."""
    if where is None:
        return "", ""
    line, column = where.line, where.column
    if where.place is not None:
        line, column = where.place.line or 0, where.place.char or 0
    return str(line or ""), str(column or "")
