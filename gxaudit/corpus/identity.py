"""Whose report a file is, and of which year: what the manifest says, else its title, else, for the
year alone, its path. A body is never guessed from a path: law depends on it.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from attrs import frozen

from gxaudit.corpus.manifest import Filed, Manifest
from gxaudit.corpus.record import Record
from gxaudit.entity import Entity
from gxaudit.regex import regex
from gxaudit.wording import Text

_NO_MANIFEST = Manifest()
_NOTHING = Filed("")
_YEAR = regex(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_OF_YEAR = regex(r"(?<![0-9])20[0-9]{2}(?![0-9])年?度?(?:年?报告?)?")
"""In the name of a folder: a year and what is said with it."""
_PLACE = regex(
    r".{2,20}?(?:省|(?<![县区市]城)市(?!场|容|政[管工设建园])|州|旗"
    r"|(?<![社园景胜])(?<!开发|高新|经开|度假|保税|示范|工业|合作|集聚|旅游)区)(?![镇乡街村])"
    r"|.{1,20}?县(?![镇乡街村])"
)
"""A place that begins the name of a body; 县水务局, 自治区水利厅, 红旗镇政府 have none."""


@frozen
class Identity:
    """What is known of one file; without ``slots=False``, since there may be very many."""

    agency: str | None
    """The name that the manifest gives the body, or its plain name."""
    year: int | None
    entity: Entity | None = None
    published: date | None = None
    year_of_path: bool = False
    """Whether nothing but the path gives the year."""
    folder: tuple[str, ...] | None = None
    """Where it lies, years left out, if there may be several bodies of its name; else None."""
    contradictions: tuple[Text, ...] = ()
    """Where the manifest says other than the title."""

    @property
    def unit(self) -> str | None:
        """The name of the body where it is that of one body; None where it may be that of two."""
        return self.agency if self.folder is None else None


def identify(record: Record, manifest: Manifest | None = None) -> Identity:
    """Whose report a record is of, and of which year."""
    manifest = manifest or _NO_MANIFEST
    said = manifest.filed(record.path) or _NOTHING
    title = None if record.agency is None else manifest.name_of(record.agency)
    agency = said.entity or title
    year = said.year or record.year
    of_path = None if year is not None else year_of_path(record.path)
    entity = manifest.entities.get(agency) if agency is not None else None
    alone = agency is None or entity is not None or names_place(agency)
    return Identity(
        agency,
        year or of_path,
        entity,
        said.published,
        of_path is not None,
        None if alone else folder_of(record.path),
        _contradictions(said, title, record.year),
    )


def names_place(agency: str) -> bool:
    """Whether the name of a body says of which place it is, so that there is but one of it."""
    return not agency.startswith("自治") and _PLACE.match(agency) is not None


def folder_of(path: str) -> tuple[str, ...]:
    """The folders above a file without those of years, for a body may have one for each year."""
    parts = (_OF_YEAR.sub("", part).strip("-－—_ ") for part in PurePath(path).parts[:-1])
    return tuple(part for part in parts if part)


def year_of_path(path: str) -> int | None:
    """The year in the name of a file, else in that of the nearest folder that has one. None where
    a name has several.
    """
    for part in reversed(PurePath(path).parts):
        years = {int(match[0]) for match in _YEAR.finditer(part)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _contradictions(said: Filed, agency: str | None, year: int | None) -> tuple[Text, ...]:
    found = []
    # 甲县城关镇人民政府 is what is to be written for a title of 城关镇人民政府.
    if said.entity is not None and agency is not None and not said.entity.endswith(agency):
        found.append(
            Text(
                f"名册写单位是{said.entity}，标题写的是{agency}，按名册处理",
                f"the manifest says {said.entity}, the title {agency}; the manifest counts",
            )
        )
    if said.year is not None and year is not None and said.year != year:
        found.append(
            Text(
                f"名册写年度是 {said.year}，标题写的是 {year}，按名册处理",
                f"the manifest says {said.year}, the title {year}; the manifest counts",
            )
        )
    return tuple(found)
