"""docs/readers: a format of somebody else's is read as the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import Session, blocks, reader_environment

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"zh": DOCS / "readers.zh-CN.md", "en": DOCS / "readers.md"}


@pytest.mark.parametrize("language", PAGES)
def test_every_block_of_the_page_is_so(tmp_path: Path, language: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    session = Session(work, reader_environment(tmp_path / "reader", language))
    assert session.do(PAGES[language]) == 4


def test_both_pages_do_the_same() -> None:
    chinese, english = (blocks(page) for page in PAGES.values())
    assert [(one.language, one.file) for one in chinese] == [
        (one.language, one.file) for one in english
    ]
