"""SARIF, streamed; in several numbered files where GitHub would refuse or cut one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from gxaudit.finding import Fault
from gxaudit.render.machines.json import dumps, summary_data
from gxaudit.render.machines.sarif.locations import BASE
from gxaudit.render.machines.sarif.messages import message
from gxaudit.render.machines.sarif.results import fault_data, results_data
from gxaudit.render.machines.sarif.rules import rule_data
from gxaudit.render.run import Run
from gxaudit.render.sinks import Part, Sink
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS = 5_000
"""In one run: GitHub shows no more, and refuses 25,000."""
MOST_BYTES = 9_000_000
"""Compressed; GitHub refuses 10 MB."""
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_BASE = Text("运行 gxaudit 的文件夹", "the folder that gxaudit was run in")
_TOO_MANY = Text(
    "结果超过 {} 条，GitHub 不会全部显示；请用 --output 文件.sarif，会自动分成几个文件",
    "more than {} results, which GitHub does not show; --output FILE.sarif writes several files",
)


class _Document:
    """One file with one run: what was written to it, and how large that is."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._compressed = zlib.compressobj()
        self._size = 0
        self.results = 0

    def write(self, chunk: str) -> None:
        """Write text, which is ASCII but for Chinese, and count it as GitHub does."""
        self._size += len(self._compressed.compress(chunk.encode("utf-8", "backslashreplace")))
        self._part.write(chunk)

    def add(self, result: object) -> None:
        """One result more."""
        self.write((",\n" if self.results else "\n") + dumps(result))
        self.results += 1

    @property
    def full(self) -> bool:
        """Whether GitHub would not take one result more."""
        return self.results >= MOST_RESULTS or self._size >= MOST_BYTES


class SarifRenderer:
    """Writes each result at once; what the run came to stands behind the results."""

    def __init__(self, sink: Sink, language: Language) -> None:
        self._sink = sink
        self._language = language
        self._documents = [_Document(sink)]
        self._notes = Spool()
        self._alone = False

    def begin(self, run: Run) -> None:
        """The tool with all rules; opens the list of results."""
        self._rules = {name: number for number, name in enumerate(run.rules)}
        driver = {
            "name": "gxaudit",
            "version": run.version,
            "semanticVersion": run.version,
            "language": _LANGUAGES[self._language],
            "rules": [rule_data(rule, self._language) for rule in run.rules.values()],
        }
        head = {
            "tool": {"driver": driver},
            "language": _LANGUAGES[self._language],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"description": message(_BASE.to(self._language))}},
        }
        start = {"$schema": SCHEMA, "version": "2.1.0"}
        self._head = f'{dumps(start)[:-1]},"runs":[\n{dumps(head)[:-1]},"results":['
        self._documents[0].write(self._head)

    def result(self, result: Result) -> None:
        """The results of one file; its faults and lapsed waivers are kept for the end."""
        for each in results_data(result, self._rules, self._language):
            self._document().add(each)
        for fault in result.faults:
            self.fault(fault)
        for standing in result.lapsed:
            from gxaudit.render.machines.sarif.waivers import notification

            self._notes.add(notification(standing, result.path, self._language))

    def fault(self, fault: Fault) -> None:
        """Kept for the end of the document."""
        self._notes.add(fault_data(fault, self._language))

    def end(self, summary: Summary) -> None:
        """What the run came to, in every file; the faults in the last."""
        for number, document in enumerate(self._documents, 1):
            last = number == len(self._documents)
            self._end(document, number, summary, self._notes if last else ())

    def _document(self) -> _Document:
        """The file that the next result goes to."""
        if self._documents[-1].full and not self._alone:
            part = self._sink.another()
            if part is None:
                self._alone = True
                words = _TOO_MANY.to(self._language).format(MOST_RESULTS)
                self._notes.add(
                    {
                        "level": "warning",
                        "message": message(words),
                        "descriptor": {"id": "too-many-results"},
                    }
                )
            else:
                self._documents.append(_Document(part))
                self._documents[-1].write(self._head)
        return self._documents[-1]

    def _end(
        self, document: _Document, number: int, summary: Summary, notes: Spool | tuple[()]
    ) -> None:
        document.write('\n],"invocations":[')
        ended = {
            "executionSuccessful": not summary.incomplete,
            "exitCode": summary.exit_code,
            "toolExecutionNotifications": [],
        }
        document.write(dumps(ended)[:-2])
        for chunk in _listed(notes):
            document.write(chunk)
        rest: dict[str, object] = {"properties": {"summary": summary_data(summary)}}
        if len(self._documents) > 1:
            # Runs of one category replace each other on GitHub.
            rest["automationDetails"] = {"id": f"gxaudit-{number}/"}
        document.write("]}]," + dumps(rest)[1:] + "\n]}\n")


def _listed(values: Spool | tuple[()]) -> Iterator[str]:
    comma = ""
    for value in values:
        yield f"{comma}\n{dumps(value)}"
        comma = ","
