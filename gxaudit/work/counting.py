"""Rules that break again and again: counted in the order of reports, by nobody but the parent."""

from __future__ import annotations

from attrs import evolve

from gxaudit.finding import Fault, Outcome
from gxaudit.judging.strikes import SWITCHED_OFF, Strikes
from gxaudit.settle import Result
from gxaudit.wording import Text


def counted(result: Result, strikes: Strikes) -> Result:
    """The result, with the faults of rules that are switched off by it saying so."""
    broke = {fault.rule for fault in result.faults if fault.kind == "rule"}
    last = set()
    for rule, tally in result.outcomes.items():
        # A rule that does not apply was not tried.
        tried = rule not in strikes.off and tally.outcome is not Outcome.NOT_APPLICABLE
        if tried and strikes.count(rule, broke=rule in broke):
            last.add(rule)
    if not last:
        return result
    faults = [_was_last(fault) if fault.rule in last else fault for fault in result.faults]
    return evolve(result, faults=tuple(faults))


def _was_last(fault: Fault) -> Fault:
    words = fault.message
    more = Text(
        f"{words.zh}。{SWITCHED_OFF.zh}，其余报告都不再用它检查",
        f"{words.en}. {SWITCHED_OFF.en} for the rest of this run",
    )
    return evolve(fault, message=more)
