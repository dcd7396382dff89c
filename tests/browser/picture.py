"""The pictures of the README, taken anew: ``python -m tests.browser.picture``."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from gxaudit.cli import main
from tests.browser.chromium import Browser

ROOT = Path(__file__).resolve().parents[2]
PICTURES = (
    ("page.zh-CN.png", "zh", "html", 720),
    ("page.png", "en", "html", 720),
    ("tables.png", "zh", "#r8 .t3", 640),
)
"""File, language, what stands at the top of the picture, and its height."""
WIDTH = 1160


def take(browser: Browser, name: str, language: str, top: str, height: int) -> None:
    """A part of the audit of our own sample reports."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        options = ["--isolated", "--lang", language, "--today", "2026-03-01", "-q"]
        main(["check", "tests/reports", *options, "-o", str(page)])
        browser.open(page, width=WIDTH, height=height)
        browser.value(f"document.querySelector('{top}').scrollIntoView()")
        # What scrolls into sight is drawn with the next frame.
        browser.value("new Promise(done => setTimeout(() => done(0), 500))")
        (ROOT / "docs" / name).write_bytes(browser.picture())


if __name__ == "__main__":
    os.chdir(ROOT)
    os.environ["GXAUDIT_PLUGINS"] = "balance,fees,members,narrative,structure,text,totals,years"
    with Browser() as one:
        for picture in PICTURES:
            take(one, *picture)
