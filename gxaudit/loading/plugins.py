"""Loading of plugins: entry points of group ``gxaudit``, taken one by one behind a guard.

A plugin is taken whole or not at all. One that fails is a fault that names its distribution,
and the run goes on without it: an audit may never look cleaner because a plugin broke.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from time import perf_counter
from typing import TYPE_CHECKING

import pluggy
from attrs import evolve, frozen

from gxaudit import hooks
from gxaudit.finding import Fault
from gxaudit.guard import Origin, RefusedError, cause, silenced
from gxaudit.hooks import API, PluginInfo
from gxaudit.limit import Clock, TimeLimitError
from gxaudit.loading.discovery import (
    GROUP,
    check_name,
    chosen,
    in_order,
    installed,
    link_of,
    origin_of,
    said,
)
from gxaudit.loading.points import OWN, Point
from gxaudit.loading.rulecheck import check_rules, is_text
from gxaudit.packs import Pack, packaged, packaged_text
from gxaudit.rule import Rule
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.readers.model import Reader

__all__ = ["GROUP", "LOAD_LIMIT", "OWN", "LoadedPlugin", "load_plugins"]

LOAD_LIMIT = 60.0
"""Seconds that a foreign plugin may take to be imported and to name its rules."""
_HOOKS = tuple(name for name in vars(hooks) if name.startswith("gxaudit_"))


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
    lexicons: tuple[tuple[str, str], ...] = ()
    """Its lexicon files, name and text."""
    module: str = ""
    """The import name of its entry point."""
    installed: bool = True
    """Whether another process would find it."""
    readers: tuple[Reader, ...] = ()
    """The formats that it brings, by name."""
    seconds: tuple[float, float] = (0.0, 0.0)
    """What importing it took, and then asking it for its rules."""

    @property
    def origin(self) -> Origin:
        """Whose its rules are, for faults."""
        return Origin(
            self.name,
            self.distribution,
            self.version,
            self.info.issues or None,
            self.distribution != OWN,
            self.installed,
        )


def load_plugins(
    found: Iterable[Point] | None = None, *, limit: float = LOAD_LIMIT
) -> tuple[tuple[LoadedPlugin, ...], tuple[Fault, ...]]:
    """Every installed plugin, sorted by name, and a fault for each that could not be loaded.

    ``GXAUDIT_PLUGINS`` says which of them; entry points that are ``found`` are taken as they are.
    """
    points = installed() if found is None else in_order(found)
    wanted, faults = chosen(points, said()) if found is None else (points, [])
    loaded: list[LoadedPlugin] = []
    for point in wanted:
        plugin = _guarded(point, points, limit)
        if isinstance(plugin, Fault):
            faults.append(plugin)
        else:
            loaded.append(plugin)
    return tuple(loaded), tuple(faults)


def _guarded(point: Point, points: Sequence[Point], limit: float) -> LoadedPlugin | Fault:
    foreign = origin_of(point).foreign
    try:
        check_name(point, points)
        with Clock(limit) if foreign else nullcontext() as clock, silenced():
            if clock:
                clock.start()
            return _load(point)
    except KeyboardInterrupt:
        raise
    except TimeLimitError:
        return _fault(point, _too_slow(limit))
    # SystemExit, and whatever else a plugin invents: it must not end the audit.
    except BaseException as error:
        return _fault(point, cause(error))


def _too_slow(limit: float) -> Text:
    return Text(f"装入超过 {limit:g} 秒", f"loading it took longer than {limit:g} seconds")


def _load(point: Point) -> LoadedPlugin:
    origin = origin_of(point)
    began = perf_counter()
    module = point.load()
    imported = perf_counter()
    plugin = _asked(point, module, origin)
    if origin.foreign:
        # Imported when there is something to look at: most runs have none.
        from gxaudit.loading.importing import check_imports

        check_imports(point.module)
    return evolve(plugin, seconds=(imported - began, perf_counter() - imported))


def _asked(point: Point, module: object, origin: Origin) -> LoadedPlugin:
    """The plugin with everything that its hooks answer."""
    manager = _registered(point, module)
    info = _info(manager)
    packs = tuple(_packs(manager))
    lexicons = tuple(_lexicons(manager))
    rules: list[object] = [rule for answer in _answers(manager, "gxaudit_rules") for rule in answer]
    rules += [rule for pack in packs for rule in pack.rules]
    own = check_rules(point.name, rules)
    readers = _readers(manager, origin)
    return LoadedPlugin(
        point.name,
        origin.distribution,
        origin.version,
        info,
        tuple(sorted(own, key=lambda rule: rule.id)),
        packs,
        lexicons,
        point.module,
        origin.installed,
        readers,
    )


def _registered(point: Point, module: object) -> pluggy.PluginManager:
    for name in dir(module):
        if name.startswith("gxaudit_"):
            _check_hook(name, getattr(module, name))
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hooks)
    manager.register(module, point.name)
    manager.check_pending()
    return manager


def _check_hook(name: str, function: object) -> None:
    """A hook that is misspelt, or not marked, would go unheard."""
    if not callable(function):
        return
    if name not in _HOOKS:
        from difflib import get_close_matches

        near = (get_close_matches(name, _HOOKS, n=1, cutoff=0.0) or _HOOKS)[0]
        raise RefusedError(
            Text(
                f"没有 {name} 这个钩子，最接近的是 {near}",
                f"there is no hook {name}; the nearest is {near}",
            )
        )
    if not hasattr(function, "gxaudit_impl"):
        raise RefusedError(
            Text(
                f"{name}() 前面缺少 @hook（从 gxaudit.api 导入）",
                f"{name}() lacks @hook (from gxaudit.api) before it",
            )
        )


def _info(manager: pluggy.PluginManager) -> PluginInfo:
    answers = manager.hook.gxaudit_plugin()
    info = answers[0] if len(answers) == 1 else None
    if not (isinstance(info, PluginInfo) and is_text(info.title) and isinstance(info.issues, str)):
        raise RefusedError(
            Text(
                "gxaudit_plugin() 必须有，并且返回一个填写完整的 PluginInfo",
                "gxaudit_plugin() must be there and return one PluginInfo, properly filled in",
            )
        )
    if info.api != API:
        raise RefusedError(
            Text(
                f"它按 API 级别 {info.api!r:.40} 编写，这个 gxaudit 是 {API}；请换用相配的版本",
                f"written for API level {info.api!r:.40}, this gxaudit has {API}; "
                "install versions that match",
            )
        )
    return info


def _packs(manager: pluggy.PluginManager) -> Iterable[Pack]:
    for answer in _answers(manager, "gxaudit_packs"):
        for pair in answer:
            if not (isinstance(pair, tuple) and [*map(type, pair)] == [str, str]):
                raise _wrong_answer("gxaudit_packs", pair)
            yield packaged(*pair)


def _readers(manager: pluggy.PluginManager, origin: Origin) -> tuple[Reader, ...]:
    offered = [each for answer in _answers(manager, "gxaudit_readers") for each in answer]
    if not offered:
        return ()
    # Few plugins bring any.
    from gxaudit.loading.readercheck import check_readers

    return check_readers(offered, origin)


def _lexicons(manager: pluggy.PluginManager) -> Iterable[tuple[str, str]]:
    for answer in _answers(manager, "gxaudit_lexicon"):
        for pair in answer:
            if not (isinstance(pair, tuple) and [*map(type, pair)] == [str, str]):
                raise _wrong_answer("gxaudit_lexicon", pair)
            yield pair[1], packaged_text(*pair)


def _answers(manager: pluggy.PluginManager, name: str) -> list[list[object]]:
    """What a hook returned, each answer drained."""
    caller = getattr(manager.hook, name)
    answers = caller()
    if len(answers) < len(caller.get_hookimpls()):
        raise _wrong_answer(name, None)
    for answer in answers:
        if isinstance(answer, str) or not isinstance(answer, Iterable):
            raise _wrong_answer(name, answer)
    return [list(answer) for answer in answers]


_EXPECTED = {
    "gxaudit_rules": "Rule",
    "gxaudit_packs": "(package, file)",
    "gxaudit_lexicon": "(package, file)",
    "gxaudit_readers": "Reader",
}


def _wrong_answer(name: str, answer: object) -> RefusedError:
    expected = _EXPECTED[name]
    found = type(answer).__name__
    return RefusedError(
        Text(
            f"{name}() 要返回一组 {expected}，这里得到 {found}",
            f"{name}() must return an iterable of {expected}, found {found}",
        )
    )


def _fault(point: Point, why: Text) -> Fault:
    blamed = origin_of(point).blamed
    return Fault(
        kind="plugin",
        plugin=blamed,
        link=link_of(point),
        message=Text(
            f"插件“{point.name}”（{blamed}）未能加载，它的规则都没有执行：{why.zh}",
            f"plugin '{point.name}' ({blamed}) could not be loaded and none of its rules ran: "
            f"{why.en}",
        ),
    )
