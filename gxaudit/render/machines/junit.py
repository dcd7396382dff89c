"""JUnit XML for whatever shows test results: a suite a report, a case a rule.

The dialect is the one that Jenkins, GitLab and junitparser read. What must not be taken for passed
is told apart: a rule that failed is a failure, one that could not be evaluated an error, one that
does not apply is skipped, and a fault is an error of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import quoteattr

from gxaudit.finding import Fault, Finding, Outcome, Tally
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import FAULTS, OUTCOMES, SEVERITIES, fault_words
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.coverage import coverage_lines, heading_line, reasons_words
from gxaudit.render.telling.details import detail_lines
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_NO_REPORT = Text("不是年度报告，已跳过", "no annual report, passed over")
_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}


class JUnitRenderer:
    """Writes a suite as soon as its file has been audited."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language
        self._faults: list[Fault] = []

    def begin(self, run: Run) -> None:
        """Opens the document."""
        name = quoteattr(f"gxaudit {run.version}")
        self._write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={name}>\n')

    def result(self, result: Result) -> None:
        """The suite of one file."""
        path = visible(result.path or "-")
        suite = Element("testsuite", name=path)
        if result.skipped:
            self._case(suite, path, "report", "skipped", _NO_REPORT.to(self._language))
        for rule, tally in result.outcomes.items():
            self._rule(suite, path, rule, tally, result)
        self._all_faults(suite, path, result.faults)
        if result.report is not None:
            said = [
                heading_line(result, result.report, self._language),
                *coverage_lines(result, result.report, self._language, detailed=False),
            ]
            SubElement(suite, "system-out").text = "\n".join(map(visible, said))
        self._suite(suite)

    def fault(self, fault: Fault) -> None:
        """Kept for a suite of its own; a run has few."""
        self._faults.append(fault)

    def end(self, summary: Summary) -> None:
        """The suite of the run itself: its faults, all counts and the exit code."""
        suite = Element("testsuite", name="gxaudit")
        self._all_faults(suite, "gxaudit", self._faults)
        said = closing_lines(summary, self._language)
        SubElement(suite, "system-out").text = "\n".join(said)
        self._suite(suite)
        self._write("</testsuites>\n")

    def _rule(self, suite: Element, path: str, rule: str, tally: Tally, result: Result) -> None:
        form = result.report.form if result.report else None
        why = reasons_words(tally.reasons, form, self._language)
        outcome = tally.outcome
        if outcome is Outcome.FAILED:
            said = [
                line
                for finding in result.failures
                if finding.rule == rule
                for line in self._finding(finding, result)
            ]
            message = said[0] if said else OUTCOMES[outcome].to(self._language)
            self._case(suite, path, rule, "failure", message, said)
        elif outcome is Outcome.NOT_EVALUATED:
            self._case(suite, path, rule, "error", why)
        else:
            kind = None if outcome is Outcome.PASSED else "skipped"
            self._case(suite, path, rule, kind, why)

    def _finding(self, finding: Finding, result: Result) -> Iterator[str]:
        form = result.report.form if result.report else None
        level = SEVERITIES[finding.severity].to(self._language)
        place = where(finding, None, self._language)
        message = finding.message.to(self._language)
        yield f"{place}{': ' if place else ''}{level} {message}"
        yield from (f"  {line}" for line in detail_lines(finding, form, self._language))

    def _all_faults(self, suite: Element, path: str, faults: Iterable[Fault]) -> None:
        for number, fault in enumerate(faults, 1):
            name = f"{FAULTS[fault.kind].to(self._language)} {number}"
            self._case(suite, path, name, "error", fault_words(fault, self._language))

    def _case(
        self,
        suite: Element,
        path: str,
        name: str,
        kind: str | None,
        message: str,
        said: Iterable[str] = (),
    ) -> None:
        """One case: passed where ``kind`` is None."""
        case = SubElement(suite, "testcase", classname=path, name=visible(name))
        if kind is not None:
            shown = SubElement(case, kind, message=readable(message))
            shown.text = "\n".join(map(readable, said)) or None

    def _suite(self, suite: Element) -> None:
        cases = suite.findall("testcase")
        suite.set("tests", str(len(cases)))
        for kind, counted in _COUNTED.items():
            suite.set(counted, str(sum(case.find(kind) is not None for case in cases)))
        self._write(tostring(suite, encoding="unicode") + "\n")
