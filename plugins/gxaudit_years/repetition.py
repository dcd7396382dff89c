"""How much of the prose stands in last year's report already."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from gxaudit.api import (
    Beside,
    Companion,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    option,
)
from gxaudit_years.statute import ASSESSMENT, FORMAT


@frozen(slots=False)
class Limits:
    """What is too much."""

    warning_above: float = option(
        50.0,
        Text("重复超过百分之几是警告", "a share above so many percent is a warning"),
        least=0,
    )
    note_above: float = option(
        30.0,
        Text("重复超过百分之几是提示", "a share above so many percent is a note"),
        least=0,
    )
    shortest: int = option(
        60,
        Text(
            "除去各家相同的话，正文少于多少字不作比较",
            "prose with fewer characters of its own is not compared",
        ),
        least=0,
    )


def _check(report: Report, beside: Beside, limits: Limits) -> Iterator[Verdict]:
    before = beside.last_year
    if before is None:
        yield NotEvaluated(beside.no_last_year, beside=True)
        return
    # Only needed where there is something to compare with.
    from gxaudit.api import own_length, repeated_share

    if own_length(report) < limits.shortest:
        yield NotEvaluated(_TOO_SHORT)
    else:
        share = 100 * repeated_share(report, before.report)
        least = min(limits.note_above, limits.warning_above)
        yield _repeated(share, before, limits) if share > Decimal(str(least)) else Passed()


_TOO_SHORT = Text(
    "正文除去格式规定的话和数字，所剩太少，比较没有意义",
    "without what the form asks of everybody and without figures too little prose is left",
)


def _repeated(share: Decimal, before: Companion, limits: Limits) -> Failed:
    called, limit = before.called, limits.warning_above
    heavy = share > Decimal(str(limit))
    percent = f"{share:.2f}%"
    return Failed(
        severity=Severity.WARNING if heavy else Severity.NOTE,
        message=Text(
            f"正文有 {percent} 与{called.zh}逐字相同（数字、年份和格式规定的话不算）。"
            "请改写照抄的段落，写明本年度实际做的工作、新的问题和改进措施",
            f"{percent} of the prose stands word for word in {called.en} (figures, years and what "
            "the form asks of everybody left out). Rewrite what was copied: what was done this "
            "year, which problems there are now and what is done about them",
        ),
        expected=f"≤ {limit:g}%" if heavy else None,
        actual=percent,
    )


_OLD = (
    "推动部门预算决算集中公开，统一栏目名称和更新频率；组织业务骨干到窗口听取群众意见，"
    "把反映集中的灌溉用水、河道清淤等事项做成一图读懂，张贴到村组公示栏。"
)
_NEW = (
    "建成水库移民后期扶持资金查询入口，按户列明发放标准；邀请用水户代表旁听水价调整座谈，"
    "会后逐条答复并在门户网站刊登全文，同步录制方言音频供村广播播放。"
)
_LAST = Other(role="last_year", prose={1: _OLD})

REPETITION = Rule(
    id="years/repetition",
    title=Text("正文不照抄上年报告", "The prose is not copied from last year's report"),
    explanation=Explanation(
        Text(
            "本年正文中与同一单位上年报告逐字相同（连续 13 字以上）的部分占多大比例。"
            "格式规定的话、法规名称、单位名称、年份和数字都不算。超过 30% 的作提示，"
            "超过 50% 的作警告，两个界限都可以在配置里改；正文太短的不作比较。",
            "Which share of the prose stands word for word (13 characters and more together) in "
            "the same body's report of the year before. What the form asks of everybody, titles "
            "of laws, the body's name, years and figures do not count. Above 30 percent it is a "
            "note, above 50 percent a warning; both limits can be configured. Very short prose is "
            "not compared.",
        ),
        Text(
            "通知要求报告内容真实、不得雷同；有的地方考核时，与上年重复超过 50% 就扣分。",
            "The notice on the format holds bodies answerable for reports that are alike, and "
            "assessors have taken marks off above 50 percent.",
        ),
        Text(
            "逐段对照上年报告，改写照抄的段落；确实年年相同的工作，写明本年的做法和成效。",
            "Go through last year's report and rewrite what was copied; of work that is the same "
            "every year say how it was done this year and what came of it.",
        ),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FORMAT, ASSESSMENT),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: _NEW}, others=(_LAST,)),
        Example(outcome=Outcome.FAILED, prose={1: _OLD}, others=(_LAST,)),
        Example(outcome=Outcome.NOT_EVALUATED, prose={1: _OLD}),
    ),
    check=_check,
    options=Limits,
    beside=True,
    reads=("正文", "上年报告正文"),
    since="0.1",
)
