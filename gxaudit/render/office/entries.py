"""What both office formats say of a result, as strings that can wait in a file until the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import asdict, field, frozen

from gxaudit.finding import Fault, Finding
from gxaudit.forms import Form
from gxaudit.render.spelling.escape import readable, visible
from gxaudit.render.spelling.places import spelled
from gxaudit.render.spelling.words import fault_words
from gxaudit.render.telling.coverage import reasons_words
from gxaudit.render.telling.details import detail_lines
from gxaudit.report import Report, State
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.wording import Language


@frozen
class Entry:
    """One finding, ready to be shown: escaped, in one language."""

    rule: str
    title: str
    severity: int
    message: str
    place: str
    address: str
    details: tuple[str, ...]
    """The equation, the cause, further cells: what proves it."""
    found: str
    expected: str
    check: tuple[str, ...]
    """What to check and how to correct it, one sentence a rule."""
    basis: tuple[str, ...]
    """Instruments with their articles, in words."""
    fingerprint: str
    cells: tuple[int, ...] = ()
    """The figures that it is about, as indices in the form."""


@frozen
class Unverified:
    """What nobody may take for verified: a rule that was held up, or a fault."""

    what: str
    """The rule, or "" for a fault."""
    title: str
    why: str
    count: int = 0
    """How many instances of the rule; 0 for a fault."""
    beside: bool = False
    """Whether nothing is lacking but what would stand beside the report."""


@frozen
class Judged:
    """A finding that a person waived, or a waiver that has lapsed."""

    lapsed: bool
    kind: str
    rule: str
    title: str
    place: str
    what: str
    why: str
    """The reason with who and where; for one that has lapsed also what has changed."""


@frozen
class Audited:
    """One file. ``form`` is "" where no report could be read."""

    path: str
    agency: str
    year: int | None
    form: str
    rules: int
    """How many were selected."""
    entries: tuple[Entry, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    faults: tuple[Unverified, ...] = ()
    waivers: tuple[str, ...] = ()
    """What is waived and which waivers have lapsed, an entry a string."""
    judged: tuple[Judged, ...] = ()
    known: int = 0
    """Findings that a baseline takes out."""
    raws: tuple[str | None, ...] = field(default=(), repr=False)
    """The figures as printed, in the order of the form; None where the report has no such cell."""

    @property
    def worst(self) -> int:
        """The severity of its worst finding, 0 without any."""
        return max((each.severity for each in self.entries), default=0)


def kept(audited: Audited) -> object:
    """As JSON can hold it."""
    return asdict(audited)


def unkept(value: object) -> Audited:
    """What :func:`kept` made, from a JSON file of our own."""
    assert isinstance(value, dict)
    entries = [Entry(**{**each, **_tuples(each)}) for each in value["entries"]]
    return Audited(
        **{
            **value,
            "entries": tuple(entries),
            "unverified": tuple(Unverified(**each) for each in value["unverified"]),
            "faults": tuple(Unverified(**each) for each in value["faults"]),
            "judged": tuple(Judged(**each) for each in value["judged"]),
            "waivers": tuple(value["waivers"]),
            "raws": tuple(value["raws"]),
        }
    )


def _tuples(values: Mapping[str, object]) -> dict[str, tuple[object, ...]]:
    return {name: tuple(each) for name, each in values.items() if isinstance(each, list)}


class Entries:
    """Makes entries in one language."""

    def __init__(self, rules: Mapping[str, Rule], language: Language) -> None:
        self._rules = rules
        self._language = language

    def of(self, result: Result, *, tables: bool) -> Audited:
        """What there is to say of a result; its figures only with ``tables``."""
        report = result.report
        return Audited(
            path=visible(result.path or ""),
            agency=visible(report.agency or "") if report else "",
            year=report.year if report else None,
            form=report.form.name if report else "",
            rules=len(result.outcomes),
            entries=tuple(
                self._entry(each, report.form if report else None) for each in ranked(result)
            ),
            unverified=tuple(self._held(result)),
            faults=tuple(map(self.fault, result.faults)),
            judged=tuple(self._judged(result)),
            known=sum(one.kind == "baseline" for one in result.waived),
            waivers=tuple(self._waivers(result)),
            raws=tuple(_raws(report)) if report and tables else (),
        )

    def fault(self, fault: Fault) -> Unverified:
        """What went wrong."""
        return Unverified(
            what=visible(fault.rule or ""),
            title=self._title(fault.rule or ""),
            why=readable(fault_words(fault, self._language)),
        )

    def _waivers(self, result: Result) -> Iterator[str]:
        if result.waived or result.standings:
            from gxaudit.render.telling.waived import waiver_lines

            for line, below in waiver_lines(result, self._language):
                yield "\n".join(map(readable, (line, *below)))

    def _held(self, result: Result) -> Iterator[Unverified]:
        form = result.report.form if result.report else None
        for rule, tally in result.outcomes.items():
            if tally.not_evaluated:
                why = readable(reasons_words(tally.reasons, form, self._language))
                count, beside = tally.not_evaluated, tally.unaccompanied
                yield Unverified(visible(rule), self._title(rule), why, count, beside)

    def _judged(self, result: Result) -> Iterator[Judged]:
        """What has lapsed, then what is waived."""
        if not (result.waived or result.standings):
            return
        from gxaudit.render.telling import waived

        language = self._language
        for standing in result.lapsed:
            entry = standing.waiver
            said = (waived.judgement(entry, language), *waived.why_lapsed(standing, language))
            yield Judged(
                lapsed=True,
                kind=waived.LAPSED[standing.status].to(language),
                rule=visible(entry.rule),
                title=self._title(entry.rule),
                place=visible(entry.address or ""),
                what="",
                why="\n".join(map(readable, said)),
            )
        for one in (each for each in result.waived if each.kind == "waiver"):
            found, judged = one.finding, (waived.judgement(each, language) for each in one.waivers)
            yield Judged(
                lapsed=False,
                kind=waived.WAIVED.to(language),
                rule=visible(found.rule),
                title=self._title(found.rule),
                place=readable(spelled(found, language)) or visible(found.address or ""),
                what=readable(found.message.to(language)),
                why="\n".join(map(readable, judged)),
            )

    def _title(self, rule: str) -> str:
        known = self._rules.get(rule)
        return readable(known.title.to(self._language)) if known else ""

    def _entry(self, finding: Finding, form: Form | None) -> Entry:
        language = self._language
        names = dict.fromkeys([finding.rule, *(each.rule for each in finding.evidence)])
        rules = [self._rules[name] for name in names if name in self._rules]
        basis = dict.fromkeys(one.to(language) for rule in rules for one in rule.basis)
        return Entry(
            rule=visible("、".join(names) if language == "zh" else ", ".join(names)),
            title=self._title(finding.rule),
            severity=int(finding.severity),
            message=readable(finding.message.to(language)),
            place=readable(spelled(finding, language)),
            address=visible(finding.address or ""),
            details=tuple(map(readable, detail_lines(finding, form, language))),
            found=readable(finding.actual or ""),
            expected=readable(finding.expected or ""),
            check=tuple(readable(rule.explanation.how.to(language)) for rule in rules),
            basis=tuple(map(readable, basis)),
            fingerprint=finding.fingerprint,
            cells=tuple(sorted(_accused(finding, form))) if form else (),
        )


def _raws(report: Report) -> Iterator[str | None]:
    for raw, state in zip(report.raws, report.states, strict=True):
        yield None if state is State.MISSING else readable(raw)


def ranked(result: Result) -> Sequence[Finding]:
    """The findings in the order of their entries: worst first, else as they stand in the report."""
    return sorted(result.findings, key=lambda each: -each.severity)


def _accused(finding: Finding, form: Form) -> set[int]:
    """The figure that it stands at, and those that its only repair changes."""
    named = [finding.address or ""]
    if finding.cause is not None and len(finding.cause.repairs) == 1:
        named += [each.address for each in finding.cause.repairs[0].changes]
    if finding.address is None and finding.location is None:
        named += finding.cells
    return {at for name in named if (at := _index(form, name)) is not None}


def _index(form: Form, name: str) -> int | None:
    try:
        return form.index(name)
    except KeyError:
        return None
