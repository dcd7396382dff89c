"""The fee by office: amounts and cases make the totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Outcome,
    Paragraph,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_fees.said import claims_on, paragraph_of
from gxaudit_fees.statute import ARITHMETIC, FEE

_SENTENCE_END = regex(r"[。！!？?\n]")
_LONGEST = 1_500
_MARKER = regex(r"(?P<all>分别为?|分为|具体为|具体如下)|其中|包括")
_AMOUNT = regex(r"(?<![0-9.,])([0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,6})?)\s?(万元|元)(?!余|多)")
_CASES = regex(r"(?<![0-9.,])([0-9]{1,6}(?:,[0-9]{3})?)\s?(?:件|笔|起|份|宗)(?!次)")
_UNCLEAR = regex(r"[约近余多超]|左右|以上|每[件页]|其余|减免|退[还回费]|应收|去年|上年|比")
_OTHERS = regex(r"(?:其他|其它)[^，。；、]{0,16}$|(?:和|及|以及)[^，。；、]{0,30}$")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NO_PARTS = NotApplicable(
    Text(
        "正文没有分项写信息处理费的件数或金额",
        "the prose does not list the processing fee by office or kind",
    )
)


class _Listed(NamedTuple):
    """A total of the fee and what is listed after it, in cases or in yuan."""

    part: Paragraph
    total: Claim
    value: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    exhaustive: bool


def _check(report: Report) -> Iterator[Verdict]:
    judged = False
    for listed in _listed(report):
        verdict = _judged(listed)
        if verdict is not None:
            judged = True
            yield verdict
    if not judged:
        yield _NO_PARTS


def _listed(report: Report) -> Iterator[_Listed]:
    """What follows the first total of its kind in each sentence."""
    done = 0
    for total in claims_on(report, "fee_processing_amount", "fee_processing_cases"):
        part = paragraph_of(report, total)
        if part is None or total.qualifier is not None or not total.value:
            continue
        after = total.end - part.start
        text = part.text[after : after + _LONGEST].translate(_WIDE)
        end = _SENTENCE_END.search(text)
        body = text[: end.start()] if end else text
        marker = _MARKER.search(body)
        if marker is None or len(body) == _LONGEST or total.start < done or _UNCLEAR.search(body):
            continue
        one = _of(part, total, body[marker.end() :], exhaustive=marker["all"] is not None)
        if len(one.parts) >= 2:
            yield one
        if total.metric == "fee_processing_amount":
            done = part.start + after + len(body)


def _of(part: Paragraph, total: Claim, body: str, *, exhaustive: bool) -> _Listed:
    value = Decimal(total.value)
    if total.metric == "fee_processing_cases":
        found = tuple(_number(one) for one in _CASES.findall(body))
        unit = "件"
        last = max((one.start() for one in _CASES.finditer(body)), default=0)
    else:
        value *= _YUAN[total.unit or "元"]
        found = tuple(_number(one) * _YUAN[name] for one, name in _AMOUNT.findall(body))
        unit = "元"
        last = max((one.start() for one in _AMOUNT.finditer(body)), default=0)
    named = _OTHERS.search(body, 0, last) is not None
    return _Listed(part, total, value, found, unit, exhaustive or named)


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _judged(listed: _Listed) -> Verdict | None:
    """Parts make the total where they are all, and never exceed it."""
    total, found = listed.total, sum(listed.parts, Decimal(0))
    if found == listed.value:
        return Passed(spans=((total.start, total.end),))
    if found < listed.value and not listed.exhaustive:
        return None
    shown = " + ".join(f"{one.normalize():f}" for one in listed.parts)
    come, whole, unit = f"{found.normalize():f}", f"{listed.value.normalize():f}", listed.unit
    gap = f"{abs(found - listed.value).normalize():f}"
    return Failed(
        span=(total.start, total.end),
        message=Text(
            f"第 {listed.part.line} 行“{total.quote}”，所列各部分 {shown} = {come} {unit}，"
            f"与总数 {whole} {unit}相差 {gap}。请对照收费台账核对",
            f"line {listed.part.line} “{total.quote}”: the parts listed, {shown} = {come} {unit}, "
            f"differ from the total of {whole} {unit} by {gap}. Check the record of fees",
        ),
        expected=whole,
        actual=come,
    )


PARTS = Rule(
    id="fees/parts",
    title=Text("信息处理费的分项与总数相符", "The processing fee by office makes the total"),
    explanation=Explanation(
        Text(
            "正文写收取信息处理费共若干件、若干元，又分项列举的，分项之和不应多于总数；写明全部列出的"
            "（分别为、最后一项是其他或用“和”相连），应相等。件数和金额分别核对。",
            "Where the prose gives the cases or the amount of the processing fee and lists its "
            "parts, they must not exceed the total, and must sum to it where the wording says "
            "these are all. Cases and amounts are checked apart.",
        ),
        Text(
            "汇总下属单位的收费时容易漏加或重复。",
            "Where fees of several offices are put together, some are left out or counted twice.",
        ),
        Text("对照收费台账逐项相加。", "Add up the items of the record of fees."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FEE),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={6: "本年度共收取信息处理费600元，其中办公室收取420元，规划科收取180元。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={6: "本年度共收取信息处理费600元，其中办公室收取420元，规划科收取190元。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={6: "本年度共收取信息处理费600元。"}),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
