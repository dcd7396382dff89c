"""Text in both languages of the product."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One message in Chinese (first) and in English."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """The wording in ``language``."""
        return self.zh if language == "zh" else self.en
