"""The parts of a workbook: its sheets, shared texts, number formats, and the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from gxaudit.readers.limits import damaged
from gxaudit.readers.numberformat import BUILT_IN, shown
from gxaudit.readers.ooxml import Package
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_HIDDEN = ("hidden", "veryHidden")
_MOST_COMPARED = 20_000_000
"""Merged ranges times cells; two seconds. A report comes to a hundred thousand."""
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576


@frozen(slots=False)
class Range:
    """Merged cells: 1-based rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@define(slots=False)
class Sheet:
    """The cells of one sheet that are there, blank ones with a format included, by row."""

    name: str
    rows: dict[int, dict[int, str]] = field(factory=dict)
    merged: dict[int, list[Range]] = field(factory=dict)
    """Merged cells, by the row in which they begin."""
    part: str = ""
    """What the package calls it."""
    headers: list[str] = field(factory=list)
    """What is printed above and below, with its codes."""
    hidden_lines: bool = False
    """Whether rows or columns are hidden; they are read."""
    not_computed: str = ""
    """The first cell with a formula whose result the file does not hold."""


class Book:
    """A workbook. Its sheets are read one by one."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.tree(package.main)
        if root is None:
            raise damaged(package.kind, "no workbook")
        properties = root.find(f"{S}workbookPr")
        told = None if properties is None else properties.get("date1904")
        self.since_1904 = told in ("1", "true")
        self.names = [
            (str(one.get("name")), str(one.get(_RELATION)), one.get("state") in _HIDDEN)
            for one in root.iter(f"{S}sheet")
        ]
        self.texts = _texts(package.part("/sharedStrings"))
        self.formats = _formats(package.part("/styles"))

    def sheet(self, name: str, relation: str) -> Sheet:
        """Read a sheet; one that is a chart, or not there, has no cells."""
        sheet = Sheet(name)
        sheet.part = self.package.related(relation)
        root = self.package.tree(sheet.part)
        if root is None or root.tag != f"{S}worksheet":
            return sheet
        for at, row in enumerate(root.iter(f"{S}row"), 1):
            sheet.hidden_lines |= row.get("hidden") in ("1", "true")
            self._row(sheet, row, _whole(row.get("r"), at))
        sheet.hidden_lines |= any(
            column.get("hidden") in ("1", "true") for column in root.iter(f"{S}col")
        )
        sheet.headers = [
            text.text for part in root.iter(f"{S}headerFooter") for text in part if text.text
        ]
        areas = [range_of(str(one.get("ref"))) for one in root.iter(f"{S}mergeCell")]
        _merge(sheet, [area for area in areas if area is not None])
        return sheet

    def _row(self, sheet: Sheet, row: etree._Element, number: int) -> None:
        column = 0
        for cell in row.findall(f"{S}c"):
            where = _NAME.fullmatch(str(cell.get("r") or ""))
            column = column + 1 if where is None else column_number(where[1])
            line = number if where is None else int(where[2])
            text = self._text(cell)
            if text.startswith("=") and not sheet.not_computed and cell.find(f"{S}f") is not None:
                sheet.not_computed = cell_name(line, column)
            sheet.rows.setdefault(line, {})[column] = text

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows. A formula without a result shows itself: it is not blank."""
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return "" if inline is None else _string(inline)
        value = cell.find(f"{S}v")
        raw = "" if value is None else value.text or ""
        formula = cell.find(f"{S}f")
        if formula is not None and not raw and kind != "str":
            return f"={(formula.text or '…')[:80]}"
        if kind == "s":
            return self.texts[int(raw)] if raw.isdecimal() and int(raw) < len(self.texts) else raw
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind != "n" or not raw:
            return _unescaped(raw)
        return self._figure(raw, _whole(cell.get("s"), 0))

    def _figure(self, raw: str, style: int) -> str:
        try:
            value = Decimal(raw.strip())
        except InvalidOperation:
            return raw
        if not value.is_finite():
            return raw
        if value != value.to_integral_value():
            # Sheets hold binary fractions: 0.30000000000000004 is 0.3.
            value = Decimal(f"{float(value):.15g}")
        code = self.formats[style] if style < len(self.formats) else BUILT_IN[0]
        return shown(value, code, since_1904=self.since_1904)


def _merge(sheet: Sheet, areas: list[Range]) -> None:
    """Cells under a merged one may still hold what nobody sees: they are emptied."""
    cells = sum(map(len, sheet.rows.values()))
    if len(areas) * cells > _MOST_COMPARED:
        raise SourceError(
            Text(
                f"工作表“{sheet.name[:40]}”有 {len(areas)} 处合并单元格，不像一份年度报告，未读取",
                f"sheet '{sheet.name[:40]}' has {len(areas)} merged ranges, which no annual "
                "report has; not read",
            )
        )
    for area in areas:
        sheet.merged.setdefault(area.top, []).append(area)
        for number, row in sheet.rows.items():
            if area.top <= number <= area.bottom:
                for column in row:
                    if area.left <= column <= area.right:
                        covered = (number, column) != (area.top, area.left)
                        row[column] = "" if covered else row[column]


def range_of(reference: str) -> Range | None:
    """``A1:C3`` as numbers; None for what is no range."""
    ends = [_NAME.fullmatch(one) for one in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (left, top), (right, bottom) = (
        (column_number(one[1]), int(one[2])) for one in (ends[0], ends[1])
    )
    return Range(top, left, min(bottom, _LAST_ROW), min(right, _LAST_COLUMN))


def column_number(letters: str) -> int:
    """27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """``B27`` for row 27, column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _texts(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_string(one) for one in root.findall(f"{S}si")]


def _string(parent: etree._Element) -> str:
    """A text with its runs; the reading aids beside them (``rPh``) are left out."""
    return _unescaped("".join(_runs(parent)))


def _runs(parent: etree._Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{S}t":
            yield element.text or ""
        elif element.tag == f"{S}r":
            yield from _runs(element)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _formats(root: etree._Element | None) -> list[str]:
    """The format of each cell style."""
    if root is None:
        return []
    own = {one.get("numFmtId"): str(one.get("formatCode")) for one in root.iter(f"{S}numFmt")}
    found = []
    for styles in root.findall(f"{S}cellXfs"):
        for style in styles.findall(f"{S}xf"):
            number = style.get("numFmtId") or "0"
            found.append(own.get(number) or BUILT_IN.get(_whole(number, 0), BUILT_IN[0]))
    return found


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 9 else otherwise
