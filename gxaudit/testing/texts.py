"""Texts that no rule may break on: arbitrary ones, and reports damaged in every way."""

from __future__ import annotations

from hypothesis import strategies as st

from gxaudit.specimen import HEADINGS, text_of
from gxaudit.testing.damage import cut_table
from gxaudit.testing.layout import one_noise
from gxaudit.testing.sample import Sample, report_from
from gxaudit.testing.sentences import Statement
from gxaudit.testing.spelling import BLANK_ZEROS
from gxaudit.testing.strategies import corrupted, layout_noise, reports, statements

GARBAGE = (
    "",
    "/",
    "—",
    "无",
    "约3",
    "1.5",
    "-2",
    "减3",
    "３",
    "1,000",
    "9" * 40,
    "NaN",
    "?",
    "０ 0",
)
"""What stands in cells that hold no whole number."""
_CELLS = st.sampled_from(GARBAGE) | st.text(
    st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), max_size=6
)
_TITLES = st.sampled_from(
    [
        "",
        "政府信息公开工作年度报告",
        "青岚县水务局2023年政府信息公开工作年度报告",
        "2019年政府信息公开工作年度报告",
    ]
)


@st.composite
def _garbled(draw: st.DrawFn) -> str:
    """A report with garbage in some cells and any words in its prose."""
    sample: Sample = draw(reports())
    addresses = [cell.address for cell in sample.form.cells]
    cells = draw(st.dictionaries(st.sampled_from(addresses), _CELLS, max_size=8))
    return _with_prose(draw, sample.changed(dict(cells))).text


def _with_prose(draw: st.DrawFn, sample: Sample) -> Sample:
    said: list[Statement] = draw(st.lists(statements(), max_size=3))
    words = "".join(one.text for one in said) + draw(st.text(max_size=40))
    section = draw(st.integers(1, len(HEADINGS)))
    return Sample(
        sample.form,
        sample.year,
        sample.cells,
        {**sample.prose, section: words},
        agency=sample.agency,
    )


@st.composite
def _shuffled(draw: st.DrawFn) -> str:
    """The lines of a report in any order, cut anywhere."""
    lines = draw(reports()).text.split("\n")
    draw(st.randoms(use_true_random=False)).shuffle(lines)
    return "\n".join(lines)[: draw(st.integers(0, 10_000))]


@st.composite
def _cut(draw: st.DrawFn) -> str:
    """A report of which one table lost its right side, or which ends early."""
    lines = draw(reports()).lines()
    if draw(st.booleans()):
        table, width = draw(st.sampled_from([2, 3, 4])), draw(st.integers(1, 14))
        return text_of(cut_table(lines, table, width))
    return text_of(lines[: draw(st.integers(0, len(lines)))])


@st.composite
def _blank(draw: st.DrawFn) -> str:
    """A report whose zeros are not printed."""
    layout = draw(one_noise(draw(st.sampled_from(sorted(BLANK_ZEROS)))))
    return layout.text(draw(reports()))


@st.composite
def _retitled(draw: st.DrawFn) -> str:
    """A report with another title, or none, before any other text."""
    whole = draw(st.just(report_from()) | reports())
    body = whole.text.partition("\n")[2] if draw(st.booleans()) else draw(st.text(max_size=300))
    return draw(_TITLES) + "\n" + body


@st.composite
def _noisy(draw: st.DrawFn) -> str:
    return draw(layout_noise()).text(draw(reports()))


def any_texts() -> st.SearchStrategy[str]:
    """Any text at all; most are reports still, for only those reach the rules."""
    spoilt = corrupted().map(lambda damage: damage.text)
    return st.one_of(
        _retitled(), _garbled(), _shuffled(), _cut(), _blank(), _noisy(), spoilt, st.text()
    )
