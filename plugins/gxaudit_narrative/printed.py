"""Figures with their units as they are printed in one sentence, claims or not."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gxaudit.api import Number, regex

_WIDE = {
    ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９％", "0123456789%", strict=True)
}
_ANY_WIDE = regex("[０-９％]")
_FIGURE = regex(
    r"(?<![第年〔\[0-9A-Za-z.,/\-—–~～+*])"
    r"(?P<n>[0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,6})?)"
    r"\s{0,2}(?P<few>[余多]?)\s?"
    r"(?P<unit>万元|亿元|元|人次|件次|[件条份篇项起宗笔例则部次个期场家人户]|%)"
    r"(?!例会|款规|例》)(?P<about>以上|左右|余|多)?"
)
_ABOUT = regex(r"(?:约|近|超过?|逾|不足|不到|多达|至少|达到)\s?$")
_REACH = 4
_COUNTED = frozenset(("人次", "件次", *"件条份篇项起宗笔例则部"))


class Printed(NamedTuple):
    """A figure from ``start`` (of the numeral) up to ``end`` (of the numeral)."""

    start: int
    end: int
    value: Number
    unit: str
    about: bool
    after: int
    """Where its unit ends."""

    @property
    def kind(self) -> str:
        """Units that authors use for one another are one kind."""
        return "件" if self.unit in _COUNTED else self.unit


def plain(text: str) -> str:
    """``text`` with full-width digits narrow, character by character."""
    return text.translate(_WIDE) if _ANY_WIDE.search(text) else text


def figures(text: str, start: int = 0, end: int | None = None) -> list[Printed]:
    """The figures between two places of a text that :func:`plain` made."""
    last = len(text) if end is None else end
    return [_figure(text, match) for match in _FIGURE.finditer(text, start, last)]


def _figure(text: str, match: re.Match[str]) -> Printed:
    digits = match["n"].replace(",", "")
    value: Number = Decimal(digits) if "." in digits else int(digits)
    start, end = match.span("n")
    about = bool(
        match["few"] or match["about"] or _ABOUT.search(text, max(0, start - _REACH), start)
    )
    return Printed(start, end, value, match["unit"], about, match.end())
