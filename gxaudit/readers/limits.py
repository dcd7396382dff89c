"""What office documents and PDFs are refused for, beyond ``archive`` and ``budget``."""

from __future__ import annotations

from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

MOST_COLUMNS = 256
"""Of one table; the widest statutory one has fifteen."""


def too_wide(width: int, where: Text | None = None) -> SourceError:
    """A table with more columns than any report has."""
    zh, en = where or Text("表格", "a table")
    return SourceError(
        Text(
            f"{zh}有 {width} 列，最多读取 {MOST_COLUMNS} 列。请删去表格以外的内容后再检查",
            f"{en} has {width} columns, and at most {MOST_COLUMNS} are read. Delete what stands "
            "outside the table and check again",
        )
    )


def damaged(kind: Text, cause: object) -> SourceError:
    """A file that its library cannot read. ``cause`` is the library's own words, in English."""
    told = " ".join(str(cause).split())[:200] or type(cause).__name__
    return SourceError(
        Text(
            f"{kind.zh}损坏或不完整，无法读取。请用原软件打开并另存后再检查",
            f"this {kind.en} is damaged or cut off and cannot be read ({told}). Open it in the "
            "program that made it, save it again and check that copy",
        )
    )


def encrypted(kind: Text) -> SourceError:
    """A file that only its password opens."""
    return SourceError(
        Text(
            f"{kind.zh}已加密，无法读取。请取消密码后另存，再检查",
            f"this {kind.en} is encrypted and cannot be read. Save it without a password and "
            "check that copy",
        )
    )
