"""What stands in a file beside the text that was read, and what to say of it.

Nothing is left out silently. What nobody misses is a note; what may be the report itself, such as
pictures in a file without a single table, is a remark, which makes the audit incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define, field

from gxaudit.readers.model import Row
from gxaudit.wording import Text

_TITLE = re.compile(r".{0,80}?政府信息公开.{0,20}年度报告")
_WAY = re.compile(r"[>＞»›|｜]")
_NUMBERS = re.compile(r"[-—–－·/／\s\d第页共]*")
_FIRST = 60
"""Lines that are looked through for a title."""


@define(slots=False)
class Unread:
    """Counted while a file is read."""

    pictures: int = 0
    """Pictures and charts, and what is embedded as one."""
    frames: int = 0
    """Other files that are shown in a frame of a page."""
    hidden: int = 0
    """Tables that a page does not show."""
    parts: set[Text] = field(factory=set)
    """Whatever else is left out: comments, hidden text …"""

    def remarks(self, rows: Iterable[Row]) -> list[Text]:
        """What makes the audit of these rows incomplete."""
        if any(len(row.cells) > 1 for row in rows):
            return []
        found = []
        if self.pictures:
            found.append(_only_pictures(self.pictures))
        if self.frames:
            found.append(_only_frames(self.frames))
        if self.hidden:
            found.append(_only_hidden(self.hidden))
        return found

    def notes(self, rows: Iterable[Row]) -> list[Text]:
        """What was left out of these rows although nothing seems to be lacking."""
        parts = sorted(self.parts)
        if not self.remarks(rows):
            if self.hidden:
                parts.append(Text(f"隐藏的表格 {self.hidden} 个", f"{self.hidden} hidden tables"))
            if self.pictures:
                parts.append(Text(f"图片 {self.pictures} 张", f"{self.pictures} pictures"))
        if not parts:
            return []
        zh, en = "、".join(each.zh for each in parts), ", ".join(each.en for each in parts)
        return [Text(f"未读取：{zh}", f"not read: {en}")]


HEADERS = Text("页眉页脚", "headers and footers")


def is_page_number(text: str) -> bool:
    """Whether a header or footer says nothing but the number of its page."""
    return _NUMBERS.fullmatch(text) is not None


TITLED = Text("标题取自页眉或窗口标题", "the title was taken from a header or a window title")
"""What to say of rows that :func:`titled` put a title before."""


def titled(rows: Sequence[Row], others: Iterable[Row]) -> list[Row]:
    """The rows; where none of the first is a title, with the first of ``others`` that holds one
    before them: the header of a page, the title of a window.
    """
    if any(_is_title(cell) for row in rows[:_FIRST] for cell in row.cells):
        return list(rows)
    for row in others:
        for cell, place in zip(row.cells, row.places, strict=True):
            found = _TITLE.match(cell.strip())
            if found and not _WAY.search(found[0]):
                return [Row((found[0],), (place,)), *rows]
    return list(rows)


def _is_title(cell: str) -> bool:
    found = _TITLE.match("".join(cell.split()))
    return found is not None and not _WAY.search(found[0])


def _only_pictures(count: int) -> Text:
    return Text(
        f"没有读到表格，却有图片 {count} 张：表格可能是贴进去的图片，没有文字，无法检查。"
        "请改用可以选中文字的原始文件",
        f"no table was read, but there are {count} pictures: the tables may be pictures without "
        "text, which cannot be checked. Use the original, in which text can be selected",
    )


def _only_frames(count: int) -> Text:
    return Text(
        f"没有读到表格，却有内嵌的页面或文件 {count} 个：报告可能在里面，未读取。"
        "请打开内嵌的文件，下载后检查",
        f"no table was read, but {count} other files are embedded: the report may be in one of "
        "them and was not read. Open that file, download it and check it",
    )


def _only_hidden(count: int) -> Text:
    return Text(
        f"没有读到表格，网页里隐藏的表格有 {count} 个，未读取。请在浏览器中点开报告全文，"
        "另存后再检查",
        f"no table was read; the page hides {count}, which were not read. Open the whole report "
        "in a browser and save that",
    )
