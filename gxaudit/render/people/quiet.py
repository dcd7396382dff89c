"""Faults and lapsed waivers, no more: what ``--quiet`` leaves of the output for people."""

from __future__ import annotations

from gxaudit.finding import Fault
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.words import fault_words
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language


class QuietRenderer:
    """Tells what was not checked and which waivers are stale or expired, in a line each.

    An exit code of which nobody sees the reason would be a riddle; findings are what is asked not
    to be told.
    """

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language

    def begin(self, run: Run) -> None:
        """Nothing to tell."""

    def result(self, result: Result) -> None:
        """The faults of one file, and waivers of it that somebody has to judge anew."""
        for fault in result.faults:
            self.fault(fault)
        if result.standings:
            from gxaudit.render.telling.waived import lapsed_lines

            for line, _ in lapsed_lines(result, self._language):
                self._write(f"{readable(line)}\n")

    def fault(self, fault: Fault) -> None:
        """A fault in one line."""
        where = f"{visible(fault.path)}: " if fault.path else ""
        self._write(f"{where}{readable(fault_words(fault, self._language))}\n")

    def end(self, summary: Summary) -> None:
        """Nothing to tell: the exit code says it."""
