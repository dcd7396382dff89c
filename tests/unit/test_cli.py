"""The command line: exit codes, languages, and every file for itself."""

from __future__ import annotations

import csv
import io
import json
from importlib.metadata import EntryPoint, entry_points
from itertools import chain, combinations
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gxaudit import __version__
from gxaudit.cli import main
from gxaudit.cli.builder import byte_count
from gxaudit.cli.language import wanted_language
from gxaudit.pipeline import Auditor
from gxaudit.specimen import specimen

DOCS = Path(__file__).resolve().parents[2] / "docs"
BALANCED = {
    "t3.applications_received.natural": "3",
    "t3.applications_received.total": "3",
    "t3.granted.natural": "3",
    "t3.granted.total": "3",
    "t3.handled_total.natural": "3",
    "t3.handled_total.total": "3",
}
KINDS = ("clean", "wrong", "foreign", "missing", "binary")


@pytest.fixture(autouse=True)
def two_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which rules are installed elsewhere is no matter of the command line."""
    points = [one for one in entry_points(group="gxaudit") if one.name in ("balance", "totals")]
    monkeypatch.setattr("gxaudit.loading.discovery.entry_points", lambda group: points)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clean report, a wrong one, one that is none, a binary; one of them is missing."""
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "clean.txt").write_text(specimen("2021", cells=BALANCED), encoding="utf-8")
    wrong = BALANCED | {"t3.applications_received.natural": "4"}
    (folder / "wrong.txt").write_text(specimen("2021", cells=wrong), encoding="gb18030")
    (folder / "foreign.txt").write_text("会议纪要\n今天开会。\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    return folder


class Ran:
    """What one command printed and returned."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def gxaudit(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)


def _paths(folder: Path, kinds: tuple[str, ...]) -> list[Path]:
    return [folder / f"{kind}.txt" for kind in kinds]


MIXTURES = tuple(chain.from_iterable(combinations(KINDS, size) for size in (1, 2, 3, 5)))


@pytest.mark.parametrize("kinds", MIXTURES, ids="+".join)
def test_incomplete_beats_findings_beats_clean(
    gxaudit: Run, folder: Path, kinds: tuple[str, ...]
) -> None:
    broken = {"foreign", "missing", "binary"} & set(kinds)
    paths = _paths(folder, kinds)
    assert gxaudit("check", *paths).code == (3 if broken else 1 if "wrong" in kinds else 0)
    assert gxaudit("check", "--exit-zero", *paths).code == (3 if broken else 0)
    assert gxaudit("check", "--select", "total", *paths).code == 2


@pytest.mark.parametrize("kinds", MIXTURES, ids="+".join)
def test_no_file_changes_what_is_said_of_another(
    gxaudit: Run, folder: Path, kinds: tuple[str, ...]
) -> None:
    paths = _paths(folder, kinds)
    together = json.loads(gxaudit("check", "--format", "json", *paths).out)["reports"]
    alone = [json.loads(gxaudit("check", "--format", "json", p).out)["reports"] for p in paths]
    assert together == [report for reports in alone for report in reports]


@pytest.mark.parametrize("form", ["text", "table", "json"])
def test_the_same_command_prints_the_same_bytes(gxaudit: Run, folder: Path, form: str) -> None:
    assert gxaudit("check", folder, "--format", form).out == (
        gxaudit("check", folder, "--format", form).out
    )


def test_text_marks_the_cell_and_writes_the_equation(gxaudit: Run, folder: Path) -> None:
    ran = gxaudit("check", folder / "wrong.txt")
    assert f"{folder / 'wrong.txt'}:" in ran.out
    assert " 错误 balance/applications " in ran.out
    assert (
        "表三.一[自然人] 4 + 表三.二[自然人] 0 = 4 ≠ "
        "表三.三（七）[自然人] 3 + 表三.四[自然人] 0 = 3"
    ) in ran.out
    assert "未核对（不算通过）" in ran.out
    assert ran.out.count(" 错误 ") == 1, "one wrong cell is one finding"
    assert "表三.一[自然人] 填 4，应为 3" in ran.out
    assert ran.out.count("\n    |") == 2
    assert ran.err == ""


def test_json_of_a_whole_folder_validates(gxaudit: Run, folder: Path) -> None:
    schema = json.loads((DOCS / "result.schema.json").read_text(encoding="utf-8"))
    document = json.loads(gxaudit("check", folder, "--format", "json").out)
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert [plugin["name"] for plugin in document["plugins"]] == ["balance", "totals"]
    assert document["summary"]["exit_code"] == 3
    wrong = document["reports"][-1]
    assert (wrong["encoding"], wrong["agency"]) == ("gb18030", "青岚县水务局")
    (finding,) = wrong["findings"]
    assert finding["cause"]["only"] is True
    rules = {each["rule"] for each in finding["evidence"]}
    assert rules == {"balance/applications", "totals/rows"}


def test_selection_narrows_what_runs(gxaudit: Run, folder: Path) -> None:
    wrong = folder / "wrong.txt"
    command = ("check", "--format", "json", wrong)
    only = json.loads(gxaudit(*command, "--select", "balance,totals/rows").out)["reports"][0]
    assert sorted(only["outcomes"]) == ["balance/applications", "totals/rows"]
    rest = gxaudit(*command, "--select", "balance", "--select", "totals", "--ignore", "totals")
    assert sorted(json.loads(rest.out)["reports"][0]["outcomes"]) == ["balance/applications"]


@pytest.mark.parametrize("level", ["note", "warning", "error"])
def test_an_error_reaches_every_threshold(gxaudit: Run, folder: Path, level: str) -> None:
    assert gxaudit("check", folder / "wrong.txt", "--fail-on", level).code == 1


def test_an_empty_folder_is_incomplete(gxaudit: Run, tmp_path: Path) -> None:
    ran = gxaudit("check", tmp_path)
    assert ran.code == 3
    assert "文件夹里没有文件" in ran.out


def test_skipped_files_are_counted_and_do_not_fail(gxaudit: Run, folder: Path) -> None:
    (folder / "binary.txt").unlink()
    ran = gxaudit("check", folder, "--skip-non-reports", "--exit-zero")
    assert ran.code == 0
    assert "跳过非报告文件 1 个" in ran.out
    assert "foreign.txt" not in ran.out


def test_a_run_in_which_everything_was_skipped_is_incomplete(gxaudit: Run, folder: Path) -> None:
    ran = gxaudit("check", "--skip-non-reports", folder / "foreign.txt")
    assert ran.code == 3
    assert "没有找到可检查的报告" in ran.out


def test_where_none_is_allowed_a_run_without_reports_is_complete(
    gxaudit: Run, folder: Path
) -> None:
    flags = ("--skip-non-reports", "--allow-none")
    ran = gxaudit("check", *flags, folder / "foreign.txt")
    assert ran.code == 0
    assert "跳过非报告文件 1 个" in ran.out
    # It excuses what was passed over and nothing else.
    assert gxaudit("check", *flags, folder / "missing.txt").code == 3
    assert gxaudit("check", *flags, folder / "binary.txt").code == 3
    (folder / "empty").mkdir()
    assert gxaudit("check", *flags, folder / "empty").code == 3


def test_a_file_above_the_limit_is_incomplete(gxaudit: Run, folder: Path) -> None:
    ran = gxaudit("check", folder / "clean.txt", "--max-size", "1K")
    assert ran.code == 3
    assert "超过上限 1000 字节" in ran.out


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("20MB", 20_000_000),
        ("20M", 20_000_000),
        ("20 mb", 20_000_000),
        ("1.5k", 1500),
        ("1KiB", 1024),
        ("2GB", 2_000_000_000),
        ("77", 77),
    ],
)
def test_sizes(written: str, size: int) -> None:
    assert byte_count(written) == size


@pytest.mark.parametrize("written", ["", "0", "-1", "20X", "3GB", "MB", "1e3", "二十", "9" * 99])
def test_sizes_that_are_none(gxaudit: Run, folder: Path, written: str) -> None:
    with pytest.raises(ValueError, match="not a size"):
        byte_count(written)
    ran = gxaudit("check", folder, f"--max-size={written}")
    assert ran.code == 2
    assert "20MB" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少命令"),
        (("报告.txt",), "检查报告请写：gxaudit check"),
        (("check",), "缺少参数：PATH"),
        (("check", "x", "--format", "xml"), "--format 不能是“xml”"),
        (("check", "x", "--lang", "fr"), "--lang 不能是“fr”"),
        (("check", "x", "--form", "json"), "不认识的参数：--form json"),
        (("check", "x", "--format"), "--format 后面缺少内容"),
        (("explain", "totals/row"), "最接近的是 totals/rows"),
        (("explain", "totals"), "totals/columns、"),
        (("check", "x", "--select", ","), "--select 后面没有写规则名"),
        (("check", "x", "--ignore", "balance,totals"), "一条规则也不剩"),
    ],
)
def test_usage_errors_are_told_in_chinese(
    gxaudit: Run, arguments: tuple[str, ...], said: str
) -> None:
    ran = gxaudit(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_usage_errors_are_told_in_english(gxaudit: Run) -> None:
    ran = gxaudit("check", "--lang", "en")
    assert ran.code == 2
    assert ran.err == (
        "gxaudit: the following arguments are required: PATH. See gxaudit check --help\n"
    )


def test_a_hostile_argument_is_made_visible(gxaudit: Run) -> None:
    ran = gxaudit("check", "x", "--select", "\x1b[2J\u202e")
    assert ran.code == 2
    assert "<U+001B>[2J<U+202E>" in ran.err


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({}, "zh"),
        ({"LANG": ""}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
    ],
)
def test_the_language_follows_the_locale(locale: dict[str, str], language: str) -> None:
    assert wanted_language(["check", "x", "--lang", "auto"], locale) == language
    assert wanted_language(["--lang=en"], locale) == "en"
    assert wanted_language(["--lang", "zh"], locale) == "zh"
    assert wanted_language(["check", "--", "--lang=en"], {"LANG": "zh"}) == "zh"


@pytest.mark.parametrize("command", ["check", "parse", "rules", "explain", "plugins"])
@pytest.mark.parametrize(("language", "word"), [("zh", "用法："), ("en", "usage: ")])
def test_help_in_both_languages(gxaudit: Run, command: str, language: str, word: str) -> None:
    ran = gxaudit(command, "--help", "--lang", language)
    assert ran.code == 0
    assert ran.out.startswith(f"{word}gxaudit {command}")
    assert (max(ran.out) >= "\u4e00") == (language == "zh")


def test_the_version(gxaudit: Run) -> None:
    for arguments in (("--version",), ("-V",), ("--lang", "en", "--version")):
        assert gxaudit(*arguments).out == f"gxaudit {__version__}\n"


def test_parse_lists_every_cell(gxaudit: Run, folder: Path) -> None:
    clean = folder / "clean.txt"
    data = json.loads(gxaudit("parse", clean, "--format", "json").out)
    assert (data["agency"], data["year"], data["form"]) == ("青岚县水务局", 2021, "2021")
    cells = {cell["key"]: cell["value"] for cell in data["cells"]}
    assert len(cells) == 200
    assert cells["t3.granted.total"] == 3
    printed = gxaudit("parse", clean, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"), newline="")))
    assert {row["key"]: row["value"] for row in rows if row["kind"] == "cell"} == {
        key: str(value) for key, value in cells.items()
    }
    assert "t3.granted.total" in gxaudit("parse", clean).out


@pytest.mark.parametrize("kind", ["foreign", "missing", "binary"])
def test_parse_refuses_what_is_no_report(gxaudit: Run, folder: Path, kind: str) -> None:
    ran = gxaudit("parse", folder / f"{kind}.txt")
    assert (ran.code, ran.out) == (3, "")
    assert f"{kind}.txt: " in ran.err


def test_parse_takes_one_file_and_no_folder(gxaudit: Run, folder: Path) -> None:
    ran = gxaudit("parse", folder)
    assert ran.code == 3
    assert "文件夹" in ran.err


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("zh", ("检查什么", "为什么", "依据：", "怎样改正", "检查结果：不通过")),
        ("en", ("What it checks", "Why", "Basis: ", "How to correct", "Outcome: failed")),
    ],
)
def test_explain_names_the_cells_to_compare(
    gxaudit: Run, language: str, parts: tuple[str, ...]
) -> None:
    ran = gxaudit("explain", "balance/applications", "--lang", language)
    assert ran.code == 0
    assert [part for part in parts if part not in ran.out] == []
    assert "一 + 二 = 三（七） + 四" in ran.out
    for item in ("一", "二", "三（七）", "四"):
        assert f"表三.{item}[自然人] " in ran.out
    assert " = 47 ≠ " in ran.out


def test_every_rule_explains_itself_by_a_failing_example(gxaudit: Run) -> None:
    for rule in Auditor.load().rules:
        for language, failed in (("zh", "检查结果：不通过"), ("en", "Outcome: failed")):
            ran = gxaudit("explain", rule.id, "--lang", language)
            assert ran.code == 0
            assert failed in ran.out


def test_rules_and_plugins_are_listed(gxaudit: Run) -> None:
    rules = gxaudit("rules")
    assert rules.code == 0
    assert all(rule.id in rules.out for rule in Auditor.load().rules)
    plugins = gxaudit("plugins")
    assert plugins.code == 0
    assert "gxaudit" in plugins.out
    assert "| totals" in plugins.out


class TestWithoutRules:
    """An audit without rules would find nothing, which must not look like a pass."""

    @pytest.fixture(autouse=True)
    def nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        broken = EntryPoint("broken", "gxaudit_no_such_module", "gxaudit")
        monkeypatch.setattr("gxaudit.loading.discovery.entry_points", lambda group: [broken])

    @pytest.mark.parametrize("command", ["check .", "rules", "explain totals/rows"])
    def test_no_rule_is_a_usage_error_that_names_the_broken_plugin(
        self, gxaudit: Run, command: str
    ) -> None:
        ran = gxaudit(*command.split())
        assert ran.code == 2
        assert "gxaudit_no_such_module" in ran.err

    def test_the_list_of_plugins_says_so(self, gxaudit: Run) -> None:
        ran = gxaudit("plugins")
        assert ran.code == 2
        assert "gxaudit_no_such_module" in ran.out


def test_a_broken_plugin_makes_the_run_incomplete(
    gxaudit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        EntryPoint("balance", "gxaudit_balance", "gxaudit"),
        EntryPoint("broken", "gxaudit_no_such_module", "gxaudit"),
    ]
    monkeypatch.setattr("gxaudit.loading.discovery.entry_points", lambda group: points)
    for form in ("text", "table", "json"):
        ran = gxaudit("check", folder / "clean.txt", "--format", form)
        assert ran.code == 3
        assert "gxaudit_no_such_module" in ran.out
    for command in ("rules", "plugins"):
        assert gxaudit(command).code == 3


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "已中断"),
        (RuntimeError("勾稽\x1b"), 3, "RuntimeError: 勾稽<U+001B>"),
        (MemoryError(), 3, "MemoryError"),
        (RecursionError(), 3, "RecursionError"),
    ],
)
def test_nothing_that_breaks_looks_like_a_pass(
    gxaudit: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def breaks(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(Auditor, "audit", breaks)
    ran = gxaudit("check", folder / "clean.txt")
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
