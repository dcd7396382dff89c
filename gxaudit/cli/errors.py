"""How a command can end without a result, each with its exit code (see ``gxaudit.cli.run``)."""

from __future__ import annotations

import sys

from gxaudit.render.escape import visible
from gxaudit.wording import Language, Text


class UsageError(Exception):
    """Arguments that cannot be meant; ``message`` says what is wrong."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class IncompleteError(Exception):
    """What was asked for could not be read; ``message`` says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class OutputError(Exception):
    """Output could not be written: the disk is full, or the reader of a pipe has gone."""


def complain(message: Text, language: Language) -> None:
    """Say on standard error what went wrong."""
    print(f"gxaudit: {visible(message.to(language))}", file=sys.stderr)
