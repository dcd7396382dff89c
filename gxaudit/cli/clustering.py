"""``--cluster``: its words and its arguments."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from gxaudit.cli.errors import UsageError
from gxaudit.wording import Text

if TYPE_CHECKING:
    import argparse

    from gxaudit.cli.builder import Builder

OPTIONS = {
    "cluster": Text(
        "交给 Dask 集群检查：写调度器地址（tls://主机:端口）或调度器文件；须有 --parts",
        "audit on a cluster of Dask: the address of its scheduler (tls://HOST:PORT) or its "
        "scheduler file; needs --parts",
    ),
    "parts": Text(
        "集群各机器共用的文件夹，中间结果存在这里；再次运行时已有的不再重做",
        "a folder that all machines of the cluster share; what they find is kept there, and is not "
        "done again by another run",
    ),
    "cluster-insecure": Text(
        "允许使用没有加密的集群：谁连得上它的端口，谁就能在上面执行任意代码",
        "use a cluster without encryption, on which whoever reaches its ports can run any code",
    ),
}


def add_clustering(builder: Builder, options: argparse._ArgumentGroup) -> None:
    """The options of a run on a cluster."""
    options.add_argument("--cluster", metavar="ADDRESS|FILE", help=builder.words("cluster"))
    options.add_argument("--parts", metavar="DIR", help=builder.words("parts"))
    options.add_argument(
        "--cluster-insecure", action="store_true", help=builder.words("cluster-insecure")
    )


def demand_whole(options: Namespace) -> None:
    """Raises :class:`UsageError` where one option of a cluster lacks another, or excludes it."""
    if options.cluster and not options.parts:
        raise UsageError(_NO_PARTS)
    if options.parts and not options.cluster:
        raise UsageError(_NO_CLUSTER)
    if options.cluster and (options.jobs or options.cache or options.no_cache):
        raise UsageError(_EITHER)


_NO_PARTS = Text(
    "--cluster 要与 --parts 文件夹 同用：各台机器把结果写在这个共用文件夹里",
    "--cluster needs --parts DIR: a folder shared by all machines, to which they write",
)
_EITHER = Text(
    "--cluster 不与 --jobs、--cache、--no-cache 同用：检查由集群来做，结果存在 --parts 文件夹",
    "--cluster excludes --jobs, --cache and --no-cache: the workers of the cluster do the work, "
    "and what they find is kept in the folder of --parts",
)
_NO_CLUSTER = Text("--parts 只与 --cluster 同用", "--parts is for use with --cluster only")
