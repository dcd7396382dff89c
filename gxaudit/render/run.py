"""What every renderer is: told of the run, then of one result at a time, then of the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from gxaudit.finding import Fault
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language

if TYPE_CHECKING:
    from datetime import date

    from gxaudit.config.settings import Settings
    from gxaudit.loading.plugins import LoadedPlugin
    from gxaudit.rule import Rule
    from gxaudit.waivers.file import WaiverFile

Write = Callable[[str], object]
"""Takes a chunk of output, for example ``sys.stdout.write``."""


@frozen(slots=False)
class Run:
    """What is known before the first file."""

    version: str
    """Of gxaudit."""
    today: date
    """The day that overlays and waivers are judged on."""
    plugins: tuple[LoadedPlugin, ...]
    settings: tuple[Settings, ...]
    """Of each configuration that counts for a report, by path; without a configuration first."""
    waivers: tuple[WaiverFile, ...] = ()
    """The waiver files that count for a report, by path."""

    @property
    def rules(self) -> dict[str, Rule]:
        """Every loaded rule by its id, sorted."""
        known = {rule.id: rule for settings in self.settings for rule in settings.rules}
        return {name: known[name] for name in sorted(known)}


@frozen(slots=False)
class Wanted:
    """How the output of a run is wanted; a renderer heeds what concerns its format."""

    language: Language
    detailed: bool = False
    """Whether to list for people which figures were not verified, and why."""
    suggest: bool = False
    """Whether to add for people what might be corrected, as a diff of the text."""
    step_summary: str | None = None
    """The file to which GitHub wants the summary of a step to be appended."""


class Renderer(Protocol):
    """One output format. Holds nothing of a result after ``result`` has returned; what it needs
    at the end it puts into a temporary file (:func:`gxaudit.render.spool.spool`).
    """

    def begin(self, run: Run) -> None:
        """Called once, first."""

    def result(self, result: Result) -> None:
        """Called for each file, in order."""

    def fault(self, fault: Fault) -> None:
        """Called for a fault of the run itself: a plugin, or nothing to audit."""

    def end(self, summary: Summary) -> None:
        """Called once, last."""
