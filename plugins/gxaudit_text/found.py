"""What a search of one line of prose finds."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A placeholder from ``start`` up to ``end`` of its line."""

    start: int
    end: int
    certain: bool
    """False where it may also be a name made anonymous on purpose."""
