"""What is known of the cause of a finding, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.cause import Cause, Change, Repair
from gxaudit.finding import Finding
from gxaudit.forms import Form
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.telling.equation import equation_text
from gxaudit.wording import Language

MOST = 5
"""Repairs that are printed; JSON has them all."""


def cause_lines(finding: Finding, form: Form | None, language: Language) -> Iterator[str]:
    """The equations that prove it, the verdict unless it is the message, the repairs."""
    zh = language == "zh"
    for each in finding.evidence:
        if each.equation is not None:
            words = equation_text(each.equation, form, language)
            yield f"算式（{each.rule}）：{words}" if zh else f"equation ({each.rule}): {words}"
    cause = finding.cause
    if cause is None:
        return
    if cause.verdict != finding.message:
        yield f"判断：{cause.verdict.zh}" if zh else f"diagnosis: {cause.verdict.en}"
    if len(cause.repairs) > 1:
        yield from _repairs(cause, language)


def _repairs(cause: Cause, language: Language) -> Iterator[str]:
    zh = language == "zh"
    for number, repair in enumerate(cause.repairs[:MOST], 1):
        words = repair_words(repair, language)
        yield f"可能 {number}：{words}" if zh else f"possibility {number}: {words}"
    more = len(cause.repairs) - MOST
    if more > 0:
        yield f"另有 {more} 种可能" if zh else f"{more} more possibilities"


def repair_words(repair: Repair, language: Language) -> str:
    """``表三.一[自然人] 44 改为 45（少写一位）``."""
    comma = "，" if language == "zh" else ", "
    words = comma.join(_change(each, language) for each in repair.changes)
    if repair.slip is None:
        return words
    slip = repair.slip.to(language)
    return f"{words}（{slip}）" if language == "zh" else f"{words} ({slip})"


def _change(change: Change, language: Language) -> str:
    blank = "空白" if language == "zh" else "blank"
    before = blank if change.before is None else digits(change.before)
    after = digits(change.after)
    if language == "zh":
        return f"{change.address} {before} 改为 {after}"
    return f"{change.address} {before} to {after}"
