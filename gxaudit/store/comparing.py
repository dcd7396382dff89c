"""What is compared between reports, said once for DuckDB and for plain Python."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from gxaudit.forms import Form, form_named, shipped_forms

OUT, IN = "carried_over_out", "carried_over_in"
IN_FORCE, ISSUED, REPEALED = "in_force", "issued", "repealed"


@frozen(slots=False)
class CarryOver:
    """A column of table 3: what went over into the next year, and what came over into it."""

    address: str
    before: str
    """The key of 四 of the year before."""
    now: str
    """The key of 二."""


@frozen(slots=False)
class Stock:
    """A stock of documents: what was in force, was issued and was repealed."""

    address: str
    in_force: str
    issued: str
    repealed: str


@frozen(slots=False)
class Total:
    """A figure of a body that includes those of its members."""

    address: str
    key: str
    markable: bool = False
    """Whether a member may say that the row does not apply to it; then it adds nothing."""


@lru_cache(maxsize=1)
def carry_overs() -> tuple[CarryOver, ...]:
    """One a column, as the form prints them."""
    form = shipped_forms()[0]
    return tuple(
        CarryOver(spec.address, spec.key.replace(IN, OUT), spec.key)
        for spec in form.cells
        if spec.row.key == IN
    )


@lru_cache(maxsize=1)
def stocks() -> tuple[Stock, ...]:
    """规章 and 行政规范性文件 of the form of 2021; an earlier form counts something else."""
    form = shipped_forms()[0]
    return tuple(
        Stock(
            spec.address,
            spec.key,
            *(f"t2.{spec.row.key}.{name}" for name in (ISSUED, REPEALED)),
        )
        for spec in form.cells
        if spec.column.key == IN_FORCE
    )


@lru_cache(maxsize=1)
def totals() -> tuple[Total, ...]:
    """Every cell that holds a count, of the newest form first. Amounts are rounded differently by
    whoever prints them: the rule ``members/sums`` knows how, a sum of the database would not.
    """
    found: dict[str, Total] = {}
    for form in shipped_forms():
        for total in _totals(form):
            found.setdefault(total.key, total)
    return tuple(found.values())


@lru_cache(maxsize=8)
def keys_of(form: str) -> frozenset[str]:
    """The cells of a form."""
    return frozenset(spec.key for spec in form_named(form).cells)


def _totals(form: Form) -> list[Total]:
    return [
        Total(spec.address, spec.key, spec.row.mark_allowed)
        for spec in form.cells
        if spec.column.kind != "money"
    ]
