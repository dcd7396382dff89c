"""``gxaudit pack check``, ``fmt`` and ``explain``: what a person who writes packs meets."""

from __future__ import annotations

import codecs
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from gxaudit.cli import main
from gxaudit.forms import form_named
from gxaudit.packs import read_pack
from gxaudit.packs.format import formatted
from gxaudit.render.rules.spoken import spoken
from gxaudit.resources import resource

GOOD = """\
规则 henan/received 各列：新收不少于结转下年
  级别     警告
  依据     算术
  状态     发布
  表       三
  每列
  应有     一 ≥ 四
  提示     {列}：一填 {一}，四填 {四}
  通过     一=5 四=2
  不通过   一=1 四=2
"""
ENGLISH = formatted(GOOD, "en")


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("GXAUDIT_CACHE", "none")


class Run:
    """The command line, as somebody uses it."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["pack", *[str(each) for each in arguments]])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def pack(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(capsys, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "henan.gxr"
    path.write_text(GOOD, encoding="utf-8")
    return path


# ---- check --------------------------------------------------------------------------------------

WRONG = {
    "unknown cell": (
        "一 ≥ 四",
        "一 ≥ ^九",
        "表三的行中没有 九，有：一、二",
        "has no 九; there are",
    ),
    "nearly a cell": ("≥ 四", "≥ ^三（九）", "最接近的是 三（四）", "the nearest is 三（四）"),
    "two equals signs": ("一 ≥ 四", "一 =^= 四", "相等只写一个等号", "write one ="),
    "an unused value": ("四填 {四}", "四填 {^二}", "{一}、{四}、{列}", "{一}, {四}, {column}"),
    "no legal basis": ("henan", "^henan", "写“依据 算术”", "basis Arithmetic"),
    "no status": ("henan", "^henan", "缺少：状态", "lacks: status"),
    "an unknown level": ("警告", "^严重", "错误、警告、提示", "error, warning, note"),
    "an unknown keyword": ("应有", "^应友", "最接近的是“应有”", "the nearest is 应有"),
    "an unknown version": ("每列\n", "每列\n版本 ^零\n", "从 1 起的整数", "a whole number from 1"),
    "an unknown date": ("每列\n", "每列\n始于 ^去年\n", "0.1、2026-03-01", "0.1 or 2026-03-01"),
    "an unknown figure": ("≥ 四", "≥ 正文(^收到件数)", "最接近的是收到申请", "nearest is 收到申请"),
}
"""The place of the problem is marked with ^."""
LACKING = {"no legal basis": "  依据     算术\n", "no status": "  状态     发布\n"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_pack_is_refused_with_line_column_and_cure(
    pack: Run, file: Path, case: str, language: str
) -> None:
    old, new, zh, en = WRONG[case]
    assert old in GOOD
    marked = GOOD.replace(old, new, 1).replace(LACKING.get(case, "\0"), "")
    before = marked.partition("^")[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    file.write_text(marked.replace("^", ""), encoding="utf-8")
    code, out, _ = pack("check", file, "--lang", language)
    assert code == 1
    place = f"第 {line} 行第 {column} 列" if language == "zh" else f"line {line}, column {column}"
    told = next(one for one in out.split("\n") if place in one)
    assert str(file) in told
    assert (zh if language == "zh" else en) in told


def test_the_wrong_line_is_shown_with_a_caret_below_the_place(pack: Run, file: Path) -> None:
    file.write_text(GOOD.replace("≥ 四", ">> 四"), encoding="utf-8")
    _, out, _ = pack("check", file)
    assert "\n    应有     一 >> 四\n                ^\n" in out


def test_all_that_is_wrong_is_told_at_once(pack: Run, file: Path) -> None:
    wrong = GOOD.replace("警告", "严重").replace("一填 {一}", "{二}{三}").replace("一=1", "九=1")
    other = GOOD.replace("received", "other").replace("≥", "==").replace("警告", "轻微")
    file.write_text(wrong + other, encoding="utf-8")
    _, out, _ = pack("check", file, "--format", "json")
    problems = json.loads(out)["packs"][0]["problems"]
    assert [one["line"] for one in problems] == [2, 8, 8, 10, 12, 17]


def test_a_line_that_cannot_be_read_blames_nothing_else_of_its_rule(pack: Run, file: Path) -> None:
    for line in GOOD.split("\n")[:-1]:
        file.write_text(GOOD.replace(line, line.strip()[0] + "?" + line.strip()), encoding="utf-8")
        _, out, _ = pack("check", file, "--format", "json")
        assert len(json.loads(out)["packs"][0]["problems"]) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("一=5 四=2", "一=1 四=2", 9, "写的是“通过”，实际结果是“不通过”：自然人：一填 1，四填 2"),
        ("一=1 四=2", "一=3 四=2", 10, "写的是“不通过”，实际结果是“通过”"),
        ("应有     一 ≥ 四", "当 二 ≥ 1\n  应有 一 ≥ 四", 10, "“不适用”：规则的条件不成立"),
    ],
)
def test_an_example_must_end_as_it_says(
    pack: Run, file: Path, old: str, new: str, line: int, said: str
) -> None:
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    code, out, _ = pack("check", file)
    assert code == 1
    assert f"第 {line} 行" in out
    assert said in out


def test_an_example_is_judged_with_the_report_of_the_year_before(pack: Run, file: Path) -> None:
    last = GOOD.replace("一 ≥ 四", "一 ≥ 上年(四)").replace(" 四=2", " 上年(四)=2")
    file.write_text(last.replace("四填 {四}", "上年 {上年(四)}"), encoding="utf-8")
    assert pack("check", file)[:2] == (0, f"{file}：写法正确，共 1 条规则，2 个例子都与规则相符\n")


def test_the_shipped_packs_are_well_written(pack: Run) -> None:
    packs = sorted(resource("rules").glob("*.gxr"))
    code, out, err = pack("check", *packs)
    assert (code, err) == (0, "")
    assert out.count("写法正确") == len(packs)


def test_one_file_that_cannot_be_read_hides_no_problem_of_another(pack: Run, file: Path) -> None:
    file.write_text(GOOD.replace("警告", "严重"), encoding="utf-8")
    empty = file.with_name("empty.gxr")
    empty.write_text("# 只有说明\n", encoding="utf-8")
    code, out, _ = pack("check", file.with_name("no.gxr"), file, file.parent, empty)
    assert code == 3
    for said in (
        "没有这个文件",
        "错误、警告、提示",
        "不是普通文件",
        "一条规则也没有",
        "4 个有问题，4 处",
    ):
        assert said in out
    assert pack("check", file, empty)[0] == 1
    assert pack("check")[0] == 2


def test_json_tells_the_same_to_programs(pack: Run, file: Path) -> None:
    wrong = file.with_name("wrong.gxr")
    wrong.write_text(GOOD.replace("警告", "严重"), encoding="utf-8")
    code, out, _ = pack("check", file, wrong, "--format", "json")
    document: dict[str, Any] = json.loads(out)
    assert code == 1
    good, bad = document["packs"]
    assert good["rules"] == ["henan/received"]
    assert (good["examples"], good["problems"], good["unreadable"]) == (2, [], False)
    assert good["digest"] == read_pack(GOOD).digest
    (problem,) = bad["problems"]
    assert (problem["line"], problem["column"]) == (2, 10)
    assert "警告" in problem["message"]["zh"]
    assert "warning" in problem["message"]["en"]
    assert document["summary"] == {"packs": 2, "problems": 1, "unreadable": 0}


def test_standard_input_is_a_pack_too(pack: Run) -> None:
    assert pack("check", "-", stdin=GOOD.encode("gb18030"))[0] == 0
    code, out, _ = pack("check", "-", stdin=b"\xff\x00")
    assert code == 3
    assert out.startswith("-：")


def test_a_hostile_pack_writes_nothing_of_its_own_to_the_terminal(pack: Run, file: Path) -> None:
    file.write_text(GOOD.replace("警告", "\x1b[2J\u202e严重"), encoding="utf-8")
    for arguments in (("check", file), ("fmt", "--diff", file), ("explain", file)):
        _, out, err = pack(*arguments)
        assert "\x1b" not in out + err
        assert "\u202e" not in out + err


# ---- fmt ----------------------------------------------------------------------------------------

MESSY = GOOD.replace("  ", " ").replace("≥", ">=")


def test_fmt_writes_the_canonical_form_and_says_so(pack: Run, file: Path) -> None:
    file.write_text(MESSY, encoding="utf-8")
    assert pack("fmt", file) == (0, f"已排版：{file}\n", "")
    assert file.read_text(encoding="utf-8") == GOOD
    assert pack("fmt", file) == (0, "", "")
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_dry_run_changes_nothing_and_says_that_it_would(
    pack: Run, file: Path, option: str
) -> None:
    assert pack("fmt", option, file) == (0, "", "")
    file.write_text(MESSY, encoding="utf-8")
    code, out, _ = pack("fmt", option, file)
    assert code == 1
    assert f"需要排版：{file}" in out
    assert ("+  应有     一 ≥ 四" in out) is (option == "--diff")
    assert file.read_text(encoding="utf-8") == MESSY


def test_fmt_converts_keywords_there_and_back(pack: Run, file: Path) -> None:
    assert pack("fmt", "--lang", "en", file) == (0, f"formatted: {file}\n", "")
    assert file.read_text(encoding="utf-8") == ENGLISH
    assert "must     一 ≥ 四" in ENGLISH
    pack("fmt", "--lang", "auto", file)
    assert file.read_text(encoding="utf-8") == ENGLISH
    pack("fmt", "--lang", "zh", file)
    assert file.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_fmt_keeps_encoding_and_newlines(
    pack: Run, file: Path, encoding: str, newline: str
) -> None:
    def encoded(text: str) -> bytes:
        mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
        return mark.get(encoding, b"") + text.replace("\n", newline).encode(encoding)

    file.write_bytes(encoded(MESSY))
    pack("fmt", file)
    assert file.read_bytes() == encoded(GOOD)
    assert pack("fmt", "--check", file)[0] == 0


def test_fmt_keeps_links_and_permissions(pack: Run, file: Path) -> None:
    file.write_text(MESSY, encoding="utf-8")
    file.chmod(0o640)
    link = file.with_name("link.gxr")
    link.symlink_to(file)
    pack("fmt", link)
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == GOOD
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_read_is_left_alone_and_the_others_are_formatted(
    pack: Run, file: Path
) -> None:
    wrong = file.with_name("wrong.gxr")
    wrong.write_text(MESSY.replace(">=", "=="), encoding="utf-8")
    before = wrong.read_bytes()
    file.write_text(MESSY, encoding="utf-8")
    code, out, err = pack("fmt", wrong, file.with_name("no.gxr"), file)
    assert code == 3
    assert out == f"已排版：{file}\n"
    assert "相等只写一个等号" in err
    assert err.count("没有改动") == 2
    assert wrong.read_bytes() == before


def test_a_file_that_cannot_be_replaced_holds_what_it_held(
    pack: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_old: str, _new: str) -> None:
        raise PermissionError(13, "Permission denied")

    file.write_text(MESSY, encoding="utf-8")
    monkeypatch.setattr("os.replace", refuse)
    code, out, err = pack("fmt", file)
    assert (code, out) == (3, "")
    assert "没有写入权限" in err
    assert file.read_text(encoding="utf-8") == MESSY
    assert os.listdir(file.parent) == [file.name]


def test_fmt_is_a_filter_of_standard_input(pack: Run) -> None:
    assert pack("fmt", "-", stdin=MESSY.encode()) == (0, GOOD, "")
    assert pack("fmt", "-", "--check", stdin=MESSY.encode()) == (1, "", "")
    assert pack("fmt", "-", stdin="应有".encode())[:2] == (3, "")


# ---- explain ------------------------------------------------------------------------------------


def test_explain_speaks_the_labels_of_the_form(pack: Run) -> None:
    code, out, _ = pack("explain", "balance")
    said = "".join(line.strip() for line in out.split("\n"))
    assert code == 0
    assert "表三每一列（自然人、商业企业、" in said
    assert (
        "“一、本年新收政府信息公开申请数量”加“二、上年结转政府信息公开申请数量”，"
        "应等于“（七）总计”加“四、结转下年度继续办理”。"
    ) in said
    assert "依据：年度报告格式，表三表头勾稽关系" in said


def test_explain_takes_files_and_single_rules(pack: Run, file: Path) -> None:
    assert "henan/received" in pack("explain", file)[1]
    _, out, _ = pack("explain", "totals", "totals/rows", "--lang", "en")
    assert "totals/rows" in out
    assert "totals/review" not in out
    assert "must equal the sum of “自然人” to “其他” (6 cells)." in out
    for wrong in (("totals", "totals/row"), ("total",)):
        code, _, err = pack("explain", *wrong)
        assert code == 2
        assert "最接近的是 totals" in err
    assert pack("explain", file.with_name("no.gxr"))[0] == 3


def said_of(body: str, language: Any = "zh") -> tuple[str, ...]:
    head = "规则 test/x 试\n级别 错误\n状态 发布\n依据 算术\n"
    (rule,) = read_pack(head + body).rules
    return spoken(rule.identities[0], form_named("2021"), language)


def test_every_kind_of_figure_has_words() -> None:
    body = (
        "表 三\n每列 [总计]\n当 一 ≥ 1 且 二 = 0\n"
        "应有 一 + 2 × 二 − 三（三） ≤ 合计(三（三）2 至 三（六）) + 上年(四) + 3\n"
        "允差 1\n空格视为零\n通过 一=0\n不通过 一=1\n"
    )
    must, when, tolerance, blank = said_of(body)
    assert must == (
        "表三“总计”一列：“一、本年新收政府信息公开申请数量”加 2 倍的"
        "“二、上年结转政府信息公开申请数量”减“（三）不予公开”各格之和（8 格），应不大于"
        "“（三）不予公开 2.其他法律行政法规禁止公开”至“（六）其他处理”各格之和（18 格）"
        "加上年报告的“四、结转下年度继续办理”加 3。"
    )
    assert when == (
        "只在以下情况核对：“一、本年新收政府信息公开申请数量”不小于 1，"
        "并且“二、上年结转政府信息公开申请数量”等于 0。"
    )
    assert (tolerance, blank) == ("相差不超过 1 也算相符。", "空白格按 0 计。")


def test_a_single_cell_and_a_figure_of_the_prose_are_told_with_their_table() -> None:
    body = "应有 正文(收到申请件数) ≠ 表三.一[总计]\n通过 表三.一[总计]=1\n不通过 表三.一[总计]=0\n"
    assert said_of(body) == (
        "正文写的“收到申请件数”，不应等于表三“一、本年新收政府信息公开申请数量”的“总计”。",
    )
    (english,) = said_of(body, "en")
    assert english == (
        "the figure “applications received” of the prose must not equal "
        "“总计” of “一、本年新收政府信息公开申请数量” in table 3."
    )
