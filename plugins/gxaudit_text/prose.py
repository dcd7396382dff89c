"""Finding words in the prose of a report, and quoting them with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxaudit.api import NotEvaluated, Paragraph, Report, Text

NO_PROSE = NotEvaluated(Text("报告没有正文，无从检查", "the report has no prose to be judged"))
_AROUND = 12


def matches(
    report: Report, pattern: re.Pattern[str], sign: str
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """Every match of ``pattern`` in the prose.

    Only lines that contain ``sign``, which every match must contain, are searched.
    """
    for part in report.prose:
        if sign in part.text:
            for match in pattern.finditer(part.text):
                yield part, match


def span(part: Paragraph, match: re.Match[str]) -> tuple[int, int]:
    """Start and end of a match in the decoded text, in code points."""
    return part.start + match.start(), part.start + match.end()


def around(part: Paragraph, start: int, end: int) -> str:
    """``start`` to ``end`` of a line with a few characters on both sides, as written."""
    first, last = max(0, start - _AROUND), end + _AROUND
    before = "…" if first else ""
    after = "…" if last < len(part.text) else ""
    return before + part.text[first:last].strip() + after
