"""What files will take to audit, estimated by names and sizes alone, and when a pool is worth it.

Measured on the machine that the benchmark runs on, in seconds of one core. They decide how work is
divided and never what it comes to, so that a wrong one costs time and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

TEXT = 0.004
"""Reading and judging a plain report."""
JUDGING = 0.002
_FORMATS = {
    ".docx": 0.04,
    ".xlsx": 0.04,
    ".doc": 0.3,
    ".wps": 0.3,
    ".xls": 0.3,
    ".htm": 0.015,
    ".html": 0.015,
    ".mht": 0.02,
    ".mhtml": 0.02,
    ".pdf": 0.16,
}
_OFTEN = {".txt": 5_000, ".pdf": 500_000}
"""Bytes that a file usually has; what is larger takes longer in proportion."""
_MOST = 7.0
"""Reading is broken off after so long."""
START = 0.5
"""Until a worker has loaded the plugins, while the others do the same on cores of their own."""


def cost_of(path: str) -> float:
    """Seconds that reading and judging the file will take."""
    kind = os.path.splitext(path)[1].lower()
    try:
        size = os.stat(path).st_size
    # It will be a fault, which costs nothing.
    except OSError:
        return 0.0
    usual = _OFTEN.get(kind, 100_000)
    return min(_FORMATS.get(kind, TEXT) * max(1.0, size / usual), _MOST)


def workers_for(paths: Iterable[str], cores: int, new: float = 1.0) -> int:
    """How many processes are worth starting for files, of which so many in 1 are ``new``: all cores
    or none, which is 1.

    With two cores and the figures above: 7 PDFs are worth it, 200 text files are not.
    """
    if cores < 2:
        return 1
    worth = START / (1 - 1 / cores)
    total = 0.0
    for path in paths:
        total += new * cost_of(path)
        if total > worth:
            return cores
    return 1


def cores() -> int:
    """How many cores this process may use."""
    counted = getattr(os, "process_cpu_count", None)
    if counted is not None:
        return counted() or 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1
