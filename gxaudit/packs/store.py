"""Parsed packs kept as data: ours beside the package, foreign ones in the user's own cache.

Lines as JSON, never pickles. Every entry holds the text that it was made from and is used for
that text only. A missing, damaged or foreign entry costs a parse and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from gxaudit import __version__
from gxaudit.packs.syntax import Line, from_data

FILE = Path(__file__).resolve().parent.parent / "_compiled" / "packs.json"
FORMAT = 1
"""Rises when the lines of a pack are kept in another shape."""
_MAX_ENTRY = 20_000_000


def kept_lines(source: str, shipped: str | None) -> tuple[Line, ...] | None:
    """The lines of a pack, if they were kept for this very text; ``shipped`` is our own's name."""
    try:
        entry = _shipped().get(shipped) if shipped else None
        if entry is None or entry["source"] != source:
            entry = _cached(source)
        if entry is None or entry["format"] != FORMAT or entry["source"] != source:
            return None
        return tuple(from_data(line) for line in entry["lines"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Any]:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept


def _cached(source: str) -> Mapping[str, Any] | None:
    path = _entry(source)
    if path is None or path.stat().st_size > _MAX_ENTRY:
        return None
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept if kept["version"] == __version__ else None


def keep_lines(source: str, lines: Sequence[Line]) -> None:
    """Keep the lines of a foreign pack for the next start; silent where that is not possible."""
    path = _entry(source)
    if path is None:
        return
    entry = {"version": __version__, **entry_of(source, lines)}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, json.dumps(entry, ensure_ascii=False))
    except (OSError, ValueError):
        pass


def _write(path: Path, text: str) -> None:
    """Whole or not at all: nobody ever reads half an entry."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False
    ) as file:
        file.write(text)
    try:
        os.replace(file.name, path)
    except OSError:
        os.unlink(file.name)
        raise


def entry_of(source: str, lines: Sequence[Line]) -> dict[str, Any]:
    """What is kept of a pack, as JSON data."""
    return {"format": FORMAT, "source": source, "lines": lines}


def _entry(source: str) -> Path | None:
    folder = cache_folder(os.environ)
    if folder is None:
        return None
    from hashlib import sha256

    name = sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / "packs" / f"{name}.json"


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """The user's own cache folder of gxaudit; GXAUDIT_CACHE names another, or ``none``."""
    named = environment.get("GXAUDIT_CACHE")
    if named:
        return None if named == "none" else Path(named)
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    else:
        base = environment.get("XDG_CACHE_HOME") or _home_cache(environment)
    return Path(base) / "gxaudit" if base and os.path.isabs(base) else None


def _home_cache(environment: Mapping[str, str]) -> str | None:
    home = environment.get("HOME")
    return os.path.join(home, ".cache") if home else None
