"""Stage 4, prose: sentences to claims, in the vocabulary that rules, exports and messages share.

A sentence that holds a word worth a look is cut into typed tokens; the token sequences of the
lexicon say which figure means what. Unknown text is a gap that no sequence crosses: what is not
understood is not read, and the absence of a claim never means zero.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, cast

from attrs import frozen

from gxaudit.reading.breakdowns import Sentence, breakdowns_of, percentages_of
from gxaudit.reading.dealing import arranged
from gxaudit.reading.growing import total_of
from gxaudit.reading.itemised import Line, gathered
from gxaudit.reading.lexicon import Lexicon, shipped_lexicon
from gxaudit.reading.state import ABOUT_DISCLOSURE, FOREIGN, Said, State, family
from gxaudit.reading.tokens import Squeezed, Token, plain, tokenise
from gxaudit.reading.walk import Walker
from gxaudit.regex import regex
from gxaudit.report import Breakdown, Claim, Derived, Number, Paragraph, Percentage

_LONGEST = 4_000
_CLAUSE = regex(rf"[^。；;！!？?\n]{{1,{_LONGEST}}}+")
"""A longer one is cut, and so is a sentence of several: no writer's sentence is, and neither memory
nor time must grow with hostile ones.
"""
_QUOTE_BREAK = regex(r"[，。；：！？;:!?]|,(?![0-9])")
_LONGEST_QUOTE = 40
"""Characters on each side of a figure."""
_COUNTED = regex(
    r"[未无没零]|不存在|不收|[0-9〇一二两三四五六七八九十百千]"
    r"(?:[\s\u200b余多几百千万亿）)\]]{0,7}[件起宗笔份条例项人篇部元次封张%％]|[0-9）)\]]{0,7}(?:[，,、；;。）)]|$))"
)
"""What a sentence with a claim has: a negation, or a figure."""
_ITEM = regex(r"[\s#*]{0,20}[（(]?\s?[一二三四五六七八九十]{1,3}\s?[）)、.．]")
_LONGEST_HEADING = 40
_TITLE_YEAR = regex(r"(20[0-9]{2})\s{0,3}年度?[^\n。]{0,60}年度报告")
_HEAD = 2_000
"""Characters of a text among which its title is looked for."""
_SECTION_TOPICS = {3: "applications", 4: "disputes"}
_SECTIONS_ON_DISCLOSURE = (3, 4, 6)
_SAID_ONCE = (
    *("applications_received", "handled_total", "review_total", "litigation_total"),
    "disclosed_total",
)
"""Where one clause gives several values, they are of several bodies or ways."""

_CARRIED = {"carried_over_in", "carried_over_out"}
_LISTED = regex(r"其中|分别|包括|包含|分为|具体|含|占|[：:（(]")
"""What opens an enumeration or states a share."""
_Qualifier = Literal["more_than", "about", "less_than"]


@frozen(eq=False, repr=False, slots=False)
class Prose:
    """What is read from prose, in the order in which it stands."""

    claims: tuple[Claim, ...]
    derived: tuple[Derived, ...]
    breakdowns: tuple[Breakdown, ...]
    percentages: tuple[Percentage, ...]


def read_claims(text: str, *, year: int | None = None) -> tuple[Claim, ...]:
    """The claims of a text, in the order in which they stand; offsets are its code points.

    ``year`` is the report year: figures of other years are no claims. Without it the year in
    the title counts, and where there is none, the first year of each sentence. Never raises;
    takes time linear in the length of ``text``.
    """
    return read_prose(text, year=year).claims


def read_prose(text: str, *, year: int | None = None, lexicon: Lexicon | None = None) -> Prose:
    """The claims of a text and what is said of them: changes on the year, breakdowns, shares.

    As :func:`read_claims`; ``lexicon`` is ours with what plugins add, ours alone by default.
    """
    if year is None:
        title = _TITLE_YEAR.search(text, 0, _HEAD)
        year = int(title[1]) if title else None
    reader = Reader(lexicon or shipped_lexicon(), year)
    for line in gathered(_lines(text)):
        reader.line(line.text, line.start)
    return reader.prose()


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        if line and line.count("\t") < 2:
            yield Line(line, start)
        start += len(line) + 1


def prose_of(
    prose: Iterable[Paragraph], year: int | None = None, lexicon: Lexicon | None = None
) -> Prose:
    """What a report's prose says, offsets in the decoded text of the report.

    Beside what a sentence says, the statutory section it stands in tells what it is about.
    """
    reader = Reader(lexicon or shipped_lexicon(), year)
    for line in gathered(Line(each.text, each.start, each.section) for each in prose):
        reader.enter(line.section)
        reader.line(line.text, line.start)
    return reader.prose()


def claims_of(prose: Iterable[Paragraph], year: int | None = None) -> tuple[Claim, ...]:
    """The claims of :func:`prose_of`."""
    return prose_of(prose, year).claims


class _Line:
    """A line of text with what is asked of it for every figure."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        """Where it begins in the whole text."""
        self.words = Squeezed(plain(text))
        """It without white space, which can tell where a character stood."""
        self._marks: list[int] | None = None

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where ``words.text[first:end]`` stood."""
        place = self.words.place
        return place(first), place(end - 1) + 1

    def clause(self, start: int, end: int) -> str:
        """The words between two punctuation marks around some of its characters, 40 on a side at
        most.
        """
        text = self.text
        if self._marks is None:
            self._marks = [mark.start() for mark in _QUOTE_BREAK.finditer(text)]
        first, last = max(0, start - _LONGEST_QUOTE), end + _LONGEST_QUOTE
        at = bisect_left(self._marks, start)
        if at and self._marks[at - 1] >= first:
            first = self._marks[at - 1] + 1
        after = bisect_left(self._marks, end, at)
        if after < len(self._marks):
            last = min(last, self._marks[after])
        return text[first:last].strip()


