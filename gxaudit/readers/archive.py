"""Archives are opened by nobody before they were looked through here (docx, xlsx, and what else is
a ZIP).

Sizes are counted while unpacking, never believed: the declared ones only refuse sooner. Nothing is
kept and nothing is written anywhere.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

MOST_ENTRIES = 5_000
MOST_BYTES = 200_000_000
"""Of all entries together, unpacked."""
MOST_XML = 40_000_000
"""Of one XML part, unpacked: its tree takes ten times as much."""
MOST_RATIO = 200
"""Unpacked size by packed size, of entries above :data:`SMALL`."""
SMALL = 1_000_000
_CHUNK = 1 << 20
_OVERLAP = 64
_DIRECTORY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh")
_XML = (".xml", ".rels", ".vml")
_NAME = re.compile(r"[^/\\:\x00-\x1f][^\\:\x00-\x1f]*")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})["']""")
_KNOWN = frozenset((b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"))
_DECLARATIONS = tuple(
    words.encode(codec)
    for words in ("<!DOCTYPE", "<!ENTITY")
    for codec in ("ascii", "utf-16-le", "utf-16-be")
)


def check_archive(data: bytes) -> tuple[str, ...]:
    """Look through a ZIP, unpacking everything once; returns the names in it.

    Raises ``SourceError`` for what is damaged, encrypted, too large, too many, too strongly packed
    or named so that it would land elsewhere; for a nested archive outside an ``embeddings`` folder
    (those are never opened); and for an XML part with a DOCTYPE or in an unusual encoding.
    """
    if data.count(_DIRECTORY) > MOST_ENTRIES:
        raise SourceError(_too_many())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries)
            total = 0
            for entry in entries:
                total += _check_entry(archive, entry, MOST_BYTES - total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise SourceError(_damaged(error)) from error
    return tuple(entry.filename for entry in entries)


def refuse_doctype(part: bytes, name: str) -> None:
    """Raise ``SourceError`` where an XML part declares a document type or entities.

    ``part`` may be a piece of the part that overlaps with the last piece.
    """
    upper = part.upper()
    if any(each in upper for each in _DECLARATIONS):
        raise SourceError(
            Text(
                f"内含的 {name:.120} 有 DOCTYPE（文档类型声明），正常的办公文档没有，可能是恶意"
                "文件，未读取。请用办公软件打开后另存",
                f"its part {name:.120} has a DOCTYPE, which office documents never have; it may be "
                "malicious and was not read. Open it in an office program and save it again",
            )
        )


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise SourceError(_too_many())
    names = {entry.filename for entry in entries}
    if len(names) < len(entries):
        raise SourceError(
            Text(
                "压缩包里有同名的文件，读哪一个并不确定，未读取。请用办公软件打开后另存",
                "two parts in it have one name, so which one counts is not certain; not read. "
                "Open it in an office program and save it again",
            )
        )
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_BYTES:
        raise SourceError(_too_large(declared))
    for entry in entries:
        _check_header(entry)


def _check_header(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if not _NAME.fullmatch(name) or ".." in name.split("/"):
        raise SourceError(
            Text(
                f"压缩包里有指向包外的文件名“{name:.120}”，可能是恶意文件，未读取",
                f"the name of a part leads out of the file: '{name:.120}'; it may be malicious "
                "and was not read",
            )
        )
    if entry.flag_bits & 1:
        raise SourceError(
            Text(
                "文件已加密，未读取。请去掉密码后再检查",
                "the file is encrypted and was not read; remove its password first",
            )
        )
    if entry.compress_type not in _METHODS:
        raise NotImplementedError(f"compression method {entry.compress_type}")


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one entry piece by piece; returns its size."""
    xml = entry.filename.lower().endswith(_XML)
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if not size:
                _check_beginning(entry.filename, chunk, xml=xml)
            size += len(chunk)
            _check_size(entry, size, left, xml=xml)
            if xml:
                refuse_doctype(tail + chunk, entry.filename)
                tail = chunk[-_OVERLAP:]
    return size


def _check_beginning(name: str, chunk: bytes, *, xml: bool) -> None:
    if chunk.startswith(_ARCHIVES) and "embeddings" not in name.lower().split("/"):
        raise SourceError(
            Text(
                f"压缩包里又有压缩包（{name:.120}），未读取。请解开后检查其中的报告",
                f"an archive in an archive ({name:.120}), which was not read; unpack it and audit "
                "the report itself",
            )
        )
    declared = _ENCODING.search(chunk[:_CHUNK].lower()) if xml else None
    if declared and declared[1].strip() not in _KNOWN:
        said = declared[1].decode("ascii", "replace")
        raise SourceError(
            Text(
                f"内含的 {name:.120} 用了少见的编码“{said}”，办公文档只用 UTF-8 或 UTF-16，未读取",
                f"its part {name:.120} is in the encoding '{said}'; office documents are in UTF-8 "
                "or UTF-16 only; not read",
            )
        )


def _check_size(entry: zipfile.ZipInfo, size: int, left: int, *, xml: bool) -> None:
    if size > left:
        raise SourceError(_too_large(MOST_BYTES - left + size))
    if xml and size > MOST_XML:
        raise SourceError(_part_too_large(entry.filename, MOST_XML))
    if size > SMALL and size > MOST_RATIO * max(entry.compress_size, 1):
        raise SourceError(
            Text(
                f"内含的 {entry.filename:.120} 解压后是原来的 {MOST_RATIO} 倍以上，像是压缩炸弹，"
                "未读取",
                f"its part {entry.filename:.120} unpacks to more than {MOST_RATIO} times its size, "
                "as a zip bomb does; not read",
            )
        )


def _too_many() -> Text:
    return Text(
        f"压缩包里的文件超过 {MOST_ENTRIES} 个，未读取",
        f"more than {MOST_ENTRIES} parts are in it; not read",
    )


def _too_large(size: int) -> Text:
    return Text(
        f"解压后有 {size} 字节以上，超过上限 {MOST_BYTES} 字节，未读取",
        f"unpacked it has {size} bytes or more, over the limit of {MOST_BYTES}; not read",
    )


def _part_too_large(name: str, limit: int) -> Text:
    return Text(
        f"内含的 {name:.120} 解压后超过上限 {limit} 字节，未读取",
        f"its part {name:.120} unpacks to more than the limit of {limit} bytes; not read",
    )


def _damaged(error: Exception) -> Text:
    why = str(error)[:120] or type(error).__name__
    return Text(
        "文件已损坏或不完整，未读取。请重新下载或用原软件另存",
        f"the file is damaged or cut short ({why}) and was not read; fetch or save it again",
    )
