"""``gxaudit export``: audit as ``check`` does, and keep everything in a store."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from gxaudit.cli.check import audited
from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.working import is_whole
from gxaudit.corpus.manifest import Manifest
from gxaudit.render.outputs import Output, Outputs
from gxaudit.render.people.quiet import QuietRenderer
from gxaudit.render.run import Write
from gxaudit.render.sinks import Printed
from gxaudit.render.spelling.escape import visible
from gxaudit.store.errors import ForeignError, StoreError
from gxaudit.store.exporter import Exporter
from gxaudit.store.writer import StoreWriter
from gxaudit.wording import Language, Text


def export(options: Namespace, write: Write, language: Language) -> int:
    """Write the store ``options.to``; returns the exit code: 0, 3 or 130.

    Raises :class:`UsageError` and :class:`IncompleteError`.
    """
    _refuse_inside(options.to, options.paths)
    writers: list[StoreWriter] = []

    def opened(_beside: Write, manifest: Manifest | None) -> Outputs:
        writers.append(_writer(options.to))
        tell = sys.stderr.write
        told = Output(None, QuietRenderer(tell, language), Printed(tell))
        # Faults are told before the store is put in place, or is not.
        exporter = Exporter(writers[0], manifest, whole=is_whole(options, manifest))
        return Outputs([told, Output(options.to, exporter, writers[0])])

    code = audited(options, (), opened, write, language, _interrupted)
    if writers[0].placed and not options.quiet:
        write(visible(_written(options.to, writers[0].rows).to(language)) + "\n")
    return code


def _writer(path: str) -> StoreWriter:
    try:
        return StoreWriter(path)
    except ForeignError as error:
        raise UsageError(error.message) from error
    except StoreError as error:
        raise IncompleteError(error.message) from error


def _refuse_inside(target: str, paths: list[str]) -> None:
    """A store among the reports would be taken for reports by whoever audits them next."""
    place = os.path.join(os.path.realpath(target), "")
    for path in paths:
        if place.startswith(os.path.join(os.path.realpath(path), "")):
            raise UsageError(_inside(target, path))


def _inside(target: str, path: str) -> Text:
    return Text(
        f"--to {target}: 在要检查的文件夹 {path} 里，下次检查会把它当作报告；请写在外面的文件夹",
        f"--to {target}: inside {path}, which is audited, so the store would be taken for reports "
        "the next time; name a folder outside of it",
    )


def _written(path: str, rows: dict[str, int]) -> Text:
    reports, findings, faults = rows["reports"], rows["findings"], rows["faults"]
    return Text(
        f"已写入 {path}：{reports} 份报告，{findings} 个问题，{faults} 个故障。"
        f"查询：gxaudit query --list",
        f"written to {path}: {reports} reports, {findings} findings, {faults} faults. To query it: "
        "gxaudit query --list",
    )


def _interrupted(done: int, total: int) -> Text:
    return Text(
        f"已中断：共 {total} 个文件，查完 {done} 个；没有写结果库，请重新导出",
        f"interrupted: {done} of {total} files were audited; no store was written, run it again",
    )
