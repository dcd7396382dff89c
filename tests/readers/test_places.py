"""Lines that a rule names become places of the file; documents cross to another process whole."""

from __future__ import annotations

import pickle

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.readers.model import Document, Place, Row, prose, table_row
from gxaudit.readers.places import NOWHERE, place_of, told
from gxaudit.readers.wire import packed, unpacked
from gxaudit.wording import Text

ROWS = (
    prose("标题", Place(line=7)),
    prose("一段", Place(paragraph=4)),
    table_row(["甲", "12"], [Place(page=3, table=2, row=5, column=at) for at in (1, 2)]),
    prose("不知何处"),
)
DOCUMENT = Document(ROWS)


@pytest.mark.parametrize(
    ("zh", "told_zh", "en", "told_en"),
    [
        ("第 1 行写着", "第 7 行写着", "line 1 says", "line 7 says"),
        ("见第 2 行第 9 列", "见第 4 段", "in line 2, column 9.", "in paragraph 4."),
        ("第 3 行", "第 3 页第 2 个表格第 5 行", "line 3", "page 3, table 2, row 5"),
        ("第 4 行", "读出的第 4 行", "line 4", "line 4 as read"),
        ("第 99 行", "第 99 行", "line 99", "line 99"),
        ("“第 1 行”没有变", "“第 1 行”没有变", "“line 1” stays", "“line 1” stays"),
    ],
)
def test_a_message_names_lines_of_the_file(zh: str, told_zh: str, en: str, told_en: str) -> None:
    assert told(DOCUMENT, Text(zh, en)) == Text(told_zh, told_en)


def test_a_stretch_has_the_place_of_its_cell() -> None:
    assert place_of(DOCUMENT, 3, 3, 5) == Place(page=3, table=2, row=5, column=2)
    assert place_of(DOCUMENT, 3, 1, 5) == Place(page=3, table=2, row=5)
    assert place_of(DOCUMENT, 4, 1, 2) == NOWHERE
    assert place_of(DOCUMENT, 9, 1, 2) == NOWHERE


NUMBERS = st.none() | st.integers(1, 999)
PLACES = st.none() | st.builds(
    Place,
    **{each.name: NUMBERS for each in fields(Place) if each.name not in ("sheet", "cell", "box")},
    sheet=st.none() | st.text(max_size=5),
)
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=6)


@given(st.lists(st.lists(st.tuples(CELLS, PLACES), min_size=1, max_size=4), max_size=6))
def test_a_document_crosses_whole(drawn: list[list[tuple[str, Place | None]]]) -> None:
    rows = tuple(
        Row(tuple(cell for cell, _ in row), tuple(place for _, place in row)) for row in drawn
    )
    document = Document(rows, (Text("缺", "lacks"),), (Text("注", "note"),), "gb18030")
    assert unpacked(pickle.loads(pickle.dumps(packed(document)))) == document


def test_no_cell_breaks_a_line_or_a_column() -> None:
    (row,) = unpacked(packed(Document((Row(("a\tb\nc\u2028d",)),)))).rows
    assert row.cells == ("a b c d",)
