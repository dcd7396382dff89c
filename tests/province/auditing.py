"""What ``gxaudit check`` finds in a generated province, beside what was planted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from gxaudit.testing.provinces import Province

ROOT = Path(__file__).resolve().parents[2]
DRIVE = "import sys; from gxaudit.cli import main; sys.exit(main(sys.argv[1:]))"


class Said(NamedTuple):
    """One finding."""

    rule: str
    file: str
    address: str | None


def wanted(province: Province) -> set[Said]:
    """Every finding that the planted breaks lead to."""
    return {Said(one.rule, one.file, one.address) for one in province.planted}


def found(folder: Path, *options: str) -> set[Said]:
    """Every finding of an audit of the folder, of which each file must have been audited."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")])
    command = ("check", "--format", "json", *options, ".")
    done = subprocess.run(
        [sys.executable, "-c", DRIVE, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    reports = json.loads(done.stdout)["reports"]
    return {
        Said(one["rule"], report["path"].replace(os.sep, "/"), one.get("address"))
        for report in reports
        for one in report["findings"]
    }
