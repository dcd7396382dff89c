"""Two sheets of a run of several reports: what each rule found, and trends with their charts."""

from __future__ import annotations

from itertools import groupby

from gxaudit.finding import Severity
from gxaudit.render.office.book import Book, Sheet
from gxaudit.render.office.sheetwords import (
    ADDED,
    COLOURS,
    LEFT_OUT,
    RULE_HEADS,
    TOTALS,
    TREND_GROUPS,
    TREND_NOTE,
    TRENDS,
    WHOLE,
    YEAR,
    lacking_words,
)
from gxaudit.render.overview.byrule import WAYS, ByRule
from gxaudit.render.overview.standing import BY_SEVERITY
from gxaudit.render.overview.trends import FIGURES, Trends, Year
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.render.summary import Summary
from gxaudit.wording import Language

_HEAD: dict[str, object] = {"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True}
_BODY: dict[str, object] = {"border": 1, "text_wrap": True}
_TWO_LINES = 30.0
"""Points."""
_CHART = 20
"""Rows that a chart covers."""


def write_totals(book: Book, by_rule: ByRule, summary: Summary, language: Language) -> None:
    """Rules, most findings first; the last row adds up to the findings of the run."""
    sheet = book.sheet(TOTALS.to(language))
    heads = [*RULE_HEADS, *((way, 10) for way in WAYS)]
    sheet.widths([width for _, width in heads])
    sheet.height(0, _TWO_LINES)
    for column, (head, _) in enumerate(heads):
        sheet.text(0, column, head.to(language), **_HEAD)
    row = 0
    for row, each in enumerate(by_rule.counts(), 1):
        title = each.title.to(language) if each.title else ""
        level = SEVERITIES[each.level].to(language) if each.level else ""
        sheet.text(row, 0, visible(each.id), **_BODY)
        sheet.text(row, 1, visible(title), **_BODY)
        sheet.text(row, 2, level, **_BODY)
        colour = COLOURS[BY_SEVERITY[each.level or 0]] if each.findings else {}
        for column, count in enumerate((each.findings, *each.ended), 3):
            sheet.number(row, column, count, **_BODY, **(colour if column == 3 else {}))
    sheet.text(row + 1, 0, WHOLE.to(language), **_HEAD)
    sheet.text(row + 1, 1, "", **_HEAD)
    sheet.text(row + 1, 2, "", **_HEAD)
    sheet.number(row + 1, 3, sum(summary.findings[each] for each in Severity), **_HEAD)
    sheet.table(max(1, row), len(heads), beside=2)


def write_trends(book: Book, trends: Trends, language: Language) -> None:
    """Sums over the years with a chart for each group; no sheet where there are no two years."""
    years = trends.years()
    if len(years) < 2:
        return
    sheet = book.sheet(TRENDS.to(language))
    sheet.widths([12, 12, *[13] * len(FIGURES)])
    sheet.height(0, _TWO_LINES)
    for column, head in enumerate((YEAR, ADDED, *(figure.name for figure in FIGURES))):
        sheet.text(0, column, head.to(language), **_HEAD)
    for row, year in enumerate(years, 1):
        _year(sheet, row, year)
    below = len(years) + 2
    sheet.text(below, 0, TREND_NOTE.to(language))
    if trends.left_out:
        sheet.text(below + 1, 0, LEFT_OUT.to(language).format(trends.left_out))
    for at, year in enumerate(years, below + 2):
        said = lacking_words(year.year, dict(zip(FIGURES, year.lacking, strict=True)), language)
        sheet.text(at, 0, said)
    _charts(sheet, years, below + 3 + len(years), language)


def _year(sheet: Sheet, row: int, year: Year) -> None:
    for column, number in enumerate((year.year, year.reports, *year.sums)):
        if number is None:
            sheet.text(row, column, "", **_BODY)
        else:
            sheet.number(row, column, number, **_BODY)


def _charts(sheet: Sheet, years: tuple[Year, ...], below: int, language: Language) -> None:
    """One chart a group, below the figures that it is drawn of."""
    names = [year.year for year in years]
    groups = groupby(enumerate(FIGURES), lambda each: each[1].outcome)
    for at, (outcome, group) in enumerate(groups):
        series = [
            (figure.name.to(language), 2 + number, [year.sums[number] for year in years])
            for number, figure in group
        ]
        title = TREND_GROUPS[outcome].to(language)
        sheet.chart(below + at * _CHART, title, names, series)
