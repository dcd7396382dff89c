"""``gxaudit corpus FOLDER…``: who has filed what."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from gxaudit.cli.configured import load
from gxaudit.cli.errors import complain
from gxaudit.cli.outputs import open_file, targets, unwritten, written
from gxaudit.cli.progress import Progress
from gxaudit.cli.working import files_of, is_whole, manifest_of, ours, surveyed
from gxaudit.corpus.matrix import matrix_of
from gxaudit.finding import Fault
from gxaudit.render.codes import INCOMPLETE
from gxaudit.render.run import Write
from gxaudit.render.sinks import FileSink
from gxaudit.render.telling.filed import Overview
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.work.task import Surveyed

FORMATS = ("text", "table", "json")
_NOTHING = Text("没有找到报告，请检查路径", "no report was found; check the path")
_READ, _FILES = Text("读取", "reading"), Text("个", " files")


def corpus(options: Namespace, write: Write, language: Language) -> int:
    """Tell who has filed what; returns 0 where nothing is missing, 3 where something was not read
    or not written, else 1. Raises :class:`UsageError`.
    """
    files = targets(options.paths, options.output, FORMATS)
    with ExitStack() as stack:
        opened = []
        for path, (form, ending) in files.items():
            opened.append((form.name, open_file(path, ending)))
            stack.callback(opened[-1][1].discard)
        without = frozenset(map(os.path.realpath, written(files)))
        overview = _overview(options, without, language)
        for part in _told(overview, options.format, language, everything=options.all):
            write(part)
        placed = [
            _placed(sink, _told(overview, name, language, everything=True), language)
            for name, sink in opened
        ]
    return overview.exit_code if all(placed) else INCOMPLETE


def _told(overview: Overview, form: str, language: Language, *, everything: bool) -> Iterable[str]:
    if form == "json":
        from gxaudit.render.machines.overviewjson import overview_json

        return overview_json(overview)
    from gxaudit.render.people.overview import overview_lines

    return overview_lines(overview, language, everything=everything)


def _overview(options: Namespace, without: frozenset[str], language: Language) -> Overview:
    auditors = load(options, options.paths)
    manifest = manifest_of(options, options.paths)
    tell = partial(complain, language=language)
    files = files_of(options.paths, auditors.files | without | ours(manifest), tell)
    progress = Progress(lambda: len(files), _READ, _FILES, language, quiet=False)
    with closing(progress):
        found = surveyed(options, auditors, files, progress.step, tell)
    from gxaudit.work.flow import indexed

    index = indexed(found, manifest)
    faults, skipped = _unread(found)
    if not index.records and not faults:
        faults = [Fault(kind="input", message=_NOTHING)]
    matrix = matrix_of(
        index, options.paths, today=auditors.asked.today, whole=is_whole(options, manifest)
    )
    return Overview(matrix, (*auditors.faults, *faults), skipped)


def _unread(found: Sequence[Surveyed]) -> tuple[list[Fault], int]:
    """What could not be read, and how many files were passed over."""
    results = [one.result for one in found if one.result is not None]
    faults = [fault for result in results if not result.skipped for fault in result.faults]
    return faults, sum(result.skipped for result in results)


def _placed(sink: FileSink, document: Iterable[str], language: Language) -> bool:
    try:
        for part in document:
            sink.write(part)
        sink.commit()
    except OSError as error:
        complain(unwritten(sink.path, error), language)
        return False
    return True
