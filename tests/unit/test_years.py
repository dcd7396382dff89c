"""A report beside last year's: what follows, what was copied, what grew, and when it came."""

from __future__ import annotations

from datetime import date

import pytest

from gxaudit.beside import Beside, Companion
from gxaudit.entity import Entity, Level
from gxaudit.finding import Outcome, Severity, Tally
from gxaudit.reading.claims import read_claims
from gxaudit.rule import Other
from gxaudit.settle import Result
from gxaudit.testing import Sample, report_from
from gxaudit.testing.engine import installed
from gxaudit.testing.expect import audited

RULES, DOCS = "表二.[规章]", "表二.[行政规范性文件]"
ISSUED, REPEALED, IN_FORCE = "[本年制发件数]", "[本年废止件数]", "[现行有效件数]"
PENALTIES = "表二.[行政处罚][本年处理决定数量]"
FEE = "表二.[行政事业性收费][本年收费金额]"

# A prefecture, 2023 and 2024: figures as published.
BEFORE = {
    "表三.一[总计]": 3511,
    "表三.二[总计]": 96,
    "表三.四[自然人]": 119,
    "表三.四[商业企业]": 2,
    "表三.四[总计]": 121,
    f"{RULES}{IN_FORCE}": 11,
    f"{DOCS}{IN_FORCE}": 597,
}
NOW = {
    "表三.一[总计]": 3525,
    "表三.二[自然人]": 119,
    "表三.二[商业企业]": 2,
    "表三.二[总计]": 121,
    f"{RULES}{ISSUED}": 2,
    f"{RULES}{REPEALED}": 1,
    f"{RULES}{IN_FORCE}": 12,
    f"{DOCS}{ISSUED}": 50,
    f"{DOCS}{REPEALED}": 227,
    f"{DOCS}{IN_FORCE}": 420,
}


def prefecture(change: str = "增长1.08%", **changed: int) -> Sample:
    said = {1: f"全年收到政府信息公开申请3525件，同比{change}。"}
    cells = {**NOW, **{f"表三.二[{column}]": value for column, value in changed.items()}}
    return report_from(cells, year=2024, prose=said, last_year=BEFORE)


def outcomes(sample: Sample) -> dict[str, Outcome]:
    return {rule: tally.outcome for rule, tally in audited(sample, rules="years").outcomes.items()}


def only(result: Result, rule: str) -> Outcome:
    return result.outcomes[rule].outcome


def test_a_prefecture_whose_years_follow_earns_nothing() -> None:
    result = audited(prefecture(), rules="years")
    assert not result.failures
    for rule in ("carry-over", "stock", "growth-rate"):
        assert only(result, f"years/{rule}") is Outcome.PASSED


@pytest.mark.parametrize("change", ["增长1.08%", "增长1.1%", "增长1%", "增长0.40%", "增长0.39%"])
def test_a_percentage_may_be_of_either_base_rounded_or_truncated(change: str) -> None:
    assert outcomes(prefecture(change))["years/growth-rate"] is Outcome.PASSED


@pytest.mark.parametrize("change", ["增长1.05%", "增长1.09%", "下降1.08%", "增长2%"])
def test_any_other_percentage_is_a_warning_with_both_bases(change: str) -> None:
    (found,) = audited(prefecture(change), rules="years/growth-rate").failures
    assert found.severity is Severity.WARNING
    assert "3511" in found.message.zh and "0.40%" in found.message.zh
    assert "3607" in found.message.zh and "1.08%" in found.message.zh
    assert "青岚县水务局2023年报告（青岚县水务局2023.txt）" in found.message.zh
    assert "上年(表三.一[总计]) = 3511" in found.figures
    assert "表三.一[总计] = 3525" in found.figures


@pytest.mark.parametrize("change", ["增长约1.05%", "增长近2%", "增长1%左右"])
def test_an_approximate_percentage_is_not_judged(change: str) -> None:
    assert outcomes(prefecture(change))["years/growth-rate"] is not Outcome.FAILED


def test_a_percentage_of_nothing_is_not_judged() -> None:
    sample = report_from(
        {"表三.一[总计]": 3}, prose={1: "全年收到政府信息公开申请3件，同比增长300%。"}, last_year={}
    )
    assert outcomes(sample)["years/growth-rate"] is Outcome.NOT_EVALUATED


def test_one_more_carried_in_than_carried_over_is_found_in_its_column_and_in_the_total() -> None:
    result = audited(prefecture(自然人=120, 总计=122), rules="years/carry-over")
    assert [(one.address, one.expected, one.actual) for one in result.failures] == [
        ("表三.二[自然人]", "119", "120"),
        ("表三.二[总计]", "121", "122"),
    ]
    first = result.failures[0]
    assert "上年(表三.四[自然人]) = 119" in first.figures
    assert "（青岚县水务局2023.txt）" in first.message.zh


