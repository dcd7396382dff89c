"""The pages beside an overview: one for each report, and one for each rule with its findings."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from typing import cast

from markupsafe import Markup

from gxaudit.render.folder import WholeFolder
from gxaudit.render.html.batches import BATCH, batched
from gxaudit.render.html.overview import RuleView
from gxaudit.render.html.page import Sheet, policy, style, template
from gxaudit.render.html.reports import ReportView
from gxaudit.render.html.signs import MARKS
from gxaudit.render.spelling.uris import quoted
from gxaudit.render.spool import Spool
from gxaudit.settle import Result
from gxaudit.wording import Language


class Pages:
    """Writes each page as soon as it can be."""

    def __init__(
        self, folder: WholeFolder, overview: str, version: str, language: Language
    ) -> None:
        self._folder = folder
        # The file is named by the user: with a colon it would pass for an address elsewhere.
        self._back = f"../{quoted(os.path.basename(overview))}"
        self._inside = f"./{quoted(folder.name)}/"
        self._language = language
        self._version = version

    def where(self, number: int, finding: int = 0) -> str:
        """The address of a report or a finding, from the overview."""
        return self._inside + _where(number, finding)

    def of_rule(self, number: int) -> str:
        """The address of the page of a rule, from the overview."""
        return self._inside + _of_rule(number)

    def report(self, number: int, title: str, body: str, tables: str) -> None:
        """Write the page of a report. Raises ``OSError``."""
        # Made by our own templates, which have escaped all that they were given.
        about = {"number": number, "body": Markup(body), "tables": Markup(tables)}
        self._write(f"{_name(number)}.html", "reportpage.html", "report", {"title": title, **about})

    def rule(self, view: RuleView, lines: Iterator[list[object]]) -> None:
        """Write the page of a rule. Raises ``OSError``."""
        about = {"rule": view, "blocks": batched(lines, BATCH), "where": _where, "marks": MARKS}
        title = view.title or view.id
        self._write(_of_rule(view.number), "rulepage.html", "overview", {"title": title, **about})

    def _write(self, name: str, made: str, sheet: Sheet, about: dict[str, object]) -> None:
        page = {
            "back": self._back,
            "configured": (),
            "policy": policy(sheet),
            "style": style(sheet),
            "version": self._version,
            **about,
        }
        self._folder.page(name, template(made, self._language).generate(page))


class Lines:
    """One line a finding, found again by the rule that it counts for."""

    def __init__(self) -> None:
        self._lines = Spool()
        self._places: dict[str, array[int]] = {}

    def add(self, view: ReportView, result: Result) -> None:
        """The findings of one report, as its view numbers them."""
        ranked = sorted(result.findings, key=lambda each: -each.severity)
        for finding, each in zip(ranked, view.findings, strict=True):
            line = [view.number, view.agency, view.year, each.number, each.mark.css, each.message]
            places = self._places.setdefault(finding.rule, array("Q"))
            places.append(self._lines.add(line))

    def of(self, rule: str) -> Iterator[list[object]]:
        """The findings that count for a rule, in the order of reports."""
        for place in self._places.get(rule, ()):
            yield cast("list[object]", self._lines.at(place))


def _name(number: int) -> str:
    return f"{number:04}"


def _where(number: int, finding: int = 0) -> str:
    return f"{_name(number)}.html" + (f"#r{number}f{finding}" if finding else "")


def _of_rule(number: int) -> str:
    return f"rule-{_name(number)}.html"


def inside(number: int, finding: int = 0) -> str:
    """The address of a report or a finding in a page that holds all of them."""
    return f"#r{number}" + (f"f{finding}" if finding else "")
