"""``gxaudit check``: audit files and folders, one result at a time."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import closing

from gxaudit import __version__
from gxaudit.auditors import Auditors
from gxaudit.cli.configured import load
from gxaudit.cli.errors import UsageError
from gxaudit.cli.outputs import open_outputs, targets, tell_failures
from gxaudit.config.place import ConfigError
from gxaudit.files import MAX_SIZE, walk
from gxaudit.finding import Fault
from gxaudit.render.codes import INCOMPLETE
from gxaudit.render.outputs import Outputs
from gxaudit.render.run import Run, Write
from gxaudit.render.summary import Summary
from gxaudit.settle import unread
from gxaudit.wording import Language, Text

_NOTHING = Text(
    "没有找到可检查的报告，请检查路径",
    "no report was found to audit; check the path",
)


def check(options: Namespace, write: Write, language: Language) -> int:
    """Audit ``options.paths``; returns the exit code. Raises :class:`UsageError`."""
    files = targets(options)
    auditors = load(options, options.paths)
    with closing(open_outputs(options, files, write, language)) as outputs:
        code = _audit(options, auditors, frozenset(map(os.path.realpath, files)), outputs)
        tell_failures(outputs, language)
    return INCOMPLETE if outputs.failed else code


def _audit(options: Namespace, auditors: Auditors, results: frozenset[str], output: Outputs) -> int:
    """Audit file after file. ``results`` are the real paths of outputs, which are no reports."""
    settings = tuple(auditor.settings for auditor in auditors.all)
    levels = {each.fail_on for each in settings}
    summary = Summary(levels.pop() if len(levels) == 1 else None, options.exit_zero)
    output.begin(
        Run(__version__, auditors.asked.today, auditors.plugins, settings, auditors.waiver_files)
    )
    for path, data in walk(options.paths, options.max_size or MAX_SIZE, auditors.files | results):
        try:
            auditor = auditors.of(path)
        except ConfigError as error:
            raise UsageError(error.message) from error
        chosen = auditor.settings
        if isinstance(data, Fault):
            result = auditor.named(unread(path, data))
        else:
            result = auditor.audit(data, path, skip_non_reports=chosen.skip_non_reports)
            result = auditors.waived(result)
        summary.add(result, chosen.fail_on)
        output.result(result)
        if output.lost:
            return INCOMPLETE
    faults = list(auditors.faults)
    if not summary.reports and not summary.unread:
        faults.append(Fault(kind="input", message=_NOTHING))
    for fault in faults:
        summary.add_fault()
        output.fault(fault)
    output.end(summary)
    return summary.exit_code
