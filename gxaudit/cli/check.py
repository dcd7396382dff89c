"""``gxaudit check``: audit files and folders, one result at a time."""

from __future__ import annotations

import gc
from argparse import Namespace

from gxaudit import __version__
from gxaudit.cli.errors import UsageError
from gxaudit.files import MAX_SIZE, walk
from gxaudit.finding import Fault, Severity
from gxaudit.pipeline import Auditor
from gxaudit.render.run import Run, Write, renderer
from gxaudit.render.summary import Summary
from gxaudit.render.words import fault_words
from gxaudit.select import SelectError
from gxaudit.settle import unread
from gxaudit.wording import Language, Text

_NOTHING = Text(
    "没有找到可检查的报告，请检查路径",
    "no report was found to audit; check the path",
)
_NO_RULES = Text(
    "一条规则也没有装入，什么都没有检查",
    "no rule at all was loaded, so nothing was audited",
)


def check(options: Namespace, write: Write, language: Language) -> int:
    """Audit ``options.paths``; returns the exit code. Raises :class:`UsageError`."""
    auditor = load(options.select, options.ignore)
    output = renderer(options.format, write, language)
    summary = Summary(Severity[options.fail_on.upper()], options.exit_zero)
    output.begin(Run(version=__version__, plugins=auditor.plugins, rules=auditor.selected))
    faults = list(auditor.faults)
    for path, data in walk(options.paths, options.max_size or MAX_SIZE):
        if isinstance(data, Fault):
            result = unread(path, data)
        else:
            result = auditor.audit(data, path, skip_non_reports=options.skip_non_reports)
        summary.add(result)
        output.result(result)
    if not summary.reports and not summary.unread:
        faults.append(Fault(kind="input", message=_NOTHING))
    for fault in faults:
        summary.add_fault()
        output.fault(fault)
    output.end(summary)
    return summary.exit_code


def load(select: list[str], ignore: list[str]) -> Auditor:
    """Plugins and selected rules. Raises :class:`UsageError` where no rule can run."""
    try:
        auditor = Auditor.load(select, ignore)
    except SelectError as error:
        raise UsageError(_with_faults(error.message, Auditor.load().faults)) from error
    if not auditor.selected:
        raise UsageError(_with_faults(_NO_RULES, auditor.faults))
    # What is loaded stays to the end: the collector need not look at it at every report.
    gc.freeze()
    return auditor


def _with_faults(message: Text, faults: tuple[Fault, ...]) -> Text:
    """A rule may be unknown only because its plugin could not be loaded: say that too."""
    zh = [message.zh, *[fault_words(fault, "zh") for fault in faults]]
    en = [message.en, *[fault_words(fault, "en") for fault in faults]]
    return Text("；".join(zh), "; ".join(en))
