"""What an earlier run of ours wrote, known by its content: that may be replaced, nothing else.

Judged cheaply: by how a file begins or ends, and by the properties of office files.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

_ENDS = 4096
"""Bytes that are looked at from each end of a file."""
_BEGIN = {
    "json": rb'\{"schema":\d+,"tool":\{"name":"gxaudit"',
    "jsonl": rb'\{"run":\{"schema":\d+,"tool":\{"name":"gxaudit"',
    "csv": "\ufeff(?:类别,机关,年度,文件,|kind,agency,year,file,)".encode(),
    "sarif": rb'\{"\$schema":"[^"]*","version":"2\.1\.0","runs":\[\s*\{"tool":\{"driver":\{'
    rb'"name":"gxaudit"',
    "junit": rb'<\?xml [^>]*\?>\s*<testsuites name="gxaudit ',
    "markdown": rb"# (gxaudit |Result of gxaudit)",
    "html": rb'(?s)<!doctype html>.{,2000}<meta name="generator" content="gxaudit ',
}
_VERDICT = re.compile(r"（退出码 \d+）|\(exit code \d+\)")
"""In one of the last lines of a text."""
_PART = re.compile(rb'"automationDetails":\{"id":"gxaudit-(\d+)/"\}')
_PAGE = re.compile(r"(?:rule-)?\d+\.html")
_OFFICE = ("docx", "xlsx")
_PROPERTIES = "docProps/core.xml"
_CREATOR = b"<dc:creator>gxaudit</dc:creator>"
_COMMENTS = re.compile(r"(?:^|/)comments\d*\.xml$", re.IGNORECASE)
_COMMENTED = 20_000_000
"""Bytes of comments that are looked through."""
_OURS = b':author="gxaudit"'
_NONE = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_BROKEN = (
    OSError, KeyError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
"""What a file that is no package, or a damaged one, leads to."""
_IDENTIFIER = re.compile(rb"<dc:identifier>gxaudit-(\d+)</dc:identifier>")


def is_result(path: str, form: str) -> bool:
    """Whether a file is a result of ours in this format. Never raises."""
    if form in _OFFICE:
        return is_signed(_properties(path))
    head, tail = _head_and_tail(path)
    if form == "text":
        return _VERDICT.search(tail.decode("utf-8", "replace")) is not None
    return begins(head, form)


def is_annotated(path: str) -> bool:
    """Whether a Word file has a comment of ours, or a part for comments as we add it before there
    is any. Never raises.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if _COMMENTS.search(name)]
            parts = [_part(package, name, _COMMENTED) for name in names]
            return any(_OURS in part or part.endswith(_NONE) for part in parts)
    except _BROKEN:
        return False


def is_part(path: str, number: int) -> bool:
    """Whether a file is the one with this number of a result that we wrote in several. Never
    raises.
    """
    found = None
    if is_result(path, "sarif"):
        found = _PART.search(_head_and_tail(path)[1])
    elif is_result(path, "docx"):
        found = _IDENTIFIER.search(_properties(path))
    return found is not None and int(found[1]) == number


def parts(stem: str, ending: str) -> Iterator[str]:
    """Files in which an earlier result of ours went on. Never raises."""
    for number in count(2):
        path = numbered(stem, ending, number)
        if not os.path.lexists(path):
            return
        if is_part(path, number):
            yield path


def remove_parts(stem: str, ending: str, first: int) -> tuple[list[str], list[str]]:
    """Remove the files from this number on that an earlier, larger result left behind.

    Returns what was removed, and what is not known to be ours and stays, of formats that are ever
    written in several files. Never raises.
    """
    removed: list[str] = []
    others: list[str] = []
    for number in count(first):
        path = numbered(stem, ending, number)
        if not os.path.lexists(path):
            return removed, others
        (removed if is_part(path, number) and _unlinked(path) else others).append(path)
    raise AssertionError("numbers do not end")


def pages(path: str, form: str) -> Iterator[str]:
    """The pages of a result of ours in a folder of theirs. Never raises."""
    with suppress(OSError), os.scandir(path) as entries:
        yield from (each.path for each in entries if _is_page(each, form))


def is_folder(path: str, form: str) -> bool:
    """Whether a folder holds pages of a result of ours and nothing else. Never raises."""
    try:
        whole = len(os.listdir(path))
    except OSError:
        return False
    return not os.path.islink(path) and 0 < whole == sum(1 for _ in pages(path, form))


def _is_page(entry: os.DirEntry[str], form: str) -> bool:
    mine = _PAGE.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)
    return mine and is_result(entry.path, form)


def begins(head: bytes, form: str) -> bool:
    """Whether a result of ours in this format, neither text nor an office file, begins so."""
    return re.match(_BEGIN[form], head) is not None


def is_signed(properties: bytes) -> bool:
    """Whether an office file that says this of itself is a result of ours."""
    return _CREATOR in properties


def numbered(stem: str, ending: str, number: int) -> str:
    """``out-2.sarif``."""
    return f"{stem}-{number}{ending}"


def _unlinked(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def _head_and_tail(path: str) -> tuple[bytes, bytes]:
    try:
        with open(path, "rb") as stream:
            head = stream.read(_ENDS)
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - _ENDS))
            return head, stream.read(_ENDS)
    except OSError:
        return b"", b""


def _properties(path: str) -> bytes:
    """What an office file says of itself; nothing where it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            return _part(package, _PROPERTIES, _ENDS)
    except _BROKEN:
        return b""


def _part(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    with package.open(name) as stream:
        return stream.read(most)
