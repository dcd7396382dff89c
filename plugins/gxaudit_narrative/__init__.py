"""Plugin ``narrative``: what the prose says against what the tables hold."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("叙述：正文所说与表格所填", "Narrative: what the prose says and the tables hold"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """NAR-01 to NAR-07, NAR-09, NAR-15, T2-04 to T2-06 and T4-03 to T4-06 of the catalogue."""
    from gxaudit_narrative import (
        all_closed,
        all_upheld,
        applicants,
        carry_over,
        charges,
        decisions,
        documents,
        handled,
        no_applications,
        no_review,
        outcomes,
        prose_balance,
        received,
        repeated,
        review,
        review_outcomes,
    )

    return (
        received.RECEIVED_RULE,
        no_applications.NO_APPLICATIONS,
        carry_over.CARRY_OVER,
        handled.HANDLED_RULE,
        all_closed.ALL_CLOSED,
        outcomes.OUTCOMES_RULE,
        prose_balance.PROSE_BALANCE,
        applicants.APPLICANTS_RULE,
        repeated.REPEATED,
        documents.DOCUMENTS,
        decisions.DECISIONS,
        charges.CHARGES,
        review.REVIEW_RULE,
        no_review.NO_REVIEW,
        all_upheld.ALL_UPHELD,
        review_outcomes.REVIEW_OUTCOMES,
    )
