"""The command line as a process: what it imports, and how it ends when nobody reads on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gxaudit.specimen import specimen

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "argparse",
    "attr",
    "concurrent.futures",
    "difflib",
    "docx",
    "duckdb",
    "gxaudit.annotating",
    "gxaudit.render.office",
    "gxaudit.work",
    "importlib.metadata",
    "json",
    "lark",
    "pluggy",
    "sqlite3",
    "tabulate",
    "tqdm",
    "unicodedata",
    "wcwidth",
    "xlsxwriter",
    "xml.etree.ElementTree",
}


def _environment(**changes: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")])
    return os.environ | {"PYTHONPATH": path, "LC_ALL": "C"} | changes


def _imported(*arguments: str, interpreter: tuple[str, ...] = ()) -> set[str]:
    """The heavy modules that a command has imported when it returns."""
    script = (
        "import sys; from gxaudit.cli import main; main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, *interpreter, "-c", script, *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return HEAVY & set(done.stderr.split())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(specimen("2021"), encoding="utf-8")
    return path


def test_the_version_imports_next_to_nothing() -> None:
    # Without site-packages, whose start-up files may import what they like.
    assert _imported("--version", interpreter=("-S",)) == set()


def test_a_check_without_findings_imports_no_tables(report: Path) -> None:
    imported = _imported("check", "--select", "balance", str(report))
    assert not imported & {
        "concurrent.futures",
        "difflib",
        "docx",
        "gxaudit.annotating",
        "gxaudit.render.office",
        "gxaudit.work",
        "sqlite3",
        "tabulate",
        "tqdm",
        "wcwidth",
        "xlsxwriter",
        "xml.etree.ElementTree",
    }


def test_the_order_of_hashing_changes_no_byte(report: Path) -> None:
    report.write_text(specimen("2021", cells={"t3.granted.total": "5"}), encoding="utf-8")
    printed = {
        subprocess.run(
            [sys.executable, "-m", "gxaudit", "check", "--format", "json", str(report)],
            env=_environment(PYTHONHASHSEED=seed),
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_output_is_utf8_in_any_locale(report: Path, language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gxaudit", "check", "--lang", language, str(report)],
        env=_environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        capture_output=True,
        check=False,
    )
    assert "青岚县水务局" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_stops_is_no_error_message_but_no_pass_either(report: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "gxaudit", "check", *[str(report)] * 2],
        env=_environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert done.returncode == 3
    assert done.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_full_disk_is_told(report: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gxaudit", "check", str(report)],
            env=_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert "结果没有写完" in done.stderr.decode("utf-8")
