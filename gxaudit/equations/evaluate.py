"""Equations judged on one report: passed, failed, not applicable, or not evaluated and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from gxaudit.beside import ALONE, Beside
from gxaudit.equations.compile import Compared, Compiled, Values, exceeds, holds, written
from gxaudit.equations.linear import Linear
from gxaudit.equations.statement import failure
from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Verdict
from gxaudit.report import Claim, Number, Report, State
from gxaudit.wording import Text

_STATE_WORDS = {
    State.BLANK: Text("空白", "is blank"),
    State.MARK: Text("填的是符号", "holds a mark"),
    State.UNREADABLE: Text("无法读取", "cannot be read"),
    State.MISSING: Text("报告中没有", "is not in the report"),
}


@define(eq=False, repr=False, slots=False)
class Evidence:
    """All that equations may look at: the report, its values, what stands beside it, the prose."""

    report: Report
    values: Values
    beside: Beside = ALONE
    evaluated: list[Compiled] = field(factory=list)
    """Fills with the equations that could be evaluated."""
    failing: list[tuple[Compiled, Failed]] = field(factory=list)
    """Fills with those that do not hold."""


def evaluate(equations: Sequence[Compiled], title: Text, evidence: Evidence) -> Iterator[Verdict]:
    """The verdicts of one rule's equations; those that hold are counted in one."""
    values = evidence.values
    passed = len(equations)
    spans: list[tuple[int, int]] = []
    doubtful: list[Compiled] = []
    for one in equations:
        try:
            if one.exact and not one.must.gap(values):
                continue
        except TypeError:
            pass
        doubtful.append(one)
    evidence.evaluated.extend(
        [one for one in equations if one not in doubtful] if doubtful else equations
    )
    for one in doubtful:
        verdict = _verdict(one, title, evidence, spans)
        if verdict is not None:
            passed -= 1
            yield verdict
    if passed:
        yield Passed(passed, tuple(spans))


def _verdict(
    one: Compiled, title: Text, evidence: Evidence, spans: list[tuple[int, int]]
) -> Verdict | None:
    """None where the equation holds; the prose that it used is then added to ``spans``."""
    condition = _condition(one, evidence)
    if condition is not None:
        return condition
    known = _Known(evidence, blank_is_zero=one.identity.blank_is_zero)
    gap = known.gap(one.must)
    if isinstance(gap, Claimless):
        return gap.verdict
    if gap is None and not exceeds(one, evidence.report, known.values):
        return unevaluated(one.must, evidence.report, known.values)
    evidence.evaluated.append(one)
    if gap is not None and holds(one.must, gap):
        spans += known.spans
        return None
    equation = written(one.must, evidence.report.form, known.values, known.others)
    failed = failure(one, title, equation, evidence.report, known.claim)
    failed = evolve(failed, spans=tuple(known.spans)) if known.spans else failed
    evidence.failing.append((one, failed))
    return failed


def _condition(one: Compiled, evidence: Evidence) -> Verdict | None:
    """Why the equation does not apply, or cannot be told to; None where it applies."""
    known = _Known(evidence, blank_is_zero=one.identity.blank_is_zero)
    unknown: Verdict | None = None
    for compared in one.when:
        gap = known.gap(compared)
        if isinstance(gap, Claimless):
            unknown = unknown or gap.verdict
        elif gap is None:
            unknown = unknown or unevaluated(compared, evidence.report, known.values)
        elif not holds(compared, gap):
            return NotApplicable(Text("规则的条件不成立", "the rule's condition is false"))
    return unknown


def unevaluated(compared: Compared, report: Report, values: Values) -> NotEvaluated | NotApplicable:
    """Why a sum has no value: its first cell that has none. One has to be there."""
    at = next(at for at in compared.cells if values[at] is None)
    cell, state = report.form.cells[at], report.states[at]
    if state is State.MARK and cell.row.mark_allowed:
        return NotApplicable(
            Text(f"{cell.address} 填写为不适用", f"{cell.address} is marked as not applicable")
        )
    if not report.has_table(cell.table.number):
        name = cell.table.name
        return NotEvaluated(Text(f"报告中没有{name}", f"the report has no {name}"))
    words = _STATE_WORDS[state]
    return NotEvaluated(Text(f"{cell.address} {words.zh}", f"{cell.address} {words.en}"))


class Claimless:
    """A figure from elsewhere that is not there; ``verdict`` says which."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict


class _Known:
    """The figures of one evaluation: cells, and what was looked up elsewhere."""

    def __init__(self, evidence: Evidence, *, blank_is_zero: bool) -> None:
        self.evidence = evidence
        self.values = _blanks_as_zero(evidence) if blank_is_zero else evidence.values
        self.others: dict[tuple[str, str], Number] = {}
        self.claim: Claim | None = None
        """The first figure of the prose that was used: where a finding points to."""
        self.spans: list[tuple[int, int]] = []
        """All of them."""

    def gap(self, compared: Compared) -> Number | Claimless | None:
        """Left minus right; None where a cell of this report has no value."""
        try:
            gap = compared.gap(self.values)
        except TypeError:
            return None
        if compared.local:
            return gap
        for sign, side in ((1, compared.left), (-1, compared.right)):
            elsewhere = self._elsewhere(side)
            if isinstance(elsewhere, Claimless):
                return elsewhere
            gap += sign * elsewhere
        return gap

    def _elsewhere(self, side: Linear) -> Number | Claimless:
        total: Number = 0
        for factor, address in side.last_year:
            value = self._last_year(address)
            if isinstance(value, Claimless):
                return value
            total += factor * value
        for factor, metric in side.prose:
            value = self._prose(metric)
            if isinstance(value, Claimless):
                return value
            total += factor * value
        return total

    def _last_year(self, address: str) -> Number | Claimless:
        beside = self.evidence.beside
        if beside.last_year is None:
            return Claimless(NotEvaluated(beside.no_last_year, beside=True))
        try:
            value = beside.last_year.report.figure(address)
        except KeyError:
            value = None
        if value is None:
            words = Text(
                f"上年报告的 {address} 没有可用的数字",
                f"{address} of last year's report holds no figure to use",
            )
            return Claimless(NotEvaluated(words))
        self.others["last year", address] = value
        return value

    def _prose(self, metric: str) -> Number | Claimless:
        said = [
            claim
            for claim in self.evidence.report.claims
            if claim.metric == metric and not claim.ambiguous
        ]
        exact = [claim for claim in said if claim.qualifier is None]
        if not said:
            return Claimless(
                NotApplicable(Text("正文没有写这一数字", "the prose does not state this figure"))
            )
        if not exact:
            words = f"正文“{said[0].quote}”是约数，不作比较"
            english = f"the prose gives an approximate figure, “{said[0].quote}”"
            return Claimless(NotEvaluated(Text(words, english)))
        if len({claim.value for claim in exact}) > 1:
            values = "、".join(str(claim.value) for claim in exact)
            words = f"正文对同一数字有几种写法：{values}"
            english = f"the prose states this figure in several ways: {values}"
            return Claimless(NotEvaluated(Text(words, english)))
        self.claim = self.claim or exact[0]
        self.spans += [(claim.start, claim.end) for claim in exact]
        self.others["prose", metric] = exact[0].value
        return exact[0].value


def _blanks_as_zero(evidence: Evidence) -> Values:
    return [
        0 if value is None and state is State.BLANK else value
        for value, state in zip(evidence.values, evidence.report.states, strict=True)
    ]
