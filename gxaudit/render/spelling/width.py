"""How many terminal columns a text takes, by its East Asian width."""

from __future__ import annotations

import unicodedata


def char_width(char: str) -> int:
    """2 for wide and full-width characters, 0 for combining marks, else 1.

    The caller has made control characters visible before.
    """
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return 0
    # Medial vowels and final consonants join the Hangul syllable before them.
    if "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """The columns of a text without control characters."""
    return len(text) if text.isascii() else sum(map(char_width, text))
