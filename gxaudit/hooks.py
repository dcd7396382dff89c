"""The hooks that a plugin may implement. All register; none runs anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy
from attrs import frozen

from gxaudit.rule import Rule
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.readers.model import Reader

API = 1
"""The level of the plugin interface; a plugin states the one that it was written for."""

hookspec = pluggy.HookspecMarker("gxaudit")
hook = pluggy.HookimplMarker("gxaudit")


@frozen(slots=False)
class PluginInfo:
    """What a plugin says of itself."""

    title: Text
    api: int
    issues: str
    """Where faults of this plugin are reported: an address or a link."""


@hookspec
def gxaudit_plugin() -> PluginInfo:  # type: ignore[empty-body]
    """Title, API level and issues link. Required."""


@hookspec
def gxaudit_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """The rules of this plugin. Their namespace is the plugin's entry-point name."""


@hookspec
def gxaudit_packs() -> Iterable[tuple[str, str]]:  # type: ignore[empty-body]
    """The rule packs of this plugin: pairs of a package and a ``*.gxr`` file in it."""


@hookspec
def gxaudit_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """The readers of this plugin: formats that it can turn into lines and tables."""


@hookspec
def gxaudit_lexicon() -> Iterable[tuple[str, str]]:  # type: ignore[empty-body]
    """The words and sequences that this plugin adds to ``rules/claims.toml``: pairs of a package
    and a ``*.toml`` file in it, in the notation of that file.
    """
