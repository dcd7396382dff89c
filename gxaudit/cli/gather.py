"""What a run finds, kept whole: for baselines and rechecks, which look at all reports at once."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from gxaudit.cli.configured import load
from gxaudit.cli.errors import IncompleteError, UsageError
from gxaudit.cli.working import Tell, files_of, manifest_of, ours, results
from gxaudit.finding import Fault
from gxaudit.oserrors import reason
from gxaudit.render.spelling.words import fault_words
from gxaudit.waivers.seen import NoResultError, Run, Seen, run_of_json, seen_of
from gxaudit.wording import Text

STDIN = "-"
_NOTHING = Text("没有找到可检查的报告", "no report was found to audit")


def gathered(options: Namespace, paths: Sequence[str], tell: Tell) -> Run:
    """What results say and what an audit of the other paths finds; ``tell`` gets what a person is
    to know of how it was done.

    Raises :class:`UsageError` for what is no result, :class:`IncompleteError` for what cannot be
    read.
    """
    results = [path for path in paths if _is_result(path)]
    audited = [path for path in paths if not _is_result(path)]
    runs = [read_result(path) for path in results]
    if audited:
        runs.append(_audited(options, audited, tell))
    return Run(
        reports=tuple(one for run in runs for one in run.reports),
        faults=tuple(one for run in runs for one in run.faults),
        incomplete=any(run.incomplete for run in runs),
    )


def _is_result(path: str) -> bool:
    return path.lower().endswith(".json") and not os.path.isdir(path)


def read_result(path: str) -> Run:
    """The result in a file, or on standard input. Raises as :func:`gathered` does."""
    try:
        return run_of_json(_bytes(path))
    except NoResultError as error:
        raise UsageError(
            Text(
                f"{path}: 不是 gxaudit 的 JSON 结果，或不完整。请用"
                " gxaudit check 报告 --output 结果.json 写出",
                f"{path}: not a JSON result of gxaudit, or not whole; write one with "
                "gxaudit check REPORTS --output RESULT.json",
            )
        ) from error


def _bytes(path: str) -> bytes:
    import sys

    try:
        if path == STDIN:
            return sys.stdin.buffer.read()
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        why = reason(error)
        raise IncompleteError(
            Text(f"{path}: 无法读取：{why.zh}", f"{path}: cannot be read: {why.en}")
        ) from error


def _audited(options: Namespace, paths: Sequence[str], tell: Tell) -> Run:
    auditors = load(options, paths)
    reports: list[Seen] = []
    faults = list(auditors.faults)
    manifest = manifest_of(options, paths)
    files = files_of(paths, auditors.files | ours(manifest), tell)
    for result in results(options, auditors, files, manifest=manifest):
        seen = seen_of(auditors.waived(result))
        faults += result.faults
        reports += [seen] if seen else []
    if not reports and not faults:
        faults.append(Fault(kind="input", message=_NOTHING))
    return Run(reports=tuple(reports), faults=tuple(map(_words, faults)), incomplete=bool(faults))


def _words(fault: Fault) -> Text:
    where = f"{fault.path}: " if fault.path else ""
    return Text(where + fault_words(fault, "zh"), where + fault_words(fault, "en"))
