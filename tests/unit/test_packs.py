"""Packs: what they say, what they become, and what is refused with line, column and cure."""

import json

import pytest

from gxaudit.beside import ALONE, Beside, Companion
from gxaudit.equations.compile import compile_identity
from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Outcome, Passed
from gxaudit.forms import form_named
from gxaudit.judging.runner import Plan, judge
from gxaudit.packs import PackError, read_pack
from gxaudit.packs.parse import parse
from gxaudit.packs.store import FILE
from gxaudit.pipeline import read_report
from gxaudit.resources import resource
from gxaudit.specimen import example_text, specimen
from gxaudit.staging import beside_of
from tests.unit.declared import BALANCE, HEAD, ROWS, declared

SHIPPED = sorted(path.stem for path in resource("rules").glob("*.gxr"))
FORM = form_named("2021")


def verdicts(body, cells=None, *, prose=None, last_year=None, default="0"):
    rule = declared(body)
    report = read_report(specimen(FORM, cells=cells or {}, prose=prose or {}, default=default))
    beside = ALONE if last_year is None else Beside(last_year=Companion(last_year, ""))
    _, (judged,) = judge(report, Plan([rule], [rule]), beside)
    return judged.verdicts


# ---- the shipped packs --------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_the_compiled_pack_is_the_source(name):
    source = resource("rules", f"{name}.gxr").read_text(encoding="utf-8")
    kept = json.loads(FILE.read_text(encoding="utf-8"))[name]
    assert kept["source"] == source, "run python -m gxaudit.packs"
    assert kept["lines"] == json.loads(json.dumps(parse(source)))


def test_nothing_but_the_shipped_packs_is_compiled():
    assert sorted(json.loads(FILE.read_text(encoding="utf-8"))) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_every_example_ends_as_it_says(name):
    pack = read_pack(resource("rules", f"{name}.gxr").read_text(encoding="utf-8"), name)
    for rule in pack.rules:
        for example in rule.examples:
            report = read_report(example_text(example))
            _, (judged,) = judge(report, Plan([rule], [rule]), beside_of(example))
            failed = [one.cell for one in judged.verdicts if isinstance(one, Failed)]
            assert bool(failed) is (example.outcome is Outcome.FAILED)
            assert example.at in failed or not failed


# ---- verdicts -----------------------------------------------------------------------------------


def test_an_equation_that_holds_in_every_column_passes_once_for_each():
    assert verdicts(BALANCE) == [Passed(7)]


def test_an_equation_that_does_not_hold_names_its_numbers():
    failed, passed = verdicts(
        BALANCE + "提示 {列}：{一}＋{二}＝{左}，{右}，差{差}\n", {"表三.一[自然人]": "3"}
    )
    assert passed == Passed(6)
    assert failed.message.zh == "自然人：3＋0＝3，0，差3"


@pytest.mark.parametrize(("keyword", "written", "other"), [("提示", 0, 1), ("message", 1, 0)])
def test_a_message_in_one_language_leaves_the_other_its_own_words(keyword, written, other):
    cells = {"表三.一[自然人]": "3"}
    (plain, *_), (failed, *_) = (
        verdicts(BALANCE + line, cells) for line in ("", f"{keyword} {{一}}\n")
    )
    assert failed.message[written] == "3"
    assert failed.message[other] == plain.message[other]
    assert plain.message[other]
    assert (failed.cell, failed.expected, failed.actual) == ("表三.三（七）[自然人]", "3", "0")


def test_a_cell_without_a_number_is_not_evaluated_and_says_which():
    unknown = [
        one for one in verdicts(ROWS, {"表三.二[其他]": "不详"}) if not isinstance(one, Passed)
    ]
    assert [one.reason.zh for one in unknown] == ["表三.二[其他] 无法读取"]
    assert isinstance(unknown[0], NotEvaluated)


CONDITION = (
    "表 三\n当 一[总计] ≥ 1 且 二[总计] = 0\n应有 三（七）[总计] ≥ 1\n"
    "通过 一[总计]=2 三（七）[总计]=1\n不通过 一[总计]=2\n"
)


