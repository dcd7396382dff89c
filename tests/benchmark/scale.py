"""What many reports cost, by format and by what does the work: the figures of docs/scale.md.

``python -m tests.benchmark.scale [REPORTS]`` prints two tables: core seconds of whole runs over
reports of one format; and a run over a generated province by a pool
of two processes beside one by two workers of a cluster on this machine. It judges nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import dask
from attrs import frozen
from distributed import LocalCluster
from tabulate import tabulate

from gxaudit.specimen import specimen
from gxaudit.testing.provinces import province
from tests.benchmark.corpus import consistent_figures
from tests.benchmark.formats import LONG
from tests.benchmark.measure import ENVIRONMENT, GXAUDIT
from tests.office.drawn import DrawnPdf
from tests.office.forms import PROSE, parts
from tests.office.writers import docx_of, html_of, xlsx_of

COUNTS = {"txt": 400, "html": 200, "xlsx": 60, "docx": 60, "pdf": 20}
"""So many reports of each format; the PDFs have six pages."""
A_YEAR = 200_000
TARGET = 1.5
"""How much longer a cluster of this machine alone may take than a pool."""


@frozen
class Taken:
    """What one run took."""

    seconds: float
    core: float
    """Seconds of processor time, of all its processes that have ended."""
    peak: float
    """Most memory of its first process, in MB."""


def checked(folder: Path, *given: str) -> Taken:
    """One run of ``gxaudit check``."""
    command = [GXAUDIT, "check", str(folder), "--quiet", *given]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    took = time.perf_counter() - began
    return Taken(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3)


def written(folder: Path, kind: str, count: int) -> None:
    """Reports of as many bodies, all different, in one format."""
    folder.mkdir()
    for number in range(count):
        figures = consistent_figures(Random(number))
        cells = {key: str(value) for key, value in figures.items()}
        agency = f"第{number}局"
        (folder / f"{agency}.{kind}").write_bytes(_data(kind, agency, cells))


def _data(kind: str, agency: str, cells: dict[str, str]) -> bytes:
    if kind == "txt":
        return specimen("2021", agency=agency, cells=cells, prose=PROSE).encode()
    _, *rest = parts("2021", cells)
    report = [f"{agency}2023年政府信息公开工作年度报告", *rest]
    if kind == "html":
        return html_of(report).encode()
    if kind == "pdf":
        return DrawnPdf().report([*report, *[LONG] * 30]).data()
    return docx_of(report) if kind == "docx" else xlsx_of(report)


def by_format(root: Path) -> Iterator[Sequence[object]]:
    """A row a format: milliseconds of a core for one report, and hours for those of a year."""
    few = root / "few"
    written(few, "txt", 2)
    alone = ("--jobs", "1", "--no-cache")
    start = min(checked(few, *alone).core for _ in range(3))
    for kind, count in COUNTS.items():
        folder = root / kind
        written(folder, kind, count)
        each = (checked(folder, *alone).core - start) / count
        yield kind, f"{each * 1e3:.1f}", f"{each * A_YEAR / 3600:.1f}"


def by_hand(root: Path, agencies: int) -> Iterator[Sequence[object]]:
    """A row for one process, a pool and a cluster, over the same province."""
    folder = root / "province"
    province(cities=4, agencies=agencies, years=(2021, 2022), breaks={}).write(folder)
    reports = len(list(folder.rglob("*.txt")))
    base = None
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        clustered = ("--cluster", cluster.scheduler_address, "--parts", str(root / "parts"))
        for name, given in (
            ("one process", ("--jobs", "1", "--no-cache")),
            ("a pool of two", ("--jobs", "2", "--no-cache")),
            ("two workers of a cluster", clustered),
            ("the same again", clustered),
        ):
            took = checked(folder, *given)
            base = took.seconds if name.startswith("a pool") else base
            ratio = f"{took.seconds / base:.2f}" if base else ""
            rate = f"{reports / took.seconds:.0f}"
            yield name, reports, f"{took.seconds:.1f}", rate, ratio, f"{took.peak:.0f}"


def main() -> None:
    """Measure and print."""
    agencies = int(sys.argv[1]) // 2 if sys.argv[1:] else 1000
    with (
        tempfile.TemporaryDirectory() as folder,
        dask.config.set({"distributed.worker.memory.terminate": False}),
    ):
        formats = ("format", "ms of a core", f"hours for {A_YEAR:,}")
        print(tabulate(by_format(Path(folder)), formats, disable_numparse=True))
        print()
        hands = ("who", "reports", "s", "a second", f"to the pool (target {TARGET})", "peak MB")
        print(tabulate(by_hand(Path(folder), agencies), hands, disable_numparse=True))


if __name__ == "__main__":
    main()
