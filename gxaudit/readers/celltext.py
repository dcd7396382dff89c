"""The text of one cell or line, as every reader of formatted documents gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

BROKEN = "↵"
"""Stands between two digits that a line break parts: 12 above 34 is not 1234."""

_SPACE = re.compile(r"[\s\u200b\u2028\u2029\ufeff]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60]")
_LONGEST = 100_000
"""Characters of one line; nothing a person wrote is longer."""


def tidy(text: str) -> str:
    """One line: any white space, non-breaking ones included, as single blanks, none around."""
    if len(text) < 32 and text.isalnum():
        return text
    return _SPACE.sub(" ", text[:_LONGEST]).strip()


def joined(lines: Iterable[str]) -> str:
    """The lines of a cell as one: a label that was wrapped is whole again, figures stay apart."""
    result = ""
    for line in lines:
        text = tidy(line)
        if not text:
            continue
        result += _between(result, text) + text
    return result


def _between(before: str, after: str) -> str:
    if not before:
        return ""
    if before[-1].isdigit() and after[0].isdigit():
        return BROKEN
    wide = _WIDE.match(before[-1]) or _WIDE.match(after[0])
    return "" if wide else " "
