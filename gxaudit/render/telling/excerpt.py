"""One line of a report around the marked words, with carets below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.width import char_width, text_width

ROOM = 100
"""Terminal columns that an excerpt may take, marks of omission included."""

SEPARATOR = " | "
"""What stands for a tab, so that the cells of a table row can be told apart."""

_CUT = "..."


def excerpt(line: str, start: int, end: int, room: int = ROOM) -> tuple[str, str]:
    """The part of ``line`` around ``[start:end]`` and a line of carets below that slice.

    Reads no more of the line than it shows, whatever its length. Characters without a safe shape
    are named, tabs become :data:`SEPARATOR`. An empty slice gets one caret where it would stand.
    """
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line))
    room -= 2 * len(_CUT)
    marked = _take(_shapes(line, range(start, end)), room)
    if start + len(marked) < end:
        # Too long to be shown whole: its beginning, with room for the label before it.
        marked = _take(_shapes(line, range(start, end)), room // 2)
    before, after = _around(line, start, start + len(marked), room - _width(marked))
    left = _CUT if start - len(before) > 0 else ""
    left += "".join(reversed(before))
    shown = start + len(marked) + len(after)
    right = "".join(after) + (_CUT if shown < len(line) else "")
    middle = "".join(marked)
    carets = "^" * max(1, text_width(middle))
    return (left + middle + right).rstrip(), " " * text_width(left) + carets


def _around(line: str, start: int, end: int, room: int) -> tuple[list[str], list[str]]:
    """Shapes before ``start`` (nearest first) and after ``end`` that share ``room`` columns."""
    before = _take(_shapes(line, range(start - 1, -1, -1)), room)
    after = _take(_shapes(line, range(end, len(line))), room)
    # What stands before a figure, its label, tells more than what follows it.
    fair = max(room * 7 // 10, room - _width(after))
    before = _take(before, fair)
    return before, _take(after, room - _width(before))


def _shapes(line: str, positions: Iterable[int]) -> Iterator[str]:
    for position in positions:
        char = line[position]
        if char == "\t":
            yield SEPARATOR
        elif char_width(char) == 0:
            # A combining mark would join whatever stands before the excerpt or a caret.
            yield f"<U+{ord(char):04X}>"
        else:
            yield visible(char)


def _take(shapes: Iterable[str], room: int) -> list[str]:
    taken: list[str] = []
    for shape in shapes:
        room -= text_width(shape)
        if room < 0:
            break
        taken.append(shape)
    return taken


def _width(shapes: list[str]) -> int:
    return sum(map(text_width, shapes))
