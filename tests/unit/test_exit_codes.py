"""Exit codes as a table: what happened by how it is written. And whoever gets 1 can see why."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jsonschema import Draft4Validator
from junitparser import Failure, JUnitXml
from openpyxl import load_workbook

from gxaudit.cli import main
from gxaudit.render.formats import FORMATS, endings
from gxaudit.specimen import specimen

ROOT = Path(__file__).resolve().parents[2]
OASIS = ROOT.parent / "shared" / "data" / "sarif-schema-2.1.0.json"
PRINTED = tuple(each.name for each in FORMATS if not each.binary)
ENDINGS = sorted(endings())
RULE = "balance/applications"
WRONG = {"t3.applications_received.natural": "1"}
OTHERWISE = {"t3.applications_received.natural": "2"}
TODAY, LATER = ("--today", "2026-03-01"), ("--today", "2099-01-01")

CASES = {
    "clean": (0, ["clean.txt"]),
    "waived": (0, ["waived.txt", *TODAY]),
    "baseline": (0, ["known/wrong.txt"]),
    "let through": (0, ["waived.txt", *LATER, "--exit-zero"]),
    "finding": (1, ["waived.txt", "--no-waivers"]),
    "stale": (1, ["stale.txt", *TODAY]),
    "settled": (1, ["right.txt", *TODAY]),
    "expired": (1, ["waived.txt", *LATER]),
    "usage": (2, ["clean.txt", "--select", "no/such"]),
    "fault": (3, ["missing.txt"]),
    "expired, and a fault": (3, ["waived.txt", "missing.txt", *LATER]),
}
"""What happened: the exit code, and the arguments that make it happen."""
LAPSED = {"stale": "豁免失效", "settled": "豁免失效", "expired": "豁免到期"}
"""Of those that are 1 for a waiver, what is said of it."""


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Gxaudit = Callable[..., Ran]


@pytest.fixture
def gxaudit(capsys: pytest.CaptureFixture[str]) -> Gxaudit:
    def run(*arguments: str) -> Ran:
        code = main(["check", "--select", "balance", *arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """Reports that are right and wrong, waivers of the wrong ones, and a folder with a baseline."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for name, agency in (("waived", "甲局"), ("stale", "乙局"), ("right", "丙局")):
        _write(f"{name}.txt", agency, WRONG)
    _write("clean.txt", "丁局", {})
    _write("known/wrong.txt", "戊局", WRONG)
    select = ("--select", "balance")
    main(["check", *select, "waived.txt", "stale.txt", "right.txt", "-q", "-o", "r.json"])
    main(["waive", "r.json", "-o", "gxaudit.waivers.toml", *TODAY])
    text = Path("gxaudit.waivers.toml").read_text(encoding="utf-8")
    done = text.replace('reason = ""', 'reason = "已核对台账"').replace('by = ""', 'by = "张三"')
    Path("gxaudit.waivers.toml").write_text(done, encoding="utf-8")
    main(["baseline", "known/wrong.txt", *select, "-o", "known/gxaudit.baseline.toml"])
    _write("stale.txt", "乙局", OTHERWISE)
    _write("right.txt", "丙局", {})
    capsys.readouterr()
    return tmp_path


def _write(path: str, agency: str, cells: dict[str, str]) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(specimen("2021", agency=agency, cells=cells), encoding="utf-8")


def _line_of(path: str) -> int:
    """Where the first entry for the agency of a report begins."""
    agency = {"waived.txt": "甲局", "stale.txt": "乙局", "right.txt": "丙局"}[path]
    lines = Path("gxaudit.waivers.toml").read_text(encoding="utf-8").split("\n")
    at = lines.index(f'agency = "{agency}"')
    return max(number for number in range(at) if lines[number] == "[[waiver]]") + 1


# The table


@pytest.mark.parametrize("case", CASES)
def test_the_exit_code_is_that_of_what_happened_whatever_is_written(
    case: str, gxaudit: Gxaudit
) -> None:
    code, arguments = CASES[case]
    for form in PRINTED:
        assert (form, gxaudit(*arguments, "--format", form).code) == (form, code)
    for ending in ENDINGS:
        assert (ending, gxaudit(*arguments, "-q", "-o", f"out{ending}").code) == (ending, code)
    outputs = [part for ending in ENDINGS for part in ("-o", f"all{ending}")]
    assert gxaudit(*arguments, *outputs, "--format", "jsonl").code == code


