"""Statutory tables printed with marks on some cells, for messages of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxaudit.forms import Block, Form, Table
from gxaudit.render.people.table import table as framed
from gxaudit.report import Report, State

MISSING, EXTRA, MET = "?", "!", "="
LEGEND = (
    "? 预期有问题而没有报告 expected, not found；! 报告了而未预期 found, not expected；"
    "= 两者相符 both"
)
_ABSENT = {State.BLANK: "空", State.MISSING: "没有"}
_LONGEST_LABEL = 18


def marked_tables(report: Report, marks: Mapping[str, str]) -> str:
    """The tables in which a cell is marked, by address, with every figure as it is printed."""
    form = report.form
    at = {form.index(address): mark for address, mark in marks.items()}
    tables = {form.cells[index].table.number for index in at}
    parts = []
    for table in form.tables:
        if table.number in tables:
            parts.append(f"{table.name} {table.title.zh} {table.title.en}\n")
            parts += [_block(report, table, block, at) for block in table.blocks]
    return "".join(parts)


def _block(report: Report, table: Table, block: Block, marks: Mapping[int, str]) -> str:
    form = report.form
    if not any(form.cells[index].row.number in block.rows for index in marks):
        return ""
    heads = ["", *[column.label for column in block.columns]]
    rows = [
        [_label(form, number), *_figures(report, number, marks)]
        for number in block.rows
        if form.rows[number] in table.rows
    ]
    return framed(heads, rows)


def _label(form: Form, number: int) -> str:
    row = form.rows[number]
    label = row.label
    if len(label) > _LONGEST_LABEL:
        label = label[:_LONGEST_LABEL] + "…"
    # A row of table 3 is known by its item: 三（三）1 and 三（四）1 both say 1.
    return label if row.item.startswith("[") else f"{row.item} {label}"


def _figures(report: Report, number: int, marks: Mapping[int, str]) -> Iterator[str]:
    row = report.form.rows[number]
    for index in range(row.first, row.first + len(row.columns)):
        words = report.raws[index].strip() or _ABSENT.get(report.states[index], "")
        yield marks.get(index, "") + words
