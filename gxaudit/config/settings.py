"""What a configuration and the command line come to, once the rules are known."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Literal, TypeVar

from attrs import field, frozen

from gxaudit.config.file import Config
from gxaudit.config.overlay import RULE, Change, Overlay, changes_in_force, load_overlay
from gxaudit.config.packfile import load_packs
from gxaudit.config.place import ConfigError, Place
from gxaudit.config.require import check_requirements
from gxaudit.finding import Severity
from gxaudit.limit import LIMIT
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.options import option_named, with_options
from gxaudit.packs import Pack
from gxaudit.rule import Rule
from gxaudit.select import SelectError, select_rules
from gxaudit.wording import Text

_T = TypeVar("_T")
RULE_OR_GROUP = Text("规则或规则组", "rule or group of rules")


def _today() -> date:
    return datetime.now().astimezone().date()


@frozen(kw_only=True, slots=False)
class Asked:
    """What the command line says. It beats every configuration."""

    select: tuple[str, ...] = ()
    """In place of a configuration's."""
    ignore: tuple[str, ...] = ()
    """Beside a configuration's, as are packs and overlays."""
    packs: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    fail_on: Severity | None = None
    rule_timeout: float | None = None
    skip_non_reports: bool | None = None
    today: date = field(factory=_today)
    """The day that overlays are judged on."""


@frozen(kw_only=True, slots=False)
class Settings:
    """How reports of one configuration are audited."""

    rules: tuple[Rule, ...]
    """Every rule there is: the plugins' and those of file packs, by id."""
    selected: tuple[Rule, ...]
    """Those that run."""
    path: str | None = None
    """The configuration file, as shown; None where there is none."""
    source: bytes | None = field(default=None, repr=False)
    packs: tuple[Pack, ...] = ()
    """File packs; those of plugins belong to the plugins."""
    overlays: tuple[Overlay, ...] = ()
    changes: Sequence[Change] = ()
    """Those of the overlays that count today, by rule."""
    levels: Mapping[str, Severity] = field(factory=dict)
    """By id, where it was set."""
    options: Mapping[str, object] = field(factory=dict)
    """Instances by id, where any was set."""
    fail_on: Severity = Severity.WARNING
    rule_timeout: float = LIMIT
    """Seconds that one rule may take for one report."""
    skip_non_reports: bool = False
    waivers: tuple[tuple[Place, str], ...] | None = None
    """Waiver files that the configuration names, and where it does; None for the one found."""
    files: frozenset[str] = frozenset()
    """Real paths of what was read for all this: no reports, wherever they stand."""

    def level(self, rule: Rule) -> Severity:
        """The severity in force."""
        return self.levels.get(rule.id, rule.severity)


def resolve(config: Config | None, asked: Asked, plugins: Sequence[LoadedPlugin]) -> Settings:
    """Bring configuration, command line and rules together.

    Raises ``ConfigError`` and ``gxaudit.select.SelectError``.
    """
    if config is not None:
        check_requirements(config.place, config.require, plugins)
    packs = tuple(load_packs(_named(config, "packs", asked.packs), {one.name for one in plugins}))
    rules = tuple(_sorted(plugins, [pack for _, pack in packs]))
    overlays = tuple(_overlays(config, asked))
    changes = changes_in_force(
        [overlay for _, overlay in overlays], [rule.id for rule in rules], asked.today
    )
    own = () if config is None else (os.path.realpath(config.file),)
    return Settings(
        rules=rules,
        selected=_selected(config, asked, rules, changes),
        path=config.path if config else None,
        source=config.source if config else None,
        packs=tuple(pack for _, pack in packs),
        overlays=tuple(overlay for _, overlay in overlays),
        changes=changes,
        levels=_levels(config, rules, changes),
        options=_options(config, rules),
        waivers=None if config is None or config.waivers is None else _waivers(config),
        files=frozenset((*own, *(real for real, _ in (*packs, *overlays)))),
        fail_on=_said(asked.fail_on, config.fail_on if config else None, Severity.WARNING),
        rule_timeout=_said(asked.rule_timeout, config.rule_timeout if config else None, LIMIT),
        skip_non_reports=_said(
            asked.skip_non_reports, config.skip_non_reports if config else None, False
        ),
    )


