"""The work of a run done on the machines of a cluster."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

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
    options: Namespace, auditors: Auditors, max_size: int
) -> Iterator[tuple[Desk, Cluster]]:
    """The desk and the executor of a run on a cluster.

    Raises :class:`IncompleteError` where the cluster or the folder of parts cannot be used, or no
    longer.
    """
    parts = _parts(options.parts)
    try:
        cluster = _joined(options, auditors, parts, max_size)
        try:
            yield Desk(auditors, parts, max_size), cluster
        finally:
            cluster.close()
    except ClusterError as error:
        raise IncompleteError(error.message) from error
    finally:
        parts.close()


def _parts(folder: str) -> Parts:
    try:
        return Parts(folder)
    except OSError as error:
        raise IncompleteError(_unusable(folder, reason(error))) from error


def _joined(options: Namespace, auditors: Auditors, parts: Parts, max_size: int) -> Cluster:
    order = Order(
        asked=auditors.asked,
        paths=tuple(options.paths),
        config=options.config,
        isolated=options.isolated,
        drafts=tuple(options.plugin),
        max_size=max_size,
    )
    setup = Setup(
        run=parts.run,
        order=order,
        folder=os.getcwd(),
        parts=os.path.abspath(options.parts),
        environ=tuple((name, os.environ.get(name, "")) for name in _VARIABLES),
        stand=stand_of(auditors),
    )
    return Cluster(options.cluster, setup, insecure=options.cluster_insecure)


def _unusable(folder: str, why: Text) -> Text:
    return Text(f"--parts {folder}：{why.zh}", f"--parts {folder}: {why.en}")
