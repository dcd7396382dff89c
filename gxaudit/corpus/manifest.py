"""Which bodies there are, as a manifest states it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from gxaudit.entity import Entity


@frozen(slots=False)
class Manifest:
    """What is known of bodies beforehand."""

    entities: Mapping[str, Entity] = field(factory=dict)
    """By name."""
