"""Strategies for consistent reports: independent figures are drawn, the others computed.

Every drawn report satisfies all identities of its form and says nothing in its prose that its
tables contradict, so an audit must be silent about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from gxaudit.forms import Form, Row, Table, shipped_forms
from gxaudit.report import Number
from gxaudit.specimen import AGENCY, Line, specimen_lines, text_of
from gxaudit.testing.sample import Sample, quiet_prose

RECEIVED, CARRIED_IN = "applications_received", "carried_over_in"
HANDLED, CARRIED_OUT = "handled_total", "carried_over_out"
TOTAL = "total"

AGENCIES = (AGENCY, "石桥市林业局", "云岭县人民政府办公室", "金沙区财政局", "白鹭镇人民政府")

MAGNITUDES = st.sampled_from([3, 60, 4_000, 10**9])
"""The largest count of a report: a village, a county, a province, and beyond."""
PLACES = st.sampled_from([0, 2, 4])
"""Decimal places of an amount of money."""
AGENCY_NAMES = st.sampled_from(AGENCIES)
CHOICES = st.integers(0, 15)
"""Which of four optional sentences are said."""


@frozen
class Draft:
    """A report as it is meant: figures, one per cell of the form, and prose by section."""

    form: Form = field(repr=lambda form: str(form.name))
    year: int
    values: tuple[Number, ...] = field(repr=False)
    prose: Mapping[int, str] = field(factory=dict)
    agency: str = AGENCY

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        # Hypothesis would print the form with all its cells.
        printer.text(repr(self))

    def value(self, name: str) -> Number:
        """The figure at an address or key. Raises ``KeyError``."""
        return self.values[self.form.index(name)]

    def with_value(self, name: str, value: Number) -> Draft:
        """The same report with another figure in one cell; nothing is recomputed."""
        values = list(self.values)
        values[self.form.index(name)] = value
        return evolve(self, values=tuple(values))

    def lines(self, write: Callable[[Number], str] = str) -> tuple[Line, ...]:
        """The report line by line in the statutory layout, each figure as ``write`` gives it."""
        cells = {
            spec.address: write(value)
            for spec, value in zip(self.form.cells, self.values, strict=True)
        }
        return specimen_lines(
            self.form, year=self.year, agency=self.agency, cells=cells, prose=self.prose
        )

    def text(self) -> str:
        """The report in the statutory layout."""
        return text_of(self.lines())

    def sample(self) -> Sample:
        """The same report for tests of rules."""
        cells = {
            spec.address: str(value)
            for spec, value in zip(self.form.cells, self.values, strict=True)
        }
        return Sample(self.form, self.year, cells, dict(self.prose), agency=self.agency)


@lru_cache
def counts(most: int, size: int) -> st.SearchStrategy[list[int]]:
    """``size`` counts up to ``most``: mostly zeros, or all of them drawn."""
    sparse = st.dictionaries(st.integers(0, size - 1), st.integers(0, most), max_size=8).map(
        lambda known: [known.get(at, 0) for at in range(size)]
    )
    # One draw of bytes instead of many of integers: far quicker.
    dense = st.binary(min_size=4 * size, max_size=4 * size).map(
        lambda data: [
            int.from_bytes(data[at : at + 4], "big") % (most + 1) for at in range(0, len(data), 4)
        ]
    )
    return sparse | dense


@st.composite
def drafts(draw: st.DrawFn, form: Form | None = None) -> Draft:
    """A consistent report on ``form``, or on any shipped form."""
    if form is None:
        form = draw(st.sampled_from(shipped_forms()))
    most = draw(MAGNITUDES)
    values: dict[str, Number] = {}
    for table in form.tables:
        values.update(draw(_TABLES[table.number](table, most)))
    first, last = form.years
    year = draw(st.integers(first, min(last, first + 4)))
    flat = tuple(values[spec.key] for spec in form.cells)
    draft = Draft(form, year, flat, agency=draw(AGENCY_NAMES))
    return evolve(draft, prose=draw(_prose(draft)))


@st.composite
def applications(draw: st.DrawFn, table: Table, most: int) -> dict[str, Number]:
    """Table 3: outcomes, carried in and carried out are drawn; received and totals follow."""
    drawn = [row for row in table.rows if row.key not in (RECEIVED, HANDLED)]
    parts = [column.key for column in table.blocks[0].columns if column.key != TOTAL]
    figures = draw(counts(most, len(drawn) * len(parts)))
    rows = {
        row.key: figures[at * len(parts) : (at + 1) * len(parts)] for at, row in enumerate(drawn)
    }
    outcomes = [row.key for row in drawn if row.key not in (CARRIED_IN, CARRIED_OUT)]
    rows[HANDLED] = _sums([rows[key] for key in outcomes])
    in_scope = _sums([rows[HANDLED], rows[CARRIED_OUT]])
    rows[CARRIED_IN] = [min(pair) for pair in zip(rows[CARRIED_IN], in_scope, strict=True)]
    rows[RECEIVED] = [
        scope - carried for scope, carried in zip(in_scope, rows[CARRIED_IN], strict=True)
    ]
    values: dict[str, Number] = {}
    for key, row in rows.items():
        values.update(_named(f"t3.{key}", parts, row))
        values[f"t3.{key}.{TOTAL}"] = sum(row)
    return values


def _named(row: str, parts: Sequence[str], figures: Sequence[int]) -> dict[str, Number]:
    return {f"{row}.{part}": figure for part, figure in zip(parts, figures, strict=True)}


def _sums(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


@st.composite
def reviews(draw: st.DrawFn, table: Table, most: int) -> dict[str, Number]:
    """Table 4: the four results of each block are drawn, its total follows."""
    values: dict[str, Number] = {}
    for row in table.rows:
        parts = [column.key for column in row.columns if column.key != TOTAL]
        results = draw(counts(most, len(parts)))
        values.update(_named(f"t4.{row.key}", parts, results))
        values[f"t4.{row.key}.{TOTAL}"] = sum(results)
    return values


@st.composite
def disclosures(draw: st.DrawFn, table: Table, most: int) -> dict[str, Number]:
    """Table 2: every figure is drawn, stocks and changes within what the form allows."""
    drawn = iter(draw(counts(most, sum(len(row.columns) for row in table.rows))))
    places = draw(PLACES)
    values: dict[str, Number] = {}
    for row in table.rows:
        figures = {column.key: next(drawn) for column in row.columns}
        for key, value in _disclosure(row, figures, places).items():
            values[f"t2.{row.key}.{key}"] = value
    return values


def _disclosure(row: Row, drawn: dict[str, int], places: int) -> dict[str, Number]:
    figures: dict[str, Number] = dict(drawn)
    for column in row.columns:
        if column.kind == "money":
            figures[column.key] = Decimal(drawn[column.key]).scaleb(-places)
    if "in_force" in drawn:
        figures["in_force"] += max(0, drawn["issued"] - drawn["repealed"])
    if "disclosed_total" in drawn:
        figures["disclosed_total"] += drawn["disclosed"]
    if "change" in drawn:
        figures["change"] = drawn["change"] - drawn["items"]
    if row.key == "procurement" and not (drawn["items"] and drawn["amount"]):
        figures.update(items=0, amount=0)
    return figures


_TABLES: Mapping[int, Callable[[Table, int], st.SearchStrategy[dict[str, Number]]]] = {
    2: disclosures,
    3: applications,
    4: reviews,
}


@st.composite
def _prose(draw: st.DrawFn, draft: Draft) -> dict[int, str]:
    """Sentences that agree with the tables; section 六 says whether a fee was charged."""
    choice = draw(CHOICES)
    said = [words for at, words in enumerate(_sentences(draft)) if choice >> at & 1]
    quiet = quiet_prose(draft.year)
    return {**quiet, 1: "\n".join([quiet[1], *said])}


def _sentences(draft: Draft) -> list[str]:
    received, handled = draft.value(f"t3.{RECEIVED}.total"), draft.value(f"t3.{HANDLED}.total")
    review = draft.value("t4.review.total")
    suits = sum(
        draft.value(f"t4.{key}.total") for key in ("litigation_direct", "litigation_after_review")
    )
    return [
        f"全年新收政府信息公开申请{received}件。" if received else "全年未收到政府信息公开申请。",
        f"办结政府信息公开申请{handled}件。",
        (
            f"上年结转政府信息公开申请{draft.value(f't3.{CARRIED_IN}.total')}件，"
            f"结转下年度继续办理{draft.value(f't3.{CARRIED_OUT}.total')}件。"
        ),
        f"全年因政府信息公开被申请行政复议{review}件，被提起行政诉讼{suits}件。",
    ]
