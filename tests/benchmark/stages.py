"""One report in one process: the whole audit and its stages beside the split floor, in turn.

``python -m tests.benchmark.stages REPORT ROUNDS`` prints median seconds as JSON.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from gxaudit.equations.evaluate import Evidence, evaluate
from gxaudit.pipeline import Auditor, read_report
from gxaudit.reading.claims import read_claims
from gxaudit.reading.source import decode
from tests.benchmark.reference import identities

Work = Callable[[], object]


def stages(data: bytes) -> dict[str, tuple[Work, int]]:
    """What is measured, and how often it is done in a round."""
    text, _ = decode(data)
    auditor = Auditor.load()
    gc.freeze()  # as the command line does
    report = read_report(text)
    prose = "\n".join(part.text for part in report.prose)
    planned, _ = auditor.plan.for_form(report.form)
    declared = [one for one in planned if one.equations]

    def evaluated() -> None:
        for one in declared:
            list(evaluate(one.equations, one.rule.title, Evidence(report, report.values)))

    return {
        "floor": (lambda: [line.split("\t") for line in text.split("\n")], 100),
        "audit": (lambda: auditor.audit(data), 10),
        "read": (lambda: read_report(text), 10),
        "claims": (lambda: read_claims(prose), 10),
        "packs": (evaluated, 50),
        "reference": (lambda: identities(report.values), 50),
    }


def measure(works: dict[str, tuple[Work, int]], rounds: int) -> dict[str, float]:
    """Median seconds of each work; one round does all of them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, (work, times) in works.items():
            started = time.perf_counter()
            for _ in range(times):
                work()
            if number:
                taken[name].append((time.perf_counter() - started) / times)
    return {name: median(values) for name, values in taken.items()}


if __name__ == "__main__":
    json.dump(measure(stages(Path(sys.argv[1]).read_bytes()), int(sys.argv[2])), sys.stdout)
