"""What was read from one report as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gxaudit.render.escape import visible
from gxaudit.render.numbers import digits
from gxaudit.render.reading import STATES, Places, Reading
from gxaudit.render.run import Write
from gxaudit.report import Breakdown, Claim, Derived, Number, Percentage, Report
from gxaudit.wording import Text

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
)
"""The columns of the CSV. In a row of kind ``claim`` the key is its metric, the state its
polarity, and ``raw`` the words it was read from; ``derived`` and ``percentage`` likewise. A
``breakdown`` is a total, its state whether all its parts are given, with a ``part`` in each of the
rows that follow."""


def write_csv(reading: Reading, write: Write) -> None:
    """All that was read as CSV: UTF-8 with a byte-order mark, formulas made harmless."""
    report = reading.report
    owner = (report.agency or "", str(report.year or ""), report.form.name)
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer)
    lines.writerow(CSV_HEADS)
    for row in (*cell_rows(report), *prose_rows(reading)):
        lines.writerow([spreadsheet_safe(field) for field in (row[0], *owner, *row[1:])])
    # Excel takes a file without a byte-order mark for the code page of its country.
    write("\ufeff" + buffer.getvalue())


def spreadsheet_safe(field: str) -> str:
    """``field`` so that no spreadsheet runs it: a formula becomes text, controls are named."""
    shown = visible(field)
    if shown.lstrip()[:1] in tuple("=+-@＝＋－＠") and not _is_number(shown):
        return "'" + shown
    return shown


def _is_number(field: str) -> bool:
    return field.isascii() and field.lstrip("+-").replace(".", "", 1).isdigit()


def cell_rows(report: Report) -> Iterator[Row]:
    """Every cell, without the columns about its owner."""
    for cell in report.cells():
        yield (
            "cell",
            cell.address,
            cell.key,
            STATES[cell.state].en,
            "" if cell.value is None else digits(cell.value),
            "",
            "",
            cell.raw,
            str(cell.line or ""),
            str(cell.column or ""),
        )


def prose_rows(reading: Reading) -> Iterator[Row]:
    """Every figure read from prose, without the columns about its owner."""
    report, place = reading.report, reading.places()
    for claim in report.claims:
        yield _claim("claim", claim, claim.polarity, place)
    for derived in report.derived:
        unit = derived.unit or ""
        yield _row(("derived", derived.metric, ""), (derived.value, unit), derived, place)
    for breakdown in report.breakdowns:
        yield _claim("breakdown", breakdown.total, extent(breakdown).en, place)
        for part in breakdown.parts:
            yield _claim("part", part, part.polarity, place)
    for share in report.percentages:
        metrics = f"{share.part.metric}/{share.whole.metric}"
        yield _row(("percentage", metrics, ""), (share.value, "%"), share, place)


def extent(breakdown: Breakdown) -> Text:
    """Whether a breakdown gives all parts of its total, some, or such as overlap."""
    if breakdown.overlapping:
        return Text("有重叠", "overlapping")
    return Text("全部", "all") if breakdown.exhaustive else Text("部分", "some")


def _claim(kind: str, claim: Claim, state: str, place: Places) -> Row:
    figure = (claim.value, claim.unit or "")
    return _row((kind, claim.metric, state), figure, claim, place, claim.qualifier or "")


def _row(
    head: tuple[str, str, str],
    figure: tuple[Number, str],
    words: Claim | Derived | Percentage,
    place: Places,
    qualifier: str = "",
) -> Row:
    value, unit = figure
    line, column = place(words.start)
    quote = words.quote
    kind, key, state = head
    return kind, "", key, state, digits(value), unit, qualifier, quote, str(line), str(column)
