"""Last year's report as evidence: what it says of this one's figures, and which is in doubt.

It may be the wrong one of the two. So it is believed only where its own equations bear it out, and
even then it decides between changes that this report's own equations leave open and proves none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from gxaudit.cause import Cause
from gxaudit.diagnose.system import Equality, equality
from gxaudit.equations.compile import Compiled, compile_identity, difference
from gxaudit.equations.vectors import vector_of
from gxaudit.finding import Failed
from gxaudit.judging.runner import Judged
from gxaudit.report import Number, Report
from gxaudit.rule import Rule
from gxaudit.wording import Text


def witnesses_of(judged: Sequence[Judged], last_year: Report) -> tuple[Equality, ...]:
    """Equalities that were judged with figures of last year's report which it has no doubt of."""
    doubtful = doubtful_cells(judged, last_year)
    made = []
    for one in judged:
        for each in one.evaluated:
            if _compares_years(each) and doubtful.isdisjoint(_cells_then(each, last_year)):
                vector, constant = vector_of(each.must)
                factors: dict[int, int] = {}
                for figure, factor in vector.items():
                    if figure.kind == "cell":
                        factors[figure.cell] = factor
                    else:
                        constant += factor * (last_year.figure(figure.name) or 0)
                made.append(equality(factors, constant, (each,)))
    return tuple(made)


def _compares_years(one: Compiled) -> bool:
    """Whether it is a plain equality of cells of this report and of last year's."""
    plain = one.relation == "=" and not one.when and not one.identity.tolerance
    return plain and one.must.elsewhere == {"last year"} and bool(one.cells)


def _cells_then(one: Compiled, last_year: Report) -> set[int]:
    """The cells of last year's report that an equation looks at."""
    sides = (*one.must.left.elsewhere, *one.must.right.elsewhere)
    return {last_year.form.index(other.name) for _, other in sides}


def doubtful_cells(judged: Sequence[Judged], last_year: Report) -> set[int]:
    """The cells of last year's report that stand in an equation of its own that does not hold."""
    values: list[Number | None] = [
        0 if at in last_year.zeros else value for at, value in enumerate(last_year.values)
    ]
    return {
        cell
        for one in judged
        if _applies(one.rule, last_year)
        for identity in one.rule.identities
        for each in compile_identity(identity, last_year.form)
        if each.exact and difference(each, values)
        for cell in each.cells
    }


def _applies(rule: Rule, report: Report) -> bool:
    if rule.forms is not None and report.form.name not in rule.forms:
        return False
    if rule.years is None:
        return True
    return report.year is not None and rule.years[0] <= report.year <= rule.years[1]


def year_causes(
    report: Report, judged: Sequence[Judged], suspects: Collection[str], last_year: Report
) -> Iterator[tuple[Failed, Cause]]:
    """For figures that disagree with last year's report: which of the two is in doubt.

    ``suspects`` are the cells of this report that a root cause names.
    """
    sure = {at for one in judged for each in one.evaluated if each.exact for at in each.cells}
    doubtful = doubtful_cells(judged, last_year)
    for one in judged:
        for each, failed in one.failing:
            if _compares_years(each) and sure.issuperset(each.cells):
                here = any(report.form.cells[at].address in suspects for at in each.cells)
                there = not doubtful.isdisjoint(_cells_then(each, last_year))
                yield failed, _VERDICTS[here, there]


def _open(zh: str, en: str) -> Cause:
    return Cause(kind="open", verdict=Text(zh, en))


_VERDICTS = {
    (False, False): _open(
        "两份报告里涉及的格与各自的表内算式都相符，单凭数字不能断定是哪一份填错，两份都要核对",
        "in both reports the cells concerned satisfy the equations of their own tables: the "
        "figures do not tell which report is wrong, check both",
    ),
    (False, True): _open(
        "本报告涉及的格与表内算式全部相符，上年报告里对应的格所在的算式不成立，多半是上年报告填错",
        "here the cells concerned satisfy every equation of the table, while those of last year's "
        "report break one of its own, so it is likely last year's report that is wrong",
    ),
    (True, False): _open(
        "本报告涉及的格本身也可能填错（另列一条），上年报告里对应的格与表内算式相符，先核对本报告",
        "here the cells concerned may be wrong in themselves (see their own finding), while those "
        "of last year's report satisfy its equations: check this report first",
    ),
    (True, True): _open(
        "两份报告里涉及的格所在的算式都有不成立的，两份都要核对",
        "in both reports the cells concerned break an equation of their own: check both",
    ),
}
