"""The examples of a declared rule as reports: the figures of its first row or column, else 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxaudit.entity import Entity
from gxaudit.equations.compile import Compared, Compiled, compile_identity, holds
from gxaudit.equations.identity import Identity, Name, names_of
from gxaudit.equations.linear import Elsewhere, IdentityError, Linear, cells_of, places_of
from gxaudit.finding import Outcome
from gxaudit.forms import Form
from gxaudit.metrics import metrics
from gxaudit.packs.resolve import Scope, name
from gxaudit.packs.syntax import Line, PackError, Problem
from gxaudit.report import Number
from gxaudit.rule import Example, Other
from gxaudit.wording import Text

Given = Mapping[Elsewhere, Number]


def example(
    line: Line,
    outcome: Outcome,
    identities: Sequence[Identity],
    scope: Scope,
    forms: Sequence[Form],
    years: tuple[int, int] | None,
) -> Example:
    """What ``通过`` or ``不通过`` says. Raises :class:`PackError` for a figure it cannot place."""
    form = forms[0]
    cells: dict[str, str] = {}
    last_year: dict[str, str] = {}
    members: list[dict[str, str]] = [{}]
    said: dict[str, str] = {}
    for written, printed in line.value:
        meant = name(written, scope, line)
        if meant.metric is not None:
            said[meant.metric] = printed
            continue
        address = _address(meant, identities, form, line)
        if meant.whose == "members":
            _next_member(members, address)[address] = printed
        else:
            (last_year if meant.whose == "last year" else cells)[address] = printed
    needs = {one.whose for identity in identities for one in _names(identity)}
    fails = outcome is Outcome.FAILED
    return Example(
        outcome=outcome,
        form=form.name,
        year=_year(form, years),
        cells=cells,
        prose=_prose(said),
        last_year=last_year if "last year" in needs else None,
        others=tuple(Other(role="member", cells=one) for one in members if "members" in needs),
        entity=Entity("", complete=True) if "members" in needs else None,
        at=_anchor(identities, form, cells, _given(last_year, members, said)) if fails else None,
    )


def _next_member(members: list[dict[str, str]], address: str) -> dict[str, str]:
    """The first member of which this cell was not said yet."""
    for one in members:
        if address not in one:
            return one
    members.append({})
    return members[-1]


def _given(
    last_year: Mapping[str, str], members: Sequence[Mapping[str, str]], said: Mapping[str, str]
) -> Given:
    """The figures of an example that are no cells of its report."""
    given = {Elsewhere("last year", one): _number(value) for one, value in last_year.items()}
    given |= {Elsewhere("prose", one): _number(value) for one, value in said.items()}
    for address in {address for one in members for address in one}:
        parts = (_number(one.get(address, "0")) for one in members)
        given[Elsewhere("members", address)] = sum(parts)
    return given


def _names(identity: Identity) -> list[Name]:
    return [one for side in (identity.must, *identity.when) for one in names_of(side)]


def _year(form: Form, years: tuple[int, int] | None) -> int | None:
    if years is None:
        return None
    return min(max(years[0], form.years[0], 2020), years[1])


def _address(meant: Name, identities: Sequence[Identity], form: Form, line: Line) -> str:
    """The cell that an example means: in the first row or column in which the name is at home."""
    refused: IdentityError | None = None
    # Those that use the name come first: another may have a row or column called the same.
    for identity in sorted(identities, key=lambda one: not _uses(one, meant)):
        try:
            place = next(places_of(identity, form))
            at = next(cells_of(meant, None, form, place))
            return form.cells[at].address
        except IdentityError as error:
            refused = refused or error
    words = refused.message if refused else Text("没有这一格", "there is no such cell")
    raise PackError((Problem(line.number, meant.at[1], words),))


def _uses(identity: Identity, meant: Name) -> bool:
    return any(one.written == meant.written for one in _names(identity))


def _prose(said: Mapping[str, str]) -> dict[int, str]:
    parts: dict[int, list[str]] = {}
    for key, printed in said.items():
        metric = metrics()[key]
        parts.setdefault(metric.section, []).append(metric.sentence.replace("{n}", printed))
    return {section: "".join(sentences) for section, sentences in parts.items()}


def _anchor(
    identities: Sequence[Identity],
    form: Form,
    cells: Mapping[str, str],
    given: Given,
) -> str | None:
    """Where the failing example must be reported: the anchor of the equation that it breaks."""
    values: list[Number] = [0] * len(form.cells)
    for address, printed in cells.items():
        values[form.index(address)] = _number(printed)
    for identity in identities:
        for one in compile_identity(identity, form):
            if _breaks(one, values, given):
                anchor = one.anchor
                in_prose = "prose" in one.must.elsewhere
                return None if anchor is None or in_prose else form.cells[anchor].address
    return None


def _number(printed: str) -> Number:
    from decimal import Decimal

    return Decimal(printed) if "." in printed else int(printed)


def _breaks(one: Compiled, values: Sequence[Number], given: Given) -> bool:
    applies = all(holds(each, _gap(each, values, given)) for each in one.when)
    return applies and not holds(one.must, _gap(one.must, values, given))


def _gap(compared: Compared, values: Sequence[Number], given: Given) -> Number:
    left, right = (_elsewhere(side, given) for side in (compared.left, compared.right))
    return compared.gap(values) + left - right


def _elsewhere(side: Linear, given: Given) -> Number:
    return sum(factor * given.get(one, 0) for factor, one in side.elsewhere)
