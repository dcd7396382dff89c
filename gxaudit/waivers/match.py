"""Which findings of a report are waived, and how every entry that names the report stands.

What is judged and compared is a failed instance: its fingerprint, its rule, its figures. An entry
counts only while everything that it was judged on is as it was, and a finding is waived only where
every instance of it is. So nothing that was not judged is ever hidden: neither other figures, nor
another failure that joins the same root cause.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve

from gxaudit.finding import Finding
from gxaudit.settle import Result
from gxaudit.waiver import Difference, Instance, Standing, Waived, Waiver


def waive(result: Result, of: Callable[[str, int], Sequence[Waiver]], today: date) -> Result:
    """The result with its waived findings apart, and the standing of every entry that names it.

    ``of`` gives the entries for an agency and a year. A report that does not tell these has none.
    """
    report = result.report
    entries = of(report.agency, report.year) if report and report.agency and report.year else ()
    if not entries:
        return result
    judging = _Judging(result)
    standings = [standing for one in entries if (standing := judging.standing(one, today))]
    live = judging.sufficient(
        [each.waiver for each in standings if each.status == "matched"],
    )
    covered = {each.fingerprint: one for one in live for each in one.failures}
    # Where a person and a baseline say the same, it is the person who counts.
    covered |= {
        each.fingerprint: one for one in live if one.kind == "waiver" for each in one.failures
    }
    return evolve(
        result,
        findings=tuple(one for one in result.findings if not _covers(covered, one)),
        waived=tuple(
            Waived(one, _of_finding(covered, one))
            for one in result.findings
            if _covers(covered, one)
        ),
        standings=tuple(
            sorted(
                (judging.settled(each, live) for each in standings),
                key=lambda each: (*each.waiver.place, each.waiver.failures[0].fingerprint),
            )
        ),
    )


def instances(finding: Finding) -> tuple[Finding, ...]:
    """What failed: its evidence, or itself."""
    return finding.evidence or (finding,)


def _covers(covered: Collection[str], finding: Finding) -> bool:
    return all(each.fingerprint in covered for each in instances(finding))


def _of_finding(covered: Mapping[str, Waiver], finding: Finding) -> tuple[Waiver, ...]:
    mine = [covered[each.fingerprint] for each in instances(finding)]
    once = [one for at, one in enumerate(mine) if one not in mine[:at]]
    return tuple(sorted(once, key=lambda one: one.place))


class _Judging:
    """Holds entries against the failed instances of one report."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._found = {each.fingerprint: each for one in result.findings for each in instances(one)}

    def standing(self, one: Waiver, today: date) -> Standing | None:
        """None where none of its rules ran, so that nothing can be said."""
        judged = [each for each in one.failures if self._can_tell(each)]
        if not judged:
            return None
        if one.until is not None and one.until < today:
            return Standing(one, "expired")
        differences = tuple(
            Difference(each, self._now(each)) for each in judged if not self._same(each)
        )
        return Standing(one, "stale" if differences else "matched", differences)

    def _now(self, judged: Instance) -> Finding | None:
        now = self._found.get(judged.fingerprint)
        return now if now is not None and now.rule == judged.rule else None

    def _same(self, judged: Instance) -> bool:
        now = self._now(judged)
        return now is not None and judged.figures == frozenset(now.figures)

    def _can_tell(self, judged: Instance) -> bool:
        """Whether it was found, or its rule ran to the end on everything and did not find it."""
        if self._now(judged) is not None:
            return True
        tally = self._result.outcomes.get(judged.rule)
        broken = any(fault.rule == judged.rule for fault in self._result.faults)
        return tally is not None and not tally.not_evaluated and not broken

    def sufficient(self, live: list[Waiver]) -> list[Waiver]:
        """Those of the entries that no failure without an entry has joined.

        An entry that falls may leave others insufficient: until none falls.
        """
        while True:
            covered = {each.fingerprint for one in live for each in one.failures}
            left = [one for one in live if one.kind == "baseline" or not self._joined(one, covered)]
            if len(left) == len(live):
                return live
            live = left

    def _joined(self, one: Waiver, covered: Collection[str]) -> tuple[Finding, ...]:
        """Failures that nobody judged in the findings that an entry is about."""
        mine = {each.fingerprint for each in one.failures}
        return tuple(
            each
            for finding in self._result.findings
            if not mine.isdisjoint(each.fingerprint for each in instances(finding))
            for each in instances(finding)
            if each.fingerprint not in covered
        )

    def settled(self, standing: Standing, live: Iterable[Waiver]) -> Standing:
        """The final standing: an entry that is not among the live ones is stale."""
        one = standing.waiver
        kept = list(live)
        if standing.status != "matched" or any(one is each for each in kept):
            return standing
        covered = {each.fingerprint for other in kept for each in other.failures}
        mine = {each.fingerprint for each in one.failures}
        return Standing(one, "stale", (), self._joined(one, covered | mine))
