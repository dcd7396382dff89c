"""The process in which :mod:`gxaudit.judging.worker` runs the rules of one foreign plugin."""

from __future__ import annotations

import os
import pickle
import signal
import sys
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
from gxaudit.reading.read import read_report
from gxaudit.report import Blanks, Breakdown, Claim, Derived, Percentage
from gxaudit.rule import Rule
from gxaudit.wording import Text

_GONE = Text("插件不见了", "the plugin is gone")


def serve(plugin: str) -> None:
    """Load ``plugin``, say so, and run its rules until nobody asks any more."""
    # An interrupt from the keyboard is the parent's to answer; it ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = _own_pipes()
    os.environ[VARIABLE] = plugin
    loaded, faults = load_plugins()
    refused = faults[0].message if faults else _GONE
    _send(sink, "ready", None if loaded else refused)
    rules = {rule.id: rule for each in loaded for rule in each.rules}
    sitting: Sitting | None = None
    while True:
        try:
            name, told, values = pickle.load(source)
        except EOFError:
            return
        if told is not None or sitting is None:
            sitting = _sitting(*told)
        _send(sink, "end", _answer(sink, rules[name], sitting, values))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent; what a plugin reads is empty, what it prints is no answer."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, sink


_Said = tuple[tuple[Claim, ...], tuple[Derived, ...], tuple[Breakdown, ...], tuple[Percentage, ...]]


def _sitting(text: str, blanks: tuple[str, str, str], said: _Said, file: str) -> Sitting:
    """The report as the parent judges it: its blanks were judged by rules that are not here, and
    its prose was read with the words of plugins that are not here.
    """
    first, second, third = map(Blanks, blanks)
    claims, derived, breakdowns, percentages = said
    report = evolve(
        read_report(text),
        blanks=(first, second, third),
        claims=claims,
        derived=derived,
        breakdowns=breakdowns,
        percentages=percentages,
        file=file,
    )
    sitting = Sitting(report, report.values, Clock(LIMIT), text=text)
    sitting.seal()
    return sitting


def _answer(
    sink: IO[bytes], rule: Rule, sitting: Sitting, values: Mapping[str, object] | None
) -> Text | None:
    """Send the verdicts of a rule; what broke it, if anything did."""
    try:
        options = with_options(rule.options, values) if rule.options and values else None
        distrusted(sitting, rule, options, partial(_send, sink, "verdict"))
    # Whatever a rule raises: the parent makes a fault of it.
    except BaseException as error:
        sitting.changed()
        return cause(error)
    return CHANGED if sitting.changed() else None


def _send(sink: IO[bytes], kind: str, content: object) -> None:
    # Made whole first: half an answer could not be taken back.
    sink.write(pickle.dumps((kind, content)))
    sink.flush()
