"""Parsed packs kept as data: ours beside the package, foreign ones in the user's own cache.

Lines as JSON, never pickles. Every entry holds the text that it was made from and is used for
that text only; in the cache it also bears a digest of itself, and it must lie in a folder that
nobody else can write. A missing, damaged or foreign entry costs a parse and nothing else.
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
FORMAT = 2
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
    # AttributeError: valid JSON of some other shape.
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Any]:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept


def _cached(source: str) -> Mapping[str, Any] | None:
    path = _entry(source)
    if path is None or not is_mine(path.parent) or not path.is_file():
        return None
    with path.open("rb") as stream:
        data = stream.read(_MAX_ENTRY + 1)
    digest, _, body = data.partition(b"\n")
    if digest != _digest(body):
        return None
    kept: dict[str, Any] = json.loads(body)
    return kept if kept["version"] == __version__ else None


def is_mine(folder: Path) -> bool:
    """Whether nobody else can write there: the lines of an entry are believed.

    On Windows the folder lies in the user's profile, which is the user's own.
    """
    if sys.platform == "win32":
        return folder.is_dir()
    try:
        found = folder.stat()
    except FileNotFoundError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _digest(body: bytes) -> bytes:
    from hashlib import sha256

    return sha256(body).hexdigest().encode()


def keep_lines(source: str, lines: Sequence[Line]) -> None:
    """Keep the lines of a foreign pack for the next start; silent where that is not possible."""
    entry = {"version": __version__, **entry_of(source, lines)}
    try:
        path = _entry(source)
        body = json.dumps(entry, ensure_ascii=False).encode()
        if path is not None and len(body) < _MAX_ENTRY:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_mine(path.parent):
                _write(path, _digest(body) + b"\n" + body)
    except (OSError, ValueError):
        pass


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: nobody ever reads half an entry."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.write(data)
        except OSError:
            file.close()
            os.unlink(file.name)
            raise
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
