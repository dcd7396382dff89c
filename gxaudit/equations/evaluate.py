"""Equations judged on one report: passed, failed, not applicable, or not evaluated and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from gxaudit.beside import ALONE, Beside, Companion, Member
from gxaudit.equations.compile import Compared, Compiled, Values, exceeds, holds, written
from gxaudit.equations.linear import Elsewhere, Linear
from gxaudit.equations.statement import failure
from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity, Verdict
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
    if _rests_on_a_part(one, evidence.beside):
        failed = evolve(failed, severity=Severity.NOTE)
    if "last year" in one.must.elsewhere and evidence.beside.last_year is not None:
        failed = evolve(failed, message=_against(failed.message, evidence.beside.last_year))
    evidence.failing.append((one, failed))
    return failed


def _against(message: Text, other: Companion) -> Text:
    """A message that says which report the figures from elsewhere stand in."""
    called = other.called
    return Text(f"{message.zh}。对照的是{called.zh}", f"{message.en}. Compared with {called.en}")


def _rests_on_a_part(one: Compiled, beside: Beside) -> bool:
    """Whether it looks at members that nobody says are all: others may be the difference."""
    used = any("members" in compared.elsewhere for compared in (one.must, *one.when))
    return used and not (beside.entity is not None and beside.entity.complete)


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
        self.others: dict[Elsewhere, Number] = {}
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
        for factor, one in side.elsewhere:
            value = self._looked_up(one)
            if isinstance(value, Claimless):
                return value
            self.others[one] = value
            total += factor * value
        return total

    def _looked_up(self, one: Elsewhere) -> Number | Claimless:
        if one.kind == "prose":
            return self._prose(one.name)
        return self._last_year(one.name) if one.kind == "last year" else self._members(one.name)

    def _last_year(self, address: str) -> Number | Claimless:
        beside = self.evidence.beside
        if beside.last_year is None:
            return Claimless(NotEvaluated(beside.no_last_year, beside=True))
        value = _figure(beside.last_year, address)
        return _useless(beside.last_year.called, address) if value is None else value

    def _members(self, address: str) -> Number | Claimless:
        """The sum over all members; each of them has to be there."""
        beside = self.evidence.beside
        if beside.entity is None:
            return Claimless(NotEvaluated(beside.no_entity, beside=True))
        if not beside.members:
            return Claimless(NotEvaluated(_NO_MEMBERS, beside=True))
        total: Number = 0
        for member in beside.members:
            if member.companion is None:
                return Claimless(NotEvaluated(member.reason or _unfiled(member), beside=True))
            value = _figure(member.companion, address)
            if value is None:
                return _useless(member.companion.called, address)
            total += value
        return total

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
        return exact[0].value


_NO_MEMBERS = Text("名册没有写明下属单位", "the manifest names no members of this body")


def _unfiled(member: Member) -> Text:
    return Text(
        f"没有成员单位{member.name}的报告", f"there is no report of the member {member.name}"
    )


def _figure(companion: Companion, address: str) -> Number | None:
    """What another report has in a cell; None where it has none that can be used."""
    try:
        return companion.report.figure(address)
    except KeyError:
        return None


def _useless(owner: Text, address: str) -> Claimless:
    words = Text(
        f"{owner.zh}的 {address} 没有可用的数字",
        f"{address} of {owner.en} holds no figure to use",
    )
    return Claimless(NotEvaluated(words, beside=True))


def _blanks_as_zero(evidence: Evidence) -> Values:
    return [
        0 if value is None and state is State.BLANK else value
        for value, state in zip(evidence.values, evidence.report.states, strict=True)
    ]
