"""Fields of CSV that spreadsheets show as they are."""

from __future__ import annotations

from gxaudit.render.spelling.escape import visible


def spreadsheet_safe(field: str) -> str:
    """``field`` so that no spreadsheet runs it: a formula becomes text, controls are named."""
    shown = visible(field)
    if shown.lstrip()[:1] in tuple("=+-@＝＋－＠") and not _is_number(shown):
        return "'" + shown
    return shown


def _is_number(field: str) -> bool:
    return field.isascii() and field.lstrip("+-").replace(".", "", 1).isdigit()
