"""What was read from one report, as tables, JSON or CSV."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from attrs import frozen

from gxaudit import __version__
from gxaudit.intake import TEXT
from gxaudit.render.json import SCHEMA, Json, dumps
from gxaudit.render.numbers import json_number
from gxaudit.render.run import Write
from gxaudit.report import Cell, Claim, Report, State
from gxaudit.wording import Language, Text

STATES = {
    State.NUMBER: Text("数字", "number"),
    State.BLANK: Text("空白", "blank"),
    State.MARK: Text("符号", "mark"),
    State.UNREADABLE: Text("无法读取", "unreadable"),
    State.MISSING: Text("缺少", "missing"),
}
POLARITIES = {"stated": Text("写明", "stated"), "negated": Text("否定", "negated")}


@frozen
class Reading:
    """A report with the text that it was read from."""

    path: str
    encoding: str | None
    text: str
    report: Report
    format: str = TEXT

    def claims(self) -> Iterator[tuple[Claim, int, int]]:
        """Every claim with its line and column, 1-based."""
        starts = [0]
        for part in self.text.split("\n"):
            starts.append(starts[-1] + len(part) + 1)
        for claim in self.report.claims:
            line = bisect_right(starts, claim.start)
            yield claim, line, claim.start - starts[line - 1] + 1


def render_reading(reading: Reading, form: str, write: Write, language: Language) -> None:
    """Print ``reading`` as ``table``, ``json`` or ``csv``."""
    if form == "json":
        write(dumps(reading_data(reading)) + "\n")
    elif form == "csv":
        from gxaudit.render.spreadsheet import write_csv

        write_csv(reading, write)
    else:
        from gxaudit.render.readingtable import write_tables

        write_tables(reading, write, language)


def reading_data(reading: Reading) -> Json:
    """The reading as in docs/reading.schema.json."""
    report = reading.report
    return {
        "schema": SCHEMA,
        "tool": {"name": "gxaudit", "version": __version__},
        "path": reading.path,
        "encoding": reading.encoding,
        "format": reading.format,
        "agency": report.agency,
        "year": report.year,
        "form": report.form.name,
        "form_evidence": report.form_evidence,
        "title": report.title,
        "sections": [
            {"number": each.number, "heading": each.heading, "line": each.line}
            for each in report.sections
        ],
        "cells": [_cell(cell) for cell in report.cells()],
        "claims": [_claim(*each) for each in reading.claims()],
    }


def _cell(cell: Cell) -> Json:
    return {
        "address": cell.address,
        "key": cell.key,
        "state": STATES[cell.state].en,
        "value": None if cell.value is None else json_number(cell.value),
        "raw": cell.raw,
        "line": cell.line or None,
        "column": cell.column or None,
    }


def _claim(claim: Claim, line: int, column: int) -> Json:
    return {
        "metric": claim.metric,
        "value": json_number(claim.value),
        "unit": claim.unit,
        "polarity": claim.polarity,
        "qualifier": claim.qualifier,
        "ambiguous": claim.ambiguous,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "line": line,
        "column": column,
    }
