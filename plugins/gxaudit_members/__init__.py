"""Plugin ``members``: a report beside those of other bodies, its members' above all."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("成员：与成员单位和其他单位的报告对照", "Members: against the reports of others"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """XR-01 to XR-03 of the catalogue, and two files for one body and year."""
    from gxaudit_members import alike, duplicate, missing, sums

    return (sums.SUMS, missing.MISSING, alike.ALIKE, duplicate.DUPLICATE)
