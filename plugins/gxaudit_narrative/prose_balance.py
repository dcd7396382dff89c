"""Received + carried in = closed + carried on, where one paragraph says all of it."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Paragraph,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_narrative.compare import claims_on
from gxaudit_narrative.sentences import by_paragraph
from gxaudit_narrative.statute import ARITHMETIC, CORRECT_ONE, FORMAT

_IN = ("applications_received", "carried_over_in")
_SCOPE = "applications_in_scope"
_OUT = ("handled_total", "carried_over_out")
_NO_EQUATION = NotApplicable(
    Text(
        "没有一段正文同时写了收到、上年结转、办结和结转下年度的件数",
        "no paragraph gives the numbers received, carried in, closed and carried on together",
    )
)
_Figures = dict[str, Claim]


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, (*_IN, _SCOPE, *_OUT))
    any_said = False
    for part, mine in by_paragraph(report, said):
        if len(mine) < 3:
            continue
        for verdict in _paragraph(part, mine):
            any_said = True
            yield verdict
    if not any_said:
        yield _NO_EQUATION


def _paragraph(part: Paragraph, claims: list[Claim]) -> Iterator[Verdict]:
    """One equation at most: what came in against what went out, each figure given once."""
    figures: _Figures = {}
    for claim in claims:
        known = figures.setdefault(claim.metric, claim)
        if known.value != claim.value:
            yield NotEvaluated(
                Text(
                    f"第 {part.line} 行同一项目写了几个数字，无从核对",
                    f"line {part.line} gives one quantity with several values",
                ),
                spans=((known.start, known.end), (claim.start, claim.end)),
            )
            return
    left = _IN if all(one in figures for one in _IN) else (_SCOPE,)
    used = [figures[one] for one in (*left, *_OUT) if one in figures]
    if len(used) < len(left) + len(_OUT):
        return
    if any(one.qualifier for one in used):
        yield NotEvaluated(
            Text(
                f"第 {part.line} 行的件数是约数，不作相等比较",
                f"line {part.line} gives approximate figures",
            ),
            spans=tuple((one.start, one.end) for one in used),
        )
        return
    yield _balance(part, used[: len(left)], used[len(left) :])


def _balance(part: Paragraph, came: list[Claim], went: list[Claim]) -> Verdict:
    spans = tuple((one.start, one.end) for one in (*came, *went))
    left, right = sum(one.value for one in came), sum(one.value for one in went)
    if left == right:
        return Passed(spans=spans)
    sums = [" + ".join(str(one.value) for one in side) for side in (came, went)]
    shown = [
        text if len(side) == 1 else f"{text} = {total}"
        for text, side, total in zip(sums, (came, went), (left, right), strict=True)
    ]
    return Failed(
        span=spans[-2],
        spans=spans,
        message=Text(
            f"第 {part.line} 行写的件数对不上：收到和上年结转共 {shown[0]}，"
            f"办结和结转下年度共 {shown[1]}，相差 {abs(left - right)}。{CORRECT_ONE.zh}",
            f"the figures in line {part.line} do not balance: received and carried in {shown[0]}, "
            f"closed and carried on {shown[1]}, off by {abs(left - right)}. {CORRECT_ONE.en}",
        ),
        expected=str(left),
        actual=str(right),
    )


PROSE_BALANCE = Rule(
    id="narrative/prose-balance",
    title=Text(
        "正文自身的收、结、办、转相等",
        "In the prose, received + carried in = closed + carried on",
    ),
    explanation=Explanation(
        Text(
            "同一段正文写全了新收、上年结转（或两者之和收办）、办结、结转下年度的件数的，"
            "前两个之和应等于后两个之和。缺一个就不比较。",
            "Where one paragraph gives the numbers received and carried in (or in scope), closed "
            "and carried on, the first two must sum to what the last two do. Where one is absent "
            "nothing is compared.",
        ),
        Text(
            "这是表三表头写明的勾稽关系，正文也要成立。",
            "It is the balance that the head of table 3 states, and it holds in prose too.",
        ),
        Text("对照表三逐个核对这四个数。", "Check the four figures against table 3."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={
                3: "新收政府信息公开申请41件，上年结转2件，办结申请40件，结转下年度继续办理3件。"
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={
                3: "新收政府信息公开申请41件，上年结转2件，办结申请40件，结转下年度继续办理2件。"
            },
        ),
        Example(
            outcome=Outcome.NOT_APPLICABLE, prose={3: "新收政府信息公开申请41件，办结申请40件。"}
        ),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
