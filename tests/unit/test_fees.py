"""The fee for processing information: said in section 六, not denied and stated, within table 2."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity, Verdict
from gxaudit.pipeline import Auditor
from gxaudit.reading.claims import claims_of
from gxaudit.report import Report
from gxaudit.specimen import specimen
from tests.unit.reports import (
    BLANK,
    Content,
    failures,
    mark,
    number,
    report,
    rules_of,
    unreadable,
    verdicts,
)

RULES = rules_of("fees")
CHARGES = "表二.[行政事业性收费][本年收费金额]"
UNPAID = "表三.三（六）2[总计]"
AUDITOR = Auditor.load()


def told(prose: Mapping[int, str], cells: Mapping[str, Content] = {}) -> Report:
    made = report(year=2023, cells=cells, prose=prose)
    return evolve(made, claims=claims_of(made.prose, 2023))


def only(rule: str, made: Report) -> Verdict:
    (verdict,) = verdicts(RULES[f"fees/{rule}"], made)
    return verdict


@pytest.mark.parametrize(
    "six",
    [
        "本年度未收取信息处理费。",
        "依据《政府信息公开信息处理费管理办法》，全年没有收取信息处理费。",
        "无收取政府信息公开信息处理费的情况。",
        "未收取任何费用。",
        "信息处理费收取情况：无。\n无其他需要报告的事项。",
        "本年度共收取信息处理费380元。",
        "共发出收费通知0件，收取信息处理费0元。",
        "收取信息处理费3件，共计380元。",
    ],
)
def test_section_six_with_a_statement_passes(six: str) -> None:
    assert isinstance(only("statement", told({6: six})), Passed)


@pytest.mark.parametrize("prose", [{}, {6: "无。"}, {6: "无其他需要报告的事项。"}])
def test_section_six_without_a_statement_is_a_warning_at_its_heading(
    prose: Mapping[int, str],
) -> None:
    found = only("statement", told(prose))
    assert isinstance(found, Failed)
    assert found.line == 600
    assert found.severity is None
    assert RULES["fees/statement"].severity is Severity.WARNING


def test_a_statement_in_another_section_is_a_note_that_quotes_it() -> None:
    found = only("statement", told({1: "全年未收取信息处理费。", 6: "无。"}))
    assert isinstance(found, Failed)
    assert found.severity is Severity.NOTE
    assert "第 101 行（“全年未收取信息处理费”）" in found.message.zh


def test_words_about_fees_that_are_not_understood_are_no_failure() -> None:
    made = told({6: "信息处理费按规定标准执行，详见收费台账。"})
    assert isinstance(only("statement", made), NotEvaluated)


def test_without_section_six_nothing_is_concluded() -> None:
    made = told({1: "全年未收取信息处理费。"})
    lacking = evolve(made, sections=made.sections[:5])
    assert isinstance(only("statement", lacking), NotEvaluated)


@pytest.mark.parametrize(
    ("year", "outcome"), [(2020, "not_applicable"), (2021, "failed"), (2025, "failed")]
)
def test_the_statement_is_asked_for_since_the_fee_exists(year: int, outcome: str) -> None:
    text = specimen("2021", year=year, prose={6: "无。"})
    result = AUDITOR.audit(text.encode())
    assert result.outcomes["fees/statement"].outcome.value == outcome


def test_a_denial_and_an_amount_contradict_each_other() -> None:
    made = told({1: "全年收取信息处理费380元。", 6: "本年度未收取信息处理费。"})
    (found,) = failures(RULES["fees/zero-statement"], made)
    assert RULES["fees/zero-statement"].severity is Severity.ERROR
    assert "380 元" in found.message.zh
    assert "第 101 行" in found.message.zh
    assert found.span is not None
    part = made.prose[-1]
    assert part.text[found.span[0] - part.start : found.span[1] - part.start] == "信息处理费"


@pytest.mark.parametrize(
    ("six", "cells"),
    [
        ("未收取信息处理费。", {}),
        # the terminology of DOMAIN 3 no. 2: charges of 0.0000 万元 contradict nothing
        ("未收取信息处理费（行政事业性收费合计0.0000万元）。", {}),
        # charges in table 2 are not this fee (no. 1)
        ("未收取信息处理费。", {CHARGES: number(Decimal("72701.2578"))}),
        # a notice was sent and nobody paid (no. 21)
        ("未收取信息处理费。", {UNPAID: number(2)}),
        ("未收取信息处理费，收取信息处理费0元。", {}),
    ],
)
def test_a_denial_that_nothing_contradicts(six: str, cells: Mapping[str, Content]) -> None:
    assert isinstance(only("zero-statement", told({6: six}, cells)), Passed)


def test_no_denial_is_nothing_to_judge() -> None:
    made = told({6: "本年度共收取信息处理费380元。"})
    assert isinstance(only("zero-statement", made), NotApplicable)


SAID = {6: "本年度共收取信息处理费2230元。"}


@pytest.mark.parametrize("charges", ["72701.2578", "0.223", "0.3", "0.22"])
def test_a_fee_within_the_charges_passes(charges: str) -> None:
    """Never equality; and a table rounded to its printed digits is not too small."""
    made = told(SAID, {CHARGES: number(Decimal(charges), charges)})
    assert isinstance(only("table", made), Passed)


@pytest.mark.parametrize("charges", [number(0), number(Decimal("0.21")), number(Decimal("0.0"))])
def test_a_fee_above_the_charges_is_a_note_with_both_figures(charges: Content) -> None:
    found = only("table", told(SAID, {CHARGES: charges}))
    assert isinstance(found, Failed)
    assert RULES["fees/table"].severity is Severity.NOTE
    assert "2230 元（合 0.223 万元）" in found.message.zh
    assert CHARGES in found.message.zh
    assert found.cells == (CHARGES,)


def test_an_amount_in_units_of_ten_thousand_is_compared_in_them() -> None:
    made = told({6: "本年度共收取信息处理费1.2万元。"}, {CHARGES: number(1)})
    found = only("table", made)
    assert isinstance(found, Failed)
    assert (found.expected, found.actual) == ("≤ 1 万元", "1.2 万元")


@pytest.mark.parametrize("content", [BLANK, mark(), unreadable("约3")])
def test_charges_that_cannot_be_read_are_not_evaluated_and_named(content: Content) -> None:
    verdict = only("table", told(SAID, {CHARGES: content}))
    assert isinstance(verdict, NotEvaluated)
    assert CHARGES in verdict.reason.zh


def test_a_blank_that_its_table_confirms_is_0() -> None:
    made = told(SAID, {CHARGES: BLANK})
    confirmed = evolve(made, zeros=frozenset({made.form.index(CHARGES)}))
    assert isinstance(only("table", confirmed), Failed)


def test_no_amount_is_nothing_to_compare() -> None:
    assert isinstance(only("table", told({6: "未收取信息处理费。"})), NotApplicable)


# ---- ten yuan and its multiples, and units ----


@pytest.mark.parametrize(
    ("amount", "right"),
    [
        ("2950元", True),
        ("0.295万元", True),
        ("10元", True),
        ("385元", False),
        ("0.0385万元", False),
    ],
)
def test_the_fee_is_a_multiple_of_ten_yuan(amount: str, *, right: bool) -> None:
    verdict = only("steps", told({6: f"本年度共收取信息处理费{amount}。"}))
    if right:
        assert isinstance(verdict, Passed)
        assert verdict.spans
    else:
        assert isinstance(verdict, Failed)
        assert RULES["fees/steps"].severity is Severity.NOTE


def test_an_approximate_fee_is_not_judged_by_its_digits() -> None:
    made = told({6: "本年度共收取信息处理费385余元。"})
    assert isinstance(only("steps", made), NotEvaluated | NotApplicable)


@pytest.mark.parametrize(
    "said", ["380元", "0.038万元", "1200元", "2,340元，涉及2件", "6笔，共1200元"]
)
def test_a_fee_in_yuan_has_the_right_unit(said: str) -> None:
    assert isinstance(only("unit", told({6: f"本年度共收取信息处理费{said}。"})), Passed)


@pytest.mark.parametrize("said", ["2230万元", "2230", "共计380"])
def test_a_fee_without_a_unit_or_in_ten_thousands_is_a_note(said: str) -> None:
    verdict = only("unit", told({6: f"本年度共收取信息处理费{said}。"}))
    assert isinstance(verdict, Failed)
    assert RULES["fees/unit"].severity is Severity.NOTE
    assert verdict.actual is not None
    assert verdict.actual.split()[0] in said


def test_no_fee_has_no_unit() -> None:
    made = told({6: "本年度未收取信息处理费。行政事业性收费金额为0.0000万元。"})
    assert isinstance(only("unit", made), NotApplicable)
    assert isinstance(only("steps", made), NotApplicable)
