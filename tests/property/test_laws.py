"""The laws of the whole audit, over consistent reports, every layout and every kind of damage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from gxaudit.beside import ALONE, Beside
from gxaudit.finding import Outcome, Severity
from gxaudit.forms import shipped_forms
from gxaudit.pipeline import Auditor
from gxaudit.reading.read import read_report
from gxaudit.reading.source import decode
from gxaudit.report import State
from gxaudit.resources import resource
from gxaudit.settle import Result
from gxaudit.specimen import example_text, text_of
from gxaudit.staging import beside_of
from gxaudit.testing import corrupted
from gxaudit.testing.damage import DAMAGES, cut_table
from gxaudit.testing.figures import Draft, drafts
from gxaudit.testing.layout import (
    ENCODINGS,
    NEWLINES,
    NOISES,
    encode,
    layouts,
    one_noise,
)
from gxaudit.testing.spelling import BLANK_ZEROS

AUDITOR = Auditor.load()
RULES = {rule.id: rule for rule in AUDITOR.rules}
EXAMPLES = [(rule.id, at) for rule in AUDITOR.rules for at in range(len(rule.examples))]


def audit(text: str, file: str | None = None, beside: Beside = ALONE) -> Result:
    result = AUDITOR.audit(text.encode("utf-8", "surrogatepass"), file, beside=beside)
    assert not [fault for fault in result.faults if fault.kind != "input"]
    return result


def serious(result: Result) -> list[tuple[str, str]]:
    return [(one.rule, one.message.zh) for one in result.failures if one.severity > Severity.NOTE]


def outcomes(result: Result) -> dict[str, Outcome]:
    return {rule: tally.outcome for rule, tally in result.outcomes.items()}


def read_back(result: Result, draft: Draft) -> None:
    """Every figure is bound to its own cell with its value."""
    report = result.report
    assert report is not None
    assert report.form.name == draft.form.name
    for cell, meant in zip(report.cells(), draft.values, strict=True):
        assert cell.value == meant, cell


@pytest.mark.parametrize("name", NOISES)
@given(data=st.data())
@settings(max_examples=15)
def test_each_layout_is_read_right_and_stays_silent(name: str, data: st.DataObject) -> None:
    draft, layout = data.draw(drafts()), data.draw(one_noise(name))
    result = audit(layout.text(draft))
    read_back(result, draft)
    assert not serious(result)


@given(drafts(), layouts())
def test_layouts_together_change_no_outcome(draft: Draft, layout) -> None:  # type: ignore[no-untyped-def]
    result = audit(layout.text(draft))
    read_back(result, draft)
    assert not serious(result)
    plain, noisy = outcomes(audit(draft.text())), outcomes(result)
    notes = {rule for rule, one in RULES.items() if one.severity is Severity.NOTE}
    assert {
        rule: one for rule, one in noisy.items() if rule not in notes | {"structure/labels"}
    } == {rule: one for rule, one in plain.items() if rule not in notes | {"structure/labels"}}


@given(st.data())
def test_zeros_that_are_not_printed_accuse_nobody(data: st.DataObject) -> None:
    """Blanks are confirmed by totals or nothing that needs them is evaluated."""
    draft = data.draw(drafts())
    layout = data.draw(one_noise(data.draw(st.sampled_from(sorted(BLANK_ZEROS)))))
    result = audit(layout.text(draft))
    errors = [one.rule for one in result.failures if one.severity is Severity.ERROR]
    assert not errors
    report = result.report
    assert report is not None
    for cell, meant in zip(report.cells(), draft.values, strict=True):
        if cell.state in (State.BLANK, State.MARK):
            assert not meant, cell
        else:
            # Where two columns are possible nothing is read: never a wrong value.
            assert cell.value == meant or cell.state is State.UNREADABLE, cell


@pytest.mark.parametrize("name", DAMAGES)
@given(data=st.data())
@settings(max_examples=15)
def test_each_damage_is_noticed_by_its_rules_at_its_cell(name: str, data: st.DataObject) -> None:
    damage = data.draw(corrupted(name))
    assert damage.name == name
    result = audit(damage.text)
    for rule in damage.rules:
        assert result.outcomes[rule].outcome is Outcome.FAILED, (rule, damage.detail)
    if damage.at is not None:
        address = damage.report.cell(damage.at).address
        assert address in [
            cell
            for one in result.failures
            if one.rule in damage.rules
            for cell in (one.address, *one.cells)
        ]


@given(drafts(), st.sampled_from([2, 3, 4]), st.integers(3, 14))
def test_a_table_cut_at_the_right_keeps_its_left_cells(
    draft: Draft, table: int, width: int
) -> None:
    report = audit(text_of(cut_table(draft.lines(), table, width))).report
    assert report is not None
    for cell, meant in zip(report.cells(), draft.values, strict=True):
        assert cell.state in (State.NUMBER, State.MISSING), cell
        assert cell.value in (None, meant), cell


@pytest.mark.parametrize(("rule", "at"), EXAMPLES)
def test_examples_behave_as_declared(rule: str, at: int) -> None:
    example = RULES[rule].examples[at]
    result = audit(example_text(example), example.file, beside_of(example))
    assert result.outcomes[rule].outcome is example.outcome
    if example.at is not None:
        assert example.at in [one.address for one in result.failures if one.rule == rule]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", NEWLINES)
@given(draft=drafts())
@settings(max_examples=5)
def test_every_encoding_gives_the_same_findings(encoding: str, newline: str, draft: Draft) -> None:
    text = draft.text()
    result = AUDITOR.audit(encode(text, encoding, newline))
    assert result.report == read_report(text)


@given(drafts(), st.data())
def test_one_damaged_byte_is_an_error_or_valid_text(draft: Draft, data: st.DataObject) -> None:
    raw = bytearray(draft.text().encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255))
    result = AUDITOR.audit(bytes(raw))
    assert result.encoding in ("utf-8", None)
    if result.encoding is None:
        assert "UTF-8" in result.faults[0].message.en or "NUL" in result.faults[0].message.en
    else:
        assert decode(bytes(raw))[1] == "utf-8"


@given(st.text(max_size=400))
def test_any_text_is_audited_or_refused(text: str) -> None:
    audit(text)


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "0",
            "12",
            "约3",
            "/",
            "无",
            "总计",
            "自然人",
            "规章",
            "结果维持",
            "（三）不予公开",
            "3.其他",
        ]
    ),
    st.text(alphabet=st.characters(exclude_characters="\n\t", codec="utf-8"), max_size=8),
)
LINE = st.lists(CELL, min_size=1, max_size=12).map(lambda cells: "\t".join(cells) + "\n")
GRAMMAR = Lark(
    resource("grammar", "grid.lark").read_text(encoding="utf-8"), parser="lalr", lexer="basic"
)
ROWS = {
    "EMPTY": st.sampled_from(["\n", "\t\t\n", " \n"]),
    "FURNITURE": st.sampled_from(["- 4 -\n", "第 3 页\n", "12\n"]),
    "TITLE": st.sampled_from(["第二十条第（一）项\t\t\t\n", "第二十条第（六）项\n"]),
    "FIRST": st.sampled_from(["一、本年新收政府信息公开申请数量\t\t3\t0\t0\t0\t0\t0\t3\t\n"]),
    "SECOND": st.sampled_from(["\t（一）予以公开\t3\t0\n", "（七）总计\t3\t0\t0\t0\t0\t0\t3\n"]),
    "THIRD": st.sampled_from(["\t\t3.其他\t0\t0\t0\t0\t0\t0\t0\n", "1.属于国家秘密\t1\n"]),
    "FIRST_BARE": st.just("二、上年结转政府信息公开申请数量\t\t\t\n"),
    "SECOND_BARE": st.just("（三）不予公开\t\t\t\n"),
    "THIRD_BARE": st.just("\t\t2.重复申请\t\t\n"),
    "VALUES": st.sampled_from(["\t".join("0" * 15) + "\n", "1\t\t2\n"]),
    "ROW": st.sampled_from(["规章\t0\t0\t0\n", "行政许可\t\t4\t\n"]),
    "ROW_BARE": st.sampled_from(["行政处罚\t\t\n", "以下空白\n"]),
    "HEADER": st.one_of(st.just("信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"), LINE),
}


@given(from_lark(GRAMMAR, start="start", explicit=ROWS))
def test_what_the_grammar_makes_is_read(block: str) -> None:
    audit(
        f"三、收到和处理政府信息公开申请情况\n\n{block}\n四、政府信息公开行政复议、行政诉讼情况\n"
    )


@given(drafts(), st.randoms(use_true_random=False), st.integers(0, 10_000))
def test_shuffled_and_cut_reports_are_read(draft: Draft, random, cut: int) -> None:  # type: ignore[no-untyped-def]
    lines = draft.text().split("\n")
    random.shuffle(lines)
    audit("\n".join(lines)[:cut])


@given(drafts(), layouts())
def test_the_same_findings_twice(draft: Draft, layout) -> None:  # type: ignore[no-untyped-def]
    text = layout.text(draft)
    assert audit(text) == audit(text)


def test_the_forms_of_the_laws_are_all_shipped_forms() -> None:
    assert {form.name for form in shipped_forms()} == {"2019", "2021"}
