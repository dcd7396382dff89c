"""The results of a run, in the order of its files, however the work is done."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Container, Generator, Sequence

from gxaudit.auditors import Auditors
from gxaudit.cli.errors import UsageError
from gxaudit.config.place import ConfigError
from gxaudit.files import MAX_SIZE, names, read
from gxaudit.finding import Fault
from gxaudit.settle import Result, unread

Files = Sequence[tuple[str, Fault | None]]
_FEW = 200
"""Reports that a run in one process holds in memory."""


def files_of(options: Namespace, without: Container[str]) -> Files:
    """The files below ``options.paths``, or why there is nothing to read."""
    return tuple(names(options.paths, without))


def results(
    options: Namespace,
    auditors: Auditors,
    files: Files,
    read: Callable[[], object] = lambda: None,
) -> Generator[Result]:
    """One result a file, before any waiver. ``read`` is called whenever a file was read.

    Raises :class:`UsageError` where a configuration changes on the way.
    """
    work = _alone if len(files) == 1 else _together
    # Of the commands that audit, check alone has the option.
    if getattr(options, "cluster", None):
        work = _on_cluster
    try:
        yield from work(options, auditors, files, read)
    except ConfigError as error:
        raise UsageError(error.message) from error


def _alone(
    options: Namespace, auditors: Auditors, files: Files, step: Callable[[], object]
) -> Generator[Result]:
    """One file needs nothing but itself."""
    for path, fault in files:
        auditor = auditors.of(path)
        data = fault or read(path, options.max_size or MAX_SIZE)
        step()
        if isinstance(data, Fault):
            yield auditor.named(unread(path, data))
        else:
            skip = auditor.settings.skip_non_reports
            yield auditor.audit(data, path, skip_non_reports=skip)


def _together(
    options: Namespace, auditors: Auditors, files: Files, step: Callable[[], object]
) -> Generator[Result]:
    from gxaudit.work.desk import Desk
    from gxaudit.work.flow import Flow, Here
    from gxaudit.work.shelf import open_shelf

    with tempfile.TemporaryDirectory(prefix="gxaudit-") as folder:
        place = os.path.join(folder, "shelf") if len(files) > _FEW else None
        with open_shelf(place) as shelf:
            desk = Desk(auditors, shelf, options.max_size or MAX_SIZE)
            yield from Flow(desk, Here(desk)).results(files, step)


def _on_cluster(
    options: Namespace, auditors: Auditors, files: Files, step: Callable[[], object]
) -> Generator[Result]:
    from gxaudit.cli.clustered import on_cluster
    from gxaudit.work.flow import Flow

    with on_cluster(options, auditors, options.max_size or MAX_SIZE) as (desk, cluster):
        yield from Flow(desk, cluster).results(files, step)
