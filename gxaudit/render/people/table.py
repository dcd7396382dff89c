"""Tables for people: the findings of each report and its outcome matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gxaudit.finding import Fault, Finding, Tally
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES, fault_words
from gxaudit.render.summary import Summary
from gxaudit.render.telling.closing import closing_lines
from gxaudit.render.telling.configured import configuration_lines
from gxaudit.render.telling.coverage import coverage_lines, heading_line, reasons_words
from gxaudit.render.telling.equation import equation_text
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_FINDING_HEADS = (
    Text("位置", "place"),
    Text("级别", "level"),
    Text("规则", "rule"),
    Text("说明", "message"),
)
_OUTCOME_HEADS = (
    Text("规则", "rule"),
    Text("结果", "outcome"),
    *OUTCOMES.values(),
    Text("原因", "reasons"),
)


class TableRenderer:
    """Prints each result at once: what was checked, a table of findings, the outcome matrix."""

    def __init__(self, write: Write, language: Language, *, detailed: bool = False) -> None:
        self._write = write
        self._language = language
        self._detailed = detailed

    def begin(self, run: Run) -> None:
        """Nothing is printed yet: what was configured stands at the end, where it is read."""
        self._run = run

    def result(self, result: Result) -> None:
        """The tables of one file, and its faults."""
        if result.skipped:
            return
        language = self._language
        if result.report is not None:
            heading = heading_line(result, result.report, language)
            self._lines([f"{visible(result.path or '-')}: {visible(heading)}"])
        if result.findings:
            rows = [_finding_row(each, result, language) for each in result.findings]
            self._write(table([head.to(language) for head in _FINDING_HEADS], rows))
        if result.waived or result.standings:
            self._waivers(result)
        if result.outcomes:
            outcomes = [_outcome_row(*each, result, language) for each in result.outcomes.items()]
            self._write(table([head.to(language) for head in _OUTCOME_HEADS], outcomes))
        if result.report is not None:
            covered = coverage_lines(result, result.report, language, detailed=self._detailed)
            self._lines(map(visible, covered))
        self._lines(readable(note.to(language)) for note in result.notes)
        for fault in result.faults:
            self.fault(fault)
        self._write("\n")

    def _waivers(self, result: Result) -> None:
        from gxaudit.render.telling.waived import waiver_lines

        for line, below in waiver_lines(result, self._language):
            self._lines([readable(line), *("    " + readable(each) for each in below)])

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


def _finding_row(finding: Finding, result: Result, language: Language) -> list[str]:
    message = finding.message.to(language)
    if finding.equation is not None:
        form = result.report.form if result.report else None
        message += "；算式：" if language == "zh" else "; equation: "
        message += equation_text(finding.equation, form, language)
    if finding.cause is not None or finding.evidence:
        from gxaudit.render.telling.cause import cause_lines

        form = result.report.form if result.report else None
        mark = "；" if language == "zh" else "; "
        message += "".join(mark + line for line in cause_lines(finding, form, language))
    return [
        where(finding, None, language) or "-",
        SEVERITIES[finding.severity].to(language),
        finding.rule,
        message,
    ]


def _outcome_row(rule: str, tally: Tally, result: Result, language: Language) -> list[str]:
    counts = (tally.failed, tally.not_evaluated, tally.passed, tally.not_applicable)
    form = result.report.form if result.report else None
    return [
        rule,
        OUTCOMES[tally.outcome].to(language),
        *map(str, counts),
        reasons_words(tally.reasons, form, language),
    ]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 60) -> str:
    """A framed table that ends in a newline; unsafe characters named, wide ones counted double.

    A cell wider than ``widest`` terminal columns is continued below itself.
    """
    import tabulate

    from gxaudit.render.spelling.wrap import wrapped

    body = [["\n".join(wrapped(readable(cell), widest)) for cell in row] for row in rows]
    return (
        tabulate.tabulate(
            body,
            headers=[visible(head) for head in heads],
            tablefmt="psql",
            disable_numparse=True,
        )
        + "\n"
    )
