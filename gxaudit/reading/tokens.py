"""A sentence to typed tokens: words of the lexicon, figures, years, gaps of unknown text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from gxaudit.reading.lexicon import SKIPPED, Lexicon
from gxaudit.reading.numerals import ARABIC, CHINESE, arabic_value, chinese_value, times
from gxaudit.report import Number


class Token(NamedTuple):
    """``start`` and ``end`` are offsets in the tokenised text: of the numeral in a figure.

    ``subtype`` is the finer sort of a word; of a figure it is the qualifier ("" for none).
    """

    code: str
    start: int
    end: int
    subtype: str = ""
    value: Number = 0
    unit: str = ""


_NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿两")
_DIGITS = frozenset("0123456789")
_WITHIN_NUMERAL = _NUMERALS | _DIGITS | {"第"}
_SPECIAL = _NUMERALS | _DIGITS | frozenset("《hw")
_TITLE = re.compile(r"《[^《》]*+》")
_LINK = re.compile(r"(?:https?://|www\.)[!#-'*-;=?-~]*+")
_RUN = re.compile(r"[0-9A-Za-z.,\-~～—–/+*%％]*+")
"""A number grown together with what makes it no count: a range, a quotient, a model name."""
_AFTER = re.compile(r"([余多几]?)(千万|百万|万|亿|千)?([余多]?)")
_AROUND = re.compile(r"(左右|上下)|(以上)|(以内|以下)")
_YEAR = re.compile(r"20[0-9]{2}年度?")
_FIRST_YEAR = 2000
_IN_DATE = _DIGITS | frozenset("-~～—–至到起")
_QUALIFIERS = ("about", "more_than", "less_than")
_JOINED = frozenset("-~～—–/+*至到∶:.")
_BEFORE = frozenset("第-~～—–/+*.〔[")

_SPACE = re.compile(r"[\s\u200b\ufeff]++")
_ODD = re.compile(r"[０-９．％\u2e80-\u2fdf]")
# Radical code points of text layers that NFKC does not fold.
_RADICALS = str.maketrans("⺠⻔⻓⻅⻛⻬⻋⻢⻚⻉⻆⺟⻄⻘", "民门长见风齐车马页贝角母西青")


def plain(text: str) -> str:
    """``text`` with full-width digits and radical code points folded; every offset stays."""
    if not _ODD.search(text):
        return text
    return "".join(_fold(character) for character in text.translate(_RADICALS))


def _fold(character: str) -> str:
    if character in "．％" or "０" <= character <= "９" or "\u2e80" <= character <= "\u2fdf":
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character
    return character


class Squeezed:
    """A text without white space that can tell where its characters stood.

    A space between two digits stays: the digits are not one number.
    """

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self._joints: list[int] = []
        self._lost: list[int] = []
        at = length = lost = 0
        for space in _SPACE.finditer(text):
            first, end = space.span()
            if text[first - 1 : first] in _DIGITS and text[end : end + 1] in _DIGITS:
                continue
            kept.append(text[at:first])
            length += first - at
            lost += end - first
            self._joints.append(length)
            self._lost.append(lost)
            at = end
        kept.append(text[at:])
        self.text = "".join(kept) if at else text

    def place(self, at: int) -> int:
        """Where the character at ``at`` stood before white space was taken out."""
        joint = bisect_right(self._joints, at)
        return at + (self._lost[joint - 1] if joint else 0)


def tokenise(text: str, lexicon: Lexicon, year: int | None = None) -> list[Token]:
    """The tokens of a sentence. Words to be skipped leave none, unknown text one ``GAP``.

    ``year`` is the report year; where it is not known, the first year of the sentence stands in.
    """
    return _Tokeniser(text, lexicon, year).run()


class _Tokeniser:
    """Goes through a sentence once, from left to right, longest word first."""

    def __init__(self, text: str, lexicon: Lexicon, year: int | None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.year = year
        self.tokens: list[Token] = []
        self.skipped = lexicon.codes[SKIPPED]
        self.gap = -1
        self.off_year = False

    def run(self) -> list[Token]:
        """The tokens."""
        text, words, special = self.text, self.lexicon.words, _SPECIAL
        at, length = 0, len(text)
        while at < length:
            character = text[at]
            if character in special:
                end = self._special(character, at)
                if end > at:
                    at = end
                    continue
            node, reached = words.get(character), at + 1
            end, found = at, node
            while node is not None:
                if node.code:
                    end, found = reached, node
                node = node.next.get(text[reached]) if reached < length else None
                reached += 1
            if end == at or found is None:
                at = self._unknown(at, at + 1)
                continue
            if self.gap >= 0:
                self._close_gap(at)
            if found.code != self.skipped:
                self.tokens.append(Token(found.code, at, end, found.subtype))
            at = end
        self._close_gap(length)
        return self.tokens

    def _special(self, character: str, at: int) -> int:
        """Read what is no word; ``at`` where nothing is found."""
        if character in _DIGITS:
            return self._number(at)
        if character in _NUMERALS:
            return self._chinese(at)
        swallowed = (_TITLE if character == "《" else _LINK).match(self.text, at)
        return self._unknown(at, swallowed.end()) if swallowed else at

    def _unknown(self, at: int, end: int) -> int:
        if self.gap < 0:
            self.gap = at
        return end

    def _close_gap(self, at: int) -> None:
        if self.gap >= 0:
            self.tokens.append(Token(self.lexicon.codes["GAP"], self.gap, at))
            self.gap = -1

    def _emit(self, token: Token) -> None:
        self._close_gap(token.start)
        self.tokens.append(token)

    def _number(self, at: int) -> int:
        """Read what begins with a digit: a figure, a year, or something that is neither."""
        text = self.text
        year = _YEAR.match(text, at)
        if year and (at == 0 or text[at - 1] not in _DIGITS):
            return self._read_year(int(year[0][:4]), at, year.end())
        match = ARABIC.match(text, at)
        if match is None:
            return self._unknown(at, at + 1)
        end = match.end()
        value = arabic_value(match)
        if value is None or self._grown_together(at, end):
            run = _RUN.match(text, at)
            return self._unknown(at, max(end, run.end() if run else end))
        figure = self._figure(value, at, end)
        return figure or self._unknown(at, end)

    def _grown_together(self, at: int, end: int) -> bool:
        """Whether a neighbour makes the number from ``at`` to ``end`` an ordinal, range, name."""
        text = self.text
        if at and (text[at - 1] in _BEFORE or (text[at - 1].isascii() and text[at - 1].isalnum())):
            return True
        if text[end : end + 1] == " " or (at and text[at - 1] == " "):
            return True
        follower = text[end : end + 1]
        if follower in _JOINED or follower == ",":
            return text[end + 1 : end + 2] in _DIGITS
        return (follower.isascii() and follower.isalnum()) or follower in ("%", "％")

    def _read_year(self, year: int, at: int, end: int) -> int:
        """Take notice of a year: the report's own leaves a token only behind another one."""
        if self.year is None:
            self.year = year
        if year != self.year:
            self.off_year = True
            name = {-1: "LAST_YEAR", 1: "NEXT_YEAR"}.get(year - self.year, "OTHER_YEAR")
            self._emit(Token(self.lexicon.codes[name], at, end))
        elif self.off_year:
            self._emit(Token(self.lexicon.codes["THIS_YEAR"], at, end))
        else:
            self._close_gap(at)
        return end

    def _chinese(self, at: int) -> int:
        """The end of a Chinese figure at ``at``; ``at`` where there is none."""
        # Only where a run begins: each run is looked at once, so the time stays linear.
        if at and self.text[at - 1] in _WITHIN_NUMERAL:
            return at
        match = CHINESE.match(self.text, at)
        if match is None:
            return at
        end = match.end()
        value = chinese_value(match[0])
        if value is None or self._is_longer_word(at, end):
            return at
        if _FIRST_YEAR <= value < _FIRST_YEAR + 100 and self.text[end : end + 1] == "年":
            return self._read_year(value, at, end + 1)
        return self._figure(value, at, end) or at

    def _is_longer_word(self, at: int, end: int) -> bool:
        """Whether a word of the lexicon covers the numeral and what follows it: 一起, 一件事."""
        node, reached = self.lexicon.words.get(self.text[at]), at + 1
        while node is not None:
            if node.code and reached > end:
                return True
            node = node.next.get(self.text[reached : reached + 1])
            reached += 1
        return False

    def _figure(self, value: Number, at: int, end: int) -> int:
        """Emit the figure with its unit and return where it ends; 0 where it has no unit."""
        after = _AFTER.match(self.text, end)
        if after is None:
            return 0
        unit, kind = self._unit(after.end())
        if kind is None:
            return self._month(value, at, after.end() + len(unit), unit)
        behind = after.end() + len(unit)
        numeral_end = end
        if after[2] in ("万", "亿") and unit == "元":
            unit = after[2] + unit
        elif after[2]:
            value = times(value, after[2])
            numeral_end = after.end(2)
        around = _AROUND.match(self.text, behind)
        qualifier = "more_than" if after[1] or after[3] else ""
        if around:
            qualifier = _QUALIFIERS[(around.lastindex or 1) - 1]
            behind = around.end()
        self._emit_figure(Token(self.lexicon.codes[kind], at, numeral_end, qualifier, value, unit))
        return behind

    def _month(self, value: Number, at: int, end: int, unit: str) -> int:
        """A month that is no end of the year and no part of a date: figures are of less than it."""
        if not unit.startswith("月") or value == 12 or self.text[end : end + 1] in _IN_DATE:
            return 0
        self._emit(Token(self.lexicon.codes["PARTIAL"], at, end))
        return end

    def _unit(self, at: int) -> tuple[str, str | None]:
        for unit, kind in self.lexicon.units.get(self.text[at : at + 1], ()):
            if self.text.startswith(unit, at):
                return unit, kind
        return "", None

    def _emit_figure(self, figure: Token) -> None:
        """A figure takes the approximator before it as its qualifier."""
        if self.tokens and self.gap < 0:
            before = self.tokens[-1]
            if before.code == self.lexicon.codes["APPROXIMATOR"] and before.end == figure.start:
                self.tokens.pop()
                figure = figure._replace(subtype=before.subtype)
        self._emit(figure)
