"""The options of commands that audit: which rules, which configuration, on which day."""

from __future__ import annotations

import argparse

from gxaudit.cli.builder import Builder


def add_auditing(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """All that changes what an audit finds."""
    for name in ("select", "ignore"):
        options.add_argument(
            f"--{name}", metavar="RULE", action="append", default=[], help=builder.words(name)
        )
    options.add_argument("--no-waivers", action="store_true", help=builder.words("no-waivers"))
    add_configuration(builder, options)
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
    add_reading(builder, options)


def add_reading(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """Which files are read."""
    options.add_argument(
        "--skip-non-reports",
        action=argparse.BooleanOptionalAction,
        help=builder.words("skip-non-reports"),
    )
    options.add_argument(
        "--max-size", metavar="SIZE", type=builder.size, help=builder.words("max-size")
    )


def add_output(builder: Builder, options: argparse._ArgumentGroup, words: str) -> None:
    """``-o FILE``, as often as wanted; ``words`` names what its help says."""
    options.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help=builder.words(words)
    )


def add_manifest(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """What is known of units beforehand."""
    options.add_argument("--manifest", metavar="FILE", help=builder.words("manifest"))


def add_configuration(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """Which rules there are."""
    either = options.add_mutually_exclusive_group()
    either.add_argument("--config", metavar="FILE", help=builder.words("config"))
    either.add_argument("--isolated", action="store_true", help=builder.words("isolated"))
    options.add_argument(
        "--pack", metavar="FILE", action="append", default=[], help=builder.words("pack")
    )
    options.add_argument(
        "--plugin", metavar="FILE", action="append", default=[], help=builder.words("plugin")
    )
