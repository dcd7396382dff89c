"""What is measured, each part in processes of its own, so that none weighs on another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

PYTHON = sys.executable
GXAUDIT = str(Path(sys.executable).with_name("gxaudit"))
ENVIRONMENT = {
    # Installed modules are compiled already: no start but the first may compile them.
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE"
}
HARMLESS = (0, 1)
"""Exit codes of gxaudit that say that everything was audited."""


def cold_starts(report: str, rounds: int) -> dict[str, float]:
    """Median seconds of whole processes, in turn, so that a slow moment hits all of them."""
    commands = {
        "python": [PYTHON, "-c", "pass"],
        "version": [GXAUDIT, "--version"],
        "check": [GXAUDIT, "check", report],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds = _seconds(command)
            if number:  # the first round fills the caches of the operating system
                taken[name].append(seconds)
    return {name: median(values) for name, values in taken.items()}


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    _demand_harmless(command, done.returncode)
    return seconds


def _demand_harmless(command: Sequence[str], status: int) -> None:
    if status not in HARMLESS:
        raise SystemExit(f"{' '.join(command)}: exit code {status}, so there is nothing to measure")


def in_process(report: str, rounds: int) -> dict[str, float]:
    """Median seconds of the stages of one audit and of the split floor; see ``stages.py``."""
    command = [PYTHON, "-m", "tests.benchmark.stages", report, str(rounds)]
    output = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True).stdout
    figures: dict[str, float] = json.loads(output)
    return figures


def formats(rounds: int) -> dict[str, float]:
    """Median seconds of one audit of the same report in each format; see ``formats.py``."""
    command = [PYTHON, "-m", "tests.benchmark.formats", str(rounds)]
    output = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True).stdout
    figures: dict[str, float] = json.loads(output)
    return figures


class Run(NamedTuple):
    """One run of ``gxaudit check``."""

    seconds: float
    core: float
    """Seconds of processor time, which other work on the machine does not change much."""
    peak: float
    """Bytes that its first process held at most."""


def one_report(folder: str) -> str:
    """The path of a generated report."""
    subprocess.run([PYTHON, "-m", "tests.benchmark.corpus", folder, "1"], check=True)
    return str(next(Path(folder).iterdir()))


def runs(folder: str, reports: int) -> dict[str, Run]:
    """Runs over a generated province of so many reports, over a few Word files and PDFs, and over
    two texts, which is how long a run takes to start. Short runs are medians of five.

    The peak that a system reports for a child includes what its parent held when it was started,
    so the parent must be small: nothing of gxaudit is imported here.
    """
    if sys.platform == "win32":
        raise SystemExit("the peak of memory can be measured on Linux and macOS only")
    subprocess.run([PYTHON, "-m", "tests.benchmark.folders", folder, str(reports)], check=True)
    found: dict[str, Run] = {}
    for kind in ("few", "text", "docx", "pdf"):
        here = os.path.join(folder, kind)
        kept = ("--jobs", "1", "--cache", f"{here}.cache")
        found[kind] = _check(here, *kept)
        again = [_check(here, *kept) for _ in range(1 if kind == "text" else 5)]
        found[f"{kind} again"] = sorted(again, key=lambda run: run.core)[len(again) // 2]
    text = os.path.join(folder, "text")
    found["two"] = _check(text, "--jobs", "2", "--no-cache")
    with _cluster() as address:
        parts = os.path.join(folder, "parts")
        found["cluster"] = _check(text, "--cluster", address, "--parts", parts)
    return found


def _check(folder: str, *options: str) -> Run:
    if sys.platform == "win32":
        raise SystemExit("whole processes are not measured on Windows")
    command = [GXAUDIT, "check", folder, *options]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    _demand_harmless(command, process.returncode)
    unit = 1 if sys.platform == "darwin" else 1024
    core = usage.ru_utime + usage.ru_stime
    return Run(seconds, core, usage.ru_maxrss * unit)


@contextmanager
def _cluster() -> Iterator[str]:
    """The address of a cluster of two workers on this machine."""
    command = [PYTHON, "-m", "tests.benchmark.cluster"]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        # The end of its input ends it.
        process.communicate()
