"""What diagnosis says: causes, their repairs, the changes of each, and the slips that explain."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from gxaudit.diagnose.system import Equality
from gxaudit.report import Number


class Slip(Enum):
    """How a figure, or several at once, may have come to be what is printed."""

    LEFT_BLANK = "left blank"
    """No figure that can be used is printed where one belongs."""
    ZEROED = "zeroed"
    DIGIT_REPLACED = "digit replaced"
    DIGIT_DROPPED = "digit dropped"
    DIGIT_DOUBLED = "digit doubled"
    DIGIT_ADDED = "digit added"
    DIGITS_TRANSPOSED = "digits transposed"
    OFF_BY_ONE = "off by one"
    MISCOUNTED = "miscounted"
    """Another figure altogether: no slip of the keyboard makes it."""
    CELLS_EXCHANGED = "cells exchanged"
    ROWS_EXCHANGED = "rows exchanged"
    SHIFTED_LEFT = "shifted left"
    """From some cell on, each figure of a row stands one cell too far left."""
    SHIFTED_RIGHT = "shifted right"
    SPLIT = "split"
    """The digits of one figure stand in two cells."""
    JOINED = "joined"
    """The digits of two figures stand in one cell."""
    LINE = "line"
    """Several figures of one row, or of one column, and nothing else: nobody knows how."""


class Kind(Enum):
    """What a cause is, and so how it is to be told."""

    CELL = "cell"
    """One changed figure of a table makes every equation hold; there may be several such."""
    STRUCTURE = "structure"
    """One act upon several figures explains all: a shift, an exchange, a split."""
    CELLS = "cells"
    """Two or three figures have to change, and no fewer do."""
    PROSE = "prose"
    """A figure of the prose is wrong, or may be: see :attr:`Cause.doubtful`."""
    UNLOCATED = "unlocated"
    """The figures do not tell which of them is wrong: see :attr:`Cause.reason`."""


class Reason(Enum):
    """Why the wrong figure cannot be located."""

    LACKING = "lacking"
    """Figures that would tell are not there: see :attr:`Cause.lacking`."""
    TOO_MANY = "too many"
    """No change of up to three figures makes every equation hold."""
    CAPPED = "capped"
    """The search was given up after its number of nodes."""


@frozen(slots=False)
class Change:
    """One figure and what it would have to be: a cell of the form, or a claim by its position."""

    cell: int | None
    before: Number | None
    """What it is read as; None where nothing that can be used is printed."""
    after: Number
    slip: Slip
    claim: int | None = None


@frozen(slots=False)
class Repair:
    """Changes that together make every equation hold. ``cost`` is lower where more plausible."""

    changes: tuple[Change, ...]
    slip: Slip | None = None
    """The one act that explains all changes; None where each change stands for itself."""
    cost: int = field(default=0, eq=False)
    """Thousandths of a natural logarithm; to compare repairs of one cause only."""
    agrees: tuple[int, ...] = ()
    """Claims of the prose that the figures agree with only after these changes."""
    disagrees: tuple[int, ...] = ()
    """Claims that they agree with now and would not after these changes."""
    confirmed: tuple[int, ...] = ()
    """Witnesses that do not hold now and do after these changes."""
    refuted: tuple[int, ...] = ()
    """Witnesses, of those that the cause concerns, that do not hold after these changes."""
    open: bool = False
    """Whether the same cells could share the difference in other ways too."""

    @property
    def size(self) -> int:
        """How many figures change."""
        return len(self.changes)


@frozen(slots=False)
class Cause:
    """One root cause: what failed, and every smallest change that would make it hold.

    ``repairs`` are sorted, most plausible first. Those of kind STRUCTURE may be larger than the
    others: one act counts as one.
    """

    kind: Kind
    failing: tuple[Equality, ...]
    repairs: tuple[Repair, ...]
    only: bool = False
    """Whether it is proved that no other change of as few figures makes every equation hold."""
    reason: Reason | None = None
    lacking: tuple[int, ...] = ()
    """Cells without a usable figure that, if they had one, would tell the repairs apart."""
    claims: tuple[int, ...] = ()
    """Claims of the prose that the figures as printed contradict here, by position."""
    witnesses: tuple[int, ...] = ()
    """Witnesses that look at a cell of some repair, by position."""
    doubtful: bool = False
    """Kind PROSE: whether the table may be what is wrong, too."""
    searched: int = 0
    """All changes of up to so many figures were tried."""

    @property
    def decided(self) -> bool:
        """Whether the witnesses agree with the first of several repairs and with no other.

        They may be wrong themselves: this makes it likely and proves nothing.
        """
        if not self.witnesses or len(self.repairs) < 2 or self.reason is Reason.CAPPED:
            return False
        # Of an open repair one of several ways is listed, and another might agree.
        if any(one.open for one in self.repairs):
            return False
        return not self.repairs[0].refuted and all(one.refuted for one in self.repairs[1:])

    @property
    def settled(self) -> tuple[int, ...]:
        """Witnesses that fail for this cause: the only repair, or that decided upon, mends them."""
        return self.repairs[0].confirmed if self.only or self.decided else ()

    @property
    def suspects(self) -> frozenset[int]:
        """The cells that may be wrong: those of the repairs, or, without one, of what failed."""
        if self.repairs:
            return frozenset(self.cells)
        return frozenset(cell for one in self.failing for cell in one.cells)

    @property
    def cells(self) -> tuple[int, ...]:
        """Every cell that some repair changes, in printed order."""
        return tuple(
            sorted(
                {
                    change.cell
                    for repair in self.repairs
                    for change in repair.changes
                    if change.cell is not None
                }
            )
        )


def kind_of(first: Repair) -> Kind:
    """The kind of a cause in a table, by the repair that comes first."""
    if first.slip is not None:
        return Kind.STRUCTURE
    return Kind.CELL if first.size == 1 else Kind.CELLS
