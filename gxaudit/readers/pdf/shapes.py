"""What stands on a page: characters and rules, in points from its left upper corner."""

from __future__ import annotations

from attrs import define, field, frozen

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@frozen(eq=False, slots=True)
class Char:
    """One printed character and the box that its font reserves for it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


@frozen(eq=False, slots=True)
class Rule:
    """A straight line: ``at`` on one axis, from ``start`` to ``end`` on the other."""

    at: float
    start: float
    end: float


@define(eq=False, slots=False)
class Sheet:
    """One page as it was drawn."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(factory=list)
    across: list[Rule] = field(factory=list)
    down: list[Rule] = field(factory=list)
    has_picture: bool = False
    large_pictures: int = 0
    slanted: int = 0
    """Characters of watermarks, which are left out."""
    unmapped: int = 0
    """Characters whose font does not say which they are."""


def around(chars: list[Char]) -> Box:
    """The box that holds all of them; there is at least one."""
    return (
        min(one.left for one in chars),
        min(one.top for one in chars),
        max(one.right for one in chars),
        max(one.bottom for one in chars),
    )
