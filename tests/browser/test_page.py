"""The HTML page in a real browser: what it shows, what it prints, and that it runs nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import sleep

import pypdfium2
import pytest
from attrs import evolve

from gxaudit.cli import main
from gxaudit.forms import form_named
from gxaudit.render.html import renderer as html
from gxaudit.render.spelling.escape import visible
from gxaudit.testing import report_from
from tests.browser.chromium import CHROMIUM, Browser
from tests.browser.hostile import AGENCY, ATTACKS, CELL, NAME, hostile_page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
A4 = (595, 842)
WRONG = {"t3.applications_received.natural": "3", "t3.applications_received.total": "3"}
SAID = "本年新收政府信息公开申请7件。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report with an unbalanced column, a sentence that contradicts it and gaps; one clean."""
    folder = tmp_path_factory.mktemp("page")
    cells = {**WRONG, "t3.granted.research": "", "t3.granted.lawfirm": "1?2"}
    wrong = evolve(report_from(cells, prose={1: SAID}), agency="青岚县水务局")
    clean = evolve(report_from(), agency="白石县财政局")
    (folder / "wrong.txt").write_text(wrong.text, encoding="utf-8")
    (folder / "clean.txt").write_text(clean.text, encoding="utf-8")
    return audited(folder)


def audited(folder: Path, *options: str) -> Path:
    out = folder / "out.html"
    main(["check", str(folder), "--isolated", "--lang", "zh", "-q", "-o", str(out), *options])
    return out


