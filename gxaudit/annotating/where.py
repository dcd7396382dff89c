"""From a place and a line as they were read to the characters of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.annotating.note import Note
from gxaudit.readers.docx import Walk
from gxaudit.readers.docxwords import W, Words, pieces
from gxaudit.readers.model import Place
from gxaudit.readers.ooxml import Package

if TYPE_CHECKING:
    from lxml import etree

_SPACE = re.compile(r"[\s\u200b\u2028\u2029\ufeff]+")
"""What reading makes single blanks of, or drops."""
_LONGEST_NUMBER = 100
"""Characters of a generated number, which the file has nowhere as text."""


@frozen(eq=False)
class Char:
    """A visible character: which one of an element's text."""

    element: etree._Element
    offset: int


class Places(Walk):
    """Goes through a document as the reader does and keeps what stands at each place."""

    def __init__(self, root: etree._Element, package: Package) -> None:
        super().__init__(package)
        self._known: dict[Place, list[etree._Element]] = {}
        self.block(root, None)
        self._paragraphs = list(root.iter(f"{W}p"))

    def meet(self, place: Place, element: etree._Element) -> None:
        """Keep it; several paragraphs may stand in one cell."""
        self._known.setdefault(place, []).append(element)

    def at(self, place: Place | None) -> list[etree._Element]:
        """The paragraphs at a place: a whole row is its first cell with words, and what cannot be
        found is the first paragraph with words. Empty where there is no paragraph at all.
        """
        found = self._known.get(place, []) if place else []
        if not found and place is not None and place.table:
            found = self._of_row(place)
        return paragraphs(found) or self._first()

    def _of_row(self, place: Place) -> list[etree._Element]:
        row = [
            (each.column or 0, elements)
            for each, elements in self._known.items()
            if (each.table, each.row) == (place.table, place.row)
            and (place.column is None or (each.column or 0) <= place.column)
        ]
        # The cell that spans the column ends there; of a whole row the first with words counts.
        row.sort(key=lambda each: each[0], reverse=place.column is not None)
        worded = [each for _, each in row if any(characters(paragraphs(each)))]
        return worded[0] if worded else row[0][1] if row else []

    def _first(self) -> list[etree._Element]:
        worded = (each for each in self._paragraphs if any(characters([each])))
        first = next(worded, self._paragraphs[0] if self._paragraphs else None)
        return [] if first is None else [first]


def paragraphs(elements: list[etree._Element]) -> list[etree._Element]:
    """The paragraphs that these are, or that stand in them."""
    return [each for one in elements for each in one.iter(f"{W}p")]


def characters(where: list[etree._Element]) -> Iterator[tuple[str, Char]]:
    """The visible characters of paragraphs, white space left out."""
    for paragraph in where:
        for element, text in pieces(paragraph, Words()):
            for offset, char in enumerate(text):
                if not _SPACE.match(char):
                    yield char, Char(element, offset)


def stretch(where: list[etree._Element], note: Note) -> tuple[Char, Char] | None:
    """The first and the last character that a note is about; None where nothing is to be seen."""
    known = list(characters(where))
    if not known:
        return None
    first, last = _found("".join(char for char, _ in known), note) or (0, len(known))
    return known[first][1], known[last - 1][1]


def _found(text: str, note: Note) -> tuple[int, int] | None:
    """Where in ``text``, which has no white space, the words of a note stand."""
    left = note.line.rfind("\t", 0, note.start) + 1
    right = note.line.find("\t", note.start)
    segment = note.line[left : right if right >= 0 else None]
    start = len(_bare(segment[: note.start - left]))
    end = start + len(_bare(segment[note.start - left : note.end - left]))
    segment = _bare(segment)
    if start >= end:
        return None
    for number in range(min(_LONGEST_NUMBER, end)):
        at = text.find(segment[number:])
        if at >= 0:
            return at + max(0, start - number), at + end - number
    at = text.find(segment[start:end])
    return (at, at + end - start) if at >= 0 else None


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
