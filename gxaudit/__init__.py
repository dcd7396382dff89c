"""gxaudit audits 政府信息公开工作年度报告 against the rules that they must satisfy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxaudit.pipeline import audit
    from gxaudit.reading.claims import read_claims, read_prose
    from gxaudit.settle import Result

__version__ = "0.1.0"
__all__ = ["Result", "__version__", "audit", "read_claims", "read_prose"]

_HOMES = {
    "audit": "gxaudit.pipeline",
    "Result": "gxaudit.settle",
    "read_claims": "gxaudit.reading.claims",
    "read_prose": "gxaudit.reading.claims",
}


def __getattr__(name: str) -> object:
    """Public names are imported when they are used, so that ``--version`` costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'gxaudit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)
