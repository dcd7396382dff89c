"""What results depend on beside the reports: two processes that agree on it find the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from gxaudit import __version__
from gxaudit.auditors import Auditors
from gxaudit.loading.digest import package_digest
from gxaudit.resources import resource
from gxaudit.wording import Text
from gxaudit.work.keys import environment

_LIBRARIES = ("lxml", "pypdfium2", "lark")
"""Those that decide what is read from a file."""
_DATA = ("grammar", "rules")
_SHOWN = 12
_NONE = "-"

Stand = Mapping[str, str]
"""By what it is, a version or the beginning of a hash."""


def stand_of(auditors: Auditors) -> dict[str, str]:
    """All of it, for a process."""
    return dict(_all(auditors))


def _all(auditors: Auditors) -> Iterator[tuple[str, str]]:
    yield "Python", "{}.{}".format(*sys.version_info)
    yield "gxaudit", f"{__version__} ({_short(package_digest('gxaudit'))})"
    yield from ((name, _data(name)) for name in _DATA)
    yield from ((name, _version(name)) for name in _LIBRARIES)
    for plugin in auditors.plugins:
        digest = _short(package_digest(plugin.module))
        yield f"plugin {plugin.name}", f"{plugin.distribution} {plugin.version} ({digest})"
    for fault in auditors.faults:
        yield f"fault {fault.plugin or ''}".strip(), fault.message.en
    for auditor in auditors.all:
        yield f"configuration {auditor.settings.path or _NONE}", _short(environment(auditor))


def _short(digest: str | None) -> str:
    return (digest or "?")[:_SHOWN]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _NONE


def _data(name: str) -> str:
    root = resource(name)
    whole = sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            whole.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
            whole.update(data)
    return _short(whole.hexdigest())


def differences(mine: Stand, other: Stand) -> list[Text]:
    """In what two differ, one by one; empty where they find the same."""
    names = sorted({*mine, *other})
    both = ((name, mine.get(name, _NONE), other.get(name, _NONE)) for name in names)
    return [
        Text(f"{name}：本机 {here}，那里 {there}", f"{name}: {here} here, {there} there")
        for name, here, there in both
        if here != there
    ]
