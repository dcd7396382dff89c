"""Text for people: one finding a line, the place marked, the equation, and what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxaudit.finding import Fault, Finding, Location
from gxaudit.forms import Form
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import SEVERITIES, fault_words
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.render.telling.coverage import coverage_lines, heading_line, not_evaluated_lines
from gxaudit.settle import Result
from gxaudit.wording import Language

_MARGIN = "    | "
_INDENT = "    "


class TextRenderer:
    """Prints each result at once; lines that concern a file begin with its path."""

    def __init__(
        self, write: Write, language: Language, *, detailed: bool = False, suggest: bool = False
    ) -> None:
        self._write = write
        self._language = language
        self._detailed = detailed
        self._suggest = suggest

    def begin(self, run: Run) -> None:
        """Nothing is printed yet: what was configured stands at the end, where it is read."""
        self._run = run

    def result(self, result: Result) -> None:
        """The findings of one file, what was checked in it, and its faults."""
        if result.skipped:
            return
        language = self._language
        path = result.path or "-"
        form = result.report.form if result.report else None
        last: Location | None = None
        for finding in result.findings:
            again = _is_whole_line(finding.location) and finding.location == last
            self._lines(finding_lines(finding, path, form, language, excerpted=not again))
            last = finding.location
        if result.waived or result.standings:
            self._waivers(result)
        if result.report is not None:
            heading = heading_line(result, result.report, language)
            self._lines([f"{visible(path)}: {visible(heading)}"])
            rest = (
                *not_evaluated_lines(result, result.report, language),
                *coverage_lines(result, result.report, language, detailed=self._detailed),
            )
            self._lines(_INDENT + readable(line) for line in rest)
        self._lines(_INDENT + readable(note.to(language)) for note in result.notes)
        for fault in result.faults:
            self.fault(fault)
        if self._suggest:
            from gxaudit.render.telling.suggest import suggestion_lines

            self._lines(suggestion_lines(result, language))

    def _waivers(self, result: Result) -> None:
        from gxaudit.render.telling.waived import waiver_lines

        for line, below in waiver_lines(result, self._language):
            self._lines([readable(line), *(_INDENT + readable(each) for each in below)])

    def fault(self, fault: Fault) -> None:
        """A fault in one line."""
        where = f"{visible(fault.path)}: " if fault.path else ""
        self._lines([where + readable(fault_words(fault, self._language))])

    def end(self, summary: Summary) -> None:
        """What was configured, and the summary of all files."""
        self._lines(map(visible, configuration_lines(self._run, self._language)))
        self._lines(closing_lines(summary, self._language))

    def _lines(self, lines: Iterable[str]) -> None:
        self._write("".join(f"{line}\n" for line in lines))


def finding_lines(
    finding: Finding, path: str, form: Form | None, language: Language, *, excerpted: bool = True
) -> Iterator[str]:
    """``path:line:column: 错误 rule message``, the place, the equation. Escaped."""
    # Imported late: a report without findings has none.
    from gxaudit.render.telling.details import detail_lines

    severity = SEVERITIES[finding.severity].to(language)
    message = readable(finding.message.to(language))
    yield f"{visible(where(finding, path, language))}: {severity} {visible(finding.rule)} {message}"
    if finding.location is not None and excerpted:
        yield from _place(finding.location)
    for line in detail_lines(finding, form, language):
        yield _INDENT + readable(line)


def _place(location: Location) -> Iterator[str]:
    # Imported late: a report without findings needs neither Unicode tables nor excerpts.
    from gxaudit.render.telling.excerpt import excerpt

    line, carets = excerpt(location.excerpt, location.column - 1, location.end_column - 1)
    if line.strip():
        yield _MARGIN + line
        # Carets under everything would mark nothing.
        if not _is_whole_line(location):
            yield _MARGIN + carets


def _is_whole_line(location: Location | None) -> bool:
    if location is None:
        return False
    return location.column <= 1 and location.end_column > len(location.excerpt)
