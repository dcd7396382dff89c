"""Hostile text is visible and harmless wherever it is printed."""

from __future__ import annotations

import json
import sys
import unicodedata

from hypothesis import given

from gxaudit.render.spelling.escape import UNSAFE, json_visible, readable, visible
from tests.unit.results import words

# Categories that a terminal or a reader's eye cannot be trusted with.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_every_control_format_surrogate_and_separator_of_unicode_is_named() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    passed = [char for char in every if unicodedata.category(char) in _HIDDEN]
    assert [char for char in passed if not UNSAFE.match(char)] == []


def test_what_a_report_is_written_with_stays_as_it_is() -> None:
    plain = "（一）予以公开 44 件，“三安全一稳定”—Ａ1,234.50\u3000\u00a0·《条例》①⼀ é e\u0301"
    assert visible(plain) == plain


@given(words)
def test_nothing_hidden_is_left(text: str) -> None:
    assert not UNSAFE.search(visible(text))


@given(words)
def test_nothing_is_lost(text: str) -> None:
    kept = "".join(char for char in text if not UNSAFE.match(char))
    named = [char for char in text if UNSAFE.match(char)]
    shown = visible(text)
    for char in named:
        code = ord(char)
        name = f"<0x{code - 0xDC00:02X}>" if 0xDC80 <= code <= 0xDCFF else f"<U+{code:04X}>"
        before, found, after = shown.partition(name)
        assert found
        shown = before + after
    assert shown == kept


@given(words)
def test_json_keeps_its_meaning(text: str) -> None:
    document = json.dumps([text], ensure_ascii=False)
    shown = json_visible(document)
    assert not UNSAFE.search(shown)
    assert json.loads(shown) == json.loads(document)


def test_an_undecodable_byte_of_a_file_name_is_shown_as_that_byte() -> None:
    name = b"\xc4\xff\xb1.txt".decode("utf-8", "surrogateescape")
    assert visible(name) == "<0xC4><0xFF><0xB1>.txt"


def test_a_bidirectional_override_is_named() -> None:
    assert visible("a\u202e\u2066txt.exe") == "a<U+202E><U+2066>txt.exe"


def test_what_nobody_reads_to_its_end_is_cut_and_says_how_long_it_was() -> None:
    assert readable("0、" * 100_000).endswith("...(200000)")
    assert len(readable("\x00" * 10_000_000)) < 20_000
    assert readable("\x1b短") == "<U+001B>短"
