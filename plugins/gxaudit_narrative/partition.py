"""Claims of one family that together make a total: outcomes, results of cases, channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxaudit.api import Claim, Number, Paragraph, Report
from gxaudit_narrative.compare import claims_on
from gxaudit_narrative.sentences import by_paragraph, paragraph_of

_GROUPS = (
    "granted",
    "partially_granted",
    "granted_or_partial",
    "denied",
    "unable",
    "not_processed",
)
OUTCOMES = (*_GROUPS, "other_handled")
_DETAILS = {
    "denied_": "denied",
    "unable_": "unable",
    "not_processed_": "not_processed",
    "other_": "other_handled",
}
CHANNELS = tuple(
    f"applications_received_{way}"
    for way in ("online", "letter", "in_person", "fax", "email", "phone", "other_channel")
)
_RESULTS = ("upheld", "corrected", "other", "pending")
CASES = ("review", "litigation", "litigation_direct", "litigation_after_review")


class Family(NamedTuple):
    """A total, and the claims in the same line that are parts of it."""

    part: Paragraph
    total: Claim
    parts: tuple[Claim, ...]
    unlisted: tuple[str, ...]
    """Metrics of the family that are not told."""

    @property
    def sum(self) -> Number:
        """What the parts come to."""
        return sum(one.value for one in self.parts)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the total and the parts stand."""
        return tuple((one.start, one.end) for one in (self.total, *self.parts))


def channels(report: Report) -> Iterator[Family]:
    """Applications received, by the way they came."""
    yield from _families(report, ("applications_received",), CHANNELS)


def results(report: Report) -> Iterator[Family]:
    """Reviews and suits by how they ended."""
    for case in CASES:
        yield from _families(
            report, (f"{case}_total",), [f"{case}_{result}" for result in _RESULTS]
        )


def outcomes(report: Report) -> Iterator[Family]:
    """Applications handled, or in scope, by how they ended; one that is carried on is a part of
    those in scope.
    """
    details = sorted({one.metric for one in report.claims if group_of(one.metric)})
    for family in _families(
        report,
        ("handled_total", "applications_in_scope"),
        (*OUTCOMES, "carried_over_out", *details),
    ):
        parts = [one for one in family.parts if not _told_by_group(one, family.parts)]
        if family.total.metric == "handled_total":
            parts = [one for one in parts if one.metric != "carried_over_out"]
        if sum(one.metric != "carried_over_out" for one in parts) >= 2:
            said = {one.metric for one in parts}
            yield family._replace(parts=tuple(parts), unlisted=_unlisted(said))


def _told_by_group(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the group that an outcome belongs to is listed too."""
    group = group_of(claim.metric)
    return group is not None and any(one.metric == group for one in parts)


def group_of(metric: str) -> str | None:
    """The group of a single outcome; None for a group itself."""
    if metric in OUTCOMES:
        return None
    return next((group for prefix, group in _DETAILS.items() if metric.startswith(prefix)), None)


def _unlisted(said: set[str]) -> tuple[str, ...]:
    if "granted_or_partial" in said:
        said = said | {"granted", "partially_granted"}
    return tuple(one for one in OUTCOMES if one not in said and one != "granted_or_partial")


def _families(report: Report, totals: Sequence[str], metrics: Sequence[str]) -> Iterator[Family]:
    """Each total with what follows it in its line, up to the next one with another value, or with
    its items in the lines that follow.
    """
    yield from _itemised(report, totals, metrics)
    claims = claims_on(report, (*totals, *metrics))
    for part, mine in by_paragraph(report, claims):
        total: Claim | None = None
        parts: list[Claim] = []
        for claim in [*mine, None]:
            if claim is not None and claim.metric not in totals:
                parts.append(claim)
                continue
            if total is not None and len(parts) >= 2 and _clear(total, parts):
                said = {one.metric for one in parts}
                rest = tuple(one for one in metrics if one not in said)
                yield Family(part, total, tuple(parts), rest)
            total, parts = claim, []


def _itemised(report: Report, totals: Sequence[str], metrics: Sequence[str]) -> Iterator[Family]:
    """Totals whose parts are the items of a list over several lines."""
    for one in report.breakdowns:
        said = [part.metric for part in one.parts]
        if one.total.metric not in totals or one.overlapping or not set(said) <= set(metrics):
            continue
        lines = [paragraph_of(report, claim) for claim in (one.total, *one.parts)]
        if lines[0] and lines[0] not in lines[1:] and _clear(one.total, one.parts):
            rest = tuple(metric for metric in metrics if metric not in said)
            yield Family(lines[0], one.total, one.parts, rest)


def _clear(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether every figure is exact and each part is told once."""
    names = [one.metric for one in parts]
    return (
        len(set(names)) == len(names)
        and total.qualifier is None
        and not any(one.qualifier for one in parts)
    )
