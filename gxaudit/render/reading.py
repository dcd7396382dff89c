"""What was read from one report, as tables, JSON or CSV."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from attrs import frozen

from gxaudit import __version__
from gxaudit.intake import TEXT
from gxaudit.render.json import SCHEMA, Json, dumps
from gxaudit.render.numbers import json_number
from gxaudit.render.run import Write
from gxaudit.report import Breakdown, Cell, Claim, Derived, Percentage, Report, State
from gxaudit.wording import Language, Text

STATES = {
    State.NUMBER: Text("数字", "number"),
    State.BLANK: Text("空白", "blank"),
    State.MARK: Text("符号", "mark"),
    State.UNREADABLE: Text("无法读取", "unreadable"),
    State.MISSING: Text("缺少", "missing"),
}
POLARITIES = {"stated": Text("写明", "stated"), "negated": Text("否定", "negated")}


Places = Callable[[int], tuple[int, int]]


@frozen
class Reading:
    """A report with the text that it was read from."""

    path: str
    encoding: str | None
    text: str
    report: Report
    format: str = TEXT

    def places(self) -> Places:
        """A function from offsets to lines and columns, 1-based."""
        starts = [0]
        for part in self.text.split("\n"):
            starts.append(starts[-1] + len(part) + 1)

        def place(offset: int) -> tuple[int, int]:
            line = bisect_right(starts, offset)
            return line, offset - starts[line - 1] + 1

        return place


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
    report, place = reading.report, reading.places()
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
        "claims": [_claim(each, place) for each in report.claims],
        "derived": [_derived(each, place) for each in report.derived],
        "breakdowns": [_breakdown(each, place) for each in report.breakdowns],
        "percentages": [_percentage(each, place) for each in report.percentages],
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


def _claim(claim: Claim, place: Places) -> Json:
    return {
        "metric": claim.metric,
        "value": json_number(claim.value),
        "unit": claim.unit,
        "polarity": claim.polarity,
        "qualifier": claim.qualifier,
        "ambiguous": claim.ambiguous,
        "quote": claim.quote,
        **_span(claim, place),
    }


def _span(figure: Claim | Derived | Percentage, place: Places) -> Json:
    line, column = place(figure.start)
    return {"start": figure.start, "end": figure.end, "line": line, "column": column}


def _derived(derived: Derived, place: Places) -> Json:
    return {
        "metric": derived.metric,
        "value": json_number(derived.value),
        "unit": derived.unit,
        "quote": derived.quote,
        **_span(derived, place),
    }


def _breakdown(breakdown: Breakdown, place: Places) -> Json:
    return {
        "total": _claim(breakdown.total, place),
        "parts": [_claim(part, place) for part in breakdown.parts],
        "exhaustive": breakdown.exhaustive,
        "overlapping": breakdown.overlapping,
    }


def _percentage(percentage: Percentage, place: Places) -> Json:
    return {
        "value": json_number(percentage.value),
        "part": _claim(percentage.part, place),
        "whole": _claim(percentage.whole, place),
        "quote": percentage.quote,
        **_span(percentage, place),
    }
