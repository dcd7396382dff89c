"""What the commands of the command line are built with: words in one language, kinds of values."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from gxaudit import __version__
from gxaudit.cli.errors import UsageError
from gxaudit.cli.words import (
    ABOUT,
    COMMANDS,
    EXIT_CODES,
    HEADINGS,
    OPTIONS,
    argument_error,
    bad_day,
    bad_seconds,
    bad_size,
)
from gxaudit.wording import Language

if TYPE_CHECKING:
    from datetime import date

_SIZE = r"([0-9]{1,12})(?:\.([0-9]{1,6}))?\s?([KMG]?)(i?)B?"
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3}
_LARGEST = 2_000_000_000
"""Bytes; a file is read whole, so that a larger limit could not be kept."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # Argparse would print English and exit; the caller knows the language and the code.
        raise UsageError(argument_error(message, self.prog))


class _ChineseParser(_Parser):
    def format_help(self) -> str:
        said = super().format_help().replace("usage: ", "用法：", 1)
        return re.sub(r"(?m)(?<=[^\x00-\x7f]):$", "：", said)


class _Help(argparse.HelpFormatter):
    """Help wrapped by terminal columns, since Chinese has no spaces to break at."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        from gxaudit.render.spelling.wrap import wrapped

        return list(wrapped(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = [line for part in text.split("\n") for line in self._split_lines(part, width)]
        return "\n".join(indent + line for line in lines)


def byte_count(text: str) -> int:
    """``20MB``, ``20M``, ``1.5 GiB`` or plain bytes as a number of bytes, at most 2 GB.

    Raises ``ValueError`` for anything else, and for 0.
    """
    match = re.fullmatch(_SIZE, text.strip(), re.IGNORECASE)
    if match is None:
        raise ValueError(f"not a size: {text}")
    whole, fraction, unit, binary = match.groups()
    base = 1024 if binary else 1000
    count = int(float(f"{whole}.{fraction or 0}") * base ** _POWERS[unit.upper()])
    if not 0 < count <= _LARGEST:
        raise ValueError(f"not a size: {text}")
    return count


class Builder:
    """Adds commands and options with their words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.main = (_ChineseParser if language == "zh" else _Parser)(
            "gxaudit",
            description=ABOUT.to(language),
            epilog=EXIT_CODES.to(language),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        options = self.main.add_argument_group(HEADINGS["options"].to(language))
        self._shared(options)
        # Given first it is answered by gxaudit.cli, before anything is imported.
        options.add_argument(
            "-V",
            "--version",
            action="version",
            version=f"gxaudit {__version__}",
            help=self.words("version"),
        )
        self._commands = self._subparsers(self.main, "command")
        self._families: dict[str, argparse._SubParsersAction[argparse.ArgumentParser]] = {}

    def command(
        self, name: str, lang: str = "lang"
    ) -> tuple[argparse._ArgumentGroup, argparse._ArgumentGroup]:
        """A new command: its group of arguments and its group of options.

        ``lang`` is what ``--lang`` is kept as and which words explain it. ``pack check`` is the
        command ``check`` (``action``) of the family ``pack`` (``command``).
        """
        family, _, action = name.rpartition(" ")
        parser = self._parser(self._family(family) if family else self._commands, name, action)
        arguments = parser.add_argument_group(HEADINGS["arguments"].to(self.language))
        options = parser.add_argument_group(HEADINGS["options"].to(self.language))
        self._shared(options, lang)
        return arguments, options

    def named(self, name: str) -> None:
        """A command or a family of them of which help tells the name alone."""
        self._parser(self._commands, name, name)

    def _family(self, name: str) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        """The commands of a family, which is made when its first one is."""
        if name not in self._families:
            parser = self._parser(self._commands, name, name)
            self._shared(parser.add_argument_group(HEADINGS["options"].to(self.language)))
            self._families[name] = self._subparsers(parser, "action")
        return self._families[name]

    def _parser(
        self,
        among: argparse._SubParsersAction[argparse.ArgumentParser],
        name: str,
        last: str,
    ) -> argparse.ArgumentParser:
        words = COMMANDS[name].to(self.language)
        return among.add_parser(
            last,
            help=words,
            description=words,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )

    def _subparsers(
        self, parser: argparse.ArgumentParser, kept_as: str
    ) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        return parser.add_subparsers(
            title=HEADINGS["commands"].to(self.language).replace("gxaudit", parser.prog),
            # Else argparse formats a whole usage to tell it, and imports shutil for its width.
            prog=parser.prog,
            dest=kept_as,
            metavar="COMMAND",
            required=True,
        )

    def words(self, option: str) -> str:
        """The help of an option."""
        return OPTIONS[option].to(self.language)

    def size(self, text: str) -> int:
        """The value of ``--max-size``."""
        try:
            return byte_count(text)
        except ValueError:
            raise argparse.ArgumentTypeError(bad_size(text).to(self.language)) from None

    def day(self, text: str) -> date:
        """The value of ``--today``."""
        from datetime import date

        try:
            # The basic form, 20260301, is ISO as well; here it would be a slip.
            if len(text) == 10:
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise argparse.ArgumentTypeError(bad_day(text).to(self.language))

    def seconds(self, text: str) -> float:
        """The value of ``--rule-timeout``."""
        if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,6})?", text) and float(text) > 0:
            return float(text)
        raise argparse.ArgumentTypeError(bad_seconds(text).to(self.language))

    def _shared(self, options: argparse._ArgumentGroup, lang: str = "lang") -> None:
        options.add_argument("-h", "--help", action="help", help=self.words("help"))
        # The value has been read before (gxaudit.cli.language); here it is only checked.
        options.add_argument(
            "--lang",
            dest=lang,
            choices=("zh", "en", "auto"),
            default=argparse.SUPPRESS,
            help=self.words(lang),
        )
