"""Stage 5: rules judge a report, each behind a guard; verdicts and faults come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import define, field, frozen

from gxaudit.blanks import read_blanks
from gxaudit.equations import Compiled, Values, compile_identity
from gxaudit.evaluate import Evidence, evaluate
from gxaudit.finding import (
    Failed,
    Fault,
    NotApplicable,
    NotEvaluated,
    Passed,
    Severity,
    Verdict,
)
from gxaudit.forms import Form
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.wording import Text

_VERDICTS = (Failed, Passed, NotEvaluated, NotApplicable)


@frozen(slots=False)
class Setting:
    """What configuration says of one rule."""

    level: Severity | None = None
    """The severity that takes the place of the rule's own."""
    options: object = None
    """An instance of the rule's options; None for the defaults."""


_AS_DECLARED = Setting()


@frozen(eq=False, repr=False, slots=False)
class Planned:
    """A rule and its equations in one form."""

    rule: Rule
    equations: tuple[Compiled, ...]
    setting: Setting = _AS_DECLARED


@define(eq=False, repr=False, slots=False)
class Judged:
    """What one rule yielded for one report."""

    rule: Rule
    level: Severity | None = None
    """The severity that configuration gives the rule, if any."""
    verdicts: list[Verdict] = field(factory=list)
    fault: Fault | None = None
    evaluated: list[Compiled] = field(factory=list)
    """The equations that could be evaluated."""


class Plan:
    """The rules of a run, with their settings by id and their identities compiled once a form."""

    def __init__(
        self,
        rules: Sequence[Rule],
        every_rule: Sequence[Rule],
        settings: Mapping[str, Setting] = MappingProxyType({}),
    ) -> None:
        self.rules = rules
        self.every_rule = every_rule
        self.settings = settings
        self._by_form: dict[str, tuple[tuple[Planned, ...], tuple[Compiled, ...]]] = {}

    def for_form(self, form: Form) -> tuple[tuple[Planned, ...], tuple[Compiled, ...]]:
        """The selected rules for a form, and the equations of every loaded rule.

        Raises ``equations.IdentityError`` for a rule whose identities do not fit its form.
        """
        known = self._by_form.get(form.name)
        if known is None:
            equations = {rule.id: _compile(rule, form) for rule in self.every_rule}
            planned = tuple(
                Planned(rule, equations[rule.id], self.settings.get(rule.id, _AS_DECLARED))
                for rule in self.rules
            )
            known = planned, tuple(one for own in equations.values() for one in own)
            self._by_form[form.name] = known
        return known


def _compile(rule: Rule, form: Form) -> tuple[Compiled, ...]:
    if rule.forms is not None and form.name not in rule.forms:
        return ()
    return tuple(one for identity in rule.identities for one in compile_identity(identity, form))


def judge(
    report: Report, plan: Plan, last_year: Report | None = None
) -> tuple[Report, list[Judged]]:
    """Run every rule of the plan; the report comes back with its blanks judged.

    ``last_year`` is the same body's report of the year before, where there is one.
    """
    planned, every = plan.for_form(report.form)
    report, values = read_blanks(report, every)
    return report, [_run(one, report, values, last_year) for one in planned]


def _run(planned: Planned, report: Report, values: Values, last_year: Report | None) -> Judged:
    rule = planned.rule
    judged = Judged(rule, planned.setting.level)
    condition = _condition(rule, report)
    if condition is not None:
        judged.verdicts.append(condition)
        return judged
    if planned.equations:
        evidence = Evidence(report, values, last_year, judged.evaluated)
        judged.verdicts.extend(evaluate(planned.equations, rule.title, evidence))
    if rule.check is not None:
        _drain(rule, report, judged, planned.setting.options)
    return judged


def _condition(rule: Rule, report: Report) -> Verdict | None:
    """Whether the rule applies to this form and year at all."""
    if rule.forms is not None and report.form.name not in rule.forms:
        return NotApplicable(
            Text("不适用于这一格式的报告", "does not apply to reports on this form")
        )
    if rule.years is None:
        return None
    if report.year is None:
        return NotEvaluated(Text("标题中读不出报告年度", "the title gives no report year"))
    if not rule.years[0] <= report.year <= rule.years[1]:
        return NotApplicable(Text("不适用于这一年度", "does not apply to this report year"))
    return None


def _drain(rule: Rule, report: Report, judged: Judged, options: object) -> None:
    """Run a check; what it yielded before it broke is kept."""
    try:
        for verdict in rule.verdicts(report, options):
            if not isinstance(verdict, _VERDICTS):
                raise TypeError(f"a rule yields verdicts, not {type(verdict).__name__}")
            if isinstance(verdict, Failed) and verdict.cell is not None:
                report.form.index(verdict.cell)
            judged.verdicts.append(verdict)
    # SystemExit: a rule that calls sys.exit must not end the audit.
    except (Exception, SystemExit) as error:
        judged.fault = _fault(rule, error)
        judged.verdicts.append(NotEvaluated(Text("规则执行时出错", "the rule broke while it ran")))


def _fault(rule: Rule, error: BaseException) -> Fault:
    cause = f"{type(error).__name__}: {error}"
    return Fault(
        kind="rule",
        rule=rule.id,
        message=Text(
            f"规则 {rule.id} 执行时出错，这一项没有检查完：{cause}",
            f"rule {rule.id} broke and did not finish its check: {cause}",
        ),
    )
