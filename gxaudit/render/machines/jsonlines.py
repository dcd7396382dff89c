"""JSON Lines for programs that read along; each line is described by docs/lines.schema.json."""

from __future__ import annotations

from gxaudit.finding import Fault
from gxaudit.render.machines.json import SCHEMA, dumps, fault_data, result_data, summary_data
from gxaudit.render.run import Run, Write
from gxaudit.render.summary import Summary
from gxaudit.settle import Result


class JsonLinesRenderer:
    """A line a thing, each an object with one key that says what it is: ``run`` first, a
    ``report`` for every file, a ``fault`` for each of the run itself, ``summary`` last.

    What stands below the key is what the JSON document has in its place.
    """

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self, run: Run) -> None:
        """All that the results depend on but the reports."""
        from gxaudit.render.machines.jsonhead import head_data

        self._line("run", {"schema": SCHEMA, **head_data(run)})

    def result(self, result: Result) -> None:
        """One file."""
        self._line("report", result_data(result))

    def fault(self, fault: Fault) -> None:
        """A fault of the run."""
        self._line("fault", fault_data(fault))

    def end(self, summary: Summary) -> None:
        """A document without this line is not complete."""
        self._line("summary", summary_data(summary))

    def _line(self, kind: str, data: object) -> None:
        self._write(dumps({kind: data}) + "\n")
