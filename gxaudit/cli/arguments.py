"""The commands of the command line and their options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from gxaudit.cli.builder import Builder
from gxaudit.wording import Language


def read_arguments(arguments: Sequence[str], language: Language) -> argparse.Namespace | None:
    """The options of a command; None where help was asked for and has been printed.

    Raises :class:`UsageError`.
    """
    try:
        return _parser(language).parse_args(arguments)
    except SystemExit:
        return None


def _parser(language: Language) -> argparse.ArgumentParser:
    builder = Builder(language)
    _add_check(builder)
    _add_parse(builder)
    _, options = builder.command("rules")
    options.add_argument("--pages", metavar="FOLDER", help=builder.words("pages"))
    _add_configuration(builder, options)
    arguments, options = builder.command("explain")
    arguments.add_argument("rule", metavar="RULE", help=builder.words("rule"))
    _add_configuration(builder, options)
    _, options = builder.command("plugins")
    options.add_argument("--timing", action="store_true", help=builder.words("timing"))
    _add_plugin(builder)
    _add_packs(builder)
    return builder.main


def _add_plugin(builder: Builder) -> None:
    arguments, options = builder.command("plugin new")
    arguments.add_argument("name", metavar="NAME", help=builder.words("plugin-name"))
    options.add_argument("--folder", metavar="DIR", help=builder.words("folder"))


def _add_check(builder: Builder) -> None:
    arguments, options = builder.command("check")
    arguments.add_argument("paths", metavar="PATH", nargs="+", help=builder.words("paths"))
    _add_outputs(builder, options)
    for name in ("select", "ignore"):
        options.add_argument(
            f"--{name}", metavar="RULE", action="append", default=[], help=builder.words(name)
        )
    options.add_argument(
        "--fail-on",
        choices=("error", "warning", "note"),
        help=builder.words("fail-on"),
    )
    options.add_argument("--suggest", action="store_true", help=builder.words("suggest"))
    options.add_argument("--coverage", action="store_true", help=builder.words("coverage"))
    options.add_argument("--allow-none", action="store_true", help=builder.words("allow-none"))
    options.add_argument("--exit-zero", action="store_true", help=builder.words("exit-zero"))
    options.add_argument(
        "--skip-non-reports",
        action=argparse.BooleanOptionalAction,
        help=builder.words("skip-non-reports"),
    )
    _add_configuration(builder, options)
    options.add_argument(
        "--overlay", metavar="FILE", action="append", default=[], help=builder.words("overlay")
    )
    options.add_argument("--today", metavar="DATE", type=builder.day, help=builder.words("today"))
    options.add_argument(
        "--rule-timeout",
        metavar="SECONDS",
        type=builder.seconds,
        help=builder.words("rule-timeout"),
    )
    options.add_argument(
        "--max-size",
        metavar="SIZE",
        type=builder.size,
        help=builder.words("max-size"),
    )


def _add_outputs(builder: Builder, options: argparse._ArgumentGroup) -> None:
    from gxaudit.render.formats import FORMATS

    options.add_argument(
        "--format",
        choices=[each.name for each in FORMATS if not each.binary],
        help=builder.words("check-format"),
    )
    options.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help=builder.words("output"),
    )
    options.add_argument("-q", "--quiet", action="store_true", help=builder.words("quiet"))


def _add_configuration(builder: Builder, options: argparse._ArgumentGroup) -> None:
    either = options.add_mutually_exclusive_group()
    either.add_argument("--config", metavar="FILE", help=builder.words("config"))
    either.add_argument("--isolated", action="store_true", help=builder.words("isolated"))
    options.add_argument(
        "--pack", metavar="FILE", action="append", default=[], help=builder.words("pack")
    )
    options.add_argument(
        "--plugin", metavar="FILE", action="append", default=[], help=builder.words("plugin")
    )


def _add_parse(builder: Builder) -> None:
    arguments, options = builder.command("parse")
    arguments.add_argument("path", metavar="PATH", help=builder.words("path"))
    options.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help=builder.words("parse-format"),
    )
    options.add_argument(
        "--max-size",
        metavar="SIZE",
        type=builder.size,
        help=builder.words("max-size"),
    )


def _add_packs(builder: Builder) -> None:
    _add_pack_check(builder)
    arguments, options = builder.command("pack fmt", lang="keywords")
    arguments.add_argument("packs", metavar="FILE", nargs="+", help=builder.words("pack-files"))
    for name in ("check", "diff"):
        options.add_argument(f"--{name}", action="store_true", help=builder.words(f"fmt-{name}"))
    arguments, _ = builder.command("pack explain")
    arguments.add_argument("pack", metavar="FILE|NAME", help=builder.words("one-pack"))
    arguments.add_argument("rules", metavar="RULE", nargs="*", help=builder.words("its-rules"))
    _add_pack_prove(builder)


def _add_pack_prove(builder: Builder) -> None:
    arguments, options = builder.command("pack prove")
    arguments.add_argument("packs", metavar="FILE|NAME", nargs="*", help=builder.words("packs"))
    options.add_argument("--form", metavar="FORM", help=builder.words("form"))
    options.add_argument(
        "--format", choices=("text", "json"), default="text", help=builder.words("pack-format")
    )


def _add_pack_check(builder: Builder) -> None:
    arguments, options = builder.command("pack check")
    arguments.add_argument("packs", metavar="FILE", nargs="+", help=builder.words("pack-files"))
    options.add_argument(
        "--format", choices=("text", "json"), default="text", help=builder.words("pack-format")
    )
