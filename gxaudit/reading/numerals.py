"""Numbers as prose writes them: Arabic or Chinese digits, separators, decimals, 万 and 亿."""

from __future__ import annotations

import re
from decimal import Decimal

from gxaudit.regex import regex
from gxaudit.report import Number

_MOST_DIGITS = 15
"""A longer run of digits is an identifier, no count."""
_LONGEST_CHINESE = 24

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
TIMES = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
"""What multiplies an Arabic number that stands before it."""

ARABIC = regex(
    r"(?P<whole>[0-9]{1,3}(?:[,，][0-9]{3}(?![0-9]))++|[0-9]++)(?P<fraction>\.[0-9]++)?+"
)
"""A number in half-width digits; the rest of a badly separated number is left standing."""
CHINESE = regex(r"[零〇○一二三四五六七八九十百千万亿两]++")
"""A run of characters that may be a Chinese numeral."""


def arabic_value(match: re.Match[str]) -> Number | None:
    """The value of an :data:`ARABIC` match: ``int``, or ``Decimal`` with the digits printed.

    None where it has more digits than a count can have.
    """
    whole = match["whole"].replace(",", "").replace("，", "")
    fraction = match["fraction"] or ""
    if len(whole) + len(fraction) > _MOST_DIGITS:
        return None
    return Decimal(whole + fraction) if fraction else int(whole)


def times(value: Number, word: str) -> Number:
    """``value`` multiplied by a word of :data:`TIMES`; whole where the product is whole."""
    product = value * TIMES[word]
    return int(product) if product == int(product) else product


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral below 万亿, None where ``text`` is not exactly one.

    Both ``一百二十三`` and digit by digit (``一二〇``, with at least one 〇 or four digits) are
    read. What is spoken but not written so (``一百五``, ``三五``) is not: it may mean two things.
    """
    if not 0 < len(text) <= _LONGEST_CHINESE:
        return None
    if all(character in _DIGITS for character in text):
        return _digit_by_digit(text)
    total = 0
    rest = text
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = rest.partition(mark)
        if not found:
            continue
        value = _below_ten_thousand(head, first=total == 0)
        if not value:
            return None
        total += value * size
        rest = tail
    if not rest:
        return total or None
    value = _below_ten_thousand(rest, first=total == 0)
    return None if value is None else total + value


def _digit_by_digit(text: str) -> int | None:
    zero = any(_DIGITS[character] == 0 for character in text)
    if len(text) > 1 and (text[0] in "零〇○" or not (zero or len(text) >= 4)):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def _below_ten_thousand(text: str, *, first: bool) -> int | None:
    """The value of a group of four places; ``first`` where nothing larger stands before it."""
    total, at, limit = 0, 0, 10**4
    gap = False
    while at < len(text):
        character = text[at]
        if character in "零〇○":
            gap = True
            at += 1
            continue
        digit = _DIGITS.get(character)
        if digit is None:
            digit = 1 if character == "十" and at == 0 and first else 0
        else:
            at += 1
        place = _PLACES.get(text[at]) if at < len(text) else 1
        if not digit or place is None or place >= limit:
            return None
        if _skips(place, limit, gap=gap, first=first and total == 0):
            return None
        total += digit * place
        limit, gap = place, False
        at += 1 if place > 1 else 0
    return None if gap and total else total


def _skips(place: int, limit: int, *, gap: bool, first: bool) -> bool:
    """Whether 零 is missing where a place was passed over, or stands where none was."""
    if first:
        return gap
    return (place * 10 < limit) != gap
