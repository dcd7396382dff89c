"""Answers of a store as a table for people, as CSV for spreadsheets, as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from gxaudit.render.spelling.escape import json_visible, visible
from gxaudit.render.spelling.fields import spreadsheet_safe
from gxaudit.render.spelling.numbers import json_number
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.render.run import Write

MOST = 1000
"""Rows of a table for people; CSV and JSON hold all."""
_BEGIN = 1_000_000
"""Bytes of an earlier answer that hold its headings."""
_BOM = "\ufeff"
_LONGEST = 32_000

Rows = Iterable[Sequence[object]]


def write_answer(
    form: str,
    columns: Sequence[str],
    heads: Sequence[str],
    rows: Rows,
    write: Write,
    language: Language,
) -> None:
    """Write rows as ``form``: ``table``, ``csv`` or ``json``.

    ``columns`` are names for programs, ``heads`` those for people. Rows are streamed but in a
    table.
    """
    if form == "json":
        _json(columns, rows, write)
    elif form == "csv":
        _csv(heads, rows, write, language)
    else:
        _table(heads, rows, write, language)


def is_answer(
    path: str, form: str, columns: Sequence[str], headings: Iterable[Sequence[str]]
) -> bool:
    """Whether a file is an earlier answer with these columns in this form, under one of these
    headings. Never raises.
    """
    try:
        with open(path, "rb") as stream:
            begins = stream.read(_BEGIN).decode("utf-8", "replace")
    except OSError:
        return False
    if form == "json":
        return begins.startswith(_json_head(columns))
    if form == "csv":
        return any(begins.startswith(_BOM + _line(heads, "zh")) for heads in headings)
    line = begins.split("\n")[1:2]
    cells = [cell.strip() for each in line for cell in each.strip("|").split("|")]
    return begins.startswith("+-") and cells in [list(map(visible, heads)) for heads in headings]


def _json_head(columns: Sequence[str]) -> str:
    return '{"columns":' + _dumps(list(columns)) + ',"rows":['


def _json(columns: Sequence[str], rows: Rows, write: Write) -> None:
    write(_json_head(columns))
    separator = "\n"
    for row in rows:
        write(separator + _dumps([_json_value(each) for each in row]))
        separator = ",\n"
    write("\n]}\n")


def _dumps(value: object) -> str:
    return json_visible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _json_value(value: object) -> object:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, Decimal)):
        return json_number(value)
    if isinstance(value, float) and value - value == 0:
        return value
    if isinstance(value, list):
        return [_json_value(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _json_value(each) for name, each in value.items()}
    return str(value)


def _csv(heads: Sequence[str], rows: Rows, write: Write, language: Language) -> None:
    # Excel takes a file without a byte-order mark for the code page of its country.
    write(_BOM)
    write(_line(heads, language))
    for row in rows:
        write(_line(row, language))


def _line(row: Sequence[object], language: Language) -> str:
    buffer = io.StringIO(newline="")
    fields = [spreadsheet_safe(_shown(each, language)[:_LONGEST]) for each in row]
    csv.writer(buffer, lineterminator="\r\n").writerow(fields)
    return buffer.getvalue()


def _table(heads: Sequence[str], rows: Rows, write: Write, language: Language) -> None:
    from gxaudit.render.people.table import table

    coming = iter(rows)
    shown = [[_shown(each, language) for each in row] for row in islice(coming, MOST)]
    write(table(heads, shown))
    write(_closing(len(shown), sum(1 for _ in coming), language))


def _shown(value: object, language: Language) -> str:
    """A value for people: nothing where there is none, numbers without zeros at their end."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (Text("是", "yes") if value else Text("否", "no")).to(language)
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)


def _closing(shown: int, more: int, language: Language) -> str:
    if language == "zh":
        rest = f"，另有 {more} 行没有列出，请用 --format csv" if more else ""
        return f"共 {shown + more} 行{rest}\n"
    rest = f", {more} of them not shown: use --format csv" if more else ""
    return f"{shown + more} rows{rest}\n"
