"""What was read from one report as tables, for people."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.render.people.table import table
from gxaudit.render.readings.reading import POLARITIES, STATES, Reading
from gxaudit.render.readings.spreadsheet import Row, cell_rows, extent, prose_rows
from gxaudit.render.run import Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.spelling.places import spot
from gxaudit.render.spelling.words import identity_words
from gxaudit.wording import Language, Text

_CELL_HEADS = (
    Text("地址", "address"),
    Text("键", "key"),
    Text("状态", "state"),
    Text("值", "value"),
    Text("原文", "as printed"),
    Text("位置", "place"),
)
_CLAIM_HEADS = (
    Text("指标", "metric"),
    Text("说法", "polarity"),
    Text("值", "value"),
    Text("单位", "unit"),
    Text("限定", "qualifier"),
    Text("原文", "as printed"),
    Text("位置", "place"),
)
_CHANGE_HEADS = tuple(head for head in _CLAIM_HEADS if head.en not in ("polarity", "qualifier"))
_LIST_HEADS = (
    Text("总数", "total"),
    Text("值", "value"),
    Text("各部分", "parts"),
    Text("列出", "listed"),
    Text("原文", "as printed"),
    Text("位置", "place"),
)


def write_tables(reading: Reading, write: Write, language: Language) -> None:
    """Tables of every cell and claim, and of what the prose says of claims, where it does."""
    report = reading.report
    write(f"{visible(reading.path)}: {visible(identity_words(report, language))}\n")
    cells = [
        (row[1], row[2], STATES[cell.state].to(language), row[4], row[7], row[-1])
        for row, cell in zip(cell_rows(reading, language), report.cells(), strict=True)
    ]
    write(table([head.to(language) for head in _CELL_HEADS], cells))
    said = [*prose_rows(reading, language)]
    claims = [
        (row[2], POLARITIES[row[3]].to(language), *row[4:8], row[-1])
        for row in said
        if row[0] == "claim"
    ]
    changes = [
        (row[2], row[4], row[5], row[7], row[-1])
        for row in said
        if row[0] in ("derived", "percentage")
    ]
    for words, heads, rows in (
        (Text("文字中的表述", "claims read from prose"), _CLAIM_HEADS, claims),
        (Text("增减与占比", "changes and shares"), _CHANGE_HEADS, changes),
        (Text("总数与分项", "totals and their parts"), _LIST_HEADS, [*_lists(reading, language)]),
    ):
        if rows or heads is _CLAIM_HEADS:
            write(f"{words.to(language)}: {len(rows)}\n")
            write(table([head.to(language) for head in heads], rows))
    for note in reading.notes:
        write(f"{readable(note.to(language))}\n")


def _lists(reading: Reading, language: Language) -> Iterator[Row]:
    """Every total of the prose with its parts, a row each."""
    where = reading.places()
    for one in reading.report.breakdowns:
        yield (
            one.total.metric,
            digits(one.total.value),
            " + ".join(digits(part.value) for part in one.parts),
            extent(one).to(language),
            one.total.quote,
            spot(where(one.total), None, language),
        )
