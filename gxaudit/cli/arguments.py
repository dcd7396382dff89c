"""The commands and options of the command line, described in two languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import NoReturn

from gxaudit.cli.words import (
    ABOUT,
    COMMANDS,
    EXIT_CODES,
    HEADINGS,
    OPTIONS,
    USAGE_PREFIX,
    argument_error,
)
from gxaudit.wording import Language, Text

_SIZE = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?\s?([KMG]?)(i?)B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3}


class UsageError(Exception):
    """Arguments that cannot be meant; ``message`` says what is wrong."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Argparse would print and exit; the caller knows the language and the exit code."""
        raise UsageError(argument_error(message, self.prog))


class _ChineseHelp(argparse.HelpFormatter):
    """Help wrapped by terminal columns, since Chinese has no spaces to break at."""

    language: Language = "zh"

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or USAGE_PREFIX.to(self.language))

    def _split_lines(self, text: str, width: int) -> list[str]:
        from gxaudit.render.wrap import wrapped

        return list(wrapped(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = [line for part in text.split("\n") for line in self._split_lines(part, width)]
        return "\n".join(indent + line for line in lines)


class _EnglishHelp(_ChineseHelp):
    language: Language = "en"


def read_arguments(arguments: Sequence[str], language: Language) -> argparse.Namespace | None:
    """The options of a command; None where help was asked for and has been printed.

    Raises :class:`UsageError`.
    """
    try:
        return _parser(language).parse_args(arguments)
    except SystemExit:
        return None


def byte_count(text: str) -> int:
    """``20MB``, ``20M``, ``1.5 GiB`` or plain bytes as a number of bytes.

    Raises ``ValueError`` for anything else, and for 0.
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    whole, fraction, unit, binary = match.groups()
    base = 1024 if binary else 1000
    count = int(float(f"{whole}.{fraction or 0}") * base ** _POWERS[unit.upper()])
    if count < 1:
        raise ValueError(text)
    return count


def _parser(language: Language) -> argparse.ArgumentParser:
    main = _new(_Parser, "gxaudit", ABOUT, language)
    main.epilog = EXIT_CODES.to(language)
    options = main.add_argument_group(HEADINGS["options"].to(language))
    _help(options, language)
    options.add_argument(
        "-V", "--version", action="store_true", help=OPTIONS["version"].to(language)
    )
    _language(options, language)
    commands = main.add_subparsers(
        title=HEADINGS["commands"].to(language), dest="command", metavar="COMMAND", required=True
    )
    for name, (short, about) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=short.to(language),
            description=about.to(language),
            formatter_class=_ChineseHelp if language == "zh" else _EnglishHelp,
            add_help=False,
            allow_abbrev=False,
        )
        _ADDERS[name](command, language)
    return main
