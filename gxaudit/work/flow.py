"""The two passes of a run: every file is read, then each report is judged beside the others.

Results come in the order of the files, one at a time, whoever does the work; so what a run says
does not depend on how many processes it had, nor on what was kept of an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Protocol

from attrs import evolve, field, frozen

from gxaudit.config.place import ConfigError
from gxaudit.corpus.index import Index
from gxaudit.corpus.manifest import Manifest
from gxaudit.finding import Fault
from gxaudit.judging.strikes import Strikes
from gxaudit.settle import Result, unread
from gxaudit.work.counting import counted
from gxaudit.work.desk import Desk
from gxaudit.work.task import Audit, Audited, Lost, Outcome, Survey, Surveyed, Task

Files = Sequence[tuple[str, Fault | None]]
"""Paths in order; a fault where there is nothing to read."""


class Executor(Protocol):
    """What does tasks: here, in other processes, or on other machines."""

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """One outcome a task, in the order of the tasks, which are taken as they are needed.

        Never raises for what a task does. Closing the generator drops what is under way.
        """


class Here:
    """Does tasks in this process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """One outcome a task."""
        for task in tasks:
            yield self._desk.hand_over(task)


@frozen(eq=False, slots=False)
class Flow:
    """One run over many files. ``desk`` is the one of this process, on the shelf of all."""

    desk: Desk
    executor: Executor
    manifest: Manifest | None = None
    strikes: Strikes = field(factory=Strikes)

    def results(self, files: Files, read: Callable[[], object] = lambda: None) -> Iterator[Result]:
        """The result of every file, in their order; ``read`` is called whenever one was read.

        Raises ``ConfigError`` where a configuration appeared or changed on the way.
        """
        surveyed = list(self.survey(files, read))
        index = indexed(surveyed, self.manifest)
        done = 0
        while done < len(surveyed):
            off = self.strikes.off
            with closing(self._audited(surveyed[done:], index)) as results:
                for result in results:
                    done += 1
                    yield counted(result, self.strikes)
                    # What was judged with a rule that is off by now is judged again.
                    if self.strikes.off != off:
                        break

    def survey(self, files: Files, read: Callable[[], object] = lambda: None) -> Iterator[Surveyed]:
        """The first pass alone: what every file is, in their order."""
        tasks = (Survey(path) for path, fault in files if fault is None)
        with closing(self.executor.run(tasks)) as outcomes:
            for path, fault in files:
                if fault is not None:
                    yield Surveyed(path, result=self._unread(path, fault))
                else:
                    yield self._surveyed(next(outcomes))
                read()

    def _surveyed(self, outcome: Outcome) -> Surveyed:
        if isinstance(outcome, Lost):
            return Surveyed(outcome.path, result=self._lost(outcome))
        assert isinstance(outcome, Surveyed)
        if outcome.stopped is not None:
            raise ConfigError(outcome.stopped)
        return outcome

    def _audited(self, surveyed: Sequence[Surveyed], index: Index) -> Generator[Result]:
        """Results in order; what is not on the shelf yet is audited ahead of its turn."""
        tasks = {
            one.path: self.desk.task(one.record, index.around(one.record), self.strikes.off)
            for one in surveyed
            if one.record is not None
        }
        missing = {path: task for path, task in tasks.items() if not self.desk.shelf.has(task.key)}
        with closing(self.executor.run(missing.values())) as outcomes:
            for one in surveyed:
                if one.result is not None:
                    yield one.result
                    continue
                task = tasks[one.path]
                result = self._result(task, next(outcomes) if one.path in missing else None)
                yield evolve(result, owner=index.identity(task.record))

    def _result(self, task: Audit, outcome: Outcome | None) -> Result:
        if isinstance(outcome, Lost):
            return self._lost(outcome)
        if isinstance(outcome, Audited):
            if outcome.stopped is not None:
                raise ConfigError(outcome.stopped)
            if outcome.result is not None:
                return outcome.result
        result = self.desk.shelf.get(task.key)
        # What the shelf has lost meanwhile is judged here.
        return result if isinstance(result, Result) else self.desk.judged(task)

    def _unread(self, path: str, fault: Fault) -> Result:
        return self.desk.auditors.of(path).named(unread(path, fault))

    def _lost(self, lost: Lost) -> Result:
        return self._unread(lost.path, Fault(kind="input", path=lost.path, message=lost.why))


def indexed(surveyed: Iterable[Surveyed], manifest: Manifest | None) -> Index:
    """What stands beside what, of all that was surveyed."""
    surveyed = tuple(surveyed)
    records = [one.record for one in surveyed if one.record is not None]
    unread = [one.path for one in surveyed if one.record is None]
    return Index(records, manifest, unread)
