"""From arguments to an exit code: output in UTF-8, and no way to fail that looks like success."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gxaudit.cli.arguments import read_arguments
from gxaudit.cli.errors import IncompleteError, UsageError, broken, complain, lose_output
from gxaudit.cli.interrupts import as_interrupts
from gxaudit.cli.language import wanted_language
from gxaudit.cli.uncollected import uncollected
from gxaudit.render.codes import INCOMPLETE, INTERRUPTED, USAGE
from gxaudit.render.sinks import OutputError
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from argparse import Namespace

    from gxaudit.render.run import Write

    Command = Callable[[Namespace, Write, Language], int]


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Every failure says what it was."""
    _use_utf8()
    language = wanted_language(arguments, os.environ)
    try:
        options = read_arguments(arguments, language)
        if options is None:
            return _flushed(0)
        with uncollected():
            command = _command(options.command)
        with as_interrupts():
            return _flushed(command(options, _write, language))
    except UsageError as error:
        complain(error.message, language)
        return USAGE
    except IncompleteError as error:
        complain(error.message, language)
        return INCOMPLETE
    except KeyboardInterrupt:
        complain(_INTERRUPTED, language)
        return INTERRUPTED
    except OutputError as error:
        lose_output(error, language)
        return INCOMPLETE
    except Exception as error:
        complain(_broken(error), language)
        return INCOMPLETE


def _use_utf8() -> None:
    """Never fail for what a report or a file name holds, on any terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _write(chunk: str) -> None:
    try:
        sys.stdout.write(chunk)
    except OSError as error:
        raise OutputError(error) from error


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        raise OutputError(error) from error
    return code


def _command(name: str) -> Command:
    """The function of a command; only its module is imported."""
    from importlib import import_module

    module = "lists" if name in ("rules", "plugins") else name
    command: Command = getattr(import_module(f"gxaudit.cli.{module}"), name)
    return command


_INTERRUPTED = Text(
    "已中断，结果不完整，请重新检查",
    "interrupted: the result is incomplete, run it again",
)


def _broken(error: Exception) -> Text:
    cause = broken(error)
    return Text(
        f"gxaudit 自身出错，检查没有完成，不能当作通过：{cause}",
        f"gxaudit itself failed and did not finish, which is no pass: {cause}",
    )
