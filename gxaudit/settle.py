"""Stage 6: verdicts become located findings, tallies and one result a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gxaudit.beside import ALONE, Beside
from gxaudit.coverage import NOTHING, Coverage, coverage_of
from gxaudit.finding import (
    Failed,
    Fault,
    Finding,
    Location,
    Severity,
    Tally,
    Verdict,
)
from gxaudit.intake import TEXT, Source
from gxaudit.judging.runner import Judged
from gxaudit.report import Report
from gxaudit.rootcauses import RootCause, causes_of
from gxaudit.rule import Rule
from gxaudit.tallying import tally_of
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.anchors import Anchors
    from gxaudit.corpus.identity import Identity
    from gxaudit.readers.model import Document
    from gxaudit.waiver import Standing, Waived


@frozen(kw_only=True, slots=False)
class Result:
    """What the audit of one file says. ``outcomes`` and ``findings`` are sorted."""

    path: str | None
    encoding: str | None
    report: Report | None
    """None where nothing could be read; ``faults`` says why."""
    outcomes: Mapping[str, Tally]
    """By rule id, every selected rule."""
    findings: tuple[Finding, ...]
    """By line, column, rule: one a root cause, with what its rules found as evidence. Without
    those that are waived.
    """
    faults: tuple[Fault, ...]
    coverage: Coverage = NOTHING
    """What was verified."""
    skipped: bool = False
    """Whether the file is no such report and was passed over on request."""
    configuration: str | None = None
    """The configuration file that it was audited with, if any."""
    owner: Identity | None = None
    """Whose it is, where the run has looked into that: by its manifest, else by the title."""
    format: str = TEXT
    """``text``, or the reader that it was read with."""
    document: Document | None = field(default=None, repr=False)
    """Where the lines of ``text`` stand in the file; None where they are its own."""
    text: str = field(default="", repr=False)
    """What the report was read from."""
    waived: tuple[Waived, ...] = ()
    """What a waiver or a baseline takes out of ``findings``. Outcomes stay what they are."""
    standings: tuple[Standing, ...] = ()
    """Of every entry of waiver files that names this report and could be judged, by place."""

    @property
    def notes(self) -> tuple[Text, ...]:
        """What the reader has to say although nothing is lacking."""
        return self.document.notes if self.document else ()

    @property
    def failures(self) -> tuple[Finding, ...]:
        """Every failed instance as its rule found it, by line, column, rule; waived ones too."""
        everything = (*self.findings, *(one.finding for one in self.waived))
        each = [one for found in everything for one in found.evidence or (found,)]
        return tuple(sorted(each, key=_order))

    @property
    def lapsed(self) -> tuple[Standing, ...]:
        """Of the waivers of people, those that are stale or expired: somebody has to judge anew."""
        return tuple(
            each
            for each in self.standings
            if each.waiver.kind == "waiver" and each.status != "matched"
        )

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Addresses of figures that are in the report and in no equation that was evaluated."""
        return self.coverage.unchecked


def settle(
    report: Report,
    judged: Iterable[Judged],
    source: Source,
    path: str | None,
    beside: Beside = ALONE,
) -> Result:
    """Make the result of one report from what its rules yielded."""
    everything = list(judged)
    settling = _Settling(report, source, path, beside)
    findings = settling.findings(everything)
    return Result(
        path=path,
        encoding=source.encoding,
        report=report,
        outcomes={one.rule.id: settling.tally(one.verdicts) for one in everything},
        findings=tuple(sorted(findings, key=_order)),
        faults=(
            *_source_faults(source, path),
            *[evolve(one.fault, path=path) for one in everything if one.fault],
        ),
        coverage=coverage_of(report, everything, settling.seen),
        text=source.text,
        format=source.format,
        document=source.document,
    )


def _source_faults(source: Source, path: str | None) -> Iterator[Fault]:
    """What was not read, and which reader broke: both make the audit incomplete."""
    for message in source.faults:
        yield Fault(kind="plugin", message=message, path=path)
    for message in source.document.remarks if source.document else ():
        yield Fault(kind="report", message=message, path=path)


def unread(path: str | None, fault: Fault, *, skipped: bool = False) -> Result:
    """The result of a file that could not be read, or that is no report."""
    why = () if skipped else (evolve(fault, path=path),)
    return Result(
        path=path, encoding=None, report=None, outcomes={}, findings=(), faults=why, skipped=skipped
    )


def _weight(rule: Rule, failed: Failed, level: Severity | None) -> Severity:
    """What a finding weighs: what configuration set, else what the instance says, else the rule.

    A level that somebody set holds for every finding of the rule. Were an instance to keep a
    lighter one of its own, a rule raised to an error could still pass ``--fail-on error``.
    """
    if level is not None:
        return level
    return rule.severity if failed.severity is None else failed.severity


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    place = finding.location
    line, column = (place.line, place.column) if place else (0, 0)
    return line, column, finding.rule, finding.address or "", finding.message.zh


