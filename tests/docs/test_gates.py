"""The page on gates: its blocks, and the commands that its jobs would run."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.docs.blocks import Session, blocks, reader_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = [("gates.zh-CN.md", "zh"), ("gates.md", "en")]


def commands(job: object) -> Iterator[str]:
    """Every command of a job, however deep it stands in its description."""
    if isinstance(job, dict):
        for key, value in job.items():
            if key == "run":
                yield value
            elif key == "script":
                yield from value
            else:
                yield from commands(value)
    elif isinstance(job, list):
        for one in job:
            yield from commands(one)


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_every_block_is_so_and_every_job_finds_the_defect(
    page: str, language: str, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    environment = reader_environment(tmp_path / "reader", language)
    assert Session(work, environment).do(ROOT / "docs" / page) == 5
    for job, written in (
        (".github/workflows/reports.yml", ["gxaudit.sarif"]),
        (".gitlab-ci.yml", ["gxaudit.csv", "gxaudit.xml"]),
    ):
        described = yaml.safe_load((work / job).read_text(encoding="utf-8"))
        install, audit = commands(described)
        assert install == "pip install 'gxaudit[all]'"
        done = subprocess.run(shlex.split(audit), cwd=work, env=environment, check=False, stdout=-3)
        assert done.returncode == 1
        for name in written:
            (work / name).unlink()


@pytest.mark.parametrize("page", [page for page, _ in PAGES])
def test_the_hook_of_the_page_is_ours_and_takes_its_report(page: str, tmp_path: Path) -> None:
    (config,) = (
        one for one in blocks(ROOT / "docs" / page) if one.file == ".pre-commit-config.yaml"
    )
    (repository,) = yaml.safe_load(config.text)["repos"]
    (hook,) = repository["hooks"]
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == ours["id"]
    assert ours["require_serial"]
    report = "reports/a.docx" if page == "gates.md" else "报告/某局.docx"
    assert re.search(hook["files"], report)


def test_both_pages_do_the_same() -> None:
    chinese, english = (blocks(ROOT / "docs" / page) for page, _ in PAGES)
    assert [(one.language, one.file) for one in chinese] == [
        (one.language, one.file) for one in english
    ]
