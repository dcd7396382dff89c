"""Plugin ``structure``: sections, tables, the form version, and what stands in the cells."""

from __future__ import annotations

from gxaudit.api import API, PluginInfo, Rule, Text, hook


@hook
def gxaudit_plugin() -> PluginInfo:
    """Title, API level and issues link."""
    return PluginInfo(
        Text("结构：部分、表格、格式版本和数据格", "Structure: sections, tables, form and cells"),
        API,
        "gxaudit",
    )


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    """DOC-01 to DOC-09, T2-01, T2-03 and FMT-01 to FMT-05 of the catalogue."""
    from gxaudit_structure import (
        blanks,
        cell_text,
        counts,
        duplicates,
        form_version,
        government_topics,
        labels,
        marks,
        number_style,
        order,
        placement,
        problems,
        regulations,
        sections,
        tables,
        unreadable,
    )

    return (
        sections.PRESENT,
        order.ORDER,
        duplicates.DUPLICATES,
        tables.PRESENT,
        placement.PLACE,
        form_version.FORM_VERSION,
        labels.LABELS,
        problems.PROBLEMS,
        government_topics.GOVERNMENT_TOPICS,
        counts.COUNTS,
        regulations.REGULATIONS,
        blanks.BLANK_CELLS,
        marks.MARK_CELLS,
        number_style.NUMBER_STYLE,
        cell_text.CELL_TEXT,
        unreadable.UNREADABLE_CELLS,
    )
