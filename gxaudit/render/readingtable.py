"""What was read from one report as tables, for people."""

from __future__ import annotations

from gxaudit.render.escape import readable, visible
from gxaudit.render.reading import POLARITIES, STATES, Reading
from gxaudit.render.run import Write
from gxaudit.render.spreadsheet import cell_rows, claim_rows
from gxaudit.render.table import table
from gxaudit.render.words import identity_words
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


def write_tables(reading: Reading, write: Write, language: Language) -> None:
    """A table of every cell and one of every claim."""
    report = reading.report
    write(f"{visible(reading.path)}: {visible(identity_words(report, language))}\n")
    cells = [
        (row[1], row[2], STATES[cell.state].to(language), row[4], row[7], row[-1])
        for row, cell in zip(cell_rows(reading, language), report.cells(), strict=True)
    ]
    write(table([head.to(language) for head in _CELL_HEADS], cells))
    claims = [
        (row[2], POLARITIES[row[3]].to(language), row[4], row[5], row[6], row[7], row[-1])
        for row in claim_rows(reading, language)
    ]
    words = Text("文字中的表述", "claims read from prose").to(language)
    write(f"{words}: {len(claims)}\n")
    write(table([head.to(language) for head in _CLAIM_HEADS], claims))
    for note in reading.notes:
        write(f"{readable(note.to(language))}\n")
