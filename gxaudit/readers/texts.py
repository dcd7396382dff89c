"""Plain text whose tables are no rows of cells between tabs."""

from __future__ import annotations

from gxaudit.readers.model import Document


def straightened(text: str) -> Document | None:
    """The text as a document where its tables had to be straightened; None where not."""
    return None
