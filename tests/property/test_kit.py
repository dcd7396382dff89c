"""The test kit itself: drawn reports are consistent, and layouts lose no figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Outcome
from gxaudit.forms import Row, shipped_forms
from gxaudit.rule import Example
from gxaudit.specimen import example_text, specimen
from gxaudit.testing.figures import drafts
from gxaudit.testing.layout import ENCODINGS, NEWLINES, NOISES, encode, layouts, one_noise
from gxaudit.testing.noise import figures_of

FORMS = pytest.mark.parametrize("form", shipped_forms(), ids=lambda form: form.name)
PARTS = ("natural", "business", "research", "social", "lawfirm", "other_org")


@given(drafts())
def test_the_four_items_of_table_3_balance_in_every_column(draft):
    for column in (*PARTS, "total"):
        received = draft.value(f"t3.applications_received.{column}")
        carried_in = draft.value(f"t3.carried_over_in.{column}")
        handled = draft.value(f"t3.handled_total.{column}")
        carried_out = draft.value(f"t3.carried_over_out.{column}")
        assert received + carried_in == handled + carried_out


@given(drafts())
def test_outcomes_add_up_to_the_handled_total(draft):
    flow = {"applications_received", "carried_over_in", "handled_total", "carried_over_out"}
    outcomes = [row.key for row in draft.form.table(3).rows if row.key not in flow]
    for column in (*PARTS, "total"):
        handled = draft.value(f"t3.handled_total.{column}")
        assert handled == sum(draft.value(f"t3.{key}.{column}") for key in outcomes)


@given(drafts())
def test_totals_are_the_sums_of_their_parts(draft):
    for row in draft.form.table(3).rows:
        parts = [draft.value(f"t3.{row.key}.{part}") for part in PARTS]
        assert draft.value(f"t3.{row.key}.total") == sum(parts)
    for row in draft.form.table(4).rows:
        results = ("upheld", "corrected", "other", "pending")
        assert draft.value(f"t4.{row.key}.total") == sum(
            draft.value(f"t4.{row.key}.{result}") for result in results
        )


@given(drafts())
def test_no_figure_is_negative_but_a_change(draft):
    for spec, value in zip(draft.form.cells, draft.values, strict=True):
        assert value >= 0 or spec.column.kind == "change"


@FORMS
def test_the_statutory_layout_prints_every_figure_once_behind_its_label(form):
    cells = {spec.address: f"{at}0" for at, spec in enumerate(form.cells)}
    rows = [line.split("\t") for line in specimen(form, cells=cells).split("\n")]
    for table in form.tables:
        for row in table.rows:
            figures = [f"{row.first + at}0" for at in range(len(row.columns))]
            printed = next(line for line in rows if figures[0] in line)
            first = printed.index(figures[0])
            assert printed[first : first + len(figures)] == figures
            assert table.one_line or row.label in printed[:first]


@pytest.mark.parametrize("name", NOISES)
@given(data=st.data())
def test_noise_keeps_the_figures_of_every_row(name, data):
    draft = data.draw(drafts())
    layout = data.draw(one_noise(name))
    lines = draft.lines()
    for noise in layout.noises:
        lines = noise.apply(lines)
    printed: dict[tuple[Row, ...], tuple[str, ...]] = {}
    for line in lines:
        if line.kind == "row":
            printed.setdefault(line.rows, figures_of(line))
    for rows, figures in printed.items():
        values = [Decimal(_plain(figure)) for figure in figures]
        meant = [draft.values[row.first + at] for row in rows for at in range(len(row.columns))]
        assert values == meant
    assert {row for rows in printed for row in rows} == set(draft.form.rows)


def _plain(figure):
    # Decimal reads full-width digits, but not the full-width point.
    return figure.strip().replace(",", "").replace("，", "").replace("．", ".")


@given(layouts(), drafts())
def test_any_layout_has_the_title_and_six_headings(layout, draft):
    text = "".join(layout.text(draft).split())
    assert "政府信息公开" in text and "年度报告" in text
    assert text.index("总体情况") < text.index("主动公开") < text.index("问题及改进")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF"])
def test_encoding_can_be_undone(encoding, newline):
    text = specimen("2021")
    mark, codec = ENCODINGS[encoding]
    data = encode(text, encoding, newline)
    assert data.startswith(mark)
    assert data[len(mark) :].decode(codec) == text.replace("\n", newline)


def test_an_edit_that_finds_nothing_is_an_error():
    with pytest.raises(ValueError, match="no text"):
        example_text(Example(outcome=Outcome.PASSED, edits=(("不存在的字", ""),)))


@pytest.mark.parametrize(
    "wrong", [{"cells": {"表三.九[总计]": "1"}}, {"prose": {7: "x"}}, {"form": "1999"}]
)
def test_an_example_of_something_that_does_not_exist_is_an_error(wrong):
    with pytest.raises(KeyError):
        example_text(Example(outcome=Outcome.PASSED, **wrong))


def test_prose_stands_below_its_heading_and_above_the_table():
    lines = specimen("2021", prose={3: "甲。\n乙。"}).split("\n")
    heading = lines.index("三、收到和处理政府信息公开申请情况")
    assert lines[heading + 1 : heading + 5] == ["", "甲。", "乙。", ""]
    assert lines[heading + 5].startswith("（本列数据")
