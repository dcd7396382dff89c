"""Waivers as SARIF has them: suppressions of results, notifications of those that have lapsed."""

from __future__ import annotations

from gxaudit.render.machines.sarif.locations import physical
from gxaudit.render.machines.sarif.messages import message
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.telling.waived import judgement, lapsed_words, why_lapsed
from gxaudit.waiver import Standing, Waived, Waiver
from gxaudit.wording import Language

Json = dict[str, object]


def suppressions(waived: Waived, language: Language) -> list[Json]:
    """The entries that take a result out (3.35): outside the report, and accepted by a person.

    An entry of a baseline is one too: without it, GitHub would take the result for fixed.
    """
    return [_suppression(each, language) for each in waived.waivers]


def _suppression(waiver: Waiver, language: Language) -> Json:
    reason = waiver.reason if waiver.kind == "waiver" else judgement(waiver, language)
    about = {"by": waiver.by, "until": waiver.until.isoformat() if waiver.until else ""}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": readable(reason),
        "location": _place(waiver),
        "properties": {name: visible(said) for name, said in about.items() if said}
        | {"fingerprints": [each.fingerprint for each in waiver.failures]},
    }


def notification(standing: Standing, path: str | None, language: Language) -> Json:
    """A waiver that somebody has to judge anew (3.58): the results are whole, and the exit code is
    1 for it.
    """
    waiver = standing.waiver
    said = (f"{path or '-'}: {lapsed_words(standing, language)}", *why_lapsed(standing, language))
    return {
        "level": "warning",
        "message": message(*map(readable, said)),
        "descriptor": {"id": f"waiver/{standing.status}"},
        "associatedRule": {"id": visible(waiver.rule)},
        "locations": [_place(waiver)],
    }


def _place(waiver: Waiver) -> Json:
    return physical(waiver.file, {"startLine": waiver.line} if waiver.line else None)
