"""Stage 4, prose: sentences to claims, in the vocabulary that rules, exports and messages share.

A sentence that holds a word worth a look is cut into typed tokens; the token sequences of the
lexicon say which figure means what. Unknown text is a gap that no sequence crosses: what is not
understood is not read, and the absence of a claim never means zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from gxaudit.reading.lexicon import Lexicon, shipped_lexicon
from gxaudit.reading.patterns import Pattern
from gxaudit.reading.tokens import Squeezed, Token, plain, tokenise
from gxaudit.report import Claim, Number, Paragraph

_SENTENCE = re.compile(r"[^。；;！!？?\n]{1,4000}+")
"""A longer one is cut: no writer's sentence is, and memory must not grow with hostile ones."""
_QUOTE_BREAK = re.compile(r"[，。；：！？;:!?]|,(?![0-9])")
_LONGEST_QUOTE = 40
"""Characters on each side of a figure."""
_COUNTED = re.compile(
    r"[未无没零]|不存在"
    r"|[0-9〇一二两三四五六七八九十百千][\s\u200b余多几千百万亿]{0,7}[件起宗笔份条例项人篇部元]"
)
"""What a sentence with a claim has: a negation, or a figure with its unit."""
_ON_APPLICATIONS = re.compile(r"依\s?申\s?请\s?公\s?开|公开申请")
_DIGIT = re.compile(r"[0-9０-９]")
_ITEM = re.compile(r"[\s#*]{0,20}[（(]?\s?[一二三四五六七八九十]{1,3}\s?[）)、.．]")
_LONGEST_HEADING = 40
_TITLE_YEAR = re.compile(r"(20[0-9]{2})\s{0,3}年度?[^\n。]{0,60}年度报告")
_HEAD = 2_000
"""Characters of a text among which its title is looked for."""
_SECTION_TOPICS = {3: "applications", 4: "disputes"}
_SECTIONS_ON_DISCLOSURE = (3, 4, 6)
_ABOUT_DISCLOSURE = ("applications", "disputes", "fees", "notices")
_PART = "applications_received_"
_SAID_ONCE = ("applications_received", "review_total", "litigation_total", "disclosed_total")
"""Where one sentence gives several values, they are of several bodies or ways."""

_Qualifier = Literal["more_than", "about", "less_than"]
_Reading = tuple[str, Token, Squeezed]
"""A metric, the token that says it, and the sentence it stands in."""


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
        if line and line.count("\t") < 2:
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


