"""What a finding is known by, and the figures that it rests on."""

from __future__ import annotations

from gxaudit.anchors import OWNER, plain
from gxaudit.finding import Finding
from gxaudit.pipeline import Auditor
from gxaudit.specimen import specimen
from tests.unit.waiving import AUDITOR, audited

TABLE = {"表三.一[自然人]": "4", "表三.一[总计]": "4", "表四.[行政复议][总计]": "2"}
RECEIVED = "全年收到政府信息公开申请{}件。"


def found(text: str, rule: str) -> Finding:
    (only,) = [one for one in audited(text).failures if one.rule == rule]
    return only


def test_another_figure_of_the_prose_is_the_same_finding_with_other_figures() -> None:
    one, other = (
        found(specimen("2021", prose={1: RECEIVED.format(count)}), "narrative/received")
        for count in (173, "1,700")
    )
    assert one.fingerprint == other.fingerprint
    assert set(one.figures) ^ set(other.figures) == {
        "正文：全年收到政府信息公开申请173件",
        "正文：全年收到政府信息公开申请1,700件",
        "现有：173",
        "现有：1700",
    }


def test_the_order_of_lines_changes_nothing() -> None:
    lines = [RECEIVED.format(17), "主动公开政府信息XX条。", "主动公开信息XX条，XX件。"]
    one, other = (
        audited(specimen("2021", prose={1: "\n".join(each)})).failures
        for each in (lines, lines[::-1])
    )
    assert {(each.fingerprint, each.figures) for each in one} == {
        (each.fingerprint, each.figures) for each in other
    }


def test_line_numbers_in_a_message_do_not_enter() -> None:
    text = specimen("2021").replace("六、其他需要报告的事项", "")
    one, other = (found(each, "structure/sections") for each in (text, f"\n\n{text}"))
    assert one.message != other.message
    assert (one.fingerprint, one.figures) == (other.fingerprint, other.figures)


def test_what_else_fails_changes_no_fingerprint() -> None:
    """Neither other rules nor the diagnosis, which brings findings together."""
    text = specimen("2021", cells=TABLE)
    every = {one.fingerprint: one.figures for one in audited(text).failures}
    for rule in ("totals/rows", "balance/applications", "totals/review"):
        alone = Auditor.load([rule]).audit(text.encode()).failures
        assert alone or rule == "totals/rows"
        assert {one.fingerprint: one.figures for one in alone}.items() <= every.items()


def test_the_first_digits_stand_for_agency_and_year() -> None:
    text = specimen("2021", cells=TABLE)
    other_year = specimen("2021", year=2023, cells=TABLE)
    one, other = (found(each, "totals/review").fingerprint for each in (text, other_year))
    assert one[:OWNER] != other[:OWNER]
    assert one[OWNER:] == other[OWNER:]
    owners = {each.fingerprint[:OWNER] for each in audited(text).failures}
    assert len(owners) == 1


def test_without_agency_or_year_the_file_name_stands_for_them() -> None:
    text = specimen("2021", cells=TABLE).split("\n", 1)[1].encode()
    prints = {
        path: {one.fingerprint for one in AUDITOR.audit(text, path).failures}
        for path in ("甲.txt", "县/甲.txt", "乙.txt")
    }
    assert prints["甲.txt"] == prints["县/甲.txt"]
    assert prints["甲.txt"].isdisjoint(prints["乙.txt"])


def test_cells_are_quoted_as_printed_and_absence_is_told_from_any_content() -> None:
    cells = {"表四.[行政复议][总计]": "２", "表三.二[总计]": "〔空白〕", "表三.一[总计]": ""}
    figures = {
        figure for one in audited(specimen("2021", cells=cells)).failures for figure in one.figures
    }
    assert "表四.[行政复议][总计] = 2" in figures
    assert "表三.二[总计] = 〔空白〕" in figures
    assert "表三.一[总计] = （空白）" in figures
    # A cell cannot say the same by itself: what is printed loses its full-width brackets.
    assert plain("（空白）") == "(空白)"


def test_what_is_too_long_to_read_is_told_by_a_digest_of_it() -> None:
    long = "甲" * 5000
    one, other = (
        found(specimen("2021", prose={1: f"{long}{end}XX条。"}), "text/placeholder")
        for end in ("丙", "丁")
    )
    assert max(map(len, one.figures)) < 80
    assert one.figures != other.figures
