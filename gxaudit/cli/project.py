"""A new plugin project: a copy of plugins/example under another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gxaudit.resources import example_project

_TOKEN = re.compile(r"(_)?(?<![A-Za-z])example(?![A-Za-z])")
"""The name of the example, after an underscore where Python wants an identifier."""
_LEFT_BEHIND = frozenset(
    ("__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "dist")
)
"""What working on the example leaves in its folder."""


def project_files(name: str) -> list[tuple[str, bytes]]:
    """The files of a project for the plugin ``name``, sorted: path with slashes, and content.

    ``example`` gives the files of plugins/example as they are.
    """
    return sorted(
        (_renamed(path, name), _renamed(content.decode("utf-8"), name).encode("utf-8"))
        for path, content in _example_files()
    )


def _example_files() -> Iterator[tuple[str, bytes]]:
    origin = example_project()
    for path in origin.rglob("*"):
        parts = path.relative_to(origin).parts
        if path.is_file() and _LEFT_BEHIND.isdisjoint(parts):
            yield "/".join(parts), path.read_bytes()


def write_project(name: str, folder: Path) -> tuple[str, ...]:
    """Write the project into ``folder``, which is made; returns the paths of the files in it.

    Raises ``FileExistsError`` for a file that is there already, ``OSError`` where it cannot be
    written.
    """
    written: list[str] = []
    for path, content in project_files(name):
        target = folder.joinpath(*path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "xb") as stream:
            stream.write(content)
        written.append(path)
    return tuple(written)


def identifier(name: str) -> str:
    """A namespace as part of a Python identifier."""
    return name.replace("-", "_")


def _renamed(text: str, name: str) -> str:
    return _TOKEN.sub(
        lambda match: f"_{identifier(name)}" if match.group(1) else name,
        text,
    )