@pytest.mark.parametrize("case", CASES)
def test_the_code_in_a_result_is_that_of_the_process(case: str, gxaudit: Gxaudit) -> None:
    code, arguments = CASES[case]
    if case == "usage":
        assert gxaudit(*arguments, "--format", "json").out == ""
        return
    document = json.loads(gxaudit(*arguments, "--format", "json").out)
    assert document["summary"]["exit_code"] == code
    lines = gxaudit(*arguments, "--format", "jsonl").out.splitlines()
    assert json.loads(lines[-1])["summary"]["exit_code"] == code
    (run,) = json.loads(gxaudit(*arguments, "--format", "sarif").out)["runs"]
    assert run["invocations"][0]["exitCode"] == code


# Whoever gets 1 for a waiver sees why


@pytest.mark.parametrize("case", LAPSED)
def test_every_format_says_which_waiver_makes_the_code_1(case: str, gxaudit: Gxaudit) -> None:
    _, arguments = CASES[case]
    entry = f"gxaudit.waivers.toml:{_line_of(arguments[0])}"
    status = "expired" if case == "expired" else "stale"
    for form in PRINTED:
        out = gxaudit(*arguments, "--format", form).out
        if form in ("json", "jsonl"):
            assert f'"status":"{status}"' in out
        else:
            assert LAPSED[case] in out, form
    quiet = gxaudit(*arguments, "--quiet")
    assert (quiet.code, quiet.out) == (1, "")
    assert quiet.err.startswith(f"{arguments[0]}: {LAPSED[case]} {RULE}")
    assert entry in quiet.err
    assert quiet.err.count("\n") == 1
    for ending in ENDINGS:
        gxaudit(*arguments, "-q", "-o", f"out{ending}")
        said = _words_of(Path(f"out{ending}"))
        assert LAPSED[case] in said or f'"status":"{status}"' in said, ending


def _words_of(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "xml" in name)


def test_who_waives_all_hears_nothing_of_it_when_quiet(gxaudit: Gxaudit) -> None:
    ran = gxaudit("waived.txt", "--quiet", *TODAY)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


# Format by format, by readers that are not ours


def _sarif(gxaudit: Gxaudit, *arguments: str) -> dict[str, Any]:
    document = json.loads(gxaudit(*arguments, "--format", "sarif").out)
    if OASIS.exists():
        schema = Draft4Validator(json.loads(OASIS.read_text(encoding="utf-8")))
        assert list(schema.iter_errors(document)) == []
    (run,) = document["runs"]
    return run  # type: ignore[no-any-return]


def test_sarif_suppresses_what_is_waived(gxaudit: Gxaudit) -> None:
    run = _sarif(gxaudit, "waived.txt", *TODAY)
    (found,) = run["results"]
    assert found["ruleId"] == RULE
    (why,) = found["suppressions"]
    assert (why["kind"], why["status"], why["justification"]) == (
        "external",
        "accepted",
        "已核对台账",
    )
    place = why["location"]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "gxaudit.waivers.toml"
    assert place["region"] == {"startLine": _line_of("waived.txt")}
    assert run["invocations"][0]["toolExecutionNotifications"] == []
    (plain,) = _sarif(gxaudit, "waived.txt", "--no-waivers")["results"]
    assert plain["suppressions"] == []
    assert plain | {"suppressions": found["suppressions"]} == found


def test_sarif_does_not_take_what_is_in_a_baseline_for_fixed(gxaudit: Gxaudit) -> None:
    (found,) = _sarif(gxaudit, "known/wrong.txt")["results"]
    assert [each["justification"][:4] for each in found["suppressions"]] == ["基线中已"]


@pytest.mark.parametrize("case", LAPSED)
def test_sarif_notifies_of_what_has_lapsed(case: str, gxaudit: Gxaudit) -> None:
    _, arguments = CASES[case]
    run = _sarif(gxaudit, *arguments)
    (ended,) = run["invocations"]
    assert (ended["executionSuccessful"], ended["exitCode"]) == (True, 1)
    (note,) = ended["toolExecutionNotifications"]
    assert note["descriptor"]["id"] == "waiver/" + ("expired" if case == "expired" else "stale")
    assert note["associatedRule"] == {"id": RULE}
    region = note["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": _line_of(arguments[0])}
    assert [each["suppressions"] for each in run["results"]] == [[]] * len(run["results"])


