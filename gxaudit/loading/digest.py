"""Content hashes, so that a result says by which code and which words it came about."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def package_digest(module: str) -> str | None:
    """SHA-256, in hex, over the files of the package that an imported module is part of.

    Sources and data files alike, by their path in the package; hidden files and caches left out.
    None where it does not lie in a folder (an archive, a module made on the fly).
    """
    root = _root(module)
    return None if root is None else folder_digest(root)


def folder_digest(root: Path) -> str:
    """The same over the files of a folder, or of one file."""
    from hashlib import sha256

    whole = sha256()
    for path in sorted(_files(root), key=lambda path: path.relative_to(root.parent).as_posix()):
        name = path.relative_to(root.parent).as_posix().encode("utf-8", "surrogateescape")
        data = path.read_bytes()
        # Lengths keep a name and a content from passing for another pair.
        whole.update(b"%d %d\n" % (len(name), len(data)))
        whole.update(name)
        whole.update(data)
    return whole.hexdigest()


def _root(module: str) -> Path | None:
    """The outermost package of a module, or the file of a module on its own."""
    names = module.split(".")
    for end in range(1, len(names) + 1):
        file = getattr(sys.modules.get(".".join(names[:end])), "__file__", None)
        if file is not None:
            path = Path(file)
            root = path.parent if path.name.startswith("__init__.") else path
            return root if root.exists() else None
    return None


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
        return
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden:
            yield path
