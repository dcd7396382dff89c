"""``export`` and ``query``: their words and their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.cli.builder import Builder

COMMANDS = {
    "export": Text(
        "检查报告，把报告的每个数字和检查结果写成结果库（Parquet 文件），供统计查询",
        "audit reports and write every figure and result as a store of Parquet files to be queried",
    ),
    "query": Text(
        "查询结果库：现成的问题（结转、常见问题、未报送等）或自己写的 SQL",
        "query a store: ready questions (carry-over, defects, not-filed and more) or SQL",
    ),
}
OPTIONS = {
    "to": Text(
        "写入哪个文件夹；原有的结果库在新的全部写完后才被替换，别的文件夹不会动",
        "the folder to write; a store in it is replaced once the new one is complete, nothing else "
        "ever is",
    ),
    "export-quiet": Text(
        "不显示写了多少，不显示进度；故障和失效、到期的豁免仍在标准错误列出",
        "do not tell what was written, no progress; faults and stale or expired waivers are still "
        "told on standard error",
    ),
    "asked": Text(
        "问题的名称（用 --sql 时不写）和结果库所在的文件夹",
        "the name of a question (none with --sql) and the folder of the store",
    ),
    "list": Text("列出现成的问题", "list the ready questions"),
    "sql": Text(
        "自己写的一条查询语句，只能读这个结果库",
        "a query of your own: one statement, which reads this store and nothing else",
    ),
    "query-format": Text(
        "标准输出的格式：table 表格（默认），csv（可用 Excel 打开），json 供程序读取",
        "format of standard output: table (default), csv (opens in Excel), or json for programs",
    ),
    "query-output": Text(
        "写入文件，不写到标准输出，由扩展名 .csv、.json 或 .txt 决定格式；只替换同一查询上次的结果",
        "write to a file instead of standard output, in the format of its ending, .csv, .json or "
        ".txt; nothing but an earlier answer to the same query is replaced",
    ),
}


def add_export(builder: Builder) -> None:
    """Add the arguments of ``export``."""
    from gxaudit.cli.auditing import add_auditing, add_manifest
    from gxaudit.cli.jobs import add_jobs

    arguments, options = builder.command("export")
    arguments.add_argument("paths", metavar="PATH", nargs="+", help=builder.words("paths"))
    options.add_argument("--to", metavar="DIR", required=True, help=builder.words("to"))
    options.add_argument("-q", "--quiet", action="store_true", help=builder.words("export-quiet"))
    add_auditing(builder, options)
    add_manifest(builder, options)
    add_jobs(builder, options)
    # What is found is written down, whatever its level: it is no failure of the export.
    options.set_defaults(fail_on=None, exit_zero=True, allow_none=False)


def add_query(builder: Builder) -> None:
    """Add the arguments of ``query``."""
    arguments, options = builder.command("query")
    arguments.add_argument("asked", metavar="QUESTION DIR", nargs="*", help=builder.words("asked"))
    options.add_argument("--sql", metavar="SELECT", help=builder.words("sql"))
    options.add_argument("--list", action="store_true", help=builder.words("list"))
    options.add_argument(
        "--format", choices=("table", "csv", "json"), help=builder.words("query-format")
    )
    options.add_argument("-o", "--output", metavar="FILE", help=builder.words("query-output"))
