"""Several outputs of one run, told of everything in one pass; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define

from gxaudit.finding import Fault
from gxaudit.render.run import Renderer, Run
from gxaudit.render.sinks import FileSink, Placed
from gxaudit.render.summary import Summary
from gxaudit.settle import Result


@define(slots=False)
class Output:
    """One output: what people call it, what makes it, where it goes."""

    path: str | None
    """None for standard output."""
    renderer: Renderer
    sink: Placed
    failure: Exception | None = None
    """Why it is not complete. Such an output is told of nothing more."""


class Outputs:
    """A renderer of renderers. Files are put in place by :meth:`end` and no earlier.

    Whatever an output raises is kept with it, and the others go on.
    """

    def __init__(self, outputs: Iterable[Output]) -> None:
        self._outputs = tuple(outputs)

    @property
    def failed(self) -> tuple[Output, ...]:
        """Those that could not be written, in their order."""
        return tuple(each for each in self._outputs if each.failure is not None)

    @property
    def files(self) -> tuple[FileSink, ...]:
        """Where those go that are files, in their order."""
        return tuple(each.sink for each in self._outputs if isinstance(each.sink, FileSink))

    @property
    def lost(self) -> bool:
        """Whether no output is left that anything could be told to."""
        return len(self.failed) == len(self._outputs)

    def begin(self, run: Run) -> None:
        """Tell every output."""
        self._each(lambda one: one.renderer.begin(run))

    def result(self, result: Result) -> None:
        """Tell every output."""
        self._each(lambda one: one.renderer.result(result))

    def fault(self, fault: Fault) -> None:
        """Tell every output."""
        self._each(lambda one: one.renderer.fault(fault))

    def end(self, summary: Summary) -> None:
        """Tell every output, then put it in place."""
        self._each(lambda one: _finish(one, summary))

    def close(self) -> None:
        """Remove what was not put in place."""
        for one in self._outputs:
            one.sink.discard()

    def _each(self, tell: Callable[[Output], None]) -> None:
        for one in self._outputs:
            if one.failure is None:
                try:
                    tell(one)
                except Exception as error:
                    one.failure = error


def _finish(one: Output, summary: Summary) -> None:
    one.renderer.end(summary)
    one.sink.commit()
