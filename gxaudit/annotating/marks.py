"""Marks a stretch of a document for a comment: runs are parted, their text stays what it was."""

from __future__ import annotations

from copy import deepcopy
from types import ModuleType
from typing import TYPE_CHECKING

from gxaudit.annotating.where import Char
from gxaudit.readers.docxwords import W

if TYPE_CHECKING:
    from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in (
        "p", "hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml"
    )
)  # fmt: skip
"""In what a run may stand with the marks of a comment beside it."""


class Marks:
    """Sets marks with the library it is given (``lxml.etree``)."""

    def __init__(self, library: ModuleType) -> None:
        self._etree = library

    def stretch(self, first: Char, last: Char, number: str) -> None:
        """Mark from one character to another, both included."""
        # The end before the beginning: what is parted off there changes no offset before it.
        self._behind(self._until(last), number)
        self._from(first).addprevious(self._mark("commentRangeStart", number))

    def point(self, paragraph: etree._Element, number: str) -> None:
        """Mark a paragraph in which nothing is to be seen."""
        begin = self._mark("commentRangeStart", number)
        properties = paragraph.find(f"{W}pPr")
        if (anchor := _anchor(paragraph)) is not paragraph:
            anchor.addnext(begin)
        elif properties is not None:
            properties.addnext(begin)
        else:
            paragraph.insert(0, begin)
        self._behind(begin, number)

    def _behind(self, element: etree._Element, number: str) -> None:
        """Behind an element the end of a stretch, and the reference to its comment."""
        end = self._mark("commentRangeEnd", number)
        element.addnext(end)
        run = self._etree.Element(f"{W}r")
        run.append(self._mark("commentReference", number))
        end.addnext(run)

    def _mark(self, name: str, number: str) -> etree._Element:
        mark: etree._Element = self._etree.Element(f"{W}{name}")
        mark.set(f"{W}id", number)
        return mark

    def _from(self, char: Char) -> etree._Element:
        """The element that begins with a character, parted off where that is possible."""
        anchor, text = _anchor(char.element), char.element
        if text.getparent() is not anchor:
            return anchor
        if not char.offset and all(
            each.tag == f"{W}rPr" for each in text.itersiblings(preceding=True)
        ):
            return anchor
        return self._parted(anchor, text, char.offset)

    def _until(self, char: Char) -> etree._Element:
        """The element that ends with a character, parted off where that is possible."""
        anchor, text = _anchor(char.element), char.element
        if text.getparent() is anchor:
            following = char.offset + 1
            if following < len(text.text or "") or text.getnext() is not None:
                self._parted(anchor, text, following)
        return anchor

    def _parted(self, run: etree._Element, text: etree._Element, offset: int) -> etree._Element:
        """Part a run before a character of one of its texts; returns the new run behind it."""
        new: etree._Element = self._etree.Element(run.tag, dict(run.attrib))
        properties = run.find(f"{W}rPr")
        if properties is not None:
            new.append(deepcopy(properties))
            new[-1].tail = None
        moved = list(text.itersiblings())
        whole = text.text or ""
        if not offset:
            moved.insert(0, text)
        elif offset < len(whole):
            rest = self._etree.SubElement(new, text.tag)
            for part, said in ((text, whole[:offset]), (rest, whole[offset:])):
                part.text = said
                part.set(_SPACE, "preserve")
        new.extend(moved)
        run.addnext(new)
        return new


def _anchor(element: etree._Element) -> etree._Element:
    """The element around ``element`` beside which marks may stand; Word knows no comment inside a
    text box, so that the anchor of the box stands for what is in it.
    """
    boxes = list(element.iterancestors(f"{W}txbxContent"))
    node = boxes[-1] if boxes else element
    if node.tag == f"{W}p":
        return node
    while (parent := node.getparent()) is not None and parent.tag not in _HOLDERS:
        node = parent
    return node
