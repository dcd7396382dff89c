"""Plugin ``structure``: sections, tables, the form version, and what stands in the cells."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("结构：部分、表格、格式版本和数据格", "Structure: sections, tables, form and cells"),
        API,
        "https://github.com/gxaudit/gxaudit/issues",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """DOC-01 to DOC-08, T2-01 and FMT-01 to FMT-05 of the catalogue."""
    from gxaudit_structure import (
        absent,
        counts,
        duplicates,
        form_version,
        labels,
        order,
        problems,
        sections,
        spelling,
        tables,
        unreadable,
    )

    return (
        sections.PRESENT,
        order.ORDER,
        duplicates.DUPLICATES,
        tables.PRESENT,
        tables.PLACE,
        form_version.FORM_VERSION,
        labels.LABELS,
        problems.PROBLEMS,
        counts.COUNTS,
        absent.BLANK_CELLS,
        absent.MARK_CELLS,
        spelling.NUMBER_STYLE,
        spelling.CELL_TEXT,
        unreadable.UNREADABLE_CELLS,
    )
