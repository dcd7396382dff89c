"""Plugin ``years``: a report beside the same body's report of the year before."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook, shipped


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("跨年：与上年报告和发布期限对照", "Years: against last year's report and deadlines"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """XY-04, XY-05, NAR-13, NAR-14, T2-07 and SUB-01 of the catalogue."""
    from gxaudit_years import (
        fee_unit,
        growth,
        growth_rate,
        identical_tables,
        publication_date,
        repetition,
    )

    return (
        repetition.REPETITION,
        identical_tables.IDENTICAL_TABLES,
        growth_rate.GROWTH_RATE,
        growth.GROWTH,
        fee_unit.FEE_UNIT,
        publication_date.PUBLICATION_DATE,
    )


@hook
def gxaudit_packs() -> tuple[tuple[str, str], ...]:
    """XY-01 to XY-03 of the catalogue: rules/years.gxr."""
    return (shipped("years"),)
