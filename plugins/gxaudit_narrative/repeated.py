"""One quantity given twice in the same words, with different values."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from gxaudit.api import (
    Claim,
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
    regex,
)
from gxaudit_narrative.compare import claims_on, is_none
from gxaudit_narrative.sentences import paragraph_of, sentence_of
from gxaudit_narrative.statute import ARITHMETIC

_METRICS = frozenset(
    {
        "applications_received",
        "applications_in_scope",
        "handled_total",
        "carried_over_in",
        "carried_over_out",
        "review_total",
        "litigation_total",
        "disclosed_total",
        "normative_docs_issued",
        "normative_docs_in_force",
    }
)
_FILLER = regex(
    r"20[0-9]{2}年(?:度)?|[0-9〇零一二三四五六七八九十百千万亿,，.\s]+|本年度?|全年|年度|今年|当年|累计|合计"
    r"|总计|共计?|总共|我局|我单位|本机关|本单位|各类|的|了|[：:、（）()“”]"
)
_PART = regex(
    r"其中|上半年|下半年|季度|网站|门户|公众号|微信|微博|平台|专栏|各[县区乡镇部]|分局|科室|网上|当面|信函|邮寄|新增"
)
_NOT_TWICE = NotApplicable(
    Text("没有一个数在正文中写过两次", "the prose gives no quantity twice in the same words")
)


def _check(report: Report) -> Iterator[Verdict]:
    first: dict[tuple[str, str, str | None], Claim] = {}
    twice = False
    for claim in claims_on(report, _METRICS):
        if is_none(claim) or claim.qualifier or _PART.search(sentence_of(report, claim)):
            continue
        key = claim.metric, _words(claim), claim.unit
        known = first.setdefault(key, claim)
        if known is not claim:
            twice = True
            yield _compared(report, known, claim)
    if not twice:
        yield _NOT_TWICE


def _words(claim: Claim) -> str:
    """What is said besides the figure, the year and words that add nothing."""
    return _FILLER.sub("", normalize("NFKC", claim.quote))


def _compared(report: Report, first: Claim, second: Claim) -> Verdict:
    spans = (first.start, first.end), (second.start, second.end)
    if first.value == second.value:
        return Passed(spans=spans)
    part = paragraph_of(report, first)
    line = part.line if part else 0
    return Failed(
        span=spans[1],
        spans=spans[:1],
        message=Text(
            f"正文写“{second.quote}”，第 {line} 行却写“{first.quote}”，"
            f"同一个数前后写成 {first.value} 和 {second.value}。请对照台账，两处改为一致",
            f"the prose says “{second.quote}”, but line {line} says “{first.quote}”: the same "
            f"quantity is {first.value} and {second.value}. Check the records and make both agree",
        ),
        expected=str(first.value),
        actual=str(second.value),
    )


REPEATED = Rule(
    id="narrative/repeated",
    title=Text("同一个数前后一致", "A quantity given twice has one value"),
    explanation=Explanation(
        Text(
            "正文两处用同样的话写同一个数（收到、办结、主动公开、复议、诉讼、规范性文件的总数），"
            "数字应相同。分项、各部门、各平台、半年度的数字和约数不算。",
            "Where the prose gives one total twice in the same words (received, closed, disclosed, "
            "reviews, suits, normative documents), the figures must be the same. Parts, offices, "
            "platforms, half years and approximate figures do not count.",
        ),
        Text(
            "前后不一，必有一处有误。",
            "Where they differ, one of them is wrong.",
        ),
        Text("对照台账，两处改为一致。", "Check the records and make both agree."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={1: "全年主动公开政府信息93条。", 2: "本年度共主动公开政府信息93条。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={1: "全年主动公开政府信息93条。", 2: "本年度共主动公开政府信息91条。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={1: "全年主动公开政府信息93条。"}),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
