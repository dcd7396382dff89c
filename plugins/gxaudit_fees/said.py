"""What the prose says about the fee, and where."""

from __future__ import annotations

from bisect import bisect_right

from gxaudit.api import Claim, Paragraph, Report

STATEMENTS = (
    "fee_zero_statement",
    "fee_processing_amount",
    "fee_processing_cases",
    "fee_notices_issued",
)
"""Metrics that say whether the fee was charged."""


def claims_on(report: Report, *metrics: str) -> list[Claim]:
    """The claims of some metrics, in the order of the report."""
    return [claim for claim in report.claims if claim.metric in metrics]


def paragraph_of(report: Report, claim: Claim) -> Paragraph | None:
    """The line of prose in which a claim stands."""
    at = bisect_right(report.prose, claim.start, key=lambda part: part.start) - 1
    if at < 0:
        return None
    part = report.prose[at]
    return part if claim.start < part.start + len(part.text) else None


def section_of(report: Report, claim: Claim) -> int | None:
    """The statutory section in which a claim stands."""
    part = paragraph_of(report, claim)
    return part.section if part else None


def line_of(report: Report, claim: Claim) -> int:
    """The line in which a claim stands; 0 where that cannot be told."""
    part = paragraph_of(report, claim)
    return part.line if part else 0