class _Place(NamedTuple):
    """Where a clause stands."""

    line: _Line
    first: int
    """Where the clause begins in the words of the line."""


class Reader:
    """Reads line after line and remembers what the text is about."""

    def __init__(self, lexicon: Lexicon, year: int | None) -> None:
        self.lexicon = lexicon
        self.walker = Walker(lexicon)
        self.year = year
        self.section = 0
        self.item: str | None = None
        """The topic of the heading or numbered item that the line belongs to."""
        self.claims: list[Claim] = []
        self.derived: list[Derived] = []
        self.breakdowns: list[Breakdown] = []
        self.percentages: list[Percentage] = []
        self.figures = self.walker.figures
        self._kept: dict[str, list[Token]] = {}

    def enter(self, section: int) -> None:
        """The next line stands in this statutory section."""
        if section != self.section:
            self.section = section
            self.item = _SECTION_TOPICS.get(section)

    def line(self, line: str, start: int) -> None:
        """Read one line, which stands at offset ``start``."""
        place = _Line(line, start)
        text = place.words.text
        heading = len(text) <= _LONGEST_HEADING and "。" not in text and not _COUNTED.search(text)
        numbered = heading or _ITEM.match(text) is not None
        if numbered:
            unknown = None if self.item is None and not heading else FOREIGN
            self.item = _SECTION_TOPICS.get(self.section, unknown)
        anchor = self.lexicon.anchors.search
        if anchor(text) is None or not (numbered or _COUNTED.search(text)):
            return
        self._kept.clear()
        state = State(self.item)
        state.likely = _LIKELY.search(text) is not None
        known = len(self.claims)
        clauses: list[tuple[int, int]] = []
        for found in _CLAUSE.finditer(text):
            first, end = found.span()
            sentence = not clauses or text[first - 1] not in "；;" or first > clauses[-1][1] + 1
            sentence &= not (clauses and text.startswith("其中", first))
            sentence |= bool(clauses) and end - clauses[0][0] > _LONGEST
            if sentence:
                known = self._lists(text, clauses, known, place)
            clauses.append((first, end))
            if state.last or anchor(text, first, end):
                self._clause(text[first:end], _Place(place, first), state, sentence=sentence)
                if numbered and state.topic not in ("other", FOREIGN):
                    self.item = state.topic or self.item
                    numbered = False
            elif _COUNTED.search(text, first, end):
                state.topic = self.item
        self._lists(text, clauses, known, place)

    def prose(self) -> Prose:
        """All that was read."""
        return Prose(
            tuple(self.claims),
            tuple(self.derived),
            tuple(self.breakdowns),
            tuple(self.percentages),
        )

    def _clause(self, text: str, place: _Place, state: State, *, sentence: bool) -> None:
        """Read one clause."""
        about = state.topic in ABOUT_DISCLOSURE or self.section in _SECTIONS_ON_DISCLOSURE
        scope = about or self.lexicon.scope.search(text) is not None
        state.begin(text, sentence=sentence, scope=scope)
        # 去年收取300元；发出收费通知7份: no year is named anew.
        state.other_year = state.past and not _NAMED_YEAR.search(text)
        if not _COUNTED.search(text):
            if _ON_APPLICATIONS.search(text):
                state.topic = "applications"
            state.grown.whole = ""
            return
        tokens = arranged(self._tokens(text), self.lexicon)
        readings = [*self.walker.walk(tokens, state)]
        rivals = _rivals(readings, state.rivals) if readings else set()
        if readings and _UNRELATED.search(text):
            rivals |= {said.metric for said in readings if family(said.metric) == "disputes"}
        for said in readings:
            if total_of(said.metric) in rivals:
                continue
            if said.metric in self.lexicon.derived:
                self.derived.append(self._derived(said, place))
            elif said.metric not in rivals:
                self.claims.append(self._claim(said, place))

    def _tokens(self, text: str) -> list[Token]:
        """The tokens of a clause, made once for its claims and its lists."""
        if text not in self._kept:
            self._kept[text] = tokenise(text, self.lexicon, self.year)
        return self._kept[text]

    def _lists(self, text: str, clauses: list[tuple[int, int]], known: int, line: _Line) -> int:
        """Breakdowns and shares of a sentence that made claims; how many are known now."""
        if len(self.claims) > known and _LISTED.search(text, clauses[0][0], clauses[-1][1]):
            sentence = self._sentence(text, clauses, self.claims[known:], line)
            found = [*breakdowns_of(sentence, self.lexicon)]
            self.breakdowns += found
            self.percentages += percentages_of(sentence, found, self.lexicon)
        clauses.clear()
        return len(self.claims)

    def _sentence(
        self,
        text: str,
        clauses: list[tuple[int, int]],
        claims: Sequence[Claim],
        line: _Line,
    ) -> Sentence:
        """A sentence with every figure in it, named or not."""
        by_start = {claim.start: claim for claim in claims if claim.polarity == "stated"}
        tokens: list[Token] = []
        texts: list[str] = []
        figures: dict[int, Claim] = {}
        semicolon = self.lexicon.codes["SEMICOLON"]
        for first, end in clauses:
            words = text[first:end]
            if tokens:
                tokens.append(Token(semicolon, 0, 0))
                texts.append("；")
            for token in self._tokens(words):
                if token.code in self.figures:
                    start = line.start + line.words.place(first + token.start)
                    figures[len(tokens)] = by_start.get(start) or self._claim(
                        Said("", token), _Place(line, first)
                    )
                tokens.append(token)
                texts.append(words[token.start : token.end])
        return Sentence(tokens, texts, figures)

    def _claim(self, said: Said, place: _Place) -> Claim:
        token = said.token
        first, last, quote = _span(token, place)
        if token.code not in self.figures:
            return Claim(said.metric, 0, None, "negated", first, last, quote=quote)
        qualifier = cast(_Qualifier, token.subtype) if token.subtype else None
        return Claim(
            said.metric,
            token.value,
            token.unit or None,
            "stated",
            first,
            last,
            qualifier,
            said.ambiguous,
            quote,
        )

    def _derived(self, said: Said, place: _Place) -> Derived:
        first, last, quote = _span(said.token, place)
        value = -said.token.value if said.falls else said.token.value
        unit = said.token.unit or None
        return Derived(said.metric, value, unit, first, last, quote, said.ambiguous)


