"""Formats for machines, each read back by something that we did not write: no text of a report
changes what is read.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from referencing import Registry, Resource

from gxaudit.finding import Fault, Location, Outcome, Severity, Tally
from gxaudit.readers.model import Place
from gxaudit.render.formats import FORMATS
from gxaudit.render.machines.csv import HEADS
from gxaudit.render.machines.github import MOST, SUMMARY_BYTES
from gxaudit.render.machines.sarif import renderer as sarif
from gxaudit.render.sinks import FileSink
from gxaudit.render.spelling.uris import relative_path
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.waivers.match import instances
from gxaudit.wording import Language, Text
from tests.unit.rendered import RUN, output, run_with_rules
from tests.unit.results import faults, finding, report, result, results, words

ROOT = Path(__file__).resolve().parents[2]
OASIS = ROOT.parent / "shared" / "data" / "sarif-schema-2.1.0.json"
PRINTED = tuple(each.name for each in FORMATS if not each.binary)
parts_of_a_run = st.lists(results, max_size=3)
languages = st.sampled_from(("zh", "en"))


@given(st.sampled_from(PRINTED), languages, parts_of_a_run, faults)
def test_a_fault_of_the_run_is_told_in_every_format(
    form: str, language: Language, parts: list[Result], fault: Fault
) -> None:
    whole = output(form, parts, language, fault=fault)
    plain = Fault(kind="plugin", message=Text("坏了", "broken"))
    assert plain.message.to(language) in output(form, parts, language, fault=plain)
    assert len(whole) > len(output(form, parts, language))


# JSON Lines


@cache
def _lines_schema() -> Draft202012Validator:
    lines, document = (
        json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
        for name in ("lines.schema.json", "result.schema.json")
    )
    Draft202012Validator.check_schema(lines)
    known = Registry().with_resource(document["$id"], Resource.from_contents(document))
    return Draft202012Validator(lines, registry=known)


@given(parts_of_a_run, faults)
def test_json_lines_say_what_the_document_says(parts: list[Result], fault: Fault) -> None:
    lines = [json.loads(line) for line in output("jsonl", parts, fault=fault).splitlines()]
    assert [error for line in lines for error in _lines_schema().iter_errors(line)] == []
    document = json.loads(output("json", parts, fault=fault))
    assert [line["report"] for line in lines[1:-2]] == document.pop("reports")
    assert [lines[-2]["fault"]] == document.pop("faults")
    assert lines[-1]["summary"] == document.pop("summary")
    assert lines[0]["run"] == document


# CSV


def _rows(text: str, language: Language) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert rows[0] == [head.to(language) for head in HEADS.values()]
    return [dict(zip(HEADS, row, strict=True)) for row in rows[1:]]


@given(languages, parts_of_a_run, faults)
def test_csv_has_a_row_for_all_that_is_wrong_or_was_not_checked(
    language: Language, parts: list[Result], fault: Fault
) -> None:
    rows = _rows(output("csv", parts, language, fault=fault), language)
    tallies = [tally for part in parts for tally in part.outcomes.values()]
    lacking = sum(tally.unaccompanied for tally in tallies)
    held = sum(tally.not_evaluated > 0 for tally in tallies) - lacking
    kinds = [row["kind"] for row in rows]
    finding, held_up, alone, faulty = (
        ("问题", "未能核对", "缺少对照", "故障")
        if language == "zh"
        else ("finding", "not evaluated", "without companion", "fault")
    )
    assert kinds.count(finding) == sum(len(part.findings) for part in parts)
    assert (kinds.count(held_up), kinds.count(alone)) == (held, lacking)
    assert kinds.count(faulty) == 1 + sum(len(part.faults) for part in parts)
    waived, *lapsed = (
        ("已豁免", "豁免失效", "豁免到期")
        if language == "zh"
        else ("waived", "stale waiver", "expired waiver")
    )
    assert kinds.count(waived) == sum(one.kind == "waiver" for part in parts for one in part.waived)
    assert sum(map(kinds.count, lapsed)) == sum(len(part.lapsed) for part in parts)
    assert len(rows) == sum(map(kinds.count, (finding, held_up, alone, faulty, waived, *lapsed)))


@given(parts_of_a_run, faults)
def test_no_field_of_csv_is_a_formula(parts: list[Result], fault: Fault) -> None:
    text = output("csv", parts, fault=fault)
    assert text.count("\n") == text.count("\r\n") == 1 + len(_rows(text, "zh"))
    for field in (field for row in _rows(text, "zh") for field in row.values()):
        assert not re.match(r"\s*[=+\-@\t\r＝＋－＠]", field) or re.fullmatch(r"[+-]?[\d.]+", field)
        assert len(field) < 32_767


def test_a_row_of_csv() -> None:
    wrong = finding(location=Location(41, 32, 34, "一\t45"), expected="45", actual="-1")
    (row,) = _rows(output("csv", [result(wrong)], run=run_with_rules()), "zh")
    assert row == {
        "kind": "问题",
        "agency": report().agency,
        "year": str(report().year),
        "file": "甲.txt",
        "rule": "balance/applications",
        "title": "各列：第一项加第二项，应等于第三项加第四项",
        "level": "错误",
        "where": "41:32",
        "cell": "",
        "expected": "45",
        "found": "-1",
        "message": "不平；应有：45；现有：-1",
        "fingerprint": "0",
    }


# JUnit

JUNIT = {
    Outcome.FAILED: Failure,
    Outcome.NOT_EVALUATED: Error,
    Outcome.NOT_APPLICABLE: Skipped,
}


@given(languages, parts_of_a_run, faults)
def test_junit_has_a_suite_a_report_and_a_case_a_rule(
    language: Language, parts: list[Result], fault: Fault
) -> None:
    document = output("junit", parts, language, fault=fault)
    suites = list(JUnitXml.fromstring(document.encode("utf-8")))
    lapsed = [each for part in parts for each in part.lapsed]
    assert len(suites) == len(parts) + bool(lapsed) + 1
    for part, suite in zip(parts, suites, strict=False):
        cases = list(suite)
        for (rule, tally), case in zip(part.outcomes.items(), cases, strict=False):
            assert case.name == rule
            kind = _kind(part, rule, tally)
            assert [type(each) for each in case.result] == ([kind] if kind else [])
        more = cases[len(part.outcomes) :]
        assert len(more) == len(part.faults) + part.skipped
        assert all(isinstance(case.result[0], Skipped if part.skipped else Error) for case in more)
        counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped)
    assert suites[-1].errors == 1
    if lapsed:
        judged_anew = list(suites[-2])
        assert [type(case.result[0]) for case in judged_anew] == [Failure] * len(lapsed)
        assert suites[-2].failures == len(lapsed)


def _kind(part: Result, rule: str, tally: Tally) -> type | None:
    """What a case is. What fails and is waived is no failure; what is held up is never passed."""
    counts = {one.rule for found in part.findings for one in instances(found)}
    waived = {one.rule for each in part.waived for one in instances(each.finding)} - counts
    if tally.outcome is Outcome.FAILED and rule in waived:
        return Error if tally.not_evaluated else None
    return JUNIT.get(tally.outcome)


@given(words, words)
def test_what_xml_cannot_hold_is_named(message: str, path: str) -> None:
    broken = Fault(kind="input", message=Text(message, message), path=path)
    root = ET.fromstring(output("junit", [result(path=path, faults=(broken,))]))
    assert [child.tag for child in root] == ["testsuite", "testsuite"]
    assert {each.tag for each in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "error",
        "system-out",
    }


# SARIF


@cache
def _oasis() -> Draft4Validator:
    if not OASIS.exists():
        pytest.skip(f"the schema of OASIS is not there: {OASIS.name} in ../shared/data")
    return Draft4Validator(json.loads(OASIS.read_text(encoding="utf-8")))


def _sarif(
    parts: list[Result], language: Language = "zh", fault: Fault | None = None
) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(output("sarif", parts, language, fault=fault))
    assert [(error.json_path, error.message) for error in _oasis().iter_errors(document)] == []
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


@given(languages, parts_of_a_run, faults)
def test_sarif_is_valid_and_has_every_finding_and_all_that_was_not_checked(
    language: Language, parts: list[Result], fault: Fault
) -> None:
    run = _sarif(parts, language, fault)
    found = [each for each in run["results"] if "kind" not in each]
    expected = [
        each for part in parts for each in (*part.findings, *(one.finding for one in part.waived))
    ]
    assert [each["level"] for each in found] == [each.severity.label for each in expected]
    assert [each["partialFingerprints"]["gxaudit/v1"] for each in found] == [
        each.fingerprint for each in expected
    ]
    held = [rule for part in parts for rule, each in part.outcomes.items() if each.not_evaluated]
    assert [each["ruleId"] for each in run["results"] if each.get("kind") == "open"] == held
    (ended,) = run["invocations"]
    told = [each["level"] for each in ended["toolExecutionNotifications"]]
    assert told.count("error") == 1 + sum(len(each.faults) for each in parts)
    assert told.count("warning") == sum(len(each.lapsed) for each in parts)
    assert (ended["executionSuccessful"], ended["exitCode"]) == (False, 3)


@given(languages, parts_of_a_run)
def test_sarif_suppresses_what_is_waived_and_nothing_else(
    language: Language, parts: list[Result]
) -> None:
    found = [each for each in _sarif(parts, language)["results"] if "kind" not in each]
    expected = [
        waivers
        for part in parts
        for waivers in (*[()] * len(part.findings), *(one.waivers for one in part.waived))
    ]
    assert [len(each["suppressions"]) for each in found] == [len(each) for each in expected]
    for each in (one for data in found for one in data["suppressions"]):
        assert (each["kind"], each["status"]) == ("external", "accepted")


def test_the_rules_of_sarif_are_described_in_both_languages() -> None:
    document = json.loads(output("sarif", [result(finding())], run=run_with_rules()))
    assert list(_oasis().iter_errors(document)) == []
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    (found,) = run["results"]
    assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
    for rule in rules:
        for head in ("检查什么", "为什么", "怎样改正", "What it checks", "Why", "How to correct"):
            assert head in rule["help"]["text"]
            assert f"**{head}**" in rule["help"]["markdown"]


def test_a_region_is_in_text_and_nowhere_else() -> None:
    def physical(place: Place | None) -> dict[str, Any]:
        at = finding(location=Location(41, 32, 34, "一\t45", place))
        (found,) = _sarif([result(at)])["results"]
        return found["locations"][0]["physicalLocation"]  # type: ignore[no-any-return]

    file = {"uri": "%E7%94%B2.txt", "uriBaseId": "SRCROOT"}
    region = {"startLine": 41, "startColumn": 32, "endColumn": 34}
    assert physical(None) == {"artifactLocation": file, "region": region}
    assert physical(Place(line=7))["region"] == {"startLine": 7}
    assert physical(Place(line=7, char=3))["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endColumn": 5,
    }
    assert physical(Place(table=2, row=27)) == {"artifactLocation": file}


def test_messages_of_sarif_hold_no_links_and_no_placeholders() -> None:
    hostile = Text("[点此](javascript:x) {0}", "x")
    broken = Fault(kind="input", message=hostile)
    (note,) = _sarif([], fault=broken)["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].endswith("[点此\\](javascript:x) {{0}}")


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_a_path_comes_back_from_its_uri(name: str) -> None:
    (found,) = _sarif([result(finding(), path=f"夹/x{name}")])["results"]
    file = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(file["uri"]) == f"夹/x{name}"
    assert file["uri"].isascii()


def test_beyond_the_limits_of_github_sarif_goes_on_in_further_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 4)
    sink = FileSink(str(tmp_path / "甲.sarif.json"), ".sarif.json")
    one = sarif.SarifRenderer(sink, "zh")
    one.begin(RUN)
    for _ in range(5):
        one.result(result(finding(), finding()))
    one.fault(Fault(kind="plugin", message=Text("坏了", "broken")))
    one.end(Summary())
    assert list(tmp_path.glob("甲*")) == []
    sink.commit()
    files = ["甲.sarif.json", "甲-2.sarif.json", "甲-3.sarif.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files)
    runs = []
    for name in files:
        document = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert list(_oasis().iter_errors(document)) == []
        runs += document["runs"]
    assert [len(run["results"]) for run in runs] == [4, 4, 2]
    assert len({run["automationDetails"]["id"] for run in runs}) == 3
    told = [run["invocations"][0]["toolExecutionNotifications"] for run in runs]
    assert [len(each) for each in told] == [0, 0, 1]


def test_on_standard_output_sarif_says_that_it_is_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1)
    run = _sarif([result(finding(), finding(), finding())])
    assert len(run["results"]) == 3
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["descriptor"]["id"] == "too-many-results"


# GitHub

COMMAND = re.compile(r"::(error|warning|notice)((?: |,)[a-zA-Z]+=[^:,\r\n]*)*::(.*)")


@given(languages, parts_of_a_run, faults)
def test_no_text_is_a_command_to_github_but_ours(
    language: Language, parts: list[Result], fault: Fault
) -> None:
    text = output("github", parts, language, fault=fault)
    assert "\r" not in text
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert all(COMMAND.fullmatch(line) for line in commands)
    others = [line for line in text.split("\n") if not line.startswith("::")]
    assert not any("##[" in line for line in others)
    found = [each for part in parts for each in part.findings]
    told = 1 + sum(len(part.faults) for part in parts)
    lapsed = sum(len(part.lapsed) for part in parts)
    errors = max(MOST - told - lapsed, 0)
    room = {Severity.ERROR: errors, Severity.WARNING: MOST, Severity.NOTE: MOST}
    shown = min(max(MOST - told, 0), lapsed) + sum(
        min(room[level], sum(each.severity is level for each in found)) for level in Severity
    )
    assert len(commands) == told + shown


def test_what_has_no_path_is_not_below_the_current_folder() -> None:
    assert relative_path("") is None


def test_the_worst_stands_first_and_what_github_would_hide_is_in_the_log() -> None:
    order = (Severity.NOTE, Severity.ERROR, Severity.WARNING)
    many = [result(*(finding(severity=each) for each in order)) for _ in range(MOST + 2)]
    lines = output("github", many).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * MOST + ["::warning"] * MOST + ["::notice"] * MOST
    assert sum("其余 2 条列在下面" in line for line in lines) == 3
    assert sum(line.startswith("- 甲.txt: 错误 balance") for line in lines) == 2


def test_an_annotation() -> None:
    at = finding(location=Location(41, 32, 34, "一\t45"))
    line = output("github", [result(at, path="a,b:c%.txt")]).splitlines()[0]
    assert line == (
        "::error file=a%2Cb%3Ac%25.txt,line=41,col=32,endColumn=34,"
        "title=错误 balance/applications::不平"
    )


# Markdown


@given(languages, parts_of_a_run, faults)
def test_no_text_is_markup(language: Language, parts: list[Result], fault: Fault) -> None:
    page = output("markdown", parts, language, fault=fault)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    kinds = {token.type for token in reader.parse(page)}
    inside = {child.type for token in reader.parse(page) for child in token.children or () if token}
    assert not {"html_block", "code_block", "fence", "blockquote_open", "hr"} & kinds
    assert inside <= {"text", "text_special", "softbreak", "hardbreak"}
    cells = page.count("\n| ") - page.count("\n|---")
    found = sum(len(part.findings) for part in parts)
    rows = sum(token.type == "tr_open" for token in reader.parse(page))
    assert rows == (found + 1 if found else 0)
    assert cells == (found or 0)


def test_the_summary_of_a_step_is_appended_and_stays_below_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("earlier\n", encoding="utf-8")
    page = "问题" * 300
    many = [result(*[finding()] * 200, path=f"{page}{number}.txt") for number in range(10)]
    output("github", many, step_summary=str(path))
    written = path.read_text(encoding="utf-8")
    assert written.startswith("earlier\n# gxaudit 检查结果\n")
    assert "项超出篇幅，未列出" in written
    assert SUMMARY_BYTES // 2 < len(written.encode()) < SUMMARY_BYTES + 1_000


def test_what_was_not_evaluated_is_told_where_people_look() -> None:
    outcomes = {"totals/rows": Tally(0, 3, 22, 0, (Text("没有年度", "no year"),))}
    for form in ("github", "markdown", "csv", "junit", "sarif"):
        assert "没有年度" in output(form, [result(outcomes=outcomes)])