def test_a_false_condition_is_not_applicable_and_a_true_one_is_judged():
    (idle,) = verdicts(CONDITION)
    assert isinstance(idle, NotApplicable)
    (failed,) = verdicts(CONDITION, {"表三.一[总计]": "2"})
    assert failed.cell == "表三.三（七）[总计]"
    assert verdicts(CONDITION, {"表三.一[总计]": "2", "表三.三（七）[总计]": "1"}) == [Passed(1)]


def test_a_condition_that_is_false_beats_one_that_cannot_be_told():
    (idle,) = verdicts(CONDITION, {"表三.一[总计]": "约", "表三.二[总计]": "3"})
    assert isinstance(idle, NotApplicable)
    (unknown,) = verdicts(CONDITION, {"表三.一[总计]": "约"})
    assert isinstance(unknown, NotEvaluated)


def test_a_difference_within_the_tolerance_is_none():
    body = "表 三\n允差 1\n应有 一[总计] = 二[总计]\n通过 一[总计]=1\n不通过 一[总计]=2\n"
    assert verdicts(body, {"表三.一[总计]": "1"}) == [Passed(1)]
    assert isinstance(verdicts(body, {"表三.一[总计]": "2"})[0], Failed)


def test_a_blank_is_zero_only_where_the_rule_says_so_and_a_mark_never_is():
    body = "表 三\n应有 一[总计] = 二[总计]\n通过 一[总计]=0\n不通过 一[总计]=2\n"
    assert isinstance(verdicts(body, {"表三.二[总计]": ""})[0], NotEvaluated)
    assert verdicts(body + "空格视为零\n", {"表三.二[总计]": ""}) == [Passed(1)]
    assert isinstance(verdicts(body + "空格视为零\n", {"表三.二[总计]": "/"})[0], NotEvaluated)


PROSE = (
    "应有 正文(收到申请件数) = 表三.一[总计]\n"
    "通过 正文(收到申请件数)=5 表三.一[总计]=5\n不通过 正文(收到申请件数)=5\n"
)


def test_the_prose_is_compared_where_it_says_something():
    def said(*words):
        return {1: "".join(f"全年收到政府信息公开申请{one}件。" for one in words)}

    assert isinstance(verdicts(PROSE)[0], NotApplicable)
    assert verdicts(PROSE, {"表三.一[总计]": "5"}, prose=said("5")) == [Passed(1, ((45, 46),))]
    (failed,) = verdicts(PROSE, prose=said("5"))
    assert failed.span
    assert failed.cell is None
    assert "正文(收到申请件数)" in failed.message.zh
    assert isinstance(verdicts(PROSE, prose=said("近5"))[0], NotEvaluated)
    assert isinstance(verdicts(PROSE, prose=said("5", "6"))[0], NotEvaluated)


LAST_YEAR = "表 三\n每列\n应有 二 = 上年(四)\n通过 二=3 上年(四)=3\n不通过 二=3 上年(四)=2\n"


def test_last_years_report_is_compared_where_it_is_given():
    (unknown, *_) = verdicts(LAST_YEAR)
    assert unknown.reason.zh == "没有提供上年的报告"
    last = read_report(specimen(FORM, cells={"表三.四[总计]": "3"}))
    failed, passed = verdicts(LAST_YEAR, last_year=last)
    assert passed == Passed(6)
    assert (
        failed.cell == "表三.二[总计]" or failed.equation.right[0].address == "上年(表三.四[总计])"
    )


def test_multiples_differences_and_repeated_names_are_one_linear_sum():
    body = (
        "表 三\n应有 2 × 一[总计] − 二[总计] + 1 ≥ 一[总计] + 1\n"
        "通过 一[总计]=1\n不通过 二[总计]=1\n"
    )
    assert verdicts(body, {"表三.一[总计]": "4", "表三.二[总计]": "4"}) == [Passed(1)]
    (failed,) = verdicts(body, {"表三.一[总计]": "4", "表三.二[总计]": "5"})
    assert (failed.equation.left_sum, failed.equation.right_sum) == (4, 5)


