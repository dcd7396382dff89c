"""The sum of a run and its exit code."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Fault, Severity
from gxaudit.render.summary import Summary, exit_code
from gxaudit.render.telling.closing import closing_lines
from gxaudit.settle import Result, unread
from gxaudit.wording import Language, Text
from tests.unit.results import finding, result, results

EVERY = tuple(product((False, True), repeat=4))


@pytest.mark.parametrize(("reached", "incomplete", "exit_zero", "usage"), EVERY)
def test_the_exit_code_in_every_combination(
    reached: bool, incomplete: bool, exit_zero: bool, usage: bool
) -> None:
    code = exit_code(reached=reached, incomplete=incomplete, exit_zero=exit_zero, usage=usage)
    if usage:
        assert code == 2
    elif incomplete:
        assert code == 3
    elif not reached or exit_zero:
        assert code == 0
    else:
        assert code == 1


@given(st.lists(st.tuples(results, st.sampled_from(Severity)), max_size=4))
def test_each_report_has_its_own_threshold(parts: list[tuple[Result, Severity]]) -> None:
    summary = Summary(fail_on=None)
    for part, fail_on in parts:
        summary.add(part, fail_on)
    assert summary.reached == any(
        found.severity >= fail_on for part, fail_on in parts for found in part.findings
    )


@given(st.lists(results, max_size=4))
def test_the_sum_is_that_of_its_parts_in_any_order(parts: list[Result]) -> None:
    forward, backward = Summary(), Summary()
    for part in parts:
        forward.add(part)
    for part in reversed(parts):
        backward.add(part)
    assert forward == backward
    assert forward.files == len(parts)
    assert sum(forward.findings.values()) == sum(len(part.findings) for part in parts)
    assert sum(forward.outcomes.values()) == sum(len(part.outcomes) for part in parts)


@given(st.lists(results, max_size=3), results)
def test_one_more_file_never_makes_an_incomplete_run_complete_but_by_being_audited(
    parts: list[Result], more: Result
) -> None:
    summary = Summary()
    for part in parts:
        summary.add(part)
    before = summary.incomplete
    summary.add(more)
    if before and summary.faults:
        assert summary.incomplete
    if more.faults:
        assert summary.exit_code == 3


def test_nothing_audited_is_incomplete() -> None:
    assert Summary().exit_code == 3


def test_a_finding_below_the_threshold_does_not_fail() -> None:
    summary = Summary(fail_on=Severity.ERROR)
    summary.add(result(finding(severity=Severity.WARNING)))
    assert summary.exit_code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_last_lines_tell_the_exit_code(language: Language) -> None:
    summaries = {0: Summary(), 1: Summary(), 3: Summary()}
    summaries[0].add(result())
    summaries[1].add(result(finding()))
    summaries[3].add(unread("乙.txt", Fault(kind="input", message=Text("空", "empty"))))
    for code, summary in summaries.items():
        assert summary.exit_code == code
        assert f"{code}）" in (words := "\n".join(closing_lines(summary, language))) or (
            f"(exit code {code})" in words
        )


def test_exit_zero_says_that_there_are_findings_all_the_same() -> None:
    summary = Summary(exit_zero=True)
    summary.add(result(finding()))
    assert summary.exit_code == 0
    assert "--exit-zero" in "\n".join(closing_lines(summary, "zh"))
