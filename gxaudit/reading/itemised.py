"""Lists over several lines, made one line: a total that ends in a colon, and its items.

Every character keeps its place. Only what separates items is written anew: the mark in front of
an item is blanked, what ends it becomes a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gxaudit.regex import regex


class Line(NamedTuple):
    """One line of prose, the statutory section and the offset where it stands."""

    text: str
    start: int
    section: int = 0


_OPENS = regex(r"(?:[：:]|其中)[^\S\n]*$")
_MARK = regex(
    r"\s*(?:[（(][0-9一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[.．、)）](?![0-9])"
    r"|[一二三四五六七八九十]{1,2}、|[①-⑳]|[-–—•·*●■◆○◇])"
)
_BARE = regex(r"[^，。；]{2,20}[0-9]\s?[件份条起宗]?")
"""An item without any mark: a few words and a figure."""
_ENDS = "；;，,、。"
_GOES_ON = "；;，,、"
_LONGEST = 60
"""Characters of an item. What is longer is a paragraph of its own."""
_LONGEST_LIST = 2_000
"""Characters of a list; what goes beyond is read line by line."""


def gathered(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of one list as one."""
    held: Line | None = None
    goes_on = False
    for line in lines:
        if held is not None:
            text = line.text.rstrip()
            mark = _MARK.match(text)
            if _is_item(text, line, held):
                continues = text[-1] in _GOES_ON
                if mark or goes_on or continues or _BARE.fullmatch(text):
                    held = _joined(held, line, mark.end() if mark else 0)
                    goes_on = continues
                    continue
            if not text:
                continue
            yield held
            held = None
        if _OPENS.search(line.text, max(0, len(line.text) - 8)):
            held, goes_on = line, False
        else:
            yield line
    if held is not None:
        yield held


def _is_item(text: str, line: Line, held: Line) -> bool:
    return (
        0 < len(text) <= _LONGEST
        and 0 < line.start - held.start < _LONGEST_LIST
        and line.section == held.section
        and "。" not in text[:-1]
        and line.text.count("\t") < 2
        and any(character.isdigit() for character in text)
    )


def _joined(held: Line, line: Line, mark: int) -> Line:
    before = held.text.rstrip()
    gap = line.start - held.start - len(before)
    if before[-1] in _ENDS:
        before = before[:-1] + "；"
    elif before[-1] not in "：:":
        before, gap = before + "；", gap - 1
    return held._replace(text=before + " " * gap + " " * mark + line.text[mark:])
