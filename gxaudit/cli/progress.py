"""A line on standard error that shows how far the work is; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Never

from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from tqdm import tqdm

    from gxaudit.render.run import Write

PATIENCE = 1.0
"""Seconds before anything is shown: most work is done by then."""
_FORMAT = Text(
    "{desc} {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt}，{rate_noinv_fmt}，约余 {remaining}",
    "{desc} {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt}, {rate_noinv_fmt}, {remaining} left",
)


class Progress:
    """How many of ``total`` things are done, how fast that goes and how long it will take.

    What counts all is asked once there is something to show. The line is wiped out at the end.
    """

    def __init__(
        self, total: Callable[[], int], what: Text, unit: Text, language: Language, *, quiet: bool
    ) -> None:
        self._total = total
        self._words = (what.to(language), unit.to(language), _FORMAT.to(language))
        self._looked_at = not quiet and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._bar: tqdm[Never] | None = None
        self.done = 0

    def step(self, count: int = 1) -> None:
        """So many things more are done."""
        self.done += count
        if not self._looked_at:
            return
        if self._bar is not None:
            self._bar.update(count)
        elif time.monotonic() - self._begun >= PATIENCE:
            self._bar = self._shown()

    def _shown(self) -> tqdm[Never]:
        from tqdm import tqdm

        # It would start a thread of its own, which nobody needs here.
        tqdm.monitor_interval = 0
        what, unit, form = self._words
        bar: tqdm[Never] = tqdm(
            total=self._total(),
            desc=what,
            unit=unit,
            bar_format=form,
            file=sys.stderr,
            leave=False,
            delay=1e-9,
        )
        # Its clock began when it was made, the work long before.
        bar.start_t -= time.monotonic() - self._begun
        bar.n = bar.last_print_n = self.done
        bar.refresh()
        return bar

    def beside(self, write: Write) -> Write:
        """``write`` for text that may go to the same terminal: the line makes way for it."""
        if not (self._looked_at and sys.stdout.isatty()):
            return write

        def make_way(chunk: str) -> None:
            if self._bar is not None:
                self._bar.clear()
            write(chunk)
            sys.stdout.flush()

        return make_way

    def close(self) -> None:
        """Wipe the line out."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def progress_bar(language: Language) -> Callable[[int, int], None]:
    """Takes (done, all). Silent where standard error is no terminal; wiped out at the end."""
    every = 0
    progress = Progress(
        lambda: every, Text("试验中", "trying"), Text("次", " trials"), language, quiet=False
    )

    def show(done: int, of: int) -> None:
        nonlocal every
        every = of
        progress.step(done - progress.done)
        if done >= of:
            progress.close()

    return show
