"""Which plugins there are, and whose names they bear: settled before any is imported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gxaudit.finding import Fault
from gxaudit.guard import Origin, RefusedError
from gxaudit.loading.points import OWN, Installed, Point, entry_points
from gxaudit.rule import RULE_ID
from gxaudit.wording import Text

GROUP = "gxaudit"
VARIABLE = "GXAUDIT_PLUGINS"
"""``none``, or the names of the plugins to load, separated by commas."""
_UNKNOWN = "?"


def installed() -> list[Point]:
    """Every entry point of the group, sorted by name; one that is found twice is there once."""
    return in_order(entry_points(group=GROUP))


def in_order(points: Iterable[Point]) -> list[Point]:
    """Sorted by name, distribution and module, without repetition."""
    known = {(point.name, origin_of(point).distribution, point.value): point for point in points}
    return [known[key] for key in sorted(known)]


def chosen(points: Sequence[Point], said: str) -> tuple[list[Point], list[Fault]]:
    """Those that ``GXAUDIT_PLUGINS`` leaves, and a fault for each name that no plugin has."""
    if not said.strip():
        return list(points), []
    names = {name.strip() for name in said.replace("，", ",").split(",")} - {""}
    if names == {"none"}:
        return [], []
    known = sorted({point.name for point in points})
    faults = [_unknown(name, known) for name in sorted(names.difference(known))]
    return [point for point in points if point.name in names], faults


def _unknown(name: str, known: Sequence[str]) -> Fault:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5) or ["、".join(known) or "-"]
    return Fault(
        kind="plugin",
        message=Text(
            f"{VARIABLE} 里的“{name:.80}”不是已安装的插件，最接近的是 {near[0]}",
            f"{VARIABLE} names '{name:.80}', which is no installed plugin; the nearest is "
            f"{near[0]}",
        ),
    )


def said() -> str:
    """What the environment says of plugins."""
    return os.environ.get(VARIABLE, "")


def origin_of(point: Point) -> Origin:
    """Whose the plugin is."""
    if point.dist is None:
        return Origin(point.name, _UNKNOWN, _UNKNOWN, installed=False)
    name, version = _name_and_version(point.dist)
    here_only = not getattr(point.dist, "installed", True)
    return Origin(point.name, name, version, foreign=name != OWN, installed=not here_only)


@lru_cache(maxsize=256)
def _name_and_version(distribution: Installed) -> tuple[str, str]:
    """Every look at either parses the whole metadata file."""
    try:
        return distribution.name or _UNKNOWN, distribution.version or _UNKNOWN
    # Metadata that is missing or damaged: what raises differs from release to release.
    except Exception:
        return _UNKNOWN, _UNKNOWN


def link_of(point: Point) -> str | None:
    """Where the maintainers take reports of faults, as the metadata of the distribution has it."""
    try:
        urls = (point.dist.metadata.get_all("Project-URL") or []) if point.dist else []
        pairs = [str(each).split(",", 1) for each in urls]
    # As above.
    except Exception:
        return None
    links = {pair[0].strip().lower(): pair[1].strip() for pair in pairs if len(pair) == 2}
    wanted = ("issues", "bug tracker", "tracker", "bugs", "repository", "source", "homepage")
    return next((links[label] for label in wanted if label in links), None)


def check_name(point: Point, points: Sequence[Point]) -> None:
    """A name of ours is reserved; a name that two others claim belongs to neither.

    Raises ``RefusedError``.
    """
    mine = origin_of(point)
    same = [one for one in points if one.name == point.name and one is not point]
    if any(origin_of(one).distribution == OWN for one in same) and mine.foreign:
        raise RefusedError(_reserved(point.name))
    if same and mine.foreign:
        raise RefusedError(_disputed(point, same))
    if not RULE_ID.fullmatch(f"{point.name}/x"):
        raise RefusedError(_no_namespace(point.name))


def _reserved(name: str) -> Text:
    return Text(
        f"名称“{name}”是 gxaudit 自带插件的，别的发行包不能用；请换一个入口点名称",
        f"the name '{name}' belongs to a plugin of gxaudit itself; give the entry point another",
    )


def _disputed(point: Point, same: Sequence[Point]) -> Text:
    others = sorted({origin_of(one).blamed for one in same})
    return Text(
        f"名称“{point.name}”另有 {'、'.join(others)} 也在用，分不清是谁的，双方都不装入；"
        "请卸载其中一个",
        f"the name '{point.name}' is also claimed by {', '.join(others)}, so neither is loaded; "
        "uninstall one of them",
    )


def _no_namespace(name: str) -> Text:
    return Text(
        f"入口点名称“{name:.80}”不能作规则组名：只用小写字母、数字和连字符，以字母开头",
        f"the entry point's name '{name:.80}' cannot be a namespace: lower-case letters, digits "
        "and hyphens, a letter first",
    )
