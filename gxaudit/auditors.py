"""The auditors of a run: plugins loaded once, one auditor for each configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gxaudit.config.file import BASELINE, WAIVERS, Config, load_config
from gxaudit.config.nearest import Nearest, NearestFile, folders_of
from gxaudit.config.place import ConfigError
from gxaudit.config.settings import Asked, resolve
from gxaudit.finding import Fault
from gxaudit.loading.drafts import load_drafts
from gxaudit.loading.plugins import LoadedPlugin, load_plugins
from gxaudit.pipeline import Auditor
from gxaudit.settle import Result
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.waivers.file import WaiverFile
    from gxaudit.waivers.force import InForce, Named


class Auditors:
    """Which auditor a report has, by its folder. Every order is sorted."""

    def __init__(
        self,
        plugins: tuple[LoadedPlugin, ...],
        faults: tuple[Fault, ...],
        configs: Sequence[Config | None],
        asked: Asked,
        nearest: Nearest | None,
        drafts: Sequence[str] = (),
    ) -> None:
        self.plugins = plugins
        self.faults = faults
        self.asked = asked
        self.paths: tuple[str, ...] = ()
        """Those below which configurations were looked for."""
        self._by_path: Mapping[str | None, Auditor] = {
            config.path if config else None: Auditor.of(
                plugins, faults, resolve(config, asked, plugins)
            )
            for config in configs
        }
        self._nearest = nearest
        self._drafts = frozenset(map(os.path.realpath, drafts))
        self._by_folder: dict[str, Auditor] = {}
        self._waivers: InForce | None = None

    @property
    def all(self) -> tuple[Auditor, ...]:
        """One for each configuration, by its path, without a configuration first."""
        return tuple(self._by_path.values())

    @property
    def files(self) -> frozenset[str]:
        """Real paths of configurations, waivers, packs, overlays and drafts: no reports."""
        waivers = self._waivers.paths if self._waivers else frozenset()
        return self._drafts.union(waivers, *(each.settings.files for each in self.all))

    @property
    def waiver_files(self) -> tuple[WaiverFile, ...]:
        """The waiver files of this run, by path."""
        return self._waivers.files if self._waivers else ()

    def use_waivers(self, paths: Sequence[str]) -> None:
        """Let the waiver files count that stand nearest above each report under ``paths``, or that
        its configuration names. Raises ``ConfigError`` for whatever is wrong with one of them.
        """
        nearest = NearestFile(WAIVERS), NearestFile(BASELINE)
        for folder in (folder for path in paths for folder in folders_of(path)):
            auditor = self.of(os.path.join(folder, ""))
            named = tuple(_waiver_files(auditor, folder, *nearest))
            if named:
                self._force().add(folder, named, {rule.id for rule in auditor.rules})

    def _force(self) -> InForce:
        if self._waivers is None:
            # Most folders have no such file.
            from gxaudit.waivers.force import InForce

            self._waivers = InForce(self.asked.today)
        return self._waivers

    def waived(self, result: Result) -> Result:
        """The result with its waived findings apart."""
        return result if self._waivers is None else self._waivers.applied(result)

    def of(self, path: str) -> Auditor:
        """The auditor of a report. Raises ``ConfigError`` for a configuration that was not there
        when the run began.
        """
        if self._nearest is None:
            return self.all[0]
        folder = os.path.dirname(path)
        known = self._by_folder.get(folder)
        if known is None:
            config = self._nearest.of_folder(os.path.abspath(folder))
            known = self._by_path.get(config.path if config else None)
            if known is None:
                raise ConfigError(_appeared(config))
            self._by_folder[folder] = known
        return known


def _waiver_files(
    auditor: Auditor, folder: str, waivers: NearestFile, baseline: NearestFile
) -> Iterator[Named]:
    """Those that the configuration names, or the nearest; and the nearest baseline in any case."""
    named = auditor.settings.waivers
    yield from named or ()
    for nearest in (baseline,) if named is not None else (waivers, baseline):
        path = nearest.of_folder(folder)
        if path is not None:
            yield None, path


def _appeared(config: Config | None) -> Text:
    path = config.path if config else "gxaudit.toml"
    return Text(
        f"{path}: 检查期间配置有变动，结果不可靠，请重新检查",
        f"{path}: configuration changed during the audit, which makes it unreliable; run it again",
    )


def with_drafts(
    drafts: Sequence[str],
) -> tuple[tuple[LoadedPlugin, ...], tuple[Fault, ...]]:
    """The installed plugins and these drafts, by name, and their faults. Raises ``DraftError``."""
    plugins, faults = load_plugins()
    more, broken = load_drafts(drafts)
    return tuple(sorted((*plugins, *more), key=lambda one: one.name)), (*faults, *broken)


def load_auditors(
    asked: Asked,
    paths: Sequence[str],
    *,
    config: str | None = None,
    isolated: bool = False,
    drafts: Sequence[str] = (),
    waivers: bool = False,
) -> Auditors:
    """The auditors for reports under ``paths``.

    ``config`` is one configuration for all of them; ``isolated`` uses none. Otherwise the nearest
    above each report counts. ``drafts`` are Python files with rules to try. With ``waivers`` the
    waiver files count too, unless ``isolated``. Raises ``ConfigError``,
    ``gxaudit.select.SelectError`` and ``gxaudit.loading.drafts.DraftError``, all before any audit.
    """
    plugins, faults = with_drafts(drafts)
    if isolated:
        return Auditors(plugins, faults, [None], asked, None, drafts)
    if config is not None:
        auditors = Auditors(plugins, faults, [load_config(config)], asked, None, drafts)
    else:
        nearest = Nearest()
        auditors = Auditors(plugins, faults, nearest.below(paths), asked, nearest, drafts)
        auditors.paths = tuple(paths)
    if waivers:
        auditors.use_waivers(paths)
    return auditors
