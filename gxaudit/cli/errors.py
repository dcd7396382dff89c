"""How a command can end without a result, each with its exit code (see ``gxaudit.cli.run``)."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from gxaudit.render.sinks import OutputError
from gxaudit.render.spelling.escape import visible
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


def complain(message: Text, language: Language) -> None:
    """Say on standard error what went wrong, if there is anybody left to tell."""
    with suppress(OSError):
        print(f"gxaudit: {visible(message.to(language))}", file=sys.stderr)


def broken(error: Exception) -> str:
    """An error of our own: which one, and where it arose."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    where = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}: {error} ({where})"


def lose_output(error: OutputError, language: Language) -> None:
    """Part of the result was not written. Silent where the reader of a pipe wanted no more."""
    if isinstance(error.__cause__, BrokenPipeError):
        # Python flushes standard output once more at exit and would complain.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    else:
        complain(_lost(error), language)


def _lost(error: OutputError) -> Text:
    from gxaudit.oserrors import reason

    cause = error.__cause__
    if not isinstance(cause, OSError):
        return Text(f"结果没有写完：{error}", f"the result could not be written: {error}")
    why = reason(cause)
    name = f"{visible(str(cause.filename))}: " if cause.filename else ""
    return Text(f"结果没有写完：{name}{why.zh}", f"the result could not be written: {name}{why.en}")
