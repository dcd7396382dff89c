"""Reports to audit, and what an audit of them says where no foreign plugin is installed."""

from pathlib import Path

import pytest

from gxaudit.specimen import specimen
from tests.hostile.distributions import Run, check


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Five reports, one of them with a mistake that our own rules find."""
    folder = tmp_path_factory.mktemp("reports")
    paths = [folder / f"{number}.txt" for number in range(5)]
    for number, path in enumerate(paths):
        cells = {"t3.granted.total": "5"} if number == 1 else {}
        path.write_text(specimen("2021", cells=cells), encoding="utf-8")
    return [str(path) for path in paths]


@pytest.fixture(scope="session")
def alone(reports: list[str]) -> Run:
    """An audit without any foreign plugin."""
    run = check(None, *reports)
    assert run.code == 1
    assert not run.faults
    return run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder
