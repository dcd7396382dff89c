"""A consolidated report beside its members', and files that should not be two."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from gxaudit.beside import Beside, Member
from gxaudit.entity import Entity, Level
from gxaudit.finding import Finding, Outcome, Severity
from gxaudit.rule import Other
from gxaudit.testing import Sample, report_from
from gxaudit.testing.engine import installed
from gxaudit.testing.expect import audited
from gxaudit.wording import Text

RECEIVED, FEE = "表三.一[总计]", "表二.[行政事业性收费][本年收费金额]"
RULES = "表二.[规章][现行有效件数]"
WHOLE = Entity("临渊市人民政府", Level.CITY, complete=True)


def city(total: Any, *members: dict[str, str] | None, entity: Entity = WHOLE) -> Sample:
    """A city with so much in one cell, and members with these cells; None has not filed."""
    others = [
        Other(role="member", cells=one or {}, filed=one is not None, agency=f"部门{at}")
        for at, one in enumerate(members)
    ]
    cells = total if isinstance(total, dict) else {RECEIVED: total}
    return report_from(cells, year=2024).among(*others, entity=entity)


def found(sample: Sample, rule: str) -> list[Finding]:
    return list(audited(sample, rules=f"members/{rule}").failures)


def outcome(sample: Sample, rule: str) -> Outcome:
    return audited(sample, rules=f"members/{rule}").outcomes[f"members/{rule}"].outcome


def test_a_cell_that_is_no_sum_names_every_member_with_its_figure() -> None:
    (one,) = found(city(3607, {RECEIVED: "349"}, {RECEIVED: "933"}, {}), "sums")
    assert one.severity is Severity.WARNING
    assert one.address == RECEIVED and (one.expected, one.actual) == ("1282", "3607")
    assert "部门0 349、部门1 933" in one.message.zh
    assert f"部门1({RECEIVED}) = 933" in one.figures


def test_members_that_may_not_be_all_make_it_a_note() -> None:
    (one,) = found(city(12, {RECEIVED: "5"}, entity=Entity("临渊市人民政府")), "sums")
    assert one.severity is Severity.NOTE
    assert "还有别的单位" in one.message.zh


def test_nothing_is_added_up_while_a_member_is_missing_and_each_is_named() -> None:
    sample = city(12, {RECEIVED: "5"}, None, None)
    tally = audited(sample, rules="members/sums").outcomes["members/sums"]
    assert tally.outcome is Outcome.NOT_EVALUATED and not tally.failed and not tally.passed
    assert [words.zh[:5] for words in tally.reasons] == ["没有部门1", "没有部门2"]
    missing = found(sample, "missing")
    assert [one.severity for one in missing] == [Severity.NOTE] * 2
    assert len({one.fingerprint for one in missing}) == 2


def test_a_mark_of_a_member_adds_nothing_where_the_form_allows_it() -> None:
    assert outcome(city({RULES: 12}, {RULES: "12"}, {RULES: "/"}), "sums") is Outcome.PASSED
    assert outcome(city({RULES: "/"}, {RULES: "2"}, {}), "sums") is Outcome.NOT_EVALUATED
    assert outcome(city(12, {RECEIVED: "12"}, {RECEIVED: "/"}), "sums") is Outcome.NOT_EVALUATED


@pytest.mark.parametrize(
    ("total", "right"), [("3.35", True), ("3.34", True), ("3.3456", True), ("3.37", False)]
)
def test_amounts_may_be_rounded_and_counts_may_not(total: str, right: bool) -> None:
    sample = city({FEE: total}, {FEE: "1.1111"}, {FEE: "2.2345"})
    assert outcome(sample, "sums") is (Outcome.PASSED if right else Outcome.FAILED)


@pytest.mark.parametrize(("total", "right"), [("28", True), ("30", False)])
def test_amounts_without_decimals_are_off_by_half_of_one_each(total: str, right: bool) -> None:
    sample = city({FEE: total}, {FEE: "12"}, {FEE: "15"})
    assert outcome(sample, "sums") is (Outcome.PASSED if right else Outcome.FAILED)


@pytest.mark.parametrize(
    ("searched", "filed", "advice"),
    [(False, False, None), (True, False, "催收"), (True, True, "以哪一份为准")],
)
def test_a_member_is_asked_to_file_only_where_it_has_not(
    searched: bool, filed: bool, advice: str | None
) -> None:
    member = Member("部门0", None, Text("如此", "so"), filed=filed)
    beside = Beside(entity=WHOLE, members=(member,), searched=searched)
    result = installed().audit(report_from(year=2024).text.encode(), beside=beside)
    told = [one.message.zh for one in result.failures if one.rule == "members/missing"]
    assert len(told) == (advice is not None)
    assert all(advice and advice in words for words in told)
    said = result.outcomes["members/missing"].outcome
    assert said is (Outcome.FAILED if told else Outcome.NOT_EVALUATED)


def test_two_files_of_one_body_are_compared() -> None:
    one = report_from({RECEIVED: 5, "表三.四[总计]": 1}, year=2024)
    other = one.among(Other(role="twin", cells={RECEIVED: "6", "表三.四[总计]": "1"}))
    (differs,) = found(other, "duplicate")
    assert differs.severity is Severity.WARNING
    assert f"{RECEIVED} 5 / 6" in differs.message.zh and "表三.四" not in differs.message.zh
    assert f"另一份({RECEIVED}) = 6" in differs.figures
    same = one.among(Other(role="twin", cells={RECEIVED: "5", "表三.四[总计]": "1"}))
    assert [each.severity for each in found(same, "duplicate")] == [Severity.NOTE]


def test_a_blank_is_neither_a_mark_nor_the_number_of_its_state() -> None:
    one = report_from({RECEIVED: 1, "表三.一[自然人]": 1}, year=2024)
    (differs,) = found(one.among(Other(role="twin", cells={RECEIVED: ""})), "duplicate")
    assert f"{RECEIVED} 1 / 空白" in differs.message.zh
    assert f"{RECEIVED} 1 / blank" in differs.message.en


LONG = (
    "组织供水企业代表参观水质检测实验室并现场答疑，录像上传门户网站供未到场的用户点播；"
    "把农村饮水工程的招标、施工、验收文件按村汇编成册，放在村委会任人翻阅。"
)
SHORT = "修订水资源费征收标准后当日刊登全文。"


def test_prose_is_alike_only_where_most_of_both_stands_in_the_other() -> None:
    def beside(own: str, others: str) -> Outcome:
        sample = report_from(prose={1: own, 5: "", 6: ""}).among(
            Other(role="alike", prose={1: others})
        )
        return outcome(sample, "alike")

    assert beside(LONG, LONG) is Outcome.FAILED
    assert beside(LONG, LONG + SHORT) is Outcome.FAILED
    assert beside(LONG, LONG + "".join(reversed(LONG))) is Outcome.PASSED
    assert beside(SHORT, SHORT) is Outcome.NOT_EVALUATED


def test_a_government_and_its_office_may_share_one_text() -> None:
    office = Other(role="alike", agency="临渊市人民政府办公室", prose={1: LONG})
    whole = Entity("临渊市人民政府", Level.CITY)
    for entity, severity in (
        (whole, Severity.WARNING),
        (evolve(whole, parent="临渊市人民政府办公室"), Severity.NOTE),
    ):
        sample = report_from(prose={1: LONG, 5: "", 6: ""}).among(office, entity=entity)
        (one,) = found(sample, "alike")
        assert one.severity is severity
        assert ("谁照抄谁" in one.message.zh) is (severity is Severity.WARNING)
