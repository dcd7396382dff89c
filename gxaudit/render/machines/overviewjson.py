"""Who has filed what, as docs/corpus.schema.json describes it."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit import __version__
from gxaudit.corpus.matrix import Cell, Unit
from gxaudit.render.machines.json import dumps, fault_data, text_data
from gxaudit.render.telling.filed import Overview

SCHEMA = 1
"""The version of docs/corpus.schema.json; rises when a reader of the old one would break."""

Json = dict[str, object]


def overview_json(overview: Overview) -> Iterator[str]:
    """One document in parts, a unit a line."""
    matrix = overview.matrix
    head: Json = {
        "schema": SCHEMA,
        "tool": {"name": "gxaudit", "version": __version__},
        "years": list(matrix.years),
    }
    yield f'{dumps(head)[:-1]},"units":['
    for at, unit in enumerate(matrix.units):
        yield (",\n" if at else "\n") + dumps(_unit(unit))
    yield f"\n],{dumps(_rest(overview))[1:]}\n"


def _rest(overview: Overview) -> Json:
    matrix = overview.matrix
    return {
        "absent": [
            {
                "unit": each.unit,
                "year": each.year,
                "declared": each.declared,
                "complete": each.complete,
                "missing": list(each.missing),
                "unreadable": list(each.unreadable),
            }
            for each in matrix.absent
        ],
        "unplaced": [
            {
                "path": each.record.path,
                "agency": each.identity.agency,
                "year": each.identity.year,
                "year_of_path": each.identity.year_of_path,
                "doubt": text_data(each.doubt) if each.doubt else None,
            }
            for each in matrix.unplaced
        ],
        "contradictions": [
            {"path": path, "message": text_data(words)} for path, words in matrix.contradictions
        ],
        "not_found": list(matrix.not_found),
        "faults": [fault_data(each) for each in overview.faults],
        "summary": {
            "units": len(matrix.units),
            "reports": matrix.reports,
            "faults": len(overview.faults),
            "skipped": overview.skipped,
            "exit_code": overview.exit_code,
        },
    }


def _unit(unit: Unit) -> Json:
    entity = unit.entity
    return {
        "name": unit.name,
        "listed": entity is not None,
        "level": entity.level.value if entity and entity.level else None,
        "parent": entity.parent if entity else None,
        "cells": [_cell(cell) for cell in unit.cells],
    }


def _cell(cell: Cell) -> Json:
    misfits = {record.path for record in cell.misfits}
    return {
        "year": cell.year,
        "filing": cell.filing.value,
        "reports": [
            {
                "path": each.path,
                "form": each.form,
                "fits": each.path not in misfits,
                "figures": each.figures,
            }
            for each in cell.records
        ],
        "unreadable": cell.lost,
    }
