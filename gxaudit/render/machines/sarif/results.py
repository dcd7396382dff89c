"""Findings, rules that were not evaluated, and faults, as SARIF has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from gxaudit.finding import Fault, Finding
from gxaudit.render.machines.sarif.locations import physical, region_of
from gxaudit.render.machines.sarif.messages import message
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import where
from gxaudit.render.spelling.words import fault_words
from gxaudit.render.telling.coverage import reasons_words
from gxaudit.render.telling.details import detail_lines
from gxaudit.settle import Result
from gxaudit.wording import Language

Json = dict[str, object]
FINGERPRINT = "gxaudit/v1"
_GITHUBS = "primaryLocationLineHash"


def results_data(result: Result, numbers: Mapping[str, int], language: Language) -> Iterator[Json]:
    """The results (3.27) of one file; ``numbers`` are the indices of rules in the list of rules."""
    for finding in result.findings:
        yield _numbered(_finding(finding, result, language), numbers)
    for waived in result.waived:
        from gxaudit.render.machines.sarif.waivers import suppressions

        data = _finding(waived.finding, result, language)
        yield _numbered(data | {"suppressions": suppressions(waived, language)}, numbers)
    for rule, tally in result.outcomes.items():
        if tally.not_evaluated:
            form = result.report.form if result.report else None
            why = reasons_words(tally.reasons, form, language)
            yield _numbered(_open(rule, why, result), numbers)


def _numbered(data: Json, numbers: Mapping[str, int]) -> Json:
    number = numbers.get(str(data["ruleId"]))
    return data if number is None else {**data, "ruleIndex": number}


def _finding(finding: Finding, result: Result, language: Language) -> Json:
    form = result.report.form if result.report else None
    said = (finding.message.to(language), *detail_lines(finding, form, language))
    region = region_of(finding.location)
    return {
        "ruleId": finding.rule,
        "level": finding.severity.label,
        "message": message(*map(readable, said)),
        "locations": list(_locations(finding, result.path, region, language)),
        "partialFingerprints": _fingerprints(finding.fingerprint, by_line=bool(region)),
        # All results have them or none (3.27.23); what is streamed does not know of later ones.
        "suppressions": [],
        "properties": _properties(finding, result),
    }


def _open(rule: str, why: str, result: Result) -> Json:
    """A rule that could not decide: "insufficient information to decide whether a problem exists"
    (3.27.9). GitHub shows it as an alert like any other; it is no pass.
    """
    report = result.report
    owner = (report.agency, report.year) if report and report.agency and report.year else ()
    whole = "\x1f".join(map(str, (*(owner or (result.path,)), rule, "not_evaluated")))
    print_ = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {
        "ruleId": rule,
        "kind": "open",
        "level": "none",
        "suppressions": [],
        "message": message(readable(why)),
        **_somewhere(physical(result.path)),
        "partialFingerprints": _fingerprints(print_, by_line=False),
    }


def _fingerprints(ours: str, *, by_line: bool) -> Json:
    """GitHub tells results apart by the text around their line, which it looks up itself; where
    there is no line it would take all results of a file for one.
    """
    return {FINGERPRINT: ours, **({} if by_line else {_GITHUBS: ours})}


def _locations(
    finding: Finding, path: str | None, region: Json, language: Language
) -> Iterator[Json]:
    """One location: the file with its region if it is text, and the cell by its address."""
    logical = []
    if finding.address is not None:
        names = {"name": finding.address, "fullyQualifiedName": finding.address}
        key = {} if finding.key is None else {"decoratedName": finding.key}
        logical = [{name: visible(each) for name, each in (names | key).items()} | {"kind": "cell"}]
    words = "" if region else where(finding, None, language)
    yield {
        **physical(path, region),
        **({"logicalLocations": logical} if logical else {}),
        **({"message": message(readable(words))} if words else {}),
    }


def _somewhere(location: Json) -> Json:
    return {"locations": [location]} if location else {}


def _properties(finding: Finding, result: Result) -> Json:
    report = result.report
    return {
        "confidence": finding.confidence.value,
        "agency": report.agency if report else None,
        "year": report.year if report else None,
        "expected": finding.expected,
        "actual": finding.actual,
        "rules": sorted({each.rule for each in finding.evidence} | {finding.rule}),
    }


def fault_data(fault: Fault, language: Language) -> Json:
    """A notification (3.58): something was not checked."""
    return {
        "level": "error",
        "message": message(readable(fault_words(fault, language))),
        "descriptor": {"id": f"fault/{fault.kind}"},
        **({"associatedRule": {"id": visible(fault.rule)}} if fault.rule else {}),
        **_somewhere(physical(fault.path)),
    }
