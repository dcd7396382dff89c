"""Percentages of the prose: “N items, P % of …”, with the figure that each is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gxaudit.api import Number, Paragraph, Report, regex
from gxaudit_narrative.printed import Printed, figures, plain

_SENTENCE = regex(r"[^。！!？?\n]+")
_SHARE = regex(
    r"[，,、（(]?\s{0,2}(?:约|各|分别)?占(?:比|到)?(?P<of>[^，。；、0-9%]{0,14}?)(?:的|为|达|约|:|：)?\s{0,2}"
    r"(?P<p>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%(?P<about>左右|以上)?"
)
_ABOUT = regex(r"约|近|超|不足|以上|左右|多|分别|各")
"""Before a percentage that is not exact, or not of the one figure in front of it."""
_LONGEST = 1_000


class Share(NamedTuple):
    """A figure of the prose, the percentage said of it, and the figures before and after it in
    the same sentence that it may be a share of. Places are those of the line.
    """

    part: Paragraph
    figure: Printed
    percent: Number
    start: int
    end: int
    others: tuple[Printed, ...]
    beside: tuple[Number, ...]
    """The other figures of the sentence that a percentage is said of."""
    sentence: int
    """Where its sentence begins."""
    of: str
    """The words that name what it is a share of, "" where there are none."""

    @property
    def quote(self) -> str:
        """The words from the figure to the percentage."""
        return self.part.text[self.figure.start : self.end + 1]


def shares(report: Report) -> Iterator[Share]:
    """The percentages that follow their figure: “18件，占75%”."""
    for part in report.prose:
        text = plain(part.text)
        if "占" not in text or "%" not in text:
            continue
        for sentence in _SENTENCE.finditer(text):
            if sentence.end() - sentence.start() <= _LONGEST:
                yield from _in_sentence(part, text, sentence.start(), sentence.end())


def _in_sentence(part: Paragraph, text: str, first: int, last: int) -> Iterator[Share]:
    printed = [one for one in figures(text, first, last) if one.unit != "%"]
    matches = [(one, _SHARE.match(text, one.after, last)) for one in printed]
    said = [(one, match) for one, match in matches if match and not _is_about(one, match)]
    for figure, match in said:
        percent: Number = Decimal(match["p"]) if "." in match["p"] else int(match["p"])
        others = tuple(one for one in printed if one is not figure and one.kind == figure.kind)
        beside = tuple(one.value for one, _ in said if one is not figure)
        yield Share(part, figure, percent, *match.span("p"), others, beside, first, match["of"])


def _is_about(figure: Printed, match: re.Match[str]) -> bool:
    return bool(figure.about or match["about"] or _ABOUT.search(match[0]))
