"""What runs are measured on: a generated province as text, and a few dozen Word files and PDFs.

``python -m tests.benchmark.folders FOLDER REPORTS`` writes FOLDER/text, FOLDER/docx and FOLDER/pdf,
and two texts into FOLDER/few.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gxaudit.testing import province
from tests.benchmark.scale import written

YEARS = (2021, 2022, 2023)
MEMBERS = 100
"""Of each city."""
DOCUMENTS = {"docx": 96, "pdf": 24}
"""Enough that reading them takes much longer than a start varies."""


def main(folder: str, reports: str) -> None:
    """Write at least so many reports: whole cities with all their years."""
    bodies = -(-int(reports) // len(YEARS))
    cities = max(1, round(bodies / (MEMBERS + 1)))
    province(cities, bodies - cities, YEARS, breaks={}).write(Path(folder, "text"))
    written(Path(folder, "few"), "txt", 2)
    for kind, count in DOCUMENTS.items():
        written(Path(folder, kind), kind, count)


if __name__ == "__main__":
    main(*sys.argv[1:])
