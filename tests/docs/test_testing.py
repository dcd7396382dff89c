"""docs/testing: every block does what the page says, and no name of the kit is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gxaudit.testing
import pytest_gxaudit
from gxaudit.testing.damage import DAMAGES
from gxaudit.testing.layout import NOISES
from gxaudit.testing.planting import KINDS
from gxaudit.testing.sentences import PATTERNS
from gxaudit.testing.suite import Laws
from tests.docs.blocks import Session, reader_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"zh": ROOT / "docs" / "testing.zh-CN.md", "en": ROOT / "docs" / "testing.md"}
# A reader's tests draw anew each time; the page is held true by the same few examples.
CONFTEST = """
from hypothesis import settings

settings.register_profile("page", max_examples=4, derandomize=True, deadline=None)
settings.load_profile("page")
"""
pages = pytest.mark.parametrize("language", PAGES)


@pages
def test_every_block_does_what_the_page_says(tmp_path: Path, language: str) -> None:
    environment = reader_environment(tmp_path / "environment", language)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    assert Session(folder, environment).do(PAGES[language]) > 10


@pages
def test_every_public_name_law_and_fixture_is_told_of(language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    fixtures = [name for name in vars(pytest_gxaudit) if name.startswith("gxaudit_")]
    assert len(fixtures) == 2
    named = set(re.findall(r"`(\w+)", page))
    assert {*gxaudit.testing.__all__, *fixtures} <= named


@pages
def test_the_tables_list_what_there_is_and_nothing_else(language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    laws = [name for name in dir(Laws) if name.startswith("test_")]
    assert sorted(listed) == sorted([*laws, *NOISES, *DAMAGES, *KINDS])
    (line,) = (each for each in page.splitlines() if f"`{next(iter(PATTERNS))}`" in each)
    assert re.findall(r"`(\w+)`", line) == ["statements", *PATTERNS]
