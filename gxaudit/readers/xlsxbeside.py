"""What a sheet holds beside its cells: comments, drawings, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxaudit.readers.model import Place, Row, prose
from gxaudit.readers.ooxml import Package
from gxaudit.readers.unread import HEADERS, Unread, is_page_number
from gxaudit.readers.xlsxbook import Sheet
from gxaudit.wording import Text

_COMMENTS = Text("批注", "comments")
_BOXES = Text("文本框", "text boxes")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Za-z&])')
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/%s}"
_TEXT = f"{_DRAWING % 'main'}t"
_PARAGRAPH = f"{_DRAWING % 'main'}p"
_BOX = f"{_DRAWING % 'spreadsheetDrawing'}sp"
_PICTURE = f"{_DRAWING % 'spreadsheetDrawing'}pic"
_CHART = f"{_DRAWING % 'chart'}chart"


def beside(package: Package, sheet: Sheet, unread: Unread) -> Iterator[Row]:
    """Count what is not read of a sheet; yields the lines of its headers and text boxes, one of
    which may be the title.
    """
    if any(True for _ in package.parts("/comments", sheet.part)):
        unread.parts.add(_COMMENTS)
    for root in package.parts("/drawing", sheet.part):
        unread.pictures += sum(1 for _ in root.iter(_PICTURE, _CHART))
        for box in root.iter(_BOX):
            for paragraph in box.iter(_PARAGRAPH):
                text = "".join(part.text or "" for part in paragraph.iter(_TEXT)).strip()
                if text:
                    unread.parts.add(_BOXES)
                    yield prose(text, Place(sheet=sheet.name))
    for header in sheet.headers:
        text = _CODE.sub(" ", header).strip()
        if not is_page_number(text):
            unread.parts.add(HEADERS)
            yield prose(text, Place(sheet=sheet.name))
