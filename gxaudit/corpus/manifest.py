"""Which bodies there are and what was filed, as a manifest states it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from gxaudit.entity import Entity


@frozen(slots=False)
class Filed:
    """What a manifest says of one file; None where it does not say."""

    file: str
    """As written."""
    entity: str | None = None
    """The name of the body."""
    year: int | None = None
    published: date | None = None


@frozen(slots=False)
class Manifest:
    """What is known of bodies and files beforehand."""

    entities: Mapping[str, Entity] = field(factory=dict)
    """By name, in the order of the manifest."""
    names: Mapping[str, str] = field(factory=dict)
    """The name of a body by each of its names and aliases, as :func:`plain` gives them."""
    reports: Mapping[str, Filed] = field(factory=dict)
    """By the path of the file, as :func:`located` gives it."""
    base: str = ""
    """The folder that the paths of reports start from, absolute."""
    paths: tuple[str, ...] = ()
    """The files that it was read from, as shown to people."""

    def name_of(self, agency: str) -> str:
        """The name of a body that a report calls so; of one that is not listed, its plain name."""
        name = plain(agency)
        return self.names.get(name, name)

    def filed(self, path: str) -> Filed | None:
        """What it says of the report at a displayed path."""
        return self.reports.get(located(self.base, path)) if self.reports else None


def plain(name: str) -> str:
    """A name as names are compared: full-width letters as half-width, no spaces. No more."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def located(base: str, path: str) -> str:
    """A path as paths are compared, wherever the process stands."""
    whole = os.path.normcase(os.path.normpath(os.path.join(base, path)))
    return unicodedata.normalize("NFC", whole)
