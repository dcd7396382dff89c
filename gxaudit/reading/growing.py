"""Whether a change on the year is one of the whole of a total, and of nothing else.

“较上年增加12件” says of what it is a change only by standing behind it. It is read behind a total
with nothing between them that could be what has grown, or where it names the total itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from gxaudit.reading.state import SHORT, State
from gxaudit.reading.subject import Subject
from gxaudit.reading.tokens import Token
from gxaudit.regex import regex

_CHANGE = "_yoy_"
"""In the name of every metric that is a change on the year."""


def is_change(metric: str) -> bool:
    """Whether a metric is a change on the year."""
    return _CHANGE in metric


def total_of(metric: str) -> str:
    """The total that a change on the year is one of; "" of any other metric."""
    short = metric.partition(_CHANGE)[0]
    return next((total for total, name in SHORT.items() if name == short), "")


_FILLING = regex(
    r"(?:总?数量?|总量|总?件数|量|总|共|计|了|为|达到?|的|度|同期|全年|年度|当年|今年|本年度?|幅度|也|亦|已|是|有"
    r"|大?约|将?近|接近|超过?|逾|不[足到]|[不高低]于|多达|至少){0,6}"
)
"""Words that leave no token and name nothing that could grow."""
_OWN = regex(
    r"(?:(?!全[市县区镇省系局]|[市县区]局|[市县区镇省]政府|办事处|公众|群众|单位|人员|金额|各级|各界)[^，]){0,60}"
)
"""Words that name no other body."""
ON_THE_YEAR = "year"
"""The subtype of words that compare with last year by themselves."""


class Growing(Subject):
    """Follows, through a clause, what may grow in it."""

    def pass_by(self, token: Token, state: State) -> None:
        """Take notice of a token that nothing was read from."""
        code, grown = token.code, state.grown
        if code in self.breaks:
            grown.joined = False
        elif code == self.joint:
            grown.joined = True
        elif not (code in self.years or token.subtype == ON_THE_YEAR):
            # 网络渠道同比增长25%: of this, and not of the total before it.
            grown.whole = ""
            grown.skewed |= code in self.elsewhere
            self._list((token,), state)

    def take_up(self, metrics: AbstractSet[str], tokens: Sequence[Token], state: State) -> None:
        """Take notice of what one sequence said."""
        said = {metric for metric in metrics if not is_change(metric)}
        grown = state.grown
        if metrics and not said:
            grown.changed = True
            return
        self._list(tokens, state)
        only = said.pop() if len(said) == 1 else ""
        total = only in SHORT and only == state.total
        grown.whole = only if total and not (grown.joined or state.parts) else ""
        if total and not state.parts:
            grown.shared = grown.main in {*state.metrics} - {only} and not grown.changed
            grown.main, grown.changed = grown.whole, False

    def _list(self, tokens: Sequence[Token], state: State) -> None:
        """Add what stands behind “其中” to the parts."""
        if state.parts:
            for token in tokens:
                if token.code in self.figures:
                    state.grown.listed += token.value
                    state.grown.items += 1

    def grows(
        self, metric: str, tokens: Sequence[Token], at: int, end: int, state: State
    ) -> bool | None:
        """Whether ``tokens[at:end]`` says a change of a whole total, as its line names it; None
        where it may be one of something else: behind all parts of the total (其中网络8件，信函2件，
        较上年增加3件), or behind two totals.
        """
        if self._goes_on(tokens, end) or not self._on_the_year(tokens[at:end]):
            return False
        if not self._plain(tokens, at, end, state, _FILLING if "{TOTAL}" in metric else _OWN):
            return False
        begins, grown = self._begins(tokens, at), state.grown
        if "{TOTAL}" not in metric:
            return begins and not (state.parts or grown.skewed)
        if grown.whole == state.total:
            return None if grown.shared else True
        if not begins:
            named = tokens[at - 1].code == self.totals and self._begins(tokens, at - 1)
            return named and grown.main == state.total
        return None if self._all_told(state) else False

    def _plain(
        self,
        tokens: Sequence[Token],
        at: int,
        end: int,
        state: State,
        opening: re.Pattern[str],
    ) -> bool:
        """Whether the words that were passed over name nothing else: 工作人员较上年增加2名.

        ``opening`` is what a clause may begin with.
        """
        if not at and not opening.fullmatch(state.text, 0, tokens[0].start):
            return False
        return all(
            before.code in self.figures or _FILLING.fullmatch(state.text, before.end, token.start)
            for before, token in pairwise(tokens[max(0, at - 1) : end])
        )

    def _all_told(self, state: State) -> bool:
        """Whether the parts of the total, several of them, make up all of it."""
        grown, total = state.grown, state.metrics.get(state.grown.main)
        return (
            total is not None
            and grown.main == state.total
            and grown.items > 1
            and grown.listed == total.value
        )

    def _begins(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether nothing stands before that would say of what."""
        return not at or tokens[at - 1].code in self.breaks

    def _on_the_year(self, tokens: Sequence[Token]) -> bool:
        """Whether nothing but last year is compared with: 比全市多10件."""
        return all(token.code != self.comparison for token in tokens) or any(
            token.subtype == ON_THE_YEAR or token.code in self.years for token in tokens
        )

    def _goes_on(self, tokens: Sequence[Token], end: int) -> bool:
        """Whether another change follows, and it is not said which is whose: 由35%提高到60%."""
        codes = [token.code for token in tokens[end : end + 3]]
        if not codes or codes[0] not in (*self.breaks, self.joint):
            return bool(codes)
        return codes[1 + (codes[1:2] == [self.direction]) :][:1] == [tokens[end - 1].code]
