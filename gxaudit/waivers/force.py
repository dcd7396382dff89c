"""Which waiver files count for the reports of a run: read once, checked before any audit."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import date

from gxaudit.config.place import Place
from gxaudit.settle import Result
from gxaudit.waivers.file import Entries, WaiverFile, check_once, check_rules, load_waivers
from gxaudit.waivers.match import waive

Named = tuple[Place | None, str]
"""A waiver file, and where a configuration names it."""


class InForce:
    """The entries for the reports of each folder."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._files: dict[str, WaiverFile] = {}
        self._known: dict[frozenset[str], Entries] = {}
        self._by_folder: dict[str, Entries] = {}

    @property
    def files(self) -> tuple[WaiverFile, ...]:
        """Those that were read, by path."""
        return tuple(sorted(self._files.values(), key=lambda one: one.path))

    @property
    def paths(self) -> frozenset[str]:
        """Their real paths: no reports, wherever they stand."""
        return frozenset(self._files)

    def add(self, folder: str, named: Sequence[Named], rules: Collection[str]) -> None:
        """Let files count for the reports in ``folder`` (absolute), which is audited with
        ``rules``. Raises ``ConfigError``.
        """
        real = [self._read(*each) for each in named]
        key = frozenset(real)
        if key not in self._known:
            waivers = tuple(one for each in sorted(key) for one in self._files[each].waivers)
            check_once(waivers)
            check_rules(waivers, rules)
            self._known[key] = Entries(waivers)
        self._by_folder[folder] = self._known[key]

    def _read(self, place: Place | None, path: str) -> str:
        real = os.path.realpath(path)
        if real not in self._files:
            self._files[real] = load_waivers(path, place)
        return real

    def applied(self, result: Result) -> Result:
        """The result with its waived findings apart."""
        folder = os.path.dirname(os.path.abspath(result.path or ""))
        entries = self._by_folder.get(folder)
        return result if entries is None else waive(result, entries.of, self._today)
