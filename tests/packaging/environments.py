"""Distributions, and fresh environments outside the checkout to install them in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"


def run(command: Sequence[str | Path], folder: Path, *, expect: int = 0) -> str:
    """Standard output of a command that must end with ``expect``."""
    done = subprocess.run(
        command, cwd=folder, env=_clean(), capture_output=True, text=True, check=False
    )
    assert done.returncode == expect, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _clean() -> dict[str, str]:
    """The caller's environment, without what could show the checkout to the fresh one."""
    names = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "GXAUDIT_CONFIG")
    return {name: value for name, value in os.environ.items() if name not in names}


@frozen
class Distributions:
    """The files to install."""

    wheel: Path
    sdist: Path


@frozen
class Environment:
    """A fresh virtual environment, and a folder outside the checkout to work in."""

    folder: Path
    work: Path

    def _program(self, name: str) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin") / name

    def install(self, *what: str | Path, constraints: Path = CONSTRAINTS) -> None:
        """Install with pip, in the versions of ``constraints``."""
        # By the pip of this environment: to put one into each of them takes longer than the rest.
        pip = (sys.executable, "-m", "pip", "--python", self._program("python"), "install")
        quiet = ("--quiet", "--disable-pip-version-check", "--constraint", constraints)
        run((*pip, *quiet, *what), self.work)

    def python(self, code: str) -> str:
        """What a piece of Python prints."""
        return run((self._program("python"), "-c", code), self.work).strip()

    def pytest(self, project: Path) -> str:
        """What pytest prints of a project, every test of which must pass."""
        return run((self._program("pytest"), "-q", "-p", "no:cacheprovider"), project)

    def gxaudit(self, *arguments: str | Path, expect: int = 0) -> str:
        """What the installed command prints."""
        return run((self._program("gxaudit"), *arguments), self.work, expect=expect)
