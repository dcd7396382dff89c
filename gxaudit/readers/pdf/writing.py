"""Characters to lines of writing, as the eye groups them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from gxaudit.readers.celltext import BROKEN
from gxaudit.readers.pdf.shapes import Box, Char, around

_GAP = 0.6
"""Of the size: so much room between two characters and they are not one word."""
_WIDE_GAP = 0.6
"""So much, and they stand in different columns."""


@frozen(eq=False, slots=False)
class Written:
    """One line of writing: its characters from left to right, and the box around them."""

    chars: tuple[Char, ...]
    box: Box

    @property
    def size(self) -> float:
        """The height of its tallest character."""
        return max(one.size for one in self.chars)

    @property
    def text(self) -> str:
        """Its text; figures with room between them stay apart."""
        return _spelt(self.chars)

    def pieces(self) -> Iterator[Written]:
        """The line divided where a column would end."""
        printed = [char for char in self.chars if char.text != " "]
        piece = printed[:1]
        for before, char in pairwise(printed):
            if char.left - before.right > _WIDE_GAP * max(before.size, char.size):
                yield Written(tuple(piece), around(piece))
                piece = []
            piece.append(char)
        yield Written(tuple(piece), around(piece))


def lines_of(chars: Sequence[Char]) -> list[Written]:
    """The lines of some characters, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: one.middle):
        if rows and _level(rows[-1], char):
            rows[-1].append(char)
        else:
            rows.append([char])
    found = []
    for row in rows:
        printed = [char for char in row if char.text != " "]
        if printed:
            row.sort(key=lambda one: one.left)
            found.append(Written(tuple(_once(row)), around(printed)))
    return found


def _level(row: list[Char], char: Char) -> bool:
    """Whether a character stands on the line that ``row`` has begun."""
    first = row[0]
    return char.middle - first.middle <= 0.5 * max(first.size, char.size)


def _once(row: list[Char]) -> Iterator[Char]:
    """Bold type is sometimes a character printed twice, a hair apart."""
    last = None
    for char in row:
        if last is None or char.text != last.text or char.left - last.left > 0.2 * char.size:
            yield char
        last = char


def _spelt(chars: Sequence[Char]) -> str:
    text = ""
    last: Char | None = None
    spaced = False
    for char in chars:
        if char.text == " ":
            spaced = True
            continue
        if last is not None:
            spaced |= char.left - last.right > _GAP * max(last.size, char.size)
            if spaced:
                text += BROKEN if last.text.isdigit() and char.text.isdigit() else " "
        text += char.text
        last, spaced = char, False
    return text
