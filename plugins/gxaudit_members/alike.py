"""The prose is not that of another body's report."""

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
from gxaudit_members.statute import FORMAT


@frozen(slots=False)
class Limits:
    """From when on two reports are alike."""

    percent: float = option(
        80.0,
        Text(
            "两份报告各有百分之几以上与对方相同算雷同",
            "two reports are alike where of each so many percent stand in the other",
        ),
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
    if beside.no_alike is not None:
        yield NotEvaluated(beside.no_alike, beside=True)
        return
    if not beside.alike:
        yield Passed()
        return
    # Only needed where there is something to compare with.
    from gxaudit.api import own_length, repeated_share

    if own_length(report) < limits.shortest:
        yield NotEvaluated(_TOO_SHORT)
        return
    for one in beside.alike:
        here = 100 * repeated_share(report, one.report)
        there = 100 * repeated_share(one.report, report)
        if min(here, there) < Decimal(str(limits.percent)):
            yield Passed()
        else:
            yield _alike(one, here, there, limits, kin=one.path in beside.kin)


_TOO_SHORT = Text(
    "正文除去格式规定的话和数字，所剩太少，比较没有意义",
    "without what the form asks of everybody and without figures too little prose is left",
)


_COPIED = Text(
    "请查明是谁照抄谁，改写成本单位的实际情况",
    "See who copied from whom, and write what this body did",
)
_KIN = Text(
    "本级政府与其办公室可能共用一份文字；如果不是，请各写各的实际情况",
    "A government and its office may share one text; if these do not, let each write what it did",
)


def _alike(other: Companion, here: Decimal, there: Decimal, limits: Limits, *, kin: bool) -> Failed:
    called, remark = other.called, _KIN if kin else _COPIED
    return Failed(
        severity=Severity.NOTE if kin else None,
        message=Text(
            f"正文与{called.zh}雷同：本报告有 {here:.2f}%、对方有 {there:.2f}% 逐字相同"
            f"（单位名称、数字、年份和格式规定的话不算）。{remark.zh}",
            f"the prose is that of {called.en}: {here:.2f}% of this one and {there:.2f}% of the "
            "other stand word for word in both (names, figures, years and what the form asks of "
            f"everybody left out). {remark.en}",
        ),
        expected=f"< {limits.percent:g}%",
        actual=f"{here:.2f}%",
    )


_ONE = (
    "推动部门预算决算集中公开，统一栏目名称和更新频率；组织业务骨干到窗口听取群众意见，"
    "把反映集中的灌溉用水、河道清淤等事项做成一图读懂，张贴到村组公示栏。"
)
_OTHER = (
    "建成水库移民后期扶持资金查询入口，按户列明发放标准；邀请用水户代表旁听水价调整座谈，"
    "会后逐条答复并在门户网站刊登全文，同步录制方言音频供村广播播放。"
)
_NEIGHBOUR = Other(role="alike", prose={1: _ONE})

ALIKE = Rule(
    id="members/alike",
    title=Text("正文不与其他单位雷同", "The prose is not that of another body"),
    explanation=Explanation(
        Text(
            "本次检查的同一年度报告中，正文与别的单位几乎逐字相同的，作警告：除去格式规定的话、"
            "法规名称、单位名称、年份和数字，两份报告各有 80% 以上与对方相同。对方是上级、成员单位"
            "或者本单位的办公室的，作提示，因为可能共用一份文字。界限可以在配置里改。",
            "Among the reports of one year that are audited together it is a warning where the "
            "prose is nearly that of another body: of each, 80 percent and more stand word for "
            "word in the other, without what the form asks of everybody, titles of laws, names, "
            "years and figures. Where the other is a parent, a member or the office of this body "
            "it is a note, for they may share one text. The limit can be configured.",
        ),
        Text(
            "通知点名批评内容雷同、敷衍了事的报告；只换单位名称的，说的不是本单位的事。",
            "The notice on the format holds bodies answerable for reports that are alike; where "
            "only the name was changed, the report does not tell of this body.",
        ),
        Text(
            "查明是谁照抄谁；共用一个初稿的，各自改写成本单位的实际情况。",
            "See who copied from whom; where both began with one draft, each has to write its own.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: _OTHER}, others=(_NEIGHBOUR,)),
        Example(outcome=Outcome.FAILED, prose={1: _ONE}, others=(_NEIGHBOUR,)),
        Example(outcome=Outcome.NOT_EVALUATED, prose={1: _ONE}),
    ),
    check=_check,
    options=Limits,
    beside=True,
    reads=("正文", "其他单位的报告"),
    since="0.1",
)
