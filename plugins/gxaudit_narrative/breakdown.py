"""A total and its parts in prose: they sum to it where they are all, and never exceed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Number,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_narrative.lists import Listed, lists
from gxaudit_narrative.partition import CASES, Family, group_of, outcomes, results
from gxaudit_narrative.quantities import HANDLED, IN_SCOPE, by_result, outcome
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_NO_LIST = NotApplicable(
    Text("正文没有写明总数和全部分项的列举", "the prose lists no total together with all its parts")
)


def _check(report: Report) -> Iterator[Verdict]:
    judged = [
        *(
            of_claims(family, exhaustive=_all_outcomes(report, family))
            for family in outcomes(report)
        ),
        *(of_claims(family, exhaustive=_all_results(report, family)) for family in results(report)),
        *(_of_figures(listed) for listed in lists(report)),
    ]
    told = [verdict for verdict in judged if verdict is not None]
    if told:
        yield from told
    else:
        yield _NO_LIST


def _all_outcomes(report: Report, family: Family) -> bool:
    """Whether the total is that of table 3, and the outcomes that are not told are 0 there."""
    whole = HANDLED if family.total.metric == "handled_total" else IN_SCOPE
    if whole.value(report) != family.total.value:
        return False
    for group in family.unlisted:
        figure = outcome(report.form, group)
        value = figure.value(report) if figure else None
        details = sum(one.value for one in family.parts if group_of(one.metric) == group)
        if value != details:
            return False
    carried = {one.metric for one in family.parts} | {family.total.metric}
    return "applications_in_scope" not in carried or "carried_over_out" in carried


def _all_results(report: Report, family: Family) -> bool:
    """Whether the total is that of table 4, and the results that are not told are 0 there."""
    case = next(one for one in CASES if family.total.metric == f"{one}_total")
    if by_result(case, "upheld", "corrected", "other", "pending").value(report) != (
        family.total.value
    ):
        return False
    rest = [metric.removeprefix(f"{case}_") for metric in family.unlisted]
    return all(by_result(case, result).value(report) == 0 for result in rest)


def of_claims(family: Family, *, exhaustive: bool) -> Verdict | None:
    """A total and its parts, all of them claims; None where nothing can be concluded."""
    if family.sum == family.total.value:
        return Passed(spans=family.spans)
    if family.sum < family.total.value and not exhaustive:
        return None
    return _off(family.part.line, family.total, [one.value for one in family.parts], family.spans)


def _of_figures(listed: Listed) -> Verdict | None:
    total = listed.total
    spans = ((total.start, total.end),)
    if listed.sum == total.value:
        return Passed(spans=spans)
    if listed.sum < total.value and not listed.exhaustive:
        return None
    return _off(listed.part.line, total, [one.value for one in listed.parts], spans)


def _off(
    line: int, total: Claim, values: Sequence[Number], spans: tuple[tuple[int, int], ...]
) -> Failed:
    parts, whole = sum(values), total.value
    shown = " + ".join(str(value) for value in values)
    gap = abs(parts - whole)
    more = parts > whole
    zh = f"多出 {gap}。各部分之和不能多于总数" if more else f"少了 {gap}"
    en = f"{gap} too many: parts cannot exceed their total" if more else f"{gap} short"
    return Failed(
        span=(total.start, total.end),
        spans=spans[1:],
        message=Text(
            f"第 {line} 行“{total.quote}”，所列各部分 {shown} = {parts}，"
            f"与总数 {whole} 对不上，{zh}。请核对总数和各个分项；分项互有重复或没有列全的，请写明",
            f"line {line} “{total.quote}”: the parts listed, {shown} = {parts}, do not make the "
            f"total of {whole}, {en}. Check the total and each part; where parts overlap or are "
            "not all, say so",
        ),
        expected=str(whole),
        actual=str(parts),
    )


_CELLS = {
    "表三.三（一）[自然人]": "3",
    "表三.三（一）[总计]": "3",
    "表三.三（四）1[自然人]": "2",
    "表三.三（四）1[总计]": "2",
    "表三.三（七）[自然人]": "6",
    "表三.三（七）[总计]": "6",
}

BREAKDOWN = Rule(
    id="narrative/breakdown",
    title=Text("正文列举的各部分与总数相符", "Parts listed in prose make their total"),
    explanation=Explanation(
        Text(
            "正文写了总数又列举各部分的：写明全部列出的（分别为、分为、按……分、最后一项是其他"
            "或用“和”相连，或者总数与表格相同而没有列出的几类"
            "在表格中都是 0），各部分之和应等于总数；"
            "只举了几项的（其中……），不应多于总数。办结件数的各类结果、复议诉讼的各种结果、"
            "主动公开和申请的来源都这样核对。"
            "列举中又套列举、有约数、有其他单位的，不作判断。渠道由 narrative/channels 核对。",
            "Where the prose gives a total and lists its parts: where these are all (分别为, 分为, "
            "按…分, a last part of others or joined by 和, or the total is that of the table and "
            "the kinds not listed are 0 there), they must sum to the total; where they are some "
            "(其中…), they must not exceed it. Outcomes of applications, results of cases and "
            "what was disclosed are judged so. Nested lists, approximate figures and other units "
            "are not judged; channels are the matter of narrative/channels.",
        ),
        Text(
            "总数和分项多半是分头统计的，加起来对不上，必有一处有误。",
            "Totals and parts are often counted apart; where they do not add up, one is wrong.",
        ),
        Text(
            "把各部分加一遍，改正有误的一处；互有重复的，写明。",
            "Add up the parts and correct what is wrong; where parts overlap, say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={1: "全年主动公开政府信息93条，其中政策类81条，动态类12条。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={1: "全年主动公开政府信息93条，分别为政策类81条，动态类13条。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请6件，其中予以公开3件，无法提供2件。"},
        ),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            prose={1: "全年主动公开政府信息93条，其中政策类81条。"},
        ),
    ),
    check=_check,
    reads=("正文", "表三", "表四"),
    since="0.1.0",
)
