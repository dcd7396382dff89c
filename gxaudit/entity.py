"""Administrative bodies as a manifest states them. Nothing here is ever guessed from a name."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Level(Enum):
    """What kind of body it is, as far as rules depend on it (条例 arts. 49 and 50, 立法法)."""

    TOWNSHIP = "township"
    """乡镇人民政府、街道办事处."""
    DEPARTMENT = "department"
    """A department of a local government at or above the county."""
    COUNTY = "county"
    """A county government, or that of a city without districts."""
    CITY = "city"
    """The government of a city with districts, which may make 规章."""
    PROVINCE = "province"
    """A provincial government."""
    MINISTRY = "ministry"
    """A department of the State Council."""

    @property
    def is_government(self) -> bool:
        """Whether it is a government at or above the county."""
        return self in (Level.COUNTY, Level.CITY, Level.PROVINCE)

    @property
    def makes_regulations(self) -> bool:
        """Whether it can make 规章 at all."""
        return self in (Level.CITY, Level.PROVINCE, Level.MINISTRY)


@frozen(slots=False)
class Entity:
    """One body."""

    name: str
    level: Level | None = None
    """None where the manifest does not say."""
    parent: str | None = None
    """The name of the body whose report includes this one's figures."""
    members: tuple[str, ...] = ()
    """The names of the bodies whose figures its report includes, as declared."""
    complete: bool = False
    """Whether ``members`` are declared to be all of them."""
