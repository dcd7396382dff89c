"""Whole outputs of results that a test makes up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gxaudit.config.settings import Settings
from gxaudit.finding import Fault
from gxaudit.loading.plugins import load_plugins
from gxaudit.render.formats import renderer
from gxaudit.render.run import Renderer, Run, Wanted
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language

RUN = Run("1.0", date(2026, 3, 1), (), (Settings(rules=(), selected=()),))


def run_with_rules() -> Run:
    """A run in which every installed rule is known."""
    rules = tuple(rule for plugin in load_plugins()[0] for rule in plugin.rules)
    return Run("1.0", date(2026, 3, 1), (), (Settings(rules=rules, selected=rules),))


def output(
    form: str,
    parts: Sequence[Result],
    language: Language = "zh",
    *,
    fault: Fault | None = None,
    run: Run = RUN,
    step_summary: str | None = None,
) -> str:
    """What a format says of these results, and of a fault of the run."""
    chunks: list[str] = []
    wanted = Wanted(language, step_summary=step_summary)
    tell(renderer(form, chunks.append, wanted), parts, fault, run)
    return "".join(chunks)


def tell(
    output: Renderer, parts: Sequence[Result], fault: Fault | None = None, run: Run = RUN
) -> None:
    """Tell an output of a whole run."""
    summary = Summary()
    output.begin(run)
    for part in parts:
        summary.add(part)
        output.result(part)
    if fault is not None:
        summary.add_fault()
        output.fault(fault)
    output.end(summary)
