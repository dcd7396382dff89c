"""The writing around the tables: headers and page numbers dropped, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import define, frozen

from gxaudit.readers.model import Place, Row, prose
from gxaudit.readers.pdf.shapes import Box
from gxaudit.readers.pdf.writing import Written
from gxaudit.reading.outline import heading

_MARGIN = 0.12
"""Of the height of a page, above and below: where headers and footers stand."""
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第?\s*[\divxIVX]{1,4}\s*页?|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|第\s*\d{1,4}\s*页[，,/\s]*共\s*\d{1,4}\s*页)[-—–－·\s]*"
)
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、.．）)]|\d{1,2}[.．、]")
_END = ("。", "；", "：", "！", "？", ".", ";", ":")
_INDENT = 1.2
"""Of the size of the writing: a line that begins so far to the right begins a paragraph."""
_LOPSIDED = 4
"""How much wider than the left margin the right one may be, in sizes of the writing."""
_SHORT = 1.6
"""A line that ends so far from the margin ends one, in sizes of the writing; and ..."""
_SHORTER = 5.0
"""... one that does not end a sentence: what may not stand at the beginning of a line, or a figure,
is taken over whole.
"""


@frozen(eq=False, slots=False)
class Line:
    """A line of writing and its page."""

    page: int
    width: float
    """Of the page."""
    height: float
    written: Written

    @property
    def text(self) -> str:
        """What is written."""
        return self.written.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(page=self.page, box=self.written.box)


def furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ``id`` of every line that is a page number, or a header or footer: near the edge of a
    page, and on most pages alike but for numbers.
    """
    dropped: set[int] = set()
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(line) for line in page if _at_edge(line)})
    often = max(2, (len(pages) + 1) // 2)
    for page in pages:
        for line in page:
            if _at_edge(line) and (_PAGE_NUMBER.fullmatch(line.text) or seen[_key(line)] >= often):
                dropped.add(id(line))
    return dropped


def _at_edge(line: Line) -> bool:
    _, top, _, bottom = line.written.box
    return bottom < _MARGIN * line.height or top > (1 - _MARGIN) * line.height


def _key(line: Line) -> str:
    side = "top" if line.written.box[1] < line.height / 2 else "bottom"
    return side + _DIGITS.sub("0", line.text)


@define(eq=False, slots=False)
class Flow:
    """The margins of the writing, learnt from all of its lines."""

    left: float
    right: float

    def paragraphs(self, lines: Iterable[Line]) -> list[Row]:
        """Lines of prose in order, each paragraph one row, at the place of its first line."""
        found: list[list[Line]] = []
        for line in lines:
            if found and self._goes_on(found[-1][-1], line):
                found[-1].append(line)
            else:
                found.append([line])
        return [_row(lines) for lines in found]

    def _goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line is the rest of the one before: that one is full, this one not indented."""
        size = max(before.written.size, line.written.size)
        same_page = before.page == line.page
        if same_page and line.written.box[1] - before.written.box[3] > size:
            return False
        if abs(before.written.size - line.written.size) > 0.3 * size:
            return False
        ended = before.text.endswith(_END)
        if self.right - before.written.box[2] > (_SHORT if ended else _SHORTER) * size:
            return False
        if line.written.box[0] - self.left > _INDENT * size:
            return False
        if ended and _NUMBERED.match(line.text):
            return False
        return heading(line.text) is None and heading(before.text) is None


def flow_of(lines: Sequence[Line]) -> Flow:
    """Where the lines of prose begin and end. A page whose longest line ends well before a margin
    as wide as that on the left has no full line.
    """
    if not lines:
        return Flow(0, 0)
    left = min(line.written.box[0] for line in lines)
    right = max(line.written.box[2] for line in lines)
    size = max(line.written.size for line in lines)
    symmetric = min(line.width for line in lines) - left
    return Flow(left, right if right > symmetric - _LOPSIDED * size else symmetric)


def _row(lines: Sequence[Line]) -> Row:
    text = ""
    for line in lines:
        between = " " if text and text[-1].isascii() and line.text[:1].isascii() else ""
        text += between + line.text
    box: Box = lines[0].written.box
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return prose(text, Place(page=lines[0].page, box=(left, top, right, bottom)))
