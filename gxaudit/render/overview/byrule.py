"""What each rule found over a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen

from gxaudit.finding import Severity, Tally
from gxaudit.render.spelling.words import OUTCOMES, UNACCOMPANIED
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.wording import Text

WAYS: tuple[Text, ...] = (*OUTCOMES.values(), UNACCOMPANIED)
"""How a rule can end for a report."""


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
    ended: tuple[int, ...]
    """Reports, in the order of :data:`WAYS`; waived findings count as failed."""


class ByRule:
    """Holds a few numbers a rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._findings: Counter[str] = Counter()
        self._ended: dict[str, Counter[Text]] = {}

    def add(self, result: Result) -> None:
        """Count one result."""
        self._findings.update(each.rule for each in result.findings)
        for name, tally in result.outcomes.items():
            self._ended.setdefault(name, Counter())[_way(tally)] += 1

    def counts(self) -> Iterator[RuleCount]:
        """Every rule that ran or found something: most findings first, then by id."""
        names = {*self._findings, *self._ended}
        for name in sorted(names, key=lambda each: (-self._findings[each], each)):
            rule, ended = self._rules.get(name), self._ended.get(name, Counter())
            yield RuleCount(
                name,
                rule.title if rule else None,
                rule.severity if rule else None,
                self._findings[name],
                tuple(ended[way] for way in WAYS),
            )


def _way(tally: Tally) -> Text:
    return UNACCOMPANIED if tally.unaccompanied else OUTCOMES[tally.outcome]
