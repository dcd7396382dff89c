"""Lists over several lines are read as one sentence, every figure where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit import read_prose
from gxaudit.reading.itemised import Line, gathered

LISTS = {
    "numbered": "共收到申请12件，其中：\n1.网络申请9件；\n2.信函申请3件。",
    "in brackets": "共收到申请12件，具体情况如下：\n（1）网络申请9件。\n（2）信函申请3件。",
    "unmarked": "共收到申请12件：\n网络申请9件；\n信函申请3件。\n全年没有培训2次。",
    "apart": "共收到申请12件。其中：\n\n- 网络申请 9件\n\n- 信函申请 3件\n",
    "in one line": "共收到申请12件。其中，网络申请9件，信函申请3件。",
}
TOTAL = "applications_received"


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_is_a_breakdown_of_the_total_before_it(text: str) -> None:
    prose = read_prose(text, year=2023)
    said = [(claim.metric, text[claim.start : claim.end]) for claim in prose.claims]
    assert said == [(TOTAL, "12"), (f"{TOTAL}_online", "9"), (f"{TOTAL}_letter", "3")]
    (found,) = prose.breakdowns
    assert (found.total.value, [part.value for part in found.parts]) == (12, [9, 3])


def test_a_paragraph_below_a_colon_is_no_item() -> None:
    lines = [Line("现将情况报告如下：", 0), Line("全年收到申请3件。办结2件。", 10)]
    assert [*gathered(lines)] == lines


def test_a_list_ends_with_its_section() -> None:
    lines = [Line("其中：", 0, 1), Line("1.网络9件；", 4, 2)]
    assert [*gathered(lines)] == lines


@given(st.lists(st.text("收到12：；。，其中\t （）1.申请", max_size=12), max_size=8))
def test_every_character_that_stays_keeps_its_place(texts: list[str]) -> None:
    whole, lines = "\n".join(texts), []
    start = 0
    for text in texts:
        lines.append(Line(text, start))
        start += len(text) + 1
    for line in gathered(lines):
        for at, character in enumerate(line.text, line.start):
            assert whole[at] == character or character in " ；"
