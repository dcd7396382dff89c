"""Stage 4, prose: sentences to claims, in the vocabulary that rules, exports and messages share.

A sentence that holds a word worth a look is cut into typed tokens; the token sequences of the
lexicon say which figure means what. Unknown text is a gap that no sequence crosses: what is not
understood is not read, and the absence of a claim never means zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from gxaudit.reading.dealing import arranged
from gxaudit.reading.lexicon import Lexicon, shipped_lexicon
from gxaudit.reading.tokens import Squeezed, Token, plain, tokenise
from gxaudit.reading.walk import ABOUT_DISCLOSURE, Said, State, Walker, family
from gxaudit.report import Claim, Number, Paragraph

_CLAUSE = re.compile(r"[^。；;！!？?\n]{1,4000}+")
"""A longer one is cut: no writer's sentence is, and memory must not grow with hostile ones."""
_QUOTE_BREAK = re.compile(r"[，。；：！？;:!?]|,(?![0-9])")
_LONGEST_QUOTE = 40
"""Characters on each side of a figure."""
_COUNTED = re.compile(
    r"[未无没零]|不存在|[0-9%％]"
    r"|[〇一二两三四五六七八九十百千][\s\u200b余多几百千万亿]{0,7}[件起宗笔份条例项人篇部元个次封张]"
)
"""What a sentence with a claim has: a negation, or a figure."""
_ITEM = re.compile(r"[\s#*]{0,20}[（(]?\s?[一二三四五六七八九十]{1,3}\s?[）)、.．]")
_LONGEST_HEADING = 40
_TITLE_YEAR = re.compile(r"(20[0-9]{2})\s{0,3}年度?[^\n。]{0,60}年度报告")
_HEAD = 2_000
"""Characters of a text among which its title is looked for."""
_SECTION_TOPICS = {3: "applications", 4: "disputes"}
_SECTIONS_ON_DISCLOSURE = (3, 4, 6)
_SAID_ONCE = (
    *("applications_received", "handled_total", "review_total", "litigation_total"),
    "disclosed_total",
)
"""Where one clause gives several values, they are of several bodies or ways."""

_Qualifier = Literal["more_than", "about", "less_than"]


def read_claims(text: str, *, year: int | None = None) -> tuple[Claim, ...]:
    """The claims of a text, in the order in which they stand; offsets are its code points.

    ``year`` is the report year: figures of other years are no claims. Without it the year in
    the title counts, and where there is none, the first year of each sentence. Never raises;
    takes time linear in the length of ``text``.
    """
    if year is None:
        title = _TITLE_YEAR.search(text, 0, _HEAD)
        year = int(title[1]) if title else None
    reader = Reader(shipped_lexicon(), year)
    start = 0
    for line in text.split("\n"):
        if line and line.count("\t") < 2:
            reader.line(line, start)
        start += len(line) + 1
    return tuple(reader.claims)


def claims_of(
    prose: Iterable[Paragraph], year: int | None = None, lexicon: Lexicon | None = None
) -> tuple[Claim, ...]:
    """The claims of a report's prose, offsets in the decoded text of the report.

    Beside what a sentence says, the statutory section it stands in tells what it is about.
    """
    reader = Reader(lexicon or shipped_lexicon(), year)
    for paragraph in prose:
        reader.enter(paragraph.section)
        reader.line(paragraph.text, paragraph.start)
    return tuple(reader.claims)


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
        self.figures = self.walker.figures

    def enter(self, section: int) -> None:
        """The next line stands in this statutory section."""
        if section != self.section:
            self.section = section
            self.item = _SECTION_TOPICS.get(section)

    def line(self, line: str, start: int) -> None:
        """Read one line, which stands at offset ``start``."""
        text = plain(line)
        heading = len(text) <= _LONGEST_HEADING and "。" not in text and not _COUNTED.search(text)
        numbered = heading or _ITEM.match(text) is not None
        if numbered:
            self.item = _SECTION_TOPICS.get(self.section)
        anchor = self.lexicon.anchors.search
        if anchor(text) is None:
            return
        state = State(self.item)
        state.likely = _LIKELY.search(text) is not None
        ended = 0
        for clause in _CLAUSE.finditer(text):
            first, end = clause.span()
            sentence = not first or text[first - 1] not in "；;" or first > ended + 1
            ended = end
            if state.total or anchor(text, first, end):
                self._clause(text[first:end], (line, first, start), state, sentence=sentence)
                if numbered and state.topic != "other":
                    self.item = state.topic or self.item
                    numbered = False
            elif _COUNTED.search(text, first, end):
                state.topic = self.item

    def _clause(
        self, text: str, place: tuple[str, int, int], state: State, *, sentence: bool
    ) -> None:
        """Read one clause, which stands at ``place``: its line, where in it, and that one's start."""
        words = Squeezed(text)
        about = state.topic in ABOUT_DISCLOSURE or self.section in _SECTIONS_ON_DISCLOSURE
        scope = about or self.lexicon.scope.search(words.text) is not None
        state.begin(sentence=sentence, scope=scope)
        if not _COUNTED.search(text):
            if _ON_APPLICATIONS.search(words.text):
                state.topic = "applications"
            return
        tokens = arranged(tokenise(words.text, self.lexicon, self.year), self.lexicon)
        readings = [*self.walker.walk(tokens, state)]
        rivals = _rivals(readings) if len(readings) > 1 else set()
        if _UNRELATED.search(words.text):
            rivals |= {said.metric for said in readings if family(said.metric) == "disputes"}
        for said in readings:
            if said.metric not in rivals and said.metric not in self.lexicon.derived:
                self.claims.append(self._claim(said, words, place))

    def _claim(self, said: Said, words: Squeezed, place: tuple[str, int, int]) -> Claim:
        line, offset, start = place
        token = said.token
        first = offset + words.place(token.start)
        last = offset + words.place(token.end - 1) + 1
        quote = clause(line, first, last)
        if token.code not in self.figures:
            return Claim(said.metric, 0, None, "negated", start + first, start + last, quote=quote)
        qualifier = cast(_Qualifier, token.subtype) if token.subtype else None
        return Claim(
            said.metric,
            token.value,
            token.unit or None,
            "stated",
            start + first,
            start + last,
            qualifier,
            said.ambiguous,
            quote,
        )


_ON_APPLICATIONS = re.compile(r"依申请公开|公开申请")
_LIKELY = re.compile(r"申\s?请|新收|受理")
_UNRELATED = re.compile(
    r"(?:不涉及|无关)(?:政府)?信息公开|与(?:政府)?信息公开无关|不属于(?:政府)?信息公开"
)


def _rivals(readings: Sequence[Said]) -> set[str]:
    """Totals that one clause gives with several values: of several bodies, or in several ways."""
    values: dict[str, set[Number]] = {}
    for said in readings:
        if said.metric in _SAID_ONCE:
            values.setdefault(said.metric, set()).add(said.token.value)
    return {metric for metric, found in values.items() if len(found) > 1}


def clause(line: str, start: int, end: int) -> str:
    """The words between two punctuation marks around ``line[start:end]``, 40 on a side at most."""
    first = max(0, start - _LONGEST_QUOTE)
    before = _QUOTE_BREAK.split(line[first:start])[-1]
    after = _QUOTE_BREAK.split(line[end : end + _LONGEST_QUOTE], maxsplit=1)[0]
    return (before + line[start:end] + after).strip()