class _Settling:
    """Locates the findings of one report, brings those of one cause together, and gives them
    their fingerprints.
    """

    def __init__(self, report: Report, source: Source, path: str | None, beside: Beside) -> None:
        self.report = report
        self.last_year = beside.last_year.report if beside.last_year else None
        self.text = source.text
        self.document = source.document
        self.path = path
        self._starts: list[int] | None = None

    def findings(self, judged: Sequence[Judged]) -> list[Finding]:
        """One finding a root cause, and one for each failed instance that has none."""
        failed = [
            (one, verdict)
            for one in judged
            for verdict in one.verdicts
            if isinstance(verdict, Failed)
        ]
        if not failed:
            return []
        # Needed by reports that have something wrong.
        from gxaudit.anchors import Anchors

        anchors = Anchors(self.report, self.text, self.path)
        # Before their causes are known: a fingerprint must not depend on the diagnosis.
        alone = {id(verdict): self._instance(one, verdict, anchors) for one, verdict in failed}
        whose = {id(verdict): one.rule for one, verdict in failed}
        causes = causes_of(self.report, judged, self.last_year)
        found = [
            self._caused(cause, whose[id(cause.failed[0])], alone, anchors) for cause in causes
        ]
        told = {id(each) for cause in causes for each in cause.failed}
        return found + [each for verdict, each in alone.items() if verdict not in told]

    def _caused(
        self, root: RootCause, rule: Rule, alone: Mapping[int, Finding], anchors: Anchors
    ) -> Finding:
        """The finding of one cause; what its rules found is its evidence."""
        evidence = tuple(alone[id(each)] for each in root.failed)
        if len(evidence) == 1:
            return evolve(evidence[0], cause=root.cause)
        change = root.change
        whole = Failed(
            message=root.cause.verdict,
            cell=root.address,
            expected=str(change.after) if change else None,
            actual=str(change.before) if change and change.before is not None else None,
            cells=tuple(sorted({cell for each in root.failed for cell in each.cells})),
        )
        finding = self._finding(rule, whole)
        return evolve(
            finding,
            severity=max(each.severity for each in evidence),
            fingerprint=anchors.root(rule, finding.key or ""),
            figures=tuple(dict.fromkeys(one for each in evidence for one in each.figures)),
            cause=root.cause,
            evidence=evidence,
        )

    def _instance(self, judged: Judged, failed: Failed, anchors: Anchors) -> Finding:
        """What one rule found in one place, for itself."""
        finding = self._finding(judged.rule, failed, judged.level)
        line = finding.location.excerpt if finding.location else ""
        return evolve(
            finding,
            fingerprint=anchors.fingerprint(judged.rule, finding.key or "", failed, line),
            figures=anchors.figures(failed, finding.address, line),
        )

    def _finding(self, rule: Rule, failed: Failed, level: Severity | None = None) -> Finding:
        index = None if failed.cell is None else self.report.form.index(failed.cell)
        spec = None if index is None else self.report.form.cells[index]
        return Finding(
            rule=rule.id,
            version=rule.version,
            severity=_weight(rule, failed, level),
            confidence=rule.confidence,
            message=self.said(failed.message),
            address=spec.address if spec else None,
            key=spec.key if spec else None,
            location=self._placed(self._location(failed, index)),
            expected=failed.expected,
            actual=failed.actual,
            equation=failed.equation,
            cells=failed.cells,
        )

    def tally(self, verdicts: Sequence[Verdict]) -> Tally:
        """How the instances of one rule ended."""
        tally = tally_of(verdicts)
        if self.document is None or not tally.reasons:
            return tally
        return evolve(tally, reasons=tuple(sorted(map(self.said, tally.reasons))))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text, 1-based."""
        line = bisect_right(self._starts_of_lines(), offset)
        return line, offset - self._starts_of_lines()[line - 1] + 1

    def _starts_of_lines(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            for line in self.text.split("\n"):
                starts.append(starts[-1] + len(line) + 1)
            self._starts = starts[:-1]
        return self._starts

    def _line(self, number: int) -> str:
        starts = self._starts_of_lines()
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]

    def _placed(self, location: Location | None) -> Location | None:
        """The location with its place in the file, where that is no plain text."""
        if location is None or self.document is None:
            return location
        from gxaudit.readers.places import place_of

        place = place_of(self.document, location.line, location.column, location.end_column)
        return evolve(location, place=place)

    def said(self, message: Text) -> Text:
        """A message of a rule with lines of the file, where those are others than it was given."""
        if self.document is None:
            return message
        from gxaudit.readers.places import told

        return told(self.document, message)

    def seen(self, offset: int) -> tuple[int, int]:
        """Line and column of the file at an offset of the text; 0 for what it does not have."""
        line, column = self.place(offset)
        if self.document is None:
            return line, column
        from gxaudit.readers.places import place_of

        place = place_of(self.document, line, column, column)
        return place.line or 0, place.char or 0

    def _location(self, failed: Failed, index: int | None) -> Location | None:
        if index is not None:
            return self._cell_location(index)
        if failed.span is not None:
            start, end = failed.span
            line, first = self.place(start)
            excerpt = self._line(line)
            return Location(line, first, min(first + end - start, len(excerpt) + 1), excerpt)
        if failed.line:
            excerpt = self._line(failed.line)
            return Location(failed.line, 1, len(excerpt) + 1, excerpt)
        return None

    def _cell_location(self, index: int) -> Location | None:
        row = self.report.form.cells[index].row
        place = self.report.places[row.number]
        if place is None:
            return None
        column = place.column(index - row.first)
        excerpt = self._line(place.line)
        if not column:
            return Location(place.line, 1, len(excerpt) + 1, excerpt)
        return Location(place.line, column, column + len(self.report.raws[index]), excerpt)
