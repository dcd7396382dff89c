"""What a reading and a result depend on, as the keys that they are kept at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b

from gxaudit import __version__
from gxaudit.corpus.index import Around
from gxaudit.corpus.record import Record
from gxaudit.pipeline import Auditor


def environment(auditor: Auditor) -> str:
    """A digest of all that is the same for every report of one configuration."""
    settings = auditor.settings
    return _digest(__version__, settings.path, [rule.id for rule in settings.selected])


def reading_key(digest: str, path: str, environment: str) -> str:
    """For the bytes of a file, its name, which readers look at, and the readers."""
    return _digest("reading", digest, os.path.basename(path), environment)


def result_key(record: Record, around: Around, off: Iterable[str], environment: str) -> str:
    """For a report, all that stands beside it, the rules, and those that were switched off."""
    return _digest("result", record, around, sorted(off), environment)


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
