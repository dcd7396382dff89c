"""What is to be done with one file, and what came of it: small, and the same for any process."""

from __future__ import annotations

from attrs import field, frozen

from gxaudit.config.settings import Asked
from gxaudit.corpus.index import Around
from gxaudit.corpus.record import Record
from gxaudit.settle import Result
from gxaudit.wording import Text


@frozen(slots=False)
class Order:
    """From what a worker makes the same auditors as everybody else; see
    :func:`gxaudit.auditors.load_auditors`.
    """

    asked: Asked
    paths: tuple[str, ...]
    config: str | None
    isolated: bool
    drafts: tuple[str, ...]
    max_size: int


@frozen(slots=False)
class Survey:
    """Read one file."""

    path: str


@frozen(slots=False)
class Surveyed:
    """What one file is: exactly one of the three."""

    path: str
    record: Record | None = None
    result: Result | None = None
    """Where it is no report, or cannot be read."""
    stopped: Text | None = None
    """Why the whole run cannot go on: a configuration that was not there when it began."""


@frozen(slots=False)
class Audit:
    """Judge one report beside others. What it comes to is put on the shelf at ``key``."""

    path: str
    record: Record
    around: Around
    key: str
    off: frozenset[str] = frozenset()
    """Rules that were switched off."""


@frozen(slots=False)
class Audited:
    """The result is on the shelf, unless it is handed over here."""

    path: str
    result: Result | None = None
    stopped: Text | None = None
    """Why the whole run cannot go on."""


@frozen(slots=False)
class Lost:
    """The process that worked at one file ended by itself; nothing is known of the file."""

    path: str
    why: Text = field()


Task = Survey | Audit
Outcome = Surveyed | Audited | Lost
