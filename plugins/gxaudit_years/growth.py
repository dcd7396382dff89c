"""Growth on the year in cases, against last year's table."""

from __future__ import annotations

from collections.abc import Iterator

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
)
from gxaudit_years.bases import DELTAS, Both
from gxaudit_years.changes import judged
from gxaudit_years.statute import ARITHMETIC


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    return judged(report, beside, DELTAS, _fits, _shows, lambda one: one.cases)


def _fits(one: Derived, both: Both) -> bool | None:
    if both.before is None or both.now is None:
        return None
    return both.now - both.before == one.value


def _shows(_one: Derived, before: Number, now: Number) -> Text:
    change = now - before
    return Text(f"{change:+}", f"{change:+}")


_NOW = {"表三.一[总计]": "5"}
_BEFORE = Other(role="last_year", cells={"表三.一[总计]": "3"})
_SAID = "本年度收到政府信息公开申请5件，较上年增加{}件。"

GROWTH = Rule(
    id="years/growth",
    title=Text(
        "正文的同比增减件数与两年的数字相符", "Growth in cases fits the figures of both years"
    ),
    explanation=Explanation(
        Text(
            "正文写申请、行政复议、行政诉讼“比上年增加、减少若干件”的，用本年和上年报告表三、表四的"
            "总计核对。申请取本年新收或新收加上年结转，复议、诉讼取总计或已审结的件数，任何一个对上"
            "都算对；约数不核对。网上申请、自然人等一部分的增减和平均数不在核对之列；写了增减而没有读出的，"
            "说明未核对。",
            "Where the prose says by how many cases applications, reviews or suits rose or fell, "
            "it is checked against the totals of tables 3 and 4 in both reports: what was received "
            "or that plus what was carried in; all reviews and suits or those concluded, whichever "
            "fits. Approximate figures are not checked, nor are changes of a part (a channel, a "
            "kind of applicant) or of an average; a change that was not read is not evaluated.",
        ),
        Text(
            "增减件数就是两年数字之差，不应有出入。",
            "A change in cases is the difference of two figures, and nothing else.",
        ),
        Text(
            "用两年报告的总计重新相减；上年报告有误的，在正文说明。",
            "Subtract the totals again; where last year's report is wrong, say so in the prose.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(outcome=Outcome.PASSED, cells=_NOW, prose={1: _SAID.format(2)}, others=(_BEFORE,)),
        Example(outcome=Outcome.FAILED, cells=_NOW, prose={1: _SAID.format(1)}, others=(_BEFORE,)),
        Example(outcome=Outcome.NOT_EVALUATED, cells=_NOW, prose={1: _SAID.format(2)}),
        Example(
            outcome=Outcome.NOT_EVALUATED,
            cells=_NOW,
            prose={1: "本年度收到政府信息公开申请5件，其中网上申请4件，较上年增加2件。"},
            others=(_BEFORE,),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_NOW, others=(_BEFORE,)),
    ),
    check=_check,
    beside=True,
    reads=("正文", "表三", "表四", "上年报告表三", "上年报告表四"),
    since="0.1",
)
