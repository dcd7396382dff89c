"""A store of 100,000 generated reports: what a row costs, and how long a question takes.

``python -m tests.benchmark.store [REPORTS]`` prints one table. The rows go straight to the writer:
what an audit costs is measured elsewhere.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gxaudit.store.rows import Row, Value
from gxaudit.store.schema import STATES, figures, tables
from gxaudit.store.writer import StoreWriter

YEARS = range(2021, 2025)
CITIES = 20
TARGET = 2.0
"""Seconds that ``gxaudit query carry-over`` may take, the whole process."""


def rows(reports: int) -> Iterator[Row]:
    """Bodies over four years; every fiftieth report breaks with the year before."""
    names = [each.name for each in tables()[0].columns]
    out, into = (names.index(f"t3_carried_over_{way}_total") for way in ("out", "in"))
    for number in range(reports):
        body, at = divmod(number, len(YEARS))
        row = [*_head(number, body, YEARS[at]), *_figures(body % 97)]
        row[out], row[into] = body % 7 + at + 1, body % 7 + at + (number % 50 == 1)
        yield row


def _head(number: int, body: int, year: int) -> list[Value]:
    name, city = f"第{body}号单位", f"第{body % CITIES}号市"
    title = f"{name}{year}年政府信息公开工作年度报告"
    whose: list[Value] = [number + 1, f"{title}.txt", f"{number:064x}", name, name, city]
    when: list[Value] = ["department", year, None, "2021", True, title, "text", "utf-8", None]
    return [*whose, *when, 0, 0, 0, 0, 0, 200, 0]


def _figures(seed: int) -> list[Value]:
    known = figures()
    numbers: list[Value] = [(seed * at) % 11 for at in range(len(known))]
    return numbers + [STATES[0]] * len(known)


def main(reports: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "store")
        writer = StoreWriter(path)
        taken = _timed(lambda: writer.extend("reports", rows(reports)))
        placed = _timed(writer.commit)
        size = sum(each.stat().st_size for each in Path(path).iterdir()) / 1e6
        asked = {
            name: _timed(lambda name=name: _ask(name, path))  # type: ignore[misc]
            for name in ("carry-over", "stocks", "denials")
        }
    print(f"A store of {reports} reports: {size:.1f} MB")
    print(f"  rows taken {1e6 * taken / reports:.0f} µs each, then written in {placed:.1f} s")
    for name, seconds in asked.items():
        verdict = "within" if seconds <= TARGET else "OVER"
        print(f"  gxaudit query {name}: {seconds:.2f} s, target {TARGET:g} s: {verdict}")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ask(name: str, path: str) -> None:
    command = [sys.executable, "-m", "gxaudit", "query", name, path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
