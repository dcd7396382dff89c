"""Text cut into lines of at most so many terminal columns."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.render.width import char_width, text_width


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The lines of ``text``, at least one: broken after a space, between wide characters anywhere.

    ``columns`` is at least 2, the width of one character.
    """
    line, width, blank = "", 0, 0
    for char in text:
        wide = char_width(char)
        if width + wide > columns:
            # Words of a language with spaces stay whole where a space is near enough.
            keep = blank if wide == 1 and blank > columns // 2 else len(line)
            yield line[:keep].rstrip(" ")
            line, blank = line[keep:], 0
            width = text_width(line)
        line += char
        width += wide
        if char == " ":
            blank = len(line)
    yield line
