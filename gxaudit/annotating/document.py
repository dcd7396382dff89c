"""A Word file with comments added; every other part is copied byte by byte.

python-docx could comment too, but it opens every part, fails at relations that lead nowhere (which
WPS writes) and writes all parts anew; the tests use it as an oracle.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gxaudit.annotating.marks import Marks
from gxaudit.annotating.note import Note
from gxaudit.annotating.parts import (
    Comments,
    declare,
    new_name,
    no_relations,
    relate,
    target_of,
)
from gxaudit.annotating.where import Places, stretch
from gxaudit.readers.docx import KIND
from gxaudit.readers.docxwords import W
from gxaudit.readers.limits import damaged
from gxaudit.readers.needs import library
from gxaudit.readers.ooxml import Package
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

_STRICT = b"http://purl.oclc.org/ooxml/"
_TYPES = "[Content_Types].xml"
STRICT = Text(
    "这是“严格 Open XML”格式的 docx，不能加批注。请在 Word 中另存为普通的 Word 文档（*.docx）再试",
    "this is a 'Strict Open XML' document, to which comments cannot be added. Save it in Word as "
    "an ordinary 'Word document (*.docx)' and try again",
)


def annotated(data: bytes, notes: Sequence[Note], date: str) -> bytes:
    """The file with a comment for each note; ``date`` as in ``2026-03-01T00:00:00Z``.

    Raises ``SourceError`` for whatever the reader would refuse, and for the strict edition.
    """
    # Looks through the archive, and at the sizes of what is parsed, before anything else.
    package = Package(data, KIND, "docx")
    if package.tree(package.main) is None:
        raise damaged(KIND, "no main part")
    file = _File(data)
    main = file.actual(package.main)
    if _STRICT in file.read(main)[:4096]:
        raise SourceError(STRICT)
    root = file.tree(main)
    comments = file.comments(main, root, date)
    places, marks = Places(root, package), Marks(file.etree)
    for note in notes:
        where = places.at(note.place)
        if not where:
            raise damaged(KIND, "no paragraph")
        number = comments.add(note.lines)
        found = stretch(where, note)
        if found is None:
            marks.point(where[0], number)
        else:
            marks.stretch(*found, number)
    file.write(main, root)
    return file.packed()


class _File:
    """The parts of a package that has been looked through, and those that are to replace them."""

    def __init__(self, data: bytes) -> None:
        self.etree = library("lxml.etree", "docx", KIND)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._new: dict[str, bytes] = {}

    def actual(self, name: str) -> str:
        """A name as the archive writes it; itself where it has no such part."""
        return self._names.get(name.lower(), name)

    def read(self, name: str) -> bytes:
        """The bytes of a part that is there."""
        return self._zip.read(name)

    def tree(self, name: str) -> etree._Element:
        """The root of a part that is there, with all that the file says."""
        parser = self.etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
        try:
            root: etree._Element = self.etree.fromstring(self.read(name), parser)
        except self.etree.XMLSyntaxError as error:
            raise damaged(KIND, f"{name}: {error}") from error
        return root

    def write(self, name: str, root: etree._Element) -> None:
        """Have a part replaced, or added."""
        self._new[name] = self.etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        self._names[name.lower()] = name

    def comments(self, main: str, root: etree._Element, date: str) -> Comments:
        """The comments of the main part; they are written with the rest."""
        folder, base = posixpath.split(main)
        relations_name = self.actual(posixpath.join(folder, "_rels", f"{base}.rels"))
        there = relations_name in self._zip.namelist()
        relations = self.tree(relations_name) if there else no_relations(self.etree)
        name = target_of(relations, main)
        if name is None:
            name = new_name(main, self._names)
            relate(self.etree, relations, name)
            self.write(relations_name, relations)
        name = self.actual(name)
        types = self.tree(self.actual(_TYPES))
        declare(self.etree, types, name)
        self.write(self.actual(_TYPES), types)
        used = [str(each.get(f"{W}id")) for each in root.iter(f"{W}commentRangeStart")]
        old = self.tree(name) if name in self._zip.namelist() else None
        comments = Comments(self.etree, old, used, date)
        self._late = (name, comments)
        return comments

    def packed(self) -> bytes:
        """The package: parts in their order, new ones behind them."""
        self.write(self._late[0], self._late[1].root)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._zip.infolist():
                new = self._new.pop(entry.filename, None)
                archive.writestr(entry, self._zip.read(entry) if new is None else new)
            for name, content in self._new.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()
