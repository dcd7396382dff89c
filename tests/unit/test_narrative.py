"""Prose against tables: each rule on reports made by hand, then on whole texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Outcome, Passed, Severity, Verdict
from gxaudit.pipeline import Auditor
from gxaudit.reading.claims import claims_of
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.specimen import example_text, specimen
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
    without_table,
)

RULES = rules_of("narrative")
SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"
AUDITOR = Auditor.load()

R1, R2 = "表三.一[总计]", "表三.二[总计]"
G, R4 = "表三.三（七）[总计]", "表三.四[总计]"
REVIEW, REVIEW_PENDING = "表四.[行政复议][总计]", "表四.[行政复议][尚未审结]"
DIRECT, AFTER = "表四.[未经复议直接起诉][总计]", "表四.[复议后起诉][总计]"


def told(sentence: str, figures: Mapping[str, int | Content] = {}, **rest: int | str) -> Report:
    """A report whose section 一 says ``sentence`` and whose tables hold ``figures``, else 0."""
    cells = {
        address: number(figure) if isinstance(figure, int) else figure
        for address, figure in figures.items()
    }
    made = report(str(rest.get("form", "2021")), year=2023, cells=cells, prose={1: sentence})
    return evolve(made, claims=claims_of(made.prose, 2023))


def judged(rule: str, made: Report) -> list[Verdict]:
    return verdicts(RULES[f"narrative/{rule}"], made)


def only(rule: str, made: Report) -> Verdict:
    (verdict,) = judged(rule, made)
    return verdict


def severity_of(rule: str, made: Report) -> Severity | None:
    """How the one failure of a rule weighs; None where it holds."""
    verdict = only(rule, made)
    if isinstance(verdict, Passed):
        return None
    assert isinstance(verdict, Failed)
    return verdict.severity or RULES[f"narrative/{rule}"].severity


WARNING, NOTE, ERROR = Severity.WARNING, Severity.NOTE, Severity.ERROR

CASES = [
    # received: 一; 一 + 二; 受理 also 三（七）
    ("received", "收到政府信息公开申请44件。", {R1: 44}, None),
    ("received", "收到政府信息公开申请45件。", {R1: 44}, WARNING),
    ("received", "收到政府信息公开申请46件。", {R1: 44, R2: 2}, NOTE),
    ("received", "受理政府信息公开申请2件。", {R1: 3, G: 3}, WARNING),
    ("received", "受理政府信息公开申请2件。", {R1: 3, G: 2}, NOTE),
    ("received", "收到政府信息公开申请2件。", {R1: 3, G: 2}, WARNING),
    # 收办 is 一 + 二: comparing it with 一 would be a false alarm (DOMAIN 3 no. 3)
    ("received", "收办政府信息公开申请3607件。", {R1: 3511, R2: 96}, None),
    ("received", "收办政府信息公开申请3511件。", {R1: 3511, R2: 96}, WARNING),
    # none received
    ("no-applications", "未收到政府信息公开申请。", {}, None),
    ("no-applications", "未收到政府信息公开申请。", {R1: 4}, ERROR),
    ("no-applications", "收到政府信息公开申请0件。", {R1: 4}, ERROR),
    # carried over
    ("carry-over", "上年结转政府信息公开申请34件。", {R2: 34}, None),
    ("carry-over", "上年结转政府信息公开申请34件。", {R2: 35}, WARNING),
    ("carry-over", "收到政府信息公开申请9件，结转下年度3件。", {R4: 103}, WARNING),
    ("carry-over", "收到政府信息公开申请9件，无上年结转申请。", {R2: 1}, WARNING),
    # handled
    ("handled", "答复政府信息公开申请132件。", {G: 132}, None),
    ("handled", "答复政府信息公开申请133件。", {G: 132}, WARNING),
    ("handled", "办理政府信息公开申请140件。", {G: 132, R1: 137, R2: 3, R4: 8}, NOTE),
    ("handled", "办理申请140件（含上年结转3件）。", {G: 132, R1: 137, R2: 3, R4: 8}, None),
    ("handled", "办理申请132件（含上年结转3件）。", {G: 132, R1: 137, R2: 3, R4: 8}, None),
    ("handled", "答复申请140件（含上年结转3件）。", {G: 132, R1: 137, R2: 3, R4: 8}, WARNING),
    ("handled", "办结政府信息公开申请140件。", {G: 132, R1: 137, R2: 3, R4: 8}, WARNING),
    ("handled", "办结政府信息公开申请0件。", {G: 1}, WARNING),
    # review and litigation: concluded cases are a note (no. 4)
    ("review", "因信息公开引发行政复议170件。", {REVIEW: 170, REVIEW_PENDING: 36}, None),
    ("review", "因信息公开引发行政复议134件。", {REVIEW: 170, REVIEW_PENDING: 36}, NOTE),
    ("review", "因信息公开引发行政复议135件。", {REVIEW: 170, REVIEW_PENDING: 36}, WARNING),
    ("review", "因信息公开被提起行政诉讼77件。", {DIRECT: 25, AFTER: 52}, None),
    ("review", "因信息公开被提起行政诉讼52件。", {DIRECT: 25, AFTER: 52}, NOTE),
    ("review", "因信息公开被提起行政诉讼50件。", {DIRECT: 25, AFTER: 52}, WARNING),
    # none of either
    ("no-review", "未发生信息公开行政复议。", {DIRECT: 2}, None),
    ("no-review", "未发生信息公开行政复议。", {REVIEW: 1}, ERROR),
    ("no-review", "未发生信息公开行政诉讼。", {AFTER: 1}, ERROR),
    ("no-review", "信息公开行政诉讼0件。", {DIRECT: 1}, ERROR),
]


@pytest.mark.parametrize(("rule", "sentence", "figures", "severity"), CASES)
def test_a_claim_against_its_cells(
    rule: str, sentence: str, figures: Mapping[str, int], severity: Severity | None
) -> None:
    assert severity_of(rule, told(sentence, figures)) == severity


@pytest.mark.parametrize("rule", RULES)
def test_where_the_prose_says_nothing_nothing_applies(rule: str) -> None:
    (verdict,) = verdicts(RULES[rule], told("本年度办结人大建议、政协提案37件。", {R1: 44, G: 44}))
    assert isinstance(verdict, NotApplicable)


@pytest.mark.parametrize("rule", ["received", "handled", "carry-over", "review"])
def test_an_approximate_figure_is_never_compared(rule: str) -> None:
    sentence = {
        "received": "收到政府信息公开申请40余件。",
        "handled": "答复政府信息公开申请约40件。",
        "carry-over": "上年结转政府信息公开申请近40件。",
        "review": "因信息公开引发行政复议40多件。",
    }[rule]
    verdict = only(rule, told(sentence, {R1: 44, G: 44, R2: 44, REVIEW: 44}))
    assert isinstance(verdict, NotEvaluated)
    assert "约数" in verdict.reason.zh


@pytest.mark.parametrize(
    ("content", "words"),
    [(BLANK, "空白"), (mark(), "符号"), (unreadable("约3"), "无法读取")],
)
def test_a_cell_without_a_number_is_not_evaluated_and_named(content: Content, words: str) -> None:
    for rule, sentence, cell in (
        ("received", "收到政府信息公开申请4件。", R1),
        ("no-applications", "未收到政府信息公开申请。", R1),
        ("handled", "答复政府信息公开申请4件。", G),
        ("no-review", "未发生信息公开行政复议。", REVIEW),
    ):
        verdict = only(rule, told(sentence, {cell: content}))
        assert isinstance(verdict, NotEvaluated)
        assert cell in verdict.reason.zh
        assert words in verdict.reason.zh


def test_a_fallback_that_cannot_be_read_leaves_the_claim_open() -> None:
    verdict = only("received", told("收到政府信息公开申请46件。", {R1: 44, R2: BLANK}))
    assert isinstance(verdict, NotEvaluated)
    assert R2 in verdict.reason.zh


def test_a_blank_counts_as_0_where_its_table_confirms_it() -> None:
    made = told("未收到政府信息公开申请。", {R1: BLANK})
    here, elsewhere = (frozenset({made.form.index(cell)}) for cell in (R1, R2))
    assert isinstance(only("no-applications", evolve(made, zeros=here)), Passed)
    assert isinstance(only("no-applications", evolve(made, zeros=elsewhere)), NotEvaluated)


def test_a_missing_table_is_the_reason() -> None:
    made = without_table(told("收到政府信息公开申请4件。"), 3)
    verdict = only("received", made)
    assert isinstance(verdict, NotEvaluated)
    assert "没有表三" in verdict.reason.zh


def test_a_denial_beside_the_right_figure_is_only_a_warning() -> None:
    text = "未收到政府信息公开申请。全年收到政府信息公开申请4件。"
    assert severity_of("no-applications", told(text, {R1: 4})) is Severity.WARNING


def test_a_message_quotes_the_words_and_names_the_cell_with_its_value() -> None:
    text = "全年收到政府信息公开申请45件，均已答复。"
    made = told(text, {R1: 44})
    (found,) = failures(RULES["narrative/received"], made)
    for words in found.message:
        assert "全年收到政府信息公开申请45件" in words
        assert R1 in words
        assert "44" in words
    assert found.span is not None
    assert text[slice(*found.span)] == "45"
    assert (found.expected, found.actual, found.cells) == ("44", "45", (R1,))


def test_a_note_shows_the_sum_that_explains_the_figure() -> None:
    made = told("因信息公开引发行政复议134件。", {REVIEW: 170, REVIEW_PENDING: 36})
    (found,) = failures(RULES["narrative/review"], made)
    assert "170 − 36 = 134" in found.message.zh
    assert set(found.cells) == {REVIEW, REVIEW_PENDING}


def test_every_claim_of_a_metric_is_an_instance() -> None:
    text = "未发生信息公开行政复议、行政诉讼。全年未发生信息公开行政复议、行政诉讼。"
    assert len(judged("no-review", told(text))) == 4
    found = failures(RULES["narrative/no-review"], told(text, {REVIEW: 1}))
    assert len(found) == 2


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_received_holds_exactly_where_prose_and_table_agree(said: int, printed: int) -> None:
    made = told(f"收到政府信息公开申请{said}件。", {R1: printed})
    assert severity_of("received", made) == (None if said == printed else Severity.WARNING)


# ---- end to end ----


def audited(text: str) -> Result:
    return AUDITOR.audit(text.encode())


def narrated(result: Result) -> list[tuple[str, Severity]]:
    return [
        (finding.rule, finding.severity)
        for finding in result.failures
        if finding.rule.startswith(("narrative/", "fees/"))
    ]


@pytest.mark.parametrize("rule", [*RULES, *rules_of("fees")])
def test_every_example_ends_as_it_says(rule: str) -> None:
    examples = (RULES | rules_of("fees"))[rule].examples
    assert {Outcome.PASSED, Outcome.FAILED} <= {example.outcome for example in examples}
    for example in examples:
        assert audited(example_text(example)).outcomes[rule].outcome is example.outcome


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_both_forms_have_the_cells(form: str) -> None:
    year = int(form)
    text = specimen(
        form,
        cells={"t3.applications_received.natural": "3", "t3.applications_received.total": "3"},
        prose={1: f"{year}年收到政府信息公开申请4件，未发生信息公开行政复议。"},
        year=year,
    )
    assert ("narrative/received", Severity.WARNING) in narrated(audited(text))


def test_a_denial_in_a_line_of_its_own_is_no_heading() -> None:
    text = specimen(
        "2021",
        cells={"t4.review.upheld": "1", "t4.review.total": "1"},
        prose={1: "未发生因政府信息公开引起的行政复议、行政诉讼。", 6: "未收取信息处理费。"},
    )
    assert narrated(audited(text)) == [("narrative/no-review", Severity.ERROR)]


needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real samples are not here")


def sample(name: str) -> str:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return path.read_text(encoding="utf-8")


@needs_seeds
@pytest.mark.parametrize("name", ["000", "001", "002", "004"])
def test_nothing_is_said_against_the_prose_of_the_real_samples(name: str) -> None:
    assert narrated(audited(sample(name))) == []


@needs_seeds
@pytest.mark.parametrize(
    ("occurrence", "rule", "cell"), [(0, "narrative/received", R1), (1, "narrative/handled", G)]
)
def test_one_figure_of_the_prose_changed_is_one_warning(
    occurrence: int, rule: str, cell: str
) -> None:
    lines = sample("001").split("\n")
    parts = lines[10].split("44")
    parts[occurrence : occurrence + 2] = [f"{parts[occurrence]}45{parts[occurrence + 1]}"]
    lines[10] = "44".join(parts)
    result = audited("\n".join(lines))
    (found,) = [one for one in result.failures if one.severity >= Severity.WARNING]
    assert (found.rule, found.severity) == (rule, Severity.WARNING)
    assert found.location is not None
    assert found.location.line == 11
    assert found.cells == (cell,)
    assert cell in found.message.zh
    assert "44" in found.message.zh
    assert "45" in found.message.zh
