"""The HTML page: well formed whatever a report says, complete, and held by nobody's words."""

from __future__ import annotations

import gc
import re
import weakref
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import html5lib
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import gxaudit
from gxaudit.finding import Fault, Severity, Tally
from gxaudit.forms import Table, shipped_forms
from gxaudit.render.formats import renderer
from gxaudit.render.html import renderer as html
from gxaudit.render.run import Wanted
from gxaudit.render.spelling.escape import visible
from gxaudit.render.summary import Summary
from gxaudit.render.telling.drawn import Box, drawn
from gxaudit.settle import Result
from gxaudit.wording import Language, Text
from tests.unit import skeleton
from tests.unit.rendered import RUN, output
from tests.unit.results import finding, result, results, words

LANGUAGES: tuple[Language, ...] = ("zh", "en")
languages = st.sampled_from(LANGUAGES)
TABLES = [pytest.param(f, t, id=f"{f.name}-{t.number}") for f in shipped_forms() for t in f.tables]


class Structure(HTMLParser):
    """Every tag with the names of its attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def values(self, name: str) -> list[str | None]:
        return [value for _, each, value in self.attributes if each == name]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def page_of(said: skeleton.Words, language: Language) -> str:
    return output("html", [skeleton.result(said)], language, run=skeleton.run(said))


def as_shown(page: str) -> str:
    return "".join(lxml_html.document_fromstring(page).text_content().split())


# What no report can change


@given(languages, st.lists(words, min_size=1, max_size=8))
def test_hostile_words_never_change_the_structure(language: Language, said: list[str]) -> None:
    hostile = page_of(skeleton.Words(said), language)
    assert Structure(hostile).tags == Structure(page_of(skeleton.Words(["x"]), language)).tags


@given(languages, st.lists(words, min_size=1, max_size=8))
def test_hostile_words_are_shown_as_they_are(language: Language, said: list[str]) -> None:
    handed_out = skeleton.Words(said)
    shown = as_shown(page_of(handed_out, language))
    for each in handed_out.said:
        # A tab between cells is drawn as a bar.
        parts = [visible(part) for part in re.split("\t", each)]
        assert all("".join(part.split()) in shown for part in parts), each


@given(languages, st.lists(results, max_size=3))
def test_the_page_is_well_formed_and_every_link_leads_somewhere_in_it(
    language: Language, parts: list[Result]
) -> None:
    page = output("html", parts, language)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    assert parser.errors == []
    structure = Structure(page)
    ids = Counter(structure.values("id"))
    assert [each for each, count in ids.items() if count > 1] == []
    targets = [
        value or "" for tag, name, value in structure.attributes if (tag, name) == ("a", "href")
    ]
    assert {each.removeprefix("#") for each in targets} <= set(ids)
    assert all(each.startswith("#") for each in targets)


@given(languages, st.lists(results, max_size=2))
def test_the_page_can_do_nothing_and_asks_for_nothing(
    language: Language, parts: list[Result]
) -> None:
    structure = Structure(output("html", parts, language))
    tags = {tag for tag, _ in structure.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "video"}
    # Charts are drawn as SVG: shapes and words, and nothing that fetches, moves or links.
    assert not tags & {"foreignobject", "use", "image", "animate", "set"}
    names = {name for _, name, _ in structure.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style")}
    assert [value for tag, _, value in structure.attributes if tag == "link"] == ["icon", "data:,"]


@given(languages, st.lists(results, max_size=2))
def test_nothing_hides_or_turns_around(language: Language, parts: list[Result]) -> None:
    page = output("html", parts, language).replace("\n", "")
    assert visible(page) == page


# What stands in it


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_said_and_kept(language: Language) -> None:
    page = output("html", [result(finding())], language)
    document = lxml_html.document_fromstring(page)
    assert document.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
    if language == "en":
        for each in document.xpath("//*[@lang='zh-CN'] | //bdi | //code | //style"):
            each.drop_tree()
        assert re.findall("[\u4e00-\u9fff]+", document.text_content()) == []


def test_the_worst_findings_of_a_report_come_first() -> None:
    found = [finding(severity=each) for each in (Severity.NOTE, Severity.ERROR, Severity.WARNING)]
    document = lxml_html.document_fromstring(output("html", [result(*found)]))
    classes = [each.get("class") for each in document.xpath("//article")]
    assert classes == ["finding e", "finding w", "finding n"]


def test_the_matrix_has_a_row_for_each_report_and_a_column_for_each_rule() -> None:
    tallies = {
        "a/failed": Tally(failed=1),
        "a/held": Tally(not_evaluated=1, reasons=(Text("没有", "none"),)),
        "a/other": Tally(not_applicable=1),
        "a/passed": Tally(passed=1),
    }
    wrong = finding(rule="a/failed", severity=Severity.WARNING)
    first = result(wrong, outcomes=tallies)
    second = result(outcomes={"a/passed": Tally(passed=1)})
    document = lxml_html.document_fromstring(output("html", [first, second]))
    rows = document.xpath("//section[@id='matrix']//tbody/tr")
    assert [each.get("class") for each in rows[0].xpath("td")[1:]] == ["w", "q", "x", "p"]
    assert [each.get("class") for each in rows[1].xpath("td")[1:]] == ["z", "z", "z", "p"]
    assert [each.text_content() for each in rows[0].xpath("td")[1:]] == ["▲", "?", "", "·"]
    assert rows[0].xpath("td/a/@href") == ["#r1f1"]


def test_what_is_waived_is_told_apart_and_a_stale_waiver_on_the_first_page() -> None:
    part = skeleton.result(skeleton.Words(["x"]))
    outcomes = {name: Tally(failed=1) for name in skeleton.RULES}
    part = evolve(part, outcomes=outcomes)
    document = lxml_html.document_fromstring(output("html", [part]))
    row = document.xpath("//section[@id='matrix']//tbody/tr")[0]
    assert [each.get("class") for each in row.xpath("td")[1:]] == ["e", "e", "v"]
    waived = document.find_class("waivers")[0].text_content()
    assert "已豁免" in waived
    assert "豁免失效" in waived
    assert "豁免失效" in document.get_element_by_id("lapsed").text_content()
    assert "已豁免 1 处，失效 1 条" in document.find_class("waived")[0].text_content()


def test_every_fault_stands_on_the_first_page() -> None:
    fault = Fault(kind="plugin", message=Text("坏了", "broken"), plugin="foo 1.0")
    own = Fault(kind="report", message=Text("缺页", "a page is missing"), path="甲.txt")
    document = lxml_html.document_fromstring(output("html", [result(faults=(own,))], fault=fault))
    said = document.get_element_by_id("faults").text_content()
    assert "坏了" in said
    assert "foo 1.0" in said
    assert "甲.txt" in said
    assert "缺页" in said


def test_in_a_long_run_only_tables_with_marks_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    marking = evolve(finding(), cells=("表三.一[总计]",))
    parts = [result(marking), result(), result(finding()), result(marking)]
    monkeypatch.setattr(html, "MANY", 3)
    document = lxml_html.document_fromstring(output("html", parts))
    drawn = [len(each.xpath(".//table")) for each in document.find_class("report")]
    assert drawn == [1, 0, 0, 1]
    assert "只附有标记的表格" in document.get_element_by_id("reports").text_content()
    document = lxml_html.document_fromstring(output("html", parts[:3]))
    drawn = [len(each.xpath(".//table")) for each in document.find_class("report")]
    assert drawn == [3, 3, 3]


def test_nothing_of_a_result_is_held_and_nothing_written_before_the_end() -> None:
    chunks: list[str] = []
    page = renderer("html", chunks.append, Wanted("zh"))
    page.begin(RUN)
    part = result(finding())
    gone = weakref.ref(part)
    page.result(part)
    del part
    gc.collect()
    assert gone() is None
    assert chunks == []
    page.end(Summary())
    assert "".join(chunks).startswith("<!doctype html>")


def test_a_page_among_reports_is_no_report() -> None:
    page = output("html", [result(finding())]).encode("utf-8")
    read = gxaudit.audit(page)
    assert read.report is None
    assert [each.kind for each in read.faults] == ["input"]


# The tables as the form draws them


def _tiles(rows: tuple[tuple[Box, ...], ...], width: int) -> Iterator[tuple[int, int]]:
    """Which places the boxes take, as a browser lays them out; an overlap is told twice."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for box in row:
            while (at, column) in taken:
                column += 1
            for down in range(box.height):
                for right in range(box.width):
                    taken.add((at + down, column + right))
                    yield at + down, column + right
            column += box.width
    assert width


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_the_boxes_of_a_table_tile_a_rectangle(form: object, table: Table) -> None:
    layout = drawn(form, table)  # type: ignore[arg-type]
    for rows in (layout.head, layout.body):
        tiles = sorted(_tiles(rows, layout.width))
        assert tiles == [(y, x) for y in range(len(rows)) for x in range(layout.width)]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_figure_of_a_table_has_one_box(form: object, table: Table) -> None:
    layout = drawn(form, table)  # type: ignore[arg-type]
    boxes = [box.cell for row in layout.body for box in row if box.cell is not None]
    assert boxes == [row.first + at for row in table.rows for at in range(len(row.columns))]
