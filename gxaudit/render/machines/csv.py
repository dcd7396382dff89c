"""Findings as CSV for spreadsheets: a row a finding, also one that is waived, a row for a waiver
that has lapsed, and a row for whatever was not checked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gxaudit.finding import Fault, Finding, Outcome
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import readable
from gxaudit.render.spelling.fields import spreadsheet_safe
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES, UNACCOMPANIED, fault_words
from gxaudit.render.summary import Summary
from gxaudit.render.telling.coverage import reasons_words
from gxaudit.render.telling.details import detail_lines
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

HEADS = {
    "kind": Text("类别", "kind"),
    "agency": Text("机关", "agency"),
    "year": Text("年度", "year"),
    "file": Text("文件", "file"),
    "rule": Text("规则", "rule"),
    "title": Text("规则名称", "title"),
    "level": Text("级别", "level"),
    "where": Text("位置", "where"),
    "cell": Text("单元格", "cell"),
    "expected": Text("应有", "expected"),
    "found": Text("现有", "found"),
    "message": Text("说明", "message"),
    "fingerprint": Text("指纹", "fingerprint"),
}
"""The columns, in their order."""
FINDING = Text("问题", "finding")
NOT_EVALUATED = OUTCOMES[Outcome.NOT_EVALUATED]
FAULT = Text("故障", "fault")
"""What the first column says; only ``finding`` is one."""
_BOM = "\ufeff"
_LONGEST = 32_000
"""Characters; a cell of Excel holds 32,767."""


class CsvRenderer:
    """UTF-8 with a byte-order mark, lines ended by CR LF, and nothing that a spreadsheet runs."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language

    def begin(self, run: Run) -> None:
        """The heads."""
        self._titles = {name: rule.title.to(self._language) for name, rule in run.rules.items()}
        # Excel takes a file without a byte-order mark for the code page of its country.
        self._write(_BOM)
        self._row({name: head.to(self._language) for name, head in HEADS.items()})

    def result(self, result: Result) -> None:
        """The rows of one file."""
        report = result.report
        owner = {"file": result.path or ""}
        if report is not None:
            owner |= {"agency": report.agency or "", "year": str(report.year or "")}
        for row in self._rows(result):
            self._row(owner | row)

    def fault(self, fault: Fault) -> None:
        """A row for a fault of the run."""
        self._row(self._fault(fault))

    def end(self, summary: Summary) -> None:
        """Nothing but rows stands in a table."""

    def _rows(self, result: Result) -> Iterator[dict[str, str]]:
        for finding in result.findings:
            yield self._finding(finding, result)
        if result.waived or result.standings:
            yield from self._waivers(result)
        yield from self._held_up(result)
        yield from map(self._fault, result.faults)

    def _finding(self, finding: Finding, result: Result) -> dict[str, str]:
        return {
            "kind": FINDING.to(self._language),
            "rule": finding.rule,
            "level": SEVERITIES[finding.severity].to(self._language),
            "where": where(finding, None, self._language),
            "cell": finding.address or "",
            "expected": finding.expected or "",
            "found": finding.actual or "",
            "message": self._message(finding, result),
            "fingerprint": finding.fingerprint,
        }

    def _waivers(self, result: Result) -> Iterator[dict[str, str]]:
        """What is waived, with why; what has to be judged anew, with where that is written."""
        from gxaudit.render.telling import waived

        language = self._language
        for one in result.waived:
            if one.kind == "waiver":
                row = self._finding(one.finding, result)
                judged = (readable(waived.judgement(each, language)) for each in one.waivers)
                said = (row["message"], *judged)
                yield row | {"kind": waived.WAIVED.to(language), "message": " ".join(said)}
        for standing in result.lapsed:
            entry = standing.waiver
            said = (waived.judgement(entry, language), *waived.why_lapsed(standing, language))
            yield {
                "kind": waived.LAPSED[standing.status].to(language),
                "rule": entry.rule,
                "where": waived.entry(entry),
                "cell": entry.address or "",
                "message": " ".join(map(readable, said)),
                "fingerprint": entry.failures[0].fingerprint,
            }

    def _message(self, finding: Finding, result: Result) -> str:
        form = result.report.form if result.report else None
        said = readable(finding.message.to(self._language))
        for line in detail_lines(finding, form, self._language):
            if self._language == "zh":
                said += "" if said.endswith("。") else "；"
            else:
                said += " " if said.endswith(".") else "; "
            said += readable(line)
        return said

    def _held_up(self, result: Result) -> Iterator[dict[str, str]]:
        """The rules that could not be evaluated: rows, so that nobody takes them for passed."""
        form = result.report.form if result.report else None
        for rule, tally in result.outcomes.items():
            if tally.not_evaluated:
                kind = UNACCOMPANIED if tally.unaccompanied else NOT_EVALUATED
                yield {
                    "kind": kind.to(self._language),
                    "rule": rule,
                    "message": reasons_words(tally.reasons, form, self._language),
                }

    def _fault(self, fault: Fault) -> dict[str, str]:
        row = {
            "kind": FAULT.to(self._language),
            "rule": fault.rule or "",
            "message": fault_words(fault, self._language),
        }
        return row | ({"file": fault.path} if fault.path else {})

    def _row(self, row: dict[str, str]) -> None:
        row = {"title": self._titles.get(row.get("rule", ""), ""), **row}
        buffer = io.StringIO(newline="")
        fields = [spreadsheet_safe(row.get(name, "")[:_LONGEST]) for name in HEADS]
        csv.writer(buffer, lineterminator="\r\n").writerow(fields)
        self._write(buffer.getvalue())
