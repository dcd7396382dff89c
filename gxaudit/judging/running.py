"""Where checks are called: behind a guard, against the clock, under a seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from attrs import define, field

from gxaudit.beside import ALONE, Beside
from gxaudit.equations.compile import Compiled, Values
from gxaudit.finding import Failed, Fault, NotEvaluated, Severity, Verdict
from gxaudit.guard import Origin, RefusedError, cause, silenced
from gxaudit.judging.seal import Seal
from gxaudit.judging.verdicts import Extent, checked
from gxaudit.limit import Clock, TimeLimitError
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.wording import Text

MOST_FINDINGS = 1_000
"""Of one rule in one report. More than that nobody reads, and a million of them fill memory."""
MOST_VERDICTS = 10_000


Take = Callable[[Verdict], object]
"""Takes one verdict."""


class Isolated(Protocol):
    """What runs checks in another process (:mod:`gxaudit.judging.worker`)."""

    def run(
        self, rule: Rule, origin: Origin, sitting: Sitting, options: object, take: Take
    ) -> None:
        """Run one rule and hand over its verdicts as they come. Raises what a check may raise."""


@define(eq=False, repr=False, slots=False)
class Judged:
    """What one rule yielded for one report."""

    rule: Rule
    level: Severity | None = None
    """The severity that configuration gives the rule, if any."""
    verdicts: list[Verdict] = field(factory=list)
    fault: Fault | None = None
    equations: tuple[Compiled, ...] = ()
    """Those that it declares for this form."""
    values: Values = ()
    """The figures as it saw them, confirmed blanks as 0; none where it did not run."""
    foreign: bool = False
    """Whether it is a plugin's that is not ours: what it says changes nothing for other rules."""
    evaluated: list[Compiled] = field(factory=list)
    """Those that could be evaluated."""
    failing: list[tuple[Compiled, Failed]] = field(factory=list)
    """Those that do not hold, with what was said of them."""


@define(eq=False, repr=False, slots=False)
class Sitting:
    """One report before its rules, and what watches over them."""

    report: Report
    values: Values
    clock: Clock
    beside: Beside = ALONE
    text: str | None = None
    """The decoded text, where it is at hand."""
    isolated: Isolated | None = None
    """Where rules of foreign plugins run that are installed; None for here."""
    _seal: Seal | None = None
    _sealed_beside: bool = False
    _extent: Extent | None = None

    @property
    def extent(self) -> Extent:
        """What places the report has."""
        if self._extent is None:
            self._extent = Extent(self.report.form, self.text)
        return self._extent

    def seal(self, *, beside: bool = False) -> None:
        """From now on a change of the report is noticed, and of the reports ``beside`` it too."""
        if self._seal is None or (beside and not self._sealed_beside):
            self._seal = Seal(self.report, self.beside if beside else ALONE)
            self._sealed_beside = beside

    def changed(self) -> bool:
        """Whether what was sealed was changed since then; it is put right again."""
        return self._seal is not None and self._seal.broken()


def guarded(clock: Clock, judged: Judged, origin: Origin | None, run: Callable[[], None]) -> None:
    """Run something of a rule; whatever it does but ``KeyboardInterrupt`` becomes a fault."""
    try:
        clock.start()
        try:
            run()
        finally:
            clock.stop()
        if clock.overran:
            raise TimeLimitError
    except KeyboardInterrupt:
        raise
    # SystemExit, and whatever else a rule invents: it must not end the audit.
    except BaseException as error:
        slow = clock.overran or isinstance(error, TimeLimitError)
        broke(judged, origin, _too_slow(clock.limit) if slow else cause(error))


def drain(sitting: Sitting, judged: Judged, origin: Origin | None, options: object) -> None:
    """Run a check that is not ours; what it yielded before it broke is kept."""
    rule, take = judged.rule, judged.verdicts.append
    clock = sitting.clock
    elsewhere = sitting.isolated if origin is not None and origin.installed else None
    if elsewhere is not None and origin is not None:
        run = partial(elsewhere.run, rule, origin, sitting, options, take)
        # The worker keeps the time of its rules; that of its own start is not theirs.
        clock = Clock(clock.limit)
    else:
        run = partial(distrusted, sitting, rule, options, take)
    # Elsewhere it is given a copy of the reports beside this one, which may be many.
    sitting.seal(beside=rule.beside and elsewhere is None)
    with silenced():
        guarded(clock, judged, origin, run)
    if sitting.changed() and judged.fault is None:
        broke(judged, origin, CHANGED)


def distrusted(sitting: Sitting, rule: Rule, options: object, take: Take) -> None:
    """Call a check that is not ours: each verdict looked at, ended where there are too many.

    Raises ``RefusedError`` and whatever the check raises.
    """
    source = rule.verdicts(sitting.report, options, sitting.beside)
    if not isinstance(source, Iterable):
        raise RefusedError(_nothing(source))
    findings = 0
    try:
        for number, verdict in enumerate(source):
            findings += isinstance(verdict, Failed)
            if findings > MOST_FINDINGS or number >= MOST_VERDICTS:
                raise RefusedError(_TOO_MANY)
            take(checked(verdict, sitting.extent))
    finally:
        close = getattr(source, "close", None)
        if close is not None:
            close()


def broke(judged: Judged, origin: Origin | None, why: Text) -> None:
    """Note that a rule broke: its fault, and one instance that was not evaluated."""
    rule = judged.rule.id
    judged.fault = Fault(
        kind="rule",
        rule=rule,
        plugin=origin.blamed if origin else None,
        link=origin.link if origin else None,
        message=Text(
            f"规则 {rule} 执行时出错，这一项没有检查完：{why.zh}",
            f"rule {rule} broke and did not finish its check: {why.en}",
        ),
    )
    judged.verdicts.append(NotEvaluated(_BROKE))


_BROKE = Text("规则执行时出错", "the rule broke while it ran")
CHANGED = Text(
    "它改动了报告；报告已恢复原样，其他规则不受影响",
    "it changed the report, which was put right again before any other rule saw it",
)
_TOO_MANY = Text(
    f"它报告的问题超过 {MOST_FINDINGS} 处，或给出的结果超过 {MOST_VERDICTS} 个，只保留前面的",
    f"it yields more than {MOST_FINDINGS} findings, or more than {MOST_VERDICTS} verdicts; the "
    "first of them are kept",
)


def _too_slow(limit: float) -> Text:
    return Text(
        f"超过时限 {limit:g} 秒（--rule-timeout）",
        f"it took longer than the limit of {limit:g} seconds (--rule-timeout)",
    )


def _nothing(source: object) -> Text:
    found = type(source).__name__
    return Text(
        f"检查函数要逐条给出结果（yield），这里返回了 {found}",
        f"a check yields verdicts; this one returned {found}",
    )
