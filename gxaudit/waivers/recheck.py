"""A corrected report beside the one before: what is settled, what remains, what is new."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from attrs import frozen

from gxaudit.anchors import OWNER
from gxaudit.waivers.seen import Failure, Item, Seen


@frozen(slots=False)
class Remaining:
    """A failed instance that is still there, or that nothing says is not."""

    before: Failure
    now: Failure | None
    """None where its rule did not check it again, so that nothing can be said."""

    @property
    def changed(self) -> bool:
        """Whether it fails with other figures."""
        return self.now is not None and set(self.now.figures) != set(self.before.figures)


@frozen(slots=False)
class Rechecked:
    """What became of one report. Every failed instance of both is in exactly one of the lists."""

    before: Seen | None
    now: Seen | None
    settled: tuple[Failure, ...]
    remains: tuple[Remaining, ...]
    new: tuple[Failure, ...]
    waived: int = 0
    """Failed instances of the new report that a person waived: they are in none of the lists."""

    @property
    def done(self) -> bool:
        """Whether nothing is left to correct."""
        return not self.remains and not self.new


def recheck(old: Sequence[Seen], new: Sequence[Seen]) -> tuple[Rechecked, ...]:
    """Every report of either side, in the order of the old ones; then those only the new have."""
    return tuple(_compared(before, now) for before, now in pairs(old, new))


def pairs(old: Sequence[Seen], new: Sequence[Seen]) -> list[tuple[Seen | None, Seen | None]]:
    """Which report is the corrected one of which: by agency and year, then by file name. One on
    each side are a pair whatever they say: the title may be what was corrected.
    """
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    left = list(new)
    found: list[tuple[Seen | None, Seen | None]] = []
    for one in old:
        alike = [each for each in left if _key(each) == _key(one)]
        named = [each for each in alike if _name(each) == _name(one)]
        match = next(iter(named or alike), None)
        if match is not None:
            left = [each for each in left if each is not match]
        found.append((one, match))
    return found + [(None, each) for each in left]


def _key(seen: Seen) -> object:
    return seen.owner or _name(seen)


def _name(seen: Seen) -> str:
    return os.path.basename(seen.path)


def _compared(before: Seen | None, now: Seen | None) -> Rechecked:
    # What was waived then and is no longer is not new.
    was = _by_place(before.items + before.baseline + before.waived) if before else {}
    found = _by_place(now.items + now.baseline) if now else {}
    waived = _by_place(now.waived) if now else {}
    gone = [(place, one) for place, one in was.items() if place not in {**found, **waived}]
    unsaid = [(place, one) for place, one in gone if now is None or one.rule not in now.told]
    remains = {place: Remaining(one, found[place]) for place, one in was.items() if place in found}
    remains |= {place: Remaining(one, None) for place, one in unsaid}
    return Rechecked(
        before,
        now,
        tuple(one for place, one in gone if place not in remains),
        tuple(remains[place] for place in was if place in remains),
        tuple(one for place, one in found.items() if place not in was),
        len(waived),
    )


def _by_place(items: Iterable[Item]) -> dict[str, Failure]:
    """Failed instances by the digits of their fingerprints that stand for rule and place."""
    return {one.fingerprint[OWNER:]: one for item in items for one in item.failures}
