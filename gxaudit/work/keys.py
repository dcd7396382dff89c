"""What a reading and a result depend on, as the keys that they are kept at.

Everything goes in by its content: whoever changes a rule, a form, a reader, a plugin or a setting
gets other keys, and what was kept is not found any more. Nothing goes in that differs from process
to process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import Distribution, PackageNotFoundError, distributions, version

from gxaudit import __version__
from gxaudit.corpus.index import Around
from gxaudit.corpus.record import Record
from gxaudit.loading.digest import folder_digest, package_digest
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.pipeline import Auditor
from gxaudit.resources import resource

LIBRARIES = ("attrs", "lark", "lxml", "pypdfium2", "rensa")
"""Those that decide what is read from a file, and which reports are alike."""
DATA = ("grammar", "rules")


@lru_cache(maxsize=1)
def engine() -> tuple[tuple[str, str], ...]:
    """The program itself, its data, Python, and the libraries below it: a name and what it is."""
    python = (sys.implementation.name, *sys.version_info, sys.platform, sys.flags.optimize)
    return (
        ("gxaudit", f"{__version__} {package_digest('gxaudit')}"),
        *((name, folder_digest(resource(name))) for name in DATA),
        ("Python", " ".join(map(str, python))),
        *((name, _version(name) or "-") for name in LIBRARIES),
    )


def reading_environment(auditor: Auditor) -> str:
    """A digest of all that decides what is read from a file: readers, and the words of prose."""
    plugins = [plugin for plugin in auditor.plugins if plugin.readers or plugin.lexicons]
    return _digest("reading", engine(), [_told(plugin) for plugin in plugins])


def environment(auditor: Auditor) -> str:
    """A digest of all that is the same for every report of one configuration."""
    return _digest("judging", engine(), [_told(each) for each in auditor.plugins], _set(auditor))


@cache
def code_of(module: str) -> str | None:
    """A digest of the files of a plugin; None where there are none."""
    return package_digest(module)


def is_known(auditor: Auditor) -> bool:
    """Whether the digests say all. What a draft imports, and code that lies in no file, they do
    not: what comes of these is not kept.
    """
    return all(plugin.installed and code_of(plugin.module) for plugin in auditor.plugins)


def _set(auditor: Auditor) -> tuple[object, ...]:
    """What configuration and command line say."""
    settings = auditor.settings
    return (
        settings.path,
        settings.source,
        [pack.source for pack in settings.packs],
        [(each.rule, each.set) for each in settings.changes],
        [rule.id for rule in settings.rules],
        [rule.id for rule in settings.selected],
        sorted((rule, level.label) for rule, level in settings.levels.items()),
        settings.rule_timeout,
    )


def _told(plugin: LoadedPlugin) -> tuple[object, ...]:
    """A plugin by its content; of a foreign one, which may rest on anything, all that is there."""
    told = (
        plugin.name,
        plugin.distribution,
        plugin.version,
        code_of(plugin.module),
        [pack.source for pack in plugin.packs],
        plugin.lexicons,
    )
    return (*told, installed()) if plugin.origin.foreign else told


@lru_cache(maxsize=1)
def installed() -> tuple[tuple[str, str], ...]:
    """Every installed distribution with a digest of its list of files, which has their hashes."""
    return tuple(sorted(_listed()))


def _listed() -> Iterator[tuple[str, str]]:
    for one in distributions():
        # Metadata that is missing or damaged: what raises differs from release to release.
        try:
            yield str(one.name), _digest(one.version, _record(one))
        except Exception:
            continue


def _record(one: Distribution) -> str | None:
    return one.read_text("RECORD")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def record_key(digest: str, path: str, environment: str) -> str:
    """For the record of a report, which bears its whole path, and what its blanks stand for: that
    depends on the equations of all packs.
    """
    return _digest("record", digest, path, environment)


def reading_key(digest: str, path: str, environment: str) -> str:
    """For the bytes of a file, its name, which readers look at, and the readers."""
    return _digest("reading", digest, os.path.basename(path), environment)


def result_key(record: Record, around: Around, off: Iterable[str], environment: str) -> str:
    """For a report, all that stands beside it, the rules, and those that were switched off."""
    return _digest("result", record, around, sorted(off), environment)


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
