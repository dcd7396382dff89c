"""A small folder of everything, and audits of it in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxaudit.cli import main
from gxaudit.specimen import specimen

SAMPLES = Path(__file__).resolve().parents[1] / "reports"
TODAY = ("--today", "2026-11-21", "--isolated")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a body, a report with mistakes, a web page, and what is or has no report."""
    folder = tmp_path_factory.mktemp("报告")
    for name in ("青禾市水务局2023.txt", "北麓县文化和旅游局2024.txt"):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    for year in (2023, 2024):
        text = specimen("2021", agency="临渊市水务局", year=year)
        (folder / f"临渊市水务局{year}.txt").write_text(text, encoding="utf-8")
    lines = specimen("2021", agency="临渊市统计局", year=2024).split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    (folder / "page.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    (folder / "poison.docx").write_bytes(b"PK\x03\x04" + bytes(2_000))
    (folder / "minutes.txt").write_text("会议纪要\n今天开会。\n", encoding="utf-8")
    (folder / "unreadable.txt").symlink_to(folder / "nowhere.txt")
    return folder


def check(folder: Path, *options: object) -> int:
    """``gxaudit check`` of a folder as JSON; the exit code."""
    given = [str(each) for each in options]
    return main(["check", "--lang", "zh", str(folder), *TODAY, "--format", "json", *given])


class Audit:
    """``gxaudit check`` of a folder: what it prints as JSON and as text, and its exit code."""

    def __init__(self, folder: Path, told: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._told = told
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *options: object) -> tuple[int, str, bytes]:
        code = check(self.folder, "-o", self._told, *options)
        printed = self._capsys.readouterr()
        self.errors = printed.err
        return code, printed.out, self._told.read_bytes()


@pytest.fixture
def audit(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Audit:
    return Audit(folder, tmp_path / "told.txt", capsys)
