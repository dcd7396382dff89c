"""Every member that the manifest names has filed its report."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Beside,
    Entity,
    Example,
    Explanation,
    Failed,
    Level,
    Member,
    NotEvaluated,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_members.statute import ANNUAL, NO_MEMBERS


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    if beside.entity is None:
        yield NotEvaluated(beside.no_entity, beside=True)
    elif not beside.members:
        yield NO_MEMBERS
    elif not beside.searched:
        yield NotEvaluated(_ALONE, len(beside.members), beside=True)
    else:
        year = beside.year or report.year
        for one in beside.members:
            yield _missing(one, year) if one.companion is None else Passed()


_ALONE = Text(
    "本次只检查了这一份报告，不知道成员单位的报告在不在",
    "this is the only report audited, which says nothing of its members'",
)
_UNFILED = Text(
    "如果已经报送，请把文件放到一起检查，或核对标题和单位名册中的名称；没有报送的，请向该单位催收",
    "Where it was filed, audit it together with this one, or check the name in its title and in "
    "the manifest; where not, ask for it",
)
_UNUSABLE = Text(
    "请查明以哪一份为准，移走其余的，或换一份读得出的文件",
    "See which file counts and take the others away, or get one that can be read",
)


def _missing(one: Member, year: int | None) -> Failed:
    zh, en = f"{year}年" if year else "同一年度的", f"for {year}" if year else "of this year"
    why = one.reason or Text("没有这份报告", "there is none")
    advice = _UNUSABLE if one.filed else _UNFILED
    return Failed(
        message=Text(
            f"成员单位{one.name}没有可用的{zh}报告：{why.zh}。{advice.zh}",
            f"the member {one.name} has no report {en} that can be used: {why.en}. {advice.en}",
        ),
        expected=f"{one.name}{zh}报告",
    )


_COUNTY = Entity("青岚县人民政府", Level.COUNTY)

MISSING = Rule(
    id="members/missing",
    title=Text("成员单位的报告都在", "Every member has filed its report"),
    explanation=Explanation(
        Text(
            "单位名册给这个单位列出的每一个成员单位，本次检查的文件里都应有它同一年度的报告，"
            "而且只有一份，或者几份数字相同。",
            "Of every member that the manifest names for a body there is a report of the same year "
            "among the files audited: one, or several with the same figures.",
        ),
        Text(
            "少一个单位的报告，汇总数就无从核对；部门每年都要向主管部门报送年度报告。",
            "Without it the consolidated figures cannot be checked, and departments have to submit "
            "a report every year.",
        ),
        Text(
            "催收缺少的报告；名称改了的，在单位名册里写明。",
            "Ask for the missing report; where a name has changed, say so in the manifest.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(ANNUAL,),
    examples=(
        Example(outcome=Outcome.PASSED, entity=_COUNTY, others=(Other(role="member"),)),
        Example(
            outcome=Outcome.FAILED,
            entity=_COUNTY,
            others=(Other(role="member"), Other(role="member", filed=False)),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, entity=_COUNTY),
        Example(outcome=Outcome.NOT_EVALUATED),
    ),
    check=_check,
    beside=True,
    reads=("单位名册", "成员单位的报告"),
    since="0.1",
)
