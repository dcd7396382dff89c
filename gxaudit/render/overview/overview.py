"""Everything that is counted over a run of many reports, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from gxaudit.render.overview.byrule import ByRule
from gxaudit.render.overview.owner import owner_of
from gxaudit.render.overview.standing import standing_of
from gxaudit.render.overview.trends import Trends
from gxaudit.render.overview.units import Units
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.wording import Language


class Overview:
    """Counts results while they stream by, and holds none of them."""

    def __init__(self, rules: Mapping[str, Rule], language: Language) -> None:
        self.units = Units(language)
        self.by_rule = ByRule(rules)
        self.trends = Trends(self.units)

    def add(self, number: int, result: Result) -> None:
        """Count one result; ``number`` is that of its report, 0 where there is none."""
        owner = owner_of(result)
        first = self.units.add(number, owner, result.path or "-", standing_of(result))
        self.by_rule.add(result)
        if result.report is not None:
            self.trends.add(owner, result.report, first=first)
