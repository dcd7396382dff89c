"""The guides, done block by block as a reader would."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.docs.blocks import Session, blocks, reader_environment

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("page", "language"), [("guide.zh-CN.md", "zh"), ("guide.md", "en")])
def test_every_block_of_the_guide_is_so(page: str, language: str, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    environment = reader_environment(tmp_path / "reader", language)
    session = Session(work, environment)
    assert session.do(DOCS / page) > 10

    # What the hook at the end of the page would do with the report of the page.
    (hook,) = (block.text for block in blocks(DOCS / page) if block.language == "yaml")
    (entry,) = re.findall(r"^ *entry: (.+)$", hook, re.MULTILINE)
    (pattern,) = re.findall(r"^ *files: (.+)$", hook, re.MULTILINE)
    reports = [path.name for path in work.iterdir() if re.search(pattern, path.name)]
    done = subprocess.run(
        [*shlex.split(entry), *reports], cwd=work, env=environment, check=False, stdout=-3
    )
    assert (len(reports), done.returncode) == (1, 1)


def test_both_guides_do_the_same() -> None:
    chinese, english = (blocks(DOCS / page) for page in ("guide.zh-CN.md", "guide.md"))
    assert [one.language for one in chinese] == [one.language for one in english]
