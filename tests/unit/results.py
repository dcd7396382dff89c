"""Results for the tests of the renderers: real reports, hostile words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve
from hypothesis import strategies as st

from gxaudit.cause import Cause, Change, Repair
from gxaudit.coverage import Coverage, Stated
from gxaudit.finding import (
    Confidence,
    Equation,
    Fault,
    Finding,
    Location,
    Operand,
    Severity,
    Tally,
)
from gxaudit.forms import form_named
from gxaudit.reading.read import read_report
from gxaudit.report import Claim, Report
from gxaudit.settle import Result
from gxaudit.specimen import specimen
from gxaudit.waiver import Difference, Instance, Standing, Waived, Waiver
from gxaudit.wording import Text

NASTY = (
    "\x00\x07\b\t\n\x0b\r\x1b[2J\x7f\x85\x9b\u200b\u200e\u202e\u2028\u2029\u2066\ufeff"
    "\u00ad\u0301\u3164\ufe0f\U000e0041\udcff|+-=<>…“”中Ａ가é"
)

FORGED = (
    "]]>",
    "</failure></testcase><script>alert(1)</script>",
    "\n::error file=x::y",
    "::stop-commands::x",
    "%0A::error::x",
    "##[error]x",
    "=cmd|' /C calc'!A0",
    "＠SUM(1)",
    "\t=1+1",
    '","",\r\n"',
    "[x](javascript:alert(1))",
    "![](http://x)",
    "{0} {{x}",
    "&lt; &#60; <!--",
    "| x |\n|---|",
    "https://x.example @x #1",
)
"""What would end a string, begin a command, run a formula or show a picture somewhere."""

characters = st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"])
words = st.text(characters, max_size=30) | st.builds(
    str.__add__, st.text(characters, max_size=3), st.sampled_from(FORGED)
)
texts = st.builds(Text, words, words)
names = st.none() | words
rule_ids = st.sampled_from(("balance/applications", "totals/rows", "fees/zero", "text/citation"))
counts = st.integers(0, 300)
numbers = st.integers(-(10**6), 10**6) | st.decimals(-1000, 1000, places=4) | st.just(10**5000)


@cache
def report(form: str = "2021") -> Report:
    """A blank report on a form, every figure 0."""
    return read_report(specimen(form))


@st.composite
def locations(draw: st.DrawFn) -> Location:
    line = draw(words)
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, len(line)))
    return Location(draw(st.integers(1, 900)), start + 1, end + 1, line)


def addresses(form: str = "2021") -> st.SearchStrategy[str]:
    return st.sampled_from([cell.address for cell in form_named(form).cells])


operands = st.builds(Operand, addresses() | words, words, numbers, st.integers(-3, 3))
equations = st.builds(
    Equation,
    st.sampled_from(("=", "≠", "≥", "≤")),
    st.lists(operands, max_size=12).map(tuple),
    st.lists(operands, max_size=12).map(tuple),
    numbers,
    numbers,
)
changes = st.builds(Change, addresses() | words, words, st.none() | numbers, numbers)
repairs = st.builds(Repair, st.lists(changes, min_size=1, max_size=2).map(tuple), st.none() | texts)
causes = st.builds(
    Cause,
    kind=st.sampled_from(("cells", "row", "prose", "open")),
    verdict=texts,
    repairs=st.lists(repairs, max_size=8).map(tuple),
    only=st.booleans(),
)
alone = st.builds(
    Finding,
    rule=rule_ids,
    version=st.integers(1, 9),
    severity=st.sampled_from(Severity),
    confidence=st.sampled_from(Confidence),
    message=texts,
    address=st.none() | addresses(),
    key=names,
    location=st.none() | locations(),
    expected=names,
    actual=names,
    equation=st.none() | equations,
    cells=st.lists(addresses() | words, max_size=5).map(tuple),
    fingerprint=st.text("0123456789abcdef", min_size=1, max_size=32),
    figures=st.lists(words, max_size=7).map(tuple),
    cause=st.none() | causes,
)
findings = alone | st.builds(evolve, alone, evidence=st.lists(alone, max_size=3).map(tuple))
faults = st.builds(
    Fault,
    kind=st.sampled_from(("input", "report", "rule", "plugin")),
    message=texts,
    path=names,
    rule=names,
    plugin=names,
    link=names,
)
reasons = st.lists(
    texts | addresses().map(lambda cell: Text(f"{cell} 空白", f"{cell} blank")), max_size=4
).map(tuple)
tallies = st.builds(Tally, counts, counts, counts, counts, reasons).flatmap(
    lambda tally: st.sampled_from((tally, evolve(tally, beside=tally.not_evaluated)))
)
claims = st.builds(
    Claim,
    metric=st.sampled_from(("applications_received", "review_total", "unheard_of")),
    value=st.integers(0, 10**6),
    unit=st.none() | words,
    polarity=st.just("stated"),
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    quote=words,
)
stated = st.builds(Stated, claims, st.integers(1, 99), st.integers(1, 99))


def covered(
    unchecked: Sequence[str] = (), uncompared: Sequence[Stated] = (), more: int = 0
) -> Coverage:
    """A coverage that leaves these out and has ``more`` figures and numbers beside."""
    return Coverage(
        len(unchecked) + more,
        tuple(unchecked),
        dict.fromkeys(unchecked, Text("没有算式", "no equation")),
        len(uncompared) + more,
        tuple(uncompared),
        ((2, not unchecked), (3, True)),
    )


coverages = st.builds(
    covered, st.lists(addresses(), max_size=8, unique=True), st.lists(stated, max_size=3), counts
)
judged = st.builds(
    Instance, rule_ids, names, st.text("0123456789abcdef", min_size=1), st.frozensets(words)
)
waivers = st.builds(
    Waiver,
    kind=st.sampled_from(("waiver", "baseline")),
    agency=words,
    year=st.integers(2008, 2030),
    rule=rule_ids,
    address=names,
    failures=st.lists(judged, min_size=1, max_size=2).map(tuple),
    file=words,
    line=counts,
    reason=words,
    by=words,
    until=st.none() | st.dates(),
)
standings = st.builds(
    Standing,
    waivers,
    st.sampled_from(("matched", "stale", "expired")),
    st.lists(st.builds(Difference, judged, st.none() | alone), max_size=2).map(tuple),
    st.lists(alone, max_size=2).map(tuple),
)
waived = st.builds(Waived, findings, st.lists(waivers, min_size=1, max_size=2).map(tuple))
audited = st.builds(
    Result,
    path=names,
    encoding=st.just("utf-8"),
    report=st.sampled_from(("2021", "2019")).map(report),
    outcomes=st.dictionaries(rule_ids, tallies),
    findings=st.lists(findings, max_size=3).map(tuple),
    faults=st.lists(faults, max_size=2).map(tuple),
    coverage=coverages,
    waived=st.just(()) | st.lists(waived, max_size=2).map(tuple),
    standings=st.just(()) | st.lists(standings, max_size=2).map(tuple),
)
unread = st.builds(
    Result,
    path=words,
    encoding=st.none(),
    report=st.none(),
    outcomes=st.just({}),
    findings=st.just(()),
    faults=st.lists(faults, min_size=1, max_size=1).map(tuple),
)
skipped = st.builds(
    Result,
    path=words,
    encoding=st.none(),
    report=st.none(),
    outcomes=st.just({}),
    findings=st.just(()),
    faults=st.just(()),
    skipped=st.just(True),
)
results = audited | unread | skipped


def finding(
    *,
    rule: str = "balance/applications",
    severity: Severity = Severity.ERROR,
    location: Location | None = None,
    equation: Equation | None = None,
    confidence: Confidence = Confidence.CERTAIN,
    expected: str | None = None,
    actual: str | None = None,
) -> Finding:
    """A finding in which a test cares for one thing only."""
    return Finding(
        rule=rule,
        version=1,
        severity=severity,
        confidence=confidence,
        message=Text("不平", "unbalanced"),
        address=None,
        key=None,
        location=location,
        expected=expected,
        actual=actual,
        equation=equation,
        cells=(),
        fingerprint="0",
    )


def result(
    *found: Finding,
    path: str | None = "甲.txt",
    outcomes: dict[str, Tally] | None = None,
    faults: tuple[Fault, ...] = (),
    unchecked: tuple[str, ...] = (),
) -> Result:
    """A result on a blank report."""
    return Result(
        path=path,
        encoding="utf-8",
        report=report(),
        outcomes=outcomes or {},
        findings=found,
        faults=faults,
        coverage=covered(unchecked),
    )


MONEY = Decimal("0.0500")


def waiver_of(found: Finding, reason: str) -> Waiver:
    """An entry by which a person has waived a finding of :func:`result`."""
    return Waiver(
        kind="waiver",
        agency="甲局",
        year=2023,
        rule=found.rule,
        address=None,
        failures=(),
        file="gxaudit.waivers.toml",
        line=3,
        reason=reason,
        by="张三",
    )
