"""What every renderer is: told of the run, then of one result at a time, then of the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

from attrs import frozen

from gxaudit.finding import Fault
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language

if TYPE_CHECKING:
    from datetime import date

    from gxaudit.config.settings import Settings
    from gxaudit.loading.plugins import LoadedPlugin

Write = Callable[[str], object]
"""Takes a chunk of output, for example ``sys.stdout.write``."""

Format = Literal["text", "table", "json"]
FORMATS: tuple[Format, ...] = ("text", "table", "json")


@frozen
class Run:
    """What is known before the first file."""

    version: str
    """Of gxaudit."""
    today: date
    """The day that overlays are judged on."""
    plugins: tuple[LoadedPlugin, ...]
    settings: tuple[Settings, ...]
    """Of each configuration that counts for a report, by path; without a configuration first."""


class Renderer(Protocol):
    """One output format. Holds nothing of a result after ``result`` has returned."""

    def begin(self, run: Run) -> None:
        """Called once, first."""

    def result(self, result: Result) -> None:
        """Called for each file, in order."""

    def fault(self, fault: Fault) -> None:
        """Called for a fault of the run itself: a plugin, or nothing to audit."""

    def end(self, summary: Summary) -> None:
        """Called once, last."""


def renderer(
    form: Format,
    write: Write,
    language: Language,
    *,
    detailed: bool = False,
    suggest: bool = False,
) -> Renderer:
    """The renderer of an output format. What it needs is imported now and not before.

    ``detailed`` lists for people which figures were not verified, and why; ``suggest`` adds what
    might be corrected as a diff of the text. JSON has both in any case.
    """
    if form == "json":
        from gxaudit.render.json import JsonRenderer

        return JsonRenderer(write)
    if form == "table":
        from gxaudit.render.table import TableRenderer

        return TableRenderer(write, language, detailed=detailed)
    from gxaudit.render.text import TextRenderer

    return TextRenderer(write, language, detailed=detailed, suggest=suggest)
