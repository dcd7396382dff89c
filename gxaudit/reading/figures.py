"""What begins with a digit or a Chinese numeral: a figure with its unit, a percentage, neither."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from gxaudit.reading.numerals import (
    ARABIC,
    CHINESE,
    arabic_value,
    chinese_value,
    times,
)
from gxaudit.regex import regex
from gxaudit.report import Number

Units = Mapping[str, tuple[tuple[str, str | None], ...]]

DIGITS = frozenset("0123456789")
NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿两")
_WITHIN_NUMERAL = NUMERALS | DIGITS | {"第"}
_RUN = regex(r"[0-9A-Za-z.,\-~～—–/+*%％]*+")
"""A number grown together with what makes it no count: a range, a quotient, a model name."""
_AFTER = regex(r"([余多几]?)(千万|百万|万|亿|千)?([余多]?)")
_MULTIPLIED = frozenset("余多几千百万亿")
"""What :data:`_AFTER` begins with."""
_AROUND = regex(r"(左右|上下)|(以上)|(以内|以下|不到)")
_NEARLY = frozenset("左上以不")
"""What :data:`_AROUND` begins with."""
_THRESHOLD = regex(r"以[上下内](?:的|部分|者|[（(]含)|的部分")
"""Behind a figure that counts nothing: 申请数量达到30件以上的."""
_QUALIFIERS = ("about", "more_than", "less_than")
_JOINED = frozenset("-~～—–/+*至到∶:.")
_BEFORE = frozenset("第-~～—–/+*.〔")
_CLOSES = frozenset(".，,；;。！？!?（）()【】[]\n、")
_OPENS = ("（", "(", "[", "【")
_SHUTS = ("）", ")", "]", "】")
_IN_DATE = DIGITS | frozenset("-~～—–至到起")
_MOST_BARE = 10**5
"""A number without a unit that is larger is no count: a code, a telephone number."""
_ROUND = {"百": 100, "千": 1_000, "万": 10_000}
"""What stands without a digit where more is meant: 百余件."""
_HUNDREDTHS = "百分之"


class Found(NamedTuple):
    """What was read. ``kind`` is a token type, "" where it is nothing that counts.

    ``numeral_end`` is where the numeral ends, ``end`` where its unit and qualifier do.
    """

    kind: str
    end: int
    numeral_end: int = 0
    qualifier: str = ""
    value: Number = 0
    unit: str = ""


def number_at(text: str, at: int, units: Units) -> Found:
    """What begins with the digit at ``at``."""
    match = ARABIC.match(text, at)
    if match is None:
        return Found("", at + 1)
    end = match.end()
    value = arabic_value(match)
    if value is None or _grown_together(text, at, end):
        run = _RUN.match(text, at)
        return Found("", max(end, run.end() if run else end))
    if text[end : end + 1] in ("%", "％"):
        return _percentage(text, value, end, end + 1)
    return _figure(text, value, at, end, units) or _bare(text, value, end)


def numeral_at(text: str, at: int, units: Units) -> Found | None:
    """The Chinese figure at ``at``; None where there is none."""
    # Only where a run begins: each run is looked at once, so the time stays linear.
    if at and text[at - 1] in _WITHIN_NUMERAL:
        return None
    if text.startswith(_HUNDREDTHS, at):
        return _hundredths(text, at)
    match = CHINESE.match(text, at)
    value = chinese_value(match[0]) if match else None
    if match and value is None and text[match.end() : match.end() + 1] in ("余", "多"):
        value = _ROUND.get(match[0])
    if match is None or value is None:
        return None
    if text[match.end() : match.end() + 1] == "年":
        return Found("YEAR", match.end() + 1, match.end(), "", value, "年")
    found = _figure(text, value, at, match.end(), units)
    if found is None and match[0] == "零" and text[at - 1 : at] in ("为", "是"):
        found = _bare(text, 0, match.end())
    return found


def _grown_together(text: str, at: int, end: int) -> bool:
    """Whether a neighbour makes the number from ``at`` to ``end`` an ordinal, range, name."""
    before = text[at - 1 : at]
    if before in _BEFORE and text[at - 2 : at] != "——":
        return True
    if before.isascii() and before.isalnum():
        return True
    if text[end : end + 1] == " " or (at and text[at - 1] == " "):
        return True
    follower = text[end : end + 1]
    if follower in _JOINED or follower == ",":
        return text[end + 1 : end + 2] in DIGITS
    return follower.isascii() and follower.isalnum()


def _percentage(text: str, value: Number, numeral_end: int, end: int) -> Found:
    if text[end : end + 1] in _JOINED and text[end + 1 : end + 2] in DIGITS:
        run = _RUN.match(text, end)
        return Found("", run.end() if run else end)
    around = _AROUND.match(text, end)
    qualifier = _QUALIFIERS[(around.lastindex or 1) - 1] if around else ""
    return Found(
        "PERCENT", around.end() if around else end, numeral_end, qualifier, Decimal(value), "%"
    )


def _hundredths(text: str, at: int) -> Found | None:
    start = at + len(_HUNDREDTHS)
    match = CHINESE.match(text, start)
    value: Number | None = None
    if match:
        value = chinese_value(match[0]) if len(match[0]) < 4 else None
    else:
        match = ARABIC.match(text, start)
        value = arabic_value(match) if match else None
    if match is None or value is None:
        return None
    return _percentage(text, value, match.end(), match.end())


def _figure(text: str, value: Number, at: int, end: int, units: Units) -> Found | None:
    """The figure with its unit; None where it has none."""
    after = _AFTER.match(text, end) if text[end : end + 1] in _MULTIPLIED else None
    place = after.end() if after else end
    if text[at - 1 : at] in _OPENS and text[place : place + 1] in _SHUTS:
        # 收到（7）件: a number that stands in brackets before its unit.
        place += 1
    unit, kind = _unit(text, place, units)
    behind = place + len(unit)
    if unit and _THRESHOLD.match(text, behind):
        return Found("", behind)
    if kind is None:
        return _month(text, value, unit, behind) if unit else None
    numeral_end, qualifier = end, ""
    if after:
        if after[2] in ("万", "亿") and unit == "元":
            unit = after[2] + unit
        elif after[2]:
            value = times(value, after[2])
            numeral_end = after.end(2)
        qualifier = "more_than" if after[1] or after[3] else ""
    if text[behind : behind + 1] in _NEARLY and (around := _AROUND.match(text, behind)):
        qualifier = _QUALIFIERS[(around.lastindex or 1) - 1]
        behind = around.end()
    return Found(kind, behind, numeral_end, qualifier, value, unit)


def _unit(text: str, at: int, units: Units) -> tuple[str, str | None]:
    for unit, kind in units.get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            return unit, kind
    return "", None


def _month(text: str, value: Number, unit: str, end: int) -> Found:
    """A month that is no end of the year and no part of a date: figures are of less than it."""
    if not unit.startswith("月") or value == 12 or text[end : end + 1] in _IN_DATE:
        return Found("", end)
    return Found("PARTIAL", end)


def _bare(text: str, value: Number, end: int) -> Found:
    """A whole number at the end of a clause, where a writer may have left the unit out."""
    follower = text[end : end + 1]
    if isinstance(value, int) and value < _MOST_BARE and (not follower or follower in _CLOSES):
        return Found("FIGURE", end, end, "", value)
    return Found("", end)
