"""The workbook as another library reads it: what stands in it, and what never does."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from gxaudit.cli import main
from gxaudit.finding import Equation, Fault, Operand, Severity, Tally
from gxaudit.forms import form_named
from gxaudit.pipeline import Auditor
from gxaudit.render.formats import named
from gxaudit.render.office import book, xlsx
from gxaudit.render.office.names import (
    LONGEST_NAME,
    MOST_CHARACTERS,
    SheetNames,
    cut,
    literal,
    units,
)
from gxaudit.render.run import Run, Wanted
from gxaudit.render.spelling.escape import visible
from gxaudit.render.telling.drawn import drawn
from gxaudit.settle import Result
from gxaudit.specimen import specimen
from gxaudit.waiver import Waived
from gxaudit.wording import Language, Text
from tests.unit.rendered import RUN, run_with_rules, tell
from tests.unit.results import NASTY, finding, result, results, waiver_of, words

WRONG = {"t3.applications_received.total": "7"}
CELL = "表三.一[总计]"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Bytes:
    """A sink that keeps what is written."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()


def workbook(
    parts: Sequence[Result],
    language: Language = "zh",
    *,
    fault: Fault | None = None,
    run: Run = RUN,
) -> Any:
    sink = Bytes()
    tell(named("xlsx").make(sink, Wanted(language)), parts, fault, run)  # type: ignore[arg-type]
    return load_workbook(sink.stream)


def audited(**about: Any) -> Result:
    text = specimen("2021", **about)
    return Auditor.load(select=("balance", "totals")).audit(text.encode(), f"{about['agency']}.txt")


def texts(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                yield unescape(cell.value)


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a list by their heads."""
    heads, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, each, strict=True)) for each in others]


def figure(sheet: Any, label: str, column: int) -> Any:
    """The cell of a row of table 3, by its label and the number of its figure."""
    for row in sheet.iter_rows():
        at = next((cell.column for cell in row if cell.value == label), None)
        if at is not None:
            return sheet.cell(row[0].row, 3 + column)
    raise AssertionError(label)


# What is told


def test_a_wrong_cell_is_listed_drawn_coloured_and_commented() -> None:
    made = workbook([audited(agency="甲局", year=2023, cells=WRONG)], run=run_with_rules())
    assert made.sheetnames == ["问题清单", "未检查", "机关与年度", "说明", "甲局 2023"]
    (row,) = rows(made["问题清单"])
    assert (row["机关"], row["年度"], row["文件"], row["级别"]) == (
        "甲局",
        2023,
        "甲局.txt",
        "错误",
    )
    assert row["位置"].startswith(f"{CELL}\n第 ")
    assert (row["现有"], row["应有"]) == ("7", "0")
    assert row["核对和改正"]
    assert "依据" in row
    marked = figure(made["甲局 2023"], "一、本年新收政府信息公开申请数量", 7)
    assert (marked.value, marked.data_type) == ("7", "s")
    assert marked.fill.fgColor.rgb == "FFFFC7CE"
    assert row["问题"].split("\n")[0] in marked.comment.text
    others = [
        cell
        for line in made["甲局 2023"].iter_rows()
        for cell in line
        if cell.comment is not None and cell.coordinate != marked.coordinate
    ]
    assert others == []


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_tables_are_merged_as_the_form_draws_them(form: str) -> None:
    sheet = workbook([result_of(form)]).worksheets[-1]
    wanted = sorted(
        (box.width, box.height)
        for table in form_named(form).tables
        for row in (*drawn(form_named(form), table).head, *drawn(form_named(form), table).body)
        for box in row
        if box.width * box.height > 1
    )
    merged = sorted((each.size["columns"], each.size["rows"]) for each in sheet.merged_cells.ranges)
    assert merged == wanted
    for each in sheet.merged_cells.ranges:
        first, *others = [cell.value for line in sheet[each.coord] for cell in line]
        assert first is not None
        assert set(others) == {None}


def result_of(form: str) -> Result:
    figures = {cell.key: str(at) for at, cell in enumerate(form_named(form).cells)}
    text = specimen(form, agency="甲局", cells=figures)
    return Auditor.load(select=("balance",)).audit(text.encode(), "甲局.txt")


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_every_figure_stands_in_its_table_as_printed(form: str) -> None:
    shown = list(texts(workbook([result_of(form)]).worksheets[-1]))
    figures = [each for each in shown if each.isdecimal()]
    assert sorted(figures, key=int) == [str(at) for at in range(len(form_named(form).cells))]


def test_the_lists_filter_stay_in_sight_and_print_on_a4() -> None:
    made = workbook([audited(agency="甲局", year=2023, cells=WRONG)])
    for name in ("问题清单", "未检查"):
        sheet = made[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet["A1"].alignment.wrap_text


def test_what_was_not_checked_is_listed_with_its_reason() -> None:
    held = Tally(not_evaluated=3, reasons=(Text("缺总计", "no total"),))
    broken = Fault(kind="input", message=Text("打不开", "cannot be opened"), path="乙.doc")
    made = workbook(
        [result(outcomes={"totals/rows": held}, faults=(broken,))],
        fault=Fault(kind="plugin", message=Text("坏了", "broken"), plugin="foo 1.0"),
    )
    assert [(row["类别"], row["规则"], row["处数"]) for row in rows(made["未检查"])] == [
        ("故障", None, None),
        ("故障", None, None),
        ("未能核对", "totals/rows", 3),
    ]
    why = [row["原因"] for row in rows(made["未检查"])]
    assert "foo 1.0" in why[0]
    assert "打不开" in why[1]
    assert why[2] == "缺总计"


def test_the_matrix_tells_the_worst_of_each_agency_and_year() -> None:
    def of(agency: str, year: int, *found: Severity, held: bool = False) -> Result:
        report = audited(agency=agency, year=year).report
        outcomes = {"totals/rows": Tally(not_evaluated=1, passed=0)} if held else {}
        made = result(*[finding(severity=each) for each in found], outcomes=outcomes)
        return evolve(made, report=report)

    warning, error = Severity.WARNING, Severity.ERROR
    sheet = workbook(
        [
            of("甲局", 2022, Severity.NOTE),
            of("甲局", 2023, warning, error, error, held=True),
            of("乙局", 2023, held=True),
            of("乙局", 2021),
            of("甲局", 2022, warning),
        ]
    )["机关与年度"]
    assert [[cell.value for cell in row] for row in sheet["A1:D3"]] == [
        ["机关", 2021, 2022, 2023],
        ["甲局", None, "▲ 1", "✕ 2 ? 1"],
        ["乙局", "✓", None, "? 1"],
    ]
    assert sheet["D2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["C2"].fill.fgColor.rgb == "FFFFEB9C"
    assert sheet["B3"].fill.fgColor.rgb == "FFE2EFDA"
    assert sheet["D3"].fill.fgColor.rgb == "FFE7E6E6"


def test_many_reports_are_drawn_only_where_something_is_wrong_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx, "MOST_DRAWN", 2)
    reports = [
        audited(agency=f"{name}局", year=2023, cells=WRONG if name in "乙丙丁" else {})
        for name in "甲乙丙丁"
    ]
    made = workbook(reports)
    assert made.sheetnames[3:] == ["按规则合计", "说明", "乙局 2023", "丙局 2023"]
    assert "3 份有问题，列出前 2 份" in made["说明"]["A4"].value
    assert len(rows(made["问题清单"])) == 3
    assert workbook(reports[:2]).sheetnames[5:] == ["甲局 2023", "乙局 2023"]


def test_a_run_over_years_has_totals_by_rule_and_trends_with_charts() -> None:
    grown = {"t3.applications_received.total": "7", "t3.granted.total": "4"}
    made = workbook(
        [audited(agency=name, year=2023, cells=WRONG) for name in ("甲局", "乙局")]
        + [audited(agency="甲局", year=2024, cells=grown)],
        run=run_with_rules(),
    )
    totals = rows(made["按规则合计"])
    found = len(rows(made["问题清单"]))
    assert sum(row["问题（条）"] for row in totals[:-1]) == totals[-1]["问题（条）"] == found > 2
    first, second = rows(made["历年变化"])[:2]
    assert (first["年度"], first["相加的报告份数"], first["新收"], first["予以公开"]) == (
        2023,
        2,
        14,
        0,
    )
    assert (second["年度"], second["相加的报告份数"], second["新收"]) == (2024, 1, 7)
    applications, outcomes = made["历年变化"]._charts
    received, granted = applications.series[0].val.numRef, outcomes.series[0].val.numRef
    assert (received.f, granted.f) == ("历年变化!$C$2:$C$3", "历年变化!$F$2:$F$3")
    assert [int(each.v) for each in received.numCache.pt] == [14, 7]
    assert made["机关与年度"].freeze_panes == "B2"
    alone = workbook([audited(agency="甲局", year=2023)]).sheetnames
    assert not {"按规则合计", "历年变化"} & set(alone)


def test_a_full_sheet_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 4)
    found = [finding() for _ in range(5)]
    sheet = workbook([result(*found)])["问题清单"]
    assert sheet.max_row == 4
    assert sheet["A4"].value.startswith("工作表已满，其余 3 条没有列出")


def test_what_is_waived_stands_apart() -> None:
    found = finding()
    waiver = waiver_of(found, "=已核对")
    made = workbook([evolve(result(), waived=(Waived(found, (waiver,)),))])
    assert made["问题清单"]["A2"].value == "没有发现问题。"
    (row,) = rows(made["豁免和基线"])
    assert "已豁免 错误 balance/applications 不平（理由：=已核对；张三" in str(list(row.values()))
    assert "豁免和基线" not in workbook([result(found)]).sheetnames


def test_nothing_found_is_said() -> None:
    made = workbook([audited(agency="甲局", year=2023)])
    assert made["问题清单"]["A2"].value == "没有发现问题。"
    assert made["未检查"]["A2"].value == "没有故障，所选规则都已核对或不适用。"


# What never happens


@settings(max_examples=15)
@given(st.lists(results, max_size=3), st.sampled_from(LANGUAGES))
def test_no_text_becomes_a_formula_or_a_link(parts: list[Result], language: Language) -> None:
    made = workbook(parts, language, run=run_with_rules())
    for sheet in made:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
            assert all(cell.hyperlink is None for cell in row)


HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "{=1}",
    "https://example.org/",
    "mailto:a@b.c",
    "internal:Sheet1!A1",
    "00123",
    "1e5",
    "TRUE",
    "_x000A_",
    "<r>",
    "<r><t>x</t></r>.",
    "_x0041",
    " 前后有空格 ",
    "&amp;<b>",
    "𠮷" * 20,
)


def read_back(said: str) -> str:
    """A message as the list of findings has it."""
    bad = evolve(finding(), message=Text(said, said), expected=said, actual=said)
    (row,) = rows(workbook([result(bad)])["问题清单"])
    return unescape(row["问题"] or "").split("\n")[0]


@pytest.mark.parametrize("said", HOSTILE)
def test_what_looks_like_something_else_reads_back_as_it_is(said: str) -> None:
    assert read_back(said) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("_x005F_x000A_", "_x005F<U+005F>x000A_"),
        ("_x005F_x005f_x000A_x0041", "_x005F<U+005F>x005f<U+005F>x000A_x0041"),
        ("<r><t>x</t></r>", "<U+003C>r><t>x</t></r>"),
        ("<r></t></is></c><c><f>1+1</f></c></r>", "<U+003C>r></t></is></c><c><f>1+1</f></c></r>"),
    ],
)
def test_what_the_library_would_write_otherwise_is_named(said: str, shown: str) -> None:
    assert read_back(said) == shown


@settings(max_examples=25)
@given(words | st.text(st.sampled_from(NASTY + "_x0123456789<r>/"), max_size=40))
def test_any_text_reads_back_as_it_is_with_unsafe_characters_named(said: str) -> None:
    assert read_back(said) == literal(visible(said))


@given(st.lists(st.text(st.characters() | st.sampled_from("[]:*?/\\'Aa𠮷"), max_size=60)))
def test_names_of_sheets_are_legal_and_differ(names: list[str]) -> None:
    handed = SheetNames()
    given_out = [handed.unique(name, " 2023") for name in ("History", *names)]
    assert len({each.lower() for each in given_out}) == len(given_out)
    for name in given_out:
        assert 0 < units(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


@given(st.text(max_size=60), st.integers(20, 40))
def test_a_cut_text_says_how_long_it_was(text: str, most: int) -> None:
    short = cut(text, most)
    assert units(short) <= most
    if units(text) <= most:
        assert short == text
    else:
        kept, mark, rest = short.rpartition("……")
        assert text.startswith(kept)
        assert (mark, rest) == ("……", f"({len(text)})")


def test_a_cell_holds_no_more_than_excel_admits() -> None:
    many = tuple(Operand("𠮷" * 200, "", at, 1) for at in range(300))
    evidence = [evolve(finding(), equation=Equation("=", many, many, 1, 2)) for _ in range(40)]
    long = evolve(finding(), evidence=tuple(evidence), actual="乙" * 40_000)
    (row,) = rows(workbook([result(long)])["问题清单"])
    for value in row.values():
        assert units(str(value)) <= MOST_CHARACTERS
    assert row["现有"].endswith("(40000)")
    assert re.search(r"……\(\d+\)\Z", row["问题"])


@pytest.mark.parametrize(("ending", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_without_its_library_one_sentence_says_what_to_install(
    ending: str,
    library: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [each for each in sys.modules if each.startswith("gxaudit.render.office.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [each for each in sys.modules if each.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    out = tmp_path / f"out.{ending}"
    assert main(["check", "--lang", "zh", "-o", str(out), str(tmp_path)]) == 2
    assert f"{ending} 格式需要 {library}，请运行：pip install 'gxaudit[report]'" in (
        capsys.readouterr().err
    )
    assert list(tmp_path.iterdir()) == []
