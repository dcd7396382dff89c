"""Many addresses in few words: whole tables, runs of rows, runs of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gxaudit.forms import Form, Row, Table
from gxaudit.wording import Language

Offsets = tuple[int, ...]
"""Which columns of a row are meant, as offsets in the row."""


def compact(addresses: Iterable[str], form: Form, language: Language) -> tuple[str, ...]:
    """The addresses in printed order, neighbours joined, as in ``表三.三（三）1至三（三）8[总计]``.

    What the form does not know comes last, as it is.
    """
    known: set[int] = set()
    unknown: set[str] = set()
    for address in addresses:
        try:
            known.add(form.index(address))
        except KeyError:
            unknown.add(address)
    parts = [part for table in form.tables for part in _table(table, known, language)]
    return (*parts, *sorted(unknown))


def shortened(parts: Sequence[str], language: Language, most: int = 12) -> str:
    """``parts`` in one enumeration, cut after ``most`` of them, saying so."""
    comma = "、" if language == "zh" else ", "
    words = comma.join(parts[:most])
    if len(parts) > most:
        words += f"等 {len(parts)} 处" if language == "zh" else f" and {len(parts) - most} more"
    return words


def _table(table: Table, known: set[int], language: Language) -> Iterator[str]:
    wanted = [(row, _offsets(row, known)) for row in table.rows]
    count = sum(len(offsets) for _, offsets in wanted)
    cells = sum(len(row.columns) for row in table.rows)
    if count == cells:
        whole = f"{table.name}全部 {cells} 格"
        yield whole if language == "zh" else f"all {cells} cells of {table.name}"
        return
    run: list[Row] = []
    offsets: Offsets = ()
    for row, here in wanted:
        if run and not (here == offsets and row.columns == run[0].columns):
            yield _run(table, run, offsets, language)
            run = []
        offsets = here
        if here:
            run.append(row)
    if run:
        yield _run(table, run, offsets, language)


def _offsets(row: Row, known: set[int]) -> Offsets:
    return tuple(at for at in range(len(row.columns)) if row.first + at in known)


def _run(table: Table, rows: Sequence[Row], offsets: Offsets, language: Language) -> str:
    name = f"{table.name}.{_span([row.item for row in rows], language)}"
    columns = rows[0].columns
    if len(columns) == 1:
        return name
    if len(offsets) == len(columns):
        return name + ("各列" if language == "zh" else " (all columns)")
    return f"{name}[{_columns([columns[at].label for at in offsets], offsets, language)}]"


def _span(names: Sequence[str], language: Language) -> str:
    if len(names) < 3:
        return ("、" if language == "zh" else ", ").join(names)
    return names[0] + ("至" if language == "zh" else " to ") + names[-1]


def _columns(labels: Sequence[str], offsets: Offsets, language: Language) -> str:
    if offsets[-1] - offsets[0] == len(offsets) - 1:
        return _span(labels, language)
    return ("、" if language == "zh" else ", ").join(labels)
