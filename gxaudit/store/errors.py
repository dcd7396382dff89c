"""Why a store was not written or cannot be asked."""

from __future__ import annotations

from gxaudit.wording import Text


class StoreError(Exception):
    """Something about a store; ``message`` says what and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class ForeignError(StoreError):
    """A folder that is no store of ours, or of another schema: wrong usage."""


class AskedWronglyError(StoreError):
    """A question that there is none of, or SQL that is not answered: wrong usage."""
