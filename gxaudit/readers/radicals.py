"""Radicals and strokes that stand for ideographs: ⻓ for 长, ⾏ for 行 (rules/radicals.txt)."""

from __future__ import annotations

from functools import lru_cache

from gxaudit.resources import resource


def folded(text: str) -> str:
    """``text`` with the ideograph that looks the same in place of every radical."""
    if text.isascii():
        return text
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    lines = resource("rules", "radicals.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {int(radical, 16): int(ideograph, 16) for radical, ideograph in pairs}
