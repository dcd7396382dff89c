"""Rules that break again and again are switched off for the rest of a run."""

from __future__ import annotations

from collections import Counter

from gxaudit.wording import Text

ALLOWED = 3
"""Reports running on which a rule may break before it is switched off."""


SWITCHED_OFF = Text(
    f"这条规则接连在 {ALLOWED} 份报告上出错，已停用",
    f"the rule broke on {ALLOWED} reports running and was switched off",
)


class Strikes:
    """What a run remembers of rules that broke, report by report in the order of their paths."""

    def __init__(self) -> None:
        self._running: Counter[str] = Counter()
        self.off: frozenset[str] = frozenset()
        """Rules that have been switched off."""

    def count(self, rule: str, *, broke: bool) -> bool:
        """Note how a rule fared with one report; whether it is switched off by that."""
        if not broke:
            # Only what broke before is there to be forgotten.
            self._running.pop(rule, None)
            return False
        self._running[rule] += 1
        if self._running[rule] < ALLOWED:
            return False
        self.off |= {rule}
        return True
