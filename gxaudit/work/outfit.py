"""What a worker needs to be told before it can do any task of a run."""

from __future__ import annotations

from attrs import frozen

from gxaudit.auditors import Auditors, load_auditors
from gxaudit.work.shelf import Place
from gxaudit.work.task import Order

MEMORY = 4_000_000_000
"""Bytes of address space that a worker may have, where the system can limit it (not on Windows)."""


@frozen(slots=False)
class Outfit:
    """One run, as every worker of this machine has to know it. Can be pickled."""

    order: Order
    place: Place
    environments: tuple[str, ...]
    """What results depend on, by configuration: a worker that finds another must not work."""
    memory: int = MEMORY


def auditors_of(order: Order) -> Auditors:
    """The same auditors as everybody else's. Raises as :func:`load_auditors` does."""
    return load_auditors(
        order.asked,
        order.paths,
        config=order.config,
        isolated=order.isolated,
        drafts=order.drafts,
    )
