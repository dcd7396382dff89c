"""Where the work of a run over many files is done: by whom, and what is kept of it."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress

from gxaudit.auditors import Auditors
from gxaudit.corpus.manifest import Manifest
from gxaudit.files import MAX_SIZE
from gxaudit.wording import Text
from gxaudit.work.cache import Cache, find_cache
from gxaudit.work.cost import cores, workers_for
from gxaudit.work.desk import Desk
from gxaudit.work.flow import Executor, Flow, Here
from gxaudit.work.keys import environment
from gxaudit.work.shelf import Both, Memory, Place, Shelf
from gxaudit.work.task import Order

_FEW = 200
"""Reports that a run in one process holds in memory."""
_SAMPLE = 8
"""Files that are looked for in the cache to guess how many are there."""
_SLOW_RULES = 12
"""So many rules may be broken off for one file before the process is."""
_PATIENCE = 60.0
"""Seconds for everything else that is done with one file."""

Tell = Callable[[Text], object]


@contextmanager
def workplace(
    options: Namespace,
    auditors: Auditors,
    files: Sequence[str],
    tell: Tell,
    manifest: Manifest | None = None,
) -> Iterator[Flow]:
    """What audits ``files``, as the options say.

    ``tell`` gets what a person is to know of the cache.
    """
    with ExitStack() as stack:
        if options.cluster:
            yield stack.enter_context(_on_cluster(options, auditors, tell, manifest))
            return
        cache = Cache() if options.no_cache else find_cache(options.cache, os.environ)
        if cache.note is not None:
            tell(cache.note)
        jobs = min(options.jobs or _workers(cache, auditors, files), max(1, len(files)))
        place = Place(cache.path, _passing(stack) if jobs > 1 or len(files) > _FEW else None)
        shelf = stack.enter_context(closing(_shelf(cache, place)))
        stack.callback(_ended, cache, tell)
        desk = Desk(auditors, shelf, options.max_size or MAX_SIZE)
        if jobs == 1:
            yield Flow(desk, Here(desk), manifest)
        else:
            order = _order(options, auditors)
            yield Flow(desk, stack.enter_context(_pool(order, desk, place, jobs)), manifest)


def _passing(stack: ExitStack) -> str | None:
    """A file for this run alone; None where the system has no place for it."""
    try:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gxaudit-"))
    except OSError:
        return None
    return os.path.join(folder, "shelf.sqlite")


def _workers(cache: Cache, auditors: Auditors, files: Sequence[str]) -> int:
    """How many are worth starting. What was read before takes next to no time."""
    desk = Desk(auditors, Both(cache.database, None), MAX_SIZE)
    some = files[:: max(1, len(files) // _SAMPLE)] if cache.database else ()
    known = sum(map(desk.knows, some))
    return workers_for(files, cores(), 1 - known / len(some) if some else 1.0)


def _ended(cache: Cache, tell: Tell) -> None:
    lost = cache.ended()
    if lost is not None:
        tell(lost)


def _shelf(cache: Cache, place: Place) -> Shelf:
    from gxaudit.work.sqlite import Database, UnusableError

    passing: Database | Memory = Memory()
    if place.passing is not None:
        with suppress(UnusableError):
            passing = Database(place.passing)
    return Both(cache.database, passing)


def _order(options: Namespace, auditors: Auditors) -> Order:
    return Order(
        auditors.asked,
        auditors.paths,
        options.config,
        options.isolated,
        tuple(options.plugin),
        options.max_size or MAX_SIZE,
    )


@contextmanager
def _pool(order: Order, desk: Desk, place: Place, jobs: int) -> Iterator[Executor]:
    from gxaudit.work.outfit import Outfit
    from gxaudit.work.pool import Pool

    outfit = Outfit(order, place, tuple(map(environment, desk.auditors.all)))
    with closing(Pool(outfit, jobs, _limit(desk.auditors), desk.perform)) as pool:
        yield pool


def _limit(auditors: Auditors) -> float:
    """Seconds for one file."""
    return _PATIENCE + _SLOW_RULES * max(each.settings.rule_timeout for each in auditors.all)


@contextmanager
def _on_cluster(
    options: Namespace, auditors: Auditors, tell: Tell, manifest: Manifest | None
) -> Iterator[Flow]:
    from gxaudit.cli.clustered import on_cluster

    order = _order(options, auditors)
    with on_cluster(options, auditors, order, _limit(auditors), tell) as (desk, cluster):
        yield Flow(desk, cluster, manifest)
