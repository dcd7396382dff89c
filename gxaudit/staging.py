"""What stands beside the report of an example, read as a run would read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from gxaudit.beside import ALONE, Beside, Companion, Member
from gxaudit.entity import Entity
from gxaudit.forms import form_named
from gxaudit.reading.read import read_report
from gxaudit.rule import Example, Other
from gxaudit.specimen import AGENCY, default_year, specimen
from gxaudit.wording import Text

_ORDINALS = "一二三四五六七八九十"


def member_name(at: int) -> str:
    """What the member at a position is called that has no name of its own."""
    return f"成员{_ORDINALS[at] if at < len(_ORDINALS) else at + 1}"


def beside_of(example: Example) -> Beside:
    """What stands beside the report of an example.

    Raises ``KeyError`` for a cell, section or form that does not exist.
    """
    return staged(
        example.others,
        form=example.form,
        year=example.year or default_year(form_named(example.form)),
        entity=example.entity,
        day=example.published,
        last_year=example.last_year,
    )


def staged(
    others: Sequence[Other],
    *,
    form: str,
    year: int,
    agency: str = AGENCY,
    entity: Entity | None = None,
    day: date | None = None,
    last_year: Mapping[str, str] | None = None,
) -> Beside:
    """What stands beside a report of ``agency`` for ``year``.

    Raises ``KeyError`` for a cell, section or form that does not exist.
    """
    if last_year is not None:
        others = (Other(role="last_year", cells=last_year), *others)

    def read(other: Other, name: str = agency, when: int = year) -> Companion:
        name = other.agency or name
        text = specimen(form, year=when, agency=name, cells=other.cells, prose=other.prose)
        return Companion(read_report(text), f"{name}{when}.txt")

    def member(other: Other, name: str) -> Member:
        if other.filed:
            return Member(other.agency or name, read(other, name))
        return Member(other.agency or name, None, _missing(other.agency or name, year))

    def role(wanted: str) -> list[Other]:
        return [other for other in others if other.role == wanted]

    members = tuple(member(other, member_name(at)) for at, other in enumerate(role("member")))
    if members and entity is None:
        entity = Entity(agency)
    if entity is not None:
        entity = evolve(
            entity, name=entity.name or agency, members=tuple(member.name for member in members)
        )
    alike = tuple(read(other, "邻县水务局") for other in role("alike"))
    return Beside(
        last_year=next((read(other, when=year - 1) for other in role("last_year")), None),
        twins=tuple(read(other) for other in role("twin")),
        no_twins=None if others else ALONE.no_twins,
        alike=alike,
        kin=tuple(one.path for one in alike if _is_near(one, entity)),
        entity=entity,
        members=members,
        published=day,
        no_alike=None if alike else ALONE.no_alike,
        searched=bool(others),
    )


def _is_near(one: Companion, entity: Entity | None) -> bool:
    return entity is not None and one.report.agency in (entity.parent, *entity.members)


def _missing(name: str, year: int) -> Text:
    return Text(f"没有{name}{year}年的报告", f"there is no report of {name} for {year}")
