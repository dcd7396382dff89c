"""``gxaudit check``: audit files and folders, one result at a time."""

from __future__ import annotations

from argparse import Namespace

from gxaudit import __version__
from gxaudit.cli.configured import load
from gxaudit.cli.errors import UsageError
from gxaudit.config.place import ConfigError
from gxaudit.files import MAX_SIZE, walk
from gxaudit.finding import Fault
from gxaudit.render.run import Run, Write, renderer
from gxaudit.render.summary import Summary
from gxaudit.settle import unread
from gxaudit.wording import Language, Text

_NOTHING = Text(
    "没有找到可检查的报告，请检查路径",
    "no report was found to audit; check the path",
)


def check(options: Namespace, write: Write, language: Language) -> int:
    """Audit ``options.paths``; returns the exit code. Raises :class:`UsageError`."""
    auditors = load(options, options.paths)
    output = renderer(
        options.format, write, language, detailed=options.coverage, suggest=options.suggest
    )
    settings = tuple(auditor.settings for auditor in auditors.all)
    levels = {each.fail_on for each in settings}
    summary = Summary(levels.pop() if len(levels) == 1 else None, options.exit_zero)
    output.begin(Run(__version__, auditors.asked.today, auditors.plugins, settings))
    for path, data in walk(options.paths, options.max_size or MAX_SIZE, auditors.files):
        try:
            auditor = auditors.of(path)
        except ConfigError as error:
            raise UsageError(error.message) from error
        chosen = auditor.settings
        if isinstance(data, Fault):
            result = auditor.named(unread(path, data))
        else:
            result = auditor.audit(data, path, skip_non_reports=chosen.skip_non_reports)
        summary.add(result, chosen.fail_on)
        output.result(result)
    faults = list(auditors.faults)
    if not summary.reports and not summary.unread:
        faults.append(Fault(kind="input", message=_NOTHING))
    for fault in faults:
        summary.add_fault()
        output.fault(fault)
    output.end(summary)
    return summary.exit_code
