"""Hostile text made harmless and visible before it reaches a terminal.

Reports, file names and messages of plugins may hold control characters (which move the cursor or
change colours), bidirectional controls (which reorder what is read), line separators (which forge
lines of output) and characters of no width (which hide differences). Each is written out by its
code point instead.
"""

from __future__ import annotations

import re

from gxaudit.regex import regex

# Unicode categories Cc, Cf, Cs, Zl and Zp, and what is invisible although it is a letter, a mark
# or a symbol: variation selectors, the grapheme joiner, Hangul and Khmer fillers, blank braille.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_LONGEST = 1200
UNSAFE = regex(f"[{_UNSAFE}]")


def visible(text: str) -> str:
    """``text`` in one line, with every unsafe character written as ``<U+202E>``.

    A byte of a file name that is no valid text becomes ``<0xFF>``.
    """
    return UNSAFE.sub(_named, text)


def readable(text: str) -> str:
    """:func:`visible`, and cut where it is longer than anybody reads, saying how long it was.

    A message may quote a row of a hundred thousand cells.
    """
    if len(text) <= _LONGEST:
        return visible(text)
    return f"{visible(text[:_LONGEST])}...({len(text)})"


def _named(match: re.Match[str]) -> str:
    code = ord(match.group())
    # Python keeps undecodable bytes of file names as lone surrogates (PEP 383).
    if 0xDC80 <= code <= 0xDCFF:
        return f"<0x{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"


def json_visible(document: str) -> str:
    r"""JSON text with unsafe characters as ``\uXXXX``: the same document, safe to print.

    They can stand inside JSON strings only, where this escape means the same.
    """
    return UNSAFE.sub(_json_escape, document)


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
