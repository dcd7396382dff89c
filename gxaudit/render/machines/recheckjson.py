"""What became of the findings of corrected reports, as docs/recheck.schema.json describes it."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit import __version__
from gxaudit.render.machines.json import dumps, text_data
from gxaudit.waivers.recheck import Rechecked, Remaining
from gxaudit.waivers.seen import Failure, Seen
from gxaudit.wording import Text

SCHEMA = 1
"""The version of docs/recheck.schema.json; rises when a reader of the old one would break."""

Json = dict[str, object]


def recheck_json(everything: Sequence[Rechecked], faults: Sequence[Text], code: int) -> str:
    """One document, a report a line, in both languages."""
    head = {"schema": SCHEMA, "tool": {"name": "gxaudit", "version": __version__}}
    reports = ",\n".join(dumps(_report(one)) for one in everything)
    rest = {
        "faults": [text_data(each) for each in faults],
        "summary": _summary(everything, len(faults), code),
    }
    return f'{dumps(head)[:-1]},"recheck":[\n{reports}\n],{dumps(rest)[1:]}\n'


def _report(one: Rechecked) -> Json:
    return {
        "before": _seen(one.before),
        "now": _seen(one.now),
        "settled": [_failure(each) for each in one.settled],
        "remains": [_remaining(each) for each in one.remains],
        "new": [_failure(each) for each in one.new],
        "waived": one.waived,
    }


def _seen(one: Seen | None) -> Json | None:
    return None if one is None else {"path": one.path, "agency": one.agency, "year": one.year}


def _remaining(one: Remaining) -> Json:
    return {
        "before": _failure(one.before),
        "now": None if one.now is None else _failure(one.now),
        "changed": one.changed,
    }


def _failure(one: Failure) -> Json:
    return {
        "rule": one.rule,
        "severity": one.severity,
        "address": one.address,
        "message": text_data(one.message),
        "fingerprint": one.fingerprint,
        "figures": list(one.figures),
    }


def _summary(everything: Sequence[Rechecked], faults: int, code: int) -> Json:
    remaining = [each for one in everything for each in one.remains]
    return {
        "reports": len(everything),
        "settled": sum(len(one.settled) for one in everything),
        "remaining": len(remaining),
        "changed": sum(each.changed for each in remaining),
        "new": sum(len(one.new) for one in everything),
        "waived": sum(one.waived for one in everything),
        "faults": faults,
        "exit_code": code,
    }
