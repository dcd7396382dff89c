"""Bytes to text: strict, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.forms import form_named
from gxaudit.reading.source import SourceError, decode
from gxaudit.specimen import specimen

REPORT = specimen(form_named("2021"), prose={1: "本年度主动公开政府信息若干条。"})
ENCODINGS = {
    "utf-8": REPORT.encode("utf-8"),
    "utf-8-sig": REPORT.encode("utf-8-sig"),
    "utf-16": REPORT.encode("utf-16"),
    "gb18030": REPORT.encode("gb18030"),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_text(name: str, newline: str) -> None:
    codec = "utf-16" if name == "utf-16" else name
    data = REPORT.replace("\n", newline).encode(codec)
    assert decode(data) == (REPORT, name)


@given(st.integers(0, len(ENCODINGS["utf-8"]) - 1), st.integers(0x80, 0xFF))
def test_a_damaged_byte_never_turns_utf8_into_gb18030(at: int, byte: int) -> None:
    data = bytearray(ENCODINGS["utf-8"])
    data[at] = byte
    try:
        _, encoding = decode(bytes(data))
    except SourceError as error:
        assert "UTF-8" in error.message.en
        assert "byte" in error.message.en
        assert "字节" in error.message.zh
    else:
        assert encoding == "utf-8"


@given(st.integers(1, len(ENCODINGS["utf-8"])))
def test_a_utf8_file_cut_anywhere_is_never_gb18030(length: int) -> None:
    try:
        text, encoding = decode(ENCODINGS["utf-8"][:length])
    except SourceError:
        return
    assert encoding == "utf-8"
    assert REPORT.startswith(text)


def test_the_offset_of_the_bad_byte_is_named() -> None:
    data = ENCODINGS["utf-8"]
    at = data.index("年度报告".encode())
    with pytest.raises(SourceError, match=f"byte {at} "):
        decode(data[:at] + b"\xff" + data[at:])


def test_gb18030_with_a_bad_byte_is_an_error() -> None:
    with pytest.raises(SourceError, match="GB18030"):
        decode(ENCODINGS["gb18030"] + b"\xff\xff")


def test_nul_bytes_are_no_text() -> None:
    with pytest.raises(SourceError, match="NUL"):
        decode("2023年度报告".encode("utf-16-le"))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_source_error(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except SourceError as error:
        assert error.message.zh
    else:
        assert "\r" not in text
