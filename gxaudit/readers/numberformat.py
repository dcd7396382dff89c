"""Figures of a spreadsheet as its number formats print them: 0 in ``0.0000`` is 0.0000.

Only the layout of a format is taken (decimals, thousands, percent, unit). What would hide a value
is not: a negative figure keeps its sign though its format prints red, a zero stays a zero though it
prints as a dash, since the cell holds a number and not a mark.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from attrs import frozen

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日",
    36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 49: "@",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日",
    55: "yyyy年m月", 56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Formats that a file names by number only (ECMA-376, 18.8.30; those of zh-cn)."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_DATE = re.compile(r"[ymdhsYMDHS年月日时分秒]")
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_MOST_DECIMALS = 15
_HUGE = Decimal(10) ** 18
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet has no time zone
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_466


@frozen(slots=False)
class Layout:
    """How a format prints: ``least`` to ``most`` decimals, text around, a date pattern or none."""

    date: str = ""
    before: str = ""
    after: str = ""
    least: int = 0
    most: int = 0
    thousands: bool = False
    scale: int = 0
    """The power of ten that a figure is multiplied with: 2 for percent, -3 for each comma."""
    general: bool = False


def shown(value: Decimal, code: str, *, since_1904: bool = False) -> str:
    """``value`` as the format ``code`` prints it."""
    layout = layout_of(code)
    if layout.date and 0 <= value < _LAST_DAY:
        return _date(value, layout.date, _EPOCH_1904 if since_1904 else _EPOCH)
    if layout.general or layout.date or abs(value) >= _HUGE:
        return general(value)
    scaled = value.scaleb(layout.scale)
    rounded = scaled.quantize(Decimal(1).scaleb(-layout.most), ROUND_HALF_UP)
    text = f"{rounded:,f}" if layout.thousands else f"{rounded:f}"
    surplus = layout.most - layout.least
    while surplus and text.endswith("0"):
        text, surplus = text[:-1], surplus - 1
    text = text.removesuffix(".") if "." in text else text
    return f"{layout.before}{text}{layout.after}"


def general(value: Decimal) -> str:
    """A figure as a sheet shows it without a format: no noise of binary fractions."""
    if value == value.to_integral_value() and abs(value) < _HUGE:
        return str(int(value))
    return f"{float(value):.15g}"


@lru_cache(maxsize=512)
def layout_of(code: str) -> Layout:
    """Take a format apart. Unknown ones print as General does."""
    section = _first_section(code[:200])
    bare = _LITERAL.sub("", section)
    if not bare or "general" in bare.lower() or "@" in bare or "E+" in bare or "/" in bare:
        found = _DATE.search(bare) if "general" not in bare.lower() else None
        return Layout(date=section) if found else Layout(general=True)
    if _DATE.search(bare):
        return Layout(date=section)
    plain = _LITERAL.sub(_kept, section)
    digits = _DIGITS.search(plain)
    if digits is None:
        return Layout(general=True)
    whole, _, fraction = digits[0].partition(".")
    after = plain[digits.end() :]
    percent = "%" in after
    behind = len(after) - len(after.lstrip(","))
    commas = behind + len(whole) - len(whole.rstrip(","))
    return Layout(
        before=plain[: digits.start()].strip(),
        after=after.lstrip(",").strip(),
        least=min(fraction.count("0"), _MOST_DECIMALS),
        most=min(len(fraction.replace(",", "")), _MOST_DECIMALS),
        thousands="," in whole.rstrip(","),
        scale=(2 if percent else 0) - 3 * commas,
    )


def _first_section(code: str) -> str:
    """What stands before the first semicolon that is no text."""
    at = 0
    while at < len(code):
        literal = _LITERAL.match(code, at)
        if literal is not None:
            at = literal.end()
        elif code[at] == ";":
            return code[:at]
        else:
            at += 1
    return code


def _kept(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _date(value: Decimal, section: str, epoch: dt.datetime) -> str:
    moment = epoch + dt.timedelta(days=float(value))
    pattern = _LITERAL.sub(_kept, section)
    parts = {"y": moment.year, "d": moment.day, "h": moment.hour, "s": moment.second}
    after_hour = False

    def part(match: re.Match[str]) -> str:
        nonlocal after_hour
        kind, width = match[0][0].lower(), len(match[0])
        minutes = kind == "m" and after_hour
        after_hour = kind == "h"
        if kind == "y":
            return str(moment.year) if width > 2 else f"{moment.year % 100:02d}"
        number = parts.get(kind, moment.minute if minutes else moment.month)
        return f"{number:0{min(width, 2)}d}"

    return _DATE_PART.sub(part, pattern).strip()
