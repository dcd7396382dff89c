"""What a workbook admits: names of sheets, how much one cell holds, what is text in it."""

from __future__ import annotations

import re

MOST_CHARACTERS = 32_767
"""In one cell, as Excel counts: a character outside the basic plane is two."""
LONGEST_NAME = 31
"""Of a sheet."""
_ILLEGAL = re.compile(r"[\[\]:*?/\\]")
_SHARED = re.compile(r"(?<=_x[0-9a-fA-F]{4})_(?=x[0-9a-fA-F]{4}_)")
_RESERVED = "history"


def units(text: str) -> int:
    """The length of a text as Excel and Word count it."""
    return len(text) + sum(char > "\uffff" for char in text)


def fitting(text: str, most: int) -> str:
    """The longest beginning of ``text`` of at most ``most`` units."""
    # Any character is one unit or two, so that this ends soon.
    while (over := units(text) - most) > 0:
        text = text[: -max(1, over // 2)]
    return text


def cut(text: str, most: int = MOST_CHARACTERS) -> str:
    """``text``, or its beginning with a mark that tells how long it was."""
    if units(text) <= most:
        return text
    mark = f"……({len(text)})"
    return fitting(text, most - len(mark)) + mark


def literal(text: str) -> str:
    """``text`` so that the library writes it as it is, with what would mislead it named.

    Of two escapes that share a bar (``_x005F_x000A_``) it would miss the second, which Excel then
    resolves; what begins and ends as its own marked-up runs do (``<r>…</r>``) it would put into
    the file as XML.
    """
    text = _SHARED.sub("<U+005F>", text)
    return f"<U+003C>{text[1:]}" if text.startswith("<r>") and text.endswith("</r>") else text


class SheetNames:
    """Hands out names of sheets: legal, and no two that differ by case alone."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def unique(self, name: str, ending: str = "") -> str:
        """``name`` with ``ending``, shortened before it and numbered where it is taken."""
        # An apostrophe at either end would end the name where it is quoted.
        name = _ILLEGAL.sub("_", name).strip("' ") or "_"
        ending = _ILLEGAL.sub("_", ending).strip("'")
        number, tail = 1, ending
        while (found := fitting(name, LONGEST_NAME - units(tail)) + tail).lower() in self._taken:
            number += 1
            tail = f"{ending} ({number})"
        self._taken.add(found.lower())
        return found
