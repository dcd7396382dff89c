"""Text, tables and JSON of whole results, harmless words and hostile ones."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from wcwidth import wcswidth

from gxaudit.finding import Confidence, Fault, Location, Severity, Tally
from gxaudit.render.formats import renderer
from gxaudit.render.people.table import table
from gxaudit.render.run import Wanted
from gxaudit.settle import Result
from gxaudit.wording import Language, Text
from tests.unit import rendered
from tests.unit.results import finding, result, results, words

DOCS = Path(__file__).resolve().parents[2] / "docs"
STREAMED = ("text", "table", "json")
"""Formats that print each result at once."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads((DOCS / "result.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _output(form: str, language: Language, parts: list[Result], fault: Fault | None = None) -> str:
    return rendered.output(form, parts, language, fault=fault)


formats = st.sampled_from(STREAMED)
languages = st.sampled_from(LANGUAGES)


@given(formats, languages, st.lists(results, max_size=3))
def test_nothing_printed_moves_the_cursor_or_hides(
    form: str, language: Language, parts: list[Result]
) -> None:
    printed = _output(form, language, parts).replace("\n", "")
    assert {unicodedata.category(char) for char in printed} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    } == set()


@given(st.lists(results, max_size=3))
def test_json_validates_and_says_what_was_found(parts: list[Result]) -> None:
    document = json.loads(_output("json", "zh", parts))
    assert list(_schema().iter_errors(document)) == []
    assert [each["path"] for each in document["reports"]] == [part.path for part in parts]
    for part, data in zip(parts, document["reports"], strict=True):
        assert [each["message"]["zh"] for each in data["findings"]] == [
            each.message.zh for each in part.findings
        ]
        assert {rule: each["outcome"] for rule, each in data["outcomes"].items()} == {
            rule: tally.outcome.value for rule, tally in part.outcomes.items()
        }
        covered = data["coverage"]
        assert [each["address"] for each in covered["unchecked"]] == list(part.unchecked)
        assert covered["figures"] - covered["checked"] == len(part.unchecked)
        assert covered["numbers"] - covered["compared"] == len(covered["uncompared"])
        assert len(data["faults"]) == len(part.faults)


@given(formats, languages, results)
def test_a_fault_is_printed_in_every_format(form: str, language: Language, part: Result) -> None:
    fault = Fault(kind="plugin", message=Text("坏了", "broken"), plugin="foo 1.0")
    printed = _output(form, language, [part], fault)
    assert fault.message.to(language) in printed
    assert "foo 1.0" in printed


@given(languages, st.lists(st.tuples(words, words), min_size=1, max_size=4))
def test_hostile_words_cannot_forge_a_line(language: Language, said: list[tuple[str, str]]) -> None:
    def lines(pairs: list[tuple[str, str]]) -> int:
        faults = tuple(
            Fault(kind="input", message=Text(one, one), path=f"x{two}") for one, two in pairs
        )
        return _output("text", language, [result(faults=faults)]).count("\n")

    assert lines(said) == lines([("a", "b")] * len(said))


@given(st.lists(st.tuples(words, words, words), max_size=5), st.integers(2, 40))
def test_every_row_of_a_table_is_equally_wide(
    rows: list[tuple[str, str, str]], widest: int
) -> None:
    printed = table(("规则", "rule\t", "说明"), rows, widest)
    assert len({wcswidth(line) for line in printed.splitlines()}) == 1
    assert printed.endswith("\n")


@given(formats, st.lists(results, min_size=2, max_size=3))
def test_each_result_is_written_before_the_next_is_asked_for(
    form: str, parts: list[Result]
) -> None:
    chunks: list[str] = []
    output = renderer(form, chunks.append, Wanted("zh"))
    output.begin(rendered.RUN)
    for part in parts:
        before = len(chunks)
        output.result(part)
        assert len(chunks) > before or part.skipped


CELL = Location(41, 32, 34, "一、本年新收政府信息公开申请数量\t\t45\t0\t0\t0\t0\t0\t44\t")


