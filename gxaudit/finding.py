"""Verdicts that a rule yields, and what settlement makes of them: findings, faults, outcomes."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from gxaudit.cause import Cause
from gxaudit.report import Number
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.readers.model import Place


class Severity(IntEnum):
    """How much a finding weighs; larger is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case name used on the command line and in machine formats."""
        return self.name.lower()


class Confidence(Enum):
    """``certain`` for arithmetic, ``likely`` for what is read from prose."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Outcome(Enum):
    """How one rule ends for one report; exactly one for every (report, rule) pair."""

    FAILED = "failed"
    NOT_EVALUATED = "not_evaluated"
    PASSED = "passed"
    NOT_APPLICABLE = "not_applicable"


@frozen(slots=False)
class Operand:
    """One figure of an equation with the value that entered it, as often as ``coefficient``."""

    address: str
    key: str
    value: Number
    coefficient: int = 1


@frozen(slots=False)
class Equation:
    """An equation with its numbers written in: the sums of both sides and their parts."""

    relation: Literal["=", "≠", "≥", "≤"]
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    left_sum: Number
    right_sum: Number


@frozen(kw_only=True, slots=False)
class Failed:
    """One instance of a rule does not hold.

    Say where with exactly one of ``cell`` (an address or key of the form), ``span`` (start and
    end in the decoded text, code points, as in :class:`~gxaudit.report.Claim`) or ``line``
    (1-based); none of them means the report as a whole.
    """

    message: Text
    cell: str | None = None
    span: tuple[int, int] | None = None
    line: int | None = None
    severity: Severity | None = None
    """Where this instance weighs otherwise than the rule says."""
    expected: str | None = None
    actual: str | None = None
    equation: Equation | None = None
    cells: tuple[str, ...] = ()
    """Further addresses that the finding is about."""
    spans: tuple[tuple[int, int], ...] = ()
    """Further figures of the prose that were compared."""
    others: tuple[Operand, ...] = ()
    """Figures of other reports that it rests on, ``上年(表三.四[总计])`` by address; those of its
    equation need not be said again.
    """


@frozen(slots=False)
class Passed:
    """``count`` instances of the rule were evaluated and hold.

    ``spans`` are the figures of the prose that were verified (start and end in the decoded text,
    as :class:`~gxaudit.report.Claim` has them).
    """

    count: int = 1
    spans: tuple[tuple[int, int], ...] = ()


@frozen(slots=False)
class NotEvaluated:
    """``count`` instances could not be evaluated, and why.

    ``spans`` are the figures of the prose that could not be compared for that reason.
    """

    reason: Text
    count: int = 1
    spans: tuple[tuple[int, int], ...] = ()
    beside: bool = False
    """Whether what is lacking would stand beside the report: another report, or an entry of the
    manifest. That is no defect of this one.
    """


@frozen(slots=False)
class NotApplicable:
    """``count`` instances do not apply to this report, and why."""

    reason: Text
    count: int = 1


Verdict = Failed | Passed | NotEvaluated | NotApplicable


@frozen(slots=False)
class Location:
    """Where a finding stands in the file. ``line`` and ``column`` are 1-based code points."""

    line: int
    column: int
    end_column: int
    excerpt: str
    """The whole line as written; escape it before you print it."""
    place: Place | None = None
    """Where that is in a file that is no plain text: then ``line`` and ``column`` are those of
    the lines that were read from it, which nobody sees."""


@frozen(kw_only=True, slots=False)
class Finding:
    """A failed instance, settled: located, weighed, and with a fingerprint that survives
    re-layout.
    """

    rule: str
    version: int
    severity: Severity
    confidence: Confidence
    message: Text
    address: str | None
    key: str | None
    location: Location | None
    expected: str | None
    actual: str | None
    equation: Equation | None
    cells: tuple[str, ...]
    fingerprint: str = ""
    """Of the place that it speaks of: the same whatever file, format and figures."""
    figures: tuple[str, ...] = ()
    """What it rests on, one a line for people: cells as printed, clauses of the prose, what was
    expected and found (``表三.一[总计] = 137``). When they change it is another finding.
    """
    cause: Cause | None = None
    """What is wrong behind it, where that was looked into."""
    evidence: tuple[Finding, ...] = ()
    """What its rules found, instance by instance; empty where it stands for itself."""


@frozen(kw_only=True, slots=False)
class Fault:
    """Something reduced what could be checked. Printed in every format, never waived, exit 3."""

    kind: Literal["input", "report", "rule", "plugin"]
    message: Text
    path: str | None = None
    rule: str | None = None
    plugin: str | None = None
    """The distribution and version that is to blame."""
    link: str | None = None
    """Where its maintainers take reports of such a fault."""


@frozen(slots=False)
class Tally:
    """How the instances of one rule ended for one report, and why some were not evaluated."""

    failed: int = 0
    not_evaluated: int = 0
    passed: int = 0
    not_applicable: int = 0
    reasons: tuple[Text, ...] = field(default=())
    """Why instances were not evaluated or do not apply: sorted, without repetition."""
    beside: int = 0
    """Of those not evaluated, the ones that lack what would stand beside the report."""

    @property
    def unaccompanied(self) -> bool:
        """Whether it was not evaluated for no other reason than that."""
        return self.outcome is Outcome.NOT_EVALUATED and self.beside == self.not_evaluated

    @property
    def outcome(self) -> Outcome:
        """Failed beats not evaluated beats passed beats not applicable."""
        if self.failed:
            return Outcome.FAILED
        if self.not_evaluated:
            return Outcome.NOT_EVALUATED
        return Outcome.PASSED if self.passed else Outcome.NOT_APPLICABLE
