"""Totals of rows, columns and blocks, and the rows and columns they are made of."""

from gxaudit.api import API, PluginInfo, Rule, Text, hook
from gxaudit_totals.columns import COLUMNS, REVIEW_CELLS, SHIFT
from gxaudit_totals.rows import GROUP_ROW, ROW_SEQUENCE
from gxaudit_totals.stock import PROCUREMENT, STOCK, STOCK_2019
from gxaudit_totals.sums import OUTCOMES, REVIEW, ROWS


@hook
def gxaudit_plugin() -> PluginInfo:
    """What this plugin is."""
    return PluginInfo(Text("合计与行列", "Totals, rows and columns"), API, "gxaudit")


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """The rules of this plugin."""
    return (
        COLUMNS,
        GROUP_ROW,
        OUTCOMES,
        PROCUREMENT,
        REVIEW,
        REVIEW_CELLS,
        ROWS,
        ROW_SEQUENCE,
        SHIFT,
        STOCK,
        STOCK_2019,
    )
