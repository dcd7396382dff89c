"""Whose report a result is of. The one place where overviews take identity from."""

from __future__ import annotations

from attrs import frozen

from gxaudit.render.spelling.escape import visible
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_NO_UNIT = Text("机关名称未读出（{}）", "agency not read ({})")


@frozen(slots=False)
class Owner:
    """A body and a year. What stands in it may be hostile."""

    unit: str
    """"" where it could not be read: then the file stands for itself."""
    parent: str
    """The body whose report includes this one's figures; "" where none is known."""
    year: int
    """0 where it could not be read."""


def owner_of(result: Result) -> Owner:
    """Whose report it is, and of which year."""
    owner, report = result.owner, result.report
    if report is None:
        return Owner("", "", 0)
    if owner is None:
        return Owner(report.agency or "", "", report.year or 0)
    parent = owner.entity.parent if owner.entity else None
    return Owner(owner.agency or "", parent or "", owner.year or 0)


def unit_words(unit: str, path: str, language: Language) -> str:
    """A body as people read it, or the file that says of none."""
    return visible(unit) if unit else _NO_UNIT.to(language).format(visible(path))
