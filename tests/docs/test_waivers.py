"""docs/waivers, done block by block as an auditor would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.blocks import Session, blocks, reader_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"zh": "waivers.zh-CN.md", "en": "waivers.md"}
FOLDERS = {"zh": "报告", "en": "reports"}


@pytest.mark.parametrize("language", PAGES)
def test_every_block_does_what_the_page_says(tmp_path: Path, language: str) -> None:
    environment = reader_environment(tmp_path / "environment", language)
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "tests" / "reports", folder / FOLDERS[language])
    page = ROOT / "docs" / PAGES[language]
    assert Session(folder, environment).do(page) == len(blocks(page)) > 8


def test_both_pages_do_the_same() -> None:
    chinese, english = (blocks(ROOT / "docs" / page) for page in PAGES.values())
    assert [one.language for one in chinese] == [one.language for one in english]
