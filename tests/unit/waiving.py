"""Waivers and baselines for tests, made as a user makes them: written, completed, read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from gxaudit.finding import Finding
from gxaudit.pipeline import Auditor
from gxaudit.render.machines.waivertoml import baseline_text, waiver_text
from gxaudit.settle import Result
from gxaudit.waiver import Waiver
from gxaudit.waivers.file import Entries, parse_waivers
from gxaudit.waivers.match import waive
from gxaudit.waivers.seen import Seen, seen_of

AUDITOR = Auditor.load()
TODAY = date(2026, 3, 1)
UNTIL = date(2027, 3, 1)


def audited(text: str) -> Result:
    """The result of an audit with every rule."""
    return AUDITOR.audit(text.encode("utf-8", "surrogatepass"))


def seen(result: Result) -> Seen:
    """What of it can be waived."""
    found = seen_of(result)
    assert found is not None
    return found


def waivers(result: Result, findings: Iterable[Finding] | None = None) -> tuple[Waiver, ...]:
    """Completed entries for findings, by default all of them."""
    chosen = {one.fingerprint for one in (result.findings if findings is None else findings)}
    mine = seen(result)
    text = "".join(
        waiver_text(mine, item, UNTIL, "zh")
        for item in mine.items
        if item.whole.fingerprint in chosen
    )
    done = text.replace('reason = ""', 'reason = "已核对台账"')
    return parse_waivers(done.encode(), "gxaudit.waivers.toml").waivers


def baseline(result: Result) -> tuple[Waiver, ...]:
    """A baseline of everything that was found."""
    mine = seen(result)
    text = "".join(baseline_text([(mine, mine.items)]))
    return parse_waivers(text.encode(), "gxaudit.baseline.toml").waivers


def waived(result: Result, entries: Sequence[Waiver], today: date = TODAY) -> Result:
    """The result with these entries in force."""
    return waive(result, Entries(tuple(entries)).of, today)


def instances(findings: Iterable[Finding]) -> list[tuple[str, frozenset[str]]]:
    """Every failed instance by fingerprint and figures, sorted."""
    each = [part for one in findings for part in one.evidence or (one,)]
    return sorted(((one.fingerprint, frozenset(one.figures)) for one in each), key=repr)


def alone(waiver: Waiver) -> Waiver:
    """The entry wherever it stands: order and line must not matter."""
    return evolve(waiver, line=0)
