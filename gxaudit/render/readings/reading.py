"""What was read from one report, as tables, JSON or CSV."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit import __version__
from gxaudit.finding import Location
from gxaudit.intake import TEXT
from gxaudit.render.machines.json import SCHEMA, Json, dumps, place_data, text_data
from gxaudit.render.run import Write
from gxaudit.render.spelling.numbers import json_number
from gxaudit.report import Breakdown, Cell, Claim, Derived, Percentage, Report, State
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.readers.model import Document

STATES = {
    State.NUMBER: Text("数字", "number"),
    State.BLANK: Text("空白", "blank"),
    State.MARK: Text("符号", "mark"),
    State.UNREADABLE: Text("无法读取", "unreadable"),
    State.MISSING: Text("缺少", "missing"),
}
POLARITIES = {"stated": Text("写明", "stated"), "negated": Text("否定", "negated")}


Figure = Claim | Derived | Percentage
Where = Callable[[Figure], Location]


@frozen
class Reading:
    """A report with the text that it was read from."""

    path: str
    encoding: str | None
    text: str
    report: Report
    format: str = TEXT
    document: Document | None = None
    """Where the lines of ``text`` stand in the file; None where they are its own."""
    faults: tuple[Text, ...] = ()
    """What was not read."""

    def cells(self) -> Iterator[tuple[Cell, Location | None]]:
        """Every cell and where it stands, None where it stands nowhere."""
        for cell in self.report.cells():
            where = None
            if cell.line:
                where = self._location(cell.line, cell.column, len(cell.raw))
            yield cell, where

    def places(self) -> Where:
        """A function that tells where a figure of the prose stands."""
        starts = [0]
        for part in self.text.split("\n"):
            starts.append(starts[-1] + len(part) + 1)

        def where(figure: Figure) -> Location:
            line = bisect_right(starts, figure.start)
            column = figure.start - starts[line - 1] + 1
            return self._location(line, column, figure.end - figure.start)

        return where

    @property
    def notes(self) -> tuple[Text, ...]:
        """What the reader has to say although nothing is lacking."""
        return self.document.notes if self.document else ()

    def line(self, number: int) -> Location:
        """Where a line begins."""
        return self._location(number, 1, 0)

    def _location(self, line: int, column: int, width: int) -> Location:
        """Column 0 stands for the line as a whole."""
        place = None
        if self.document is not None:
            from gxaudit.readers.places import place_of

            end = column + width if column else len(self.text)
            place = place_of(self.document, line, column or 1, end)
        return Location(line, column, column + width, "", place)


def render_reading(reading: Reading, form: str, write: Write, language: Language) -> None:
    """Print ``reading`` as ``table``, ``json`` or ``csv``."""
    if form == "json":
        write(dumps(reading_data(reading)) + "\n")
    elif form == "csv":
        from gxaudit.render.readings.spreadsheet import write_csv

        write_csv(reading, write, language)
    else:
        from gxaudit.render.readings.readingtable import write_tables

        write_tables(reading, write, language)


def reading_data(reading: Reading) -> Json:
    """The reading as in docs/reading.schema.json."""
    report, where = reading.report, reading.places()
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
            {
                "number": each.number,
                "heading": each.heading,
                **_where(reading.line(each.line), ("line", "place")),
            }
            for each in report.sections
        ],
        "cells": [_cell(*each) for each in reading.cells()],
        "claims": [_claim(each, where) for each in report.claims],
        "derived": [_derived(each, where) for each in report.derived],
        "breakdowns": [_breakdown(each, where) for each in report.breakdowns],
        "percentages": [_percentage(each, where) for each in report.percentages],
        "notes": [text_data(each) for each in reading.notes],
        "faults": [text_data(each) for each in reading.faults],
    }


def _where(location: Location | None, names: tuple[str, ...] = ("line", "column", "place")) -> Json:
    data = place_data(location)
    return {name: data[name] or None for name in names}


def _cell(cell: Cell, where: Location | None) -> Json:
    return {
        "address": cell.address,
        "key": cell.key,
        "state": STATES[cell.state].en,
        "value": None if cell.value is None else json_number(cell.value),
        "raw": cell.raw,
        **_where(where),
    }


def _claim(claim: Claim, where: Where) -> Json:
    return {
        "metric": claim.metric,
        "value": json_number(claim.value),
        "unit": claim.unit,
        "polarity": claim.polarity,
        "qualifier": claim.qualifier,
        "ambiguous": claim.ambiguous,
        **_words(claim, where),
    }


def _words(figure: Figure, where: Where) -> Json:
    return {
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        **_where(where(figure)),
    }


def _derived(derived: Derived, where: Where) -> Json:
    return {
        "metric": derived.metric,
        "value": json_number(derived.value),
        "unit": derived.unit,
        "ambiguous": derived.ambiguous,
        **_words(derived, where),
    }


def _breakdown(breakdown: Breakdown, where: Where) -> Json:
    return {
        "total": _claim(breakdown.total, where),
        "parts": [_claim(part, where) for part in breakdown.parts],
        "exhaustive": breakdown.exhaustive,
        "overlapping": breakdown.overlapping,
    }


def _percentage(percentage: Percentage, where: Where) -> Json:
    return {
        "value": json_number(percentage.value),
        "part": _claim(percentage.part, where),
        "whole": _claim(percentage.whole, where),
        **_words(percentage, where),
    }
