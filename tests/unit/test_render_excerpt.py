"""The excerpt below a finding: the marked cell, its carets, its surroundings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from gxaudit.render.spelling.escape import UNSAFE
from gxaudit.render.spelling.width import char_width, text_width
from gxaudit.render.spelling.wrap import wrapped
from gxaudit.render.telling.excerpt import ROOM, excerpt
from tests.unit.results import words

# What reports are written with: Latin, Chinese, full-width forms, Kangxi radicals, marks.
printable = st.text(
    st.sampled_from("09aZ .-/一三（）“”…—Ａ１⼀⺠、。·éー가①→\u3000\u00a0")
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
)


@st.composite
def marked(draw: st.DrawFn, lines: st.SearchStrategy[str]) -> tuple[str, int, int]:
    line = draw(lines)
    start = draw(st.integers(0, len(line)))
    return line, start, draw(st.integers(start, len(line)))


@given(printable)
def test_widths_agree_with_wcwidth(text: str) -> None:
    assert text_width(text) == wcswidth(text)


@given(marked(printable.filter(lambda line: len(line) < 40)))
def test_a_short_line_is_shown_whole_with_carets_under_the_mark(case: tuple[str, int, int]) -> None:
    line, start, end = case
    shown, carets = excerpt(line, start, end)
    assert shown == line.rstrip()
    assert carets == " " * wcswidth(line[:start]) + "^" * max(1, wcswidth(line[start:end]))


@given(marked(words.map(lambda text: text * 40)))
def test_any_line_is_shown_in_its_room(case: tuple[str, int, int]) -> None:
    shown, carets = excerpt(*case)
    assert not UNSAFE.search(shown)
    assert "\n" not in shown
    assert max(text_width(shown), text_width(carets)) <= ROOM
    assert carets.strip()
    assert set(carets.strip()) == {"^"}


@given(
    st.text("甲乙0 ", max_size=500),
    st.text("123", min_size=1, max_size=9),
    st.text("甲乙0 ", max_size=500),
)
def test_carets_stand_under_the_mark_however_long_the_line(
    before: str, mark: str, after: str
) -> None:
    shown, carets = excerpt(before + mark + after, len(before), len(before) + len(mark))
    at = len(carets) - len(mark)
    column, under = 0, ""
    for char in shown:
        if at <= column < len(carets):
            under += char
        column += char_width(char)
    assert under == mark


def test_tabs_are_separators_and_an_empty_cell_has_one_caret() -> None:
    line = "一、新收\t\t44\t\t45"
    assert excerpt(line, 5, 5) == ("一、新收 |  | 44 |  | 45", "           ^")
    assert excerpt(line, 10, 12) == ("一、新收 |  | 44 |  | 45", "                      ^^")


def test_the_label_before_a_far_figure_is_kept_in_sight() -> None:
    line = "一、本年新收政府信息公开申请数量\t\t" + "\t".join("0" * 7) + "\t附注" * 200
    shown, _ = excerpt(line, 30, 31)
    assert shown.startswith("一、本年新收")
    assert shown.endswith("...")


def test_a_line_of_ten_million_characters_is_windowed() -> None:
    line = "年" * 5_000_000 + "44" + "度" * 5_000_000
    shown, carets = excerpt(line, 5_000_000, 5_000_002)
    assert shown.startswith("...年")
    assert shown.endswith("度...")
    assert carets.endswith(" ^^")


def test_the_label_stays_in_sight_before_a_figure_of_five_thousand_digits() -> None:
    shown, carets = excerpt("一、本年新收\t\t" + "9" * 5000, 8, 5008)
    assert shown.startswith("一、本年新收 |  | 99999")
    assert carets.startswith(" " * 18 + "^^^^^")


def test_a_mark_outside_the_line_is_brought_back_into_it() -> None:
    assert excerpt("总计", -3, 99) == ("总计", "^^^^")
    assert excerpt("总计", 7, 9) == ("总计", "    ^")


@given(words.map(lambda text: text.replace("\n", "")), st.integers(2, 30))
def test_wrapping_keeps_the_text_and_the_width(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert all(text_width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrapping_breaks_after_words_and_not_before_closing_marks() -> None:
    assert list(wrapped("carried over to next year", 16)) == ["carried over to", "next year"]
    assert list(wrapped("甲乙丙丁，戊", 8)) == ["甲乙丙", "丁，戊"]
    assert list(wrapped("甲乙丙（丁）", 8)) == ["甲乙丙", "（丁）"]
