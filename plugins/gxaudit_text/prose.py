"""Finding words in the prose of a report, and quoting them with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gxaudit.api import NotEvaluated, Paragraph, Report, Text

NO_PROSE = NotEvaluated(Text("报告没有正文，无从检查", "the report has no prose to be judged"))
_AROUND = 12


def lines_with(
    report: Report,
    pattern: re.Pattern[str],
    sign: str,
    counts: Callable[[re.Match[str]], bool],
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """The lines of prose in which ``pattern`` matches, with the first match that ``counts``.

    Only lines that contain ``sign``, which every match contains, are searched.
    """
    for part in report.prose:
        if sign in part.text:
            for match in pattern.finditer(part.text):
                if counts(match):
                    yield part, match
                    break


def span(part: Paragraph, match: re.Match[str]) -> tuple[int, int]:
    """Start and end of a match in the decoded text, in code points."""
    return part.start + match.start(), part.start + match.end()


def around(part: Paragraph, start: int, end: int) -> str:
    """``start`` to ``end`` of a line with a few characters on both sides, as written."""
    first, last = max(0, start - _AROUND), end + _AROUND
    before = "…" if first else ""
    after = "…" if last < len(part.text) else ""
    return before + part.text[first:last].strip() + after