def test_carry_over_outlives_the_change_of_form_and_stocks_do_not() -> None:
    trial = report_from({"表三.四[总计]": 120}, form="2019", year=2020)
    beside = Beside(last_year=Companion(trial.report, "旧.txt"))
    result = installed().audit(report_from(NOW, year=2021).text.encode(), beside=beside)
    failed = [one.address for one in result.failures if one.rule == "years/carry-over"]
    assert failed == ["表三.二[自然人]", "表三.二[商业企业]", "表三.二[总计]"]
    assert only(result, "years/stock") is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("level", "day", "outcome"),
    [
        (Level.DEPARTMENT, date(2025, 1, 31), Outcome.PASSED),
        (Level.DEPARTMENT, date(2025, 2, 1), Outcome.FAILED),
        (Level.MINISTRY, date(2025, 2, 1), Outcome.FAILED),
        (Level.CITY, date(2025, 2, 1), Outcome.PASSED),
        (Level.CITY, date(2025, 4, 1), Outcome.FAILED),
        (Level.TOWNSHIP, date(2025, 4, 1), Outcome.NOT_APPLICABLE),
        (None, date(2025, 4, 1), Outcome.NOT_EVALUATED),
        (Level.DEPARTMENT, None, Outcome.NOT_EVALUATED),
        (Level.DEPARTMENT, date(2024, 1, 26), Outcome.NOT_EVALUATED),
    ],
)
def test_each_level_has_its_last_day(level: Level | None, day: date | None, outcome) -> None:
    sample = prefecture().among(entity=Entity("某单位", level), published=day)
    assert outcomes(sample)["years/publication-date"] is outcome


@pytest.mark.parametrize(
    ("now", "before", "level", "outcome"),
    [
        ("72701.2578", "70015.1", Level.CITY, Outcome.PASSED),
        ("251000", "25.1", None, Outcome.FAILED),
        ("251000", "252", None, Outcome.PASSED),
        ("251000", None, Level.DEPARTMENT, Outcome.FAILED),
        ("251000", None, Level.CITY, Outcome.PASSED),
        ("251000", None, None, Outcome.NOT_EVALUATED),
        ("251000", "0", None, Outcome.NOT_EVALUATED),
        ("25.1", "0", Level.DEPARTMENT, Outcome.PASSED),
    ],
)
def test_charges_out_of_scale_may_be_in_yuan(now, before, level, outcome) -> None:
    others = [] if before is None else [Other(role="last_year", cells={FEE: before})]
    entity = None if level is None else Entity("某单位", level)
    sample = report_from({FEE: now}, year=2024).among(*others, entity=entity)
    assert outcomes(sample)["years/fee-unit"] is outcome


def test_the_manifest_says_of_which_year_a_report_is() -> None:
    entity = Entity("某单位", Level.DEPARTMENT)
    beside = Beside(year=2024, entity=entity, published=date(2025, 1, 20))
    result = installed().audit(report_from(year=2023).text.encode(), beside=beside)
    assert only(result, "years/publication-date") is Outcome.PASSED
    assert "2024年" in Companion(report_from(year=2023).report, "", 2024).called.zh


def test_three_equal_figures_of_their_own_are_an_accident_and_four_are_a_copy() -> None:
    stock = {f"{DOCS}{IN_FORCE}": "9"}
    few = {**stock, "表二.[行政许可][本年处理决定数量]": "3", FEE: "1", PENALTIES: "2"}
    many = {**few, "表二.[行政强制][本年处理决定数量]": "2"}
    for cells, outcome in ((few, Outcome.NOT_APPLICABLE), (many, Outcome.FAILED)):
        sample = report_from(cells).among(Other(role="last_year", cells=cells))
        assert outcomes(sample)["years/identical-tables"] is outcome


def test_alone_no_rule_passes_and_each_says_what_is_missing() -> None:
    sample = prefecture()
    result = audited(report_from(NOW, year=2024, prose=sample.prose), rules=["years", "members"])
    # No change in cases is stated, and items are of the form before.
    wanted = dict.fromkeys(("years/growth", "years/items-2019"), Outcome.NOT_APPLICABLE)
    for rule, tally in result.outcomes.items():
        assert tally.outcome is wanted.get(rule, Outcome.NOT_EVALUATED), rule
        assert tally.reasons
        assert tally.unaccompanied is (rule not in wanted), rule