def test_a_finding_is_one_line_with_its_place_then_the_marked_cell() -> None:
    lines = _output("text", "zh", [result(finding(location=CELL))]).split("\n")
    assert lines[0] == "甲.txt:41:32: 错误 balance/applications 不平"
    assert lines[1] == "    | 一、本年新收政府信息公开申请数量 |  | 45 | 0 | 0 | 0 | 0 | 0 | 44 |"
    marked = Location(41, 19, 21, CELL.excerpt)
    lines = _output("text", "zh", [result(finding(location=marked))]).split("\n")
    assert lines[2] == "    | " + " " * 38 + "^^"


def test_a_finding_about_a_whole_line_has_no_carets_and_shows_it_once() -> None:
    line = Location(5, 1, 7, "一、总体情况")
    printed = _output("text", "zh", [result(finding(location=line), finding(location=line))])
    assert "^" not in printed
    assert printed.count("    | 一、总体情况") == 1
    assert printed.count("甲.txt:5:1: 错误") == 2


def test_expected_and_actual_stand_where_there_is_no_equation() -> None:
    printed = _output("text", "zh", [result(finding(expected="0", actual="3"))])
    assert "应有：0；现有：3" in printed


def test_what_was_read_from_prose_says_so() -> None:
    printed = _output("text", "zh", [result(finding(confidence=Confidence.LIKELY))])
    assert "请对照原文核实" in printed


def test_every_rule_that_was_not_evaluated_is_there_with_its_reason() -> None:
    cells = [f"表三.{item}[总计]" for item in ("一", "二", "三（一）")]
    reasons = tuple(Text(f"{cell} 空白", f"{cell} blank") for cell in cells)
    outcomes = {
        "totals/rows": Tally(0, 3, 22, 0, reasons),
        "text/citation": Tally(0, 1, 0, 0, (Text("没有年度", "no year"),)),
        "balance/applications": Tally(0, 0, 7, 0),
    }
    printed = _output("text", "zh", [result(outcomes=outcomes)])
    assert "规则 3 条：不通过 0，未能核对 2，通过 1，不适用 0" in printed
    assert "    未能核对：totals/rows（3 处）：表三.一至三（一）[总计] 空白\n" in printed
    assert "    未能核对：text/citation（1 处）：没有年度\n" in printed


@pytest.mark.parametrize("form", STREAMED)
def test_figures_that_no_equation_covers_are_listed_and_not_passed(form: str) -> None:
    unchecked = ("表二.[行政许可][本年处理决定数量]", "表二.[行政处罚][本年处理决定数量]")
    printed = _output(form, "zh", [result(unchecked=unchecked)])
    if form == "json":
        listed = json.loads(printed)["reports"][0]["coverage"]["unchecked"]
        assert [each["address"] for each in listed] == list(unchecked)
    else:
        assert (
            "核对：表格的 2 个数字核对 0 个；表三任意一格填错都会发现；未核对（不算通过）："
            in printed
        )
        assert "表二.[行政许可]、[行政处罚]" in printed


def test_a_table_shows_findings_and_the_outcome_of_every_rule() -> None:
    outcomes = {"balance/applications": Tally(1, 0, 6, 0), "totals/rows": Tally(0, 0, 25, 0)}
    printed = _output("table", "zh", [result(finding(location=CELL), outcomes=outcomes)])
    assert "| 41:32  | 错误   | balance/applications | 不平   |" in printed
    assert "| balance/applications | 不通过 |" in " ".join(printed.split())
    assert "| totals/rows | 通过 | 0 | 0 | 25 | 0 |" in " ".join(printed.split())


@pytest.mark.parametrize("severity", Severity)
def test_severities_have_their_names(severity: Severity) -> None:
    data = json.loads(_output("json", "zh", [result(finding(severity=severity))]))
    assert data["reports"][0]["findings"][0]["severity"] == severity.label
    assert data["summary"]["findings"][severity.label] == 1
