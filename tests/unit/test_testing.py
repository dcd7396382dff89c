"""gxaudit.testing: reports, corruptions, statements and assert_findings."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gxaudit.testing
from gxaudit.forms import shipped_forms
from gxaudit.pipeline import Auditor
from gxaudit.reading.claims import read_claims
from gxaudit.report import State
from gxaudit.testing import (
    Damage,
    SloppyTestError,
    assert_findings,
    corrupted,
    layout_noise,
    report_from,
    report_texts,
    reports,
    statements,
)
from gxaudit.testing.layout import Layout
from gxaudit.testing.sample import Sample
from gxaudit.testing.sentences import PATTERNS, Statement
from tests.unit.declared import declared

AUDITOR = Auditor.load()
TOTAL, NATURAL = "表三.三（七）[总计]", "表三.三（七）[自然人]"
FOUR = {
    f"表三.{item}[{column}]": 4
    for item in ("一", "三（一）", "三（七）")
    for column in ("自然人", "总计")
}
FIVE = {**FOUR, TOTAL: 5}
FIVE_FINDS = (
    f"balance/applications @ {TOTAL}",
    f"totals/outcomes @ {TOTAL}",
    f"totals/rows @ {TOTAL}",
)


def addresses() -> st.SearchStrategy[tuple[str, str]]:
    forms = {form.name: [cell.address for cell in form.cells] for form in shipped_forms()}
    return st.sampled_from(sorted(forms)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(forms[name]))
    )


# reports


@given(reports())
def test_a_drawn_report_is_read_as_it_was_meant_and_nothing_is_found(sample: Sample) -> None:
    assert {address: sample.value(address) for address in sample.cells} == {
        address: Decimal(figure) for address, figure in sample.cells.items()
    }
    assert_findings(sample)


@pytest.mark.parametrize("form", ["2019", "2021"])
@given(data=st.data())
def test_reports_are_on_the_form_that_was_asked_for(form: str, data: st.DataObject) -> None:
    assert data.draw(reports(form)).report.form.name == form


@given(report_texts(layout=False))
def test_texts_in_the_statutory_layout_are_silent(text: str) -> None:
    assert_findings(text)


@given(report_texts())
def test_texts_in_any_layout_are_reports(text: str) -> None:
    assert not AUDITOR.audit(text.encode()).faults


@given(addresses(), st.integers(0, 10**9))
def test_report_from_prints_what_it_is_given_and_0_elsewhere(
    cell: tuple[str, str], number: int
) -> None:
    form, address = cell
    sample = report_from({address: number}, form=form)
    for each in sample.report.cells():
        assert each.value == (number if each.address == address else 0)
    key = sample.report.cell(address).key
    assert report_from({key: number}, form=form) == sample
    assert report_from(form=form).changed({address: number}) == sample


def test_report_from_prints_words_as_they_are() -> None:
    report = report_from(
        {TOTAL: "/", NATURAL: "", "表二.[行政许可][本年处理决定数量]": "约3"}
    ).report
    states = [report.cell(TOTAL).state, report.cell(NATURAL).state]
    assert states == [State.MARK, State.BLANK]
    assert report.cell("t2.permits.decisions").state is State.UNREADABLE


def test_report_from_says_what_it_is_told_in_each_section() -> None:
    sample = report_from(year=2023, prose={6: ""}, edits=[("青岚县水务局", "石桥市林业局")])
    assert sample.report.year == 2023
    assert sample.report.agency == "石桥市林业局"
    assert sample.report.section_text(6) == ""
    assert sample.report.section_text(5)


@given(reports(), layout_noise())
def test_edits_are_made_in_any_layout_in_which_their_text_stands(
    sample: Sample, layout: Layout
) -> None:
    edited = report_from(edits=[("公开的内容还不够全面", "公开不全面")])
    text = edited.text_after(layout.apply)
    assert text is not None
    assert "公开不全面" in text
    assert "还不够全面" not in text
    assert sample.text_after(lambda lines: lines) == sample.text


# corruptions


@given(corrupted())
def test_a_corruption_is_never_silent(damage: Damage) -> None:
    assert damage.before is not None
    assert_findings(damage.before)
    with pytest.raises(AssertionError, match=damage.rules[0]):
        assert_findings(damage)


# statements


@pytest.mark.parametrize("metric", PATTERNS)
@given(data=st.data())
def test_a_statement_is_read_as_the_claim_that_it_makes(metric: str, data: st.DataObject) -> None:
    said: Statement = data.draw(statements(metric))
    (claim,) = read_claims(said.text, year=2023)
    assert (claim.metric, claim.value, claim.polarity) == (metric, said.value, said.polarity)


@given(statements())
def test_statements_are_of_any_metric(said: Statement) -> None:
    assert said.metric in PATTERNS


# assert_findings


def test_exactly_the_expected_findings_pass() -> None:
    assert_findings(report_from(FOUR))
    assert_findings(report_from(FIVE), *FIVE_FINDS)
    assert_findings(report_from(FIVE).text.encode(), *reversed(FIVE_FINDS))
    assert_findings(
        report_from(FIVE), "balance/applications @ t3.handled_total.total", rules="balance"
    )


def test_a_finding_without_a_cell_is_expected_by_its_rule_alone() -> None:
    sample = report_from(edits=[("四、政府信息公开行政复议", "三、政府信息公开行政复议")])
    assert_findings(sample, "structure/section-order")


@given(st.sets(st.sampled_from(FIVE_FINDS)))
def test_anything_but_the_findings_fails_and_says_what_differs(expected: set[str]) -> None:
    sample = report_from(FIVE)
    if len(expected) == len(FIVE_FINDS):
        assert_findings(sample, *expected)
        return
    with pytest.raises(AssertionError) as caught:
        assert_findings(sample, *expected)
    lines = str(caught.value).splitlines()
    for one in FIVE_FINDS:
        kind = "= 相符 as expected" if one in expected else "! 未预期 unexpected"
        assert f"  {kind}: {one}" in lines


def test_the_table_is_printed_with_the_cells_marked() -> None:
    wanted = [f"balance/applications @ {NATURAL}", *FIVE_FINDS[1:]]
    with pytest.raises(AssertionError) as caught:
        assert_findings(report_from(FIVE), *wanted)
    message = str(caught.value)
    assert "  ? 没有报告 missing: balance/applications @ 表三.三（七）[自然人]" in message
    assert "预期有问题而没有报告 expected, not found" in message
    assert "三（七） 5 plus 四 0 makes 5; off by 1" in message
    (row,) = (line for line in message.splitlines() if line.startswith("| 三（七）"))
    assert [cell.strip() for cell in row.split("|")[2:-1]] == ["?4", "0", "0", "0", "0", "0", "!5"]
    assert "表二" not in message


def test_tables_without_a_marked_cell_are_not_printed() -> None:
    sample = report_from({"表四.[行政复议][结果维持]": 2})
    with pytest.raises(AssertionError) as caught:
        assert_findings(sample)
    message = str(caught.value)
    assert "表四" in message
    assert "三（七）" not in message
    (row,) = (line for line in message.splitlines() if line.startswith("| 行政复议"))
    assert [cell.strip() for cell in row.split("|")[2:-1]] == ["2", "0", "0", "0", "!0"]


def test_hostile_words_of_a_report_are_printed_visibly() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_findings(report_from({TOTAL: "\x1b[2J\u202e5"}))
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "会议纪要", b"\x00"])
def test_an_audit_that_is_incomplete_never_counts_as_silent(text: str | bytes) -> None:
    with pytest.raises(AssertionError, match="incomplete"):
        assert_findings(text)


def test_a_sample_is_audited_under_the_name_of_its_file() -> None:
    assert_findings(report_from(year=2023, file="青岚县水务局2023年报.txt"))
    assert_findings(report_from(year=2023, file="2021.txt"), "text/file-name")


def test_last_years_report_stands_beside_a_sample() -> None:
    rule = declared("表 三\n应有 二[总计] = 上年(四[总计])\n通过 二[总计]=0\n不通过 二[总计]=1\n")
    same, other = ({"t3.carried_over_out.total": value} for value in (3, 4))
    cell = "表三.二[总计]"
    assert_findings(report_from({cell: 3}), rules=rule)
    assert_findings(report_from({cell: 3}, last_year=same), rules=rule)
    assert_findings(report_from({cell: 3}, last_year=other), f"{rule.id} @ {cell}", rules=rule)
    with pytest.raises(SloppyTestError, match="nearest"):
        report_from(last_year={"t3.carried_over_out.sum": 3})


# sloppy tests are refused

SLOPPY = {
    "a rule that is none": (
        lambda: assert_findings(report_from(), f"balance/application @ {TOTAL}"),
        "balance/applications",
    ),
    "a cell that is none": (
        lambda: assert_findings(report_from(), "totals/rows @ 表三.三(七)[总计]"),
        TOTAL,
    ),
    "a key that is none": (
        lambda: assert_findings(report_from(), "totals/rows @ t3.handled_totals.total"),
        "t3.handled_total.total",
    ),
    "no cell behind the @": (lambda: assert_findings(report_from(), "totals/rows @"), "@"),
    "the same twice": (
        lambda: assert_findings(report_from(FIVE), FIVE_FINDS[0], FIVE_FINDS[0]),
        "twice",
    ),
    "the same by address and key": (
        lambda: assert_findings(
            report_from(FIVE), FIVE_FINDS[2], "totals/rows @ t3.handled_total.total"
        ),
        "twice",
    ),
    "a rule that does not run": (
        lambda: assert_findings(report_from(FIVE), FIVE_FINDS[2], rules="balance"),
        "cannot report",
    ),
    "a namespace that is none": (lambda: assert_findings(report_from(), rules="total"), "totals"),
    "figures in no cell": (lambda: report_from({"表三.三（七）[合计]": 1}), TOTAL),
    "figures of the other form": (
        lambda: report_from({"表二.[规章][现行有效件数]": 1}, form="2019"),
        "表二.[规章]",
    ),
    "figures given twice": (lambda: report_from({TOTAL: 1, "t3.handled_total.total": 2}), "twice"),
    "a section that is none": (lambda: report_from(prose={0: "x"}), "1 to 6"),
    "an edit of nothing": (lambda: report_from(edits=[("不存在的字", "")]), "changes nothing"),
    "a change in no cell": (lambda: report_from().changed({"表三.一[总记]": 1}), "表三.一[总计]"),
    "a form that is none": (lambda: reports("2020"), "2021"),
    "a noise that is none": (lambda: layout_noise("page breaks"), "page break"),
    "a corruption that is none": (lambda: corrupted("row droped"), "row dropped"),
    "a metric that is none": (lambda: statements("handled"), "handled_total"),
}


@pytest.mark.parametrize("how", SLOPPY)
def test_a_sloppy_test_is_refused_with_the_nearest_name(how: str) -> None:
    careless, nearest = SLOPPY[how]
    with pytest.raises(SloppyTestError) as caught:
        careless()
    message = caught.value.message
    assert nearest in message.en
    assert str(caught.value) == f"{message.zh}\n{message.en}"
    assert any("\u4e00" <= char <= "\u9fff" for char in message.zh)


# the package


def test_the_first_audit_is_over_when_the_kit_has_been_imported() -> None:
    """Else it would count as the time of somebody's first example, and exceed its deadline."""
    script = (
        "import sys; from gxaudit.testing import {name}; before = set(sys.modules); "
        "from gxaudit.testing.engine import audit_text, installed; "
        "from gxaudit.testing import report_from; "
        "print(installed.cache_info().currsize); "
        "audit_text(installed(), report_from().text); "
        "print(*sorted(set(sys.modules) - before))"
    )
    for name in ("assert_findings", "reports"):
        command = [sys.executable, "-c", script.format(name=name)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.split() == ["1"]


def test_public_names_are_there_documented_and_no_module_hides_one() -> None:
    for name in gxaudit.testing.__all__:
        assert getattr(gxaudit.testing, name).__doc__
    with pytest.raises(AttributeError):
        gxaudit.testing.nothing  # noqa: B018


@pytest.mark.parametrize("lacking", ["hypothesis", "pytest"])
def test_without_its_libraries_it_says_in_one_sentence_what_to_install(lacking: str) -> None:
    script = f"""
import sys
from importlib.machinery import PathFinder
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name == {lacking!r} else super().find_spec(name, path, target)
sys.meta_path[:] = [Without if one is PathFinder else one for one in sys.meta_path]
import gxaudit.testing
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    last = done.stderr.splitlines()[-1]
    assert last.startswith("ImportError: ")
    assert lacking in last
    assert "pip install 'gxaudit[testing]'" in last
