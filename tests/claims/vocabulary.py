"""The names that the sets are written in: metrics by group, derived figures, kinds of distractors.

Written from the domain's claim vocabulary, not from the reader, whose names they check.
"""

from __future__ import annotations


def _parts(whole: str, *parts: str) -> tuple[str, ...]:
    return tuple(f"{whole}_{part}" for part in parts)


_CASES = ("total", "upheld", "corrected", "other", "pending")

GROUPS: dict[str, tuple[str, ...]] = {
    "received, channels, applicants": (
        "applications_received",
        *_parts(
            "applications_received",
            *("natural", "legal", "business", "research", "social", "lawfirm", "other_org"),
            *("online", "letter", "in_person", "fax", "email", "phone", "other_channel"),
        ),
    ),
    "outcomes": (
        *("granted", "partially_granted", "granted_or_partial"),
        "denied",
        *_parts(
            "denied",
            *("state_secret", "other_law", "security", "third_party"),
            *("internal", "process", "enforcement_file", "admin_query"),
        ),
        "unable",
        *_parts("unable", "not_held", "needs_creation", "unclear"),
        "not_processed",
        *_parts("not_processed", "petition", "duplicate", "publication", "excessive", "reconfirm"),
        "other_handled",
        *_parts("other", "no_correction", "unpaid", "misc"),
    ),
    "carry-over and scope": (
        *("carried_over_in", "carried_over_out"),
        *("applications_in_scope", "handled_total"),
    ),
    "review": _parts("review", *_CASES),
    "litigation": (
        *_parts("litigation", *_CASES),
        *_parts("litigation_direct", *_CASES),
        *_parts("litigation_after_review", *_CASES),
    ),
    "section two": (
        *_parts("rules", "issued", "repealed", "in_force"),
        *_parts("normative_docs", "issued", "repealed", "in_force"),
        *("permits", "penalties", "coercive", "admin_fee_amount"),
    ),
    "fees": (
        *("fee_processing_amount", "fee_processing_cases"),
        *("fee_notices_issued", "fee_zero_statement"),
    ),
    "disclosure total": ("disclosed_total",),
}
"""The metrics of claims, in the groups that the measure tells apart."""

METRICS = frozenset(metric for group in GROUPS.values() for metric in group)
"""Every metric of a claim."""

DERIVED = frozenset(
    (
        *("applications_yoy_percent", "handled_yoy_percent", "scope_yoy_percent"),
        *("applications_yoy_delta", "review_yoy_delta", "litigation_yoy_delta"),
        *("share_granted", "share_granted_or_partial"),
    )
)
"""Arithmetic said in prose: a reader may report it, and it is no claim."""

CATEGORIES = frozenset(
    (
        *("previous_year", "rate", "posts", "reads", "people", "hotline", "consultation"),
        *("proposals", "service", "items", "plan", "threshold", "deadline", "duration"),
        *("legal_rate", "money", "other_money", "business", "doc_no", "phone", "postcode"),
        *("address", "article", "ordinal", "score", "date", "year", "name", "slogan"),
        *("sub_unit", "topic", "disclosure_breakdown", "procedure", "on_time", "repeat"),
        *("difference", "other_case", "other_count"),
    )
)
"""What the figures of a sentence without claims are."""
