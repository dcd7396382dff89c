"""Totals of rows, columns and blocks, and the rows and columns they are made of."""

from gxaudit.api import API, PluginInfo, Rule, Text, hook, shipped
from gxaudit_totals.columns import COLUMNS, REVIEW_CELLS, SHIFT
from gxaudit_totals.procurement import PROCUREMENT
from gxaudit_totals.rows import GROUP_ROW, ROW_SEQUENCE


@hook
def gxaudit_plugin() -> PluginInfo:
    """What this plugin is."""
    return PluginInfo(Text("合计与行列", "Totals, rows and columns"), API, "gxaudit")


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """The rules of this plugin that are no equations."""
    return (
        COLUMNS,
        GROUP_ROW,
        PROCUREMENT,
        REVIEW_CELLS,
        ROW_SEQUENCE,
        SHIFT,
    )


@hook
def gxaudit_packs() -> tuple[tuple[str, str], ...]:
    """The declared rules of this plugin: rules/totals.gxr."""
    return (shipped("totals"),)
