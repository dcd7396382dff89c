"""Stage 6: verdicts become located findings, tallies and a result a report."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gxaudit.finding import Fault, Finding, Tally
from gxaudit.report import Report


@frozen(kw_only=True)
class Result:
    """What the audit of one file says. ``outcomes`` and ``findings`` are sorted."""

    path: str | None
    encoding: str | None
    report: Report | None
    """None where nothing could be read; ``faults`` says why."""
    outcomes: Mapping[str, Tally]
    """By rule id, every selected rule."""
    findings: tuple[Finding, ...]
    """By line, column, rule."""
    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]
    """Addresses of figures that are in the report and in no equation that was evaluated."""
    skipped: bool = False
    """Whether the file is no such report and was passed over on request."""
