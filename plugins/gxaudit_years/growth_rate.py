"""Growth on the year in percent, against last year's table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gxaudit.api import (
    Beside,
    Confidence,
    Derived,
    Example,
    Explanation,
    Number,
    Other,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    agrees,
    shown,
    step_of,
)
from gxaudit_years.bases import PERCENTS, Both
from gxaudit_years.changes import judged
from gxaudit_years.statute import ARITHMETIC


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    return judged(report, beside, PERCENTS, _fits, _shows, lambda one: one.shares)


def _percent(before: Number, now: Number) -> Fraction:
    return 100 * (Fraction(now) - Fraction(before)) / Fraction(before)


def _fits(one: Derived, both: Both) -> bool | None:
    """From nothing no percentage can be computed."""
    if not both.before or both.now is None:
        return None
    return agrees(Fraction(one.value), step_of(one.value), _percent(both.before, both.now))


def _shows(one: Derived, before: Number, now: Number) -> Text:
    digits = max(2, len(str(one.value).partition(".")[2]))
    change = f"{shown(_percent(before, now), digits)}%"
    return Text(change, change)


_NOW = {"表三.一[总计]": "3525", "表三.二[总计]": "121"}
_BEFORE = Other(role="last_year", cells={"表三.一[总计]": "3511", "表三.二[总计]": "96"})
_SAID = "本年度收到政府信息公开申请3525件，同比增长{}%。"

GROWTH_RATE = Rule(
    id="years/growth-rate",
    title=Text(
        "正文的同比百分比与两年的数字相符", "Growth in percent fits the figures of both years"
    ),
    explanation=Explanation(
        Text(
            "正文写申请量、办理量“同比增长、下降百分之几”的，用本年和上年报告表三的总计核对；"
            "基数取本年新收、新收加上年结转中任何一个能对上的，办理量取办理结果总计或新收加结转。"
            "四舍五入或截去尾数的都算对，再宽就不算；约数不核对。网上申请、自然人等一部分的增减和比例、"
            "平均数不在核对之列；写了增减而没有读出的，说明未核对。",
            "Where the prose says by how many percent applications rose or fell, it is checked "
            "against the totals of table 3 in both reports. The base may be what was received, or "
            "that plus what was carried in, whichever fits; for what was handled its total, or "
            "again the sum. Rounded or truncated digits are right, and nothing wider; "
            "approximate figures are not checked, nor are changes of a part (a channel, a kind of "
            "applicant), a share or an average; a change that could not be read is not evaluated.",
        ),
        Text(
            "同比数字最常沿用初稿，表格改了而没有重算；读者拿两年的报告一比就会发现。",
            "Such percentages are often left as the first draft had them when the table changes, "
            "and anybody with both reports can see it.",
        ),
        Text(
            "用两年的总计重新计算；用的是别的口径，就在正文写明。",
            "Calculate again from the totals of both years; where another base is meant, say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_NOW,
            prose={1: _SAID.format("1.08")},
            others=(_BEFORE,),
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_NOW,
            prose={1: _SAID.format("1.05")},
            others=(_BEFORE,),
        ),
        Example(outcome=Outcome.NOT_EVALUATED, cells=_NOW, prose={1: _SAID.format("1.05")}),
        Example(
            outcome=Outcome.NOT_EVALUATED,
            cells=_NOW,
            prose={1: "本年度收到政府信息公开申请3525件，与上年相比翻了一番。"},
            others=(_BEFORE,),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_NOW, others=(_BEFORE,)),
    ),
    check=_check,
    beside=True,
    reads=("正文", "表三", "上年报告表三"),
    since="0.1",
)
