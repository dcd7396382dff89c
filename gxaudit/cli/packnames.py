"""Packs by name: those of installed plugins, beside files."""

from __future__ import annotations

import os
from collections.abc import Sequence

from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.packfiles import STDIN, given_pack
from gxaudit.loading.plugins import load_plugins
from gxaudit.packs import Pack, PackError, UnreadablePackError
from gxaudit.values import unknown
from gxaudit.wording import Text


def named_packs(names: Sequence[str]) -> tuple[Pack, ...]:
    """The packs that ``names`` mean, files or names; those of all plugins where none is given.

    Raises :class:`UsageError` for a name that nothing has, a pack with mistakes and a rule that
    is in two of them; :class:`IncompleteError` for a file that cannot be read.
    """
    plugins, _ = load_plugins()
    installed = {pack.name: pack for plugin in plugins for pack in plugin.packs}
    packs = [_pack(name, installed) for name in dict.fromkeys(names)] or [*installed.values()]
    owners: dict[str, Pack] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.id in owners:
                raise UsageError(_twice(rule.id, owners[rule.id], pack))
            owners[rule.id] = pack
    return tuple(packs)


def _pack(name: str, installed: dict[str, Pack]) -> Pack:
    if name in installed:
        return installed[name]
    if name != STDIN and not name.endswith(".gxr") and not os.path.exists(name):
        raise UsageError(unknown(Text("规则包", "pack"), name, installed).message)
    try:
        return given_pack(name)
    except UnreadablePackError as error:
        raise IncompleteError(error.message) from error
    except PackError as error:
        raise UsageError(error.message) from error


def _twice(rule: str, one: Pack, other: Pack) -> Text:
    names = (str(one.path or one.name), str(other.path or other.name))
    return Text(
        f"规则 {rule} 同时在 {names[0]} 和 {names[1]} 中，请只给出其中一个",
        f"rule {rule} is both in {names[0]} and in {names[1]}: give one of them",
    )
