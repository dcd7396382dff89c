"""``--select`` and ``--ignore``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Outcome, Severity
from gxaudit.rule import Basis, Example, Explanation, Rule
from gxaudit.select import SelectError, select_rules
from gxaudit.wording import Text

_WORDS = Text("各行", "rows")


def _rule(name: str) -> Rule:
    return Rule(
        id=name,
        title=_WORDS,
        explanation=Explanation(_WORDS, _WORDS, _WORDS),
        severity=Severity.ERROR,
        basis=(Basis(_WORDS),),
        examples=(Example(outcome=Outcome.PASSED),),
        check=lambda _report: (),
        since="0.1",
    )


IDS = ("balance/applications", "fees/zero", "totals/columns", "totals/outcomes", "totals/rows")
RULES = tuple(map(_rule, IDS))
NAMES = (*IDS, "balance", "fees", "totals")
names = st.lists(st.sampled_from(NAMES), unique=True)


def _chosen(select: list[str], ignore: list[str]) -> list[str]:
    return [rule.id for rule in select_rules(RULES, select, ignore)]


def _means(name: str) -> set[str]:
    return {each for each in IDS if each == name or each.startswith(name + "/")}


@given(names, names)
def test_what_is_selected_and_not_ignored_runs_in_the_given_order(
    select: list[str], ignore: list[str]
) -> None:
    wanted = set().union(*map(_means, select)) if select else set(IDS)
    wanted -= set().union(*map(_means, ignore))
    if wanted:
        assert _chosen(select, ignore) == [each for each in IDS if each in wanted]
    else:
        with pytest.raises(SelectError):
            _chosen(select, ignore)


@given(names.filter(bool), st.sampled_from((",", " , ", "，", "、")))
def test_commas_and_repetition_mean_the_same(select: list[str], comma: str) -> None:
    assert _chosen([comma.join(select)], []) == _chosen(select, [])


@given(st.text().filter(lambda name: not {name.strip()} & set(NAMES)))
def test_an_unknown_name_is_refused(name: str) -> None:
    for select, ignore in (([name], []), ([], [name])):
        if set("，,、") & set(name):
            continue
        with pytest.raises(SelectError):
            _chosen(select, ignore)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("totals/row", "totals/rows"),
        ("total", "totals"),
        ("balance/application", "balance/applications"),
        ("Fees", "fees"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(SelectError) as caught:
        _chosen([wrong], [])
    message = caught.value.message
    assert wrong in message.zh
    assert message.zh.endswith(near)
    assert message.en.endswith(near)


def test_a_name_like_no_other_gets_no_guess() -> None:
    with pytest.raises(SelectError) as caught:
        _chosen(["勾稽"], [])
    assert "gxaudit rules" in caught.value.message.zh


@pytest.mark.parametrize("empty", ["", " ", ",", "，，"])
def test_an_option_that_names_nothing_is_refused(empty: str) -> None:
    with pytest.raises(SelectError):
        _chosen([empty], [])


def test_an_endless_name_is_cut_in_the_message() -> None:
    with pytest.raises(SelectError) as caught:
        _chosen(["x" * 10_000], [])
    assert len(caught.value.message.zh) < 200


def test_without_rules_nothing_is_chosen() -> None:
    assert select_rules(()) == ()
