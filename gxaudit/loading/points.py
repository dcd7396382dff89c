"""Entry points of plugins, found without ``importlib.metadata`` where only our own are installed.

That module imports all of ``email`` and more, a tenth of a cold start. Here no rule of its search
is rebuilt: whatever is not plainly our one distribution in a folder is left to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

OWN = "gxaudit"
"""The distribution whose plugin names are reserved."""


class Installed(Protocol):
    """What is asked of an ``importlib.metadata.Distribution``."""

    def __hash__(self) -> int: ...

    @property
    def name(self) -> str:
        """As its metadata has it."""

    @property
    def version(self) -> str:
        """As its metadata has it."""

    @property
    def metadata(self) -> PackageMetadata:
        """All of it."""


class Point(Protocol):
    """What is asked of an ``importlib.metadata.EntryPoint``."""

    @property
    def name(self) -> str:
        """The name of the plugin."""

    @property
    def value(self) -> str:
        """What it leads to, as written."""

    @property
    def module(self) -> str:
        """The module that it leads to."""

    @property
    def dist(self) -> Installed | None:
        """The distribution that it came with."""

    def load(self) -> object:
        """Import it. Raises whatever the import raises."""


class _Distribution(NamedTuple):
    """Ours, without what nobody asks for."""

    name: str
    version: str
    folder: str

    @property
    def metadata(self) -> PackageMetadata:
        """All of it, for reports of faults."""
        from importlib.metadata import Distribution
        from pathlib import Path

        return Distribution.at(Path(self.folder)).metadata


class _Point(NamedTuple):
    """An entry point of ours: a plain module."""

    name: str
    module: str
    dist: _Distribution

    @property
    def value(self) -> str:
        """The module, as written."""
        return self.module

    def load(self) -> object:
        """Import it."""
        return import_module(self.module)


class _UnclearError(Exception):
    """Something that only ``importlib.metadata`` can tell."""


def entry_points(group: str) -> Iterable[Point]:
    """What ``importlib.metadata.entry_points`` gives, in any order."""
    try:
        return _own(group)
    except (_UnclearError, OSError, ValueError):
        from importlib import metadata

        return metadata.entry_points(group=group)


def _own(group: str) -> list[_Point]:
    if any(hasattr(one, "find_distributions") and one is not PathFinder for one in sys.meta_path):
        raise _UnclearError
    found = [info for entry in dict.fromkeys(map(str, sys.path)) for info in _infos(entry, group)]
    if len(found) != 1:
        raise _UnclearError
    dist = _distribution(found[0])
    return [_Point(name, module, dist) for name, module in _pairs(found[0], group)]


def _infos(entry: str, group: str) -> Iterator[str]:
    """Folders of metadata below an entry of the path that have our name or name the group."""
    if entry.lower().endswith(".egg"):
        raise _UnclearError
    try:
        names = os.listdir(entry or ".")
    except FileNotFoundError:
        return
    for name in names:
        low = name.lower()
        if not low.endswith((".dist-info", ".egg-info")) and low != "egg-info":
            continue
        info = os.path.join(entry or ".", name)
        if low.startswith(OWN + "-") or group in _read(info, "entry_points.txt"):
            yield info


def _read(info: str, name: str) -> str:
    try:
        with open(os.path.join(info, name), encoding="utf-8") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _distribution(info: str) -> _Distribution:
    head = _read(info, "METADATA").partition("\n\n")[0].splitlines()
    fields = dict(line.split(": ", 1) for line in head if line.startswith(("Name: ", "Version: ")))
    if fields.keys() != {"Name", "Version"} or fields["Name"] != OWN:
        raise _UnclearError
    return _Distribution(OWN, fields["Version"], info)


def _pairs(info: str, group: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in map(str.strip, _read(info, "entry_points.txt").splitlines()):
        if line.startswith("["):
            section = line
        elif line and section == f"[{group}]":
            name, _, module = map(str.strip, line.partition("="))
            if not all(part.isidentifier() for part in module.split(".")):
                raise _UnclearError
            yield name, module
