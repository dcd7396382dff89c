"""Numbers as prose writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gxaudit.reading.numerals import ARABIC, CHINESE, arabic_value, chinese_value, times
from gxaudit.report import Number

DIGITS = "零一二三四五六七八九"


def group_in_chinese(value: int) -> str:
    """A number from 1 to 9999 as it is written inside a longer numeral: made from the rules of
    the language, not from the reader.
    """
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
        gap = not digit
    return written


@given(st.integers(0, 9999))
@example(10)
@example(110)
@example(2003)
def test_a_chinese_numeral_below_ten_thousand_reads_back(value: int) -> None:
    written = "零" if value == 0 else group_in_chinese(value)
    if written.startswith("一十"):
        written = written[1:]
    assert chinese_value(written) == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_ten_thousands_and_the_rest_read_back(head: int, rest: int) -> None:
    lead = group_in_chinese(head)
    lead = lead[1:] if lead.startswith("一十") else lead
    gap = "零" if rest < 1000 else ""
    assert chinese_value(f"{lead}万{gap}{group_in_chinese(rest)}") == head * 10**4 + rest
    assert chinese_value(f"{lead}亿") == head * 10**8


@given(st.integers(2000, 2099))
def test_digits_one_by_one_read_as_a_year_does(year: int) -> None:
    assert chinese_value("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == year


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两百", 200),
        ("三千五百", 3500),
        ("一万零五", 10005),
        ("十五万", 150_000),
        ("一万两千三百四十五", 12_345),
        ("一百二十万", 1_200_000),
        ("一亿零三万", 100_030_000),
        ("〇", 0),
        ("二〇二三", 2023),
    ],
)
def test_numerals_as_documents_write_them(written: str, value: int) -> None:
    assert chinese_value(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "万",
        "百",
        "千",
        "零五",
        "一百五",
        "三五",
        "七八",
        "一百二百",
        "十百",
        "一零五百",
        "一百零",
        "件",
    ]
    + ["一" * 30],
)
def test_what_may_mean_two_things_is_no_number(written: str) -> None:
    assert chinese_value(written) is None


@given(st.text(alphabet="零〇一二三四五六七八九十百千万亿两", max_size=30))
def test_any_run_of_numeral_characters_is_a_number_or_none(text: str) -> None:
    value = chinese_value(text)
    assert value is None or 0 <= value < 10**16
    match = CHINESE.match(text)
    assert (match is not None and match[0] == text) or not text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("3607", 3607),
        ("3,607", 3607),
        ("3，607", 3607),
        ("1,234,567", 1_234_567),
        ("0.0000", Decimal("0.0000")),
        ("72701.2578", Decimal("72701.2578")),
        ("1,234.5", Decimal("1234.5")),
    ],
)
def test_arabic_numbers(written: str, value: Number) -> None:
    match = ARABIC.match(written)
    assert match is not None
    assert match[0] == written
    read = arabic_value(match)
    assert read == value
    assert str(read) == str(value), "the digits printed are kept"


@given(st.integers(0, 10**15 - 1))
def test_thousands_separators_change_nothing(value: int) -> None:
    for written in (f"{value}", f"{value:,}"):
        match = ARABIC.match(written)
        assert match is not None
        assert arabic_value(match) == value


def test_a_comma_that_is_no_separator_ends_the_number() -> None:
    match = ARABIC.match("12，2023")
    assert match is not None
    assert match[0] == "12"


def test_a_number_with_more_digits_than_a_count_has_is_none() -> None:
    match = ARABIC.match("9" * 5000)
    assert match is not None
    assert arabic_value(match) is None


@pytest.mark.parametrize(
    ("value", "word", "product"),
    [(3, "千", 3000), (Decimal("1.2"), "万", 12_000), (2, "亿", 200_000_000)],
)
def test_multipliers(value: Number, word: str, product: int) -> None:
    assert times(value, word) == product
    assert isinstance(times(value, word), int)
