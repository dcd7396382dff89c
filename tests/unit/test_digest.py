"""Content hashes of plugins: whatever changes in a package changes its hash, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.loading.digest import package_digest

NUMBERS = count()
names = st.sampled_from(("__init__.py", "rules.py", "packs/henan.gxr", "a", "ab", "b"))
contents = st.dictionaries(names, st.binary(max_size=3), max_size=4).map(
    lambda files: {"__init__.py": b""} | files
)


def placed(file: str | None) -> str | None:
    """The hash of a package whose module lies there."""
    module = ModuleType("gxaudit_henan")
    module.__file__ = file
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "gxaudit_henan", module)
        return package_digest("gxaudit_henan")


def digest(folder: Path, files: Mapping[str, bytes]) -> str | None:
    """The hash of a package of these files, wherever it lies."""
    package = folder / str(next(NUMBERS)) / "gxaudit_henan"
    for name, data in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(data)
    return placed(str(package / "__init__.py"))


@given(contents, contents)
def test_two_packages_have_one_hash_if_they_have_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("x")
    assert (digest(folder, one) == digest(folder, other)) == (one == other)


@pytest.mark.parametrize("name", ["__pycache__/rules.pyc", ".git/head", "sub/.hidden"])
def test_caches_and_hidden_files_are_no_content(tmp_path: Path, name: str) -> None:
    files = {"__init__.py": b"rules = 1"}
    assert digest(tmp_path, files) == digest(tmp_path, files | {name: b"x"})


@pytest.mark.parametrize("file", [None, "/nowhere/plugins.zip/gxaudit_henan/__init__.py"])
def test_a_package_that_lies_in_no_folder_has_none(file: str | None) -> None:
    assert placed(file) is None
