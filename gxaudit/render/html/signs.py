"""What marks a severity or an outcome: a sign beside the colour, for print and for every eye."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gxaudit.finding import Outcome, Severity, Tally
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES
from gxaudit.wording import Text


@frozen
class Mark:
    """A class of the style sheet, a sign, and the words that explain it."""

    css: str
    sign: str
    words: Text
    """For the legend of the matrix."""
    name: Text
    """In short."""


def _failed(severity: Text) -> Text:
    words = OUTCOMES[Outcome.FAILED]
    return Text(f"{words.zh}：{severity.zh}", f"{words.en}: {severity.en}")


def _of(outcome: Outcome, css: str, sign: str) -> Mark:
    return Mark(css, sign, OUTCOMES[outcome], OUTCOMES[outcome])


SEVERITY: Mapping[Severity, Mark] = {
    severity: Mark(css, sign, _failed(SEVERITIES[severity]), SEVERITIES[severity])
    for severity, css, sign in (
        (Severity.ERROR, "e", "✕"),
        (Severity.WARNING, "w", "▲"),
        (Severity.NOTE, "n", "◆"),
    )
}
"""Worst first."""
HELD = _of(Outcome.NOT_EVALUATED, "q", "?")
PASSED = _of(Outcome.PASSED, "p", "·")
NOT_APPLICABLE = _of(Outcome.NOT_APPLICABLE, "x", "")
_WAIVED = Text("不通过，已豁免或在基线中", "failed, but waived or of the baseline")
WAIVED = Mark("v", "○", _WAIVED, _WAIVED)
_NOT_SELECTED = Text("未选用", "not selected")
NOT_RUN = Mark("z", "/", _NOT_SELECTED, _NOT_SELECTED)

MARKS: Mapping[str, Mark] = {
    mark.css: mark for mark in (*SEVERITY.values(), WAIVED, HELD, PASSED, NOT_APPLICABLE, NOT_RUN)
}
"""By class: the codes in which the rows of the matrix are kept."""


def outcome_mark(tally: Tally, worst: Severity | None) -> Mark:
    """The mark of one rule for one report; ``worst`` of its findings that count, if any does."""
    if tally.outcome is Outcome.FAILED:
        return WAIVED if worst is None else SEVERITY[worst]
    if tally.outcome is Outcome.NOT_EVALUATED:
        return HELD
    return PASSED if tally.outcome is Outcome.PASSED else NOT_APPLICABLE
