"""Where a finding stands, in the words of somebody who looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxaudit.finding import Finding, Location
from gxaudit.wording import Language

if TYPE_CHECKING:
    from gxaudit.readers.model import Place


def where(finding: Finding, path: str | None, language: Language) -> str:
    """Behind the path, if any: ``甲.txt:41:32``, ``甲.html:120: 第 2 个表格，第 27 行，总计``.

    Without a path the place alone, empty for the report as a whole. Not escaped.
    """
    location = finding.location
    numbers, words = "", ""
    if location is not None:
        numbers, words = _numbers(location), place_words(finding, language)
    if path is not None:
        return ": ".join(part for part in (f"{path}:{numbers}" if numbers else path, words) if part)
    return "，".join(part for part in (numbers, words) if part)


def _numbers(location: Location) -> str:
    if location.place is None:
        return f"{location.line}:{location.column}"
    line, char = location.place.line, location.place.char
    return ":".join(str(each) for each in (line, char if line else None) if each is not None)


def place_words(finding: Finding, language: Language) -> str:
    """Page, sheet, table, row and column as far as the format has them."""
    place = finding.location.place if finding.location else None
    if place is None or place.char is not None:
        return ""
    parts = _zh(place, finding) if language == "zh" else _en(place, finding)
    return ("，" if language == "zh" else ", ").join(parts)


def _zh(place: Place, finding: Finding) -> list[str]:
    parts = [f"第 {place.page} 页"] if place.page else []
    if place.sheet is not None:
        return [*parts, _sheet(place)]
    if place.table:
        parts.append(f"第 {place.table} 个表格")
    if place.row:
        parts.append(f"第 {place.row} 行")
    if place.column:
        parts.append(_heading(finding) or f"第 {place.column} 列")
    if place.paragraph and not place.table:
        parts.append(f"第 {place.paragraph} 段")
    return parts


def _en(place: Place, finding: Finding) -> list[str]:
    parts = [f"page {place.page}"] if place.page else []
    if place.sheet is not None:
        return [*parts, _sheet(place)]
    if place.table:
        parts.append(f"table {place.table}")
    if place.row:
        parts.append(f"row {place.row}")
    if place.column:
        parts.append(_heading(finding) or f"column {place.column}")
    if place.paragraph and not place.table:
        parts.append(f"paragraph {place.paragraph}")
    return parts


def _sheet(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.cell else str(place.sheet)


def _heading(finding: Finding) -> str:
    """The heading of the cell's column, as its address has it: ``表三.一[总计]``."""
    _, bracket, rest = (finding.address or "").partition("[")
    return rest.removesuffix("]") if bracket else ""
