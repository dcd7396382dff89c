"""The percentages of a whole list come to 100."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    step_of,
)
from gxaudit_narrative.shares import Share, shares
from gxaudit_narrative.statute import ARITHMETIC

_NO_LIST = NotApplicable(
    Text(
        "正文没有给一个总数的各部分都写上百分比",
        "the prose gives no percentage of every part of a total",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    judged = False
    said = shares(report)
    for _, group in groupby(said, key=lambda one: (one.part.line, one.sentence)):
        whole = list(group)
        if _is_all(whole):
            judged = True
            yield _sum(whole)
    if not judged:
        yield _NO_LIST


def _is_all(said: list[Share]) -> bool:
    """Whether the figures with a percentage make another figure of the sentence, their total."""
    parts = sum(one.figure.value for one in said)
    return len(said) >= 2 and any(
        one.value == parts and one.start < said[0].figure.start for one in said[0].others
    )


def _sum(said: list[Share]) -> Verdict:
    total = sum((Fraction(one.percent) for one in said), Fraction(0))
    steps = sum((step_of(one.percent) for one in said), Fraction(0))
    # Truncated digits lose a whole step each, rounded ones half a step either way.
    if 100 - steps < total <= 100 + steps / 2:
        return Passed()
    shown = " + ".join(f"{one.percent}%" for one in said)
    percent = f"{float(total):g}%"
    line, last = said[0].part.line, said[-1]
    return Failed(
        span=(last.part.start + last.start, last.part.start + last.end),
        message=Text(
            f"第 {line} 行各部分的百分比 {shown} = {percent}，不是 100%，四舍五入也说明不了。"
            "请重新计算各百分比",
            f"the percentages in line {line}, {shown} = {percent}, are not 100 %, nor does "
            "rounding explain it. Calculate them again",
        ),
        expected="100%",
        actual=percent,
    )


HUNDRED = Rule(
    id="narrative/hundred",
    title=Text("全部分项的百分比合计 100%", "The percentages of all parts come to 100"),
    explanation=Explanation(
        Text(
            "一句话里写了总数、全部分项（件数之和等于总数）和各自的百分比的，百分比之和应为 100%，"
            "允许各项四舍五入或截去尾数的误差。",
            "Where one sentence gives a total, all of its parts (their figures sum to it) and "
            "the percentage of each, the percentages must come to 100, but for rounding or "
            "truncating each of them.",
        ),
        Text(
            "合计不是 100%，必有一个百分比算错了。",
            "Where they do not, one of them is wrong.",
        ),
        Text("重新计算各百分比。", "Calculate the percentages again."),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={1: "全年主动公开政府信息90条，其中政策类60条，占66.67%，动态类30条，占33.33%。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={1: "全年主动公开政府信息90条，其中政策类60条，占66.67%，动态类30条，占36.33%。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={1: "全年主动公开政府信息90条。"}),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
