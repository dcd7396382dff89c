"""The sentences of the prose that hold one of some words, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from gxaudit.api import Claim, Paragraph, Report, regex

_SENTENCE = regex(r"[^。；;！!？?\n]+")
_STOP = regex(r"[。；;！!？?\n]")
_LONGEST = 600
"""What is longer is no sentence that anybody wrote, and is not looked at."""


class Sentence(NamedTuple):
    """A sentence without its full stop; ``start`` is its place in the line."""

    part: Paragraph
    start: int
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A piece of it as a place in the decoded text, in code points."""
        first = self.part.start + self.start
        return first + start, first + end

    def holds(self, claim: Claim) -> bool:
        """Whether a claim stands in it."""
        first, last = self.span(0, len(self.text))
        return first <= claim.start < last


def sentences(report: Report, *signs: str) -> Iterator[Sentence]:
    """The sentences with one of ``signs`` in them, in the order of the report."""
    for part in report.prose:
        if any(sign in part.text for sign in signs):
            for piece in _SENTENCE.finditer(part.text):
                text = piece[0]
                if len(text) <= _LONGEST and any(sign in text for sign in signs):
                    yield Sentence(part, piece.start(), text)


def paragraph_of(report: Report, claim: Claim) -> Paragraph | None:
    """The line of prose in which a claim stands."""
    at = bisect_right(report.prose, claim.start, key=_start) - 1
    if at < 0:
        return None
    part = report.prose[at]
    return part if claim.start < part.start + len(part.text) else None


def _start(part: Paragraph) -> int:
    return part.start


def by_paragraph(
    report: Report, claims: Iterable[Claim]
) -> Iterator[tuple[Paragraph, list[Claim]]]:
    """Claims by the line they stand in, in the order of the report."""
    for part, group in groupby(
        sorted(claims, key=lambda one: one.start), key=lambda one: paragraph_of(report, one)
    ):
        if part is not None:
            yield part, list(group)


def sentence_of(report: Report, claim: Claim) -> str:
    """The text of the sentence in which a claim stands, "" where that cannot be told."""
    part = paragraph_of(report, claim)
    if part is None:
        return ""
    at = claim.start - part.start
    before = _STOP.split(part.text[max(0, at - _LONGEST) : at])[-1]
    after = _STOP.split(part.text[at : at + _LONGEST], maxsplit=1)[0]
    return before + after