def test_in_junit_a_waived_failure_is_none_and_a_lapsed_waiver_is_one(gxaudit: Gxaudit) -> None:
    def suites(*arguments: str) -> list[Any]:
        document = gxaudit(*arguments, "--format", "junit").out
        return list(JUnitXml.fromstring(document.encode("utf-8")))

    audited, _ = suites("waived.txt", *TODAY)
    (case,) = [case for case in audited if case.name == RULE]
    assert (audited.failures, audited.errors, case.result) == (0, 0, [])
    assert "已豁免" in case.system_out
    assert "已核对台账" in case.system_out
    for name, said in LAPSED.items():
        _, arguments = CASES[name]
        audited, waivers, _ = suites(*arguments)
        assert audited.failures == (name != "settled")
        (case,) = waivers
        assert [type(each) for each in case.result] == [Failure]
        line = _line_of(arguments[0])
        assert (waivers.name, waivers.failures) == ("豁免失效、到期", 1)
        assert case.name == f"gxaudit.waivers.toml:{line} {RULE}"
        assert said in case.result[0].message


def test_github_marks_the_line_of_a_lapsed_waiver(gxaudit: Gxaudit, tmp_path: Path) -> None:
    for case, said in LAPSED.items():
        _, arguments = CASES[case]
        first = gxaudit(*arguments, "--format", "github").out.splitlines()[0]
        line = _line_of(arguments[0])
        assert first.startswith(
            f"::error file=gxaudit.waivers.toml,line={line},title={said} {RULE}::{arguments[0]}"
        )
    quiet = gxaudit("waived.txt", *TODAY, "--format", "github").out
    assert not re.search("^::", quiet, re.MULTILINE)
    assert "- waived.txt:" in quiet
    assert "已核对台账" in quiet


def test_csv_has_a_row_for_what_is_waived_and_for_what_has_lapsed(gxaudit: Gxaudit) -> None:
    def rows(*arguments: str) -> list[dict[str, str]]:
        text = gxaudit(*arguments, "--format", "csv").out
        return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))

    (waived,) = rows("waived.txt", *TODAY)
    (plain,) = rows("waived.txt", "--no-waivers")
    assert (waived["类别"], plain["类别"]) == ("已豁免", "问题")
    assert "已核对台账" in waived["说明"]
    for head in ("机关", "年度", "文件", "规则", "级别", "位置", "指纹"):
        assert waived[head] == plain[head]
    for case, said in LAPSED.items():
        _, arguments = CASES[case]
        *others, row = rows(*arguments)
        assert [each["类别"] for each in others] == (["问题"] if case != "settled" else [])
        assert (row["类别"], row["文件"], row["规则"]) == (said, arguments[0], RULE)
        assert row["位置"] == f"gxaudit.waivers.toml:{_line_of(arguments[0])}"


def test_markdown_lists_them_apart(gxaudit: Gxaudit) -> None:
    page = gxaudit("waived.txt", "stale.txt", *TODAY, "--format", "markdown").out
    heads = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert heads == ["豁免失效、到期：请重新判断", "问题", "已豁免的问题、基线", "报告"]


def test_the_workbook_has_a_sheet_of_waivers_where_there_are_any(gxaudit: Gxaudit) -> None:
    def sheets(*arguments: str) -> Any:
        gxaudit(*arguments, "-q", "-o", "out.xlsx")
        return load_workbook("out.xlsx")

    assert "豁免" not in sheets("clean.txt").sheetnames
    made = sheets("waived.txt", "stale.txt", *TODAY)
    _, *rows = made["豁免"].iter_rows(values_only=True)
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("已豁免", "甲局", RULE),
        ("豁免失效", "乙局", RULE),
    ]
    signs = {row[0]: row[1] for row in made["机关与年度"].iter_rows(values_only=True)}
    assert signs["甲局"] == "○"
    assert signs["乙局"].endswith("!")


def test_the_note_of_the_notices_tells_the_office(gxaudit: Gxaudit) -> None:
    gxaudit("waived.txt", "stale.txt", *TODAY, "-q", "-o", "out.docx")
    said = [paragraph.text for paragraph in Document("out.docx").paragraphs]
    note = "\n".join(said[said.index("检查情况说明") :])
    assert "豁免失效" in note
    assert "已核对台账" in note
    assert "已核对台账" not in "\n".join(said[: said.index("检查情况说明")])


def test_annotate_heeds_waivers(gxaudit: Gxaudit, capsys: pytest.CaptureFixture[str]) -> None:
    made = Document()
    for line in Path("waived.txt").read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            made.add_paragraph(line)
            continue
        row = made.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.save("waived.docx")
    assert gxaudit("waived.docx", *TODAY).code == gxaudit("waived.docx", *LATER).code - 1 == 0
    annotate = ("annotate", "waived.docx", "-o", "out.docx", "--select", "balance")
    for more, code in ((TODAY, 0), (LATER, 1)):
        assert main([*annotate, *more]) == code
        assert ("已写入批注 0 条" in capsys.readouterr().out) == (code == 0)
