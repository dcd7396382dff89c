"""Plugin ``text``: placeholders, superseded citations, old wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed, NotEvaluated, Passed, Severity
from gxaudit.report import Report
from tests.unit.reports import failures, instances, report, rules_of, verdicts

RULES = rules_of("text")
CLEAN = (
    "全年主动公开政府信息 649 条，其中政策解读 12 件。",
    "拍摄X光片、X射线检测和CT检查的收费标准已公开。",
    "学习贯彻党的XX大精神，深化“1+X”证书制度改革。",
    "热线 7×24 小时受理，公开 3×4 米展板 2 块，按 2×件、A/XX条计。",
    "公开渠道以官网（https://xxgk.example.cn/xx件/__a__/）为主，邮箱 xx@example.cn。",
    "李XX申请公开征地批文，张××提起诉讼，XX公司申请公开规划许可。",
    "信息公开 条例、公开 事项、政策文 件、复议案 件、受理条 件，逐条落实。",
    "查询 https://example.cn/?q=收到XX件 即可。",
    "公共 条目，公共件，总次、合条、累件。累计 35 件；共 7 件；共计 4 份。",
    "二〇〇八年以来，二○一九年起施行。",
    "2023 年 1 月 1 日至 12 月 31 日",
    "__重点工作__与**亮点**",
    "________________",
    "公开办理结果50件（此处仅统计门户网站）。",
    "尺码XXL，型号XX-200，变量x。",
)
FILLINGS = (
    "公开信息XX条，",
    "收到申请××件。",
    "ＸＸ年度",
    "，20XX年",
    "，202X 年",
    "其中:XX条",
    "XX局",
    "XXX县",
    "X年X月X日",
    "受理×件，",
    "占比XX%",
    "办结 xx 余件",
    "负责人：____。",
    "共__件",
    "发布＿＿＿条",
    "（文字描述）",
    "(文字描述)",
    "【请在此处填写内容】",
    "（请填写单位名称）",
    "公开信息 条，",
    "主动公开政府信息　　条。",
    "共收到申请\u00a0件；",
    "收取信息处理费 元。",
    "累计件，",
    "共条。",
    "截至 年 月 日",
)


def judged(rule: str, text: str, year: int | None = 2023) -> list[Failed]:
    return failures(RULES[f"text/{rule}"], written(text, year))


def written(text: str, year: int | None = 2023) -> Report:
    return report(year=year, prose={1: text})


def quoted(finding: Failed, text: str) -> str:
    assert finding.span is not None
    return text[slice(*finding.span)]


@pytest.mark.parametrize("text", CLEAN)
def test_nothing_is_taken_for_a_placeholder_that_is_none(text):
    assert not judged("placeholder", text)


@given(
    st.lists(st.sampled_from(CLEAN[:1] + CLEAN[3:4]), max_size=3).map("".join),
    st.sampled_from(FILLINGS),
    st.lists(st.sampled_from(CLEAN[:1]), max_size=2).map("".join),
)
def test_a_placeholder_is_found_wherever_it_stands_in_a_line(before, filling, after):
    text = before + filling + after
    (finding,) = judged("placeholder", text)
    assert finding.severity is None
    start, end = finding.span or (0, 0)
    assert len(before) <= start < end <= len(before) + len(filling)
    assert finding.actual == text[start:end]


@given(st.lists(st.sampled_from(CLEAN[:5] + FILLINGS), min_size=1, max_size=8))
def test_every_line_with_a_placeholder_is_one_finding_and_no_other_line(lines):
    said = verdicts(RULES["text/placeholder"], written("\n".join(lines)))
    findings = [one for one in said if isinstance(one, Failed)]
    assert len(findings) == sum(line in FILLINGS for line in lines)
    assert instances(said, Passed) == sum(line not in FILLINGS for line in lines)


@pytest.mark.parametrize("text", ["围绕XX开展工作。", "关于××的批复", "重点推进XXX。"])
def test_crosses_that_may_be_meant_are_only_a_warning(text):
    (finding,) = judged("placeholder", text)
    assert finding.severity is Severity.WARNING


def test_a_certain_placeholder_outweighs_a_doubtful_one_before_it():
    text = "围绕XX开展工作，公开信息××条。"
    (finding,) = judged("placeholder", text)
    assert finding.severity is None
    assert quoted(finding, text) == "××"


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "【】", "（）", "()", "﹝﹞", "〈〉"])
@pytest.mark.parametrize("digits", [("2019", "60"), ("２０１９", "６０")])
@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize("lead", ["国办公开办函", "公开办函"])
def test_the_trial_format_is_out_of_date_from_2021_in_all_brackets(brackets, digits, gap, lead):
    opening, closing = brackets
    text = f"根据{lead}{gap}{opening}{digits[0]}{closing}{gap}{digits[1]}{gap}号编制。"
    for year, count in ((2019, 0), (2020, 0), (2021, 1), (2024, 1)):
        assert len(judged("citation", text, year)) == count


@pytest.mark.parametrize(
    "words",
    [
        "国务院令第492号",
        "国务院令 第 492 号",
        "国务院令（第492号）",
        "国务院第492号令",
        "国务院令492号",
        "中华人民共和国国务院令第４９２号",
    ],
)
def test_the_regulation_before_its_revision_is_found_in_every_spelling(words):
    text = f"依据《政府信息公开条例》（{words}）编制本报告。"
    (finding,) = judged("citation", text)
    assert "492" in quoted(finding, text) or "４９２" in quoted(finding, text)


@pytest.mark.parametrize(
    "text",
    [
        "依据《条例》（国务院令第711号）和国办公开办函〔2021〕30号编制。",
        "2007年国务院令第492号公布，2019年国务院令第711号修订。",
        "国办公开办函〔2019〕60号同时废止。",
        "《条例》修改前，即原条例（国务院令第492号）施行期间。",
        "某公开办函〔2019〕160号、国办函〔2019〕60号。",
        "国务院令第1492号",
    ],
)
def test_present_instruments_and_their_history_may_be_cited(text):
    assert not judged("citation", text)


def test_without_a_report_year_a_citation_is_not_judged():
    rule = RULES["text/citation"]
    cited = verdicts(rule, written("根据国办公开办函〔2019〕60号编制。", None))
    assert [type(one) for one in cited] == [NotEvaluated]
    assert [type(one) for one in verdicts(rule, written("编制本报告。", None))] == [Passed]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("坚持以公开为原则、不公开为例外。", 1),
        ("坚持“公开为原则，不公开为例外”。", 1),
        ("坚持以公开为常态、不公开为例外。", 0),
        ("实现由“以公开为原则”向“以公开为常态”转变。", 0),
    ],
)
def test_the_old_principle_is_noted(text, count):
    assert len(judged("principle", text)) == count


ON_TITLE = {"text/title", "text/file-name"}


@pytest.mark.parametrize("rule", sorted(RULES.keys() - ON_TITLE))
def test_without_prose_nothing_is_said_to_have_passed(rule):
    assert [type(one) for one in verdicts(RULES[rule], report())] == [NotEvaluated]


@given(
    st.lists(
        st.text()
        | st.text("Xx×_ 年月日条件共累计公开信息（）〔2019〕60号国办函令第492为原则\u3000"),
        max_size=4,
    ).map("\n".join),
    st.none() | st.integers(2018, 2026),
)
def test_whatever_the_prose_every_verdict_is_sound(text, year):
    prose = written(text, year)
    for rule in RULES.values():
        said = verdicts(rule, prose)
        assert said
        for finding in (one for one in said if isinstance(one, Failed)):
            start, end = finding.span or (0, 0)
            assert finding.actual == text[start:end] != ""
