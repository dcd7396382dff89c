"""The far end of a pool: a process of its own that does tasks, one after another."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import IO

from gxaudit.config.place import ConfigError
from gxaudit.guard import cause
from gxaudit.loading.drafts import DraftError
from gxaudit.process import answer, limit_memory, serving
from gxaudit.select import SelectError
from gxaudit.wording import Text
from gxaudit.work.desk import Desk
from gxaudit.work.keys import environment
from gxaudit.work.outfit import Outfit, auditors_of
from gxaudit.work.shelf import Shelf, opened
from gxaudit.work.task import Audited, Outcome, Survey, Surveyed, Task

_CHANGED = Text(
    "检查期间配置、规则包或程序有变动，结果不可靠，请重新检查",
    "configuration, packs or the program changed during the audit, which makes it unreliable; run "
    "it again",
)


def serve() -> None:
    """Do tasks until nobody asks on. Ends when one of them breaks: nothing is known of it then."""
    source, sink = serving()
    outfit: Outfit = pickle.load(source)
    limit_memory(outfit.memory)
    with closing(opened(outfit.place)) as shelf:
        perform = _performer(outfit, shelf)
        # What is loaded stays to the end: the collector need not look at it at every report.
        gc.freeze()
        # Where nobody is left to be told, there is nothing more to do.
        with suppress(BrokenPipeError):
            answer(sink, "ready", None)
            attend(source, sink, perform)


def _performer(outfit: Outfit, shelf: Shelf) -> Callable[[Task], Outcome]:
    """What does tasks, or refuses them where this process would find something else."""
    try:
        auditors = auditors_of(outfit.order)
    except (ConfigError, SelectError, DraftError):
        return _stopped
    if tuple(map(environment, auditors.all)) != outfit.environments:
        return _stopped
    return Desk(auditors, shelf, outfit.order.max_size).perform


def attend(source: IO[bytes], sink: IO[bytes], perform: Callable[[Task], Outcome]) -> None:
    """Do tasks until nobody asks on, or one of them breaks."""
    while True:
        try:
            tasks: Sequence[Task] = pickle.load(source)
        except EOFError:
            return
        for task in tasks:
            try:
                outcome = perform(task)
            # Memory that is short, an error of our own: the next one begins afresh.
            except Exception as error:
                answer(sink, "broke", cause(error))
                return
            answer(sink, "outcome", outcome)


def _stopped(task: Task) -> Outcome:
    kind = Surveyed if isinstance(task, Survey) else Audited
    return kind(task.path, stopped=_CHANGED)
