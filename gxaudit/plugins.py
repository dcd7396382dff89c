"""Discovery of plugins: entry points of group ``gxaudit``, loaded one by one behind a guard.

A plugin is taken whole or not at all. One that fails is a fault that names its distribution,
and the run goes on without it: an audit may never look cleaner because a plugin broke.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint, entry_points

import pluggy
from attrs import frozen

from gxaudit import hooks
from gxaudit.finding import Fault
from gxaudit.hooks import API, PluginInfo
from gxaudit.packs import Pack, packaged
from gxaudit.rule import Rule
from gxaudit.wording import Text

GROUP = "gxaudit"
OWN = "gxaudit"
"""The distribution whose plugin names are reserved."""


class PluginError(Exception):
    """Why a plugin was refused."""


@frozen(eq=False, repr=False, slots=False)
class LoadedPlugin:
    """A plugin that was loaded whole."""

    name: str
    distribution: str
    version: str
    info: PluginInfo
    rules: tuple[Rule, ...]
    """All of them, those of its packs included, by id."""
    packs: tuple[Pack, ...] = ()
    module: str = ""
    """The import name of its entry point."""


def load_plugins(
    found: Iterable[EntryPoint] | None = None,
) -> tuple[tuple[LoadedPlugin, ...], tuple[Fault, ...]]:
    """Every installed plugin, sorted by name, and a fault for each that could not be loaded."""
    points = sorted(
        entry_points(group=GROUP) if found is None else found,
        key=lambda one: (one.name, _distribution(one)[0], one.value),
    )
    points = list({(one.name, one.value, _distribution(one)[0]): one for one in points}.values())
    loaded: list[LoadedPlugin] = []
    faults: list[Fault] = []
    for point in points:
        try:
            _check_name(point, points)
            loaded.append(_load(point))
        # SystemExit: a plugin that calls sys.exit must not end the audit.
        except (Exception, SystemExit) as error:
            faults.append(_fault(point, error))
    return tuple(loaded), tuple(faults)


def _distribution(point: EntryPoint) -> tuple[str, str]:
    return ("?", "?") if point.dist is None else _name_and_version(point.dist)


@lru_cache(maxsize=256)
def _name_and_version(distribution: Distribution) -> tuple[str, str]:
    """Every look at either parses the whole metadata file."""
    return distribution.name, distribution.version


def _check_name(point: EntryPoint, points: Sequence[EntryPoint]) -> None:
    """A name of ours is reserved; a name that two others claim belongs to neither."""
    mine = _distribution(point)[0]
    if mine == OWN:
        return
    rivals = {_distribution(one)[0] for one in points if one.name == point.name} - {mine}
    if rivals:
        raise PluginError(f"the name {point.name!r} is also claimed by {', '.join(sorted(rivals))}")


def _load(point: EntryPoint) -> LoadedPlugin:
    module = point.load()
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hooks)
    manager.register(module, point.name)
    manager.check_pending()
    infos: list[PluginInfo] = manager.hook.gxaudit_plugin()
    if len(infos) != 1 or not isinstance(infos[0], PluginInfo):
        raise PluginError("gxaudit_plugin() must return one PluginInfo")
    if infos[0].api != API:
        raise PluginError(f"written for API level {infos[0].api}, this gxaudit has {API}")
    packs = tuple(
        packaged(package, name)
        for answer in manager.hook.gxaudit_packs()
        for package, name in answer
    )
    rules = tuple(rule for answer in manager.hook.gxaudit_rules() for rule in answer)
    rules += tuple(rule for pack in packs for rule in pack.rules)
    _check_rules(point.name, rules)
    name, version = _distribution(point)
    return LoadedPlugin(
        point.name,
        name,
        version,
        infos[0],
        tuple(sorted(rules, key=lambda rule: rule.id)),
        packs,
        point.module,
    )


def _check_rules(name: str, rules: Sequence[object]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if not isinstance(rule, Rule):
            raise PluginError(f"gxaudit_rules() must yield Rule, not {type(rule).__name__}")
        if rule.namespace != name:
            raise PluginError(f"rule {rule.id} is outside the namespace {name!r} of the plugin")
        if rule.id in seen:
            raise PluginError(f"rule {rule.id} is there twice")
        seen.add(rule.id)


def _fault(point: EntryPoint, error: BaseException) -> Fault:
    name, version = _distribution(point)
    cause = f"{type(error).__name__}: {error}"
    return Fault(
        kind="plugin",
        plugin=f"{name} {version}",
        message=Text(
            f"插件“{point.name}”（{name} {version}）未能加载，它的规则都没有执行：{cause}",
            f"plugin {point.name!r} ({name} {version}) could not be loaded and none of its rules "
            f"ran: {cause}",
        ),
    )