def test_a_group_stands_for_its_rows_in_both_forms():
    body = "表 三\n应有 三（六）[总计] = 0\n通过 三（六）[总计]=0\n不通过 三（六）[总计]=1\n"
    counts = [
        len(compile_identity(declared(body).identities[0], form_named(name))[0].cells)
        for name in ("2021", "2019")
    ]
    assert counts == [3, 1]


# ---- what is refused ----------------------------------------------------------------------------

WRONG = {
    "一 == 二": (7, "=", "一个等号"),
    "一 > 二": (6, ">", "≥"),
    "一 × 二 = 三（七）": (6, "×", "整数"),
    "一 + = 二": (8, "=", ""),
    "九 = 二": (4, "九", ""),
    "一 = 三（九）": (8, "三（九）", "最接近"),
}


@pytest.mark.parametrize(("expression", "expected"), WRONG.items())
def test_a_wrong_expression_is_refused_at_its_place_with_the_cure(expression, expected):
    column, found, cure = expected
    with pytest.raises(PackError) as caught:
        declared(f"表 三\n每列\n应有 {expression}\n通过 一=0\n不通过 一=1\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (7, column)
    assert found in problem.words.zh
    assert cure in problem.words.zh


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("级别 错误", "级别 严重", 2, "错误、警告、提示"),
        ("级别 错误\n", "", 1, "级别"),
        ("依据 算术\n", "", 1, "依据 算术"),
        ("状态 发布", "状态 上线", 3, "预览、发布、停用"),
        ("规则 test/declared", "规则 declared", 1, "组名/名字"),
        ("表 三", "表 五", 5, "二、三、四"),
        ("每列", "每列 [总数]", 7, "总计"),
        ("不通过 一=1\n", "", 1, "不通过"),
        ("通过 一=0", "通过 九=0", 8, "九"),
        ("应有", "应由", 7, "应有"),
        ("每列\n", "每列\n每行\n", 7, "只能用一个"),
        ("表 三", "表 三\n表 三", 6, "两次"),
        ("状态 发布", "状态 发布\n年度 2021年代", 4, "2021 起"),
        ("状态 发布", "状态 发布\n格式 2020", 4, "2021"),
    ],
)
def test_a_wrong_field_is_refused_with_what_it_may_be(old, new, line, said):
    source = HEAD + BALANCE
    assert old in source
    with pytest.raises(PackError) as caught:
        read_pack(source.replace(old, new, 1))
    assert any(problem.line == line for problem in caught.value.problems)
    assert said in caught.value.message.zh


def test_a_heading_that_no_row_has_beside_the_others_is_refused_at_its_name():
    body = "表 三\n每行\n应有 [自然人] = [社会公益组]\n通过 [自然人]=0\n不通过 [自然人]=1\n"
    with pytest.raises(PackError) as caught:
        declared(body)
    (problem,) = caught.value.problems
    assert "社会公益组" in problem.words.zh


def test_a_message_may_name_only_what_the_rule_uses():
    with pytest.raises(PackError) as caught:
        declared(BALANCE + "提示 {列}：{三（一）}\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (10, 9)
    assert "{三（七）}" in problem.words.zh


def test_every_wrong_line_is_told_at_once():
    with pytest.raises(PackError) as caught:
        read_pack(HEAD.replace("级别", "级別") + BALANCE.replace("一 + 二", "一 ++ 二"))
    assert [problem.line for problem in caught.value.problems] == [2, 7]


def test_an_empty_pack_and_two_rules_of_one_name_are_refused():
    with pytest.raises(PackError, match="no rule"):
        read_pack("# 只有说明\n")
    with pytest.raises(PackError, match="two rules"):
        read_pack(HEAD + BALANCE + HEAD + BALANCE)
