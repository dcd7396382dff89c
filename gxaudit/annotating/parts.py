"""The parts of a Word file that a comment needs beside the text: comments, relations, types."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from gxaudit.readers.docxwords import W

if TYPE_CHECKING:
    from lxml import etree

_NAMESPACE = W[1:-1]
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """The part with the comments: that of the file, or a new one."""

    def __init__(
        self, library: ModuleType, root: etree._Element | None, used: Iterable[str], date: str
    ) -> None:
        self._etree = library
        self.root = (
            library.Element(f"{W}comments", nsmap={"w": _NAMESPACE}) if root is None else root
        )
        own = (each.get(f"{W}id") for each in self.root.iter(f"{W}comment"))
        numbers = [int(each) for each in (*used, *own) if each and each.isdecimal()]
        self._next = max((each for each in numbers if each < 2**31 - 10_000), default=-1) + 1
        self._date = date

    def add(self, lines: Sequence[str]) -> str:
        """A comment with these paragraphs; returns its number."""
        number, self._next = str(self._next), self._next + 1
        comment = self._etree.SubElement(self.root, f"{W}comment")
        for name, value in (
            ("id", number), ("author", "gxaudit"), ("date", self._date), ("initials", "gx")
        ):  # fmt: skip
            comment.set(f"{W}{name}", value)
        for at, line in enumerate(lines):
            paragraph = self._etree.SubElement(comment, f"{W}p")
            if not at:
                mark = self._etree.SubElement(paragraph, f"{W}r")
                self._etree.SubElement(mark, f"{W}annotationRef")
            run = self._etree.SubElement(paragraph, f"{W}r")
            text = self._etree.SubElement(run, f"{W}t")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = line
        return number


def target_of(relations: etree._Element, main: str) -> str | None:
    """The name of the comments part as the relations of the main part have it."""
    for one in relations.iter(f"{{{_RELATIONS}}}Relationship"):
        if one.get("Type") == COMMENTS and one.get("TargetMode") != "External":
            path = posixpath.join("/", posixpath.dirname(main), str(one.get("Target") or ""))
            return posixpath.normpath(path).lstrip("/")
    return None


def new_name(main: str, names: Collection[str]) -> str:
    """A name for a comments part that the package does not have."""
    taken = {each.lower() for each in names}
    folder, number = posixpath.dirname(main), 0
    while True:
        name = posixpath.join(folder, f"comments{number or ''}.xml")
        if name.lower() not in taken:
            return name
        number += 1


def relate(library: ModuleType, relations: etree._Element, name: str) -> None:
    """Add the relation of the main part to its comments."""
    taken = {each.get("Id") for each in relations}
    number = 1
    while f"rIdGxaudit{number}" in taken:
        number += 1
    one = library.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    one.set("Id", f"rIdGxaudit{number}")
    one.set("Type", COMMENTS)
    one.set("Target", f"/{name}")


def declare(library: ModuleType, types: etree._Element, name: str) -> None:
    """Say what kind of part the comments are."""
    for one in types.iter(f"{{{_TYPES}}}Override"):
        if str(one.get("PartName")).lower() == f"/{name}".lower():
            one.set("ContentType", _CONTENT)
            return
    one = library.SubElement(types, f"{{{_TYPES}}}Override")
    one.set("PartName", f"/{name}")
    one.set("ContentType", _CONTENT)


def no_relations(library: ModuleType) -> etree._Element:
    """The relations of a part that has none yet."""
    root: etree._Element = library.Element(
        f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}
    )
    return root
