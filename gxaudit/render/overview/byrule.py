"""What each rule found over a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen

from gxaudit.finding import Outcome, Severity
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.wording import Text


@frozen
class RuleCount:
    """One rule. The findings of all rules are those of the run: one that has several rules behind
    it counts where its cause was found.
    """

    id: str
    title: Text | None
    level: Severity | None
    """None, as the title, for a rule that nobody knows any more."""
    findings: int
    ended: Mapping[Outcome, int]
    """Reports by outcome; waived findings count as failed."""


class ByRule:
    """Holds a few numbers a rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._findings: Counter[str] = Counter()
        self._ended: dict[str, Counter[Outcome]] = {}

    def add(self, result: Result) -> None:
        """Count one result."""
        self._findings.update(each.rule for each in result.findings)
        for name, tally in result.outcomes.items():
            self._ended.setdefault(name, Counter())[tally.outcome] += 1

    def counts(self) -> Iterator[RuleCount]:
        """Every rule that ran or found something: most findings first, then by id."""
        names = {*self._findings, *self._ended}
        for name in sorted(names, key=lambda each: (-self._findings[each], each)):
            rule = self._rules.get(name)
            yield RuleCount(
                name,
                rule.title if rule else None,
                rule.severity if rule else None,
                self._findings[name],
                self._ended.get(name, Counter()),
            )
