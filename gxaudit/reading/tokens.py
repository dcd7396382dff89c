"""A sentence to typed tokens: words of the lexicon, figures, years, gaps of unknown text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import partial
from typing import NamedTuple

from gxaudit.reading.figures import DIGITS, NUMERALS, Found, number_at, numeral_at
from gxaudit.reading.lexicon import CLOSING, Lexicon
from gxaudit.regex import regex
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


_token = partial(tuple.__new__, Token)
"""A token of its fields: half the cost of calling ``Token``, and most of reading is making them."""
_SPECIAL = NUMERALS | DIGITS | frozenset("《hw")
_TITLE = regex(r"《[^《》]*+》")
_LINK = regex(r"(?:https?://|www\.)[!#-'*-;=?-~]*+")
_YEAR = regex(r"20[0-9]{2}(?:年度?(?![末底]结转)|(?=年[末底]结转))")
_FIRST_YEAR = 2000
_UP_TO = ("至", "到", "-", "—", "~", "～")
"""Before the last year of several."""
_SHORT = 8
"""Unknown text of at most so many characters, none of them a digit, is a ``BIT``."""
_OFFICE = regex(
    r"[\u4e00-\u9fff]{0,6}?(?:局|委员会|办公室|(?<!大)厅|管委会|中心(?!窗口)|学院|医院|街道办)"
    r"|人(?!次|大|均)|公司|馆"
)
_DIGIT = regex(r"[0-9]")

_SPACE = regex(r"[\s\u200b\ufeff]++")
_ODD = regex(r"[０-９．％\u2e80-\u2fdf]")
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
        if " " not in text and text.isprintable():
            # Of all that is taken out, Python calls nothing else printable.
            self.text = text
            return
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
        self.swallowed = False
        """Whether something beside single characters was passed over since the gap began."""
        self.mark = ""
        self.off_year = False
        codes = lexicon.codes
        self.other = codes["OTHER"] + codes["PETITION"]

    def run(self) -> list[Token]:
        """The tokens."""
        text, special, root = self.text, _SPECIAL, self.lexicon.words
        # No word has this character, so that none goes beyond the end.
        padded = text + "\0"
        at, length = 0, len(text)
        while at < length:
            character = text[at]
            if character in special:
                end = self._special(character, at)
                if end > at:
                    at = end
                    continue
            node, found, end, reached = root.get(character), None, at + 1, at
            while node is not None:
                reached += 1
                if "" in node:
                    found, end = node[""], reached
                node = node.get(padded[reached])
            if found is not None:
                self._word(found, at, end)
            elif self.gap < 0:
                self.gap = at
            at = end
        self._close_gap(length)
        return self.tokens

    def _word(self, found: tuple[str, str], at: int, end: int) -> None:
        """Take a word of the lexicon."""
        if self.gap >= 0:
            self._close_gap(at)
        code, subtype = found
        if code in self.lexicon.watched and not self._is_plain(code, subtype, at, end):
            return
        self.tokens.append(_token((code, at, end, subtype, 0, "", self.mark)))
        self.mark = ""

    def _is_plain(self, code: str, subtype: str, at: int, end: int) -> bool:
        """Whether a word that may mean something else leaves its own token after all."""
        if code in self.other and _OFFICE.match(self.text, end):
            # The name of an office: 信访局, 行政审批服务局.
            self._unknown(at, end)
            return False
        if code:
            self.off_year |= code not in self.other
            return True
        if subtype == "this_year":
            if self.off_year:
                self.tokens.append(Token(self.lexicon.codes["THIS_YEAR"], at, end))
        elif subtype:
            self.mark = subtype
        return False

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
        if swallowed is None:
            return at
        named = self._named(swallowed[0][1:-1])
        if not named or named[0] != self.lexicon.codes["FEE_NOTICE"]:
            return self._unknown(at, swallowed.end())
        # 《缴费通知书》2份: the form's own name, and no document told of.
        self._word(named, at, swallowed.end())
        return swallowed.end()

    def _named(self, title: str) -> tuple[str, str] | None:
        """Code and subtype of the word that a title is."""
        node = self.lexicon.words
        for character in title:
            node = node.get(character, {})
        return node.get("")

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
        figure = _token((code, at, numeral_end or end, qualifier, value, unit, self.mark))
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
        self.swallowed = True
        return end

    def _close_gap(self, at: int) -> None:
        gap = self.gap
        if gap >= 0:
            short = at - gap <= _SHORT and not (
                self.swallowed and _DIGIT.search(self.text, gap, at)
            )
            code = self.lexicon.codes["BIT" if short else "GAP"]
            self.tokens.append(_token((code, gap, at, "", 0, "", "")))
            self.gap = -1
            self.swallowed = False
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
