"""Text with tables in other shapes is the same report; text with tabs is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.intake import take
from gxaudit.pipeline import Auditor
from gxaudit.readers.texts import straightened
from gxaudit.reading.read import read_report
from gxaudit.reading.source import may_need_straightening
from gxaudit.report import Report, State
from gxaudit.specimen import specimen
from gxaudit.testing.figures import Draft, drafts
from gxaudit.testing.layout import Layout, layouts
from tests.readers.written import SHAPES, SIDEWAYS, sideways

AUDITOR = Auditor.load()


def figures(report: Report) -> list[tuple[str, State, object, str]]:
    return [(cell.address, cell.state, cell.value, cell.raw) for cell in report.cells()]


def report_of(text: str) -> Report:
    return read_report(take(text.encode()).text)


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=25)
@given(draft=drafts())
def test_every_shape_is_the_report(shape: str, draft: Draft) -> None:
    text = draft.text()
    report = report_of(SHAPES[shape](text))
    assert figures(report) == figures(read_report(text))
    assert report.form is draft.form
    assert [one.number for one in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [one.text for one in report.prose] == [one.text for one in read_report(text).prose]


@pytest.mark.parametrize("style", SIDEWAYS)
@settings(max_examples=25)
@given(draft=drafts())
def test_section_four_may_stand_on_its_side(style: str, draft: Draft) -> None:
    turned = sideways(draft.form, draft.text(), style)
    assert figures(report_of(turned)) == figures(read_report(draft.text()))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_defect_is_the_same_finding_at_its_own_place(shape: str) -> None:
    text = specimen("2021", cells={"表三.三（七）[总计]": "987654"})
    whole = AUDITOR.audit(text.encode(), "甲.txt")
    written = SHAPES[shape](text)
    result = AUDITOR.audit(written.encode(), "甲.txt")
    assert [one.fingerprint for one in result.findings] == [
        one.fingerprint for one in whole.findings
    ]
    assert {rule: tally.outcome for rule, tally in result.outcomes.items()} == {
        rule: tally.outcome for rule, tally in whole.outcomes.items()
    }
    (wrong,) = {
        (one.location.place.line, one.location.place.char)
        for one in result.findings
        if one.address == "表三.三（七）[总计]" and one.location and one.location.place
    }
    line, char = wrong
    assert line is not None and char is not None
    assert written.split("\n")[line - 1][char - 1 :].startswith("987654")


@settings(max_examples=200)
@given(draft=drafts(), layout=layouts())
def test_text_with_tabs_is_left_alone(draft: Draft, layout: Layout) -> None:
    text = layout.text(draft)
    assert straightened(text) is None
    assert not may_need_straightening(text)


@pytest.mark.parametrize(
    "line",
    [
        "首页 | 政府信息公开 | 年报",
        "a | b",
        "| |",
        "||",
        "总计 | 1",
        "结果维持",
        "复议后起诉 1 件\t",
    ],
)
def test_bars_and_words_in_text_with_tabs_change_no_figure(line: str) -> None:
    text = specimen("2021", cells={"表四.[行政复议][总计]": "3"}, prose={1: line})
    assert figures(report_of(text)) == figures(read_report(text))


def test_a_path_with_bars_is_no_table() -> None:
    assert straightened("首页 | 公开 | 年报\n首页 | 公开 | 制度\n全文如下") is None


def test_too_few_figures_are_never_guessed_at() -> None:
    text = specimen("2021", cells={"表三.一[自然人]": "5"}, default="")
    lines = SHAPES["one cell a line"](text).split("\n")
    report = report_of(
        "\n".join(lines + ["三、收到和处理政府信息公开申请情况", *["规章", "1", "2", "3"]])
    )
    found = report.cell("表三.一[自然人]")
    assert found.state in (State.UNREADABLE, State.MISSING)
    assert found.value is None


def test_a_label_may_be_broken_over_lines() -> None:
    text = SHAPES["one cell a line"](specimen("2021", cells={"表三.三（二）[总计]": "6"}))
    broken = text.replace("（二）部分公开（区分", "（二）部分公开\n（区分").replace(
        "商业企业", "商业\n企业"
    )
    assert report_of(broken).cell("表三.三（二）[总计]").value == 6


@given(st.text(alphabet="|｜-: 0一、（）总计\n\t\\结果维持", max_size=120))
def test_any_text_is_straightened_or_left(words: str) -> None:
    document = straightened(words)
    if document is not None:
        for row in document.rows:
            assert len(row.cells) == len(row.places)
            for cell, place in zip(row.cells, row.places, strict=True):
                if cell and place is not None and place.line and place.char:
                    assert words.split("\n")[place.line - 1]
