"""Plugin ``text``: what a published report says of itself, and what should not stand in it."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text(
            "文字：年份、单位名称、占位符、过时的引用和提法",
            "Text: years, names, placeholders, superseded citations and wording",
        ),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """TXT-01 to TXT-03 and YR-01 to YR-06 of the catalogue."""
    from gxaudit_text import (
        agency,
        citation,
        file_name,
        heading,
        period,
        placeholder,
        plan_year,
        principle,
        year,
    )

    return (
        agency.AGENCY,
        citation.CITATION,
        file_name.FILE_NAME,
        heading.HEADING,
        period.PERIOD,
        placeholder.PLACEHOLDER,
        plan_year.PLAN_YEAR,
        principle.PRINCIPLE,
        year.YEAR,
    )
