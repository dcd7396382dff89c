"""Declared identities: sums of figures in the form's own words, and how they must compare.

A pack declares them (:mod:`gxaudit.packs`); they are linear by construction, so that one text
drives evaluation, explanation, the search for causes and the proof of what is watched.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from attrs import frozen

from gxaudit.report import Number
from gxaudit.wording import Text

Relation = Literal["=", "≠", "≥", "≤"]
Each = Literal["column", "row", "cell"]
Whose = Literal["own", "last year", "members"]
"""In which report a cell is: this one, last year's, or, as a sum, those of the members."""
_CALLED: dict[str, str] = {"last year": "上年({})", "members": "成员({})", "prose": "正文({})"}


def called(whose: str, name: str) -> str:
    """A figure as packs and messages name it: ``成员(表三.一[总计])``; ``prose`` is one too."""
    return _CALLED.get(whose, "{}").format(name)


class Name(NamedTuple):
    """One figure as a pack names it.

    Where ``item`` or ``column`` is None, it is the row or column that the identity runs over.
    A group item such as ``三（三）`` stands for the sum of its rows. ``metric`` names a figure
    of the prose instead (the vocabulary of :class:`~gxaudit.report.Claim`).
    """

    table: int
    item: str | None = None
    """Printed item number (``三（七）``), or the row's label in brackets (``[规章]``)."""
    column: str | None = None
    """Column heading, without brackets."""
    metric: str | None = None
    whose: Whose = "own"
    written: str = ""
    """As the pack writes it, in its canonical spelling; messages use the same words."""
    at: tuple[int, int] = (0, 0)
    """Line and column in the pack, 1-based."""


class Term(NamedTuple):
    """``coefficient`` times a figure, times every figure of a range, or a constant."""

    coefficient: int
    first: Name | None = None
    """None: the coefficient itself is the constant."""
    last: Name | None = None
    """The other end of a range, in printed order."""


class Comparison(NamedTuple):
    """Two sums and the relation that must hold between them."""

    left: tuple[Term, ...]
    relation: Relation
    right: tuple[Term, ...]


@frozen(eq=False, slots=False)
class Identity:
    """Comparisons of one shape, one for each row or column that it runs over.

    ``each="column"``: one for each column that all rows named have. ``each="row"``: one for each
    row that has all columns named. ``each="cell"``: one. ``only`` names the rows or columns that
    it is restricted to (ranges as pairs), in the spelling of :class:`Name`.
    """

    table: int
    each: Each
    must: Comparison
    only: tuple[tuple[str, str | None], ...] = ()
    when: tuple[Comparison, ...] = ()
    """Conditions that must all hold; otherwise the instance does not apply."""
    tolerance: Number = 0
    blank_is_zero: bool = False
    message: Text | None = None
    """Template with ``{列} {行} {左} {右} {差}`` and names that the comparison uses."""


def names_of(comparison: Comparison) -> tuple[Name, ...]:
    """Every name that a comparison uses, in order, ends of ranges included."""
    return tuple(
        name
        for term in (*comparison.left, *comparison.right)
        for name in (term.first, term.last)
        if name is not None
    )
