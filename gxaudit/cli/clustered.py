"""The work of a run done on the machines of a cluster."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from gxaudit.auditors import Auditors
from gxaudit.cli.errors import IncompleteError
from gxaudit.oserrors import reason
from gxaudit.wording import Text
from gxaudit.work.addresses import ClusterError
from gxaudit.work.cluster import Cluster
from gxaudit.work.desk import Desk
from gxaudit.work.parts import Parts
from gxaudit.work.setup import Setup
from gxaudit.work.stand import stand_of
from gxaudit.work.task import Order

_VARIABLES = ("GXAUDIT_PLUGINS", "GXAUDIT_RULE_WORKER")


@contextmanager
def on_cluster(
    options: Namespace,
    auditors: Auditors,
    order: Order,
    limit: float,
    tell: Callable[[Text], object],
) -> Iterator[tuple[Desk, Cluster]]:
    """The desk and the executor of a run on a cluster. ``limit`` is for one file, in seconds;
    ``tell`` gets what a person is to know of the folder of parts.

    Raises :class:`IncompleteError` where the cluster or that folder cannot be used, or no longer.
    """
    parts = _parts(options.parts)
    with closing(parts):
        setup = Setup(
            run=parts.run,
            order=order,
            folder=os.getcwd(),
            parts=os.path.abspath(options.parts),
            environ=tuple((name, os.environ.get(name, "")) for name in _VARIABLES),
            stand=stand_of(auditors),
            limit=limit,
        )
        try:
            cluster = Cluster(options.cluster, setup, insecure=options.cluster_insecure)
            with closing(cluster):
                yield Desk(auditors, parts, order.max_size), cluster
        except ClusterError as error:
            raise IncompleteError(error.message) from error
    if not parts.works:
        tell(_unwritten(options.parts))


def _parts(folder: str) -> Parts:
    try:
        return Parts(folder)
    except OSError as error:
        why = reason(error)
        message = Text(f"--parts {folder} 用不了：{why.zh}", f"--parts {folder}: {why.en}")
        raise IncompleteError(message) from error


def _unwritten(folder: str) -> Text:
    return Text(
        f"有的结果没有存进 {folder}（磁盘可能已满），检查照常完成；下次运行会重做一部分",
        f"some of what was found could not be kept in {folder} (the disk may be full); the audit "
        "is complete, and the next one does part of it again",
    )
