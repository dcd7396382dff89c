"""``gxaudit baseline``: record the findings there are, so that only new ones count."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from functools import partial

from gxaudit.cli.errors import UsageError, complain
from gxaudit.cli.gather import gathered
from gxaudit.cli.waive import write_whole
from gxaudit.config.file import BASELINE
from gxaudit.config.place import ConfigError
from gxaudit.render.codes import CLEAN, INCOMPLETE
from gxaudit.render.machines.waivertoml import baseline_text, heading
from gxaudit.render.run import Write
from gxaudit.waivers.file import load_waivers
from gxaudit.waivers.seen import Item, Run, Seen
from gxaudit.wording import Language, Text


def baseline(options: Namespace, write: Write, language: Language) -> int:
    """Write the baseline of ``options.paths``; returns 0, or 3 where something was not checked.

    Raises :class:`UsageError` where the file is none that may be replaced.
    """
    path = options.output or BASELINE
    _check_replaceable(path)
    run = gathered(options, options.paths, partial(complain, language=language))
    recorded = list(_recorded(run))
    data = heading(language, baseline=True) + "".join(baseline_text(recorded))
    write_whole(path, data.encode("utf-8"))
    for fault in run.faults:
        complain(fault, language)
    count = sum(len(items) for _, items in recorded)
    write(_told(path, count, len(run.reports)).to(language) + "\n")
    left = sum(len(one.items) + len(one.baseline) for one in run.reports if one.owner is None)
    if left:
        complain(_ownerless(left), language)
    return INCOMPLETE if run.incomplete else CLEAN


def _check_replaceable(path: str) -> None:
    """Only a baseline is replaced: never what a person wrote."""
    if not os.path.lexists(path):
        return
    try:
        kinds = {each.kind for each in load_waivers(path, drafts=True).waivers}
    except ConfigError as error:
        raise UsageError(_kept(path)) from error
    if "waiver" in kinds:
        raise UsageError(_kept(path))


def _recorded(run: Run) -> Iterator[tuple[Seen, tuple[Item, ...]]]:
    """Each report with its findings, once a failed instance: it may be there in two files."""
    known: set[str] = set()
    for seen in run.reports:
        if seen.owner is None:
            continue
        items = [
            one
            for one in (*seen.items, *seen.baseline)
            if known.isdisjoint(each.fingerprint for each in one.failures)
        ]
        known |= {each.fingerprint for one in items for each in one.failures}
        yield seen, tuple(items)


def _kept(path: str) -> Text:
    return Text(
        f"{path}: 已有的文件不是 gxaudit 基线，不会覆盖；请用 --output 另写一个文件",
        f"{path}: the file that is there is no baseline of gxaudit and is not replaced; name "
        "another with --output",
    )


def _told(path: str, count: int, reports: int) -> Text:
    return Text(
        f"{path}: 记录 {reports} 份报告的问题 {count} 处；以后检查，这些问题不变就不计",
        f"{path}: {count} findings of {reports} reports recorded; they do not count while they "
        "stay as they are",
    )


def _ownerless(count: int) -> Text:
    return Text(
        f"{count} 处所在的报告没有读出机关名称或年度，不能记入基线，请先改正标题",
        f"{count} are in reports whose agency or year was not read and were not recorded: correct "
        "the title first",
    )
