"""JUnit XML for whatever shows test results: a suite a report, a case a rule.

The dialect is the one that Jenkins, GitLab and junitparser read. What must not be taken for passed
is told apart: a rule that failed is a failure, one that could not be evaluated an error, one that
does not apply is skipped, and a fault is an error of its own. A waived failure is none, and says
why it is waived; a waiver that has lapsed is a failure of a suite of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import quoteattr

from gxaudit.finding import Fault, Finding, Outcome, Tally
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import FAULTS, OUTCOMES, SEVERITIES, fault_words
from gxaudit.render.spool import Spool
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.coverage import coverage_lines, heading_line, reasons_words
from gxaudit.render.telling.details import detail_lines
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_NO_REPORT = Text("不是年度报告，已跳过", "no annual report, passed over")
_LAPSED = Text("豁免失效、到期", "stale and expired waivers")
_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}


class JUnitRenderer:
    """Writes a suite as soon as its file has been audited."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language
        self._faults: list[Fault] = []
        self._lapsed = Spool()

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
        if result.standings:
            self._waivers(result)

    def _waivers(self, result: Result) -> None:
        """Those that have lapsed are kept for a suite of their own."""
        from gxaudit.render.telling.waived import entry, lapsed_words, why_lapsed

        for standing in result.lapsed:
            said = f"{result.path or '-'}: {lapsed_words(standing, self._language)}"
            why = list(why_lapsed(standing, self._language))
            name = f"{entry(standing.waiver)} {standing.waiver.rule}"
            self._lapsed.add([standing.waiver.file, name, said, why])

    def fault(self, fault: Fault) -> None:
        """Kept for a suite of its own; a run has few."""
        self._faults.append(fault)

    def end(self, summary: Summary) -> None:
        """The suite of waivers that have lapsed, if any; the suite of the run itself: its faults,
        all counts and the exit code.
        """
        if self._lapsed.count:
            suite = Element("testsuite", name=_LAPSED.to(self._language))
            for file, name, said, why in cast("Iterable[list[Any]]", self._lapsed):
                self._case(suite, visible(file), name, "failure", said, [said, *why])
            self._suite(suite)
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
            self._failed(suite, path, rule, tally, result)
        elif outcome is Outcome.NOT_EVALUATED:
            self._case(suite, path, rule, "error", why)
        else:
            kind = None if outcome is Outcome.PASSED else "skipped"
            self._case(suite, path, rule, kind, why)

    def _failed(self, suite: Element, path: str, rule: str, tally: Tally, result: Result) -> None:
        """A failure, unless all of it is waived; what could not be evaluated never is."""
        counts = [one for found in result.findings for one in found.evidence or (found,)]
        mine = [one for one in counts if one.rule == rule]
        waived = list(self._waived(rule, result))
        if mine or not waived:
            said = [line for finding in mine for line in self._finding(finding, result)]
            message = said[0] if said else OUTCOMES[Outcome.FAILED].to(self._language)
            case = self._case(suite, path, rule, "failure", message, said)
        elif tally.not_evaluated:
            form = result.report.form if result.report else None
            why = reasons_words(tally.reasons, form, self._language)
            case = self._case(suite, path, rule, "error", why)
        else:
            case = self._case(suite, path, rule, None, "")
        if waived:
            SubElement(case, "system-out").text = "\n".join(map(readable, waived))

    def _waived(self, rule: str, result: Result) -> Iterator[str]:
        """What of a rule's failures does not count, and who says so."""
        for one in result.waived:
            mine = [each for each in one.finding.evidence or (one.finding,) if each.rule == rule]
            if mine:
                from gxaudit.render.telling.waived import WAIVED, judgement

                for each in mine:
                    lines = self._finding(each, result)
                    yield f"{WAIVED.to(self._language)}: {next(lines)}"
                    yield from lines
                yield from (judgement(each, self._language) for each in one.waivers)

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
    ) -> Element:
        """One case: passed where ``kind`` is None."""
        case = SubElement(suite, "testcase", classname=path, name=visible(name))
        if kind is not None:
            shown = SubElement(case, kind, message=readable(message))
            shown.text = "\n".join(map(readable, said)) or None
        return case

    def _suite(self, suite: Element) -> None:
        cases = suite.findall("testcase")
        suite.set("tests", str(len(cases)))
        for kind, counted in _COUNTED.items():
            suite.set(counted, str(sum(case.find(kind) is not None for case in cases)))
        self._write(tostring(suite, encoding="unicode") + "\n")
