"""What results depend on beside the reports: two processes that agree on it find the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxaudit.auditors import Auditors
from gxaudit.loading.digest import package_digest
from gxaudit.wording import Text
from gxaudit.work.keys import engine, environment

_SHOWN = 12
_NONE = "-"

Stand = Mapping[str, str]
"""By what it is, a version or a hash."""


def stand_of(auditors: Auditors) -> dict[str, str]:
    """All of it, for a process."""
    return dict(_all(auditors))


def _all(auditors: Auditors) -> Iterator[tuple[str, str]]:
    yield from engine()
    for plugin in auditors.plugins:
        digest = package_digest(plugin.module)
        yield f"plugin {plugin.name}", f"{plugin.distribution} {plugin.version} {digest}"
    for fault in auditors.faults:
        yield f"plugin {fault.plugin or _NONE}", fault.message.en
    for auditor in auditors.all:
        yield f"configuration {auditor.settings.path or _NONE}", environment(auditor)


def differences(mine: Stand, other: Stand) -> list[Text]:
    """In what two differ, one by one; empty where they find the same."""
    names = sorted({*mine, *other})
    both = ((name, mine.get(name, _NONE), other.get(name, _NONE)) for name in names)
    return [
        Text(
            f"{name}：本机 {_short(here)}，那里 {_short(there)}",
            f"{name}: {_short(here)} here, {_short(there)} there",
        )
        for name, here, there in both
        if here != there
    ]


def _short(said: str) -> str:
    """Hashes by their beginning."""
    return " ".join(word[:_SHOWN] if len(word) >= 40 else word for word in said.split(" "))
