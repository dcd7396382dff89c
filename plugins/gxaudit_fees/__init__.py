"""Plugin ``fees``: what a report says about the fee for processing information (信息处理费)."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("费用：信息处理费的说明与金额", "Fees: statements and amounts of the processing fee"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """FEE-01 to FEE-05 of the catalogue."""
    from gxaudit_fees import statement, steps, table, unit, zero

    return (
        statement.STATEMENT,
        zero.ZERO_STATEMENT,
        table.TABLE,
        steps.STEPS,
        unit.UNIT,
    )
