"""The commands of the command line and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from gxaudit.cli import clustering, jobs, storing, waiving
from gxaudit.cli.auditing import (
    add_auditing,
    add_configuration,
    add_manifest,
    add_output,
    add_reading,
)
from gxaudit.cli.builder import Builder
from gxaudit.wording import Language


def read_arguments(arguments: Sequence[str], language: Language) -> argparse.Namespace | None:
    """The options of a command; None where help was asked for and has been printed.

    Raises :class:`UsageError`.
    """
    try:
        options = _parser(arguments, language).parse_args(arguments)
    except SystemExit:
        return None
    if "cluster" in options:
        clustering.demand_whole(options)
    return options


def _parser(arguments: Sequence[str], language: Language) -> argparse.ArgumentParser:
    """The options of commands that are not asked for would be made for nothing."""
    builder = Builder(language)
    for name, add in _COMMANDS.items():
        if name in arguments:
            add(builder)
        else:
            builder.named(name)
    return builder.main


def _add_rules(builder: Builder) -> None:
    _, options = builder.command("rules")
    options.add_argument("--pages", metavar="FOLDER", help=builder.words("pages"))
    add_configuration(builder, options)


def _add_explain(builder: Builder) -> None:
    arguments, options = builder.command("explain")
    arguments.add_argument("rule", metavar="RULE", help=builder.words("rule"))
    add_configuration(builder, options)


def _add_plugins(builder: Builder) -> None:
    _, options = builder.command("plugins")
    options.add_argument("--timing", action="store_true", help=builder.words("timing"))


def _add_plugin(builder: Builder) -> None:
    arguments, options = builder.command("plugin new")
    arguments.add_argument("name", metavar="NAME", help=builder.words("plugin-name"))
    options.add_argument("--folder", metavar="DIR", help=builder.words("folder"))


def _add_check(builder: Builder) -> None:
    arguments, options = builder.command("check")
    arguments.add_argument("paths", metavar="PATH", nargs="+", help=builder.words("paths"))
    _add_outputs(builder, options)
    _add_fail_on(builder, options)
    options.add_argument("--suggest", action="store_true", help=builder.words("suggest"))
    options.add_argument("--coverage", action="store_true", help=builder.words("coverage"))
    options.add_argument("--allow-none", action="store_true", help=builder.words("allow-none"))
    options.add_argument("--exit-zero", action="store_true", help=builder.words("exit-zero"))
    add_manifest(builder, options)
    add_auditing(builder, options)
    jobs.add_jobs(builder, options)


def _add_corpus(builder: Builder) -> None:
    arguments, options = builder.command("corpus")
    arguments.add_argument("paths", metavar="FOLDER", nargs="+", help=builder.words("paths"))
    options.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help=builder.words("corpus-format"),
    )
    add_output(builder, options, "recheck-output")
    options.add_argument("--all", action="store_true", help=builder.words("all-units"))
    options.add_argument(
        "--today", metavar="DATE", type=builder.day, help=builder.words("corpus-today")
    )
    add_manifest(builder, options)
    add_reading(builder, options)
    jobs.add_jobs(builder, options)
    add_configuration(builder, options)
    # Nothing is judged here: the rules are what they are.
    options.set_defaults(select=[], ignore=[], overlay=[], fail_on=None)
    options.set_defaults(rule_timeout=None, no_waivers=True)


def _add_annotate(builder: Builder) -> None:
    arguments, options = builder.command("annotate")
    arguments.add_argument("path", metavar="REPORT.docx", help=builder.words("word-file"))
    options.add_argument(
        "-o", "--output", metavar="FILE.docx", required=True, help=builder.words("annotated")
    )
    _add_fail_on(builder, options)
    add_auditing(builder, options)


def _add_fail_on(builder: Builder, options: argparse._ArgumentGroup) -> None:
    options.add_argument(
        "--fail-on",
        choices=("error", "warning", "note"),
        help=builder.words("fail-on"),
    )


def _add_outputs(builder: Builder, options: argparse._ArgumentGroup) -> None:
    from gxaudit.render.formats import FORMATS

    options.add_argument(
        "--format",
        choices=[each.name for each in FORMATS if not each.binary],
        help=builder.words("check-format"),
    )
    add_output(builder, options, "output")
    options.add_argument("-q", "--quiet", action="store_true", help=builder.words("quiet"))


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


_COMMANDS: dict[str, Callable[[Builder], None]] = {
    "check": _add_check,
    "corpus": _add_corpus,
    "annotate": _add_annotate,
    "waive": waiving.add_waive,
    "baseline": waiving.add_baseline,
    "recheck": waiving.add_recheck,
    "export": storing.add_export,
    "query": storing.add_query,
    "parse": _add_parse,
    "rules": _add_rules,
    "explain": _add_explain,
    "plugins": _add_plugins,
    "plugin": _add_plugin,
    "pack": _add_packs,
}
"""In the order in which help lists them."""
