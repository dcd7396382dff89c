"""A sentence to typed tokens: words of the lexicon, figures, years, gaps of unknown text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from gxaudit.reading.figures import DIGITS, NUMERALS, Found, number_at, numeral_at
from gxaudit.reading.lexicon import CLOSING, Lexicon
from gxaudit.report import Number


class Token(NamedTuple):
    """``start`` and ``end`` are offsets in the tokenised text: of the numeral in a figure.

    ``subtype`` is the finer sort of a word; of a figure it is the qualifier ("" for none). ``mark``
    is what a word before it said of it: "all" for 均, 全部.
    """

    code: str
    start: int
    end: int
    subtype: str = ""
    value: Number = 0
    unit: str = ""
    mark: str = ""


_SPECIAL = NUMERALS | DIGITS | frozenset("《hw")
_TITLE = re.compile(r"《[^《》]*+》")
_LINK = re.compile(r"(?:https?://|www\.)[!#-'*-;=?-~]*+")
_YEAR = re.compile(r"20[0-9]{2}年度?")
_FIRST_YEAR = 2000
_UP_TO = ("至", "到", "-", "—", "~", "～")
"""Before the last year of several."""
_SHORT = 8
"""Unknown text of at most so many characters, none of them a digit, is a ``BIT``."""
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:局|委员会|办公室|(?<!大)厅|中心(?!窗口)|学院|医院|街道办)"
    r"|人(?!次|大|均)|公司|馆"
)
_DIGIT = re.compile(r"[0-9]")

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
            if text[first - 1 : first] in DIGITS and text[end : end + 1] in DIGITS:
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
    """The tokens of a sentence. Words to be skipped leave none, unknown text one ``GAP``
    or ``BIT``.

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
        self.gap = -1
        self.mark = ""
        self.off_year = False
        codes = lexicon.codes
        self.other = codes["OTHER"] + codes["PETITION"]
        self.past = codes["PAST"] + codes["SINCE"]

    def run(self) -> list[Token]:
        """The tokens."""
        text, special = self.text, _SPECIAL
        at, length = 0, len(text)
        while at < length:
            if text[at] in special:
                end = self._special(text[at], at)
                if end > at:
                    at = end
                    continue
            at = self._word(at)
        self._close_gap(length)
        return self.tokens

    def _word(self, at: int) -> int:
        """Read the longest word at ``at``, or note that there is none; where it ends."""
        text = self.text
        node, reached, length = self.lexicon.words.get(text[at]), at + 1, len(text)
        end, found = at, None
        while node is not None:
            if "" in node:
                end, found = reached, node[""]
            node = node.get(text[reached]) if reached < length else None
            reached += 1
        if found is None:
            if self.gap < 0:
                self.gap = at
            return at + 1
        if self.gap >= 0:
            self._close_gap(at)
        code, subtype = found
        if code:
            self._emit(code, subtype, at, end)
        elif subtype == "this_year":
            if self.off_year:
                self.tokens.append(Token(self.lexicon.codes["THIS_YEAR"], at, end))
        elif subtype:
            self.mark = subtype
        return end

    def _emit(self, code: str, subtype: str, at: int, end: int) -> None:
        if code in self.other and _OFFICE.match(self.text, end):
            # The name of an office: 信访局, 行政审批服务局.
            self.gap = at
            return
        if code in self.past:
            self.off_year = True
        self.tokens.append(Token(code, at, end, subtype, 0, "", self.mark))
        self.mark = ""

    def _special(self, character: str, at: int) -> int:
        """Read what is no word; ``at`` where nothing is found."""
        text = self.text
        if character in DIGITS:
            year = _YEAR.match(text, at)
            if year and (at == 0 or text[at - 1] not in DIGITS):
                return self._read_year(int(year[0][:4]), at, year.end())
            return self._take(number_at(text, at, self.lexicon.units), at)
        if character in NUMERALS:
            return self._numeral(at)
        swallowed = (_TITLE if character == "《" else _LINK).match(text, at)
        return self._unknown(at, swallowed.end()) if swallowed else at

    def _numeral(self, at: int) -> int:
        found = numeral_at(self.text, at, self.lexicon.units)
        if found is None or not found.kind or self._is_longer_word(at, found.numeral_end):
            return at
        if found.kind == "YEAR":
            known = _FIRST_YEAR <= found.value < _FIRST_YEAR + 100
            return self._read_year(int(found.value), at, found.end) if known else at
        return self._take(found, at)

    def _take(self, found: Found, at: int) -> int:
        if not found.kind:
            return self._unknown(at, found.end)
        self._close_gap(at)
        code = self.lexicon.codes[found.kind]
        _, end, numeral_end, qualifier, value, unit = found
        figure = Token(code, at, numeral_end or end, qualifier, value, unit, self.mark)
        self.mark = ""
        if unit and end - numeral_end > len(unit) and self._in_brackets(at, numeral_end):
            self.tokens.pop()
        if self.tokens:
            # A figure takes the approximator before it as its qualifier.
            before = self.tokens[-1]
            if before.code == self.lexicon.codes["APPROXIMATOR"] and before.end == at:
                self.tokens.pop()
                figure = figure._replace(subtype=before.subtype)
        self.tokens.append(figure)
        return end

    def _in_brackets(self, at: int, end: int) -> bool:
        """Whether a figure stands in brackets without its unit, which follows them."""
        before = self.tokens[-1] if self.tokens else None
        return bool(before and before.end == at and before.subtype == "open") and (
            self.text[end : end + 1] in CLOSING
        )

    def _unknown(self, at: int, end: int) -> int:
        if self.gap < 0:
            self.gap = at
        return end

    def _close_gap(self, at: int) -> None:
        if self.gap >= 0:
            short = at - self.gap <= _SHORT and not _DIGIT.search(self.text, self.gap, at)
            code = self.lexicon.codes["BIT" if short else "GAP"]
            self.tokens.append(Token(code, self.gap, at))
            self.gap = -1
            self.mark = ""

    def _read_year(self, year: int, at: int, end: int) -> int:
        """Take notice of a year: the report's own leaves a token only behind another one."""
        self._close_gap(at)
        if self.year is None:
            self.year = year
        codes = self.lexicon.codes
        if year != self.year:
            self.off_year = True
            name = {-1: "LAST_YEAR", 1: "NEXT_YEAR"}.get(year - self.year, "OTHER_YEAR")
            self.tokens.append(Token(codes[name], at, end))
        elif self.off_year and self.text[at - 1 : at] not in _UP_TO:
            self.tokens.append(Token(codes["THIS_YEAR"], at, end))
        return end

    def _is_longer_word(self, at: int, end: int) -> bool:
        """Whether a word of the lexicon covers the numeral and what follows it: 一起, 一件事."""
        node, reached = self.lexicon.words.get(self.text[at]), at + 1
        while node is not None:
            if "" in node and reached > end:
                return True
            node = node.get(self.text[reached]) if reached < len(self.text) else None
            reached += 1
        return False
