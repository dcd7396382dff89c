"""The bytes of a page to its text. What the page declares of itself counts after what its bytes
show: pages that were converted and still declare the old encoding are common.
"""

from __future__ import annotations

import re

from gxaudit.reading.source import SourceError, decode
from gxaudit.wording import Text

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,400}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)"
    rb"""\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_CHINESE_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_GB = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "ms936", "euc-cn"))
_OTHERS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "windows-1252": "cp1252"}


def declared(data: bytes) -> str:
    """The encoding that a page names in its head, in lower case; empty where it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii").lower() if match else ""


def decode_page(data: bytes, told: str = "") -> tuple[str, str, bool]:
    """Text, encoding, and whether bytes were damaged; U+FFFD stands for those. ``told`` is what
    others say of the encoding of a page that declares none.

    Damage in a script or a description harms nobody: it matters where the report is. Raises
    ``SourceError`` where the encoding cannot be told.
    """
    if data.startswith(_BOMS):
        return (*decode(data), False)
    said = declared(data) or told
    if said in _GB and not _is_utf8(data):
        return _lenient(data, "gb18030")
    if said in _OTHERS:
        return _lenient(data, _OTHERS[said])
    try:
        return (*decode(data), False)
    except SourceError:
        if said in ("utf-8", "utf8"):
            return _lenient(data, "utf-8")
        raise


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 beyond doubt: valid, and with the three-byte sequences of Chinese."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _CHINESE_UTF8.search(data) is not None


def _lenient(data: bytes, codec: str) -> tuple[str, str, bool]:
    try:
        return data.decode(codec), codec, False
    except UnicodeDecodeError:
        return data.decode(codec, "replace"), codec, True


def damaged(codec: str) -> SourceError:
    """The error for a report with bytes in it that are no text."""
    return SourceError(
        Text(
            f"网页正文中有不合法的 {codec.upper()} 字节，未作猜测。请重新下载，或另存为 UTF-8 网页",
            f"the text of the page has bytes that are not valid {codec.upper()}, and nothing was "
            "guessed. Fetch it again, or save it as UTF-8",
        )
    )
