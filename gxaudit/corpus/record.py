"""What is kept in mind of each report of a run."""

from __future__ import annotations

from decimal import Decimal
from hashlib import blake2b

from attrs import field, frozen

from gxaudit.corpus.similar import sketch
from gxaudit.report import Number, Report


@frozen
class Record:
    """One report, as far as others may have to do with it. Says nothing but what the file says:
    what the manifest says of it is the business of ``gxaudit.corpus.identity``.

    Without ``slots=False``: a run may have hundreds of thousands.
    """

    path: str
    digest: str
    """Of the bytes of the file."""
    agency: str | None
    """As its title names it."""
    year: int | None
    """As its title says."""
    form: str | None
    """The name of its form; None where nothing in it tells."""
    figures: str
    """A digest of its tables."""
    signature: bytes | None = field(default=None, repr=False)
    """Of its prose, for finding others like it; None where it was not made."""


def record_of(report: Report, path: str, digest: str, *, signed: bool = True) -> Record:
    """The record of a report that was read from the file at ``path``, with its blanks judged.

    Without ``signed`` its prose has no signature, for where there is nothing to compare it with.
    """
    return Record(
        path,
        digest,
        report.agency,
        report.year,
        report.form.name if report.form_evidence else None,
        _figures(report),
        sketch(report) if signed else None,
    )


def _figures(report: Report) -> str:
    """The same for the same figures, whether a file has 0.5 or 0.50, 0 or a blank for it."""
    held = [_spelled(report.held(at)) for at in range(len(report.values))]
    return blake2b(repr(held).encode(), digest_size=16).hexdigest()


def _spelled(held: Number | str) -> str:
    return f"{held.normalize():f}" if isinstance(held, Decimal) else str(held)
