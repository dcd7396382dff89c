"""From a stretch of a document's text back to its place in the file, and that place in words."""

from __future__ import annotations

import re

from attrs import evolve

from gxaudit.readers.model import Document, Place, Row
from gxaudit.wording import Language, Text

NOWHERE = Place()
"""The reader could not tell."""
_LINE_ZH = re.compile(r"“[^”]*”|第 (?P<line>\d{1,7}) 行(?:第 \d+ 列)?")
_LINE_EN = re.compile(r"“[^”]*”|\bline (?P<line>\d{1,7})\b(?:, column \d+)?")


def place_of(document: Document, line: int, column: int, end_column: int) -> Place:
    """Where a stretch of a line stands, all 1-based in ``document.text``.

    A stretch that begins inside a cell has the character where it begins; a whole row has no
    column.
    """
    if not 0 < line <= len(document.rows):
        return NOWHERE
    row = document.rows[line - 1]
    text = "\t".join(row.cells)
    if len(row.cells) > 1 and column <= 1 and end_column > len(text):
        return _whole(row)
    before = text[: column - 1]
    at = before.count("\t")
    place = row.places[at] if at < len(row.places) else None
    if place is None:
        return _whole(row)
    if place.char is not None:
        return evolve(place, char=place.char + len(before) - (before.rfind("\t") + 1))
    return place


def _whole(row: Row) -> Place:
    first = next((place for place in row.places if place is not None), NOWHERE)
    return evolve(first, column=None, char=None)


def place_words(place: Place, language: Language, heading: str = "") -> list[str]:
    """Page, sheet, table, row and column as far as the format has them; ``heading`` is what the
    column is called.
    """
    zh = language == "zh"
    parts = [f"第 {place.page} 页" if zh else f"page {place.page}"] if place.page else []
    if place.sheet is not None:
        return [*parts, f"{place.sheet}!{place.cell}" if place.cell else place.sheet]
    if place.table:
        parts.append(f"第 {place.table} 个表格" if zh else f"table {place.table}")
    if place.row:
        parts.append(f"第 {place.row} 行" if zh else f"row {place.row}")
    if place.column:
        parts.append(heading or (f"第 {place.column} 列" if zh else f"column {place.column}"))
    if place.paragraph and not place.table:
        parts.append(f"第 {place.paragraph} 段" if zh else f"paragraph {place.paragraph}")
    return parts


def told(document: Document, message: Text) -> Text:
    """A message of a rule in which lines are those of the file: a rule knows no other lines than
    those it was given. What is quoted stays as it is.
    """

    def zh(match: re.Match[str]) -> str:
        return _line(document, match, "zh")

    def en(match: re.Match[str]) -> str:
        return _line(document, match, "en")

    return Text(_LINE_ZH.sub(zh, message.zh), _LINE_EN.sub(en, message.en))


def _line(document: Document, match: re.Match[str], language: Language) -> str:
    number = int(match["line"] or 0)
    if not 0 < number <= len(document.rows):
        return match[0]
    place = _whole(document.rows[number - 1])
    if place.line:
        return f"第 {place.line} 行" if language == "zh" else f"line {place.line}"
    words = place_words(place, language)
    if not words:
        return f"读出的第 {number} 行" if language == "zh" else f"line {number} as read"
    return "".join(words) if language == "zh" else ", ".join(words)
