"""``gxaudit check``: audit files and folders, one result at a time."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from gxaudit import __version__
from gxaudit.auditors import Auditors
from gxaudit.cli.configured import load
from gxaudit.cli.errors import complain
from gxaudit.cli.interrupts import Interrupts
from gxaudit.cli.outputs import open_outputs, targets, tell_failures, written
from gxaudit.cli.progress import Progress
from gxaudit.cli.working import Files, Tell, files_of, manifest_of, ours, results
from gxaudit.finding import Fault
from gxaudit.render.codes import INCOMPLETE
from gxaudit.render.outputs import Outputs
from gxaudit.render.run import Run, Write
from gxaudit.render.summary import Summary
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

if TYPE_CHECKING:
    from gxaudit.corpus.manifest import Manifest

_NOTHING = Text(
    "没有找到可检查的报告，请检查路径",
    "no report was found to audit; check the path",
)


_READ = Text("读取", "reading")
_CHECKED = Text("检查", "auditing")
_FILES = Text("个", " files")


def check(options: Namespace, write: Write, language: Language) -> int:
    """Audit ``options.paths``; returns the exit code. Raises :class:`UsageError`."""
    files = targets(options.paths, options.output)

    def opened(beside: Write, _manifest: Manifest | None) -> Outputs:
        return open_outputs(options, files, beside, language)

    return audited(options, written(files), opened, write, language)


def audited(
    options: Namespace,
    without: Iterable[str],
    opened: Callable[[Write, Manifest | None], Outputs],
    write: Write,
    language: Language,
    interrupted: Callable[[int, int], Text] | None = None,
) -> int:
    """Audit ``options.paths`` but the files ``without``; returns the exit code.

    ``opened`` makes the outputs, given what prints and the manifest; ``interrupted`` says what
    breaking off after so many of all files comes to. Raises :class:`UsageError` and what ``opened``
    does.
    """
    broken_off = interrupted or _interrupted
    auditors = load(options, options.paths)
    manifest = manifest_of(options, options.paths)
    hidden = auditors.files.union(map(os.path.realpath, without), ours(manifest))
    tell = partial(complain, language=language)
    found = files_of(options.paths, hidden, tell)

    def total() -> int:
        return len(found)

    reading = Progress(total, _READ, _FILES, language, quiet=options.quiet)
    progress = Progress(total, _CHECKED, _FILES, language, quiet=options.quiet)
    with (
        closing(reading),
        closing(progress),
        closing(opened(progress.beside(write), manifest)) as outputs,
        Interrupts() as interrupts,
    ):
        run = _Run(options, auditors, outputs, progress, interrupts)
        run.all(found, reading, tell, manifest)
        interrupts.finish()
        progress.close()
        run.end(total, broken_off)
        tell_failures(outputs, language)
    if run.summary.interrupted:
        complain(broken_off(progress.done, total()), language)
    elif outputs.failed:
        # A file that is in place already cannot know of one that failed after it.
        if outputs.files and run.summary.exit_code != INCOMPLETE:
            tell(_unwritten(run.summary.exit_code))
        return INCOMPLETE
    return run.summary.exit_code


class _Run:
    """One run of ``check``: what was audited, and what is told of it."""

    def __init__(
        self,
        options: Namespace,
        auditors: Auditors,
        outputs: Outputs,
        progress: Progress,
        interrupts: Interrupts,
    ) -> None:
        self.options = options
        self.auditors = auditors
        self.outputs = outputs
        self.progress = progress
        self.interrupts = interrupts
        settings = tuple(auditor.settings for auditor in auditors.all)
        levels = {each.fail_on for each in settings}
        self.summary = Summary(
            levels.pop() if len(levels) == 1 else None, options.exit_zero, options.allow_none
        )
        outputs.begin(
            Run(
                __version__,
                auditors.asked.today,
                auditors.plugins,
                settings,
                auditors.waiver_files,
            )
        )

    def all(self, files: Files, reading: Progress, tell: Tell, manifest: Manifest | None) -> None:
        """Audit file after file, until the last one, an interruption, or nobody to tell."""

        def read() -> None:
            reading.step()
            if reading.done == len(files):
                reading.close()

        try:
            each = results(self.options, self.auditors, files, read, tell, manifest)
            with closing(each):
                for result in each:
                    self._one(result)
                    if self.outputs.lost:
                        return
        except KeyboardInterrupt:
            self.summary.interrupted = True

    def _one(self, result: Result) -> None:
        assert result.path is not None
        chosen = self.auditors.of(result.path).settings
        if result.report is not None:
            result = self.auditors.waived(result)
        with self.interrupts.held():
            self.summary.add(result, chosen.fail_on)
            self.outputs.result(result)
            self.progress.step()

    def end(self, total: Callable[[], int], broken_off: Callable[[int, int], Text]) -> None:
        """Tell the faults of the run and what it comes to; put files in place."""
        faults = list(self.auditors.faults)
        # Whoever breaks off when everything is done has broken off nothing.
        if self.summary.interrupted and self.progress.done >= total():
            self.summary.interrupted = False
        if self.summary.interrupted:
            message = broken_off(self.progress.done, total())
            faults.append(Fault(kind="input", message=message))
        elif self.summary.nothing and not self.summary.unread:
            faults.append(Fault(kind="input", message=_NOTHING))
        for fault in faults:
            self.summary.add_fault()
            self.outputs.fault(fault)
        self.outputs.end(self.summary)


def _unwritten(code: int) -> Text:
    return Text(
        f"有结果没有写成，因此本次退出码为 {INCOMPLETE}（结果中写的 {code} 只说检查结果）",
        f"not every result was written, so the exit code is {INCOMPLETE} (the {code} in the others "
        "is of the audit alone)",
    )


def _interrupted(done: int, total: int) -> Text:
    return Text(
        f"已中断：共 {total} 个文件，查完 {done} 个，其余没有检查；结果只含查完的文件，请重新检查",
        f"interrupted: {done} of {total} files were audited; the result holds these alone, run it "
        "again",
    )
