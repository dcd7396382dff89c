"""The sentences of the prose, each with its place and its neighbours in the same line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gxaudit.api import Paragraph, Report, regex

_SENTENCE = regex(r"[^。；;！!？?\n]+")
LONGEST = 400
"""What is longer is no sentence that anybody wrote, and is not looked at."""


class Sentence(NamedTuple):
    """A sentence without its full stop; ``start`` is its place in the line."""

    part: Paragraph
    start: int
    text: str
    following: str
    """The next sentence of the line, "" where there is none."""
    preceding: str
    """The sentence before it in the line, "" where there is none."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A piece of it as a place in the decoded text, in code points."""
        first = self.part.start + self.start
        return first + start, first + end


def sentences(report: Report, *signs: str) -> Iterator[Sentence]:
    """The sentences with one of ``signs`` in them, in the order of the report."""
    for part in report.prose:
        if any(sign in part.text for sign in signs):
            yield from _of(part, signs)


def _of(part: Paragraph, signs: tuple[str, ...]) -> Iterator[Sentence]:
    pieces = list(_SENTENCE.finditer(part.text))
    texts = ["", *(piece[0] for piece in pieces), ""]
    for at, piece in enumerate(pieces):
        text = piece[0]
        if len(text) <= LONGEST and any(sign in text for sign in signs):
            yield Sentence(part, piece.start(), text, texts[at + 2], texts[at])
