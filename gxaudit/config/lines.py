"""The lines of the entries of a file of ours: parsers of TOML do not tell them."""

from __future__ import annotations

import re


class Lines:
    """Where the entries of one kind and their keys stand.

    Headings are searched in the text. Where their number is not that of the entries (something in
    a string looks like a heading, or they are written as one list), no line is told rather than a
    wrong one.
    """

    def __init__(self, data: bytes, kind: str, count: int) -> None:
        self._lines = data.decode("utf-8-sig").split("\n")
        heading = re.compile(rf"""[ \t]*\[\[[ \t]*["']?{kind}["']?[ \t]*\]\]""")
        starts = [number for number, line in enumerate(self._lines) if heading.match(line)]
        self._starts = starts if len(starts) == count else []

    def of(self, entry: int, key: str = "") -> int:
        """The line of an entry (counted from 0) or of a key in it, 1-based; 0 for unknown."""
        if not self._starts:
            return 0
        start, *after = self._starts[entry : entry + 2]
        if key:
            setting = re.compile(rf"""[ \t]*["']?{key}["']?[ \t]*=""")
            for number in range(start, after[0] if after else len(self._lines)):
                if setting.match(self._lines[number]):
                    return number + 1
        return start + 1
