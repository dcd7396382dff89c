"""No file keeps the others from being audited, whatever is in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.readers.killers import GOOD, KILLERS

if sys.platform == "win32":
    pytest.skip("memory is measured by wait4", allow_module_level=True)

SECONDS = 30
"""A reader is stopped after seven; the rest is for a machine that does much else."""
BYTES = 1_000_000_000


def audited(folder: Path) -> tuple[int, int, list[dict[str, Any]]]:
    """Exit code, peak of memory, and the reports of ``gxaudit check``, within the ceiling."""
    output = folder.with_suffix(".json")
    command = [sys.executable, "-m", "gxaudit", "check", "--isolated", "--format", "json"]
    with output.open("wb") as stream:
        process = subprocess.Popen([*command, str(folder)], stdout=stream)
        timer = Timer(SECONDS, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = usage.ru_maxrss * unit
    return process.returncode, peak, json.loads(output.read_bytes())["reports"]


@pytest.mark.parametrize("name", KILLERS)
def test_a_killer_is_told_and_the_others_are_audited(name: str, tmp_path: Path) -> None:
    make, word = KILLERS[name]
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "0.txt").write_bytes(GOOD)
    (folder / f"1-{name}").write_bytes(make())
    (folder / "2.txt").write_bytes(GOOD)
    code, peak, reports = audited(folder)
    assert code == 3
    assert peak < BYTES
    good, killer, other = reports
    assert not good["faults"] and good["coverage"]["figures"] == 200
    assert other["outcomes"] == good["outcomes"]
    (fault,) = killer["faults"]
    assert re.search(word, fault["message"]["zh"])
    assert fault["path"].endswith(name)
