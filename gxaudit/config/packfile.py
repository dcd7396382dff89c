"""Rule packs that a configuration or the command line names by file.

:func:`load_pack` is the one place that knows where packs come from.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from gxaudit.config.place import Place
from gxaudit.rule import Rule
from gxaudit.wording import Text


class Pack(Protocol):
    """What is asked of a pack."""

    @property
    def name(self) -> str:
        """Its file name."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules."""

    @property
    def digest(self) -> str:
        """SHA-256 of its text, in hex."""


class PackError(ValueError):
    """A pack that cannot be meant; ``message`` says where and why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def load_pack(path: Path) -> Pack:
    """Read one pack. Raises :class:`PackError`, and ``OSError`` where there is no such file."""
    from importlib import import_module

    packs = import_module("gxaudit.packs")
    try:
        pack: Pack = packs.load_pack(path)
    except packs.PackError as error:
        raise PackError(error.message) from error
    return pack


def packs_of(plugin: object) -> tuple[Pack, ...]:
    """The packs that a loaded plugin registered."""
    packs: tuple[Pack, ...] = getattr(plugin, "packs", ())
    return packs


def load_packs(
    paths: Iterable[tuple[Place, str]], namespaces: Collection[str]
) -> Iterator[tuple[str, Pack]]:
    """Each pack with its real path, a file named twice once. Raises ``ConfigError``.

    ``namespaces`` are those of plugins, which no file may add rules to: what a plugin's name
    stands for must not depend on a folder.
    """
    seen: set[str] = set()
    owners: dict[str, Place] = {}
    for place, path in paths:
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        pack = _load(place, path)
        for rule in pack.rules:
            if rule.namespace in namespaces:
                raise place.error(_claimed(rule))
            if rule.id in owners:
                raise place.error(
                    Text(
                        f"规则 {rule.id} 已经在 {owners[rule.id]} 中定义",
                        f"rule {rule.id} is defined by {owners[rule.id]} already",
                    )
                )
            owners[rule.id] = place
        yield real, pack


def _load(place: Place, path: str) -> Pack:
    try:
        return load_pack(Path(path))
    except PackError as error:
        raise place.error(error.message) from error
    except FileNotFoundError:
        raise place.error(Text(f"没有这个文件：{path}", f"there is no such file: {path}")) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise place.error(
            Text(f"无法读取 {path}：{why}", f"{path} cannot be read: {why}")
        ) from error


def _claimed(rule: Rule) -> Text:
    return Text(
        f"规则 {rule.id} 的规则组 {rule.namespace} 属于已安装的插件，规则包请换一个组名",
        f"rule {rule.id} is in the group {rule.namespace}, which an installed plugin owns; "
        "give the rules of the pack another group",
    )
