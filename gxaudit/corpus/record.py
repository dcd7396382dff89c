"""What is kept in mind of each report of a run."""

from __future__ import annotations

from hashlib import blake2b

from attrs import frozen

from gxaudit.report import Report


@frozen(slots=False)
class Record:
    """One report, as far as others may have to do with it."""

    path: str
    digest: str
    """Of the bytes of the file."""
    agency: str | None
    """As its title names it."""
    year: int | None
    form: str
    figures: str
    """A digest of its tables."""


def record_of(report: Report, path: str, digest: str) -> Record:
    """The record of a report that was read from the file at ``path``."""
    figures = blake2b(repr((report.states, report.values)).encode(), digest_size=16).hexdigest()
    return Record(path, digest, report.agency, report.year, report.form.name, figures)
