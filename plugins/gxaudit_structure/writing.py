"""How cells are written, judged a table at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxaudit.api import Failed, Passed, Report, Text, Verdict, regex
from gxaudit_structure.layout import (
    Span,
    addresses,
    named,
    only_numbers,
    spans,
    survey,
    unjudged,
)

LONGEST = 60
"""Characters; whatever is longer is no figure, or one in much white space."""
_UNUSUAL = regex(r"[^\t0-9.]")

Find = Callable[[Report, int], list[Text]]
"""What is remarkable about the way a cell is written; empty where nothing is."""
Found = dict[int, list[Text]]
Say = Callable[[Report, Span, Found], Failed]


def judge_writing(report: Report, find: Find, say: Say) -> Iterator[Verdict]:
    """One finding for each table in which ``find`` remarks on a cell."""
    plain = _UNUSUAL.search("\t".join(report.raws)) is None
    if plain and only_numbers(report):
        yield Passed(len(spans(report.form)))
        return
    seen = survey(report)
    yield from unjudged(seen.reasons)
    for span in seen.able:
        found = {} if plain else _found(report, span, find)
        yield say(report, span, found) if found else Passed()


def _found(report: Report, span: Span, find: Find) -> Found:
    raws = report.raws
    odd = (
        index
        for index in range(span.start, span.stop)
        if len(raws[index]) <= LONGEST and _UNUSUAL.search(raws[index])
    )
    return {index: remarks for index in odd if (remarks := find(report, index))}


def note(report: Report, span: Span, cells: list[int], what: Text, todo: Text) -> Failed:
    """One finding about some cells of a table: ``what`` they are, and what is to be done."""
    where = named(report, cells, quote=True)
    all_of_them = addresses(report, cells)
    count = len(cells)
    return Failed(
        cell=all_of_them[0],
        cells=all_of_them[1:],
        message=Text(
            f"{span.table.name}有 {count} 个数据格{what.zh}：{where.zh}。{todo.zh}",
            f"table {span.table.number} has {count} cell{'' if count == 1 else 's'} {what.en}: "
            f"{where.en}. {todo.en}",
        ),
        actual=report.raws[cells[0]].strip(),
    )
