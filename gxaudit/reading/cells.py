"""What one table cell says: a number, nothing, a mark, or something that is no number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from gxaudit.forms import Column
from gxaudit.regex import regex
from gxaudit.report import Number, State

_LONGEST = 40
"""Characters; whatever is longer is no figure."""
_MOST_DIGITS = 18
_SPACE = regex(r"[\s\u200b\ufeff]+")
_MARKS = frozenset(("/", "\\", "-", "—", "–", "―", "−", "--", "——", "//", "无"))
_NUMBER = regex(
    r"(?P<sign>[+\-−]|增加?|减少?)?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})"
    r"(?P<fraction>\.[0-9]{1,8})?"
    r"(?P<unit>亿元|万元|元|件次|人次|[件起宗份条项个次篇部])?"
)
_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}

Reading = tuple[State, Number | None]
_counts: dict[str, Reading] = {"": (State.BLANK, None)}
_memory: dict[Column, dict[str, Reading]] = {}
_MOST_REMEMBERED = 10_000
_BLANK: Reading = (State.BLANK, None)


def read_cell(raw: str, column: Column) -> Reading:
    """State and value of a raw cell. Full-width digits, thousands separators, inner spaces and a
    unit behind the number are read; nothing is guessed.
    """
    memory = _counts if column.kind == "count" else _memory.setdefault(column, {})
    known = memory.get(raw)
    if known is None:
        known = _read(raw, column)
        if len(memory) < _MOST_REMEMBERED and len(raw) <= _LONGEST:
            memory[raw] = known
    return known


def read_cells(raws: Sequence[str], columns: Sequence[Column], *, counts: bool) -> list[Reading]:
    """The readings of neighbouring cells; ``counts`` says that all their columns hold counts."""
    if counts:
        known = list(map(_counts.get, raws))
        if None not in known:
            return cast("list[Reading]", known)
    return list(map(read_cell, raws, columns))


def shapes(raws: Sequence[str]) -> bytes:
    """The state of each cell whose column is not known, one byte a cell."""
    known = list(map(_shapes.get, raws))
    return bytes(map(shape, raws) if None in known else cast("list[State]", known))


def _read(raw: str, column: Column) -> Reading:
    if len(raw) <= _MOST_DIGITS and raw.isascii() and raw.isdecimal():
        return State.NUMBER, int(raw)
    text = _SPACE.sub("", raw)
    if not text:
        return _BLANK
    if len(text) > _LONGEST:
        return State.UNREADABLE, None
    text = unicodedata.normalize("NFKC", text)
    if text in _MARKS:
        return State.MARK, None
    match = _NUMBER.fullmatch(text)
    if match is None:
        return State.UNREADABLE, None
    return _number(match, column)


def _number(match: re.Match[str], column: Column) -> Reading:
    sign, unit = match["sign"] or "", match["unit"]
    if sign[:1] in "增减" and sign and column.kind != "change":
        return State.UNREADABLE, None
    digits = match["digits"].replace(",", "")
    value: Number = Decimal(digits + match["fraction"]) if match["fraction"] else int(digits)
    if sign[:1] in ("-", "−", "减"):
        value = -value
    if unit in _IN_WAN and column.kind != "money":
        return State.UNREADABLE, None
    if unit in _IN_WAN and column.unit == "万元" and unit != "万元":
        value = value * _IN_WAN[unit]
    return State.NUMBER, value


def shape(raw: str) -> State:
    """The state of a cell whose column is not known: whether it could be a value at all."""
    known = _shapes.get(raw)
    if known is None:
        known = _read(raw, _ANY)[0]
        if len(_shapes) < _MOST_REMEMBERED and len(raw) <= _LONGEST:
            _shapes[raw] = known
    return known


_shapes: dict[str, State] = {}
_ANY = Column("any", "", kind="change")
