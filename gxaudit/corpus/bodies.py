"""The bodies of a manifest: names that are told apart, parents that exist and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from gxaudit.config.place import Place
from gxaudit.corpus.manifest import plain
from gxaudit.entity import Entity, Level
from gxaudit.wording import Text

BODY = Text("单位", "body")


@frozen(kw_only=True, slots=False)
class Body:
    """One ``[[entity]]`` as written, and where its keys stand."""

    name: str
    aliases: tuple[str, ...]
    level: Level | None
    parent: str | None
    complete: bool
    places: Mapping[str, Place]
    """By key."""


def names_of(bodies: Iterable[Body]) -> dict[str, str]:
    """The name of a body by each of its names. Raises ``ConfigError`` where one is given twice."""
    names: dict[str, str] = {}
    first: dict[str, Place] = {}
    for body in bodies:
        spelled = [("name", body.name), *(("aliases", alias) for alias in body.aliases)]
        for key, name in spelled:
            short = plain(name)
            if short in first:
                raise body.places[key].error(_twice(name, first[short]))
            names[short] = body.name
            first[short] = body.places[key]
    return names


def entities_of(bodies: Sequence[Body], names: Mapping[str, str]) -> dict[str, Entity]:
    """The bodies by name, with their members. Raises ``ConfigError`` for a parent that is not
    listed, or is a member of its own member.
    """
    parents = {body.name: _parent(body, names) for body in bodies}
    members: dict[str, list[str]] = {}
    for body in bodies:
        _check_circle(body, parents)
        parent = parents[body.name]
        if parent is not None:
            members.setdefault(parent, []).append(body.name)
    return {
        body.name: Entity(
            body.name,
            body.level,
            parents[body.name],
            tuple(members.get(body.name, ())),
            body.complete,
        )
        for body in bodies
    }


def _parent(body: Body, names: Mapping[str, str]) -> str | None:
    if body.parent is None:
        return None
    name = names.get(plain(body.parent))
    if name is None:
        body.places["parent"].known(body.parent, names.values(), BODY)
    return name


def _check_circle(body: Body, parents: Mapping[str, str | None]) -> None:
    """Raises where a body is above itself; what only leads to a circle is told where it closes."""
    way = [body.name]
    while (above := parents[way[-1]]) is not None:
        if above == body.name:
            raise body.places["parent"].error(_circle((*way, above)))
        if above in way:
            return
        way.append(above)


def _twice(name: str, first: Place) -> Text:
    return Text(
        f"名称“{name}”已见于 {first}；名称和别名各单位不能相同，请只留一处",
        f"the name '{name}' stands at {first} already; names and aliases of bodies must differ, "
        "keep one of them",
    )


def _circle(way: Sequence[str]) -> Text:
    zh, en = " → ".join(way), " -> ".join(way)
    return Text(
        f"上级单位绕成了一圈：{zh}；请改正其中一个 parent",
        f"the parents form a circle: {en}; correct one of them",
    )
