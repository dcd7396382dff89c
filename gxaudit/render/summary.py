"""What a whole run amounts to: counts over all files, and the exit code."""

from __future__ import annotations

from collections import Counter

from attrs import define, field

from gxaudit.finding import Outcome, Severity
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE, INTERRUPTED, USAGE
from gxaudit.settle import Result


def exit_code(
    *,
    reached: bool,
    incomplete: bool,
    exit_zero: bool = False,
    usage: bool = False,
    interrupted: bool = False,
) -> int:
    """The exit code of a run: interruption, usage errors, then incompleteness, then findings.

    ``reached``: a finding reaches the threshold, or a waiver has lapsed. ``exit_zero`` turns 1 into
    0 and nothing else.
    """
    if interrupted:
        return INTERRUPTED
    if usage:
        return USAGE
    if incomplete:
        return INCOMPLETE
    if reached and not exit_zero:
        return FOUND
    return CLEAN


@define
class Summary:
    """Counts over all files of a run, kept while results stream by."""

    fail_on: Severity | None = Severity.WARNING
    """The threshold; None where configurations of the run set different ones."""
    exit_zero: bool = False
    allow_none: bool = False
    """Whether a run in which every file was passed over is complete."""
    reports: int = 0
    """Files that were audited as a report, wholly or in part."""
    skipped: int = 0
    """Files passed over on request, being no such reports."""
    unread: int = 0
    """Files that could not be audited at all."""
    findings: Counter[Severity] = field(factory=Counter)
    outcomes: Counter[Outcome] = field(factory=Counter)
    """(report, rule) pairs by outcome."""
    unaccompanied: int = 0
    """Those that were not evaluated for want of another report or an entry of the manifest."""
    figures: int = 0
    """Cells of tables in which a number was read."""
    unchecked: int = 0
    """Those that are in no equation that was evaluated."""
    numbers: int = 0
    """Numbers read from prose."""
    uncompared: int = 0
    """Those that no rule compared with anything."""
    faults: int = 0
    reached: bool = False
    """Whether a finding reaches the threshold of its own report."""
    waived: int = 0
    """Findings that a person has waived."""
    baseline: int = 0
    """Findings that a baseline had recorded."""
    stale: int = 0
    """Waivers that are no longer of what was judged."""
    expired: int = 0
    """Waivers whose last day is over."""
    settled: int = 0
    """Entries of a baseline that are no longer found."""
    interrupted: bool = False
    """Whether somebody broke it off."""

    def add(self, result: Result, fail_on: Severity | None = None) -> None:
        """Count the result of one file; ``fail_on`` is its own threshold, if it has one."""
        threshold = fail_on or self.fail_on or Severity.WARNING
        if result.skipped:
            self.skipped += 1
        elif result.report is None:
            self.unread += 1
        else:
            self.reports += 1
        for finding in result.findings:
            self.findings[finding.severity] += 1
            self.reached = self.reached or finding.severity >= threshold
        for tally in result.outcomes.values():
            self.outcomes[tally.outcome] += 1
            self.unaccompanied += tally.unaccompanied
        self.figures += result.coverage.figures
        self.unchecked += len(result.unchecked)
        self.numbers += result.coverage.numbers
        self.uncompared += len(result.coverage.uncompared)
        self.faults += len(result.faults)
        if result.waived or result.standings:
            self._add_waivers(result)

    def _add_waivers(self, result: Result) -> None:
        by_person = sum(one.kind == "waiver" for one in result.waived)
        self.waived += by_person
        self.baseline += len(result.waived) - by_person
        for standing in result.standings:
            if standing.waiver.kind == "baseline":
                self.settled += standing.settled
            else:
                self.stale += standing.status == "stale"
                self.expired += standing.status == "expired"

    def add_fault(self) -> None:
        """Count a fault of the run itself, such as a plugin that could not be loaded."""
        self.faults += 1

    @property
    def files(self) -> int:
        """Every file the run met."""
        return self.reports + self.skipped + self.unread

    @property
    def worst(self) -> Severity | None:
        """The highest severity found."""
        return max((each for each, count in self.findings.items() if count), default=None)

    @property
    def lapsed(self) -> int:
        """Waivers that a person has to judge anew."""
        return self.stale + self.expired

    @property
    def incomplete(self) -> bool:
        """Whether anything that should have been audited was not."""
        return bool(self.faults or self.unread or self.nothing)

    @property
    def nothing(self) -> bool:
        """Whether nothing was audited although something should have been."""
        if self.allow_none and self.skipped:
            return False
        return not self.reports

    @property
    def exit_code(self) -> int:
        """The exit code of the run (see :func:`exit_code`)."""
        return exit_code(
            reached=self.reached or bool(self.lapsed),
            incomplete=self.incomplete,
            exit_zero=self.exit_zero,
            interrupted=self.interrupted,
        )
