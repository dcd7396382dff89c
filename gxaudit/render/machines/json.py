"""One JSON document for machines, streamed; described by docs/result.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attrs import asdict

from gxaudit.cause import Cause
from gxaudit.coverage import Coverage
from gxaudit.finding import Equation, Fault, Finding, Location, Operand, Outcome, Severity, Tally
from gxaudit.render.run import Run, Write
from gxaudit.render.spelling.escape import json_visible
from gxaudit.render.spelling.numbers import json_number
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Text

SCHEMA = 1
"""The version of docs/result.schema.json; rises when a reader of the old one would break."""

Json = dict[str, object]


def dumps(value: object) -> str:
    """Compact JSON in one line, Chinese as itself, unsafe characters escaped."""
    return json_visible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class JsonRenderer:
    """Writes the head at once, then a report a line, then the faults of the run and the sum."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._faults: list[Json] = []
        self._separator = "\n"

    def begin(self, run: Run) -> None:
        """All that the results depend on but the reports; opens the list of reports."""
        from gxaudit.render.machines.jsonhead import head_data

        head = {"schema": SCHEMA, **head_data(run)}
        self._write(dumps(head)[:-1] + ',"reports":[')

    def result(self, result: Result) -> None:
        """One entry of the list of reports."""
        self._write(self._separator + dumps(result_data(result)))
        self._separator = ",\n"

    def fault(self, fault: Fault) -> None:
        """Kept for the end of the document; a run has few."""
        self._faults.append(fault_data(fault))

    def end(self, summary: Summary) -> None:
        """Closes the document."""
        faults, total = dumps(self._faults), dumps(summary_data(summary))
        self._write(f'\n],"faults":{faults},\n"summary":{total}}}\n')


def text_data(text: Text) -> Json:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def result_data(result: Result) -> Json:
    """What the audit of one file says, as in docs/result.schema.json."""
    report = result.report
    return {
        "path": result.path,
        "configuration": result.configuration,
        "encoding": result.encoding,
        "format": result.format,
        "skipped": result.skipped,
        "agency": report.agency if report else None,
        "year": report.year if report else None,
        "form": report.form.name if report else None,
        "form_evidence": report.form_evidence if report else False,
        "title": report.title if report else None,
        "outcomes": {rule: _tally(tally) for rule, tally in result.outcomes.items()},
        "findings": [_finding(finding) for finding in result.findings],
        **_waivers(result),
        "coverage": _coverage(result.coverage),
        "notes": [text_data(note) for note in result.notes],
        "faults": [fault_data(fault) for fault in result.faults],
    }


def _waivers(result: Result) -> Json:
    if not (result.waived or result.standings):
        return {"waived": [], "waivers": []}
    from gxaudit.render.machines.waiverjson import waivers_data

    return waivers_data(result, _finding)


def _coverage(coverage: Coverage) -> Json:
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "unchecked": [
            {"address": address, "reason": text_data(coverage.reasons[address])}
            for address in coverage.unchecked
        ],
        "numbers": coverage.numbers,
        "compared": coverage.compared,
        "uncompared": [
            {
                "metric": each.claim.metric,
                "value": json_number(each.claim.value),
                "unit": each.claim.unit,
                "quote": each.claim.quote,
                "line": each.line or None,
                "column": each.column or None,
                "reason": text_data(each.reason),
            }
            for each in coverage.uncompared
        ],
        "single_error_noticed": {str(table): noticed for table, noticed in coverage.single},
    }


def _tally(tally: Tally) -> Json:
    return {
        "outcome": tally.outcome.value,
        "failed": tally.failed,
        "not_evaluated": tally.not_evaluated,
        "passed": tally.passed,
        "not_applicable": tally.not_applicable,
        "beside": tally.beside,
        "reasons": [text_data(reason) for reason in tally.reasons],
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "version": finding.version,
        "severity": finding.severity.label,
        "confidence": finding.confidence.value,
        "message": text_data(finding.message),
        "address": finding.address,
        "key": finding.key,
        **place_data(finding.location),
        "expected": finding.expected,
        "actual": finding.actual,
        "equation": _equation(finding.equation) if finding.equation else None,
        "cells": list(finding.cells),
        "fingerprint": finding.fingerprint,
        "figures": list(finding.figures),
        "cause": _cause(finding.cause) if finding.cause else None,
        "evidence": [_finding(each) for each in finding.evidence],
    }


def _cause(cause: Cause) -> Json:
    return {
        "kind": cause.kind,
        "verdict": text_data(cause.verdict),
        "only": cause.only,
        "repairs": [
            {
                "slip": text_data(repair.slip) if repair.slip else None,
                "changes": [
                    {
                        "address": change.address,
                        "key": change.key,
                        "before": None if change.before is None else json_number(change.before),
                        "after": json_number(change.after),
                    }
                    for change in repair.changes
                ],
            }
            for repair in cause.repairs
        ],
    }


def place_data(location: Location | None) -> Json:
    """Line and columns of the file itself, where it has lines; and the place in other files."""
    if location is None:
        return {"line": None, "column": None, "end_column": None, "place": None}
    place = location.place
    width = location.end_column - location.column
    line, column = (place.line, place.char) if place else (location.line, location.column)
    return {
        "line": line,
        "column": column,
        "end_column": None if column is None else column + width,
        "place": None if place is None else asdict(place),
    }


def _equation(equation: Equation) -> Json:
    return {
        "relation": equation.relation,
        "left": _operands(equation.left),
        "right": _operands(equation.right),
        "left_sum": json_number(equation.left_sum),
        "right_sum": json_number(equation.right_sum),
    }


def _operands(operands: Sequence[Operand]) -> list[Json]:
    return [
        {
            "address": each.address,
            "key": each.key,
            "coefficient": each.coefficient,
            "value": json_number(each.value),
        }
        for each in operands
    ]


def fault_data(fault: Fault) -> Json:
    """What went wrong, as in docs/result.schema.json."""
    return {
        "kind": fault.kind,
        "message": text_data(fault.message),
        "path": fault.path,
        "rule": fault.rule,
        "plugin": fault.plugin,
        "link": fault.link,
    }


def summary_data(summary: Summary) -> Json:
    """Counts over all files, the threshold and the exit code."""
    return {
        "files": summary.files,
        "reports": summary.reports,
        "skipped": summary.skipped,
        "unread": summary.unread,
        "findings": {each.label: summary.findings[each] for each in Severity},
        "outcomes": {each.value: summary.outcomes[each] for each in Outcome},
        "unaccompanied": summary.unaccompanied,
        "figures": summary.figures,
        "unchecked": summary.unchecked,
        "numbers": summary.numbers,
        "uncompared": summary.uncompared,
        "waived": summary.waived,
        "baseline": summary.baseline,
        "stale": summary.stale,
        "expired": summary.expired,
        "settled": summary.settled,
        "faults": summary.faults,
        "fail_on": summary.fail_on.label if summary.fail_on else None,
        "exit_code": summary.exit_code,
    }
