"""Root causes: which figure is wrong, what it would have to be, and whether that is certain."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from gxaudit.report import Number
from gxaudit.wording import Text

Kind = Literal["cells", "row", "prose", "open"]
"""Some cells by themselves; a row whose figures stand in wrong places; a figure of the prose; or
not to be located."""


@frozen(slots=False)
class Change:
    """One cell, what it holds (None for nothing) and what it would have to hold."""

    address: str
    key: str
    before: Number | None
    after: Number


@frozen(slots=False)
class Repair:
    """Changes that make every equation hold, and the slip that explains them, where one does."""

    changes: tuple[Change, ...]
    slip: Text | None = None


@frozen(kw_only=True, slots=False)
class Cause:
    """Why some equations do not hold. Never applied: a person judges it."""

    kind: Kind
    verdict: Text
    """What can be said, in a sentence or two."""
    repairs: tuple[Repair, ...] = ()
    """The smallest that there are, the most plausible first."""
    only: bool = False
    """Whether it is proved that no other repair is as small."""
