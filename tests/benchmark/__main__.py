"""``make bench``: speed and memory as ratios beside their targets; root causes. It judges nothing.

Times differ between machines and moments; ratios taken in one run differ far less. They are
read by people: no test depends on them.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.benchmark.measure import Run, cold_starts, formats, in_process, one_report, runs

MEGABYTE = 1_000_000
PEAK = 150
"""Megabytes of the process that was started, in a run over very many reports."""
AGAIN = {"text": 4, "docx": 15, "pdf": 15}
"""So many times faster is a second run over unchanged reports at least."""
TOLD_APART = 0.02
"""Seconds by which two runs that do the same differ; less than that is not told from nothing."""
MILLISECONDS = {"html": 20, "docx": 100, "xlsx": 100, "pdf": 1500}
"""What one report may take; the PDF has six pages."""
HEADERS = ("measured", "takes", "against", "takes", "ratio", "target", "")

Row = tuple[str, str, str, str, str, str, str]


def main() -> None:
    """Measure everything and print one table."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        one = options.report or one_report(folder)
        cold = cold_starts(one, options.rounds)
        inside = in_process(one, options.rounds)
        read = formats(options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        whole = runs(folder, options.reports)
    # Not before everything is measured: see measure.runs.
    from tabulate import tabulate

    rows = [
        *_cold_rows(cold),
        *_inside_rows(inside),
        *_format_rows(read),
        *_run_rows(whole, options.reports),
    ]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(
        f"{python} on {platform.system()} {platform.machine()}; medians of {options.rounds} rounds"
    )
    print(f"One report: {options.report or 'a generated one'}\n")
    print(
        tabulate(rows, HEADERS, disable_numparse=True, colalign=("left", "right") * 3 + ("left",))
    )
    print(flush=True)
    for stage in ("slips", "store"):
        subprocess.run([sys.executable, "-m", f"tests.benchmark.{stage}"], check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--report", help="the one report; a generated one by default")
    parser.add_argument(
        "--reports",
        type=int,
        default=600,
        help="about how many a run over a province has; the whole measurement is 20000",
    )
    parser.add_argument("--rounds", type=int, default=9, help="of which medians are taken")
    return parser.parse_args()


def _cold_rows(cold: dict[str, float]) -> Iterator[Row]:
    bare = cold["python"]
    yield _row("gxaudit --version", cold["version"], "python -c pass", bare, 4)
    yield _row("gxaudit check ONE, cold", cold["check"], "python -c pass", bare, 18)


def _inside_rows(inside: dict[str, float]) -> Iterator[Row]:
    floor = inside["floor"]
    yield _row("audit of one report, all rules", inside["audit"], "split floor", floor, 100)
    yield _row("- its stages 2 to 4 (reading)", inside["read"], "split floor", floor, None)
    yield _row("- the claims of its prose", inside["claims"], "split floor", floor, 40)
    yield _row("- the packs' equations", inside["packs"], "by hand", inside["reference"], 1.5)


def _format_rows(read: dict[str, float]) -> Iterator[Row]:
    """A report in each format beside the same one as text; the targets are milliseconds."""
    for name, most in MILLISECONDS.items():
        taken = read[name] * 1e3
        verdict = _verdict(taken, most)
        shown = f"{read[name] / read['text']:.1f}"
        goal = f"{most} ms"
        text = _time(read["text"])
        yield (f"audit of one {name}", _time(read[name]), "as text", text, shown, goal, verdict)


def _run_rows(whole: dict[str, Run], reports: int) -> Iterator[Row]:
    """Whole runs: how much faster one is than another is to be, and memory in bytes."""
    name = f"check of {reports} reports"
    one, two, start = (whole["text"].seconds, whole["two"].seconds, whole["few again"].core)
    yield _faster(f"{name}, two cores", two, "one core", one, None)
    for kind, least in AGAIN.items():
        again, first = (max(whole[run].core - start, TOLD_APART) for run in (f"{kind} again", kind))
        yield _faster(f"- unchanged {kind}, once started", again, "first run", first, least)
    yield _row(f"{name}, cluster of two", whole["cluster"].seconds, "two cores", two, 1.5)
    for who, run in (("one core", whole["text"]), ("two cores", whole["two"])):
        peak, ratio = run.peak / MEGABYTE, run.peak / MEGABYTE / PEAK
        row = (f"{name}, {who}: peak", f"{peak:.1f} MB", f"{PEAK} MB", "", f"{ratio:.2f}", "1")
        yield (*row, _verdict(ratio, 1))


def _faster(name: str, seconds: float, against: str, base: float, least: float | None) -> Row:
    """How many times faster than ``against``."""
    ratio = base / seconds
    goal = "" if least is None else f"≥ {least:g}"
    verdict = "" if least is None else ("within" if ratio >= least else "UNDER")
    return (name, _time(seconds), against, _time(base), f"{ratio:.1f} x", goal, verdict)


def _row(name: str, seconds: float, against: str, base: float, target: float | None) -> Row:
    ratio = seconds / base
    goal = "" if target is None else f"{target:g}"
    verdict = _verdict(ratio, target)
    return (name, _time(seconds), against, _time(base), f"{ratio:.1f}", goal, verdict)


def _verdict(ratio: float, target: float | None) -> str:
    if target is None:
        return ""
    return "within" if ratio <= target else "OVER"


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


if __name__ == "__main__":
    main()
