"""What is in the wheel and in the sdist, file by file."""

from __future__ import annotations

import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.packaging.environments import ROOT, Distributions

pytestmark = pytest.mark.packaging

CACHES = frozenset(("__pycache__", ".hypothesis", ".pytest_cache"))
SHIPPED_DATA = ("grammar", "rules")


def _files(folder: Path) -> set[str]:
    """The files below ``folder``, by their paths from the checkout's root, caches left out."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and CACHES.isdisjoint(path.parts)
    }


def _entry_points() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plugins: dict[str, str] = project["entry-points"]["gxaudit"]
    return plugins


def _wheel_files(distributions: Distributions) -> set[str]:
    with zipfile.ZipFile(distributions.wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_every_shipped_file_and_no_other(distributions: Distributions) -> None:
    # The project that `gxaudit plugin new` copies, hidden files and all.
    example = _files(ROOT / "plugins/example")
    packages = [*ROOT.glob("plugins/gxaudit_*"), ROOT / "plugins/pytest_gxaudit"]
    plugins = set().union(*map(_files, packages))
    data = set().union(*(_files(ROOT / folder) for folder in SHIPPED_DATA))
    assert _wheel_files(distributions) == (
        _files(ROOT / "gxaudit")
        | {name.removeprefix("plugins/") for name in plugins}
        | {f"gxaudit/_data/{name}" for name in data}
        | {f"gxaudit/_data/{name.removeprefix('plugins/')}" for name in example}
    )


def test_every_plugin_of_the_checkout_is_declared() -> None:
    folders = {path.parent.name for path in ROOT.glob("plugins/gxaudit_*/__init__.py")}
    assert set(_entry_points().values()) == folders


def test_a_plugin_is_named_after_its_package() -> None:
    assert all(package == f"gxaudit_{name}" for name, package in _entry_points().items())


def test_the_wheel_says_that_it_is_typed(distributions: Distributions) -> None:
    typed = {name for name in _wheel_files(distributions) if name.endswith("/py.typed")}
    assert typed >= {f"{package}/py.typed" for package in ["gxaudit", *_entry_points().values()]}


def test_the_wheel_carries_its_licence(distributions: Distributions) -> None:
    with zipfile.ZipFile(distributions.wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith("/LICENSE"))
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_the_sdist_holds_what_make_test_needs(distributions: Distributions) -> None:
    with tarfile.open(distributions.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "Makefile", "README.md", "LICENSE", ".ci/constraints.txt"}
    needed |= {".pre-commit-hooks.yaml", "docs/guide.md", "docs/guide.zh-CN.md"}
    assert names >= needed
    for folder in ("gxaudit", "plugins", "grammar", "rules", "tests"):
        assert names >= _files(ROOT / folder)
