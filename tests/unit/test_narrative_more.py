"""Outcomes, applicants, charges, decisions, results of cases: rules on claims marked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.api import agrees, step_of
from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity, Verdict
from tests.unit.marked import marked
from tests.unit.reports import BLANK, Content, rules_of, verdicts

RULES = rules_of("narrative")
WARNING, NOTE = Severity.WARNING, Severity.NOTE
Figures = Mapping[str, int | str | Content]
NO_FIGURES: Figures = MappingProxyType({})

R1, R2, G, R4 = "表三.一[总计]", "表三.二[总计]", "表三.三（七）[总计]", "表三.四[总计]"
GRANTED, PARTLY = "表三.三（一）[总计]", "表三.三（二）[总计]"
UNABLE = ("表三.三（四）1[总计]", "表三.三（四）2[总计]", "表三.三（四）3[总计]")
DIRECT, AFTER = "表四.[未经复议直接起诉]", "表四.[复议后起诉]"
UPHELD = "表四.[行政复议][结果维持]"
PERMITS = "表二.[行政许可][本年处理决定数量]"
CHARGES = "表二.[行政事业性收费][本年收费金额]"


def judged(
    rule: str, text: str, figures: Figures = NO_FIGURES, form: str = "2021"
) -> list[Verdict]:
    made = marked({3: text}, figures, form=form)
    return verdicts(RULES[f"narrative/{rule}"], made)


def weights(rule: str, said: list[Verdict]) -> list[Severity | str]:
    """How each verdict weighs: a severity, or what it is instead."""
    severity = RULES[f"narrative/{rule}"].severity
    return [
        (one.severity or severity) if isinstance(one, Failed) else type(one).__name__
        for one in said
    ]


OK = "Passed"
CASES = [
    # 予以公开 … 其他处理 (DOMAIN 2.4)
    ("outcomes", "予以公开{granted 3}件。", {GRANTED: 3}, [OK]),
    ("outcomes", "予以公开{granted 4}件。", {GRANTED: 3}, [WARNING]),
    ("outcomes", "予以公开{granted 5}件。", {GRANTED: 3, PARTLY: 2}, [NOTE]),
    ("outcomes", "予以公开及部分公开{granted_or_partial 5}件。", {GRANTED: 3, PARTLY: 2}, [OK]),
    ("outcomes", "予以公开及部分公开{granted_or_partial 3}件。", {GRANTED: 3, PARTLY: 2},
     [WARNING]),
    ("outcomes", "无法提供{unable 9}件。", dict(zip(UNABLE, (2, 3, 4), strict=True)), [OK]),
    ("outcomes", "无法提供{unable 2}件。", dict(zip(UNABLE, (2, 3, 4), strict=True)), [WARNING]),
    ("outcomes", "不掌握{unable_not_held 2}件。", {UNABLE[0]: 2}, [OK]),
    ("outcomes", "其他处理{other_handled 3}件。", {"表三.三（六）3[总计]": 3}, [OK]),
    ("outcomes", "不予公开{denied~ 3}件。", {}, ["NotEvaluated"]),
    # applicants: the columns of the total that is broken down (no. 3)
    ("applicants", "收到{applications_received 5}件，自然人{applications_received_natural 4}件。",
     {"表三.一[自然人]": 4, "表三.二[自然人]": 2}, [OK]),
    ("applicants", "收到{applications_received 5}件，自然人{applications_received_natural 6}件。",
     {"表三.一[自然人]": 4, "表三.二[自然人]": 2}, [NOTE]),
    ("applicants", "收办{applications_in_scope 9}件，自然人{applications_received_natural 6}件。",
     {"表三.一[自然人]": 4, "表三.二[自然人]": 2}, [OK]),
    ("applicants", "法人或其他组织{applications_received_legal 3}件。",
     {"表三.一[商业企业]": 2, "表三.一[其他]": 1}, [OK]),
    ("applicants", "法人或其他组织{applications_received_legal 4}件。",
     {"表三.一[商业企业]": 2, "表三.一[其他]": 1}, [WARNING]),
    # results of cases
    ("review-outcomes", "复议维持{review_upheld 25}件。", {UPHELD: 25}, [OK]),
    ("review-outcomes", "复议维持{review_upheld 26}件。", {UPHELD: 25}, [WARNING]),
    ("review-outcomes", "复议均{review_upheld? 26}维持。", {}, ["NotApplicable"]),
    ("review-outcomes", "诉讼维持{litigation_upheld 7}件。",
     {f"{DIRECT}[结果维持]": 5, f"{AFTER}[结果维持]": 2}, [OK]),
    ("review-outcomes", "诉讼维持{litigation_upheld 5}件。",
     {f"{DIRECT}[结果维持]": 5, f"{AFTER}[结果维持]": 2}, [NOTE]),
    ("review-outcomes", "诉讼维持{litigation_upheld 6}件。",
     {f"{DIRECT}[结果维持]": 5, f"{AFTER}[结果维持]": 2}, [WARNING]),
    # one kind of suit only
    ("review", "复议后起诉{litigation_after_review_total 3}件。", {f"{AFTER}[总计]": 3}, [OK]),
    ("review", "复议后起诉{litigation_after_review_total 2}件。",
     {f"{AFTER}[总计]": 3, f"{AFTER}[尚未审结]": 1}, [NOTE]),
    # permits: made and published are two quantities
    ("decisions", "作出许可决定{permits 76}件。", {PERMITS: 76}, [OK]),
    ("decisions", "作出许可决定{permits 2}件。", {PERMITS: 76}, [WARNING]),
    ("decisions", "公示许可决定{permits 2}件。", {PERMITS: 76},
     ["NotEvaluated"]),
    # charges, unit-aware
    ("charges", "行政事业性收费{admin_fee_amount 4.043万元}。", {CHARGES: "4.043"}, [OK]),
    ("charges", "行政事业性收费{admin_fee_amount 40430元}。", {CHARGES: "4.043"}, [OK]),
    ("charges", "行政事业性收费{admin_fee_amount 4.04万元}。", {CHARGES: "4.043"}, [OK]),
    ("charges", "行政事业性收费{admin_fee_amount 4.05万元}。", {CHARGES: "4.043"}, [WARNING]),
    ("charges", "行政事业性收费{admin_fee_amount 40430万元}。", {CHARGES: "4.043"}, [WARNING]),
    ("charges", "行政事业性收费{admin_fee_amount 0.0000万元}。", {CHARGES: 0}, [OK]),
    # a terminology mix-up is no finding (no. 2)
    ("charges", "未收取信息处理费，行政事业性收费为{admin_fee_amount 0元}。", {CHARGES: "4.043"},
     ["NotEvaluated"]),
    # normative documents
    ("normative-documents", "未制发新{normative_docs_issued 规范性文件}。", {}, [OK]),
    ("normative-documents", "未制发新{normative_docs_issued 规范性文件}。",
     {"表二.[行政规范性文件][本年制发件数]": 1}, [WARNING]),
    ("normative-documents", "现有规章{rules_in_force 12}件。",
     {"表二.[规章][现行有效件数]": 12}, [OK]),
    # the balance in prose
    ("prose-balance", ("新收{applications_received 1641}件，上年结转{carried_over_in 76}件，"
     "办结{handled_total 1646}件，结转{carried_over_out 71}件。"), {}, [OK]),
    ("prose-balance", ("新收{applications_received 1641}件，上年结转{carried_over_in 76}件，"
     "办结{handled_total 1646}件，结转{carried_over_out 72}件。"), {}, [WARNING]),
    ("prose-balance", ("收办{applications_in_scope 1717}件，办结{handled_total 1646}件，"
     "结转{carried_over_out 71}件。"), {}, [OK]),
    ("prose-balance", ("新收{applications_received 1641}件，办结{handled_total 1646}件，"
     "结转{carried_over_out 71}件。"), {}, ["NotApplicable"]),
    ("prose-balance", ("新收{applications_received~ 1641}件，上年结转{carried_over_in 76}件，"
     "办结{handled_total 1646}件，结转{carried_over_out 72}件。"), {}, ["NotEvaluated"]),
    # one quantity twice
    ("repeated", "主动公开信息{disclosed_total 93}条。全年共主动公开信息{disclosed_total 93}条。",
     {}, [OK]),
    ("repeated", "主动公开信息{disclosed_total 93}条。全年共主动公开信息{disclosed_total 91}条。",
     {}, [WARNING]),
    ("repeated", "主动公开信息{disclosed_total 93}条。主动公开财政信息{disclosed_total 12}条。",
     {}, ["NotApplicable"]),
    ("repeated", "主动公开信息{disclosed_total 93}条，上半年主动公开信息{disclosed_total 40}条。",
     {}, ["NotApplicable"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "figures", "expected"), CASES)
def test_a_claim_against_what_it_means(
    rule: str, text: str, figures: Figures, expected: list[Severity | str]
) -> None:
    assert weights(rule, judged(rule, text, figures)) == expected


@pytest.mark.parametrize(("rule", "text", "figures", "expected"), CASES)
def test_what_was_verified_is_said(
    rule: str, text: str, figures: Figures, expected: list[Severity | str]
) -> None:
    made = marked({3: text}, figures)
    known = {(one.start, one.end) for one in made.claims}
    for verdict in verdicts(RULES[f"narrative/{rule}"], made):
        if isinstance(verdict, Passed):
            assert verdict.spans
            assert set(verdict.spans) <= known
        elif isinstance(verdict, Failed):
            assert verdict.span in known
            assert verdict.span is not None
            start, end = verdict.span
            assert made.prose[0].text[start:end] in verdict.message.zh


def test_the_trial_form_has_one_row_of_other_outcomes() -> None:
    figures = {"表三.三（六）[总计]": 3}
    text = "其他处理{other_handled 3}件。"
    assert weights("outcomes", judged("outcomes", text, figures, form="2019")) == [OK]
    (verdict,) = judged("outcomes", "逾期不补正{other_no_correction 3}件。", form="2019")
    assert isinstance(verdict, NotEvaluated)


def test_a_mismatch_names_the_one_cell_that_holds_the_figure() -> None:
    figures = {GRANTED: 267, PARTLY: 8, "表三.三（一）[自然人]": 258}
    text = "予以公开和部分公开{granted_or_partial 258}件。"
    (verdict,) = judged("outcomes", text, figures)
    assert isinstance(verdict, Failed)
    for words in verdict.message:
        assert "表三.三（一）[自然人]" in words
        assert "275" in words
        assert "258" in words


def test_a_blank_total_stands_for_its_columns_where_all_are_known() -> None:
    figures: Figures = {
        GRANTED: BLANK,
        "表三.三（一）[自然人]": 258,
        "表三.三（一）[商业企业]": 9,
        "表三.三（一）[其他]": BLANK,
        PARTLY: BLANK,
        "表三.三（二）[自然人]": 8,
    }
    rule = RULES["narrative/outcomes"]
    right = marked({3: "予以公开及部分公开{granted_or_partial 275}件。"}, figures)
    other = frozenset({right.form.index("表三.三（一）[其他]")})
    assert weights("outcomes", verdicts(rule, evolve(right, zeros=other))) == [OK]
    assert weights("outcomes", verdicts(rule, right)) == ["NotEvaluated"]
    wrong = evolve(marked({3: "予以公开{granted 258}件。"}, figures), zeros=other)
    (verdict,) = verdicts(rule, wrong)
    assert isinstance(verdict, Failed)
    assert "表三.三（一）[自然人至其他] 是 267" in verdict.message.zh


# ---- everything was closed ----


@pytest.mark.parametrize(
    "text",
    [
        "全年收到政府信息公开申请44件，已全部办结。",
        "收到依申请公开44件，均已答复。",
        "政府信息公开申请办结率为100%。",
        "信息公开申请均已按时答复。",
    ],
)
def test_all_closed_means_that_none_is_carried_over(text: str) -> None:
    assert weights("all-closed", judged("all-closed", text, {R1: 44, G: 44})) == [OK]
    said = judged("all-closed", text, {R1: 44, G: 43, R4: 1})
    assert weights("all-closed", said) == [WARNING]
    assert isinstance(said[0], Failed)
    assert said[0].cells == (R4,)
    assert R4 in said[0].message.zh


@pytest.mark.parametrize(
    "text",
    [
        # other business (no. 7), parts, and what is said to be open
        "办理人大建议、政协提案37件，已全部办结。",
        "收到政府信息公开申请44件，除1件结转外已全部办结。",
        "上年结转的政府信息公开申请3件已全部办结。",
        "收到政府信息公开申请44件，其中网上申请43件，均已答复。",
        "政府信息公开申请按时办结率100%。",
        "热线工单回复率100%。",
        # of those due (no. 13)
        "全年收到政府信息公开申请44件，办理回复43件，答复率100%。",
        "政府信息公开申请行政复议已全部办结。",
    ],
)
def test_what_is_not_said_of_all_applications_is_not_compared(text: str) -> None:
    assert weights("all-closed", judged("all-closed", text, {R4: 1})) == ["NotApplicable"]


# ---- all upheld, none lost ----

REVIEW_PENDING = {"表四.[行政复议][结果维持]": 5, "表四.[行政复议][尚未审结]": 2}
SUIT_PENDING = {f"{DIRECT}[结果维持]": 8, f"{DIRECT}[尚未审结]": 1}
ALL = [
    ("行政复议7件，均获维持；行政诉讼9件，均获维持。", [WARNING, WARNING]),
    ("行政复议7件，均获维持，行政诉讼9件，全部胜诉。", [WARNING, WARNING]),
    ("行政复议7件、行政诉讼9件，均予维持。", [WARNING, WARNING]),
    ("已审结的行政复议5件，均维持。", [OK]),
    ("行政诉讼实现零败诉。", [OK]),
    ("复议后起诉3件，均维持。", [WARNING]),
    ("行政复议维持率100%。", [WARNING]),
    ("行政诉讼一审均维持。", ["NotApplicable"]),
    ("行政复议维持5件。", ["NotApplicable"]),
]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_a_pending_case_is_not_upheld(text: str, expected: list[Severity | str]) -> None:
    made = marked({4: text}, {**REVIEW_PENDING, **SUIT_PENDING})
    said = verdicts(RULES["narrative/all-upheld"], made)
    assert weights("all-upheld", said) == expected
    elsewhere = marked({1: text}, {**REVIEW_PENDING, **SUIT_PENDING})
    (verdict,) = verdicts(RULES["narrative/all-upheld"], elsewhere)
    # Reviews and suits of another kind are nobody's business here.
    assert isinstance(verdict, NotApplicable)


@pytest.mark.parametrize("text", ["行政诉讼零败诉。", "未出现败诉，行政诉讼应诉9件。"])
def test_none_lost_means_that_none_was_corrected(text: str) -> None:
    lost = {f"{AFTER}[结果纠正]": 1}
    said = verdicts(RULES["narrative/all-upheld"], marked({4: text}, lost))
    if "应诉9件" in text:
        assert weights("all-upheld", said) == ["NotApplicable"]
    else:
        assert weights("all-upheld", said) == [WARNING]
        assert isinstance(said[0], Failed)
        assert said[0].cells == (f"{AFTER}[结果纠正]",)


# ---- rounding and truncation (no. 14) ----


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 4))
def test_rounded_and_truncated_digits_agree_and_nothing_wider(part, whole, digits):
    exact = Fraction(part * 100, whole)
    step = Fraction(1, 10**digits)
    cut = int(exact / step) * step
    half_up = int(exact / step + Fraction(1, 2)) * step
    assert agrees(cut, step, exact)
    assert agrees(half_up, step, exact)
    assert not agrees(cut - step, step, exact) or cut == 0
    assert not agrees(half_up + step, step, exact)


def test_the_worth_of_the_last_digit() -> None:
    from decimal import Decimal

    assert step_of(Decimal("4.34")) == Fraction(1, 100)
    assert step_of(Decimal(75)) == step_of(75) == 1
    assert agrees(Fraction("4.34"), Fraction(1, 100), Fraction(3500, 805))
    assert not agrees(Fraction("33.9"), Fraction(1, 10), Fraction(27500, 805))
