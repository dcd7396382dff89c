"""The guides for auditors and integrators, done block by block as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import Session, blocks, reader_environment

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = ("auditors", "integrators")
SUFFIXES = {"zh": ".zh-CN.md", "en": ".md"}


@pytest.mark.parametrize("language", SUFFIXES)
@pytest.mark.parametrize("guide", GUIDES)
def test_every_block_is_so(guide: str, language: str, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    session = Session(work, reader_environment(tmp_path / "reader", language))
    assert session.do(DOCS / f"{guide}{SUFFIXES[language]}") > 3


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_do_the_same(guide: str) -> None:
    chinese, english = (blocks(DOCS / f"{guide}{suffix}") for suffix in SUFFIXES.values())
    assert [one.language for one in chinese] == [one.language for one in english]
