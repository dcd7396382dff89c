"""The ways in which applications came: they make the number received."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    NotApplicable,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_narrative.breakdown import of_claims
from gxaudit_narrative.partition import Family, channels
from gxaudit_narrative.statute import ARITHMETIC

_ALL = regex(r"分别|分为|按[^，。]{2,12}(?:分|划分|统计|看)|具体(?:为|是|如下)")
_JOINED = regex(r"[，,、]?\s?(?:和|及|以及)[^，。；、0-9]{0,16}$")
_NO_CHANNELS = NotApplicable(
    Text(
        "正文没有按渠道写收到的申请，或没有列全",
        "the prose does not list the ways in which all applications came",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    told = [of_claims(one, exhaustive=_is_all(report, one)) for one in channels(report)]
    judged = [verdict for verdict in told if verdict is not None]
    if judged:
        yield from judged
    else:
        yield _NO_CHANNELS


def _is_all(report: Report, family: Family) -> bool:
    """Whether the wording says that no other way was used."""
    starts = {one.start for one in family.parts}
    told = any(
        one.exhaustive
        and one.total.start == family.total.start
        and {part.start for part in one.parts} == starts
        for one in report.breakdowns
    )
    first, last = family.total.end - family.part.start, family.parts[-1].start - family.part.start
    between = family.part.text[first:last]
    other = any(one.metric.endswith("_other_channel") for one in family.parts)
    return bool(told or other or _ALL.search(between) or _JOINED.search(between))


_CELLS = {"表三.一[自然人]": "44", "表三.一[总计]": "44"}

CHANNELS_RULE = Rule(
    id="narrative/channels",
    title=Text("正文各渠道的申请与收到件数相符", "In prose, the channels make the number received"),
    explanation=Explanation(
        Text(
            "正文写收到申请若干件、又按网络、信函、当面、传真、邮件等渠道列举的，各渠道之和不应多于"
            "收到的件数；写明全部列出的（分别为、最后一项是其他方式或用“和”相连），应相等。",
            "Where the prose says how many applications were received and lists the ways they "
            "came (online, by letter, in person …), the ways must not exceed the number; where "
            "the wording says these are all (分别为, a last part of others or joined by 和), they "
            "must sum to it.",
        ),
        Text(
            "每件申请只从一个渠道收到。",
            "Each application came one way.",
        ),
        Text(
            "对照申请登记台账，改正收到的件数或各渠道的件数。",
            "Check the register and correct the number received or that of a channel.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={1: "收到政府信息公开申请44件，其中网络申请43件，信函申请1件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={1: "收到政府信息公开申请44件，其中网络申请43件，信函申请2件。"},
        ),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            cells=_CELLS,
            prose={1: "收到政府信息公开申请44件，其中网络申请43件。"},
        ),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
