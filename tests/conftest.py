"""Hypothesis profiles: ``quick`` always, ``deep`` with ``GXAUDIT_HYPOTHESIS=deep``.

The quick profile draws the same examples every time; the deep one searches anew.
"""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_COMMON: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
settings.register_profile("quick", max_examples=20, derandomize=True, **_COMMON)
settings.register_profile("deep", max_examples=2_000, **_COMMON)
# What a test run leaves behind is nothing, in the user's cache neither.
os.environ["GXAUDIT_CACHE"] = "none"
settings.load_profile(os.environ.get("GXAUDIT_HYPOTHESIS", "quick"))


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays_frozen() -> Iterator[None]:
    """Commands freeze what they have loaded, for good; DuckDB tells that as lost at the end."""
    yield
    gc.unfreeze()
