"""Rules of foreign plugins in a process of their own, which can be killed.

One process a plugin, started when it is first needed. Requests and verdicts go through its own
standard input and output, as pickles: what comes back may hold verdicts, texts and numbers and
nothing else. :mod:`gxaudit.judging.workerside` is the other end.
"""

from __future__ import annotations

from gxaudit.beside import Beside
from gxaudit.guard import Origin, RefusedError
from gxaudit.judging.running import Sitting, Take
from gxaudit.judging.verdicts import checked
from gxaudit.options import options_of
from gxaudit.process import Child
from gxaudit.rule import Rule

START_LIMIT = 70.0
"""Seconds for Python, the engine and the plugin to be there: more than loading may take."""
_HARMLESS = ("gxaudit.finding", "gxaudit.wording", "decimal")


def _values(options: object) -> dict[str, object] | None:
    """The options of a rule by field; None for the defaults."""
    if options is None:
        return None
    fields = options_of(type(options))
    return {each.field: getattr(options, each.field) for each in fields}


class Worker:
    """Runs checks of foreign plugins elsewhere; one for a whole run."""

    def __init__(self) -> None:
        self._processes: dict[str, _Process] = {}

    def run(
        self, rule: Rule, origin: Origin, sitting: Sitting, options: object, take: Take
    ) -> None:
        """Run one rule and hand over its verdicts as they come.

        Raises ``TimeLimitError``, and ``RefusedError`` for whatever else ended it.
        """
        process = self._process(origin.plugin)
        # What was read from prose goes along: over there only one plugin adds to the lexicon.
        read = sitting.report
        said = (read.claims, read.derived, read.breakdowns, read.percentages)
        blanks = tuple(each.value for each in read.blanks)
        report = (sitting.text, (blanks, read.zeros), said, read.file)
        again = process.report == report
        if not again:
            process.report, process.beside = report, None
        # Most rules do not look beside the report, where there may be many others.
        beside = sitting.beside if rule.beside and process.beside is not sitting.beside else None
        process.beside = beside or process.beside
        try:
            process.send((rule.id, None if again else report, beside, _values(options)))
            for kind, content in process.answers(sitting.clock.limit):
                if kind == "end":
                    break
                take(checked(content, sitting.extent))
        except BaseException:
            # Whatever it was, the process may still be at it.
            self._drop(origin.plugin)
            raise
        if content is not None:
            raise RefusedError(content)

    def _process(self, plugin: str) -> _Process:
        if plugin not in self._processes:
            if not self._processes:
                import atexit

                atexit.register(self.close)
            process = _Process(plugin)
            self._processes[plugin] = process
            try:
                _expect_ready(process)
            except BaseException:
                self._drop(plugin)
                raise
        return self._processes[plugin]

    def _drop(self, plugin: str) -> None:
        process = self._processes.pop(plugin, None)
        if process is not None:
            process.end()

    def close(self) -> None:
        """End every process."""
        for plugin in tuple(self._processes):
            self._drop(plugin)


def _expect_ready(process: _Process) -> None:
    for _, refused in process.answers(START_LIMIT):
        if refused is not None:
            raise RefusedError(refused)
        return


class _Process(Child):
    """One process, serving one plugin."""

    def __init__(self, plugin: str) -> None:
        super().__init__("gxaudit.judging.workerside", plugin, harmless=_HARMLESS)
        self.report: object = None
        """What it was told of last."""
        self.beside: Beside | None = None
        """What it was told to stand beside that; None for nothing."""
