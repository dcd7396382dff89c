"""``--plugin FILE``: one Python file loaded as a plugin, so that a rule can be tried at once.

Only the command line names such files, never a configuration: whoever checks the reports in a
folder must not run code that lies in it. A draft is loaded behind the same guard as installed
plugins, and judged by the same standards, but for ``gxaudit_plugin()``, which it may leave out.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence

from gxaudit.finding import Fault
from gxaudit.loading.discovery import installed, origin_of
from gxaudit.loading.plugins import LoadedPlugin, load_plugins
from gxaudit.oserrors import reason
from gxaudit.wording import Text


class DraftError(Exception):
    """A draft that cannot be meant; ``message`` says what is wrong with it."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def load_drafts(
    paths: Sequence[str],
) -> tuple[tuple[LoadedPlugin, ...], tuple[Fault, ...]]:
    """The drafts in these files, by name, and a fault for each that could not be loaded.

    Raises :class:`DraftError` for a path that is no Python file, for a file without rules, and
    for a namespace that an installed plugin or another draft has.
    """
    if not paths:
        return (), ()
    from gxaudit.loading.draft import Draft

    loaded: dict[str, LoadedPlugin] = {}
    faults: list[Fault] = []
    taken = {point.name: origin_of(point).distribution for point in installed()}
    for path in _once(paths):
        plugins, broken = load_plugins([Draft(path, _source(path))])
        faults += broken
        for plugin in plugins:
            if not plugin.rules:
                raise DraftError(_no_rules(path))
            if plugin.name in taken:
                raise DraftError(_taken(path, plugin.name, taken[plugin.name]))
            taken[plugin.name] = path
            loaded[plugin.name] = plugin
    return tuple(loaded[name] for name in sorted(loaded)), tuple(faults)


def _once(paths: Sequence[str]) -> Collection[str]:
    """A file that is named twice is loaded once."""
    return {os.path.realpath(path): path for path in reversed(paths)}.values()


def _source(path: str) -> bytes:
    if not path.endswith(".py"):
        other = path.endswith(".gxr")
        raise DraftError(
            Text(
                f"--plugin {path}：应为一个 Python 文件（.py）" + "；规则包请用 --pack" * other,
                f"--plugin {path}: a Python file (.py) is expected"
                + "; use --pack for packs" * other,
            )
        )
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        why = reason(error)
        raise DraftError(
            Text(
                f"--plugin {path}：读不了这个文件：{why.zh}",
                f"--plugin {path}: the file cannot be read: {why.en}",
            )
        ) from error


def _no_rules(path: str) -> Text:
    return Text(
        f"--plugin {path}：这个文件里没有规则；要有一个 gxaudit_rules() 函数，前面写 @hook，"
        "返回规则",
        f"--plugin {path}: there is no rule in this file; a function gxaudit_rules() with @hook "
        "before it returns them",
    )


def _taken(path: str, name: str, owner: str) -> Text:
    return Text(
        f"--plugin {path}：规则组名“{name}”已经由 {owner} 使用，请给草稿里的规则换一个组名，"
        f"例如 {name}-draft/…",
        f"--plugin {path}: the group of rules '{name}' belongs to {owner}; give the rules of the "
        f"draft another, such as {name}-draft/…",
    )
