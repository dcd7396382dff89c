"""plugins/example, installed as its readme says, keeps the contract and passes its own tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.docs.blocks import reader_environment

EXAMPLE = Path(__file__).resolve().parents[2] / "plugins" / "example"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return reader_environment(tmp_path_factory.mktemp("reader"), "en")


def _run(folder: Path, environment: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_example_passes_its_tests(tmp_path: Path, environment: Mapping[str, str]) -> None:
    project = tmp_path / "example"
    shutil.copytree(EXAMPLE, project)
    _run(project, environment, "pip", "install", "--quiet", "--editable", ".")
    assert "example/fee-steps" in _run(project, environment, "gxaudit", "rules")
    assert " passed" in _run(project, environment, "pytest", "-q", "-p", "no:cacheprovider")
