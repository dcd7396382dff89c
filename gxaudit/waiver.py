"""Waivers as records: what a person judged, on which figures, and how that stands today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from gxaudit.finding import Finding

Kind = Literal["waiver", "baseline"]
Status = Literal["matched", "stale", "expired"]


@frozen(slots=False)
class Instance:
    """One failed instance as it was when it was judged."""

    rule: str
    address: str | None
    """The cell, for people; None for prose and the report as a whole."""
    fingerprint: str
    figures: frozenset[str]
    """Everything that it was judged on, as :attr:`~gxaudit.finding.Finding.figures`."""


@frozen(kw_only=True, slots=False)
class Waiver:
    """An entry of a waiver file: a finding that a person judged, or one of a baseline."""

    kind: Kind
    agency: str
    year: int
    rule: str
    address: str | None
    failures: tuple[Instance, ...]
    """What failed; several where they have one root cause."""
    file: str
    """As shown to people."""
    line: int
    """Of its heading; 0 where it has none."""
    reason: str = ""
    by: str = ""
    until: date | None = None
    """The last day."""

    @property
    def place(self) -> tuple[str, int]:
        """File and line: the order in which people see them."""
        return self.file, self.line


@frozen(slots=False)
class Difference:
    """A failed instance that is no longer what was judged."""

    judged: Instance
    now: Finding | None
    """None where it is no longer found."""

    @property
    def before_only(self) -> tuple[str, ...]:
        """Figures that it was judged on and that are no longer so."""
        return tuple(sorted(self.judged.figures.difference(self.now.figures if self.now else ())))

    @property
    def now_only(self) -> tuple[str, ...]:
        """Figures that are so now and were not when it was judged."""
        return tuple(sorted(set(self.now.figures if self.now else ()) - self.judged.figures))


@frozen(slots=False)
class Standing:
    """How an entry stands for the report that it names. Only one that is matched hides anything."""

    waiver: Waiver
    status: Status
    differences: tuple[Difference, ...] = ()
    """Why it is stale."""
    joined: tuple[Finding, ...] = ()
    """Failed instances without a waiver that have the same root cause: stale for them."""

    @property
    def settled(self) -> bool:
        """Whether nothing of what was judged is found any more."""
        return len(self.differences) == len(self.waiver.failures) and not any(
            each.now for each in self.differences
        )


@frozen(slots=False)
class Waived:
    """A finding that no longer counts, and the entries that say so."""

    finding: Finding
    waivers: tuple[Waiver, ...]

    @property
    def kind(self) -> Kind:
        """``baseline`` where nobody judged any part of it."""
        return "waiver" if any(each.kind == "waiver" for each in self.waivers) else "baseline"
