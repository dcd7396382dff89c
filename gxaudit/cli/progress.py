"""A line on standard error that shows how far the work is; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable

from gxaudit.wording import Language

_WIDTH = 30


def progress_bar(language: Language) -> Callable[[int, int], None]:
    """Takes (done, all). Silent where standard error is no terminal; wiped out at the end."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None
    words = "试验中" if language == "zh" else "trying"
    shown = -1

    def show(done: int, every: int) -> None:
        nonlocal shown
        filled = _WIDTH * done // every
        if filled == shown and done < every:
            return
        shown = filled
        bar = f"\r{words} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{every}"
        sys.stderr.write(bar if done < every else "\r\x1b[K")
        sys.stderr.flush()

    return show
