"""Tasks by the batch: to ask for one costs about as much as to ask for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxaudit.work.cost import JUDGING, cost_of
from gxaudit.work.task import Survey, Task


def batches(tasks: Iterable[Task], seconds: float, most: int) -> Iterator[list[Task]]:
    """At most ``most`` tasks each, which will take about ``seconds``; taken as they are needed."""
    batch: list[Task] = []
    cost = 0.0
    for task in tasks:
        batch.append(task)
        cost += cost_of(task.path) if isinstance(task, Survey) else JUDGING
        if cost >= seconds or len(batch) >= most:
            yield batch
            batch, cost = [], 0.0
    if batch:
        yield batch
