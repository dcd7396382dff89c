"""docs/store.md: its columns are those of a store, and its SQL is answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gxaudit.store.opened import Store
from gxaudit.store.questions import QUESTIONS
from gxaudit.store.schema import SCHEMA, figures, tables
from gxaudit.store.writer import StoreWriter
from tests.contract.bilingual import ROOT
from tests.docs.blocks import blocks

PAGES = [ROOT / "docs" / "store.md", ROOT / "docs" / "store.zh-CN.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_table_and_column_is_described(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    own = {name for each in figures() for name in (each.column, each.state)}
    for table in tables():
        named = re.search(
            rf"^(?:### |\| )`{table.name}`.*?(?=^### |^\| `|\Z)", text, re.MULTILINE | re.DOTALL
        )
        described = text if table.name == "reports" else (named or [""])[0]
        missing = [
            each.name
            for each in table.columns
            if each.name not in own and f"`{each.name}`" not in described
        ]
        assert named and not missing, (table.name, missing)
    assert re.search(rf"(Schema {SCHEMA}\.|第 {SCHEMA} 版。)", text)


def test_both_pages_name_every_question() -> None:
    for page, at in zip(PAGES, (1, 0), strict=True):
        text = page.read_text(encoding="utf-8")
        assert all(f"`{each.name[at]}`" in text for each in QUESTIONS)


def test_the_sql_of_the_page_is_answered(tmp_path: Path) -> None:
    StoreWriter(str(tmp_path / "store")).commit()
    shown = [block.text for page in PAGES for block in blocks(page) if block.language == "sql"]
    assert len(shown) == 4
    with Store(str(tmp_path / "store")) as store:
        assert [list(store.ask(sql).rows) for sql in shown] == [[], [], [], []]
