"""Stage 1 for plain text: bytes to decoded text, strictly, never with replacement characters."""

from __future__ import annotations

import codecs
import re

from gxaudit.wording import Text

_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    # the beginning of a sequence at the end of a file that was cut
    rb"|(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z"
)
_NON_ASCII = bytes(range(0x80, 0x100))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_SURELY_OTHERS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+<|\xff\xfe\s*+<|\xfe\xff(?:\x00\s)*+\x00<"
    rb"|PK[\x03\x05]|\xd0\xcf\x11\xe0|\{\\rtf|\xff\xd8\xff|\x89PNG|GIF8|BM|II\*|MM\x00|Rar!|7z\xbc|\x1f\x8b"
    rb"|[A-Z][A-Za-z-]{1,60}: "
)
"""How files that are no plain text begin."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEGINNING = 1024
_HEADINGS = ("结果维持", "复议后起诉")
_FIGURE_BESIDE = re.compile(r"[^\n]{0,60}?\t[^\S\n]{0,9}[0-9/]")


class SourceError(ValueError):
    """Bytes that cannot be read as text; ``message`` says where and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def decode(data: bytes) -> tuple[str, str]:
    r"""Decode a text file; returns the text, newlines as ``\\n``, and the encoding's name.

    UTF-8 with or without BOM, UTF-16 with BOM, GB18030. Raises :class:`SourceError`, which
    names the offset of an undecodable byte. A UTF-8 file with a damaged byte is an error: it is
    never read as GB18030, which would turn it into plausible nonsense.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    if b"\x00" in data:
        raise SourceError(_binary(data.index(b"\x00")))
    try:
        return _newlines(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise SourceError(_undecodable("UTF-8", error)) from error
    return _strict(data, "gb18030"), "gb18030"


def is_surely_text(data: bytes) -> bool:
    """Whether the bytes are plain text at a glance, so that no reader of a format need be asked.

    False says nothing: text with a tag in it, or with NUL bytes, deserves a second look.
    """
    return (
        _SURELY_OTHERS.match(data) is None
        and b"</" not in data
        and (b"\x00" not in data or data.startswith(_WIDE))
        and b"%PDF-" not in data[:_BEGINNING]
    )


def may_need_straightening(text: str) -> bool:
    """Whether a text could hold tables in another form than rows of cells between tabs: pipes, one
    cell a line, section four printed downwards. False for the ordinary text, at no cost.
    """
    if "|" in text or "｜" in text or "\t" not in text:
        return True
    return any(_has_figure_beside(text, heading) for heading in _HEADINGS)


def _has_figure_beside(text: str, heading: str) -> bool:
    """Whether a heading of section four has a figure beside it: the form has them below."""
    at = text.find(heading)
    while at >= 0:
        if _FIGURE_BESIDE.match(text, at):
            return True
        at = text.find(heading, at + 1)
    return False


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _newlines(data.decode(encoding))
    except UnicodeDecodeError as error:
        name = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(encoding, "GB18030")
        raise SourceError(_undecodable(name, error)) from error


def _newlines(text: str) -> str:
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes outside ASCII belong to well-formed UTF-8 sequences.

    Chinese text in GB18030 has few such sequences (well under half), a UTF-8 file with some
    damage nearly only.
    """
    inside = len(data) - len(_MULTIBYTE.sub(b"", data))
    outside = len(data) - len(data.translate(None, _NON_ASCII))
    return inside * 2 > outside


def _undecodable(encoding: str, error: UnicodeDecodeError) -> Text:
    at, byte = error.start, error.object[error.start]
    return Text(
        f"第 {at} 字节（0x{byte:02X}）处不是合法的 {encoding} 编码，未作猜测。"
        "请用原始软件重新导出，另存为 UTF-8 后再检查",
        f"byte {at} (0x{byte:02X}) is not valid {encoding}, and nothing was guessed. "
        "Export the file again and save it as UTF-8",
    )


def _binary(offset: int) -> Text:
    return Text(
        f"第 {offset} 字节是空字节，不是文本文件（或是没有 BOM 的 UTF-16）。请另存为 UTF-8 文本",
        f"byte {offset} is NUL: not a text file (or UTF-16 without a BOM). Save it as UTF-8 text",
    )
