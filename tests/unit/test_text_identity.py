"""Plugin ``text``: years, periods, plans, titles and names, and what is not wrong with them."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity, Verdict
from gxaudit.pipeline import Auditor
from gxaudit.report import Paragraph, Report
from gxaudit_text.names import elsewhere, same
from tests.unit.reports import failures, report, rules_of, verdicts

RULES = rules_of("text")
AUDITOR = Auditor.load()


def written(
    text: str, section: int = 1, year: int | None = 2024, agency: str = "青岚县水务局"
) -> Report:
    return evolve(report(year=year, prose={section: text}), agency=agency)


def found(rule: str, made: Report) -> list[Failed]:
    return failures(RULES[f"text/{rule}"], made)


def only(rule: str, made: Report) -> Verdict:
    (verdict,) = verdicts(RULES[f"text/{rule}"], made)
    return verdict


# ---- the year of what was done ----

LEFT_IN = (
    "2023年，我局主动公开政府信息 120 条。",
    "（二）依申请公开。2023年度，全局共收到政府信息公开申请5件，均已答复。",
    "2023年未收到政府信息公开申请。",
    "我局2023年共办结依申请公开12件。",
    "（三）2023年，共收到政府信息公开申请5件。",
    "3.2023年共收到政府信息公开申请5件。",
    "2025年，全县主动公开政府信息 1,120 条。",
    "2023年，在县委、县政府的正确领导下，我局认真贯彻落实条例要求。",
)


@pytest.mark.parametrize("text", LEFT_IN)
def test_a_sentence_of_another_year_is_found_at_its_year(text):
    (one,) = found("year", written(text))
    assert one.severity is None
    assert RULES["text/year"].severity is Severity.WARNING
    assert one.span is not None
    assert text[slice(*one.span)] == one.actual != "2024"
    assert one.expected == "2024"
    assert "2024" in one.message.zh and "2024" in one.message.en


# DOMAIN 3 no. 18, and figures of last year quoted for comparison
OTHER_YEARS = (
    "2024年，我局主动公开政府信息 120 条。",
    "2025年，我局将继续主动公开政府信息 120 条以上。",
    "2025年计划公开重点信息 30 条。",
    "2023年度部门决算公开 1 份。",
    "2023年度部门决算已于今年公开 12 条。",
    "2023年政府信息公开年报已公开 1 份。",
    "2023年收到申请5件，2024年收到8件。",
    "2023年收到申请5件。2024年收到8件。",
    "2024年收到申请8件。2023年收到申请5件。",
    "2023年结转的申请3件已全部办结。",
    "2023年印发的制度继续执行，公开制度 3 件。",
    "《2023年政务公开工作要点》公开任务 12 项。",
    "2022年1月1日起施行的办法公开 1 件。",
    "2019年以来，累计公开信息 900 条。",
    "2023年底前公开信息 900 条。",
    "较2023年公开 120 条有所增加。",
    "2023年评估反馈的问题整改完成，公开信息 9 条。",
    "根据国办公开办函〔2021〕30号编制本报告。",
)


@pytest.mark.parametrize("text", OTHER_YEARS)
def test_other_years_that_may_be_named_are_left_alone(text):
    assert not found("year", written(text))


COMPARED = (
    "2023年，我局收到政府信息公开申请45件，办结44件。\n2024年，我局收到政府信息公开申请52件。",
    "今年以来共收到政府信息公开申请52件。有关情况如下。\n2023年，我局收到政府信息公开申请45件。",
    "2023年未收到政府信息公开申请。以下是情况说明。本年度收到政府信息公开申请1件。",
)


@pytest.mark.parametrize("text", COMPARED)
def test_a_year_quoted_beside_this_years_figure_is_a_comparison(text):
    assert not found("year", written(text))


def test_this_years_figure_of_something_else_or_elsewhere_is_no_comparison():
    other = "（一）2024年，我局公开信息 120 条。\n（二）有关情况。\n（三）2023年，收到申请 5 件。"
    assert len(found("year", written(other))) == 1
    here, there = "2023年，我局收到申请 5 件。", "2024年，我局收到申请 8 件。"
    made = evolve(report(year=2024, prose={1: there, 3: here}), agency="青岚县水务局")
    assert len(found("year", made)) == 1


@given(st.sampled_from(LEFT_IN))
def test_section_five_and_the_preface_are_left_alone(text):
    assert not found("year", written(text, 5))
    assert not found("year", written(text, 0))


def test_one_finding_a_line_and_none_without_a_report_year():
    both = "2023年，我局公开信息 12 条。2023年，收到政府信息公开申请2件。"
    assert len(found("year", written(both))) == 1
    assert isinstance(only("year", written(both, year=None)), NotEvaluated)
    assert isinstance(only("year", written("认真做好公开工作。")), NotApplicable)


# ---- the period ----


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("本报告中所列数据的统计期限自2024年1月1日起至2024年12月31日止。", True),
        ("统计期限为2024年1月1日至12月31日。", True),
        ("报告数据的统计时间为 2024 年 1 月 1 日 — 12 月 31 日。", True),
        ("所列数据的统计期限为2023年1月1日至2023年12月31日。", False),
        ("所列数据的统计期限为2024年1月1日至2024年12月30日。", False),
        ("所列数据的统计期限为2023年1月1日至2024年12月31日。", False),
    ],
)
def test_the_period_is_the_whole_report_year(text, right):
    verdict = only("period", written(text))
    assert isinstance(verdict, Passed if right else Failed)


@pytest.mark.parametrize(
    "text",
    [
        "意见征集时间为2024年3月1日至2024年3月31日，信息已公开。",
        "公示时间为2023年3月1日至2023年3月31日。",
        "2023年3月1日至3月31日举办信息公开宣传活动。",
        "认真做好公开工作。",
    ],
)
def test_other_periods_are_not_the_period_of_the_report(text):
    assert isinstance(only("period", written(text)), NotApplicable)


# ---- plans ----


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我局将进一步加强解读。",
        "2025年，将从以下方面改进；到2027年，将全面实现规范化。",
        "按照2024年工作计划，公开 12 条。",
        "2024年，将政务公开纳入考核。",
        "对照《2024年工作要点》，将继续改进。",
        "2024年存在的问题：主动公开不够。下一步将继续改进。",
    ],
)
def test_plans_for_the_years_to_come_and_work_done_are_fine(text):
    assert not found("plan-year", written(text, 5))


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_a_plan_for_a_year_that_is_over_is_a_note(year):
    (one,) = found("plan-year", written(f"{year}年，我局将继续加强解读。", 5))
    assert (one.expected, one.actual) == ("2025", str(year))
    assert RULES["text/plan-year"].severity is Severity.NOTE
    assert not found("plan-year", written(f"{year}年，我局将继续加强解读。", 1))


# ---- the title ----


def titled(title: str, agency: str | None, above: str = "") -> Report:
    made = evolve(report(), title=title, title_line=3, agency=agency)
    return evolve(made, prose=(Paragraph(0, 1, 0, above),)) if above else made


def test_a_title_has_a_body_and_a_year():
    whole = titled("青岚县水务局2024年政府信息公开工作年度报告", "青岚县水务局")
    assert isinstance(only("title", whole), Passed)
    (one,) = found("title", titled("2024年政府信息公开工作年度报告", None))
    assert "单位名称" in one.message.zh and "年度" not in one.message.zh.split("。")[0][-2:]
    (one,) = found("title", titled("青岚县水务局政府信息公开工作年度报告", "青岚县水务局"))
    assert one.line == 3
    (one,) = found("title", titled("政府信息公开工作年度报告", None))
    assert "单位名称和年度" in one.message.zh


def test_a_body_named_above_the_title_counts_and_no_title_is_not_judged():
    above = titled("二〇二四年政府信息公开工作年度报告", None, "青岚县水务局")
    assert isinstance(only("title", above), Passed)
    assert found("title", titled("2024年政府信息公开工作年度报告", None, "发布时间：2025-01-20"))
    missing = evolve(report(), title="", title_line=0, agency=None)
    assert isinstance(only("title", missing), NotEvaluated)


# ---- the body ----

OWN = (
    "现公布青岚县水务局2024年政府信息公开工作年度报告。",
    "如有疑问，请与青岚县水务局办公室联系。",
    "本报告由临渊市青岚县水务局编制。",
    "2024年，青岚县水务局共收到政府信息公开申请5件。",
    "2024年，青岚县水利局收到政府信息公开申请5件。",
    "2024年，县水务局收到政府信息公开申请5件。",
    "2024年，我局收到政府信息公开申请5件。",
    "按照临渊市水务局要求，2024年，临渊市水务局公开信息 12 条。",
    "请与青岚县政府办公室联系。",
    "白河县水务局来我局交流，公开经验 3 条。",
)
BORROWED = (
    "现公布白河县水务局2024年政府信息公开工作年度报告。",
    "如有疑问，请与白河县水务局办公室联系。",
    "本报告由临渊市白河县水务局编制。",
    "2024年，白河县水务局共收到政府信息公开申请5件。",
    "现公布青岚县教育局2024年政府信息公开工作年度报告。",
)


@pytest.mark.parametrize("text", OWN)
def test_the_body_itself_by_any_of_its_names_is_right(text):
    assert not found("agency", written(text))


@pytest.mark.parametrize("text", BORROWED)
def test_another_body_that_speaks_as_this_one_is_a_warning(text):
    (one,) = found("agency", written(text))
    assert one.span is not None
    assert text[slice(*one.span)] == one.actual
    assert one.expected == "青岚县水务局"


def test_without_a_body_in_the_title_names_are_not_judged():
    made = evolve(written(BORROWED[0]), agency=None)
    assert isinstance(only("agency", made), NotEvaluated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南阳市招商投资促进局", "市招商投资促进局"),
        ("南阳市工业和信息化局", "南阳市工信局"),
        ("新乐市审计局", "石家庄市新乐市审计局"),
        ("东溪镇人民政府", "青岚县东溪镇"),
        ("青岚县", "青岚县人民政府办公室"),
    ],
)
def test_short_and_full_names_are_of_one_body(one, other):
    assert same(one, other) and same(other, one)
    assert not elsewhere(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青岚县市场监督管理局", "白河县市场监督管理局"),
        ("青岚县乡村振兴局", "白河县乡村振兴局"),
        ("青禾市城乡规划局", "沙河市城乡规划局"),
        ("东溪镇人民政府", "西溪镇人民政府"),
        ("东湖街道办事处", "西湖街道办事处"),
    ],
)
def test_the_same_kind_of_body_elsewhere_is_another(one, other):
    assert elsewhere(one, other) and elsewhere(other, one)


def test_a_borrowed_report_is_told_end_to_end():
    text = (
        "青岚县水务局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n"
        "2023年，白河县水务局主动公开政府信息 20 条。\n"
    )
    rules = {one.rule for one in AUDITOR.audit(text.encode()).findings}
    assert {"text/agency", "text/year"} <= rules


# ---- the name of the file ----


def filed(name: str, agency: str = "青岚县水务局") -> Report:
    return evolve(written("认真做好公开工作。", agency=agency), file=name)


@pytest.mark.parametrize(
    "name",
    [
        "2024.txt",
        "青岚县水务局2024年政府信息公开工作年度报告.txt",
        "年度报告_2024.html",
        "水务局(2024).docx",
        "临渊市青岚县水务局2025年公布.txt",
        "青岚县水务局-2024-20250120.txt",
    ],
)
def test_a_file_named_for_the_report_or_its_publication_agrees(name):
    assert not found("file-name", filed(name))


@pytest.mark.parametrize(
    "name",
    [
        "report.txt",
        "000_238ca1accd847847.txt",
        "20250120.txt",
        "2023-2024年报.txt",
        "",
        "20241.txt",
    ],
)
def test_a_file_without_one_year_is_not_judged(name):
    assert isinstance(only("file-name", filed(name)), NotApplicable)


def test_a_file_of_another_year_or_body_is_a_note():
    (one,) = found("file-name", filed("2023.txt"))
    assert (one.expected, one.actual) == ("2024", "2023")
    (one,) = found("file-name", filed("白河县水务局2024年.txt"))
    assert (one.expected, one.actual) == ("青岚县水务局", "白河县水务局")
    assert RULES["text/file-name"].severity is Severity.NOTE


def test_the_name_of_the_file_comes_from_its_path():
    text = "青岚县水务局2024年政府信息公开工作年度报告\n\n一、总体情况\n".encode()
    rules = [one.rule for one in AUDITOR.audit(text, "reports/2022.txt").findings]
    assert "text/file-name" in rules
    assert "text/file-name" not in [one.rule for one in AUDITOR.audit(text).findings]
