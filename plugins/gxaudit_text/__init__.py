"""Plugin ``text``: what should not stand in the prose of a published report."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text(
            "文字：占位符、过时的引用和提法", "Text: placeholders, superseded citations and wording"
        ),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """TXT-01 to TXT-03 of the catalogue."""
    from gxaudit_text import citation, placeholder, principle

    return (citation.CITATION, placeholder.PLACEHOLDER, principle.PRINCIPLE)
