"""Annotations of GitHub Actions, and the summary of the step.

A line that begins with ``::`` is a command to the runner, and ``##[`` anywhere in a line is one of
the old kind. No text of a report may be either.
"""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.finding import Fault, Finding, Severity
from gxaudit.render.people.summarypage import MarkdownRenderer
from gxaudit.render.run import Run, Wanted, Write
from gxaudit.render.sinks import OutputError
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import SEVERITIES, fault_words
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.render.telling.coverage import heading_line, not_evaluated_lines
from gxaudit.render.telling.details import detail_lines
from gxaudit.settle import Result
from gxaudit.waiver import Standing
from gxaudit.wording import Language, Text

MOST = 10
"""Annotations of one kind that GitHub shows of a step."""
SUMMARY_BYTES = 1_000_000
"""Of a step's summary; GitHub refuses one above 1 MiB, whole."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MORE = Text(
    "GitHub 每步每类只显示 {most} 条注释，其余 {count} 条列在下面：",
    "GitHub shows {most} annotations of a kind and step; the other {count} follow:",
)


class GitHubRenderer:
    """Faults, then waivers that have lapsed, then findings, the worst first: as annotations while
    GitHub shows them, then as plain lines of the log.
    """

    def __init__(self, write: Write, wanted: Wanted) -> None:
        self._write = write
        self._language = wanted.language
        self._waiting = {each: Spool() for each in sorted(Severity, reverse=True)}
        self._lapsed = Spool()
        self._reports = Spool()
        self._faults = 0
        self._step_summary = wanted.step_summary
        self._chunks: list[str] = []
        self._page = MarkdownRenderer(self._chunks.append, wanted.language, SUMMARY_BYTES)

    def begin(self, run: Run) -> None:
        """Nothing is printed yet: the worst stands first."""
        self._run = run
        self._page.begin(run)

    def result(self, result: Result) -> None:
        """Kept, as lines."""
        for fault in result.faults:
            self._add_fault(fault)
        for finding in result.findings:
            self._waiting[finding.severity].add(self._finding(finding, result))
        if result.report is not None:
            words = [f"{result.path or '-'}: {heading_line(result, result.report, self._language)}"]
            words += not_evaluated_lines(result, result.report, self._language)
            for line in words:
                self._reports.add(plain_line(line))
        if result.waived or result.standings:
            self._waivers(result)
        self._page.result(result)

    def _waivers(self, result: Result) -> None:
        """An error at the entry that has to be judged anew; the rest is for the log."""
        from gxaudit.render.telling import waived

        for standing in result.lapsed:
            self._lapsed.add(_lapsed(standing, result, self._language))
        for line, below in waived.quiet_lines(result, self._language):
            for each in (line, *below):
                self._reports.add(plain_line(each))

    def fault(self, fault: Fault) -> None:
        """A fault is worse than any finding: it is printed at once."""
        self._add_fault(fault)
        self._page.fault(fault)

    def end(self, summary: Summary) -> None:
        """Waivers that have lapsed, all findings, what was checked in each report, all counts, and
        the step's summary.
        """
        room = dict.fromkeys(_COMMANDS.values(), MOST) | {"error": max(MOST - self._faults, 0)}
        for name, spool in (
            ("error", self._lapsed),
            *((_COMMANDS[severity], spool) for severity, spool in self._waiting.items()),
        ):
            for line in self._lines(spool, room[name]):
                self._write(line + "\n")
            room[name] = max(room[name] - spool.count, 0)
        said = (
            *configuration_lines(self._run, self._language),
            *closing_lines(summary, self._language),
        )
        for line in (*map(str, self._reports), *map(plain_line, said)):
            self._write(line + "\n")
        if self._step_summary is not None:
            self._page.end(summary)
            self._append(self._step_summary)

    def _append(self, path: str) -> None:
        """Other steps write to the same file."""
        try:
            with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(self._chunks)
        except OSError as error:
            raise OutputError(f"GITHUB_STEP_SUMMARY: {error}") from error

    def _add_fault(self, fault: Fault) -> None:
        self._faults += 1
        where = {"file": _file(fault.path)} if fault.path else {}
        self._write(command("error", where, fault_words(fault, self._language)) + "\n")

    def _finding(self, finding: Finding, result: Result) -> list[str]:
        """Its annotation, and its line of the log."""
        form = result.report.form if result.report else None
        level = SEVERITIES[finding.severity].to(self._language)
        message = finding.message.to(self._language)
        said = (message, *detail_lines(finding, form, self._language))
        place = _place(finding, result.path)
        title = f"{level} {finding.rule}"
        line = f"{where(finding, result.path or '-', self._language)}: {title} {message}"
        return [
            command(_COMMANDS[finding.severity], {**place, "title": title}, *said),
            plain_line(line),
        ]

    def _lines(self, spool: Spool, room: int) -> Iterator[str]:
        for number, both in enumerate(spool):
            if number == room:
                words = _MORE.to(self._language)
                yield words.format(most=MOST, count=spool.count - room)
            assert isinstance(both, list)
            yield both[number >= room]


def _lapsed(standing: Standing, result: Result, language: Language) -> list[str]:
    """Its annotation, and its line of the log."""
    from gxaudit.render.telling import waived

    entry, path = standing.waiver, result.path or "-"
    place = {"file": _file(entry.file), **({"line": str(entry.line)} if entry.line else {})}
    place["title"] = f"{waived.LAPSED[standing.status].to(language)} {entry.rule}"
    said = f"{path}: {waived.lapsed_words(standing, language)}"
    return [
        command("error", place, said, *waived.why_lapsed(standing, language)),
        plain_line(said),
    ]


def command(name: str, properties: dict[str, str], *lines: str) -> str:
    """``::error file=甲.txt,line=3::message``; no text in it can end it or begin another one."""
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "%0A".join(_data(readable(line)) for line in lines)
    return f"::{name}{' ' if said else ''}{said}::{message}"


def plain_line(text: str) -> str:
    """Text as a line of the log that is no command."""
    return "- " + readable(text).replace("##[", "##<U+005B>")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _file(path: str) -> str:
    """The path as GitHub has it, below the folder of the repository."""
    from gxaudit.render.spelling.uris import relative_path

    return relative_path(path) or path


def _place(finding: Finding, path: str | None) -> dict[str, str]:
    """File, line and columns as far as there are any."""
    place = {"file": _file(path)} if path else {}
    location = finding.location
    if location is None:
        return place
    line, column = location.line, location.column or None
    if location.place is not None:
        line, column = location.place.line or 0, location.place.char
    if line:
        place["line"] = str(line)
        if column is not None:
            width = location.end_column - location.column
            place |= {"col": str(column), "endColumn": str(column + max(width, 0))}
    return place
