"""What a Word document holds beside the text of its body: headers, comments, notes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from gxaudit.readers.docxwords import W, words
from gxaudit.readers.model import Place, Row, prose
from gxaudit.readers.ooxml import Package
from gxaudit.readers.unread import HEADERS, Unread, is_page_number
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

REVISED = Text(
    "文档有修订，按全部接受后的内容读取",
    "the document has tracked changes; it was read as if all were accepted",
)
_NOTES = (
    ("/comments", "comment", Text("批注", "comments")),
    ("/footnotes", "footnote", Text("脚注", "footnotes")),
    ("/endnotes", "endnote", Text("尾注", "endnotes")),
)
_OBJECTS = Text("嵌入的对象（如 Excel 表格）", "embedded objects, such as sheets of Excel")
_DRAWN = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        "{urn:schemas-microsoft-com:vml}imagedata",
    )
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REVISIONS = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellDel"))


@define(slots=False)
class Beside:
    """What is not part of the body's text."""

    unread: Unread = field(factory=Unread)
    headers: list[Row] = field(factory=list)
    """The lines of headers and footers, one of which may be the title."""
    revised: bool = False
    """Whether there are tracked changes."""


def beside(package: Package, body: etree._Element) -> Beside:
    """Look through the body's drawings and the parts that belong to it."""
    found = Beside()
    for element in body.iter():
        tag = element.tag
        found.revised = found.revised or tag in _REVISIONS
        if tag == f"{W}object":
            found.unread.parts.add(_OBJECTS)
        elif tag in _DRAWN and not _said_twice(element):
            found.unread.pictures += 1
    for role, tag, what in _NOTES:
        if any(_speaks(root, f"{W}{tag}") for root in package.parts(role)):
            found.unread.parts.add(what)
    for role in ("/header", "/footer"):
        for root in package.parts(role):
            found.headers += _lines(root)
    if found.headers:
        found.unread.parts.add(HEADERS)
    return found


def _said_twice(element: etree._Element) -> bool:
    """Whether a drawing is the picture of an object, or repeats another for older programs."""
    return any(each.tag in (_FALLBACK, f"{W}object") for each in element.iterancestors())


def _speaks(root: etree._Element, tag: str) -> bool:
    """Whether a note says anything; those of a type are the lines between text and notes."""
    return any(
        any((text.text or "").strip() for text in note.iter(f"{W}t"))
        for note in root.iter(tag)
        if note.get(f"{W}type") in (None, "normal")
    )


def _lines(root: etree._Element) -> Iterator[Row]:
    """The lines of a header; its text boxes after the paragraph they stand in."""
    for paragraph in root.iter(f"{W}p"):
        text = words(paragraph).text.strip()
        if not is_page_number(text):
            yield prose(text, Place())
