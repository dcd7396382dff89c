"""``waive``, ``baseline`` and ``recheck``: their words and their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxaudit.wording import Text

if TYPE_CHECKING:
    import argparse

    from gxaudit.cli.builder import Builder

COMMANDS = {
    "waive": Text(
        "把检查结果中的问题写成豁免条目，由人填写理由",
        "write findings of a result as waivers, for a person to give the reasons",
    ),
    "baseline": Text(
        "把现有问题记为基线，以后检查只计新出现的问题",
        "record the findings there are, so that only new ones count",
    ),
    "recheck": Text(
        "对照改正前后的报告：哪些已改正，哪些仍然存在，哪些是新出现的",
        "compare corrected reports with those before: what is settled, what remains, what is new",
    ),
}
OPTIONS = {
    "result": Text(
        "检查结果：gxaudit check --output 结果.json 写出的文件；- 表示从标准输入读取",
        "a result, as written by gxaudit check --output RESULT.json; - reads standard input",
    ),
    "waive-output": Text(
        "写入这个豁免文件，已有的内容和注释保持不变；不写则输出到标准输出",
        "add to this waiver file, leaving what is in it as it is; by default standard output",
    ),
    "waive-rule": Text(
        "只写这些规则或规则组的问题，可用逗号分隔，可重复",
        "only findings of these rules or groups; comma separated, repeatable",
    ),
    "waive-report": Text(
        "只写这些报告的问题：机关名称、年度、“机关名称 年度”或文件路径，可重复",
        "only findings of these reports: agency, year, 'agency year' or path; repeatable",
    ),
    "results": Text(
        "报告、报告文件夹，或 gxaudit check 写出的 JSON 结果",
        "reports, folders of reports, or JSON results of gxaudit check",
    ),
    "baseline-output": Text(
        "写入哪个文件，默认为当前文件夹的 gxaudit.baseline.toml；原有基线被整个替换",
        "the file to write, by default gxaudit.baseline.toml here; a baseline in it is replaced",
    ),
    "old": Text(
        "改正前的报告、文件夹或 JSON 结果", "the reports before: a file, a folder or a JSON result"
    ),
    "recheck-format": Text(
        "标准输出的格式：text 文字（默认），json 供程序读取",
        "format of standard output: text (default), or json for programs",
    ),
    "recheck-output": Text(
        "把结果写入文件，由扩展名 .json 或 .txt 决定格式，可重复",
        "write the result to a file, in the format of its ending, .json or .txt; repeatable",
    ),
    "new": Text(
        "改正后的报告、文件夹或 JSON 结果", "the corrected: a file, a folder or a JSON result"
    ),
}


def add_waive(builder: Builder) -> None:
    """Add the arguments of ``waive``."""
    arguments, options = builder.command("waive")
    arguments.add_argument("result", metavar="RESULT.json", help=builder.words("result"))
    options.add_argument("-o", "--output", metavar="FILE", help=builder.words("waive-output"))
    for name, shape in (("rule", "RULE"), ("report", "REPORT")):
        options.add_argument(
            f"--{name}",
            metavar=shape,
            action="append",
            default=[],
            help=builder.words(f"waive-{name}"),
        )
    options.add_argument("--today", metavar="DATE", type=builder.day, help=builder.words("today"))


def add_baseline(builder: Builder) -> None:
    """Add the arguments of ``baseline``."""
    arguments, options = builder.command("baseline")
    arguments.add_argument("paths", metavar="PATH", nargs="+", help=builder.words("results"))
    options.add_argument("-o", "--output", metavar="FILE", help=builder.words("baseline-output"))
    _add_auditing(builder, options)


def add_recheck(builder: Builder) -> None:
    """Add the arguments of ``recheck``."""
    from gxaudit.cli.auditing import add_output

    arguments, options = builder.command("recheck")
    arguments.add_argument("old", metavar="OLD", help=builder.words("old"))
    arguments.add_argument("new", metavar="NEW", help=builder.words("new"))
    options.add_argument(
        "--format", choices=("text", "json"), default="text", help=builder.words("recheck-format")
    )
    add_output(builder, options, "recheck-output")
    _add_auditing(builder, options)


def _add_auditing(builder: Builder, options: argparse._ArgumentGroup) -> None:
    from gxaudit.cli.auditing import add_auditing, add_manifest
    from gxaudit.cli.jobs import add_jobs

    add_manifest(builder, options)
    add_auditing(builder, options)
    add_jobs(builder, options)
    # No finding counts more than another here.
    options.set_defaults(fail_on=None)
