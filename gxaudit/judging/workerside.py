"""The process in which :mod:`gxaudit.judging.worker` runs the rules of one foreign plugin."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from functools import partial
from typing import IO

from attrs import evolve

from gxaudit.guard import cause
from gxaudit.judging.running import CHANGED, Sitting, distrusted
from gxaudit.limit import LIMIT, Clock
from gxaudit.loading.discovery import VARIABLE
from gxaudit.loading.plugins import load_plugins
from gxaudit.options import with_options
from gxaudit.process import answer, serving
from gxaudit.reading.read import read_report
from gxaudit.report import Blanks, Breakdown, Claim, Derived, Percentage
from gxaudit.rule import Rule
from gxaudit.wording import Text

_GONE = Text("插件不见了", "the plugin is gone")


def serve(plugin: str) -> None:
    """Load ``plugin``, say so, and run its rules until nobody asks any more."""
    source, sink = serving()
    os.environ[VARIABLE] = plugin
    loaded, faults = load_plugins()
    refused = faults[0].message if faults else _GONE
    answer(sink, "ready", None if loaded else refused)
    rules = {rule.id: rule for each in loaded for rule in each.rules}
    sitting: Sitting | None = None
    while True:
        try:
            name, told, beside, values = pickle.load(source)
        except EOFError:
            return
        if told is not None or sitting is None:
            sitting = _sitting(*told)
        if beside is not None:
            sitting = evolve(sitting, beside=beside, seal=None, sealed_beside=False)
        answer(sink, "end", _answer(sink, rules[name], sitting, values))


_Empty = tuple[tuple[str, str, str], frozenset[int]]
_Said = tuple[tuple[Claim, ...], tuple[Derived, ...], tuple[Breakdown, ...], tuple[Percentage, ...]]


def _sitting(text: str, empty: _Empty, said: _Said, file: str) -> Sitting:
    """The report as the parent judges it: its blanks were judged by rules that are not here, and
    its prose was read with the words of plugins that are not here.
    """
    blanks, zeros = empty
    first, second, third = map(Blanks, blanks)
    claims, derived, breakdowns, percentages = said
    report = evolve(
        read_report(text),
        blanks=(first, second, third),
        zeros=zeros,
        claims=claims,
        derived=derived,
        breakdowns=breakdowns,
        percentages=percentages,
        file=file,
    )
    return Sitting(report, report.values, Clock(LIMIT), text=text)


def _answer(
    sink: IO[bytes], rule: Rule, sitting: Sitting, values: Mapping[str, object] | None
) -> Text | None:
    """Send the verdicts of a rule; what broke it, if anything did."""
    sitting.seal(beside=rule.beside)
    try:
        options = with_options(rule.options, values) if rule.options and values else None
        distrusted(sitting, rule, options, partial(answer, sink, "verdict"))
    # Whatever a rule raises: the parent makes a fault of it.
    except BaseException as error:
        sitting.changed()
        return cause(error)
    return CHANGED if sitting.changed() else None