def _span(token: Token, place: _Place) -> tuple[int, int, str]:
    """Where a token stands in the text, and the words around it."""
    line, clause = place
    first, end = line.span(clause + token.start, clause + token.end)
    return line.start + first, line.start + end, line.clause(first, end)


_NAMED_YEAR = regex(r"(?<!当)年")
_ON_APPLICATIONS = regex(r"依申请公开|公开申请")
_LIKELY = regex(
    r"申\s?请|新收|(?<!不予)受理|提出|提交|递交|传真|信函"
    r"|(?:法律服务机构|公益组织)[^。]{0,60}自然人|自然人[^。]{0,60}(?:法律服务机构|公益组织)"
)
_UNRELATED = regex(
    r"(?:不涉及|无关|[未不]含|不?[未不]包[括含])(?:政府)?信息公开|与(?:政府)?信息公开无关|不属于(?:政府)?信息公开"
)


def _rivals(readings: Sequence[Said], known: set[str]) -> set[str]:
    """Totals that one clause gives with several values: of several bodies, or in several ways.

    ``known`` are those of which that is clear already.
    """
    values: dict[str, set[Number]] = {}
    for said in readings:
        if said.metric in _SAID_ONCE:
            values.setdefault(said.metric, set()).add(said.token.value)
    rivals = known | {metric for metric, found in values.items() if len(found) > 1}
    # 甲镇办结12件，乙乡办结7件，均无结转: nor is what was left said of one body.
    return rivals | _CARRIED if "handled_total" in rivals else rivals
