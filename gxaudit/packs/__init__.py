"""Rule packs (``*.gxr``): rules declared in the form's own words, safe to run from anyone."""

from __future__ import annotations

from gxaudit.packs.load import Pack, load_pack, packaged, packaged_text, read_pack, shipped
from gxaudit.packs.syntax import PackError, Problem, UnreadablePackError

__all__ = [
    "Pack",
    "PackError",
    "Problem",
    "UnreadablePackError",
    "load_pack",
    "packaged",
    "packaged_text",
    "read_pack",
    "shipped",
]
