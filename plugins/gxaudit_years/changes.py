"""Changes on the year that the prose states, each held against both reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gxaudit.api import (
    Beside,
    Companion,
    Derived,
    Failed,
    NotApplicable,
    NotEvaluated,
    Number,
    Passed,
    Report,
    Text,
    Verdict,
    regex,
)
from gxaudit_years.bases import Base, Both, both, cells_of, operands
from gxaudit_years.unread import Unread, unread

_NEAR = 6
_BEFORE = regex(
    r"(?:约为?|近|超过?|逾|不足|不到|多达|至少|至多|最多|接近|大概|大致|几乎|[不高低]于|少于)\s{0,2}$"
)
_AFTER = regex(
    r"\s{0,2}(?:个百分点|[余多几来]|[^0-9，。；、,;]{0,3}?(?:余|多|几|左右|上下|以[上下内]|不到))"
)

Fits = Callable[[Derived, Both], bool | None]
"""Whether a stated change is that of a quantity; None where that cannot be told."""
Shows = Callable[[Derived, Number, Number], Text]
"""What the change from last year's figure to this year's really is."""


def judged(
    report: Report,
    beside: Beside,
    bases: Mapping[str, tuple[Base, ...]],
    fits: Fits,
    shows: Shows,
    tells: Callable[[Unread], bool],
) -> Iterator[Verdict]:
    """A verdict for each change that the prose states, and each that ``tells`` of the same kind
    and was not read.
    """
    said = [one for one in report.derived if one.metric in bases]
    missed = [one for one in unread(report) if tells(one)]
    if not (said or missed):
        yield _NOTHING_SAID
    for one in said:
        span = (one.start, one.end)
        if _is_about(report, one):
            yield NotEvaluated(_about(one), spans=(span,))
        elif beside.last_year is None:
            yield NotEvaluated(beside.no_last_year, spans=(span,), beside=True)
        else:
            known = both(bases[one.metric], report, beside.last_year)
            yield _judged(one, report, beside.last_year, known, fits, shows)
    for words in missed:
        why = _unread(words) if beside.last_year else beside.no_last_year
        span = (words.start, words.end)
        yield NotEvaluated(why, spans=(span,), beside=beside.last_year is None)


_NOTHING_SAID = NotApplicable(
    Text("正文没有写比上年增减多少", "the prose states no change on the year")
)


def _about(one: Derived) -> Text:
    return Text(
        f"正文“{one.quote}”是约数，不作核对",
        f"the prose gives an approximate figure, “{one.quote}”",
    )


def _unread(one: Unread) -> Text:
    return Text(
        f"正文“{one.words}”写了与上年相比的变化，没有读出，请自行核对",
        f"the prose tells a change on the year, “{one.words}”, which could not be read; "
        "please check",
    )


def _unclear(one: Derived) -> Text:
    return Text(
        f"正文“{one.quote}”说的是哪一个数的变化，不能确定，请自行核对",
        f"of which figure the prose says “{one.quote}” is not clear; please check",
    )


def _is_about(report: Report, one: Derived) -> bool:
    """Whether the words around a figure say that it is not exact."""
    for part in report.prose:
        at, end = one.start - part.start, one.end - part.start
        if 0 <= at < len(part.text):
            before, after = part.text[max(0, at - _NEAR) : at], part.text[end : end + _NEAR]
            return bool(_BEFORE.search(before) or _AFTER.match(after))
    return False


def _judged(
    one: Derived,
    report: Report,
    before: Companion,
    known: list[Both],
    fits: Fits,
    shows: Shows,
) -> Verdict:
    span = (one.start, one.end)
    answers = [fits(one, each) for each in known]
    if any(answers):
        return Passed(spans=(span,))
    unknown = [each.base for each, answer in zip(known, answers, strict=True) if answer is None]
    if unknown:
        return NotEvaluated(_no_figure(unknown[0], before), spans=(span,))
    if one.ambiguous:
        return NotEvaluated(_unclear(one), spans=(span,))
    changes = [shows(one, each.before or 0, each.now or 0) for each in known]
    return _wrong(one, report, before, known, changes)


def _wrong(
    one: Derived, report: Report, before: Companion, known: list[Both], changes: list[Text]
) -> Failed:
    bases, called = tuple(each.base for each in known), before.called
    told = [(each.base.name, each, change) for each, change in zip(known, changes, strict=True)]
    zh = "；".join(f"{name.zh}上年 {at.before}、本年 {at.now}，{new.zh}" for name, at, new in told)
    en = "; ".join(
        f"{name.en} {at.before} last year, {at.now} this year, {new.en}" for name, at, new in told
    )
    return Failed(
        span=(one.start, one.end),
        message=Text(
            f"正文写“{one.quote}”，与{called.zh}对照不符：{zh}。请核对两年的数字，重新计算",
            f"the prose says “{one.quote}”, which does not fit {called.en}: {en}. Check the "
            "figures of both years and calculate again",
        ),
        expected=" / ".join(dict.fromkeys(change.zh for change in changes)),
        actual=f"{one.value}{one.unit or ''}",
        cells=cells_of(bases, report),
        others=tuple(operands(bases, before)),
    )


def _no_figure(base: Base, before: Companion) -> Text:
    called = before.called
    return Text(
        f"{called.zh}或本年报告的表格中没有可用的“{base.name.zh}”，无从核对",
        f"the tables of {called.en} or of this report hold no figure to use for what was "
        f"{base.name.en}, or last year's is 0",
    )
