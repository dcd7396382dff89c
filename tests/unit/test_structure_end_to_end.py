"""Plugin ``structure`` on whole texts: examples of rules, samples, damaged copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from gxaudit.beside import ALONE, Beside
from gxaudit.finding import Finding, Outcome, Severity
from gxaudit.intake import Source
from gxaudit.judging.runner import Plan, judge
from gxaudit.pipeline import read_report
from gxaudit.reading.source import decode
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result, settle
from gxaudit.specimen import example_text, specimen
from gxaudit.staging import beside_of
from tests.unit.reports import rules_of

MINE = rules_of("structure")
EVERY = MINE | rules_of("balance", "totals")
PLAN = Plan(tuple(MINE.values()), tuple(EVERY.values()))
SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"
SAMPLES = sorted(SEEDS.glob("*.txt"))
PROSE = {
    1: "全年主动公开政府信息 12 条。",
    5: "一是公开内容不够全面，二是解读形式单一。下一步将加强培训，逐项改进。",
    6: "未收取信息处理费。",
}


def audited(text: str, beside: Beside = ALONE) -> Result:
    report, judged = judge(read_report(text), PLAN, beside)
    result = settle(report, judged, Source(text, None), None)
    assert not result.faults
    return result


def endings(result: Result) -> set[Outcome]:
    """How the rules end that need nothing but the report."""
    return {result.outcomes[rule.id].outcome for rule in MINE.values() if not rule.beside}


def said(text: str) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    for finding in audited(text).failures:
        findings.setdefault(finding.rule, []).append(finding)
    return findings


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{at}-{example.outcome.value}")
    for rule in MINE.values()
    for at, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_every_example_ends_as_it_says(rule: Rule, example: Example):
    result = audited(example_text(example), beside_of(example))
    assert result.outcomes[rule.id].outcome is example.outcome
    if example.at is not None:
        assert example.at in {one.address for one in result.failures if one.rule == rule.id}


@pytest.mark.parametrize("rule", MINE.values(), ids=MINE)
def test_every_rule_has_a_passing_and_a_failing_example(rule: Rule):
    outcomes = {example.outcome for example in rule.examples}
    assert {Outcome.PASSED, Outcome.FAILED} <= outcomes


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_report_without_fault_passes_every_rule(form):
    assert endings(audited(specimen(form, prose=PROSE))) == {Outcome.PASSED}


@pytest.mark.parametrize("line", range(0, 70, 7))
def test_a_report_cut_in_the_middle_is_judged_by_what_is_left(line):
    lines = specimen("2021", prose=PROSE).split("\n")[: line + 1]
    findings = said("\n".join(lines))
    headings = sum(text[1:2] == "、" and "\t" not in text for text in lines)
    assert len(findings.get("structure/sections", ())) == (6 - headings if headings else 1)


def test_a_table_of_blanks_is_one_finding_and_a_table_of_marks_another():
    text = specimen("2021", prose=PROSE)
    for filler, rule in (("", "structure/blank-cells"), ("/", "structure/mark-cells")):
        cells = {
            spec.address: filler for spec in read_report(text).form.cells if spec.table.number == 3
        }
        (finding,) = said(specimen("2021", prose=PROSE, cells=cells))[rule]
        assert len(finding.cells) == len(cells) - 1
        assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name[:3])
def test_nothing_is_found_in_the_samples(sample):
    result = audited(decode(sample.read_bytes())[0])
    assert result.failures == ()
    assert endings(result) == {Outcome.PASSED}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("table", [2, 3, 4])
def test_a_sample_without_one_of_its_tables_lacks_that_table_and_nothing_else(sample, table):
    text = decode(sample.read_bytes())[0]
    line = next(one.line for one in read_report(text).tables if one.number == table)
    lines = text.split("\n")
    end = next(at for at in range(line, len(lines)) if "\t" not in lines[at])
    result = audited("\n".join(lines[: line - 1] + lines[end:]))
    (finding,) = result.failures
    assert (finding.rule, finding.severity) == ("structure/tables", Severity.ERROR)
    assert f"表{'二三四'[table - 2]}" in finding.message.zh


@pytest.mark.skipif(not SAMPLES, reason="the samples are not here")
def test_the_year_of_a_sample_changed_makes_its_form_wrong():
    text = decode(SAMPLES[0].read_bytes())[0]
    report = read_report(text)
    old = evolve(report, year=2020)
    _, judged = judge(old, PLAN)
    result = settle(old, judged, Source(text, None), None)
    assert [one.rule for one in result.failures] == ["structure/form-version"]
