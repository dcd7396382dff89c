"""A government's report tells of assessment, public appraisal and accountability."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Beside,
    Confidence,
    Entity,
    Example,
    Explanation,
    Failed,
    Level,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_structure.statute import CONTENTS, heading_of

_TOPICS = (
    (Text("工作考核", "assessment of the work"), regex(r"考核|考评|绩效评[价估]")),
    (Text("社会评议", "public appraisal"), regex(r"评议|满意度|测评|第三方评估")),
    (Text("责任追究", "accountability"), regex(r"责任追究|追究.{0,6}责任|追责|问责")),
)


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    entity = beside.entity
    if entity is None or entity.level is None:
        yield NotEvaluated(beside.no_entity if entity is None else _NO_LEVEL, beside=True)
    elif entity.level is Level.TOWNSHIP:
        yield NotEvaluated(_TOWNSHIP, beside=True)
    elif not entity.level.is_government:
        yield _DEPARTMENT
    elif not report.prose:
        yield NotEvaluated(_NO_PROSE)
    else:
        yield from _topics(report)


_NO_LEVEL = Text("单位名册没有写明级别", "the manifest does not state the level of this body")
_TOWNSHIP = Text(
    "名册的级别不分乡镇政府和街道办事处，条例只要求政府报告这些内容",
    "the manifest does not tell governments of townships from subdistricts, of which the "
    "regulation does not want this",
)
_NO_PROSE = Text("没有读到正文", "no prose was read")
_DEPARTMENT = NotApplicable(
    Text("只要求各级人民政府的报告", "is asked of the reports of governments alone")
)


def _topics(report: Report) -> Iterator[Verdict]:
    missing = [
        name for name, words in _TOPICS if not any(words.search(part.text) for part in report.prose)
    ]
    if len(missing) < len(_TOPICS):
        yield Passed(len(_TOPICS) - len(missing))
    if missing:
        zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
        heading = heading_of(report, 1)
        yield Failed(
            line=heading.line if heading else None,
            message=Text(
                f"政府的年度报告没有写到{zh}。请补写有关结果，没有发生的也要写明",
                f"the report of a government does not speak of {en}. Add what came of it, and say "
                "so where there was nothing",
            ),
            expected=zh,
        )


_COUNTY = Entity("青岚县人民政府", Level.COUNTY)

GOVERNMENT_TOPICS = Rule(
    id="structure/government-topics",
    title=Text(
        "政府的报告写明工作考核、社会评议和责任追究",
        "A government reports on assessment, public appraisal and accountability",
    ),
    explanation=Explanation(
        Text(
            "县级以上人民政府的年度报告，正文应写到工作考核、社会评议和责任追究的结果。"
            "按关键词查找（考核、考评；评议、满意度、测评；责任追究、追责、问责），任何部分写到都算。"
            "单位级别取自单位名册，名册没有写的不作判断，部门的报告不要求。",
            "The prose of a report of a government at or above the county speaks of assessment of "
            "the work, of public appraisal and of accountability. They are looked for by keyword "
            "in every section. The level is that of the manifest; where it states none, nothing "
            "is concluded, and of departments this is not asked.",
        ),
        Text(
            "条例要求各级人民政府的年度报告还应当包括这几项结果，部门的报告没有这个要求。",
            "The regulation wants these results in the reports of governments, beyond what every "
            "report has.",
        ),
        Text(
            "在总体情况的监督保障部分补写三项的结果；没有发生责任追究的，写明没有。",
            "Add the results to what section 一 says on supervision; where nobody had to answer "
            "for anything, say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(CONTENTS,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={1: "政务公开纳入年度绩效考核，社会评议满意率较高，未发生责任追究情形。"},
            entity=_COUNTY,
        ),
        Example(
            outcome=Outcome.FAILED,
            prose={1: "政务公开纳入年度绩效考核，未发生责任追究情形。"},
            entity=_COUNTY,
        ),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            prose={1: "全面做好公开工作。"},
            entity=Entity("青岚县水务局", Level.DEPARTMENT),
        ),
        Example(outcome=Outcome.NOT_EVALUATED, prose={1: "全面做好公开工作。"}),
    ),
    check=_check,
    beside=True,
    reads=("正文", "单位名册"),
    since="0.1",
)