GROWN = {"表三.一[总计]": 32, "表三.三（七）[总计]": 32, "表四.[行政复议][总计]": 9}
GROWN_FROM = {"表三.一[总计]": 20, "表三.三（七）[总计]": 20, "表四.[行政复议][总计]": 6}
RECEIVED = "收到政府信息公开申请32件，"


def grown(said: str) -> dict[str, Tally]:
    sample = report_from(GROWN, year=2024, prose={1: said}, last_year=GROWN_FROM)
    return dict(audited(sample, rules=["years/growth", "years/growth-rate"]).outcomes)


@pytest.mark.parametrize(
    "said",
    [
        "其中网上申请20件，同比增长25%；信函申请12件，同比增长300%。",
        "其中自然人30件，较上年增加10件；商业企业2件，较上年增加2件。",
        "其中网络20件，信函12件，较上年增加8件。",
        "通过政府网站收到20件，同比增长25%。",
        "当面申请3件，较上年减少1件。",
        "网络渠道同比增长25%。",
        "涉农政府信息公开申请同比增长20%。",
        "申请人数同比增长25%。",
        "政府信息同比增长20%。",
        "工作人员较上年增加2件。",
        "较上年增加12件；市局申请量同比增长5%。",
        "同比增长60%；其中网络申请20件，增长25%。",
        "全县收到320件，同比增长5%。",
        "办结34件，同比增长61%。",
        "同比分别增长60%、78.95%。",
        "同比增长66.7%、下降50%。",
        "同比增长率由35%提高到60%。",
        "较上年20件提高到32件。",
        "占比同比提高2%。",
        "比重较上年提高10%。",
        "网络申请比例同比提高10%。",
        "增长幅度同比下降10%。",
        "增幅较上年提高5%。",
        "月均同比增长61%。",
        "人均同比增加10件。",
        "同比增长61%上下。",
        "同比增加10几件。",
        "同比增加10宗左右。",
        "同比增加10件次左右。",
        "同比增长约为61%。",
    ],
)
def test_a_change_that_is_not_one_of_the_total_is_not_held_against_it(said: str) -> None:
    tallies = grown(RECEIVED + said).values()
    assert not any(tally.failed for tally in tallies)
    assert any(tally.not_evaluated for tally in tallies)


@pytest.mark.parametrize(
    "said", ["环比增长10%", "与历年平均相比增长10%", "比全省平均多10件", "比全市多10件"]
)
def test_what_is_not_compared_with_last_year_is_no_change_on_the_year(said: str) -> None:
    for tally in grown(f"{RECEIVED}{said}。").values():
        assert tally.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("上年25件，同比增加7件", "growth"),
        ("与上年持平", "growth"),
        ("与上年相比，数量有所减少", "growth"),
        ("较上年净增11件", "growth"),
        ("行政复议9件、行政诉讼0件，分别较上年增加1件、2件", "growth"),
        ("答复32件，较上年增加10件", "growth"),
        ("结转下年度1件，较上年增加1件", "growth"),
        ("比上年翻了一番", "growth-rate"),
        ("是上年的1.5倍", "growth-rate"),
        ("为上年的150%", "growth-rate"),
        ("同比增长近九成", "growth-rate"),
        ("较上年增加两成", "growth-rate"),
        ("同比增长0.9倍", "growth-rate"),
        ("同比增长90个百分点", "growth-rate"),
        ("同比增长-60%", "growth-rate"),
        ("（上年25件），增长28%", "growth-rate"),
        ("行政复议9件，同比增长90%", "growth-rate"),
    ],
)
def test_a_change_that_is_not_read_is_not_passed_over(said: str, rule: str) -> None:
    tally = grown(f"{RECEIVED}{said}。")[f"years/{rule}"]
    assert tally.outcome is Outcome.NOT_EVALUATED
    assert "没有读出" in tally.reasons[0].zh


@pytest.mark.parametrize(
    "said",
    [
        "较上年增加{}件",
        "较上年的20件增加{}件，创历年新高",
        "其中网络20件，信函12件，总量较上年增加{}件",
        "比2023年增加{}件，较2019年增加30件",
    ],
)
def test_a_change_of_the_total_is_judged(said: str) -> None:
    for change, outcome in ((12, Outcome.PASSED), (11, Outcome.FAILED)):
        assert grown(f"{RECEIVED}{said.format(change)}。")["years/growth"].outcome is outcome


def test_what_is_read_and_what_is_not_are_both_told() -> None:
    tally = grown(f"{RECEIVED}较上年增加12件；答复30件，较上年增加9件。")["years/growth"]
    assert (tally.passed, tally.not_evaluated) == (1, 1)


def test_changes_that_are_dealt_out_are_no_totals() -> None:
    assert not read_claims("行政复议、行政诉讼分别较上年增加3件、2件。")
