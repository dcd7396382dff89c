"""A run over many reports: its counts add up, and its pages lead to one another alone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from gxaudit.corpus.identity import Identity
from gxaudit.entity import Entity
from gxaudit.finding import Severity, Tally
from gxaudit.render.folder import WholeFolder
from gxaudit.render.formats import named
from gxaudit.render.html import renderer as html
from gxaudit.render.overview.byrule import ByRule
from gxaudit.render.overview.overview import Overview
from gxaudit.render.overview.owner import Owner
from gxaudit.render.overview.standing import Standing
from gxaudit.render.overview.trends import FIGURES, Trends
from gxaudit.render.overview.units import Units
from gxaudit.render.run import Wanted
from gxaudit.render.sinks import FileSink
from gxaudit.render.spelling.escape import visible
from gxaudit.render.summary import Summary
from gxaudit.report import Report, State
from gxaudit.settle import Result
from gxaudit.wording import Language
from tests.contract.bilingual import chinese_in
from tests.unit.rendered import RUN
from tests.unit.results import finding, report, result, results

RULE = "balance/applications"
FAILED = {RULE: Tally(failed=1)}
HOSTILE = "x:<b>'\"&%2e.局\u202e"


def of(agency: str, year: int, *found: Severity) -> Result:
    made = result(*[finding(severity=each) for each in found], path=f"{agency}{year}.txt")
    return evolve(made, report=filed(agency, year), outcomes=FAILED if found else {})


def filed(agency: str, year: int, **figures: int | None) -> Report:
    values, states = list(report().values), list(report().states)
    for row, value in figures.items():
        at = report().form.index(f"t3.{row}.total")
        values[at], states[at] = value, State.NUMBER if value is not None else State.MISSING
    made = evolve(report(), agency=agency, year=year)
    return evolve(made, values=tuple(values), states=tuple(states), zeros=frozenset())


# What is counted


@settings(max_examples=30)
@given(st.lists(results.filter(lambda each: not each.skipped), max_size=5))
def test_units_and_rules_add_up_to_the_findings_of_the_run(parts: list[Result]) -> None:
    counted, summary = Overview({}, "zh"), Summary()
    for number, each in enumerate(parts, 1):
        summary.add(each)
        counted.add(number if each.report else 0, each)
    rows = list(counted.units.rows())
    total = sum((row.total for row in rows), Standing())
    found = [summary.findings[each] for each in sorted(Severity, reverse=True)]
    assert [total.errors, total.warnings, total.notes] == found
    assert sum(each.findings for each in counted.by_rule.counts()) == sum(found)
    cells = [each for row in rows for each in row.filed]
    assert sum((each.standing for each in cells), Standing()) == total
    numbers = [each.number for each in cells]
    assert Counter(numbers) == Counter(at if each.report else 0 for at, each in enumerate(parts, 1))


def test_the_worst_unit_stands_first_whatever_its_name() -> None:
    counted = Overview({}, "zh")
    warning, error = Severity.WARNING, Severity.ERROR
    reports = [
        of("甲", 2022, warning, warning),
        of("乙", 2022),
        of("丙", 2023, error),
        of("乙", 2021),
    ]
    for number, each in enumerate(reports, 1):
        counted.add(number, each)
    assert [row.unit for row in counted.units.rows()] == ["丙", "甲", "乙"]
    assert [each.year for each in [*counted.units.rows()][2].filed] == [2021, 2022]


def test_a_rule_without_a_companion_is_no_mark_against_a_report() -> None:
    counted = ByRule({})
    lacking = Tally(not_evaluated=2, beside=2)
    counted.add(result(outcomes={"years/carry-over": lacking, RULE: Tally(not_evaluated=1)}))
    ended = {each.id: each.ended for each in counted.counts()}
    assert ended == {RULE: (0, 1, 0, 0, 0), "years/carry-over": (0, 0, 0, 0, 1)}
    overview = Overview({}, "zh")
    overview.add(1, result(outcomes={"years/carry-over": lacking}))
    (row,) = overview.units.rows()
    assert row.total.clean
    assert row.total.words == "✓"


def test_trends_count_no_figure_twice_and_say_what_is_lacking() -> None:
    units = Units("zh")
    trends = Trends(units)
    told = (
        (Owner("市", "", 2023), filed("市", 2023, applications_received=10, denied_internal=2)),
        (Owner("区", "市", 2023), filed("区", 2023, applications_received=4)),
        (Owner("区", "市", 2024), filed("区", 2024, applications_received=5, denied_process=None)),
        (Owner("区", "市", 2024), filed("区", 2024, applications_received=99)),
        (Owner("", "", 2024), filed("", 2024, applications_received=1)),
    )
    for number, (owner, each) in enumerate(told, 1):
        first = units.add(number, owner, f"{number}.txt", Standing())
        trends.add(owner, each, first=first)
    early, late = trends.years()
    received, denied = (
        [each.key for each in FIGURES].index(key) for key in ("applications_received", "denied_")
    )
    assert (early.reports, early.sums[received], early.sums[denied]) == (1, 10, 2)
    assert (late.reports, late.sums[received], late.sums[denied]) == (2, 6, 0)
    assert (late.lacking[received], late.lacking[denied]) == (0, 1)
    assert trends.left_out == 2


def test_a_report_belongs_to_whom_the_manifest_says_below_the_body_above() -> None:
    counted = Overview({}, "zh")
    known = Identity("甲区", 2024, Entity("甲区", parent="乙市"))
    counted.add(1, evolve(of("甲局", 2023, Severity.NOTE), owner=known))
    (row,) = counted.units.rows()
    assert (row.unit, row.parent, [each.year for each in row.filed]) == ("甲区", "乙市", [2024])


# The pages


def write(
    folder: Path, parts: Iterable[Result], language: Language = "zh", name: str = "out.html"
) -> FileSink:
    sink = FileSink(str(folder / name), ".html", pages="html")
    page, summary = named("html").make(sink, Wanted(language)), Summary()
    page.begin(RUN)
    try:
        for each in parts:
            summary.add(each)
            page.result(each)
        page.end(summary)
        sink.commit()
    finally:
        sink.discard()
    return sink


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that two reports are many."""
    monkeypatch.setattr(html, "PAGES", 1)


