"""One report's figures against a system: residuals, what fails, and what hangs together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gxaudit.diagnose.system import Exact, System, exact
from gxaudit.report import Number, State

Component = tuple[int, ...]
"""Failing equalities, by position, that hang together by their cells."""


class Sheet:
    """The figures of one report, and by how much each equality fails."""

    def __init__(
        self,
        system: System,
        values: Sequence[Number | None],
        states: Sequence[State] = (),
    ) -> None:
        self.system = system
        self.values = [None if value is None else exact(value) for value in values]
        self.states = states
        self.residuals: list[Exact] = []
        """Left minus right of each equality, over the figures that are there."""
        self.unknown: list[tuple[int, ...]] = []
        """The cells of each equality that hold no figure."""
        for one in system.equalities:
            self._add(one.terms, one.constant)
        pairs = zip(self.residuals, self.unknown, strict=True)
        self.failing = [at for at, (gap, lack) in enumerate(pairs) if gap and not lack]

    def _add(self, terms: Sequence[tuple[int, int]], constant: Exact) -> None:
        values = self.values
        try:
            # Nearly always every figure is there.
            gap = sum([factor * values[cell] for cell, factor in terms], constant)  # type: ignore[operator]
            lack: tuple[int, ...] = ()
        except TypeError:
            lack = tuple(cell for cell, _ in terms if values[cell] is None)
            gap = constant
            for cell, factor in terms:
                value = values[cell]
                gap += 0 if value is None else factor * value
        self.residuals.append(gap)
        self.unknown.append(lack)

    def touched(self, cell: int) -> list[tuple[int, int]]:
        """The equalities of a cell that can be evaluated, with its factors."""
        unknown = self.unknown
        return [pair for pair in self.system.touching.get(cell, ()) if not unknown[pair[0]]]

    def cells_of(self, at: int) -> frozenset[int]:
        """The cells of an equality."""
        return self.system.members[at]

    def reaches(self, component: Component, line: Sequence[int]) -> bool:
        """Whether every equality of a component contains a cell of a line."""
        members = self.system.members
        return all(not members[at].isdisjoint(line) for at in component)

    def unknown_but(self, at: int, line: Sequence[int]) -> int:
        """How many cells of an equality hold no figure, besides those of a line."""
        return sum(cell not in line for cell in self.unknown[at])

    def may_be(self, cell: int, value: Exact) -> bool:
        """Whether a cell could hold a value: counts are whole, and only changes are negative."""
        kind = self.system.kinds[cell]
        if isinstance(value, Fraction):
            return kind == "money" and value >= 0 and _decimal(value)
        return value >= 0 or kind == "change"

    def components(self) -> list[Component]:
        """The failing equalities, those together that share a cell, in canonical order."""
        owner: dict[int, int] = {}
        parent = {at: at for at in self.failing}
        for at in self.failing:
            for cell in self.system.equalities[at].cells:
                _join(parent, at, owner.setdefault(cell, at))
        groups: dict[int, list[int]] = {}
        for at in self.failing:
            groups.setdefault(_root(parent, at), []).append(at)
        return [tuple(group) for group in groups.values()]


def _decimal(value: Fraction) -> bool:
    """Whether decimal places can write it."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _root(parent: dict[int, int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at


def _join(parent: dict[int, int], one: int, other: int) -> None:
    one, other = _root(parent, one), _root(parent, other)
    parent[max(one, other)] = min(one, other)
