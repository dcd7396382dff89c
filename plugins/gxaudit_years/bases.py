"""What a change on the year may be a change of: quantities of tables 3 and 4, in two reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gxaudit.api import Companion, Number, Operand, Report, Text

_NEW, _IN, _DONE = (
    f"t3.{row}.total" for row in ("applications_received", "carried_over_in", "handled_total")
)
_DISPUTES = ("review", "litigation_direct", "litigation_after_review")
_REVIEW, _DIRECT, _AFTER = (f"t4.{row}.total" for row in _DISPUTES)
_OPEN_REVIEW, _OPEN_DIRECT, _OPEN_AFTER = (f"t4.{row}.pending" for row in _DISPUTES)


class Base(NamedTuple):
    """The sum of some cells less that of others, by key."""

    name: Text
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All its cells."""
        return self.plus + self.minus

    def value(self, report: Report) -> Number | None:
        """What it comes to in a report; None where a cell holds no figure to use."""
        plus = [report.figure(key) for key in self.plus]
        minus = [report.figure(key) for key in self.minus]
        known = [one for one in (*plus, *minus) if one is not None]
        if len(known) < len(self.keys):
            return None
        return sum(known[: len(plus)]) - sum(known[len(plus) :])


class Both(NamedTuple):
    """What one quantity was last year and is this year; None where that cannot be told."""

    base: Base
    before: Number | None
    now: Number | None


RECEIVED = Base(Text("新收申请", "received"), (_NEW,))
IN_SCOPE = Base(Text("新收加结转的申请", "received plus carried in"), (_NEW, _IN))
HANDLED = Base(Text("办理结果总计", "handled"), (_DONE,))
_REVIEWS = Base(Text("行政复议总计", "reviews"), (_REVIEW,))
_CLOSED_REVIEWS = Base(Text("已审结的行政复议", "reviews concluded"), (_REVIEW,), (_OPEN_REVIEW,))
_SUITS = Base(Text("两类行政诉讼总计", "suits of both kinds"), (_DIRECT, _AFTER))
_CLOSED_SUITS = Base(
    Text("已审结的行政诉讼", "suits concluded"), (_DIRECT, _AFTER), (_OPEN_DIRECT, _OPEN_AFTER)
)
_DIRECT_SUITS = Base(Text("未经复议直接起诉总计", "suits without prior review"), (_DIRECT,))
_LATER_SUITS = Base(Text("复议后起诉总计", "suits after review"), (_AFTER,))

PERCENTS: Mapping[str, tuple[Base, ...]] = {
    "applications_yoy_percent": (RECEIVED, IN_SCOPE),
    "handled_yoy_percent": (HANDLED, IN_SCOPE),
    "scope_yoy_percent": (IN_SCOPE, HANDLED, RECEIVED),
}
"""What the words of a percentage mean, and what authors compute it from as well."""
DELTAS: Mapping[str, tuple[Base, ...]] = {
    "applications_yoy_delta": (RECEIVED, IN_SCOPE),
    "review_yoy_delta": (_REVIEWS, _CLOSED_REVIEWS),
    "litigation_yoy_delta": (_SUITS, _CLOSED_SUITS, _DIRECT_SUITS, _LATER_SUITS),
}
"""Likewise of a change in cases."""


def both(bases: tuple[Base, ...], report: Report, before: Companion) -> list[Both]:
    """Each quantity in both reports."""
    return [Both(base, base.value(before.report), base.value(report)) for base in bases]


def cells_of(bases: tuple[Base, ...], report: Report) -> tuple[str, ...]:
    """The addresses of all cells that some quantities are made of, each once."""
    keys = dict.fromkeys(key for base in bases for key in base.keys)
    return tuple(report.cell(key).address for key in keys)


def operands(bases: tuple[Base, ...], before: Companion) -> Iterator[Operand]:
    """Last year's figures that some quantities are made of, for a finding to say."""
    for key in dict.fromkeys(key for base in bases for key in base.keys):
        value = before.report.figure(key)
        if value is not None:
            address = before.report.cell(key).address
            yield Operand(f"上年({address})", f"last.{key}", value)
