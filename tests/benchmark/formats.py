"""One report in every format, audited in one process: what reading a format costs beside text.

``python -m tests.benchmark.formats ROUNDS`` prints median seconds as JSON. The process that reads
has been started before anything is measured, as it has for all but the first file of a run.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from random import Random

from gxaudit.pipeline import Auditor
from gxaudit.specimen import specimen
from tests.benchmark.corpus import consistent_figures
from tests.benchmark.stages import Work, measure
from tests.office.drawn import DrawnPdf
from tests.office.forms import PROSE, parts
from tests.office.writers import docx_of, html_of, xlsx_of

LONG = "本机关不断完善工作机制，按照要求逐项落实各项任务，并定期对照检查，持续改进。" * 6
"""Invented prose that fills the pages of the PDF."""


def files() -> dict[str, bytes]:
    """The same figures in each format; the PDF has six pages."""
    cells = {key: str(value) for key, value in consistent_figures(Random(1)).items()}
    report = list(parts("2021", cells))
    return {
        "text": specimen("2021", cells=cells, prose=PROSE).encode("utf-8"),
        "html": html_of(report).encode("utf-8"),
        "docx": docx_of(report),
        "xlsx": xlsx_of(report),
        "pdf": DrawnPdf().report([*report, *[LONG] * 30]).data(),
    }


def works() -> dict[str, tuple[Work, int]]:
    """What is measured, and how often it is done in a round."""
    auditor = Auditor.load()
    found: dict[str, tuple[Work, int]] = {}
    for name, data in files().items():
        result = auditor.audit(data)
        if result.faults:
            raise SystemExit(f"{name}: {result.faults}")
        found[name] = (partial(auditor.audit, data), 10 if name == "text" else 2)
    return found


if __name__ == "__main__":
    json.dump(measure(works(), int(sys.argv[1])), sys.stdout)
