"""Distributions built from the checkout, and gxaudit installed in all ways that people use."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging.environments import ROOT, Distributions, Environment, run


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The sdist of the checkout, and the wheel that is built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run((sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT), folder)
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return Distributions(wheel, sdist)


@pytest.fixture(scope="session")
def new_environment(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Environment]:
    """Makes an empty environment."""

    def make(name: str) -> Environment:
        folder = tmp_path_factory.mktemp(name)
        work = folder / "work"
        work.mkdir()
        run((sys.executable, "-m", "venv", "--without-pip", folder / "venv"), work)
        return Environment(folder / "venv", work)

    return make


@pytest.fixture(scope="session")
def oldest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Constraints to the oldest release of every dependency that pyproject.toml admits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    path = tmp_path_factory.mktemp("oldest") / "constraints.txt"
    path.write_text("\n".join(project["dependencies"]).replace(">=", "=="), encoding="utf-8")
    return path


@pytest.fixture(scope="session", params=["wheel", "sdist", "editable", "oldest dependencies"])
def installed(
    request: pytest.FixtureRequest,
    distributions: Distributions,
    new_environment: Callable[[str], Environment],
    oldest: Path,
) -> Environment:
    """Gxaudit installed in each of the ways that people install it."""
    environment = new_environment(request.param.replace(" ", "-"))
    if request.param == "editable":
        environment.install("--editable", ROOT)
    elif request.param == "oldest dependencies":
        environment.install(distributions.wheel, constraints=oldest)
    else:
        environment.install(getattr(distributions, request.param))
    return environment
