"""How the laws of a contract run under Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from hypothesis import HealthCheck, settings

P = ParamSpec("P")


def quick(most: int | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """The profile in force without a deadline, and with at most ``most`` examples.

    A first audit loads every plugin and takes far longer than the next.
    """
    wanted = settings.default.max_examples if settings.default else 100
    return settings(
        deadline=None,
        max_examples=wanted if most is None else min(wanted, most),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
