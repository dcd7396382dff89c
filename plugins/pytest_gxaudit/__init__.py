"""Fixtures of pytest for those who test rules: ``gxaudit_audit`` and ``gxaudit_report``.

pytest imports this module before it measures coverage. It therefore stands outside the package
gxaudit, and imports gxaudit when a fixture is used and not before: what a coverage report says of
gxaudit and of plugins stays true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gxaudit import Result
    from gxaudit.testing import Sample


@pytest.fixture(scope="session")
def gxaudit_audit() -> Callable[..., Result]:
    """``gxaudit_audit(source, rules=…)``: the result of an audit.

    ``source`` is a text, bytes, a ``pathlib.Path``, or what ``gxaudit_report`` and the strategies
    of ``gxaudit.testing`` make. ``rules`` names rules by namespace or id, or holds ``Rule``
    objects; without it every installed rule runs.
    """
    from gxaudit.testing.expect import audited

    return audited


@pytest.fixture(scope="session")
def gxaudit_report() -> Callable[..., Sample]:
    """``gxaudit_report({address: value}, form=…, prose=…)``: ``gxaudit.testing.report_from``."""
    from gxaudit.testing import report_from

    return report_from
