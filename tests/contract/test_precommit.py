"""What .pre-commit-hooks.yaml offers is so: its command, its files, its exit codes."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from gxaudit.testing import report_from
from tests.docs.blocks import reader_environment

ROOT = Path(__file__).resolve().parents[2]
CLEAN = report_from().text
WRONG = report_from({"表三.三（七）[总计]": 1}).text


def _hook() -> dict[str, str]:
    """The only hook. Its values are plain scalars, each on a line of its own."""
    lines = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert [line[:2] for line in said] == ["- "] + ["  "] * (len(said) - 1)
    return dict(line[2:].split(": ", 1) for line in said)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return reader_environment(tmp_path_factory.mktemp("reader"), "en")


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({"a.txt": CLEAN}, (), 0),
        ({"a.txt": CLEAN, "b.txt": WRONG}, (), 1),
        ({"b.txt": WRONG}, ("--exit-zero",), 0),
        ({"b.txt": WRONG}, ("--fail-on", "errors"), 2),
        # What is no report may be committed; what could not be read may not.
        ({"a.txt": CLEAN, "c.txt": "no report\n"}, (), 0),
        ({"c.txt": "no report\n"}, (), 0),
        ({"b.txt": WRONG, "c.txt": "no report\n"}, (), 1),
        ({"a.txt": CLEAN, "c.txt": ""}, (), 0),
        ({"b.txt": WRONG, "c.txt": b"\xff\xff\xff"}, (), 3),
    ],
)
def test_the_hook_ends_with_the_code_of_the_audit(
    files: dict[str, str | bytes],
    arguments: tuple[str, ...],
    code: int,
    tmp_path: Path,
    environment: dict[str, str],
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    # As pre-commit calls it: the entry, the arguments of the user, the files of the commit.
    command = [*shlex.split(_hook()["entry"]), *arguments, *files]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == code, done


@pytest.mark.parametrize("name", ["2023.txt", "reports/2023年度报告.txt", "requirements/a.txt"])
def test_reports_are_among_its_files(name: str) -> None:
    assert re.search(_hook()["files"], name)
    assert not re.search(_hook()["exclude"], name)


@pytest.mark.parametrize("name", ["README.md", "requirements.txt", "docs/requirements-dev.txt"])
def test_other_files_are_not(name: str) -> None:
    assert not re.search(_hook()["files"], name) or re.search(_hook()["exclude"], name)


def test_no_file_is_left_out_for_its_encoding() -> None:
    # To pre-commit a report in UTF-16 is binary; `types: [text]` would pass over it in silence.
    assert not any(key.startswith("types") for key in _hook())


def test_it_runs_in_an_environment_of_its_own_and_in_one_process() -> None:
    assert (_hook()["language"], _hook()["require_serial"]) == ("python", "true")
