"""Between judging and settling: failed equations that have one cause, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.cause import Cause, Change
from gxaudit.finding import Failed, Severity
from gxaudit.judging.runner import Judged
from gxaudit.metrics import metrics
from gxaudit.report import Report
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.diagnose import Claimed


@frozen(eq=False, slots=False)
class RootCause:
    """What failed together, and why."""

    failed: tuple[Failed, ...]
    """The instances whose equations it breaks, in the order of the rules."""
    cause: Cause

    @property
    def change(self) -> Change | None:
        """The one change, where there is but one and it is of one cell."""
        repairs = self.cause.repairs
        alone = len(repairs) == 1 and len(repairs[0].changes) == 1
        return repairs[0].changes[0] if alone else None

    @property
    def address(self) -> str | None:
        """Where to look first: the first cell to change where that is certain, else where the
        first of the equations is reported.
        """
        if self.cause.only:
            return self.cause.repairs[0].changes[0].address
        return self.failed[0].cell

    @property
    def suspects(self) -> frozenset[str]:
        """The cells that may be wrong: those that some repair changes, else all that failed."""
        changed = [each.address for one in self.cause.repairs for each in one.changes]
        return frozenset(changed or (cell for one in self.failed for cell in one.cells))


def causes_of(
    report: Report, judged: Sequence[Judged], last_year: Report | None = None
) -> tuple[RootCause, ...]:
    """Everything that can be said of why something failed, each failed instance once."""
    roots = root_causes(report, judged, last_year)
    causes = (*roots, *prose_causes(report, judged, roots))
    if last_year is None:
        return causes
    return (*causes, *_between_years(report, judged, roots, last_year))


def root_causes(
    report: Report, judged: Sequence[Judged], last_year: Report | None = None
) -> tuple[RootCause, ...]:
    """The causes of the equalities that do not hold; nothing is searched where all do.

    Equalities of foreign plugins stand for themselves: a wrong one must not make another's finding
    look otherwise.
    """
    ran = [one for one in judged if one.values and not one.foreign]
    failing = [pair for one in ran for pair in one.failing]
    if not any(compiled.exact for compiled, _ in failing):
        return ()
    # Searching is for reports that have something wrong.
    from gxaudit.causewords import cause_of
    from gxaudit.diagnose import diagnose, system_of
    from gxaudit.yearcauses import witnesses_of

    equations = tuple(each for one in ran for each in one.equations)
    system = system_of(report.form, equations)
    beside = witnesses_of(ran, last_year) if last_year else ()
    made: list[RootCause] = []
    told: set[int] = set()
    for one in diagnose(system, ran[0].values, report.states, _claimed(report), witnesses=beside):
        broken = {id(each) for equality in one.failing for each in equality.origins}
        members = [failed for compiled, failed in failing if id(compiled) in broken]
        if members:
            # What last year's report says against the same cells has the same cause.
            settled = {id(each) for at in one.settled for each in beside[at].origins} - told
            told |= settled
            members += [failed for compiled, failed in failing if id(compiled) in settled]
            made.append(RootCause(tuple(members), cause_of(one, report.form)))
    return tuple(made)


def _between_years(
    report: Report, judged: Sequence[Judged], roots: Sequence[RootCause], last_year: Report
) -> Iterator[RootCause]:
    """For figures that disagree with last year's report, and not for a cause that is known."""
    if not any(one.failing for one in judged):
        return
    from gxaudit.yearcauses import year_causes

    ours = [one for one in judged if not one.foreign]
    told = {id(failed) for root in roots for failed in root.failed}
    suspects = frozenset(cell for root in roots for cell in root.suspects)
    for failed, cause in year_causes(report, ours, suspects, last_year):
        if id(failed) not in told:
            yield RootCause((failed,), cause)


def _claimed(report: Report) -> list[Claimed]:
    """What the prose says of sums of cells: it makes one repair more plausible than another."""
    from gxaudit.diagnose import Claimed

    bound = []
    for claim in report.claims:
        known = metrics().get(claim.metric)
        if known and known.cells and claim.qualifier is None and not claim.ambiguous:
            cells = [report.form.index(key) for key in known.cells]
            bound.append(Claimed(claim.value, tuple((at, 1) for at in cells)))
    return bound


def prose_causes(
    report: Report, judged: Sequence[Judged], causes: Sequence[RootCause]
) -> Iterator[RootCause]:
    """For figures of the prose that disagree with a table: which of the two is in doubt."""
    ours = [one for one in judged if not one.foreign]
    sure = {at for one in ours for each in one.evaluated if each.exact for at in each.cells}
    doubtful = {at for one in ours for each, _ in one.failing if each.exact for at in each.cells}
    right = {root.change.address: str(root.change.after) for root in causes if root.change}
    for one in judged:
        for verdict in one.verdicts:
            if isinstance(verdict, Failed) and verdict.span is not None and verdict.cells:
                cells = {report.form.index(address) for address in verdict.cells}
                if len(cells) == 1 and right.get(verdict.cells[0]) == verdict.actual:
                    yield RootCause((verdict,), _TABLE)
                elif not cells.isdisjoint(doubtful):
                    yield RootCause((verdict,), _BOTH)
                elif cells <= sure and verdict.severity is not Severity.NOTE:
                    yield RootCause((verdict,), _PROSE)


_PROSE = Cause(
    kind="prose",
    verdict=Text(
        "表中涉及的各格与表内算式全部相符，多半是正文写错",
        "the cells concerned satisfy every equation of the table, so it is likely the prose that "
        "is wrong",
    ),
)
_BOTH = Cause(
    kind="open",
    verdict=Text(
        "表中涉及的格所在的算式也不成立，正文和表格都要核对",
        "the cells concerned also break an equation of the table: check the prose and the table",
    ),
)
_TABLE = Cause(
    kind="cells",
    verdict=Text(
        "表中这一格本身填错（另列一条），按那一条改正后与正文一致",
        "this cell of the table is itself wrong (see its own finding); corrected as said there it "
        "agrees with the prose",
    ),
)
