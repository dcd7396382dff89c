"""Enumerations in prose: a total, its parts, and the shares that are said of them.

Works on the tokens of one sentence and on the claims that were read from it. A list is opened by
其中, 包括, 分为, a colon or a bracket behind a figure; it ends with the sentence, with the bracket,
or where the next list begins. Parts of another dimension (applicants after channels) are another
breakdown of the same total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.tokens import Token
from gxaudit.report import Breakdown, Claim, Percentage


class Sentence(NamedTuple):
    """The tokens of a sentence, each with the claim that its figure makes, where it is one."""

    tokens: Sequence[Token]
    texts: Sequence[str]
    """The words of each token."""
    figures: Mapping[int, Claim]
    """By the place of the token; figures without a name in the vocabulary have the metric ""."""


def breakdowns_of(sentence: Sentence, lexicon: Lexicon) -> Iterator[Breakdown]:
    """Every breakdown of a sentence."""
    finder = _Finder(sentence, lexicon)
    for place in islice(finder.openings(), _MOST_LISTS):
        yield from finder.breakdowns(*place)


def percentages_of(
    sentence: Sentence, found: Sequence[Breakdown], lexicon: Lexicon
) -> Iterator[Percentage]:
    """Shares whose part stands right before them and whose whole the sentence gives."""
    codes = lexicon.codes
    if not any(token.code == codes["SHARE"] for token in sentence.tokens):
        return
    wholes = {part.start: one.total for one in found for part in one.parts}
    part: Claim | None = None
    share = -1
    for at, token in enumerate(sentence.tokens):
        if at in sentence.figures and token.code != codes["PERCENT"]:
            part = sentence.figures[at]
        elif token.code == codes["SHARE"]:
            share = at
        elif token.code == codes["PERCENT"] and share >= 0 and part is not None:
            whole = _whole(sentence, share, at, part, codes) or wholes.get(part.start)
            figure = sentence.figures.get(at)
            if figure and whole and whole.start != part.start and not figure.qualifier:
                yield Percentage(figure.value, part, whole, figure.start, figure.end, figure.quote)
            share = -1


def _whole(
    sentence: Sentence, share: int, at: int, part: Claim, codes: Mapping[str, str]
) -> Claim | None:
    """The total that is named between 占 and the percentage: 占办结总数, 占收到申请."""
    named = {token.code for token in sentence.tokens[share:at]}
    wanted = ""
    if codes["HANDLE"] in named:
        wanted = "handled_total"
    elif named & {codes[name] for name in ("RECEIVE", "ACCEPT", "NEW", "REQUEST", "APPLICATION")}:
        wanted = "applications_received"
    claims = [one for one in sentence.figures.values() if one.metric == wanted != ""]
    return claims[0] if claims and claims[0].start < part.start else None


class _Finder:
    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.tokens, self.texts, self.figures = sentence
        codes = lexicon.codes
        self.counted = codes["FIGURE"] + codes["MONEY"]
        self.among = codes["AMONG"]
        self.marks = codes["BREAK"] + codes["COLON"]
        self.filling = {codes[name] for name in ("BREAK", "BIT", "HANDLE", "RESPECTIVELY")}
        self.joint = codes["AND"]
        self.dealt = codes["RESPECTIVELY"]
        self.rest = codes["OTHERS"] + codes["REST"]
        self.stops = lexicon.stops_sentence
        self.compares = codes["COMPARE"] + codes["RATIO"] + codes["PAST"]

    def openings(self) -> Iterator[tuple[int, int, bool, bool]]:
        """Place of the total, of the first token of the list, in brackets or not, exhaustive."""
        total = -1
        for at, token in enumerate(self.tokens):
            if at in self.figures and token.code in self.counted:
                total = at
            if total < 0 or not total < at <= total + _NEAR:
                continue
            if token.code == self.among and not self.texts[at].startswith(_FURTHER):
                between = self.tokens[total + 1 : at]
                opened = any(one.subtype == "open" for one in between)
                yield total, at + 1, opened, self.texts[at] in _WHOLLY
            elif token.code in self.marks and self._opens(total, at):
                following = self.tokens[at + 1 : at + 2]
                if not (following and following[0].code == self.among):
                    yield total, at + 1, token.subtype == "open", False

    def _opens(self, total: int, at: int) -> bool:
        """Whether a bracket or a colon opens a list: 12件（…, 12件：…, 12件，情况如下：…."""
        if self.tokens[at].subtype == "open":
            return at == total + 1
        between = {token.code for token in self.tokens[total + 1 : at]}
        return self.texts[at] in ("：", ":") and at - total <= 4 and between <= self.filling

    def breakdowns(
        self, total: int, start: int, bracket: bool, exhaustive: bool
    ) -> Iterator[Breakdown]:
        """The breakdowns of the list that begins at ``start``, one for each dimension."""
        whole = self.figures[total]
        parts = list(self._parts(start, self.tokens[total].code, bracket=bracket))
        last = parts[-1] if parts else start
        between = self.tokens[total:last]
        exhaustive |= any(token.code == self.dealt for token in between)
        exhaustive |= any(token.code in self.rest for token in self._label(last))
        if len(parts) > 1:
            joints = range(parts[-2] + 1, last)
            exhaustive |= any(self.texts[at] in _FINALLY for at in joints)
        overlapping = any(word in "".join(self.texts[start:last]) for word in _OVERLAP)
        groups: dict[str, list[Claim]] = {}
        for at in parts:
            claim = self.figures[at]
            groups.setdefault(dimension(claim.metric, whole.metric), []).append(claim)
        groups.pop("", None)
        named = [name for name in groups if name != _UNNAMED]
        for name, claims in groups.items():
            if len(claims) > 1 and (name != _UNNAMED or not named):
                yield Breakdown(whole, tuple(claims), exhaustive and len(groups) == 1, overlapping)

    def _label(self, at: int) -> Sequence[Token]:
        """The tokens before a figure, up to the mark before them."""
        first = at
        while first and self.tokens[first - 1].code not in (*self.marks, self.joint):
            first -= 1
        return self.tokens[first:at]

    def _parts(self, start: int, kind: str, *, bracket: bool) -> Iterator[int]:
        """Places of the figures of the list, those in brackets of their own left out."""
        depth, compared = 0, False
        for at in range(start, len(self.tokens)):
            token = self.tokens[at]
            if token.code in self.stops or (token.code == self.among and depth == 0 and at > start):
                return
            if token.subtype == "open" and token.code in self.marks:
                depth += 1
            elif token.subtype == "close" and token.code in self.marks:
                depth -= 1
                if depth < 0 and bracket:
                    return
            if token.code in self.marks:
                compared = False
            compared |= token.code in self.compares
            if at in self.figures and token.code == kind and depth <= 0 and not compared:
                if self.tokens[at].mark == "sum":
                    return
                yield at


_MOST_LISTS = 20
"""No writer's sentence opens more; each is looked for to the end of the sentence."""
_NEAR = 8
"""Tokens behind a total among which its list is opened."""
_WHOLLY = ("分为", "具体为", "具体包括", "具体分类如下", "按类型分", "按渠道分")
_FURTHER = ("另", "此外")
_FINALLY = ("和", "及", "以及", "与")
_OVERLAP = ("同时", "既", "重复计", "交叉")
_UNNAMED = "unnamed"
_CHANNELS = ("online", "letter", "in_person", "fax", "email", "phone", "other_channel")
_OUTCOMES = (
    *("granted", "partially_granted", "granted_or_partial", "denied", "unable"),
    *("not_processed", "other_handled"),
)
_RESULTS = ("upheld", "corrected", "other", "pending")
_RECEIVED = "applications_received"


def dimension(part: str, total: str) -> str:
    """What a part divides the total by; "" where it is no part of it at all."""
    if not part:
        return _UNNAMED
    for name, (wholes, parts) in _DIMENSIONS.items():
        if part in parts and (not wholes or total in wholes):
            return name
    begun, _, rest = part.rpartition("_")
    if rest in _RESULTS and begun.startswith(("review", "litigation")):
        return f"result of {begun}"
    for group in ("denied", "unable", "not_processed", "other"):
        if part.startswith(group + "_"):
            return f"reason of {group}" if total.startswith(group) else "outcome"
    return "organisation" if part.startswith(_RECEIVED + "_") else ""


_DIMENSIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "channel": ((), tuple(f"{_RECEIVED}_{name}" for name in _CHANNELS)),
    "applicant": ((), (f"{_RECEIVED}_natural", f"{_RECEIVED}_legal")),
    "origin": (("applications_in_scope", "handled_total"), (_RECEIVED, "carried_over_in")),
    "outcome": ((), _OUTCOMES),
    "kind": (
        ("litigation_total",),
        ("litigation_direct_total", "litigation_after_review_total"),
    ),
}
"""Of each the totals that it divides (any, where none is named) and the parts."""