def box(browser: Browser, selector: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of an element that is shown."""
    script = f"""(() => {{
        const one = document.querySelector({selector!r});
        one.scrollIntoView();
        const {{left, top, right, bottom}} = one.getBoundingClientRect();
        return [left, top, right, bottom];
    }})()"""
    left, top, right, bottom = browser.value(script)
    assert right > left
    assert bottom > top
    return left, top, right, bottom


def shown(browser: Browser) -> str:
    return "".join(str(browser.value("document.body.textContent")).split())


# Hostile words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_run_nothing_and_are_shown(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    page = hostile_page(tmp_path, language)
    browser.open(page)
    assert browser.happened("Page.javascriptDialogOpening") == []
    assert refused(browser) == []
    assert requested(browser) == [page.as_uri()]
    assert browser.value("location.href") == page.as_uri()
    assert "owned" not in browser.value("document.title")
    assert browser.value("document.querySelectorAll('script, img, iframe, svg, base').length") == 0
    assert browser.value("document.styleSheets.length") == 1
    text = shown(browser)
    for each in (*ATTACKS, AGENCY, CELL, NAME):
        assert "".join(visible(each).split()) in text
    box(browser, "#r1f1")


def refused(browser: Browser) -> list[str]:
    return [each["params"]["entry"]["text"] for each in browser.happened("Log.entryAdded")]


def requested(browser: Browser) -> list[str]:
    asked = browser.happened("Network.requestWillBeSent")
    urls = [each["params"]["request"]["url"] for each in asked]
    return [url for url in urls if not url.startswith("data:")]


def test_what_would_run_is_seen_here_and_refused_by_the_policy(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    attack = "<script>document.title = 'owned'; alert(1)</script><img src='none.png'>"
    attacked = tmp_path / "attacked.html"
    whole = page.read_text(encoding="utf-8").replace("<main>", f"<main>{attack}")
    attacked.write_text(whole, encoding="utf-8")
    browser.open(attacked)
    assert browser.value("document.title") != "owned"
    assert browser.happened("Page.javascriptDialogOpening") == []
    assert [each.partition(" ")[0] for each in refused(browser)] == ["Executing", "Loading"]
    without = re.sub(r"<meta http-equiv[^>]*>", "", whole)
    attacked.write_text(without, encoding="utf-8")
    browser.open(attacked)
    assert browser.value("document.title") == "owned"
    assert len(browser.happened("Page.javascriptDialogOpening")) == 1
    assert len(requested(browser)) == 2


# What it shows


def test_the_offending_figure_is_marked_where_the_form_has_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    for key in ("t3.applications_received.natural", "t3.applications_received.total"):
        index = form_named("2021").index(key)
        cell = f"#r2c{index}"
        assert browser.value(f"document.querySelector('{cell}').textContent").startswith("3")
        left, top, right, bottom = box(browser, cell)
        column = {"natural": "自然人", "total": "总计"}[key.rsplit(".", 1)[1]]
        for words, along in ((column, (left, right)), ("一、本年新收", (top, bottom))):
            start, _, end, _ = head(browser, words, cell)
            low, high = (start, end) if words == column else head(browser, words, cell)[1::2]
            assert low - 1 <= along[0]
            assert along[1] <= high + 1


def head(browser: Browser, words: str, cell: str) -> tuple[float, float, float, float]:
    """The box of a heading or label in the table of a cell."""
    script = f"""(() => {{
        const all = document.querySelector('{cell}').closest('table').querySelectorAll('th');
        const one = [...all].find(each => each.textContent.startsWith({words!r}));
        const {{left, top, right, bottom}} = one.getBoundingClientRect();
        return [left, top, right, bottom];
    }})()"""
    left, top, right, bottom = browser.value(script)
    return left, top, right, bottom


def test_a_marked_figure_leads_to_its_finding_and_back(browser: Browser, page: Path) -> None:
    browser.open(page)
    cell = f"#r2c{form_named('2021').index('t3.applications_received.total')}"
    there = browser.value(f"document.querySelector('{cell} a').getAttribute('href')")
    assert re.fullmatch("#r2f[0-9]+", there)
    browser.value(f"document.querySelector('{cell} a').click()")
    assert browser.value("location.hash") == there
    _, top, _, _ = box(browser, ":target")
    assert 0 <= top < 900


def test_blank_unreadable_and_unverified_figures_look_different(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    for name in ("td.blank", "td.unreadable", "td.u"):
        box(browser, name)
    assert browser.value("document.querySelector('td.blank').textContent").startswith("空")
    assert browser.value("document.querySelector('td.unreadable').textContent").startswith("1?2")
    looks = {
        browser.value(
            f"(style => style.backgroundImage + style.color + style.textDecorationLine)"
            f"(getComputedStyle(document.querySelector('{name}')))"
        )
        for name in (".t3 td:not([class])", "td.unreadable", "td.u")
    }
    assert len(looks) == 3


def test_the_claim_is_marked_in_its_sentence(browser: Browser, page: Path) -> None:
    browser.open(page)
    quotes = browser.value(
        "[...document.querySelectorAll('blockquote')].map(one => "
        "[one.textContent, one.querySelector('mark')?.textContent])"
    )
    assert [SAID, "7"] in quotes


def test_the_matrix_keeps_its_heads_in_sight(browser: Browser, page: Path) -> None:
    browser.open(page, width=700)
    before = box(browser, ".matrix tbody th")
    browser.value("document.querySelector('.matrix .scroll').scrollLeft = 400")
    after = box(browser, ".matrix tbody th")
    assert before[0] == after[0]
    assert browser.value("document.querySelector('.matrix .scroll').scrollLeft") == 400


def test_reports_without_findings_can_be_hidden_without_a_script(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    visible_reports = (
        "[...document.querySelectorAll('.report')].filter(one => one.checkVisibility()).length"
    )
    assert browser.value(visible_reports) == 2
    browser.value("document.querySelector('#only').click()")
    assert browser.value(visible_reports) == 1


def test_nothing_runs_over_the_page_at_any_width(browser: Browser, page: Path) -> None:
    for width in (360, 800, 1280, 1920):
        browser.open(page, width=width)
        assert browser.value("document.documentElement.scrollWidth") <= width


# Many reports


@pytest.fixture
def overview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two agencies in two years, one report of them wrong, each in a page of its own."""
    monkeypatch.setattr(html, "PAGES", 1)
    for name, year, cells in (("甲局", 2022, {}), ("乙局", 2022, WRONG), ("甲局", 2023, {})):
        one = evolve(report_from(cells, year=year), agency=name)
        (tmp_path / f"{name}{year}.txt").write_text(one.text, encoding="utf-8")
    return audited(tmp_path)


def test_an_overview_shows_units_by_years_and_charts_and_asks_for_nothing(
    browser: Browser, overview: Path
) -> None:
    browser.open(overview)
    box(browser, "#units td.e")
    box(browser, "#trends svg .columns rect")
    fill = "getComputedStyle(document.querySelector('#trends svg .columns rect')).fill"
    assert browser.value(fill) == "rgb(38, 88, 140)"
    browser.value("document.querySelector('#only').click()")
    shown = "[...document.querySelectorAll('#units tbody tr')].filter(one => one.checkVisibility())"
    assert browser.value(f"{shown}.map(one => one.querySelector('th').textContent)")[0] == "乙局"
    assert refused(browser) == []
    assert requested(browser) == [overview.as_uri()]
    assert browser.value("document.querySelectorAll('script').length") == 0
    browser.value("document.querySelector('#units td.e a').click()")
    page = overview.parent / "out-reports" / "0001.html"
    # However long the machine takes to follow the link.
    for _ in range(200):
        # While it is followed there is no document to ask.
        with suppress(RuntimeError):
            if browser.value("document.readyState == 'complete' && location.href") == page.as_uri():
                break
        sleep(0.05)
    assert browser.value("location.href") == page.as_uri()
    box(browser, ".finding")
    assert refused(browser) == []


# What it prints


def test_it_prints_on_a4_with_its_text(browser: Browser, page: Path) -> None:
    browser.open(page)
    document = pypdfium2.PdfDocument(BytesIO(browser.pdf()))
    sizes = [tuple(round(each) for each in sheet.get_size()) for sheet in document]
    assert set(sizes) == {A4, A4[::-1]}
    assert sizes[0] == A4
    texts = [printed(sheet) for sheet in document]
    assert "需要改正的报告" in texts[0]
    assert "青岚县水务局" in texts[0]
    wide = "".join(text for text, size in zip(texts, sizes, strict=True) if size == A4[::-1])
    assert "报告与规则对照表" in wide
    assert "本年新收政府信息公开申请数量" in wide
    assert "未核对的数字和原因" in "".join(texts)
    assert "没有算式核对这一格" in "".join(texts), "what is folded on the screen is printed"


def printed(sheet: pypdfium2.PdfPage) -> str:
    # Fonts map ideographs to radicals.
    return unicodedata.normalize("NFKC", "".join(sheet.get_textpage().get_text_bounded().split()))


def test_a_finding_is_printed_on_one_page(browser: Browser, tmp_path: Path) -> None:
    cells = {f"t3.{row}.natural": "3" for row in ("granted", "denied_internal", "unable_unclear")}
    for number in range(6):
        sample = report_from(cells | WRONG, year=2021 + number, prose={1: SAID})
        sample = evolve(sample, agency=f"青岚县第{number + 1}水务局")
        (tmp_path / f"{number}.txt").write_text(sample.text, encoding="utf-8")
    browser.open(audited(tmp_path))
    count = browser.value("document.querySelectorAll('.finding').length")
    assert count == 12
    document = pypdfium2.PdfDocument(BytesIO(browser.pdf()))
    texts = [printed(sheet) for sheet in document]
    begun = [len(re.findall("怎样核对", text)) for text in texts]
    ended = [len(re.findall("规则[a-z]+/[a-z-]+", text)) for text in texts]
    assert sum(begun) == count
    assert begun == ended
