"""Waivers at the command line: what is hidden, what is told, every exit code, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gxaudit.cli import main
from gxaudit.specimen import specimen

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "result.schema.json"
RECHECK_SCHEMA = SCHEMA.with_name("recheck.schema.json")
PLUGINS = ("balance", "structure", "text", "totals")
WRONG = {
    # One figure that breaks two equations, and one that breaks another.
    "表三.一[自然人]": "4",
    "表四.[行政复议][总计]": "2",
}
COLUMN, REVIEW = "balance/applications", "totals/review"
LANGUAGES = ("zh", "en")


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    points = [
        point
        for point in entry_points(group="gxaudit")
        if point.name in PLUGINS and point.dist is not None and point.dist.name == "gxaudit"
    ]
    monkeypatch.setattr("gxaudit.loading.discovery.entry_points", lambda group: points)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)
    report(tmp_path / "甲.txt")


def report(path: Path, cells: dict[str, str] = WRONG, prose: dict[int, str] | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    sound = {5: "一是公开内容还不够丰富，二是培训不够。下一步将逐项改进。"}
    text = specimen("2021", cells=cells, prose=sound | (prose or {}))
    path.write_text(text, encoding="utf-8")


class Ran:
    """What one command printed and returned."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(document)) == []
        return document

    @property
    def report(self) -> dict[str, Any]:
        (only,) = self.document["reports"]
        return only  # type: ignore[no-any-return]


Gxaudit = Callable[..., Ran]


