"""Stage 5: rules judge a report, each behind a guard; verdicts and faults come out."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from attrs import frozen

from gxaudit.beside import ALONE, Beside
from gxaudit.equations.blanks import read_blanks
from gxaudit.equations.compile import Compiled, compile_identity
from gxaudit.equations.evaluate import Evidence, evaluate
from gxaudit.finding import NotApplicable, NotEvaluated, Severity, Verdict
from gxaudit.forms import Form
from gxaudit.guard import Origin
from gxaudit.judging.running import Isolated, Judged, Sitting, drain, guarded
from gxaudit.judging.strikes import SWITCHED_OFF
from gxaudit.limit import LIMIT, Clock
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.wording import Text

__all__ = ["Judged", "Plan", "Planned", "Setting", "Watch", "judge"]


@frozen(slots=False)
class Setting:
    """What configuration says of one rule."""

    level: Severity | None = None
    """The severity that takes the place of the rule's own."""
    options: object = None
    """An instance of the rule's options; None for the defaults."""


_AS_DECLARED = Setting()


@frozen(eq=False, repr=False, slots=False)
class Watch:
    """How the rules of a plan are watched."""

    limit: float = LIMIT
    """Seconds that one rule may take for one report."""
    worker: Isolated | None = None
    """Runs rules of foreign plugins in another process, where the clock cannot stop them."""
    always: bool = False
    """Whether it runs them in any case."""

    def isolated(self, *, stoppable: bool) -> Isolated | None:
        """The worker, if rules of foreign plugins have to run there."""
        return None if stoppable and not self.always else self.worker


@frozen(eq=False, repr=False, slots=False)
class Planned:
    """A rule and its equations in one form."""

    rule: Rule
    equations: tuple[Compiled, ...]
    setting: Setting = _AS_DECLARED
    origin: Origin | None = None
    """Whose it is; None for rules of no plugin."""


class Plan:
    """The rules of a run, with their settings by id and their identities compiled once a form."""

    def __init__(
        self,
        rules: Sequence[Rule],
        every_rule: Sequence[Rule],
        settings: Mapping[str, Setting] = MappingProxyType({}),
        origins: Mapping[str, Origin] = MappingProxyType({}),
        watch: Watch | None = None,
    ) -> None:
        self.rules = rules
        self.every_rule = every_rule
        self.settings = settings
        self.origins = origins
        """Of the rules of each namespace."""
        self.watch = Watch() if watch is None else watch
        self._by_form: dict[str, tuple[tuple[Planned, ...], tuple[Compiled, ...]]] = {}

    def for_form(self, form: Form) -> tuple[tuple[Planned, ...], tuple[Compiled, ...]]:
        """The selected rules for a form, and the equations by which blanks are judged: those of
        every loaded rule that is not foreign, since no plugin may change what others find.

        Raises ``equations.IdentityError`` for a rule whose identities do not fit its form.
        """
        known = self._by_form.get(form.name)
        if known is None:
            equations = {rule.id: _compile(rule, form) for rule in self.every_rule}
            planned = tuple(
                Planned(
                    rule,
                    equations[rule.id],
                    self.settings.get(rule.id, _AS_DECLARED),
                    self.origins.get(rule.namespace),
                )
                for rule in self.rules
            )
            own = [rule.id for rule in self.every_rule if not self._is_foreign(rule)]
            known = planned, tuple(one for name in own for one in equations[name])
            self._by_form[form.name] = known
        return known

    def _is_foreign(self, rule: Rule) -> bool:
        origin = self.origins.get(rule.namespace)
        return origin is not None and origin.foreign


def _compile(rule: Rule, form: Form) -> tuple[Compiled, ...]:
    if rule.forms is not None and form.name not in rule.forms:
        return ()
    return tuple(one for identity in rule.identities for one in compile_identity(identity, form))


def judge(
    report: Report,
    plan: Plan,
    beside: Beside = ALONE,
    text: str | None = None,
    off: Container[str] = (),
) -> tuple[Report, list[Judged]]:
    """Run every rule of the plan; the report comes back with its blanks judged.

    ``text`` is what the report was read from; ``off`` are rules that were switched off.
    """
    planned, every = plan.for_form(report.form)
    report, values = read_blanks(report, every)
    with Clock(plan.watch.limit) as clock:
        isolated = plan.watch.isolated(stoppable=clock.works)
        sitting = Sitting(report, values, clock, beside, text, isolated if text else None)
        return report, [_run(one, sitting, off) for one in planned]


def _run(planned: Planned, sitting: Sitting, off: Container[str]) -> Judged:
    rule = planned.rule
    judged = Judged(rule, planned.setting.level, equations=planned.equations)
    condition = _condition(rule, sitting.report)
    if condition is not None:
        judged.verdicts.append(condition)
    elif rule.id in off:
        judged.verdicts.append(NotEvaluated(SWITCHED_OFF))
    else:
        _judge_one(planned, sitting, judged)
    return judged


def _judge_one(planned: Planned, sitting: Sitting, judged: Judged) -> None:
    origin = planned.origin
    judged.values = sitting.values
    judged.foreign = origin is not None and origin.foreign
    guarded(sitting.clock, judged, origin, partial(_trusted, planned, sitting, judged))
    if planned.rule.check and not _is_ours(origin) and judged.fault is None:
        drain(sitting, judged, origin, planned.setting.options)


def _trusted(planned: Planned, sitting: Sitting, judged: Judged) -> None:
    """Declared rules, and checks of our own, which tests hold to more."""
    rule, verdicts = planned.rule, judged.verdicts
    if planned.equations:
        evidence = Evidence(
            sitting.report, sitting.values, sitting.beside, judged.evaluated, judged.failing
        )
        verdicts.extend(evaluate(planned.equations, rule.title, evidence))
    if rule.check is not None and _is_ours(planned.origin):
        # One by one, so that they are there when the check breaks.
        for verdict in rule.verdicts(sitting.report, planned.setting.options, sitting.beside):
            verdicts.append(verdict)


def _is_ours(origin: Origin | None) -> bool:
    return origin is not None and not origin.foreign


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
