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
    """NAR-01 to NAR-04, T4-03 and T4-04 of the catalogue."""
    from gxaudit_narrative import (
        carry_over,
        handled,
        no_applications,
        no_review,
        received,
        review,
    )

    return (
        received.RECEIVED_RULE,
        no_applications.NO_APPLICATIONS,
        carry_over.CARRY_OVER,
        handled.HANDLED_RULE,
        review.REVIEW_RULE,
        no_review.NO_REVIEW,
    )
