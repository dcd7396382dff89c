"""Text that Markdown shows as it is."""

from __future__ import annotations

import re

from gxaudit.render.spelling.escape import readable

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def markdown_safe(text: str) -> str:
    """``text`` in one line, without markup, links, entities or references to people and issues.

    A backslash takes every ASCII punctuation mark for itself (CommonMark 0.31, 2.4).
    """
    return _PUNCTUATION.sub(r"\\\1", readable(text))