PROVINCE = [
    of("甲局", 2022),
    of(HOSTILE, 2022, Severity.ERROR, Severity.NOTE),
    of("甲局", 2023, Severity.WARNING),
]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_link_of_every_page_leads_to_a_place_that_is_there(
    tmp_path: Path, language: Language
) -> None:
    write(tmp_path, PROVINCE, language, name="a:b #%41.html")
    pages = {os.path.realpath(each): lxml_html.parse(each) for each in tmp_path.rglob("*.html")}
    names = sorted(Path(each).name for each in pages)
    assert names == ["0001.html", "0002.html", "0003.html", "a:b #%41.html", "rule-0001.html"]
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    reached = set()
    for path, page in pages.items():
        for link in page.xpath("//a/@href"):
            file, _, place = link.partition("#")
            assert not file or file.startswith((".", "0"))
            target = os.path.realpath(Path(path).parent / unquote(file)) if file else path
            assert not place or place in ids[target], link
            reached.add(target)
        assert not page.xpath("//script | //img | //iframe | //*[@style] | //@src")
    assert reached == set(pages)


@pytest.mark.usefixtures("many")
def test_the_overview_tells_every_unit_and_every_finding(tmp_path: Path) -> None:
    write(tmp_path, PROVINCE)
    page = lxml_html.parse(tmp_path / "out.html")
    rows = page.xpath("//section[@id='units']//tbody/tr")
    told = [[each.text_content().strip() for each in row] for row in rows]
    assert told == [
        [visible(HOSTILE), "1", "", "1", "", "✕ 1", ""],
        ["甲局", "", "1", "", "", "✓", "▲ 1"],
    ]
    counts = page.xpath("//section[@id='rules']//tbody/tr/td[4]")
    assert sum(int(each.text_content()) for each in counts) == 3
    lines = lxml_html.parse(tmp_path / "out-reports" / "rule-0001.html").xpath("//tbody/tr")
    assert len(lines) == 3
    assert len(page.xpath("//section[@id='trends']//svg")) == len(FIGURES)
    one = lxml_html.parse(tmp_path / "out-reports" / "0001.html")
    assert len(one.xpath("//table")) == 3


@pytest.mark.usefixtures("many")
def test_an_english_overview_is_english(tmp_path: Path) -> None:
    write(tmp_path, [of("A", 2022, Severity.ERROR), of("B", 2023)], "en")
    for path in tmp_path.rglob("*.html"):
        page = lxml_html.parse(path).getroot()
        for each in page.xpath("//style | //*[@lang='zh-CN'] | //bdi"):
            each.drop_tree()
        assert chinese_in(page.text_content()) == [], path


# Whole or not at all


@pytest.mark.usefixtures("many")
def test_pages_stand_or_fall_with_their_overview(tmp_path: Path) -> None:
    write(tmp_path, PROVINCE)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*.html")}
    sink = FileSink(str(tmp_path / "out.html"), ".html", pages="html")
    folder = sink.folder()
    assert isinstance(folder, WholeFolder)
    folder.page("0001.html", ["other"])
    sink.write("other")
    folder.place()
    sink.discard()
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


def test_pages_of_an_earlier_result_go_and_those_of_somebody_else_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "out-reports"
    with monkeypatch.context() as patch:
        patch.setattr(html, "PAGES", 1)
        write(tmp_path, PROVINCE)
        write(tmp_path, PROVINCE[:2])
        assert sorted(os.listdir(pages)) == ["0001.html", "0002.html", "rule-0001.html"]
        (pages / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(FileExistsError):
            write(tmp_path, PROVINCE)
    assert write(tmp_path, PROVINCE).others == [str(pages)]
    (pages / "mine.txt").unlink()
    assert write(tmp_path, PROVINCE).removed == [str(pages)]
    assert not pages.exists()
