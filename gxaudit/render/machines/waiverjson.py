"""Waivers as JSON has them (docs/result.schema.json)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from gxaudit.finding import Finding
from gxaudit.settle import Result
from gxaudit.waiver import Difference, Standing, Waived, Waiver

if TYPE_CHECKING:
    from gxaudit.waivers.file import WaiverFile

Json = dict[str, object]


def file_data(file: WaiverFile) -> Json:
    """A waiver file, for the head."""
    kinds = [each.kind for each in file.waivers]
    return {
        "path": file.path,
        "digest": sha256(file.source).hexdigest(),
        "waivers": kinds.count("waiver"),
        "baseline": kinds.count("baseline"),
    }


def waivers_data(result: Result, finding_data: Callable[[Finding], Json]) -> Json:
    """``waived`` and ``waivers`` of a report. Entries of a baseline that match are not repeated."""
    told = [
        each
        for each in result.standings
        if each.waiver.kind == "waiver" or each.status != "matched"
    ]
    return {
        "waived": [_waived(each, finding_data) for each in result.waived],
        "waivers": [_standing(each, finding_data) for each in told],
    }


def _waived(waived: Waived, finding_data: Callable[[Finding], Json]) -> Json:
    return {
        "kind": waived.kind,
        "finding": finding_data(waived.finding),
        "by": [_waiver(each) for each in waived.waivers],
    }


def _standing(standing: Standing, finding_data: Callable[[Finding], Json]) -> Json:
    return {
        "status": standing.status,
        "settled": standing.settled,
        "waiver": _waiver(standing.waiver),
        "differences": [_difference(each) for each in standing.differences],
        "joined": [finding_data(each) for each in standing.joined],
    }


def _difference(difference: Difference) -> Json:
    now = difference.now
    return {
        "rule": difference.judged.rule,
        "address": difference.judged.address,
        "fingerprint": difference.judged.fingerprint,
        "before": sorted(difference.judged.figures),
        "now": None if now is None else list(now.figures),
    }


def _waiver(waiver: Waiver) -> Json:
    return {
        "kind": waiver.kind,
        "file": waiver.file,
        "line": waiver.line or None,
        "rule": waiver.rule,
        "address": waiver.address,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until.isoformat() if waiver.until else None,
        "fingerprints": [each.fingerprint for each in waiver.failures],
    }
