"""docs/corpus, done block by block as an office would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.blocks import Session, blocks, reader_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"zh": "corpus.zh-CN.md", "en": "corpus.md"}
FOLDERS = {"zh": "报告", "en": "reports"}


@pytest.mark.parametrize("language", PAGES)
def test_every_block_does_what_the_page_says(tmp_path: Path, language: str) -> None:
    environment = reader_environment(tmp_path / "environment", language)
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "tests" / "reports", folder / FOLDERS[language])
    page = ROOT / "docs" / PAGES[language]
    assert Session(folder, environment).do(page) == len(blocks(page)) == 3
