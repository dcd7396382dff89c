"""Reports built from the figures of published ones, in our own sentences: each finding they earn.

The figures are public; every sentence here was written for these tests.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gxaudit.finding import Finding, Severity
from gxaudit.pipeline import Auditor
from gxaudit.report import Blanks
from gxaudit.settle import Result
from gxaudit.specimen import specimen

AUDITOR = Auditor.load()
ON_PROSE = ("narrative/", "fees/", "text/")


def audited(text: str) -> Result:
    result = AUDITOR.audit(text.encode())
    assert not result.faults
    assert result.report is not None
    return result


def on_prose(result: Result) -> list[tuple[str, Severity]]:
    return sorted((one.rule, one.severity) for one in found(result))


def found(result: Result) -> list[Finding]:
    return [one for one in result.findings if one.rule.startswith(ON_PROSE)]


def column(name: str, **rows: int) -> dict[str, str]:
    return {f"t3.{row}.{name}": str(value) for row, value in rows.items()}


# ---- a large city's office, 2019: zeros blank, row totals printed in four rows only ----

CITY_2019: Mapping[str, str] = {
    **column(
        "natural",
        applications_received=821,
        carried_over_in=18,
        granted=258,
        partially_granted=8,
        denied_internal=32,
        unable_not_held=240,
        unable_needs_creation=50,
        unable_unclear=22,
        not_processed_duplicate=157,
        handled_total=767,
        carried_over_out=72,
    ),
    **column(
        "business",
        applications_received=35,
        granted=9,
        denied_internal=3,
        unable_not_held=22,
        not_processed_duplicate=1,
        handled_total=35,
    ),
    **column("lawfirm", applications_received=2, unable_not_held=2, handled_total=2),
    **column("other_org", applications_received=1, unable_not_held=1, handled_total=1),
    **column(
        "total",
        applications_received=859,
        carried_over_in=18,
        handled_total=805,
        carried_over_out=72,
    ),
    "t4.review.upheld": "5",
    "t4.review.pending": "2",
    "t4.review.total": "7",
    "t4.litigation_direct.upheld": "8",
    "t4.litigation_direct.pending": "1",
    "t4.litigation_direct.total": "9",
}
CITY_2019_PROSE = {
    1: "2019年，本办公室依法公开各类政府信息。",
    3: (
        "2019年，新收政府信息公开申请859件，上年结转18件，办结805件，结转下年度继续办理72件。\n"
        "在办结的805件申请中，予以公开及部分公开258件，占33.9%；不予公开35件，占4.34%；"
        "无法提供265件；不予处理158件。"
    ),
    4: "全年因政府信息公开发生行政复议7件，均获维持；发生行政诉讼9件，均获维持。",
}


def city_2019(**prose: str) -> Result:
    sections = {**CITY_2019_PROSE, **{int(key[1:]): text for key, text in prose.items()}}
    text = specimen("2019", year=2019, cells=CITY_2019, prose=sections, default="")
    return audited(text)


def test_the_tables_of_the_city_hold_with_confirmed_blanks() -> None:
    result = city_2019()
    assert result.report is not None
    assert result.report.blanks[1] is Blanks.ZERO
    balance = result.outcomes["balance/applications"]
    assert (balance.passed, balance.failed) == (7, 0)
    # Every column that is printed: the one of totals is blank but for four rows.
    for rule, passed, left_out in (("totals/outcomes", 6, 1), ("totals/rows", 16, 7)):
        outcome = result.outcomes[rule]
        assert (outcome.passed, outcome.not_evaluated) == (passed, left_out)
    assert [one.severity for one in result.findings if not one.rule.startswith(ON_PROSE)] == [
        Severity.WARNING,
        Severity.NOTE,
        Severity.NOTE,
        Severity.WARNING,
    ]


def test_groups_total_percentage_and_all_upheld_are_warnings_and_nothing_else_is() -> None:
    assert on_prose(city_2019()) == [
        ("narrative/all-upheld", Severity.WARNING),
        ("narrative/all-upheld", Severity.WARNING),
        ("narrative/breakdown", Severity.WARNING),
        ("narrative/outcomes", Severity.WARNING),
        ("narrative/outcomes", Severity.WARNING),
        ("narrative/percentage", Severity.WARNING),
    ]


def test_a_truncated_percentage_is_right_and_another_is_not() -> None:
    result = city_2019()
    # 35 of 805 is 4.348 %: printed 4.34, cut off after the second digit.
    assert result.outcomes["narrative/percentage"].passed == 1
    (wrong,) = [one for one in found(result) if one.rule == "narrative/percentage"]
    assert wrong.actual == "33.9%"
    wider = CITY_2019_PROSE[3].replace("4.34%", "4.36%")
    said = [one.actual for one in found(city_2019(s3=wider)) if one.rule == "narrative/percentage"]
    assert said == ["33.9%", "4.36%"]


def test_the_group_total_is_a_finding_of_its_own() -> None:
    (total,) = [one for one in found(city_2019()) if one.rule == "narrative/breakdown"]
    assert "258 + 35 + 265 + 158 = 716" in total.message.zh
    assert (total.expected, total.actual) == ("805", "716")


def test_each_message_names_the_cell_that_was_copied() -> None:
    messages = [one.message.zh for one in found(city_2019()) if one.rule == "narrative/outcomes"]
    (shared,) = [one for one in messages if "258" in one]
    (unable,) = [one for one in messages if "265" in one]
    assert "275" in shared
    assert "表三.三（一）[自然人] 正是 258" in shared
    assert "337" in unable
    assert "表三.三（四）1[自然人至其他] 正是 265" in unable


# ---- a prefecture, 2023 and 2024 ----

PREFECTURE_2023: Mapping[str, str] = {
    **column(
        "natural",
        applications_received=3400,
        carried_over_in=93,
        granted=1150,
        partially_granted=318,
        denied_internal=137,
        unable_not_held=1043,
        not_processed_duplicate=396,
        other_misc=331,
        handled_total=3375,
        carried_over_out=118,
    ),
    **column(
        "business",
        applications_received=111,
        carried_over_in=3,
        granted=41,
        partially_granted=10,
        denied_internal=5,
        unable_not_held=35,
        not_processed_duplicate=10,
        other_misc=10,
        handled_total=111,
        carried_over_out=3,
    ),
    **column(
        "total",
        applications_received=3511,
        carried_over_in=96,
        granted=1191,
        partially_granted=328,
        denied_internal=142,
        unable_not_held=1078,
        not_processed_duplicate=406,
        other_misc=341,
        handled_total=3486,
        carried_over_out=121,
    ),
    "t2.normative_docs.in_force": "597",
    "t2.admin_fee.amount": "69011.5",
}
PREFECTURE_2023_PROSE = {
    1: (
        "2023年，全市收办政府信息公开申请3607件，其中自然人申请3493件，法人或其他组织申请114件。\n"
        "收办政府信息公开申请3607件，分地区看，市本级349件、甲区933件、乙区402件、丙县380件、丁县355件、"
        "戊县310件、己县298件、庚区240件、辛区160件、壬区105件、癸区75件。\n"
        "收办的3607件申请中，予以公开1191件，部分公开328件，不予公开142件，无法提供1078件，"
        "不予处理406件，其他处理341件，结转下年度继续办理121件。"
    ),
    6: (
        "全市25件申请收取信息处理费2950元，其中甲局1件420元，乙局2件290元，丙局15件1500元，"
        "丁局1件140元，戊局6件600元。"
    ),
}


def test_a_prefecture_whose_figures_hold_earns_nothing() -> None:
    text = specimen(
        "2021",
        year=2023,
        cells=PREFECTURE_2023,
        prose=PREFECTURE_2023_PROSE,
    )
    result = audited(text)
    assert on_prose(result) == []
    assert {one.rule for one in result.findings} <= {"structure/problems"}
    for rule, times in {
        "narrative/outcomes": 6,
        "narrative/applicants": 2,
        "narrative/received": 2,
        "narrative/breakdown": 1,
        "fees/parts": 1,
    }.items():
        assert result.outcomes[rule].passed >= times, rule


def test_one_member_or_office_changed_is_one_warning() -> None:
    for section, old, new, rule in (
        (1, "癸区75件", "癸区85件", "narrative/breakdown"),
        (6, "戊局6件600元", "戊局6件660元", "fees/parts"),
        (6, "2950元，其中", "2590元，其中", "fees/parts"),
    ):
        assert old in PREFECTURE_2023_PROSE[section]
        prose = {**PREFECTURE_2023_PROSE}
        prose[section] = prose[section].replace(old, new)
        text = specimen("2021", year=2023, cells=PREFECTURE_2023, prose=prose)
        assert on_prose(audited(text)) == [(rule, Severity.WARNING)]


PREFECTURE_2024: Mapping[str, str] = {
    **column(
        "natural",
        applications_received=3525,
        carried_over_in=121,
        granted=3546,
        handled_total=3546,
        carried_over_out=100,
    ),
    **column(
        "total",
        applications_received=3525,
        carried_over_in=121,
        granted=3546,
        handled_total=3546,
        carried_over_out=100,
    ),
    "t2.rules.issued": "2",
    "t2.rules.repealed": "1",
    "t2.rules.in_force": "12",
    "t2.normative_docs.issued": "50",
    "t2.normative_docs.repealed": "227",
    "t2.normative_docs.in_force": "420",
    "t2.admin_fee.amount": "72701.2578",
    "t4.review.upheld": "134",
    "t4.review.pending": "36",
    "t4.review.total": "170",
    "t4.litigation_direct.upheld": "18",
    "t4.litigation_direct.pending": "7",
    "t4.litigation_direct.total": "25",
    "t4.litigation_after_review.upheld": "39",
    "t4.litigation_after_review.pending": "13",
    "t4.litigation_after_review.total": "52",
}
PREFECTURE_2024_PROSE = {
    1: (
        "2024年，全市收办政府信息公开申请3646件，上年结转121件。"
        "全年制发行政规范性文件50件，废止行政规范性文件227件，现行有效行政规范性文件420件。"
    ),
    4: "全市因政府信息公开发生行政复议134件、行政诉讼57件。",
    6: "全市共收取信息处理费2230元，分别为甲区880元、乙区1080元、丙县270元。",
}


def test_concluded_cases_for_all_cases_are_two_notes_that_say_so() -> None:
    text = specimen("2021", year=2024, cells=PREFECTURE_2024, prose=PREFECTURE_2024_PROSE)
    result = audited(text)
    assert on_prose(result) == [("narrative/review", Severity.NOTE)] * 2
    messages = [one.message.zh for one in found(result)]
    assert any("170 − 36 = 134" in one for one in messages)
    assert any("25 + 52 − 7 − 13 = 57" in one for one in messages)
    assert all("尚未审结" in one for one in messages)
    assert result.outcomes["narrative/normative-documents"].passed == 3


# ---- single facts ----


@pytest.mark.parametrize(
    ("year", "prose", "expected"),
    [
        # a number missing before its unit
        (2020, "全年主动公开政府信息 条。", [("text/placeholder", Severity.ERROR)]),
        # the trial format cited two years after it was replaced
        (2022, "按照国办公开办函〔2019〕60号编制。", [("text/citation", Severity.WARNING)]),
        (2021, "按照国办公开办函〔2019〕60号编制。", [("text/citation", Severity.WARNING)]),
        # title and body of different years
        (
            2024,
            "2025年，我局主动公开政府信息 120 条。",
            [("text/year", Severity.WARNING)],
        ),
    ],
)
def test_one_fact_one_finding(year: int, prose: str, expected: list[tuple[str, Severity]]) -> None:
    form = "2021" if year > 2020 else "2019"
    six = {6: "本年度未收取信息处理费。"} if year > 2020 else {}
    assert on_prose(audited(specimen(form, year=year, prose={1: prose, **six}))) == expected


def test_a_figure_smaller_in_prose_than_in_table_is_a_warning() -> None:
    cells = {"t3.applications_received.natural": "3", "t3.applications_received.total": "3"}
    text = specimen(
        "2021",
        year=2023,
        cells=cells,
        prose={1: "2023年受理政府信息公开申请2件。", 6: "本年度未收取信息处理费。"},
    )
    assert on_prose(audited(text)) == [("narrative/received", Severity.WARNING)]
