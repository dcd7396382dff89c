"""Text cut into lines of at most so many terminal columns."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.render.spelling.width import char_width, text_width

_NEVER_FIRST = "，。；：、！？）》】”’"
_NEVER_LAST = "（《【“‘"


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The lines of ``text``, at least one: broken after a space, between wide characters anywhere.

    ``columns`` is at least 2, the width of one character.
    """
    line, width, blank = "", 0, 0
    for char in text:
        wide = char_width(char)
        if width + wide > columns:
            keep = _break(line, blank if wide < 2 else 0, char)
            yield line[:keep].rstrip(" ")
            line, blank = line[keep:], 0
            width = text_width(line)
        line += char
        width += wide
        if char == " ":
            blank = len(line)
    yield line


def _break(line: str, blank: int, following: str) -> int:
    """Where to break a full line that ``following`` should have joined.

    Words of a language with spaces stay whole where a space is near enough, and no line begins
    with a closing mark or ends with an opening one.
    """
    if blank > len(line) // 2:
        return blank
    keep = len(line) - (following in _NEVER_FIRST)
    while keep > 1 and line[keep - 1] in _NEVER_LAST:
        keep -= 1
    return max(keep, 1)
