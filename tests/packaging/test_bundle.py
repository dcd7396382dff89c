"""The bundle for offices without internet: complete for each kind of machine, and it installs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bundle import make
from bundle.scripts import install
from tests.office.forms import parts
from tests.office.writers import docx_of
from tests.packaging.environments import Distributions

pytestmark = pytest.mark.packaging

HERE = f"{sys.platform}-{sys.version_info.major}.{sys.version_info.minor}"
TARGETS = {target.name: target for target in make.TARGETS}


@pytest.fixture(scope="module")
def unpacked(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clerk has before the installation."""
    if HERE not in TARGETS:
        pytest.skip(f"the bundle is not for {HERE}")
    folder = tmp_path_factory.mktemp("离线 安装")
    make.main(["--wheel", str(distributions.wheel), "--target", HERE, "--to", str(folder)])
    (made,) = folder.glob("gxaudit-*-offline.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder)
    return folder / made.stem


def offline() -> dict[str, str]:
    """An environment in which pip knows of no index."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    kept.pop("PYTHONPATH", None)
    return {**kept, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHON": sys.executable}


def test_it_installs_without_an_index_and_audits_a_word_file(
    unpacked: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "装在 这里"
    script = ("sh", unpacked / "install.sh", folder)
    done = subprocess.run(script, env=offline(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "安装完成" in done.stdout
    (tmp_path / "年报.docx").write_bytes(docx_of(list(parts("2021", {}))))
    command = (install.program(str(folder), "gxaudit"), "check", tmp_path / "年报.docx")
    audit = subprocess.run(command, env=offline(), capture_output=True, text=True, check=False)
    # Its prose says that twelve applications were received, its table says none.
    assert audit.returncode == 1, audit.stdout + audit.stderr
    assert "narrative/received" in audit.stdout


def test_without_python_one_sentence_says_what_to_install(unpacked: Path) -> None:
    done = subprocess.run(
        ("sh", unpacked / "install.sh"),
        env={**offline(), "PYTHON": "no-such-python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "请先安装 Python 3.11" in done.stdout


def test_a_bundle_that_is_not_unpacked_says_so(unpacked: Path, tmp_path: Path) -> None:
    alone = tmp_path / "install.py"
    alone.write_bytes((unpacked / "install.py").read_bytes())
    done = subprocess.run(
        (sys.executable, alone), env=offline(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "解压" in done.stdout
    assert "unpack" in done.stdout


def test_a_machine_that_the_bundle_is_not_for_is_told(unpacked: Path, tmp_path: Path) -> None:
    for wheel in (unpacked / "wheels").glob("lxml-*.whl"):
        wheel.rename(wheel.with_name(wheel.name + ".kept"))
    try:
        done = subprocess.run(
            (sys.executable, unpacked / "install.py", tmp_path / "there"),
            env=offline(),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for kept in (unpacked / "wheels").glob("*.kept"):
            kept.rename(kept.with_suffix(""))
    assert done.returncode == 1
    assert "没有适合这台机器" in done.stdout


def test_a_python_that_is_too_old_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(install, "VERSION", "3.8")
    assert install.problem() == (
        "需要 Python 3.11 或更新的版本，这里的是 3.8。请先安装新版 Python，再运行一次。",
        "Python 3.11 or later is needed, this one is 3.8. Install it, run this again.",
    )


@pytest.mark.parametrize("python", ["3.11", "3.14"])
def test_requirements_are_judged_by_the_machine_that_they_are_for(python: str) -> None:
    windows, linux = TARGETS[f"windows-{python}"], TARGETS[f"linux-{python}"]
    colours = Requirement('colorama; platform_system == "Windows"')
    assert windows.needs(colours, ())
    assert not linux.needs(colours, ())
    extra = Requirement('lxml>=5.1; extra == "docx"')
    assert linux.needs(extra, {"docx"})
    assert not linux.needs(extra, ())
