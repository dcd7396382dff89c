"""Plugin ``structure``, on reports made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity
from gxaudit.forms import form_named, shipped_forms
from gxaudit.report import Blanks, Observation, Report, Section, Seen, State, TableSeen
from tests.unit.reports import (
    BLANK,
    MISSING,
    Content,
    failures,
    heading,
    instances,
    mark,
    number,
    report,
    rules_of,
    unreadable,
    verdicts,
    with_contents,
    without_table,
)

RULES = rules_of("structure")
FORM = form_named("2021")
SECTIONS = st.sets(st.integers(1, 6))
CELLS = st.integers(0, len(FORM.cells) - 1)
PERMITS = "表二.[行政许可][本年处理决定数量]"
FEE = "表二.[行政事业性收费][本年收费金额]"
RECEIVED = "表三.一[自然人]"
PROBLEMS = {5: "一是公开内容不够全面，二是解读形式单一。下一步将加强培训，逐项改进。"}
CELL_RULES = (
    "structure/blank-cells",
    "structure/mark-cells",
    "structure/number-style",
    "structure/cell-text",
    "structure/unreadable-cells",
    "structure/counts",
)


def found(rule: str, judged: Report) -> list[Failed]:
    return failures(RULES[f"structure/{rule}"], judged)


def with_cells(indices: Mapping[int, Content]) -> Report:
    return report(cells={FORM.cells[index].address: one for index, one in indices.items()})


def addresses(finding: Failed) -> set[str]:
    assert finding.cell is not None
    return {finding.cell, *finding.cells}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if not rule.beside])
def test_every_rule_passes_a_report_without_fault(rule, form):
    years = {"2019": 2020, "2021": 2021}
    said = verdicts(rule, report(form, year=years[form], prose=PROBLEMS))
    assert said
    assert all(isinstance(verdict, Passed) for verdict in said)


# Sections


@given(SECTIONS)
def test_each_missing_section_is_one_error_and_no_other_section_is_named(missing):
    whole = report()
    cut = evolve(whole, sections=tuple(one for one in whole.sections if one.number not in missing))
    findings = found("sections", cut)
    if len(missing) == 6:
        assert len(findings) == 1
    else:
        assert [one.expected for one in findings] == [
            whole.sections[number - 1].heading for number in sorted(missing)
        ]
    assert instances(verdicts(RULES["structure/sections"], cut), Passed) == 6 - len(missing)


def test_a_missing_section_is_told_where_it_belongs_and_where_its_table_is():
    whole = report()
    cut = evolve(whole, sections=tuple(one for one in whole.sections if one.number != 3))
    (finding,) = found("sections", cut)
    for words in finding.message:
        assert "200" in words
        assert "310" in words


@given(st.permutations(range(1, 7)))
def test_sections_out_of_order_are_one_finding_whatever_the_order(order):
    shuffled = tuple(heading(section, 10 * at) for at, section in enumerate(order, 1))
    findings = found("section-order", evolve(report(), sections=shuffled))
    assert len(findings) == (order != sorted(order))


@given(st.permutations(range(1, 7)))
def test_sections_numbered_through_in_the_wrong_order_have_no_wrong_ordinals(order):
    shuffled = tuple(heading(section, 10 * at, at) for at, section in enumerate(order, 1))
    findings = found("section-order", evolve(report(), sections=shuffled))
    assert len(findings) == (order != sorted(order))


@given(st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_each_ordinal_that_is_not_its_sections_own_is_a_warning_at_its_line(ordinals):
    numbered = tuple(
        heading(section, 10 * section, ordinal) for section, ordinal in enumerate(ordinals, 1)
    )
    findings = found("section-order", evolve(report(), sections=numbered))
    wrong = [10 * at for at, ordinal in enumerate(ordinals, 1) if at != ordinal]
    assert [one.line for one in findings] == wrong


def test_headings_that_lost_their_ordinals_are_not_held_against_the_report():
    bare = tuple(evolve(one, ordinal=None) for one in report().sections)
    assert not found("section-order", evolve(report(), sections=bare))


def test_order_is_not_judged_without_headings():
    said = verdicts(RULES["structure/section-order"], evolve(report(), sections=()))
    assert [type(one) for one in said] == [NotEvaluated]


# Duplicates


@given(SECTIONS)
def test_each_section_that_stands_again_is_an_error_where_it_stands_again(again):
    repeated = tuple(heading(number, 900 + number) for number in sorted(again))
    judged = report()
    judged = evolve(judged, sections=judged.sections + repeated)
    assert [one.line for one in found("duplicates", judged)] == [one.line for one in repeated]


def test_a_list_of_contents_is_no_duplicate():
    contents = tuple(heading(number, 10 + number) for number in range(1, 7))
    judged = report(prose=PROBLEMS)
    judged = evolve(judged, sections=contents + judged.sections)
    assert not found("duplicates", judged)
    assert not found("section-order", judged)


def test_a_sub_heading_in_the_words_of_a_section_is_no_duplicate():
    sub = Section(2, 1, "1.主动公开情况", 105)
    judged = report()
    judged = evolve(judged, sections=(judged.sections[0], sub, *judged.sections[1:]))
    assert not found("duplicates", judged)
    assert not found("section-order", judged)


@pytest.mark.parametrize("table", [2, 3, 4])
def test_a_table_pasted_twice_is_an_error_at_the_second(table):
    judged = report()
    again = TableSeen(table, table, 100 * table + 50)
    (finding,) = found("duplicates", evolve(judged, tables=(*judged.tables, again)))
    assert finding.line == again.line


def test_a_table_pasted_with_its_heading_is_one_mistake():
    judged = report()
    judged = evolve(
        judged,
        sections=(*judged.sections, heading(3, 700)),
        tables=(*judged.tables, TableSeen(3, 3, 710)),
    )
    assert [one.line for one in found("duplicates", judged)] == [700]


# Tables


@given(st.sets(st.sampled_from([2, 3, 4])))
def test_each_missing_table_is_an_error_under_its_heading(missing):
    judged = report()
    for table in missing:
        judged = without_table(judged, table)
    assert [one.line for one in found("tables", judged)] == [100 * at for at in sorted(missing)]


@given(st.tuples(*[st.integers(0, 6)] * 3))
def test_a_table_is_misplaced_unless_it_stands_in_its_own_section(sections):
    tables = tuple(
        TableSeen(number, section, 10 * number) for number, section in enumerate(sections, 2)
    )
    findings = found("table-place", evolve(report(), tables=tables))
    assert [one.line for one in findings] == [
        one.line for one in tables if one.section != one.number
    ]


def test_a_table_whose_heading_is_missing_is_not_called_misplaced():
    judged = report()
    judged = evolve(
        judged,
        sections=tuple(one for one in judged.sections if one.number != 3),
        tables=(TableSeen(3, 2, 310),),
    )
    said = verdicts(RULES["structure/table-place"], judged)
    assert [type(one) for one in said] == [NotEvaluated]


# Form and year


@pytest.mark.parametrize(
    ("form", "year", "right"),
    [
        ("2019", 2019, True),
        ("2019", 2020, True),
        ("2019", 2021, False),
        ("2019", 2023, False),
        ("2021", 2019, False),
        ("2021", 2020, False),
        ("2021", 2021, True),
        ("2021", 2030, True),
    ],
)
def test_the_form_must_be_the_one_of_the_report_year(form, year, right):
    assert len(found("form-version", report(form, year=year))) == (not right)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_without_a_year_or_without_evidence_the_form_is_not_judged(form):
    for judged in (report(form, year=None), evolve(report(form), form_evidence=False)):
        said = verdicts(RULES["structure/form-version"], judged)
        assert [type(one) for one in said] == [NotEvaluated]


def test_years_before_the_unified_format_have_no_form():
    said = verdicts(RULES["structure/form-version"], report("2019", year=2018))
    assert [type(one) for one in said] == [NotApplicable]


def test_labels_of_two_forms_are_a_warning_where_they_stand():
    mixed = evolve(report(), observations=(Observation(Seen.FORM_MIXED, 2, 210),))
    (finding,) = found("form-version", mixed)
    assert (finding.line, finding.severity) == (210, Severity.WARNING)


# Rows and columns of table 2


@given(st.sets(st.sampled_from([row.key for row in FORM.table(2).rows]), min_size=1, max_size=5))
def test_each_missing_row_of_table_2_is_named(missing):
    judged = report()
    rows = [row for row in FORM.table(2).rows if row.key in missing]
    gone = {row.first + offset for row in rows for offset in range(len(row.columns))}
    contents = [MISSING if at in gone else number(0) for at in range(len(FORM.cells))]
    places = [None if row in rows else judged.places[row.number] for row in FORM.rows]
    judged = evolve(with_contents(judged, contents), places=tuple(places))
    assert [one.expected for one in found("labels", judged)] == [row.label for row in rows]


def test_a_column_cut_off_table_2_is_one_finding_for_all_its_rows():
    cut = ("表二.[规章][现行有效件数]", "表二.[行政规范性文件][现行有效件数]")
    (finding,) = found("labels", report(cells=dict.fromkeys(cut, MISSING)))
    assert finding.expected == "现行有效件数"
    assert finding.cells == cut
    assert finding.severity is None


@pytest.mark.parametrize("table", [2, 3, 4])
def test_a_local_row_is_a_note_in_any_table(table):
    local = Observation(Seen.ROW_EXTRA, table, 33, None, "其他主动公开文件", ("3", "3"))
    (finding,) = found("labels", evolve(report(), observations=(local,)))
    assert (finding.line, finding.severity) == (33, Severity.NOTE)
    assert all("其他主动公开文件" in words for words in finding.message)


@pytest.mark.parametrize("kind", [Seen.ROW_REPEATED, Seen.ROW_MISPLACED])
def test_a_row_of_table_2_twice_or_out_of_place_is_a_warning_at_its_line(kind):
    seen = Observation(kind, 2, 215, "permits", "行政许可")
    (finding,) = found("labels", evolve(report(), observations=(seen,)))
    assert (finding.line, finding.severity) == (215, None)


@pytest.mark.parametrize("kind", [Seen.ROW_MISSING, Seen.ROW_REPEATED, Seen.ROW_MISPLACED])
def test_rows_of_table_3_are_left_to_the_totals(kind):
    seen = Observation(kind, 3, 40, "granted", "（一）予以公开")
    assert not found("labels", evolve(report(), observations=(seen,)))


# Section five


@pytest.mark.parametrize(
    "words",
    [
        "",
        "无",
        "无。",
        "暂无",
        "（一）存在的主要问题\n（二）改进情况",
        "（一）存在的主要问题：无。\n（二）改进措施：无。",
        "本机关政府信息公开工作不存在问题。",
        "经自查，本单位在政府信息公开工作中未发现存在的主要问题，无需改进。",
        "——————————————————",
    ],
)
def test_section_five_that_says_nothing_is_a_warning(words):
    prose = {5: words} if words else {}
    (finding,) = found("problems", report(prose=prose))
    assert (finding.span is None) == (not words)
    assert (finding.line is None) == bool(words)


@pytest.mark.parametrize(
    "words",
    [
        PROBLEMS[5],
        "公开不够及时，今后将加强学习，及时更新。",
        "存在公开内容没有及时更新的问题，今后改进。",
        "（一）存在的主要问题\n公开形式单一，与群众期望有差距。\n（二）改进情况\n将逐项整改。",
    ],
)
def test_section_five_with_a_problem_in_it_passes(words):
    assert not found("problems", report(prose={5: words}))


def test_section_five_is_not_judged_without_its_heading():
    judged = report()
    judged = evolve(judged, sections=judged.sections[:4])
    said = verdicts(RULES["structure/problems"], judged)
    assert [type(one) for one in said] == [NotEvaluated]


# Cells


@given(CELLS, st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=2))
def test_a_figure_is_wrong_exactly_where_its_column_cannot_hold_it(index, value):
    whole = value == int(value)
    right = value >= 0 and (whole or FORM.cells[index].column.kind == "money")
    findings = found("counts", with_cells({index: number(value)}))
    assert [one.cell for one in findings] == ([] if right else [FORM.cells[index].address])


@pytest.mark.parametrize("amount", ["-0.01", "-1", "0", "4.043"])
def test_an_amount_may_have_decimals_and_not_be_negative(amount):
    wrong = found("counts", report(cells={FEE: number(Decimal(amount))}))
    assert len(wrong) == amount.startswith("-")


@pytest.mark.parametrize("digits", [1, 20, 60])
def test_long_figures_are_judged_like_short_ones(digits):
    for fraction, right in ((".0", True), (".5", False)):
        figure = Decimal("1" * digits + fraction)
        assert len(found("counts", report(cells={PERMITS: number(figure)}))) == (not right)


def test_a_change_may_be_negative_and_not_fractional():
    change = "表二.[行政许可][本年增/减]"
    assert not found("counts", report("2019", cells={change: number(-11, "减11")}))
    assert found("counts", report("2019", cells={change: number(Decimal("-1.5"))}))


@given(st.sets(CELLS, min_size=1))
def test_blanks_are_one_finding_a_table_that_lists_them_all(blank):
    findings = found("blank-cells", with_cells(dict.fromkeys(blank, BLANK)))
    listed = [addresses(one) for one in findings]
    assert set().union(*listed) == {FORM.cells[index].address for index in blank}
    assert len(listed) == len({FORM.cells[index].table.number for index in blank})


@pytest.mark.parametrize("blanks", Blanks)
def test_blanks_weigh_more_where_equations_hang_on_them(blanks):
    judged = evolve(report(cells={RECEIVED: BLANK}), blanks=(Blanks.NONE, blanks, Blanks.NONE))
    (finding,) = found("blank-cells", judged)
    unverifiable = blanks is Blanks.UNVERIFIABLE
    assert finding.severity is (Severity.WARNING if unverifiable else Severity.NOTE)


@given(st.sets(CELLS))
def test_marks_are_legitimate_in_the_row_of_rules_alone(marked):
    judged = with_cells(dict.fromkeys(marked, mark()))
    stray = {index for index in marked if not FORM.cells[index].row.mark_allowed}
    listed = [addresses(one) for one in found("mark-cells", judged)]
    assert set().union(*listed) == {FORM.cells[index].address for index in stray}
    said = verdicts(RULES["structure/mark-cells"], judged)
    assert instances(said, NotApplicable) == len(marked - stray)


@pytest.mark.parametrize("also_blank", [False, True])
def test_one_warning_says_that_a_table_cannot_be_verified(also_blank):
    cells = {RECEIVED: mark("—")} | ({"表三.一[总计]": BLANK} if also_blank else {})
    unverifiable = (Blanks.NONE, Blanks.UNVERIFIABLE, Blanks.NONE)
    judged = evolve(report(cells=cells), blanks=unverifiable)
    findings = found("mark-cells", judged) + found("blank-cells", judged)
    assert [one.severity for one in findings].count(Severity.WARNING) == 1


@pytest.mark.parametrize(
    ("content", "style", "text", "error"),
    [
        (number(12), False, False, False),
        (number(12, " 12\u00a0"), False, False, False),
        (number(12, "１２"), True, False, False),
        (number(1213, "1,213"), True, False, False),
        (number(1213, "1，213"), True, False, False),
        (number(12, "1 2"), True, False, False),
        (number(12, "1\u00a02"), True, False, False),
        (number(3, "3件"), False, True, False),
        (number(3, "3 件"), False, True, False),
        (number(12, "１２件"), True, True, False),
        (number(3, "3⼈次"), True, True, False),
        (number(-1, "-1"), False, False, False),
        (number(Decimal("3.5"), "3.5"), False, False, False),
        (unreadable("1O"), True, False, True),
        (unreadable("o"), True, False, True),
        (unreadable("⼀"), True, False, True),
        (unreadable("约3"), False, False, True),
        (unreadable("见附件"), False, False, True),
        (mark(), False, False, False),
        (BLANK, False, False, False),
    ],
)
def test_how_a_cell_is_written(content, style, text, error):
    judged = report(cells={PERMITS: content})
    for rule, expected in (
        ("number-style", style),
        ("cell-text", text),
        ("unreadable-cells", error),
    ):
        assert [one.cell for one in found(rule, judged)] == [PERMITS] * expected, rule


@pytest.mark.parametrize("raw", ["减11", "增3", "+2", "增加3", "减少2", "-4"])
def test_words_of_change_are_no_text_in_a_column_of_changes(raw):
    judged = report("2019", cells={"表二.[行政许可][本年增/减]": number(2, raw)})
    assert not found("cell-text", judged)


@given(st.sets(CELLS, min_size=1))
def test_every_unreadable_cell_is_an_error_of_its_own(cells):
    findings = found("unreadable-cells", with_cells(dict.fromkeys(cells, unreadable("约3"))))
    assert {one.cell for one in findings} == {FORM.cells[index].address for index in cells}
    assert len(findings) == len(cells)


@pytest.mark.parametrize("raw", ["", "约3"])
def test_rows_that_can_be_read_in_two_ways_are_left_to_the_shift_rule(raw):
    row = FORM.row("granted")
    cells = {FORM.cells[row.first + at].address: unreadable(raw) for at in range(7)}
    ambiguous = Observation(Seen.ROW_AMBIGUOUS, 3, 40, row.key, row.label, ("1",) * 6)
    judged = evolve(report(cells=cells), observations=(ambiguous,))
    assert not found("unreadable-cells", judged)
    said = verdicts(RULES["structure/unreadable-cells"], judged)
    assert instances(said, NotEvaluated) == 7


def test_a_row_with_too_many_values_has_no_cells_to_be_called_unreadable():
    cells = {spec.address: unreadable("") for spec in FORM.cells if spec.table.number == 4}
    crowded = Observation(Seen.VALUE_EXTRA, 4, 440, "review", "", ("0",) * 16)
    judged = evolve(report(cells=cells), observations=(crowded,))
    assert not found("unreadable-cells", judged)


# What is not there


@pytest.mark.parametrize("rule", CELL_RULES)
@pytest.mark.parametrize("table", [2, 3, 4])
def test_cells_of_a_missing_table_are_not_evaluated_with_the_reason(rule, table):
    said = verdicts(RULES[rule], without_table(report(), table))
    reasons = [one.reason.zh for one in said if isinstance(one, NotEvaluated)]
    assert len(reasons) == 1
    assert f"表{'二三四'[table - 2]}" in reasons[0]
    assert not any(isinstance(one, Failed) for one in said)


@pytest.mark.parametrize("rule", CELL_RULES)
def test_in_a_table_that_was_cut_the_cells_that_are_there_are_judged(rule):
    totals = [row.first + 6 for row in FORM.table(3).rows]
    said = verdicts(RULES[rule], with_cells(dict.fromkeys(totals, MISSING)))
    assert {type(one) for one in said} == {Passed}


STATES = st.sampled_from(
    [
        number(0),
        number(7),
        number(-1),
        number(12, "１２"),
        BLANK,
        mark(),
        MISSING,
        unreadable("约3"),
    ]
)
OBSERVED = st.builds(
    Observation,
    st.sampled_from(Seen),
    st.sampled_from([0, 2, 3, 4]),
    st.integers(0, 400),
    st.sampled_from([None, "rules", "granted", "review"]),
    st.text(max_size=4),
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
)


@given(st.data())
def test_whatever_a_report_holds_every_verdict_is_sound(data):
    form = data.draw(st.sampled_from(shipped_forms()))
    base = report(form.name, year=data.draw(st.none() | st.integers(2015, 2030)))
    sparse = data.draw(st.dictionaries(st.integers(0, len(form.cells) - 1), STATES))
    fill = data.draw(STATES)
    judged = evolve(
        with_contents(base, [sparse.get(at, fill) for at in range(len(form.cells))]),
        sections=tuple(data.draw(st.lists(st.builds(heading, st.integers(1, 6), LINES)))),
        tables=tuple(
            data.draw(st.lists(st.builds(TableSeen, st.integers(2, 4), st.integers(0, 6), LINES)))
        ),
        observations=tuple(data.draw(st.lists(OBSERVED))),
        places=tuple(data.draw(st.sampled_from([None, place])) for place in base.places[:3])
        + base.places[3:],
        blanks=(data.draw(st.sampled_from(Blanks)),) * 3,
    )
    for rule in RULES.values():
        said = verdicts(rule, judged)
        assert said, rule.id
        for finding in (one for one in said if isinstance(one, Failed)):
            places = (finding.cell, finding.span, finding.line)
            assert sum(place is not None for place in places) <= 1
            assert all(form.index(cell) >= 0 for cell in finding.cells)
            assert finding.cell is None or form.index(finding.cell) >= 0
            assert all(finding.message)


LINES = st.integers(1, 400)


@given(st.lists(STATES, min_size=len(FORM.cells), max_size=len(FORM.cells)))
def test_no_cell_is_passed_over_in_silence(contents):
    judged = with_contents(report(), contents)
    said = verdicts(RULES["structure/unreadable-cells"], judged)
    failed = sum(isinstance(one, Failed) for one in said)
    states = [content[0] for content in contents]
    assert failed == states.count(State.UNREADABLE)
    assert instances(said, Passed) == len(states) - failed - states.count(State.MISSING)
