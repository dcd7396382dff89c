"""The tables of a store: their columns, what these hold, and how cells of the forms are called.

One schema for every writer and reader. Its number rises whenever a query of the old one could fail
or mean something else; docs/store.md describes it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.forms import shipped_forms

if TYPE_CHECKING:
    from gxaudit.report import Number, Report

SCHEMA = 2
MANIFEST = "gxaudit-store.json"
"""Beside the tables: says that this is a store, of which schema, and how many rows there are."""
KEY = "gxaudit_store"
"""Of the number of the schema, in :data:`MANIFEST` and in the metadata of each Parquet file."""

TEXT, WHOLE, COUNT, FLAG = "VARCHAR", "INTEGER", "BIGINT", "BOOLEAN"
AMOUNT = "DECIMAL(18, 6)"
"""Money, to the fen where it is printed in 万元."""
VALUE = "DECIMAL(28, 6)"
"""A figure of the prose."""
STATES = ("number", "blank", "mark", "unreadable", "missing")
"""By ``State``."""
_STATE = f"ENUM({', '.join(repr(each) for each in STATES)})"


@frozen(slots=False)
class Column:
    """A column of a table, with its type in SQL."""

    name: str
    type: str = TEXT


@frozen(slots=False)
class Table:
    """A table, kept as ``NAME.parquet``."""

    name: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.parquet"


@frozen(slots=False)
class Figure:
    """A cell of one or more forms as columns of ``reports``."""

    key: str
    column: str
    money: bool

    @property
    def state(self) -> str:
        """The column of its state."""
        return state_of(self.column)

    @property
    def type(self) -> str:
        """In SQL."""
        return AMOUNT if self.money else COUNT


def column_of(key: str) -> str:
    """The column of a cell: ``t3.handled_total.total`` is ``t3_handled_total_total``."""
    return key.replace(".", "_")


def state_of(column: str) -> str:
    """The column of the state of a cell."""
    return f"{column}_state"


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """Every cell of the shipped forms, newest form first; what forms share comes once."""
    specs = [spec for form in shipped_forms() for spec in form.cells]
    kinds = {spec.key: spec.column.kind == "money" for spec in specs}
    return tuple(Figure(key, column_of(key), money) for key, money in kinds.items())


def figure_in(report: Report, key: str) -> Number | None:
    """The number that a store keeps for a cell, as :func:`figure_at`; None where the form of the
    report has no such cell.
    """
    try:
        index = report.form.index(key)
    except KeyError:
        return None
    return figure_at(report, index)


def figure_at(report: Report, index: int) -> Number | None:
    """The number that a store keeps for a cell of the report's form: the printed one, 0 for a blank
    that is confirmed to stand for 0. None where there is none, and where the column cannot hold
    it (a fraction of a case, more than twelve digits).
    """
    if index in report.zeros:
        return 0
    value = report.values[index]
    if value is None:
        return None
    if report.form.cells[index].column.kind == "money":
        return value if holds(value, 12, 6) else None
    return int(value) if holds(value, 12, 0) else None


def holds(value: Number, digits: int, decimals: int) -> bool:
    """Whether a column with so many digits, at most 20, and decimals holds exactly this number."""
    if not -(10**digits) < value < 10**digits:
        return False
    return isinstance(value, int) or value == value.quantize(Decimal(1).scaleb(-decimals))


def _columns(**types: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name, kind in types.items())


_REPORTS = _columns(
    report=WHOLE,
    path=TEXT,
    digest=TEXT,
    agency=TEXT,
    entity=TEXT,
    parent=TEXT,
    level=TEXT,
    year=WHOLE,
    published="DATE",
    form=TEXT,
    form_evidence=FLAG,
    title=TEXT,
    format=TEXT,
    encoding=TEXT,
    configuration=TEXT,
    errors=WHOLE,
    warnings=WHOLE,
    notes=WHOLE,
    waived=WHOLE,
    faults=WHOLE,
    figures=WHOLE,
    unchecked=WHOLE,
)
_FINDINGS = _columns(
    report=WHOLE,
    rule=TEXT,
    version=WHOLE,
    severity=TEXT,
    confidence=TEXT,
    address=TEXT,
    key=TEXT,
    line=WHOLE,
    col=WHOLE,
    place_zh=TEXT,
    place_en=TEXT,
    message_zh=TEXT,
    message_en=TEXT,
    expected=TEXT,
    actual=TEXT,
    fingerprint=TEXT,
    waived=TEXT,
)
_CLAIMS = _columns(
    report=WHOLE,
    metric=TEXT,
    value=VALUE,
    unit=TEXT,
    qualifier=TEXT,
    polarity=TEXT,
    ambiguous=FLAG,
    quote=TEXT,
)
_OUTCOMES = _columns(
    report=WHOLE,
    rule=TEXT,
    outcome=TEXT,
    failed=WHOLE,
    not_evaluated=WHOLE,
    passed=WHOLE,
    not_applicable=WHOLE,
    reasons_zh=TEXT,
    reasons_en=TEXT,
)
_FAULTS = _columns(
    report=WHOLE,
    path=TEXT,
    kind=TEXT,
    rule=TEXT,
    plugin=TEXT,
    message_zh=TEXT,
    message_en=TEXT,
)
_ENTITIES = _columns(name=TEXT, level=TEXT, parent=TEXT, complete=FLAG)
_GAPS = _columns(entity=TEXT, parent=TEXT, year=WHOLE, filing=TEXT, path=TEXT, listed=FLAG)
_RULES = _columns(rule=TEXT, version=WHOLE, severity=TEXT, title_zh=TEXT, title_en=TEXT)
_CELLS = _columns(form=TEXT, key=TEXT, name=TEXT, address=TEXT, label=TEXT, heading=TEXT, unit=TEXT)


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """All tables, in the order in which they are described."""
    cells = [Column(each.column, each.type) for each in figures()]
    states = [Column(each.state, _STATE) for each in figures()]
    return (
        Table("reports", (*_REPORTS, *cells, *states)),
        Table("findings", _FINDINGS),
        Table("claims", _CLAIMS),
        Table("outcomes", _OUTCOMES),
        Table("faults", _FAULTS),
        Table("entities", _ENTITIES),
        Table("gaps", _GAPS),
        Table("rules", _RULES),
        Table("cells", _CELLS),
    )
