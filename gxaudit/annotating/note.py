"""What is to be remarked, and at which words of the file."""

from __future__ import annotations

from attrs import frozen

from gxaudit.readers.model import Place


@frozen(slots=False)
class Note:
    """One comment. Without ``place`` it goes to the first words of the document.

    ``line`` is the line as it was read; ``start`` and ``end`` are the words of it that are meant
    (code points from 0), nothing between them for all that stands at the place.
    """

    lines: tuple[str, ...]
    """The paragraphs of the comment, without control characters."""
    place: Place | None = None
    line: str = ""
    start: int = 0
    end: int = 0