class _Sentence:
    """What is known while the tokens of one sentence are gone through."""

    def __init__(self, topic: str | None, *, scope: bool) -> None:
        self.topic = topic
        self.scope = scope
        """Whether it is about disclosure."""
        self.total: str | None = None
        """The metric read last that is no part by channel or applicant."""
        self.metrics: set[str] = set()
        self.blocked = False
        """Whether what follows in this clause is another matter."""
        self.other_year = False
        self.parts = False


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
        self.this_year = codes["THIS_YEAR"]
        self.denial = codes["NOT"]
        self.gap = codes["GAP"]
        self.request = codes["REQUEST"]
        self.foreign = (codes["GAP"], codes["REGISTER"])
        """What an application of another kind is named with: 不动产登记申请."""
        self.figures = (codes["FIGURE"], codes["MONEY"])

    def enter(self, section: int) -> None:
        """The next line stands in this statutory section."""
        if section != self.section:
            self.section = section
            self.item = _SECTION_TOPICS.get(section)

    def line(self, line: str, start: int) -> Iterator[Claim]:
        """The claims of one line, which stands at offset ``start``."""
        text = plain(line)
        heading = len(text) <= _LONGEST_HEADING and "。" not in text and not _COUNTED.search(text)
        numbered = heading or _ITEM.match(text) is not None
        if numbered:
            self.item = _SECTION_TOPICS.get(self.section)
        self.topic = self.item
        anchor = self.lexicon.anchors.search
        if anchor(text) is None:
            return
        for sentence in _SENTENCE.finditer(text):
            first, end = sentence.span()
            if anchor(text, first, end):
                for metric, token, words in self._sentence(text[first:end]):
                    begin, last = words.place(token.start), words.place(token.end - 1)
                    yield self._claim(metric, token, (first + begin, first + last + 1), line, start)
                if numbered and self.topic != "other":
                    self.item = self.topic or self.item
                    numbered = False
            elif _DIGIT.search(text, first, end):
                self.topic = self.item

    def _sentence(self, text: str) -> Iterator[_Reading]:
        """What one sentence says."""
        if not _COUNTED.search(text):
            if _ON_APPLICATIONS.search(text):
                self.topic = "applications"
            return
        words = Squeezed(text)
        tokens = tokenise(words.text, self.lexicon, self.year)
        about = self.topic in _ABOUT_DISCLOSURE or self.section in _SECTIONS_ON_DISCLOSURE
        scope = about or self.lexicon.scope.search(words.text) is not None
        state = _Sentence(self.topic, scope=scope)
        readings = list(self._walk(tokens, state))
        rivals = _rivals(readings) if len(readings) > 1 else ()
        for metric, token in readings:
            if metric not in rivals:
                yield metric, token, words
        self.topic = state.topic

    def _walk(self, tokens: list[Token], state: _Sentence) -> Iterator[tuple[str, Token]]:
        codes = "".join([token.code for token in tokens])
        lexicon, at = self.lexicon, 0
        while at < len(tokens):
            code = codes[at]
            if code == self.gap:
                at += 1
                continue
            match = None
            if code in lexicon.patterns and self._may_match(code, state):
                match = self._match(codes, at, tokens, state)
            elif code in lexicon.stops_sentence:
                return
            if match is None:
                self._pass(code, state)
                if code == self.request and at and codes[at - 1] in self.foreign:
                    state.topic = "other"
                at += 1
                continue
            pattern, end = match
            for metric, token in _read(pattern, tokens[at:end], lexicon):
                state.metrics.add(metric)
                if not metric.startswith(_PART):
                    state.total = metric
                yield metric, token
            for token in tokens[at:end]:
                state.topic = lexicon.topics.get(token.code, state.topic)
                state.parts |= token.code in lexicon.starts_parts
            at = end

    def _may_match(self, code: str, state: _Sentence) -> bool:
        """Whether this clause speaks of this body and year, or says that it carries over."""
        return not state.blocked and (not state.other_year or code in self.other_years)

    def _pass(self, code: str, state: _Sentence) -> None:
        """Take notice of a token that no sequence begins with."""
        lexicon = self.lexicon
        if code in self.breaks:
            state.blocked = False
        elif code in self.other_years:
            state.other_year = True
        elif code == self.this_year:
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
        follower = codes[at + 1 : at + 2]
        denied = at > 0 and codes[at - 1] == self.denial
        for pattern in self.lexicon.patterns[codes[at]]:
            if pattern.second and follower not in pattern.second:
                continue
            end = pattern.end(codes, at)
            if end < 0 or (best is not None and end <= best[1]):
                continue
            if self._holds(pattern, tokens[at:end], state, denied=denied):
                best = pattern, end
        return best

    def _holds(
        self, pattern: Pattern, tokens: list[Token], state: _Sentence, *, denied: bool
    ) -> bool:
        flags = pattern.flags
        if denied and not pattern.denies:
            return False
        if ("whole" in flags and state.parts) or ("scope" in flags and not state.scope):
            return False
        if pattern.after and state.total not in pattern.after:
            return False
        if pattern.topic is not None and self._topic(tokens, state) != pattern.topic:
            return False
        if "zero" in flags and any(token.code in self.figures and token.value for token in tokens):
            return False
        # What is part of a total that has been read is not the total itself.
        return not (("once" in flags or state.parts) and pattern.metrics & state.metrics)

    def _topic(self, tokens: list[Token], state: _Sentence) -> str | None:
        """What the sentence is about once these tokens are read."""
        topic = state.topic
        for token in tokens:
            topic = self.lexicon.topics.get(token.code, topic)
        return topic

    def _claim(
        self, metric: str, token: Token, span: tuple[int, int], line: str, start: int
    ) -> Claim:
        name = metric.rstrip("?")
        quote = clause(line, *span)
        first, end = start + span[0], start + span[1]
        if token.code not in self.figures:
            return Claim(name, 0, None, "negated", first, end, quote=quote)
        qualifier = cast(_Qualifier, token.subtype) if token.subtype else None
        ambiguous = metric != name
        return Claim(
            name, token.value, token.unit, "stated", first, end, qualifier, ambiguous, quote
        )


def _rivals(readings: Sequence[tuple[str, Token]]) -> set[str]:
    """Totals that one sentence gives with several values: of several bodies, or in several ways."""
    values: dict[str, set[Number]] = {}
    for metric, token in readings:
        if metric in _SAID_ONCE:
            values.setdefault(metric, set()).add(token.value)
    return {metric for metric, found in values.items() if len(found) > 1}


def _read(pattern: Pattern, tokens: list[Token], lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """The metrics of a matched sequence, each with the token that says it."""
    for code, metrics in pattern.claims:
        for token in tokens:
            if token.code == code:
                for metric in metrics:
                    yield _named(metric, tokens, lexicon), token
                break


def _named(metric: str, tokens: list[Token], lexicon: Lexicon) -> str:
    """The metric with the subtype of a token where it asks for one: ``…_{CHANNEL}``."""
    if "{" not in metric:
        return metric
    subtypes = {token.code: token.subtype for token in tokens if token.subtype}
    name = metric[metric.index("{") + 1 : metric.index("}")]
    return metric.replace("{" + name + "}", subtypes[lexicon.codes[name]])


def clause(line: str, start: int, end: int) -> str:
    """The words between two punctuation marks around ``line[start:end]``, 40 on a side at most."""
    first = max(0, start - _LONGEST_QUOTE)
    before = _QUOTE_BREAK.split(line[first:start])[-1]
    after = _QUOTE_BREAK.split(line[end : end + _LONGEST_QUOTE], maxsplit=1)[0]
    return (before + line[start:end] + after).strip()
