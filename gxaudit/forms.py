"""Statutory forms as data: tables, rows, columns, labels and the address of every cell.

A form is read from ``rules/forms/NAME.toml``. The same address is used in rules, waivers and
messages (``表三.三（七）[总计]``); every cell also has one ASCII key for machines
(``t3.handled_total.total``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from gxaudit.resources import resource
from gxaudit.wording import Text

Kind = Literal["count", "change", "money"]
"""What a column holds: whole numbers from 0; changes, which may be negative; amounts."""

NUMERALS = {2: "二", 3: "三", 4: "四"}


class FormError(ValueError):
    """A form file that cannot be used; says which file and what is wrong."""


@frozen(slots=False)
class Column:
    """A column of a statutory table."""

    key: str
    label: str
    variants: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str = ""


@frozen(eq=False, slots=False)
class Row:
    """A row of a statutory table that carries figures.

    ``number`` counts the rows of the whole form, ``first`` is the flat index of its first cell.
    """

    key: str
    item: str
    label: str
    variants: tuple[str, ...]
    depth: int
    group: str | None
    block: int
    columns: tuple[Column, ...]
    number: int
    first: int
    counts: bool
    """Whether every column holds counts."""
    mark_allowed: bool = False
    """Whether a mark means "does not apply to this body" here, as in 规章."""


@frozen(slots=False)
class Group:
    """A row that only names a group, such as ``（三）不予公开``."""

    key: str
    item: str
    label: str
    variants: tuple[str, ...]
    depth: int


@frozen(slots=False)
class Block:
    """A part of a table with a header of its own; ``rows`` are indices into ``form.rows``."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[int, ...]


@frozen(eq=False, repr=False, slots=False)
class Table:
    """A statutory table: ``number`` is 2, 3 or 4, which is also the section it belongs to."""

    number: int
    name: str
    title: Text
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    one_line: bool
    """Whether all its figures are printed in one line without labels (table 4)."""

    def __repr__(self) -> str:
        return f"<Table {self.name}>"


@frozen(eq=False, repr=False, slots=False)
class CellSpec:
    """One cell of the form."""

    address: str
    key: str
    table: Table
    row: Row
    column: Column

    def __repr__(self) -> str:
        return f"<CellSpec {self.address}>"


@frozen(eq=False, repr=False, slots=False)
class Form:
    """A statutory form. ``cells`` is every figure in printed order."""

    name: str
    title: Text
    years: tuple[int, int]
    """First and last report year it is prescribed for."""
    signs: tuple[str, ...]
    """Labels that only this form has."""
    tables: tuple[Table, ...]
    rows: tuple[Row, ...]
    cells: tuple[CellSpec, ...]
    _by_name: Mapping[str, int]

    def __repr__(self) -> str:
        return f"<Form {self.name}>"

    def __reduce__(self) -> tuple[object, ...]:
        # A form is shipped with every process: its name says it all.
        return form_named, (self.name,)

    def index(self, address: str) -> int:
        """The flat index of the cell at an address or key. Raises ``KeyError``."""
        return self._by_name[address]

    def table(self, number: int) -> Table:
        """Statutory table 2, 3 or 4. Raises ``KeyError``."""
        for table in self.tables:
            if table.number == number:
                return table
        raise KeyError(number)

    def row(self, key: str) -> Row:
        """The row with this key. Raises ``KeyError``."""
        return self._rows_by_key[key]

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows}


def _column(data: Mapping[str, Any]) -> Column:
    return Column(
        data["key"],
        data["label"],
        tuple(data.get("variants", ())),
        data.get("kind", "count"),
        data.get("unit", ""),
    )


def address_of(table: int, item: str, column: str) -> str:
    """The address as the form speaks: ``表三.三（七）[总计]``, ``表二.[规章][现行有效件数]``."""
    return f"表{NUMERALS[table]}.{item}[{column}]"


class _Builder:
    """Numbers the rows and cells of a form while its file is read."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[CellSpec] = []

    def table(self, data: Mapping[str, Any]) -> Table:
        number = data["number"]
        rows: list[Row] = []
        blocks: list[Block] = []
        for at, block in enumerate(data["block"]):
            columns = tuple(_column(column) for column in block["columns"])
            mine = [self._row(row, at, columns) for row in block["rows"]]
            rows += mine
            blocks.append(Block(block.get("title", ""), columns, tuple(row.number for row in mine)))
        table = Table(
            number,
            f"表{NUMERALS[number]}",
            Text(data["title"]["zh"], data["title"]["en"]),
            tuple(blocks),
            tuple(rows),
            tuple(_group(group) for group in data.get("groups", ())),
            data.get("one_line", False),
        )
        self._cells(table)
        return table

    def _row(self, data: Mapping[str, Any], block: int, columns: tuple[Column, ...]) -> Row:
        row = Row(
            data["key"],
            data.get("item", f"[{data['label']}]"),
            data["label"],
            tuple(data.get("variants", ())),
            data.get("depth", 1),
            data.get("group"),
            block,
            columns,
            len(self.rows),
            sum(len(row.columns) for row in self.rows),
            all(column.kind == "count" for column in columns),
            data.get("mark_allowed", False),
        )
        self.rows.append(row)
        return row

    def _cells(self, table: Table) -> None:
        for row in table.rows:
            for column in row.columns:
                address = address_of(table.number, row.item, column.label)
                key = f"t{table.number}.{row.key}.{column.key}"
                self.cells.append(CellSpec(address, key, table, row, column))


def _group(data: Mapping[str, Any]) -> Group:
    return Group(
        data["key"],
        data["item"],
        data["label"],
        tuple(data.get("variants", ())),
        data.get("depth", 1),
    )


def read_form(path: Path) -> Form:
    """Read a form file. Raises :class:`FormError`, which names the file and the field."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise FormError(f"{path}: {error}") from error


def _build(data: Mapping[str, Any]) -> Form:
    builder = _Builder()
    tables = tuple(builder.table(table) for table in data["table"])
    names: dict[str, int] = {}
    for index, cell in enumerate(builder.cells):
        for name in (cell.address, cell.key):
            if name in names:
                raise FormError(f"two cells are called {name}")
            names[name] = index
    return Form(
        data["form"],
        Text(data["title"]["zh"], data["title"]["en"]),
        (data["years"][0], data["years"][1]),
        tuple(data["signs"]),
        tables,
        tuple(builder.rows),
        tuple(builder.cells),
        names,
    )


@lru_cache(maxsize=1)
def shipped_forms() -> tuple[Form, ...]:
    """The forms in rules/forms, newest first."""
    paths: Iterable[Path] = resource("rules", "forms").glob("*.toml")
    return tuple(sorted(map(read_form, paths), key=lambda form: form.name, reverse=True))


def form_named(name: str) -> Form:
    """The shipped form called ``name``. Raises ``KeyError``."""
    for form in shipped_forms():
        if form.name == name:
            return form
    raise KeyError(name)
