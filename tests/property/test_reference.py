"""The packs against identities written by hand: the same equations hold, fail, stay open."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.equations.compile import compile_identity
from gxaudit.equations.evaluate import Evidence, evaluate
from gxaudit.finding import Failed, NotEvaluated, Passed
from gxaudit.forms import form_named
from gxaudit.packs import packaged, shipped
from gxaudit.reading.read import read_report
from gxaudit.report import State
from gxaudit.testing.figures import drafts
from tests.benchmark.reference import identities

FORM = form_named("2021")
RULES = [rule for name in ("balance", "totals") for rule in packaged(*shipped(name)).rules]
DECLARED = [rule for rule in RULES if rule.forms in (None, ("2021",))]
CHANGES = st.dictionaries(
    st.integers(0, len(FORM.cells) - 1), st.none() | st.integers(0, 5), max_size=6
)


def counts(rule, report):
    equations = [one for each in rule.identities for one in compile_identity(each, FORM)]
    ended = [0, 0, 0]
    for verdict in evaluate(equations, rule.title, Evidence(report, report.values)):
        for at, kind in enumerate((Passed, Failed, NotEvaluated)):
            if isinstance(verdict, kind):
                ended[at] += getattr(verdict, "count", 1)
    return ended


@given(drafts(FORM), CHANGES)
def test_every_equation_ends_as_the_one_written_by_hand(draft, changes):
    report = read_report(draft.text())
    values, states = list(report.values), list(report.states)
    for at, value in changes.items():
        values[at] = value
        states[at] = State.NUMBER if value is not None else State.UNREADABLE
    changed = evolve(report, values=tuple(values), states=tuple(states))
    assert {rule.id: counts(rule, changed) for rule in DECLARED} == identities(changed.values)
