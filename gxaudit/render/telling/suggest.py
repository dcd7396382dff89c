"""``--suggest``: the most plausible repair of each cause as a unified diff, for a person to judge;
in formats that are no text, which figure of the file would have to be changed.

Nothing is ever written into a report: which figure is wrong only its records can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gxaudit.cause import Change
from gxaudit.finding import Location
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.spelling.places import spot_in
from gxaudit.render.telling.cause import repair_words
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.wording import Language

if TYPE_CHECKING:
    from gxaudit.readers.model import Document

Edits = dict[int, dict[tuple[int, int], str]]
"""By line, by columns (start, end; 0-based): what would have to stand there."""


def suggestion_lines(result: Result, language: Language) -> Iterator[str]:
    """A head for each cause, then the diff of the text; nothing where nothing is suggested.

    The lines that were read from another format are nobody's to edit: for those, the place of
    every change in the file.
    """
    report = result.report
    if report is None:
        return
    edits: Edits = {}
    zh = language == "zh"
    for finding in result.findings:
        cause = finding.cause
        if cause is None or not cause.repairs:
            continue
        repair = cause.repairs[0]
        words = visible(repair_words(repair, language))
        if cause.only:
            yield f"# 建议：{words}" if zh else f"# suggested: {words}"
        else:
            count = len(cause.repairs)
            yield (
                f"# 建议（{count} 种可能中最可能的一种）：{words}"
                if zh
                else f"# suggested, the most plausible of {count}: {words}"
            )
        for change in repair.changes:
            if result.document is None:
                _add(edits, report, change)
            else:
                yield visible(_told(result, report, result.document, change, language))
    if edits:
        yield from _diff(result, edits, language)


def _told(
    result: Result, report: Report, document: Document, change: Change, language: Language
) -> str:
    """``甲.docx: 第 2 个表格，第 4 行，总计: 表三.一[总计] “44”改为“45”…``."""
    from gxaudit.readers.places import place_of

    cell = report.cell(change.address)
    location = None
    if cell.line and cell.column:
        end = cell.column + len(cell.raw)
        place = place_of(document, cell.line, cell.column, end)
        location = Location(cell.line, cell.column, end, "", place)
    where = spot_in(result.path or "-", location, cell.address, language)
    after = digits(change.after)
    if language == "zh":
        return f"{where}: {cell.address} “{cell.raw}”改为“{after}”（建议，未改动原文件）"
    return f"{where}: {cell.address} '{cell.raw}' to '{after}' (suggested, not applied)"


def _add(edits: Edits, report: Report, change: Change) -> None:
    index = report.form.index(change.address)
    row = report.form.cells[index].row
    place = report.places[row.number]
    column = place.column(index - row.first) if place else None
    if place is not None and column:
        start = column - 1
        span = (start, start + len(report.raws[index]))
        edits.setdefault(place.line, {})[span] = str(change.after)


def _diff(result: Result, edits: Edits, language: Language) -> Iterator[str]:
    from difflib import unified_diff

    old = result.text.split("\n")
    new = [
        _edited(line, edits[number]) if number in edits else line
        for number, line in enumerate(old, 1)
    ]
    path = visible(result.path or "-")
    after = (
        f"{path}（建议，未改动原文件）" if language == "zh" else f"{path} (suggested, not applied)"
    )
    for line in unified_diff(old, new, path, after, n=1, lineterm=""):
        yield "\t".join(visible(part) for part in line.split("\t"))


def _edited(line: str, edits: Mapping[tuple[int, int], str]) -> str:
    for (start, end), text in sorted(edits.items(), reverse=True):
        line = line[:start] + text + line[end:]
    return line
