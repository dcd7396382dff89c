"""What a worker of a cluster needs to know of a run, and what it says of itself."""

from __future__ import annotations

from attrs import field, frozen

from gxaudit.wording import Text
from gxaudit.work.stand import Stand
from gxaudit.work.task import Order

OUTCOME = "outcome"
"""The key that outcomes are packed under."""


@frozen(eq=False, slots=False)
class Setup:
    """A run, for everybody who works on it."""

    run: str
    order: Order
    folder: str
    """In which it was started; paths are relative to it."""
    parts: str
    environ: tuple[tuple[str, str], ...] = ()
    """Variables that decide what is loaded."""
    stand: Stand = field(factory=dict)
    """What everybody has to agree on."""


@frozen(slots=False)
class Refused:
    """A worker that cannot or must not do the work, and why."""

    worker: str
    reasons: tuple[Text, ...]