@pytest.fixture
def gxaudit(capsys: pytest.CaptureFixture[str]) -> Gxaudit:
    def run(*arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def file(tmp_path: Path, gxaudit: Gxaudit) -> Path:
    """A waiver file with both findings of the report, completed."""
    assert gxaudit("check", "甲.txt", "--output", "结果.json", "-q").code == 1
    assert gxaudit("waive", "结果.json", "-o", "gxaudit.waivers.toml").code == 0
    file = tmp_path / "gxaudit.waivers.toml"
    complete(file)
    return file


def complete(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    text = text.replace('reason = ""', 'reason = "已核对台账"').replace('by = ""', 'by = "张三"')
    file.write_text(text, encoding="utf-8")


def rules(report: dict[str, Any]) -> list[str]:
    return [one["rule"] for one in report["findings"]]


def test_without_waivers_there_are_two_findings(gxaudit: Gxaudit) -> None:
    found = gxaudit("check", "甲.txt", "--format", "json").report
    assert rules(found) == [COLUMN, REVIEW]
    assert (found["waived"], found["waivers"]) == ([], [])


def test_waived_findings_leave_exit_code_0_and_are_listed_apart(
    file: Path, gxaudit: Gxaudit
) -> None:
    ran = gxaudit("check", "甲.txt", "--format", "json")
    assert ran.code == 0
    assert rules(ran.report) == []
    assert [one["finding"]["rule"] for one in ran.report["waived"]] == [COLUMN, REVIEW]
    assert [one["status"] for one in ran.report["waivers"]] == ["matched", "matched"]
    assert ran.report["outcomes"][COLUMN]["outcome"] == "failed"
    total = ran.document["summary"]
    assert (total["waived"], total["stale"], total["expired"]) == (2, 0, 0)
    assert [one["waivers"] for one in ran.document["waiver_files"]] == [2]


@pytest.mark.parametrize("form", ["text", "table"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_why_and_by_whom_a_finding_is_waived(
    language: str, form: str, file: Path, gxaudit: Gxaudit
) -> None:
    ran = gxaudit("check", "甲.txt", "--lang", language, "--format", form)
    assert ran.code == 0
    said = {"zh": "已豁免 错误 totals/review", "en": "waived error totals/review"}[language]
    assert said in ran.out
    assert "已核对台账" in ran.out
    assert "张三" in ran.out
    line = file.read_text(encoding="utf-8").split("\n").index("[[waiver]]") + 1
    assert f"gxaudit.waivers.toml:{line}" in ran.out


def test_no_waivers_shows_all(file: Path, gxaudit: Gxaudit) -> None:
    ran = gxaudit("check", "甲.txt", "--no-waivers", "--format", "json")
    assert ran.code == 1
    assert rules(ran.report) == [COLUMN, REVIEW]
    assert ran.document["waiver_files"] == []
    file.write_text("[[waiver", encoding="utf-8")
    assert gxaudit("check", "甲.txt", "--no-waivers").code == 1
    assert gxaudit("check", "甲.txt", "--isolated").code == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_waiver_whose_figures_changed_is_stale(
    language: str, tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    report(tmp_path / "甲.txt", WRONG | {"表四.[行政复议][总计]": "3"})
    ran = gxaudit("check", "甲.txt", "--format", "json")
    assert ran.code == 1
    assert rules(ran.report) == [REVIEW]
    assert {one["waiver"]["rule"]: one["status"] for one in ran.report["waivers"]} == {
        COLUMN: "matched",
        REVIEW: "stale",
    }
    (difference,) = ran.report["waivers"][1]["differences"]
    assert "表四.[行政复议][总计] = 2" in difference["before"]
    assert "表四.[行政复议][总计] = 3" in difference["now"]
    text = gxaudit("check", "甲.txt", "--lang", language)
    said = {"zh": "豁免失效 totals/review", "en": "stale waiver totals/review"}[language]
    assert said in text.out
    assert "表四.[行政复议][总计] = 3" in text.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_waiver_of_what_is_corrected_is_stale_and_says_what_to_do(
    language: str, tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    report(tmp_path / "甲.txt", {"表三.一[自然人]": "4"})
    ran = gxaudit("check", "甲.txt", "--lang", language)
    assert ran.code == 1
    assert {"zh": "请删去这一条", "en": "remove the entry"}[language] in ran.out
    verdict = {"zh": "有豁免失效或到期", "en": "waivers are stale or expired"}[language]
    assert verdict in ran.out
    assert gxaudit("check", "甲.txt", "--exit-zero").code == 0


def test_a_waiver_counts_on_its_last_day_and_not_on_the_next(file: Path, gxaudit: Gxaudit) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"until = .*", "until = 2027-05-31", text), encoding="utf-8")
    assert gxaudit("check", "甲.txt", "--today", "2027-05-31").code == 0
    over = gxaudit("check", "甲.txt", "--today", "2027-06-01", "--format", "json")
    assert over.code == 1
    assert rules(over.report) == [COLUMN, REVIEW]
    assert over.document["summary"]["expired"] == 2
    # Below the threshold the finding is no matter, the waiver is.
    low = "[severity]\nbalance = 'note'\ntotals = 'note'\n"
    Path("gxaudit.toml").write_text(low, encoding="utf-8")
    assert gxaudit("check", "甲.txt", "--today", "2027-05-31").code == 0
    assert gxaudit("check", "甲.txt", "--today", "2027-06-01").code == 1
    for language, said in (("zh", "豁免到期"), ("en", "expired waiver")):
        told = gxaudit("check", "甲.txt", "--today", "2027-06-01", "--lang", language)
        assert said in told.out


def test_a_waiver_without_a_last_day_does_not_expire(file: Path, gxaudit: Gxaudit) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"until = .*\n", "", text), encoding="utf-8")
    assert gxaudit("check", "甲.txt", "--today", "2099-01-01").code == 0


def test_only_waivers_of_reports_of_this_run_are_judged(
    tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    text = specimen("2021", year=2020, cells={}, prose={5: "一是公开内容还不够丰富。将逐项改进。"})
    Path("乙.txt").write_text(text, encoding="utf-8")
    ran = gxaudit("check", "乙.txt", "--today", "2099-01-01", "--format", "json")
    assert ran.report["waivers"] == []
    assert ran.document["summary"]["expired"] == 0


def test_a_waiver_is_of_one_year(file: Path, gxaudit: Gxaudit) -> None:
    text = file.read_text(encoding="utf-8")
    year = re.search(r"year = (\d+)", text)
    assert year is not None
    file.write_text(text.replace(year[0], f"year = {int(year[1]) - 1}"), encoding="utf-8")
    ran = gxaudit("check", "甲.txt", "--format", "json")
    assert (ran.code, rules(ran.report)) == (1, [COLUMN, REVIEW])
    assert ran.report["waivers"] == []


def test_a_waiver_that_names_another_rule_hides_nothing(file: Path, gxaudit: Gxaudit) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f'"{REVIEW}"', '"totals/stock"'), encoding="utf-8")
    ran = gxaudit("check", "甲.txt", "--format", "json")
    assert (ran.code, rules(ran.report)) == (1, [REVIEW])


def test_with_fewer_rules_only_their_waivers_are_judged(file: Path, gxaudit: Gxaudit) -> None:
    ran = gxaudit("check", "甲.txt", "--select", "balance", "--format", "json")
    assert ran.code == 0
    assert [one["waiver"]["rule"] for one in ran.report["waivers"]] == [COLUMN]
    assert gxaudit("check", "甲.txt", "--select", "totals").code == 0


def test_another_failure_of_the_same_cause_is_never_hidden(
    tmp_path: Path, gxaudit: Gxaudit
) -> None:
    """Judged with fewer rules: with all of them something joins it that nobody judged."""
    gxaudit("check", "甲.txt", "--select", "balance", "--output", "结果.json", "-q")
    gxaudit("waive", "结果.json", "-o", "gxaudit.waivers.toml")
    complete(tmp_path / "gxaudit.waivers.toml")
    assert gxaudit("check", "甲.txt", "--select", "balance").code == 0
    ran = gxaudit("check", "甲.txt", "--select", "balance,totals/rows", "--format", "json")
    assert (ran.code, rules(ran.report)) == (1, [COLUMN])
    (standing,) = ran.report["waivers"]
    assert standing["status"] == "stale"
    assert [one["rule"] for one in standing["joined"]] == ["totals/rows"]
    for language, said in (("zh", "没有判断过的不符"), ("en", "nobody judged has joined")):
        assert said in gxaudit("check", "甲.txt", "--lang", language).out


def test_renamed_moved_and_in_another_format_a_report_keeps_its_waivers(
    tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    text = Path("甲.txt").read_text(encoding="utf-8")
    other = tmp_path / "2021" / "改名.txt"
    other.parent.mkdir()
    other.write_text("\n\n" + text.replace("\n", "\n\n"), encoding="gb18030")
    assert gxaudit("check", other).code == 0


def test_the_nearest_waiver_file_counts_alone(tmp_path: Path, file: Path, gxaudit: Gxaudit) -> None:
    report(tmp_path / "市" / "甲.txt")
    assert gxaudit("check", "市").code == 0
    nearer = tmp_path / "市" / "gxaudit.waivers.toml"
    nearer.write_text("", encoding="utf-8")
    assert gxaudit("check", "市").code == 1
    assert gxaudit("check", "甲.txt").code == 0


def test_a_configuration_may_name_other_files(tmp_path: Path, file: Path, gxaudit: Gxaudit) -> None:
    file.rename(tmp_path / "豁免.toml")
    assert gxaudit("check", "甲.txt").code == 1
    Path("gxaudit.toml").write_text('waivers = ["豁免.toml"]\n', encoding="utf-8")
    assert gxaudit("check", "甲.txt").code == 0
    # What counts for a run is no report of it.
    Path("结果.json").unlink()
    assert gxaudit("check", ".", "--format", "json").report["path"] == "甲.txt"
    Path("gxaudit.toml").write_text("waivers = []\n", encoding="utf-8")
    (tmp_path / "豁免.toml").rename(file)
    assert gxaudit("check", "甲.txt").code == 1
    Path("gxaudit.toml").write_text('waivers = ["没有.toml"]\n', encoding="utf-8")
    ran = gxaudit("check", "甲.txt")
    assert ran.code == 2
    assert "gxaudit.toml: waivers[1]" in ran.err


def test_waiver_files_are_no_reports(file: Path, gxaudit: Gxaudit) -> None:
    ran = gxaudit("check", ".", "--no-waivers", "--format", "json", "--skip-non-reports")
    paths = [one["path"] for one in ran.document["reports"]]
    assert "甲.txt" in paths
    assert "gxaudit.waivers.toml" not in paths


ENTRY = """[[waiver]]
agency = "青岚县水务局"
year = 2021
rule = "totals/review"
reason = "已核对"
fingerprint = "0123456789abcdef0123456789abcdef"
figures = ["表四.[行政复议][总计] = 2"]
"""
EVIDENCE = ENTRY.split("fingerprint", maxsplit=1)[0] + (
    "[[waiver.evidence]]\n"
    'rule = "totals/review"\n'
    'fingerprint = "0123456789abcdef0123456789abcdef"\n'
    'figures = ["x"]\n'
)
MISTAKES = {
    "empty reason": (ENTRY.replace("已核对", "  "), ":5: waiver[1] › reason", "there is no reason"),
    "no reason": (re.sub("reason.*\n", "", ENTRY), ":1: waiver[1] › reason", "there is no reason"),
    "not TOML": ("[[waiver]\n", "", "line 1"),
    "not UTF-8": ("\udcff", "", "not UTF-8"),
    "deep": ("x = " + "[" * 5000, "", "nested too deeply"),
    "long number": (ENTRY.replace("2021", "1" * 5000), "", "too many digits"),
    "no list": ("waiver = 3\n", ": waiver", "found the integer 3"),
    "no tables": ("waiver = [1]\n", ": waiver", "found the integer 1"),
    "unknown table": ("[[waver]]\n", "", "nearest is waiver"),
    "unknown key": (ENTRY + 'raeson = "x"\n', ":1: waiver[1]", "nearest is reason"),
    "no agency": (re.sub("agency.*\n", "", ENTRY), ":1: waiver[1]", "agency is missing"),
    "no figures": (re.sub("figures.*\n", "", ENTRY), ":1: waiver[1]", "figures is missing"),
    "empty figures": (re.sub(r"figures.*", "figures = []", ENTRY), ":7: waiver[1]", "empty"),
    "fingerprint": (ENTRY.replace("0123", "xyz", 1), ":6: waiver[1] › fingerprint", "32 hex"),
    "year": (ENTRY.replace("2021", '"2021"'), ":3: waiver[1] › year", "expected an integer"),
    "until": (ENTRY + 'until = "2027-01-01"\n', ":8: waiver[1] › until", "without quotes"),
    "time": (ENTRY + "until = 2027-01-01T00:00:00\n", ":8: waiver[1] › until", "a date"),
    "twice": (ENTRY + "\n" + ENTRY, ":9: names the same finding as gxaudit.waivers.toml:1", ""),
    "both": (EVIDENCE.replace("reason", "figures = ['x']\nreason", 1), "figures", "each evidence"),
    "no evidence": (
        ENTRY.split("fingerp", maxsplit=1)[0] + "evidence = []\n",
        "",
        "evidence is missing",
    ),
    "evidence key": (EVIDENCE + "reason = 'x'\n", "evidence", "no key called"),
    "unknown rule": (ENTRY.replace("/review", "/reviews"), ":1: ", "nearest is totals/review"),
    "rule of evidence": (EVIDENCE.replace("/review", "/x"), ":1: ", "there is no rule called"),
    "baseline with a reason": (ENTRY.replace("waiver", "baseline"), ":1: baseline[1]", "reason"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_file_with_a_mistake_is_exit_2_and_says_where_and_what(
    name: str, tmp_path: Path, gxaudit: Gxaudit
) -> None:
    text, where, what = MISTAKES[name]
    file = tmp_path / "gxaudit.waivers.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    ran = gxaudit("check", "甲.txt", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("gxaudit: gxaudit.waivers.toml")
    assert where in ran.err
    assert what in ran.err
    chinese = gxaudit("check", "甲.txt", "--lang", "zh")
    assert chinese.code == 2
    assert re.search("[一-鿿]", chinese.err)


@pytest.mark.parametrize("name", ["waivers", "baseline"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path, gxaudit: Gxaudit) -> None:
    (tmp_path / f"gxaudit.{name}.toml").symlink_to(tmp_path / "nowhere")
    assert gxaudit("check", "甲.txt").code == 2


def test_an_entry_in_a_string_gets_no_wrong_line(tmp_path: Path, gxaudit: Gxaudit) -> None:
    hidden = ENTRY.replace('"已核对"', '"""\n[[waiver]]\n"""') + "x = 1\n"
    (tmp_path / "gxaudit.waivers.toml").write_text(hidden, encoding="utf-8")
    ran = gxaudit("check", "甲.txt")
    assert ran.err.startswith("gxaudit: gxaudit.waivers.toml: waiver[1]")


def test_faults_cannot_be_waived(tmp_path: Path, file: Path, gxaudit: Gxaudit) -> None:
    Path("坏.txt").write_bytes(bytes(range(256)))
    assert gxaudit("check", "甲.txt", "坏.txt").code == 3
    gxaudit("check", "坏.txt", "--output", "结果.json", "-q")
    ran = gxaudit("waive", "结果.json")
    assert (ran.code, ran.out) == (0, "")


def test_written_entries_are_refused_until_a_reason_is_given(
    tmp_path: Path, gxaudit: Gxaudit
) -> None:
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q", "--today", "2028-02-29")
    gxaudit("waive", "结果.json", "-o", "gxaudit.waivers.toml", "--today", "2028-02-29")
    assert "until = 2029-02-28" in (tmp_path / "gxaudit.waivers.toml").read_text(encoding="utf-8")
    ran = gxaudit("check", "甲.txt")
    assert ran.code == 2
    assert re.match(
        r"gxaudit: gxaudit\.waivers\.toml:\d+: waiver\[1\] › reason: 没有写理由", ran.err
    )


def test_entries_are_added_once_and_what_was_there_stays(
    tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    file.write_bytes(b"\xef\xbb\xbf# by hand\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    ran = gxaudit("waive", "结果.json", "-o", file)
    assert ran.code == 0
    assert "没有重复写" in ran.err
    assert file.read_bytes() == before
    more = WRONG | {"表四.[未经复议直接起诉][总计]": "7"}
    report(tmp_path / "甲.txt", more)
    assert gxaudit("check", "甲.txt", "--output", "新.json", "-q").code == 1
    assert gxaudit("waive", "新.json", "-o", file).code == 0
    after = file.read_bytes()
    assert after.startswith(before)
    assert after.count(b"[[waiver]]") == 3
    assert b"\n" not in after.replace(b"\r\n", b"")
    complete(file)
    assert gxaudit("check", "甲.txt").code == 0


def test_an_entry_whose_figures_changed_is_not_written_beside_the_old(
    tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    report(tmp_path / "甲.txt", WRONG | {"表四.[行政复议][总计]": "3"})
    gxaudit("check", "甲.txt", "--output", "新.json", "-q")
    before = file.read_bytes()
    for language, said in (("zh", "请先删去那一条"), ("en", "remove that entry")):
        ran = gxaudit("waive", "新.json", "-o", file, "--lang", language)
        assert ran.code == 0
        assert said in ran.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--rule", "balance", [COLUMN]),
        ("--rule", "totals/review", [REVIEW]),
        ("--rule", "totals/rows", [COLUMN]),
        ("--rule", f"{REVIEW},{COLUMN}", [COLUMN, REVIEW]),
        ("--report", "甲.txt", [COLUMN, REVIEW]),
        ("--report", "2021", [COLUMN, REVIEW]),
    ],
)
def test_entries_are_chosen_by_rule_and_report(
    option: str, value: str, expected: list[str], gxaudit: Gxaudit
) -> None:
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    year = gxaudit("check", "甲.txt", "--format", "json").report["year"]
    ran = gxaudit("waive", "结果.json", option, str(year) if value == "2021" else value)
    written = re.findall(r'\[\[waiver\]\]\n.*\n.*\nrule = "(.*)"', ran.out)
    assert written == expected


@pytest.mark.parametrize("option", ["--rule", "--report"])
def test_a_choice_that_nothing_meets_is_wrong_usage(option: str, gxaudit: Gxaudit) -> None:
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    ran = gxaudit("waive", "结果.json", option, "totals/nothing")
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err


def test_findings_of_a_report_without_an_owner_cannot_be_waived(gxaudit: Gxaudit) -> None:
    text = Path("甲.txt").read_text(encoding="utf-8")
    Path("无.txt").write_text(text.split("\n", 1)[1], encoding="utf-8")
    gxaudit("check", "无.txt", "--output", "结果.json", "-q")
    ran = gxaudit("waive", "结果.json")
    assert (ran.code, ran.out) == (0, "")
    assert "不能豁免" in ran.err
    assert "不能记入基线" in gxaudit("baseline", "无.txt").err


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "[" * 50_000, '{"schema": 1}', "1" * 5000, "\udcff", "报告"]
)
def test_what_is_no_result_is_wrong_usage(text: str, gxaudit: Gxaudit) -> None:
    Path("结果.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    for command in (
        ("waive", "结果.json"),
        ("baseline", "结果.json"),
        ("recheck", "结果.json", "甲.txt"),
    ):
        ran = gxaudit(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "结果.json" in ran.err
    assert gxaudit("waive", "没有.json").code == 3


def test_an_altered_result_never_breaks_the_command(gxaudit: Gxaudit) -> None:
    document = json.loads(gxaudit("check", "甲.txt", "--format", "json").out)

    def spoilt(value: object) -> list[object]:
        if isinstance(value, dict):
            return [{**value, key: bad} for key in value for bad in (*spoilt(value[key]), 7)]
        if isinstance(value, list):
            return [[bad, *value[1:]] for bad in (spoilt(value[0]) if value else [])]
        return [None, [], {}]

    for each in spoilt({"reports": document["reports"]}):
        assert isinstance(each, dict)
        Path("结果.json").write_text(json.dumps({**document, **each}), encoding="utf-8")
        assert gxaudit("waive", "结果.json").code in (0, 2)


def test_a_baseline_leaves_only_what_is_new(tmp_path: Path, gxaudit: Gxaudit) -> None:
    assert gxaudit("baseline", ".").code == 0
    ran = gxaudit("check", ".", "--format", "json")
    assert ran.code == 0
    assert ran.document["summary"]["baseline"] == 2
    assert {one["kind"] for one in ran.report["waived"]} == {"baseline"}
    assert ran.report["waivers"] == []
    # A changed figure makes it new again, and nothing else does.
    report(tmp_path / "甲.txt", WRONG | {"表四.[行政复议][总计]": "3"})
    changed = gxaudit("check", ".", "--format", "json")
    assert (changed.code, rules(changed.report)) == (1, [REVIEW])
    assert changed.document["summary"]["stale"] == 0
    # What is corrected is told, and no failure.
    report(tmp_path / "甲.txt", {"表三.一[自然人]": "4"})
    settled = gxaudit("check", ".", "--format", "json")
    assert settled.code == 0
    assert settled.document["summary"]["settled"] == 1
    for language, said in (("zh", "处已改正，请删去"), ("en", "of the baseline settled")):
        assert said in gxaudit("check", ".", "--lang", language).out
    # Recorded anew it is gone.
    assert gxaudit("baseline", ".").code == 0
    assert gxaudit("check", ".", "--format", "json").document["summary"]["settled"] == 0


def test_a_baseline_is_the_same_from_reports_and_from_their_result(
    tmp_path: Path, gxaudit: Gxaudit
) -> None:
    gxaudit("baseline", "甲.txt", "-o", "一.toml")
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    gxaudit("baseline", "结果.json", "-o", "二.toml")
    assert Path("一.toml").read_bytes() == Path("二.toml").read_bytes()
    # Also while it counts itself.
    gxaudit("baseline", "甲.txt")
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    gxaudit("baseline", "结果.json", "甲.txt")
    assert Path("gxaudit.baseline.toml").read_bytes() == Path("一.toml").read_bytes()


def test_waived_findings_are_not_recorded(file: Path, gxaudit: Gxaudit) -> None:
    assert gxaudit("baseline", "甲.txt").code == 0
    assert "[[baseline]]" not in Path("gxaudit.baseline.toml").read_text(encoding="utf-8")


def test_a_baseline_replaces_a_baseline_and_nothing_else(file: Path, gxaudit: Gxaudit) -> None:
    before = file.read_bytes()
    for path in ("甲.txt", "gxaudit.waivers.toml"):
        for language in LANGUAGES:
            ran = gxaudit("baseline", "甲.txt", "-o", path, "--lang", language)
            assert ran.code == 2
            assert path in ran.err
    assert file.read_bytes() == before
    assert gxaudit("baseline", "甲.txt", "-o", "没有/基线.toml").code == 3


def test_a_baseline_of_an_incomplete_audit_says_so(gxaudit: Gxaudit) -> None:
    Path("坏.txt").write_bytes(bytes(range(256)))
    ran = gxaudit("baseline", "甲.txt", "坏.txt")
    assert ran.code == 3
    assert "坏.txt" in ran.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_recheck_tells_what_is_settled_remains_and_is_new(
    language: str, tmp_path: Path, gxaudit: Gxaudit
) -> None:
    corrected = {
        "表三.一[自然人]": "5",
        "表四.[未经复议直接起诉][总计]": "7",
    }
    report(tmp_path / "新" / "改.txt", corrected)
    ran = gxaudit("recheck", "甲.txt", "新", "--lang", language)
    assert ran.code == 1
    counts = {
        "zh": "已改正 1 处，仍然存在 2 处（其中数字已变 2 处），新出现 1 处",
        "en": "1 settled, 2 remaining (2 with other figures), 1 new",
    }[language]
    assert counts in ran.out
    changed = {"zh": "仍然存在，数字已变：", "en": "remains, with other figures: "}[language]
    assert ran.out.count(changed) == 2
    assert "表三.一[自然人] = 4" in ran.out
    assert "表三.一[自然人] = 5" in ran.out


def rechecked(document: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(document)
    schema = json.loads(RECHECK_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    total, reports = data["summary"], data["recheck"]
    remains = [each for one in reports for each in one["remains"]]
    assert (total["reports"], total["faults"]) == (len(reports), len(data["faults"]))
    assert total["settled"] == sum(len(one["settled"]) for one in reports)
    assert total["remaining"] == len(remains)
    assert total["changed"] == sum(each["changed"] for each in remains)
    assert total["new"] == sum(len(one["new"]) for one in reports)
    assert total["waived"] == sum(one["waived"] for one in reports)
    return data


def test_recheck_says_the_same_as_json(tmp_path: Path, gxaudit: Gxaudit) -> None:
    report(
        tmp_path / "新" / "改.txt", {"表三.一[自然人]": "5", "表四.[未经复议直接起诉][总计]": "7"}
    )
    ran = gxaudit("recheck", "甲.txt", "新", "--format", "json")
    data = rechecked(ran.out)
    assert ran.code == data["summary"]["exit_code"] == 1
    total = data["summary"]
    assert (total["settled"], total["remaining"], total["changed"], total["new"]) == (1, 2, 2, 1)
    (one,) = data["recheck"]
    assert (one["before"]["path"], one["now"]["path"]) == ("甲.txt", str(Path("新", "改.txt")))
    assert [each["rule"] for each in one["settled"]] == [REVIEW]
    said = [figure for each in one["remains"] for figure in each["now"]["figures"]]
    assert "表三.一[自然人] = 5" in said


def test_recheck_writes_files_whatever_it_prints(tmp_path: Path, gxaudit: Gxaudit) -> None:
    report(tmp_path / "另.txt", {})
    cases = {("甲.txt", "甲.txt"): 1, ("另.txt", "另.txt"): 0, ("甲.txt", "没有.txt"): 3}
    for (old, new), code in cases.items():
        printed = gxaudit("recheck", old, new)
        both = ("-o", "对照.json", "-o", "对照.txt")
        ran = gxaudit("recheck", old, new, *both)
        assert (printed.code, ran.code, ran.out) == (code, code, printed.out)
        assert Path("对照.txt").read_text(encoding="utf-8") == printed.out
        data = rechecked(Path("对照.json").read_text(encoding="utf-8"))
        assert data["summary"]["exit_code"] == code
        assert gxaudit("recheck", old, new, "--format", "json").out == Path("对照.json").read_text(
            encoding="utf-8"
        )
    # It is no result that could be waived from or rechecked.
    assert gxaudit("recheck", "对照.json", "甲.txt").code == 2


@pytest.mark.parametrize("output", ["对照.csv", "甲.txt", "新/改.txt", "没有/对照.json"])
def test_recheck_replaces_no_report(output: str, tmp_path: Path, gxaudit: Gxaudit) -> None:
    report(tmp_path / "新" / "改.txt")
    before = (tmp_path / "甲.txt").read_bytes(), (tmp_path / "新" / "改.txt").read_bytes()
    for language in LANGUAGES:
        ran = gxaudit("recheck", "甲.txt", "新", "-o", output, "--lang", language)
        assert (ran.code, ran.out) == (2, "")
        assert output in ran.err
    after = (tmp_path / "甲.txt").read_bytes(), (tmp_path / "新" / "改.txt").read_bytes()
    assert after == before


def test_recheck_of_a_report_that_is_right_is_exit_0(tmp_path: Path, gxaudit: Gxaudit) -> None:
    report(tmp_path / "新.txt", {})
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    for old in ("甲.txt", "结果.json"):
        for language, said in (("zh", "都已改正"), ("en", "everything is settled")):
            ran = gxaudit("recheck", old, "新.txt", "--lang", language)
            assert ran.code == 0
            assert said in ran.out


def test_recheck_of_the_same_is_all_remaining(gxaudit: Gxaudit) -> None:
    ran = gxaudit("recheck", "甲.txt", "甲.txt", "--lang", "en")
    assert ran.code == 1
    assert "0 settled, 3 remaining (0 with other figures), 0 new" in ran.out


def test_a_title_that_was_corrected_does_not_hide_that_it_is_the_same_report(
    tmp_path: Path, gxaudit: Gxaudit
) -> None:
    text = Path("甲.txt").read_text(encoding="utf-8")
    title = text.split("\n", 1)[0]
    Path("新.txt").write_text(text.replace(title, title.replace("水", "林")), encoding="utf-8")
    ran = gxaudit("recheck", "甲.txt", "新.txt", "--select", "balance,totals", "--lang", "en")
    assert "0 settled, 3 remaining (0 with other figures), 0 new" in ran.out


def test_a_report_that_was_not_handed_in_again_is_not_settled(
    tmp_path: Path, gxaudit: Gxaudit
) -> None:
    for folder in ("旧", "新"):
        report(tmp_path / folder / "甲.txt")
        other = specimen("2021", year=2022, cells=WRONG)
        (tmp_path / folder / "乙.txt").write_text(other, encoding="utf-8")
    (tmp_path / "新" / "乙.txt").write_text(specimen("2021", year=2023), encoding="utf-8")
    ran = gxaudit("recheck", "旧", "新", "--select", "balance,totals")
    assert ran.code == 1
    assert "没有对应的新报告" in ran.out
    assert "没有对应的原报告" in ran.out


def test_what_was_not_checked_again_is_not_settled(tmp_path: Path, gxaudit: Gxaudit) -> None:
    text = Path("甲.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("四、"))
    Path("新.txt").write_text("\n".join(lines[:at]), encoding="utf-8")
    for language, said in (("zh", "没有重新核对"), ("en", "not checked again")):
        ran = gxaudit("recheck", "甲.txt", "新.txt", "--lang", language)
        assert ran.code == 1
        assert f"{REVIEW} 表四.[行政复议][总计]" in ran.out
        assert said in ran.out


def test_an_incomplete_recheck_is_exit_3(gxaudit: Gxaudit) -> None:
    Path("坏.txt").write_bytes(bytes(range(256)))
    for language in LANGUAGES:
        ran = gxaudit("recheck", "甲.txt", "坏.txt", "--lang", language)
        assert ran.code == 3
        assert "坏.txt" in ran.out
    assert gxaudit("recheck", "没有.txt", "甲.txt").code == 3


def test_recheck_leaves_out_what_is_waived_and_counts_what_is_in_a_baseline(
    tmp_path: Path, file: Path, gxaudit: Gxaudit
) -> None:
    report(tmp_path / "新.txt")
    ran = gxaudit("recheck", "甲.txt", "新.txt")
    assert ran.code == 0
    assert "已豁免 3 处，不计" in ran.out
    assert gxaudit("recheck", "甲.txt", "新.txt", "--no-waivers").code == 1
    file.unlink()
    gxaudit("baseline", "甲.txt")
    assert gxaudit("recheck", "甲.txt", "新.txt").code == 1


def test_hostile_words_of_a_report_reach_nobody(tmp_path: Path, gxaudit: Gxaudit) -> None:
    prose = {5: "\x1b[31m\u202e]]\"\"\" reason = '''\x07XX条，某某某某某某某某\u2028。"}
    report(tmp_path / "甲.txt", WRONG, prose)
    gxaudit("check", "甲.txt", "--output", "结果.json", "-q")
    assert gxaudit("waive", "结果.json", "-o", "gxaudit.waivers.toml").code == 0
    file = tmp_path / "gxaudit.waivers.toml"
    assert not set("\x1b\u202e\x07\u2028") & set(file.read_text(encoding="utf-8"))
    complete(file)
    ran = gxaudit("check", "甲.txt", "--format", "json")
    assert rules(ran.report) == []
    assert ran.code == 0
    printed = gxaudit("check", "甲.txt").out + gxaudit("recheck", "甲.txt", "甲.txt").out
    assert not set("\x1b\u202e\x07\u2028") & set(printed)
