"""How the verdicts of one rule add up for one report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Tally, Verdict


@lru_cache(maxsize=1024)
def _all_passed(count: int) -> Tally:
    return Tally(passed=count)


def tally_of(verdicts: Sequence[Verdict]) -> Tally:
    """The tally of what one rule yielded for one report."""
    if len(verdicts) == 1 and isinstance(verdicts[0], Passed):
        return _all_passed(verdicts[0].count)
    failed = not_evaluated = passed = not_applicable = beside = 0
    reasons = set()
    for verdict in verdicts:
        if isinstance(verdict, Passed):
            passed += verdict.count
        elif isinstance(verdict, Failed):
            failed += 1
        elif isinstance(verdict, NotEvaluated):
            not_evaluated += verdict.count
            beside += verdict.count if verdict.beside else 0
            reasons.add(verdict.reason)
        elif isinstance(verdict, NotApplicable):
            not_applicable += verdict.count
            reasons.add(verdict.reason)
    return Tally(failed, not_evaluated, passed, not_applicable, tuple(sorted(reasons)), beside)