def _said(asked: _T | None, configured: _T | None, default: _T) -> _T:
    """The command line beats the configuration."""
    if asked is not None:
        return asked
    return default if configured is None else configured


def _sorted(plugins: Sequence[LoadedPlugin], packs: Sequence[Pack]) -> list[Rule]:
    rules = [rule for plugin in plugins for rule in plugin.rules]
    rules += [rule for pack in packs for rule in pack.rules]
    return sorted(rules, key=lambda rule: rule.id)


def _named(
    config: Config | None, key: Literal["packs", "overlays", "waivers"], asked: Sequence[str]
) -> Iterator[tuple[Place, str]]:
    """The files that a configuration names, then those of the command line."""
    if config is not None:
        folder = os.path.dirname(config.file)
        for number, path in enumerate(getattr(config, key) or (), 1):
            yield config.place / f"{key}[{number}]", os.path.join(folder, path)
    for path in asked:
        yield Place("--pack" if key == "packs" else "--overlay"), path


def _waivers(config: Config) -> tuple[tuple[Place, str], ...]:
    return tuple(_named(config, "waivers", ()))


def _overlays(config: Config | None, asked: Asked) -> Iterator[tuple[str, Overlay]]:
    """Each overlay with its real path, a file named twice once."""
    seen: set[str] = set()
    for place, path in _named(config, "overlays", asked.overlays):
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            yield real, load_overlay(path, place)


def _selected(
    config: Config | None, asked: Asked, rules: Sequence[Rule], changes: Sequence[Change]
) -> tuple[Rule, ...]:
    select, ignore = asked.select, asked.ignore
    if config is not None:
        names = {rule.id for rule in rules} | {rule.namespace for rule in rules}
        for key, given in (("select", config.select or ()), ("ignore", config.ignore)):
            for number, name in enumerate(given, 1):
                (config.place / f"{key}[{number}]").known(name, names, RULE_OR_GROUP)
        select = select or config.select or ()
        ignore = config.ignore + ignore
    off = {change.rule for change in changes if change.set == "off"}
    try:
        chosen = select_rules(rules, select, ignore)
    except SelectError as error:
        if config is None or not (config.select or config.ignore):
            raise
        raise config.place.error(error.message) from error
    kept = tuple(rule for rule in chosen if rule.id not in off)
    if chosen and not kept:
        raise ConfigError(
            Text(
                "所选规则都被覆盖文件停用，什么都不会检查",
                "overlays switch every selected rule off: nothing would be checked",
            )
        )
    return kept


def _levels(
    config: Config | None, rules: Sequence[Rule], changes: Sequence[Change]
) -> dict[str, Severity]:
    """An overlay beats the configuration; in that, a rule's own name beats its group's."""
    levels: dict[str, Severity] = {}
    if config is not None:
        names = {rule.id for rule in rules} | {rule.namespace for rule in rules}
        for name in config.severity:
            (config.place / "severity").known(name, names, RULE_OR_GROUP)
        for rule in rules:
            level = config.severity.get(rule.id, config.severity.get(rule.namespace))
            if level is not None:
                levels[rule.id] = level
    levels |= {each.rule: each.set for each in changes if each.set != "off"}
    return levels


def _options(config: Config | None, rules: Sequence[Rule]) -> dict[str, object]:
    if config is None:
        return {}
    known = {rule.id: rule for rule in rules}
    place = config.place / "options"
    built: dict[str, object] = {}
    for name, values in config.options.items():
        place.known(name, known, RULE)
        built[name] = _instance(place / name, known[name], values)
    return built


def _instance(place: Place, rule: Rule, values: Mapping[str, object]) -> object:
    cls = rule.options
    if cls is None:
        raise place.error(Text("这条规则没有选项", "this rule has no options"))
    fields: dict[str, object] = {}
    for key, value in values.items():
        option = place.take(partial(option_named, cls), key)
        fields[option.field] = (place / key).take(option.convert, value)
    return place.take(partial(with_options, cls), fields)
