"""``--jobs``, ``--cache``: how the work of a run is done, which changes nothing that it says."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from gxaudit.cli.clustering import add_clustering
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.cli.builder import Builder

OPTIONS = {
    "jobs": Text(
        "同时用几个进程；auto（默认）按文件的多少和大小决定，1 不另开进程。结果都一样",
        "how many processes work at once; auto, the default, decides by number and size of the "
        "files, 1 starts none. The result is the same",
    ),
    "cache": Text(
        "结果缓存所在的文件夹；没有改动的报告再次检查时不再重做。默认在用户自己的缓存文件夹",
        "the folder of the cache of results, by which reports that have not changed are not "
        "audited again; by default in the user's own cache folder",
    ),
    "no-cache": Text(
        "全部重新检查，不用结果缓存，也不保留结果",
        "audit everything anew; neither use the cache of results nor keep any",
    ),
}
MOST = 256
AUTO = 0
"""What ``--jobs auto`` is read as."""


def add_jobs(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """The options of commands that may audit many files."""

    def number(text: str) -> int:
        if text == "auto":
            return AUTO
        if re.fullmatch(r"[1-9][0-9]{0,2}", text) and int(text) <= MOST:
            return int(text)
        raise argparse.ArgumentTypeError(_bad_number(text).to(builder.language))

    options.add_argument(
        "--jobs", metavar="N|auto", type=number, default=AUTO, help=builder.words("jobs")
    )
    either = options.add_mutually_exclusive_group()
    either.add_argument("--cache", metavar="DIR", help=builder.words("cache"))
    either.add_argument("--no-cache", action="store_true", help=builder.words("no-cache"))
    add_clustering(builder, options)


def _bad_number(text: str) -> Text:
    return Text(
        f"进程数“{text}”看不懂，要写成 1 到 {MOST} 的整数，或者 auto",
        f"the number of processes '{text}' cannot be read; write 1 to {MOST}, or auto",
    )
