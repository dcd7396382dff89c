"""Plugin ``years``: a report beside the same body's report of the year before."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Text, hook, shipped


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("跨年：与上年报告和发布期限对照", "Years: against last year's report and deadlines"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_packs() -> tuple[tuple[str, str], ...]:
    """XY-01 to XY-03 of the catalogue: rules/years.gxr."""
    return (shipped("years"),)
