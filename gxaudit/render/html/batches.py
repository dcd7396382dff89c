"""Long tables in several: a browser draws only those in sight, and each repeats its heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")
BATCH = 40
"""Rows of one table."""


def batched(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The rows, ``size`` at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
