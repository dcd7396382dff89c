"""``gxaudit waive``: findings of a result as entries of a waiver file, reasons left to a person."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from attrs import define, field

from gxaudit.cli.errors import IncompleteError, UsageError, complain
from gxaudit.cli.gather import read_result
from gxaudit.config.place import ConfigError
from gxaudit.render.codes import CLEAN
from gxaudit.render.machines.waivertoml import heading, waiver_text
from gxaudit.render.run import Write
from gxaudit.render.sinks import WholeFile
from gxaudit.values import nearest
from gxaudit.waiver import Waiver
from gxaudit.waivers.file import WaiverFile, load_waivers, parse_waivers, said_place
from gxaudit.waivers.seen import Item, Seen, items_of
from gxaudit.wording import Language, Text


@define
class _Sorted:
    """The chosen findings: those to write, and why the others are not."""

    fresh: list[tuple[Seen, Item]] = field(factory=list)
    known: int = 0
    """There is an entry for exactly this."""
    other: list[tuple[Item, Waiver]] = field(factory=list)
    """There is an entry, for other figures or only for a part."""
    ownerless: int = 0
    """Agency or year could not be read."""


def waive(options: Namespace, write: Write, language: Language) -> int:
    """Write entries for the chosen findings of ``options.result``; returns 0.

    Raises :class:`UsageError` for a choice that no finding meets and for a waiver file with
    mistakes, :class:`IncompleteError` for what cannot be read or written.
    """
    run = read_result(options.result)
    chosen = list(_chosen(options, tuple(items_of(run.reports))))
    existing = _existing(options.output)
    found = _sorted(chosen, existing.waivers if existing else ())
    until = _a_year_on(options.today or datetime.now().astimezone().date())
    entries = "".join(waiver_text(*each, until, language) for each in found.fresh)
    if options.output is None:
        write((heading(language) + entries) if entries else "")
    elif entries:
        _append(options.output, existing, heading(language), entries)
    for said in _said(found, options.output):
        complain(said, language)
    return CLEAN


def _chosen(
    options: Namespace, everything: Sequence[tuple[Seen, Item]]
) -> Iterator[tuple[Seen, Item]]:
    """Those that ``--rule`` and ``--report`` name; every name must be there."""
    rules = [name for part in options.rule for name in part.split(",")]
    named = {name for _, item in everything for name in _rules(item)}
    agencies = {name for seen, _ in everything for name in _names(seen)}
    for option, names, known in (("--rule", rules, named), ("--report", options.report, agencies)):
        for name in names:
            if name not in known:
                raise UsageError(_no_such(option, name, known))
    for seen, item in everything:
        right_rule = not rules or not _rules(item).isdisjoint(rules)
        if right_rule and (not options.report or not _names(seen).isdisjoint(options.report)):
            yield seen, item


def _rules(item: Item) -> set[str]:
    """The rules of a finding and their groups."""
    rules = {item.whole.rule, *(each.rule for each in item.failures)}
    return rules | {rule.partition("/")[0] for rule in rules}


def _names(seen: Seen) -> set[str]:
    """All that a report can be chosen by."""
    both = f"{seen.agency} {seen.year}"
    names = {seen.path, os.path.basename(seen.path), seen.agency, str(seen.year or ""), both}
    return {name for name in names if name}


def _no_such(option: str, name: str, known: Iterable[str]) -> Text:
    near = nearest(name, known)
    return Text(
        f"{option} {name}: 结果中没有这样的问题{near.zh}",
        f"{option} {name}: the result has no such finding{near.en}",
    )


def _existing(path: str | None) -> WaiverFile | None:
    if path is None or not os.path.lexists(path):
        return None
    try:
        return load_waivers(path, drafts=True)
    except ConfigError as error:
        raise UsageError(error.message) from error


def _sorted(chosen: Iterable[tuple[Seen, Item]], waivers: Iterable[Waiver]) -> _Sorted:
    known = {
        each.fingerprint: (one, each.figures)
        for one in waivers
        if one.kind == "waiver"
        for each in one.failures
    }
    found = _Sorted()
    for seen, item in chosen:
        entries = [known[each.fingerprint] for each in item.failures if each.fingerprint in known]
        if seen.owner is None:
            found.ownerless += 1
        elif not entries:
            found.fresh.append((seen, item))
            # A report that is in the result twice, in two files, needs one entry.
            known |= {each.fingerprint: (_HERE, frozenset(each.figures)) for each in item.failures}
        elif [figures for _, figures in entries] == [
            frozenset(one.figures) for one in item.failures
        ]:
            found.known += 1
        else:
            found.other.append((item, entries[0][0]))
    return found


_HERE = Waiver(
    kind="waiver", agency="", year=0, rule="", address=None, failures=(), file="", line=0
)
"""Stands for what this very run writes."""


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _append(path: str, existing: WaiverFile | None, first: str, entries: str) -> None:
    """What is there stays as it is, byte for byte."""
    source = existing.source if existing else b""
    ending = b"\r\n" if b"\r\n" in source else b"\n"
    added = ((first if not source.strip() else "") + entries).encode("utf-8")
    gap = ending if source and not source.endswith(b"\n") else b""
    data = source + gap + added.replace(b"\n", ending)
    try:
        parse_waivers(data, path, drafts=True)
    except ConfigError as error:
        raise UsageError(_cannot_append(path)) from error
    write_whole(path, data)


def write_whole(path: str, data: bytes) -> None:
    """Replace a file, wholly or not at all. Raises :class:`IncompleteError`."""
    file: WholeFile | None = None
    try:
        file = WholeFile(path)
        file.stream.write(data)
        file.close()
        file.place()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise IncompleteError(
            Text(f"{path}: 无法写入：{why}", f"{path}: cannot be written: {why}")
        ) from error
    finally:
        if file is not None:
            file.discard()


def _cannot_append(path: str) -> Text:
    return Text(
        f"{path}: 其中的条目不是逐条写成 [[waiver]]，接不上去；请先改成 [[waiver]] 的写法",
        f"{path}: its entries are not sections [[waiver]], so nothing can be added; write them so",
    )


def _said(found: _Sorted, path: str | None) -> Iterator[Text]:
    where = path or "-"
    count = len(found.fresh)
    yield Text(
        f"{where}: 写出 {count} 条；请逐条写明理由 reason 和判断人 by，理由空着不能使用"
        if count
        else f"{where}: 没有要写的条目",
        f"{where}: {count} written; give each a reason and say by whom: without one it is refused"
        if count
        else f"{where}: there is nothing to write",
    )
    if found.known:
        yield Text(
            f"{found.known} 处已有条目，没有重复写",
            f"{found.known} have an entry already and were not written again",
        )
    for item, waiver in found.other:
        yield _overtaken(item, waiver)
    if found.ownerless:
        yield Text(
            f"{found.ownerless} 处所在的报告没有读出机关名称或年度，不能豁免，请先改正标题",
            f"{found.ownerless} are in reports whose agency or year was not read and cannot be "
            "waived: correct the title first",
        )


def _overtaken(item: Item, waiver: Waiver) -> Text:
    name = " ".join(filter(None, (item.whole.rule, item.whole.address)))
    place = said_place(waiver)
    return Text(
        f"{name}: {place} 有一条，但判断时的情况已变；要重新判断，请先删去那一条再运行",
        f"{name}: {place} has an entry, but what was judged has changed; to judge it again, remove "
        "that entry and run this once more",
    )
