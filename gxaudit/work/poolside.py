"""The far end of a pool: a process of its own that does tasks, some at a time, one after another."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import IO

from gxaudit.guard import cause
from gxaudit.process import answer, serving
from gxaudit.readers.serving import limit_memory
from gxaudit.wording import Text
from gxaudit.work.desk import Desk
from gxaudit.work.keys import environment
from gxaudit.work.outfit import Outfit, auditors_of
from gxaudit.work.shelf import opened
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
    auditors = auditors_of(outfit.order)
    with closing(opened(outfit.place)) as shelf:
        desk = Desk(auditors, shelf, outfit.order.max_size)
        same = tuple(map(environment, auditors.all)) == outfit.environments
        # What is loaded stays to the end: the collector need not look at it at every report.
        gc.freeze()
        answer(sink, "ready", None)
        _attend(source, sink, desk.perform if same else _stopped)


def _attend(source: IO[bytes], sink: IO[bytes], perform: Callable[[Task], Outcome]) -> None:
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
