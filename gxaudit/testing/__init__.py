"""What those who write rules test with: strategies, assertions and the contract of a plugin.

Needs Hypothesis and pytest, which nothing else in gxaudit imports: ``gxaudit[testing]``. The
guide is docs/testing.md.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxaudit.testing.companions import companions
    from gxaudit.testing.damage import Damage
    from gxaudit.testing.errors import SloppyTestError
    from gxaudit.testing.expect import assert_findings
    from gxaudit.testing.layout import Layout
    from gxaudit.testing.provinces import Filing, Planted, Province, province
    from gxaudit.testing.sample import Sample, report_from
    from gxaudit.testing.sentences import Statement
    from gxaudit.testing.strategies import (
        corrupted,
        layout_noise,
        report_texts,
        reports,
        statements,
    )
    from gxaudit.testing.suite import contract

__all__ = [
    "Damage",
    "Filing",
    "Layout",
    "Planted",
    "Province",
    "Sample",
    "SloppyTestError",
    "Statement",
    "assert_findings",
    "companions",
    "contract",
    "corrupted",
    "layout_noise",
    "province",
    "report_from",
    "report_texts",
    "reports",
    "statements",
]

_HOMES = {
    "Damage": "damage",
    "Filing": "provinces",
    "Layout": "layout",
    "Planted": "provinces",
    "Province": "provinces",
    "Sample": "sample",
    "SloppyTestError": "errors",
    "Statement": "sentences",
    "assert_findings": "expect",
    "companions": "companions",
    "contract": "suite",
    "corrupted": "strategies",
    "layout_noise": "strategies",
    "province": "provinces",
    "report_from": "sample",
    "report_texts": "strategies",
    "reports": "strategies",
    "statements": "strategies",
}

_LACKING = [name for name in ("hypothesis", "pytest") if find_spec(name) is None]
if _LACKING:
    raise ImportError(
        f"gxaudit.testing 需要 {'、'.join(_LACKING)}，请运行：pip install 'gxaudit[testing]' / "
        f"gxaudit.testing needs {' and '.join(_LACKING)}: pip install 'gxaudit[testing]'",
        name=_LACKING[0],
    )


def __getattr__(name: str) -> object:
    """Public names are imported when they are used."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'gxaudit.testing' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"gxaudit.testing.{home}"), name)
