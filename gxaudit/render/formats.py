"""The output formats of ``gxaudit check``: their names, their file endings, what makes them.

A format is added by one entry of :data:`FORMATS` and one function that imports its renderer: what
a format needs is imported when it is asked for and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from gxaudit.render.sinks import Printed, Sink

if TYPE_CHECKING:
    from gxaudit.render.run import Renderer, Wanted, Write

Factory: TypeAlias = "Callable[[Sink, Wanted], Renderer]"


@frozen(slots=False)
class Format:
    """One output format."""

    name: str
    """As ``--format`` has it."""
    make: Factory
    """May raise ``ImportError``: then the user is told of ``extra``."""
    endings: tuple[str, ...] = ()
    """Of files, in lower case. Without any it goes to standard output alone."""
    binary: bool = False
    """Whether it is written as bytes; such a format never goes to standard output."""
    parts: bool = False
    """Whether it may go on in further, numbered files."""
    pages: bool = False
    """Whether it may have a folder of pages beside it."""
    extra: str | None = None
    """The extra that brings the library it needs (``pip install 'gxaudit[xlsx]'``)."""


def _text(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.people.text import TextRenderer

    return TextRenderer(
        sink.write, wanted.language, detailed=wanted.detailed, suggest=wanted.suggest
    )


def _table(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.people.table import TableRenderer

    return TableRenderer(sink.write, wanted.language, detailed=wanted.detailed)


def _json(sink: Sink, _wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.json import JsonRenderer

    return JsonRenderer(sink.write)


def _json_lines(sink: Sink, _wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.jsonlines import JsonLinesRenderer

    return JsonLinesRenderer(sink.write)


def _csv(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.csv import CsvRenderer

    return CsvRenderer(sink.write, wanted.language)


def _sarif(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.sarif.renderer import SarifRenderer

    return SarifRenderer(sink, wanted.language)


def _junit(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.junit import JUnitRenderer

    return JUnitRenderer(sink.write, wanted.language)


def _github(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.machines.github import GitHubRenderer

    return GitHubRenderer(sink.write, wanted)


def _markdown(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.people.summarypage import MarkdownRenderer

    return MarkdownRenderer(sink.write, wanted.language)


def _html(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.html.renderer import HtmlRenderer

    return HtmlRenderer(sink, wanted)


def _xlsx(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.office.xlsx import XlsxRenderer

    return XlsxRenderer(sink.stream, wanted.language)


def _docx(sink: Sink, wanted: Wanted) -> Renderer:
    from gxaudit.render.office.docx import DocxRenderer

    return DocxRenderer(sink, wanted.language)


FORMATS: tuple[Format, ...] = (
    Format("text", _text, (".txt",)),
    Format("table", _table),
    Format("json", _json, (".json",)),
    Format("jsonl", _json_lines, (".jsonl",)),
    Format("csv", _csv, (".csv",)),
    Format("sarif", _sarif, (".sarif", ".sarif.json"), parts=True),
    Format("junit", _junit, (".xml",)),
    Format("github", _github),
    Format("markdown", _markdown, (".md",)),
    Format("html", _html, (".html", ".htm"), pages=True, extra="report"),
    Format("xlsx", _xlsx, (".xlsx",), binary=True, extra="report"),
    Format("docx", _docx, (".docx",), binary=True, parts=True, extra="report"),
)
"""In the order in which they are named to users."""


def named(name: str) -> Format:
    """The format of a name. Raises ``KeyError``."""
    return {each.name: each for each in FORMATS}[name]


def of_file(path: str) -> tuple[Format, str] | None:
    """The format of a file and the ending that decided; None where the ending says nothing.

    The longest ending counts: ``.sarif.json`` is SARIF.
    """
    found = [
        (each, ending)
        for each in FORMATS
        for ending in each.endings
        if path.lower().endswith(ending)
    ]
    return max(found, key=lambda pair: len(pair[1]), default=None)


def endings(names: Container[str] | None = None) -> tuple[str, ...]:
    """Every ending that decides on a format, or on one of these."""
    return tuple(
        ending for each in FORMATS for ending in each.endings if names is None or each.name in names
    )


def renderer(name: str, write: Write, wanted: Wanted) -> Renderer:
    """The renderer of a text format that writes by ``write``."""
    return named(name).make(Printed(write), wanted)
