"""Stage 4, prose: sentences to claims, in the vocabulary that rules, exports and messages share.

A sentence that holds a word worth a look is cut into typed tokens; the token sequences of the
lexicon say which figure means what. Unknown text is a gap that no sequence crosses: what is not
understood is not read, and the absence of a claim never means zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, cast

from attrs import define

from gxaudit.lexicon import Lexicon, Pattern, shipped_lexicon
from gxaudit.report import Claim, Paragraph
from gxaudit.tokens import Token, plain, squeezed, tokenise

_SENTENCE = re.compile(r"[^。；;！!？?\n]++")
_QUOTE_BREAK = "，。；：！？,;:!?\n\t"
_LONGEST_QUOTE = 40
"""Characters on each side of a figure."""
_COUNTED = re.compile(r"[0-9０-９未无没零]|不存在|[一二两三四五六七八九十百千〇]\s?[件起宗份条例项元]")
_DIGIT = re.compile(r"[0-9０-９]")
_ITEM = re.compile(r"[\s#*]{0,20}(?:[（(]\s?[一二三四五六七八九十]{1,3}\s?[）)]|[一二三四五六七八九十]{1,3}[、.．])")
_LONGEST_HEADING = 40
_TITLE_YEAR = re.compile(r"(20[0-9]{2})\s{0,3}年度?[^\n。]{0,60}年度报告")
_HEAD = 2_000
"""Characters of a text among which its title is looked for."""
_SECTION_TOPICS = {3: "applications", 4: "disputes", 6: "fees"}
_ABOUT_DISCLOSURE = ("applications", "disputes", "fees")
_HANDLED = ("applications_received", "handled_total", "applications_in_scope")

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
    reader = _Reader(shipped_lexicon(), year)
    found: list[Claim] = []
    start = 0
    for line in text.split("\n"):
        if line.count("\t") < 2:
            found += reader.line(line, start)
        start += len(line) + 1
    return tuple(found)


def claims_of(prose: Iterable[Paragraph], year: int | None = None) -> tuple[Claim, ...]:
    """The claims of a report's prose, offsets in the decoded text of the report.

    Beside what a sentence says, the statutory section it stands in tells what it is about.
    """
    reader = _Reader(shipped_lexicon(), year)
    found: list[Claim] = []
    for paragraph in prose:
        reader.enter(paragraph.section)
        found += reader.line(paragraph.text, paragraph.start)
    return tuple(found)


@define
class _Sentence:
    """What is known while the tokens of one sentence are gone through."""

    topic: str | None
    scope: bool
    total: str | None = None
    blocked: bool = False
    other_year: bool = False
    parts: bool = False
    metrics: frozenset[str] = frozenset()


class _Reader:
    """Reads line after line and remembers what the text is about."""

    def __init__(self, lexicon: Lexicon, year: int | None) -> None:
        self.lexicon = lexicon
        self.year = year
        self.section = 0
        self.item: str | None = None
        """The topic of the heading or numbered item that the line belongs to."""
        self.topic: str | None = None
        codes = lexicon.codes
        self.breaks = (codes["BREAK"], codes["COLON"])
        self.other_years = (codes["LAST_YEAR"], codes["NEXT_YEAR"], codes["OTHER_YEAR"])
        self.figures = (codes["FIGURE"], codes["MONEY"])

    def enter(self, section: int) -> None:
        """The next line stands in this statutory section."""
        if section != self.section:
            self.section = section
            self.item = _SECTION_TOPICS.get(section)

    def line(self, line: str, start: int) -> Iterator[Claim]:
        """The claims of one line, which stands at offset ``start``."""
        text = plain(line)
        heading = len(text) <= _LONGEST_HEADING and "。" not in text
        numbered = heading or _ITEM.match(text) is not None
        if numbered and text.strip():
            self.item = _SECTION_TOPICS.get(self.section)
        self.topic = self.item
        for sentence in _SENTENCE.finditer(text):
            if not self.lexicon.anchors.search(text, sentence.start(), sentence.end()):
                if _DIGIT.search(text, sentence.start(), sentence.end()):
                    self.topic = self.item
                continue
            for claim in self._sentence(text, sentence.start(), sentence.end()):
                yield _placed(claim, line, start)
            if numbered and self.topic != "other":
                self.item = self.topic or self.item
                numbered = False

    def _sentence(self, text: str, start: int, end: int) -> Iterator[Claim]:
        words, places = squeezed(text[start:end])
        if not _COUNTED.search(words) and "申请" not in words:
            return
        tokens = tokenise(words, self.lexicon, self.year)
        about = self.topic in _ABOUT_DISCLOSURE or self.section in _SECTION_TOPICS
        scope = about or self.lexicon.scope.search(words) is not None
        state = _Sentence(self.topic, scope)
        for claim in self._walk(tokens, state):
            yield _moved(claim, start + places[claim.start], start + places[claim.end - 1] + 1)
        self.topic = state.topic

    def _walk(self, tokens: list[Token], state: _Sentence) -> Iterator[Claim]:
        codes = "".join([token.code for token in tokens])
        at = 0
        while at < len(tokens):
            code = codes[at]
            if code in self.lexicon.stops_sentence:
                return
            match = None
            if not state.blocked and not state.other_year:
                match = self._match(codes, at, tokens, state)
            elif code in self.other_years:
                match = self._match(codes, at, tokens, state)
            if match is None:
                self._pass(code, state)
                at += 1
                continue
            pattern, end = match
            for claim in self._read(pattern, tokens[at:end]):
                state.metrics |= {claim.metric}
                if claim.metric in _HANDLED and claim.polarity == "stated":
                    state.total = claim.metric
                yield claim
            for token in tokens[at:end]:
                state.topic = self.lexicon.topics.get(token.code, state.topic)
            at = end

    def _pass(self, code: str, state: _Sentence) -> None:
        """Take notice of a token that no sequence begins with."""
        lexicon = self.lexicon
        if code in self.breaks:
            state.blocked = False
        elif code in self.other_years:
            state.other_year = True
        elif code == lexicon.codes["THIS_YEAR"]:
            state.other_year = False
        elif code in lexicon.starts_parts:
            state.parts = True
        else:
            state.topic = lexicon.topics.get(code, state.topic)
            if code in lexicon.stops_clause:
                state.blocked = True

    def _match(
        self, codes: str, at: int, tokens: list[Token], state: _Sentence
    ) -> tuple[Pattern, int] | None:
        """The longest sequence at ``at`` whose conditions hold, and where it ends."""
        best: tuple[Pattern, int] | None = None
        for pattern in self.lexicon.patterns.get(codes[at], ()):
            match = pattern.tokens.match(codes, at)
            if match is None or (best is not None and match.end() <= best[1]):
                continue
            if self._holds(pattern, tokens[at : match.end()], state):
                best = pattern, match.end()
        return best

    def _holds(self, pattern: Pattern, tokens: list[Token], state: _Sentence) -> bool:
        if pattern.whole and state.parts:
            return False
        if pattern.scope and not state.scope:
            return False
        if pattern.after is not None and state.total != pattern.after:
            return False
        if pattern.topic is not None and self._topic(tokens, state) != pattern.topic:
            return False
        if pattern.zero and any(token.code in self.figures and token.value for token in tokens):
            return False
        metrics = {metric for _, listed in pattern.claims for metric in listed}
        return not (pattern.once and metrics & state.metrics)

    def _topic(self, tokens: list[Token], state: _Sentence) -> str | None:
        topics = [self.lexicon.topics[token.code] for token in tokens if token.code in self.lexicon.topics]
        return topics[-1] if topics else state.topic

    def _read(self, pattern: Pattern, tokens: list[Token]) -> Iterator[Claim]:
        for code, metrics in pattern.claims:
            token = next((token for token in tokens if token.code == code), None)
            if token is None:
                continue
            for metric in metrics:
                yield self._claim(metric, token, tokens)

    def _claim(self, metric: str, token: Token, tokens: list[Token]) -> Claim:
        name = metric.rstrip("?")
        if "{" in name:
            name = name.format(**self._subtypes(tokens))
        if token.code not in self.figures:
            return Claim(name, 0, None, "negated", token.start, token.end)
        return Claim(
            name,
            token.value,
            token.unit,
            "stated",
            token.start,
            token.end,
            cast(_Qualifier, token.subtype) if token.subtype else None,
            ambiguous=metric.endswith("?"),
        )

    def _subtypes(self, tokens: list[Token]) -> dict[str, str]:
        names = {code: name for name, code in self.lexicon.codes.items()}
        return {names[token.code]: token.subtype for token in tokens if token.subtype}


def _moved(claim: Claim, start: int, end: int) -> Claim:
    return Claim(
        claim.metric,
        claim.value,
        claim.unit,
        claim.polarity,
        start,
        end,
        claim.qualifier,
        claim.ambiguous,
    )


def _placed(claim: Claim, line: str, start: int) -> Claim:
    """The claim with its offsets in the whole text and its clause as written."""
    return Claim(
        claim.metric,
        claim.value,
        claim.unit,
        claim.polarity,
        start + claim.start,
        start + claim.end,
        claim.qualifier,
        claim.ambiguous,
        clause(line, claim.start, claim.end),
    )


def clause(line: str, start: int, end: int) -> str:
    """The words between two punctuation marks around ``line[start:end]``, 40 on a side at most."""
    first = max(0, start - _LONGEST_QUOTE)
    left = max(line.rfind(mark, first, start) for mark in _QUOTE_BREAK)
    last = min(len(line), end + _LONGEST_QUOTE)
    ends = [line.find(mark, end, last) for mark in _QUOTE_BREAK]
    right = min((place for place in ends if place >= 0), default=last)
    return line[max(left + 1, first) : right].strip()
