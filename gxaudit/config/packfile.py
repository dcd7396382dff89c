"""Rule packs that a configuration or the command line names by file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator

from gxaudit.config.place import Place
from gxaudit.packs import Pack, PackError, load_pack
from gxaudit.rule import Rule
from gxaudit.wording import Text


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
        return load_pack(path)
    except PackError as error:
        raise place.error(error.message) from error


def _claimed(rule: Rule) -> Text:
    return Text(
        f"规则 {rule.id} 的规则组 {rule.namespace} 属于已安装的插件，规则包请换一个组名",
        f"rule {rule.id} is in the group {rule.namespace}, which an installed plugin owns; "
        "give the rules of the pack another group",
    )
