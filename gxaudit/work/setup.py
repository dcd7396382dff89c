"""What a worker of a cluster needs to know of a run, and what it says where it cannot work."""

from __future__ import annotations

from attrs import frozen

from gxaudit.wording import Text
from gxaudit.work.outfit import MEMORY
from gxaudit.work.stand import Stand
from gxaudit.work.task import Order


@frozen(eq=False, slots=False)
class Setup:
    """One run, as every worker of the cluster has to know it. Can be pickled."""

    run: str
    """Its name; no other run has it."""
    order: Order
    folder: str
    """In which it was started; paths are relative to it."""
    parts: str
    environ: tuple[tuple[str, str], ...]
    """Variables that decide what is loaded."""
    stand: Stand
    """What everybody has to agree on."""
    limit: float
    """Seconds for one file: more than its readers and rules may take."""
    memory: int = MEMORY


@frozen(slots=False)
class Refused:
    """A worker that cannot or must not do the work, and why."""

    worker: str
    reasons: tuple[Text, ...]
