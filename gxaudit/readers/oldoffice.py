"""Formats before Office 2007 and those of others (.doc, .xls, .wps, .et, .rtf, .odt, .ods).

An installed LibreOffice converts them to .docx or .xlsx in a folder of its own, with a profile of
its own: no macros, no links followed, nothing of the user's settings read or changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gxaudit.readers.archive import check_archive
from gxaudit.readers.docx import DocxReader
from gxaudit.readers.limits import encrypted
from gxaudit.readers.model import Document
from gxaudit.readers.soffice import found, kill_tree, profile
from gxaudit.readers.xlsx import XlsxReader
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

KIND = Text("Office 文档", "Office document")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("MatOST", ".wps"))
_OPEN = ((b"opendocument.text", ".odt"), (b"opendocument.spreadsheet", ".ods"))
_SHEETS = (".xls", ".ods")
_SECONDS = 50.0
"""For the conversion; a first start of LibreOffice alone takes some ten."""


class OldOfficeReader:
    """Reads what LibreOffice converts; see :class:`gxaudit.readers.model.Reader`."""

    name = "doc"
    extra = None
    seconds = _SECONDS + 10.0

    def recognises(self, data: bytes, name: str) -> bool:  # noqa: ARG002
        """Any compound file, whatever it is called; OpenDocument, or RTF."""
        return data.startswith(_COMPOUND) or suffix_of(data) is not None

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause."""
        suffix = suffix_of(data)
        if _has_stream(data, "EncryptedPackage"):
            raise encrypted(KIND)
        if suffix is None:
            raise SourceError(_UNKNOWN)
        if suffix in (".odt", ".ods"):
            check_archive(data)
        if suffix in _SHEETS:
            return XlsxReader().read(converted(data, suffix, "xlsx"))
        return DocxReader().read(converted(data, suffix, "docx"))


def suffix_of(data: bytes) -> str | None:
    """What the file would be called, by what it holds; None where it is nothing of this kind."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK\x03\x04"):
        return next((suffix for mark, suffix in _OPEN if mark in data[:200]), None)
    if data.startswith(_COMPOUND):
        if _has_stream(data, "EncryptedPackage"):
            return ".doc"
        return next((suffix for name, suffix in _STREAMS if _has_stream(data, name)), None)
    return None


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file names a stream so: its directory is in UTF-16."""
    return data.startswith(_COMPOUND) and (name + "\0").encode("utf-16-le") in data


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """The file in another format. Raises :class:`SourceError` where LibreOffice is missing, takes
    too long, or cannot do it.
    """
    program = found()
    if program is None:
        raise SourceError(_MISSING)
    with tempfile.TemporaryDirectory(prefix="gxaudit-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        said = _run([program, *profile(folder), "--convert-to", to, str(source)], folder)
        target = folder / f"report.{to}"
        if not target.is_file():
            raise SourceError(_failed(said))
        return target.read_bytes()


def _run(command: list[str], folder: Path) -> str:
    """Run LibreOffice and return what it said; whatever it started ends with it."""
    with _unlimited():
        process = subprocess.Popen(
            [*command, "--outdir", str(folder)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    try:
        output, _ = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise SourceError(_TOO_SLOW) from error
    finally:
        kill_tree(process)
    return output.decode("utf-8", "replace")


@contextmanager
def _unlimited() -> Iterator[None]:
    """Programs started here have the memory of the system, not the little that a reader has."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


_MISSING = Text(
    "读取 doc、xls、wps 等旧格式需要 LibreOffice，本机没有找到。请安装它（Debian、Ubuntu："
    "apt-get install libreoffice-writer libreoffice-calc），或用 Word、WPS 另存为 docx、xlsx",
    "reading doc, xls, wps and other old formats needs LibreOffice, which was not found here. "
    "Install it (Debian, Ubuntu: apt-get install libreoffice-writer libreoffice-calc), or save "
    "the file as docx or xlsx",
)
_TOO_SLOW = Text(
    f"LibreOffice 在 {_SECONDS:g} 秒内没有完成转换，已中止。请用 Word、WPS 另存为 docx、xlsx",
    f"LibreOffice did not convert it within {_SECONDS:g} seconds and was stopped. Save the file as "
    "docx or xlsx",
)
_UNKNOWN = Text(
    "是旧格式或加密的 Office 文件，里面没有找到文字文档或表格，可能已损坏、不完整，或者不是文档，"
    "未读取。请重新下载，或用原软件打开，取消密码后另存为 docx、xlsx",
    "an Office file of an old format, or an encrypted one, in which neither a text nor a "
    "spreadsheet was found; it may be damaged, cut off or no document, and was not read. Fetch it "
    "again, or open it in the program that made it and save it as docx or xlsx without a password",
)


def _failed(said: str) -> Text:
    # That there is no Java is told every time, and Java is not needed.
    lines = [line.strip() for line in said.splitlines() if "javaldx" not in line]
    told = " ".join(line for line in lines if line)[:200]
    return Text(
        "LibreOffice 无法转换此文件，可能已加密或损坏。请用原软件打开后另存为 docx、xlsx",
        "LibreOffice cannot convert this file, which may be encrypted or damaged"
        f"{f' ({told})' if told else ''}. Open it in the program that made it and save it as docx "
        "or xlsx",
    )
