"""The results of a run, in the order of its files, however the work is done."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Container, Generator, Sequence
from typing import TYPE_CHECKING

from gxaudit.auditors import Auditors
from gxaudit.cli.errors import UsageError
from gxaudit.cli.leftovers import Leftovers
from gxaudit.config.nearest import manifests_above
from gxaudit.config.place import ConfigError
from gxaudit.files import MAX_SIZE, names, read
from gxaudit.finding import Fault
from gxaudit.settle import Result, unread
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.corpus.manifest import Manifest
    from gxaudit.work.task import Surveyed

Files = Sequence[tuple[str, Fault | None]]
Step = Callable[[], object]
Tell = Callable[[Text], object]


def files_of(paths: Sequence[str], without: Container[str], tell: Tell) -> Files:
    """The files below ``paths``, or why there is nothing to read; ``tell`` gets what a person is to
    know of those that were passed over.
    """
    leftovers = Leftovers()
    files = tuple(names(paths, without, leftovers))
    leftovers.tell(tell)
    return files


def manifest_of(options: Namespace, paths: Sequence[str]) -> Manifest | None:
    """The manifest that ``--manifest`` names, else those nearest above ``paths``, unless
    ``--isolated``. Raises :class:`UsageError`.
    """
    try:
        if options.manifest is not None:
            found = [options.manifest]
        else:
            found = [] if options.isolated else manifests_above(paths)
        if not found:
            return None
        # Most runs have none.
        from gxaudit.corpus.manifestfile import read_manifests

        return read_manifests(found)
    except ConfigError as error:
        raise UsageError(error.message) from error


def ours(manifest: Manifest | None) -> frozenset[str]:
    """The real paths of manifests, which are no reports whatever they are called."""
    return frozenset(map(os.path.realpath, manifest.paths if manifest else ()))


def is_whole(options: Namespace, manifest: Manifest | None) -> bool:
    """Whether all that the manifests are about was given: their own folders, or one by name."""
    if manifest is None or options.manifest is not None:
        return True
    from gxaudit.corpus.manifest import located

    given = [located(manifest.base, path) for path in options.paths]
    folders = [os.path.dirname(located(manifest.base, path)) for path in manifest.paths]
    return all(any(_holds(path, folder) for path in given) for folder in folders)


def _holds(path: str, folder: str) -> bool:
    return folder == path or folder.startswith(os.path.join(path, ""))


def surveyed(
    options: Namespace, auditors: Auditors, files: Files, step: Step, tell: Tell = lambda _: None
) -> list[Surveyed]:
    """What every file is, in their order, without auditing any. Raises :class:`UsageError`."""
    from gxaudit.cli.workplace import workplace

    paths = [path for path, fault in files if fault is None]
    try:
        with workplace(options, auditors, paths, tell) as flow:
            return list(flow.survey(files, step))
    except ConfigError as error:
        raise UsageError(error.message) from error


def results(
    options: Namespace,
    auditors: Auditors,
    files: Files,
    read: Step = lambda: None,
    tell: Tell = lambda _: None,
    manifest: Manifest | None = None,
) -> Generator[Result]:
    """One result a file, before any waiver. ``read`` is called whenever a file was read; ``tell``
    gets what a person is to know of how the work was done.

    Raises :class:`UsageError` where a configuration changes on the way.
    """
    try:
        if len(files) == 1 and manifest is None:
            yield from _alone(options, auditors, files, read)
        else:
            yield from _together(options, auditors, files, read, tell, manifest)
    except ConfigError as error:
        raise UsageError(error.message) from error


def _alone(options: Namespace, auditors: Auditors, files: Files, step: Step) -> Generator[Result]:
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
    options: Namespace,
    auditors: Auditors,
    files: Files,
    step: Step,
    tell: Tell,
    manifest: Manifest | None,
) -> Generator[Result]:
    from gxaudit.cli.workplace import workplace

    paths = [path for path, fault in files if fault is None]
    with workplace(options, auditors, paths, tell, manifest) as flow:
        yield from flow.results(files, step)
