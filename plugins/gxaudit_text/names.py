"""Names of public bodies: the place, the kind, and whether two names may be of one body."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from gxaudit.api import regex

_JUNK = regex(r"[\s\u200b（）()《》“”\"'、·]+")
_PLACE = regex(
    r".{0,12}?(?P<last>[\u4e00-\u9fff]{2,7}?"
    r"(?P<level>省|自治[区州县旗]|市(?![场政容民])|[县旗盟镇州]|区(?![域划块])|(?<!城)乡(?!村)|街道))"
)
_KIND_TAILS = ("办公室", "人民政府", "政府", "委员会")
_LONGEST = 40


class Body(NamedTuple):
    """A name taken apart: the last place in it, that place's level, and what is left."""

    place: str
    level: str
    kind: str


@lru_cache(maxsize=256)
def plain(name: str) -> str:
    """A name without what writers change: spaces, brackets, widths."""
    return _JUNK.sub("", normalize("NFKC", name))[:_LONGEST]


def body_of(name: str) -> Body | None:
    """The parts of a name; None where it has no place to tell."""
    rest = plain(name)
    last = level = ""
    while match := _PLACE.match(rest):
        last, level, rest = match["last"], match["level"], rest[match.end() :]
    if not last:
        return None
    return Body(last, level[-1], _kind(rest))


def _kind(rest: str) -> str:
    for tail in _KIND_TAILS:
        rest = rest.removesuffix(tail)
    return rest


def same(one: str, other: str) -> bool:
    """Whether two names may be of one body: one in the other, or short for it."""
    short, long = sorted((_core(one), _core(other)), key=len)
    if short in long:
        return True
    rest = iter(long)
    return all(character in rest for character in short)


def _core(name: str) -> str:
    core = plain(name)
    return core.removesuffix("办公室").removesuffix("人民政府").removesuffix("政府") or core


def elsewhere(one: str, other: str) -> bool:
    """Whether two names are of the same kind of body at two places of the same level."""
    here, there = body_of(one), body_of(other)
    if here is None or there is None or same(one, other):
        return False
    return here.level == there.level and here.place != there.place and here.kind == there.kind


def neighbours(one: str, other: str) -> bool:
    """Whether two names are of two kinds of body at one place."""
    here, there = body_of(one), body_of(other)
    if here is None or there is None or same(one, other):
        return False
    return here.place == there.place and bool(here.kind) and bool(there.kind)
