"""Office Open XML packages (.docx, .xlsx): which one it is, and its parts as trees.

lxml reads the parts, after ``archive`` has looked through all of them (sizes, names, DOCTYPE) and
their tags have been counted: nothing becomes a tree that would not fit into memory.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gxaudit.readers.archive import check_archive
from gxaudit.readers.limits import damaged
from gxaudit.readers.needs import library
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

MAIN = "/officeDocument"
"""How the type of the relation to the main part ends, in both editions of the standard."""
_MOST_TAGS = 1_000_000
"""``<`` in one part; a tree takes about 150 bytes for each."""
_STRICT = "http://purl.oclc.org/ooxml/"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Package:
    """The parts of one file, by name. Raises :class:`SourceError` for what may not be opened."""

    def __init__(self, data: bytes, kind: Text, extra: str) -> None:
        self.kind = kind
        self._etree = library("lxml.etree", extra, kind)
        self._names = {name.lower(): name for name in check_archive(data)}
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._relations: dict[str, list[tuple[str, str, str]]] = {}
        self.main = next((to for _, of, to in self._related("") if of.endswith(MAIN)), "")
        if not self.main:
            raise damaged(kind, "no main part")

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part, None where the package does not have it."""
        known = self._names.get(name.lower())
        return None if known is None else self._parsed(self._zip.read(known), known)

    def part(self, role: str) -> etree._Element | None:
        """The part that the main one names in ``role`` (``/numbering``), None where there is none
        or the file lacks it: a dangling relation is no reason to refuse the text.
        """
        target = next((to for _, of, to in self._related(self.main) if of.endswith(role)), None)
        return None if target is None else self.tree(target)

    def parts(self, role: str, of: str | None = None) -> Iterator[etree._Element]:
        """Every part that is there of those that a part, or the main one, names in ``role``
        (``/header``).
        """
        for _, kind, target in self._related(self.main if of is None else of):
            root = self.tree(target) if kind.endswith(role) else None
            if root is not None:
                yield root

    def related(self, relation: str) -> str:
        """The name of the part that the main one relates to by this id, "" where it has none."""
        return next((to for key, _, to in self._related(self.main) if key == relation), "")

    def _related(self, name: str) -> list[tuple[str, str, str]]:
        """The id, type and target of every relation of a part."""
        if name not in self._relations:
            self._relations[name] = list(self._relations_of(name))
        return self._relations[name]

    def _relations_of(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in () if root is None else root.iter(f"{_PACKAGE}Relationship"):
            target = str(one.get("Target") or "")
            if one.get("TargetMode") != "External" and target:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield str(one.get("Id")), str(one.get("Type") or ""), path

    def _parsed(self, data: bytes, name: str) -> etree._Element:
        if (tags := data.count(b"<")) > _MOST_TAGS:
            raise SourceError(
                Text(
                    f"{self.kind.zh}的部件 {name} 有 {tags} 个标记，不是年度报告的规模，未读取",
                    f"part {name} of this {self.kind.en} has {tags} tags, which is not the size "
                    "of an annual report; not read",
                )
            )
        parser = self._etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root: etree._Element = self._etree.fromstring(_transitional(data), parser)
        except self._etree.XMLSyntaxError as error:
            raise damaged(self.kind, f"{name}: {error}") from error
        return root


def _transitional(data: bytes) -> bytes:
    """The names of the strict edition are those of the other one, in another namespace."""
    if _STRICT.encode() not in data[:4096]:
        return data
    for part in ("wordprocessingml", "spreadsheetml", "drawingml", "officeDocument"):
        new = f"http://schemas.openxmlformats.org/{part}/2006".encode()
        data = data.replace(f"{_STRICT}{part}".encode(), new)
    return data


def is_package(data: bytes, folder: str, other: str) -> bool:
    """Whether the bytes are a package whose parts lie in ``folder`` and not in ``other``.

    Names are searched in the bytes, so that a file cut off in the middle is still told by its
    content. A document may embed one of the other kind, but only behind parts of its own.
    """
    if not data.startswith(b"PK\x03\x04"):
        return False
    own, foreign = data.find(folder.encode()), data.find(other.encode())
    return own >= 0 and (foreign < 0 or own < foreign)
