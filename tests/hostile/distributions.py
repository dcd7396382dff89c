"""Real installed distributions, made on the spot: a module and a dist-info folder on the path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
import sys
from gxaudit.api import (
    API, Basis, Example, Explanation, Failed, NotEvaluated, Outcome, Passed, PluginInfo, Rule,
    Severity, Text, hook,
)

_SAME = Text("河南", "Henan")

def rule(check, name="henan/received", **changes):
    return Rule(**{
        "id": name, "title": _SAME, "explanation": Explanation(_SAME, _SAME, _SAME),
        "severity": Severity.WARNING, "basis": (Basis(Text("算术", "Arithmetic")),),
        "examples": (Example(outcome=Outcome.PASSED),), "since": "0.1", "check": check,
    } | changes)

@hook
def gxaudit_plugin():
    return PluginInfo(_SAME, API, "https://henan.invalid/issues")
"""
RULES = """
@hook
def gxaudit_rules():
    return [rule(check)]
"""


class Run(NamedTuple):
    """How ``gxaudit check --format json`` ended."""

    code: int
    document: Any
    errors: str

    @property
    def faults(self) -> list[dict[str, Any]]:
        """Those of the run, then those of the reports."""
        own = [fault for report in self.document["reports"] for fault in report["faults"]]
        return [*self.document["faults"], *own]

    def outcomes(self, without: tuple[str, ...] = ("henan/",)) -> list[dict[str, Any]]:
        """Outcomes and findings of each report, but those of some namespaces."""
        return [
            {
                "outcomes": {
                    name: said
                    for name, said in report["outcomes"].items()
                    if not name.startswith(without)
                },
                "findings": [
                    each for each in report["findings"] if not each["rule"].startswith(without)
                ],
                "unchecked": report["coverage"]["unchecked"],
            }
            for report in self.document["reports"]
        ]

    def own(self, name: str = "henan/received") -> list[dict[str, Any]]:
        """What became of one rule, report by report."""
        return [report["outcomes"][name] for report in self.document["reports"]]


def install(
    folder: Path,
    source: str,
    *,
    distribution: str = "henan-rules",
    version: str = "1.2",
    point: str = "henan",
    module: str = "henan_rules",
) -> None:
    """Install one distribution into ``folder``, as pip leaves it."""
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    info = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        "Project-URL: Issues, https://henan.invalid/metadata\n",
        encoding="utf-8",
    )
    (info / "entry_points.txt").write_text(f"[gxaudit]\n{point} = {module}\n", encoding="utf-8")


def environment(folder: Path | None, **changes: str) -> dict[str, str]:
    """This environment, with ``folder`` on the path of imports."""
    path = [str(folder)] if folder else []
    path += [str(ROOT), str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GXAUDIT_")}
    return clean | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"} | changes


def command(
    folder: Path | None, *arguments: str, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run ``gxaudit`` as a process."""
    return subprocess.run(
        [sys.executable, "-m", "gxaudit", *arguments],
        env=environment(folder, **changes),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def check(folder: Path | None, *arguments: str, **changes: str) -> Run:
    """``gxaudit check --format json``; its output must be JSON, whatever a plugin printed."""
    done = command(folder, "check", "--isolated", "--format", "json", *arguments, **changes)
    assert done.stdout, done.stderr
    return Run(done.returncode, json.loads(done.stdout), done.stderr)
