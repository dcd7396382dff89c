"""Which reader a file is for: by what it holds, never by its name alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gxaudit.readers.docx import DocxReader
from gxaudit.readers.html import HtmlReader
from gxaudit.readers.mht import MhtReader
from gxaudit.readers.model import Reader
from gxaudit.readers.oldoffice import OldOfficeReader
from gxaudit.readers.pdf import PdfReader
from gxaudit.readers.xlsx import XlsxReader
from gxaudit.wording import Text

_SCANNED = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_OTHERS = (
    (b"OFD.xml", Text("OFD 版式文件", "an OFD document")),
    (b"ppt/", Text("演示文稿（pptx）", "a presentation (pptx)")),
)
"""Packages that nobody here reads, by the name of a part."""
_PACKED = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip"))


@lru_cache(maxsize=1)
def ours() -> tuple[Reader, ...]:
    """The readers that gxaudit brings, in the order in which they are asked."""
    return (
        DocxReader(),
        XlsxReader(),
        PdfReader(),
        OldOfficeReader(),
        MhtReader(),
        HtmlReader(),
    )


def choose(data: bytes, name: str, readers: Iterable[Reader]) -> Reader | None:
    """The first reader that recognises the bytes; None for plain text and for what nobody reads."""
    return next((reader for reader in readers if reader.recognises(data, name)), None)


def unreadable(data: bytes) -> Text | None:
    """What to say of bytes that no reader wanted, where their beginning tells what they are."""
    if b"\x00" not in data[:1024]:
        return None
    picture = next((kind for mark, kind in _SCANNED if data.startswith(mark)), None)
    if picture is not None or data[4:8] == b"ftyp" or data[8:12] == b"WEBP":
        return Text(
            f"是图片（{picture or '照片'}），扫描件没有文字层，无法检查。"
            "请用识别软件转成文字后再检查",
            f"a picture ({picture or 'photograph'}): scanned, no text layer. Have a program "
            "recognise its text first",
        )
    if data.startswith(b"PK\x03\x04"):
        other = next((what for mark, what in _OTHERS if mark in data), None)
        if other is not None:
            return _not_read(other)
    packed = next((kind for mark, kind in _PACKED if data.startswith(mark)), None)
    if data.startswith(b"PK\x03\x04"):
        packed = "ZIP"
    if packed is not None:
        return Text(
            f"是 {packed} 压缩包，里面没有认得出的文档，未读取。请解开后检查其中的报告",
            f"a {packed} archive without a document that could be recognised; unpack it and audit "
            "the report itself",
        )
    return None


def _not_read(what: Text) -> Text:
    return Text(
        f"是{what.zh}，本工具不能读取。请用原软件另存为 docx、xlsx 或带文字层的 PDF 后再检查",
        f"{what.en}, which is not read. Save it as docx, xlsx or a PDF with a text layer in the "
        "program that made it",
    )
