"""The report was published by the day that the regulation sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from gxaudit.api import (
    Beside,
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
    option,
)
from gxaudit_years.statute import DEADLINES

_COMMON = 2001
"""A year without 29 February, which no deadline can be."""


@frozen(slots=False)
class Days:
    """The last day for each kind of body, month and day."""

    department: str = option(
        "01-31", Text("部门公布的最后一天，月-日", "the last day for departments, month-day")
    )
    government: str = option(
        "03-31", Text("政府公布的最后一天，月-日", "the last day for governments, month-day")
    )

    def __attrs_post_init__(self) -> None:
        for day in (self.department, self.government):
            _on(day, _COMMON)


def _on(day: str, year: int) -> date:
    month, _, number = day.partition("-")
    if not (month.isdecimal() and number.isdecimal()):
        raise ValueError(f"月-日 month-day: {day!r}")
    return date(year, int(month), int(number))


def _check(report: Report, beside: Beside, days: Days) -> Iterator[Verdict]:
    level = None if beside.entity is None else beside.entity.level
    if beside.published is None:
        yield NotEvaluated(beside.no_entity if beside.entity is None else _NO_DATE, beside=True)
    elif level is None:
        yield NotEvaluated(beside.no_entity if beside.entity is None else _NO_LEVEL, beside=True)
    elif level is Level.TOWNSHIP:
        yield NotApplicable(_TOWNSHIP)
    else:
        year = beside.year or report.year
        day = days.government if level.is_government else days.department
        yield _NO_YEAR if year is None else _judged(report, level, beside.published, year, day)


def _judged(report: Report, level: Level, published: date, year: int, day: str) -> Verdict:
    last = _on(day, year + 1)
    if published <= date(year, 12, 31):
        return NotEvaluated(_too_early(published, year), beside=True)
    return _late(report, level, published, last) if published > last else Passed()


_NO_DATE = Text("单位名册没有写明公布日期", "the manifest does not say when it was published")
_NO_LEVEL = Text("单位名册没有写明级别", "the manifest does not state the level of this body")
_NO_YEAR = NotEvaluated(Text("标题中读不出报告年度", "the title gives no report year"))
_TOWNSHIP = Text(
    "条例没有规定乡镇、街道公布年度报告的期限",
    "the regulation sets no day for townships and subdistricts",
)


def _too_early(published: date, year: int) -> Text:
    return Text(
        f"单位名册写 {published} 公布，{year} 年还没有过完，请核对名册中的日期和年度",
        f"the manifest says that it was published on {published}, before {year} was over: check "
        "day and year in it",
    )


def _late(report: Report, level: Level, published: date, last: date) -> Failed:
    government = level.is_government
    whose = Text("政府", "governments") if government else Text("部门", "departments")
    over = (published - last).days
    return Failed(
        line=report.title_line or None,
        message=Text(
            f"年度报告 {published} 公布，晚于{whose.zh}的期限 {last}，迟了 {over} 天。"
            "请核对单位名册中的日期；确实迟了的，向主管部门说明",
            f"the report was published on {published}, {over} day{'' if over == 1 else 's'} after "
            f"{last}, the last day for {whose.en}. Check the date in the manifest; where it is "
            "right, tell the supervising office why",
        ),
        expected=f"≤ {last}",
        actual=str(published),
    )


_DEPARTMENT = Entity("青岚县水务局", Level.DEPARTMENT)
_COUNTY = Entity("青岚县人民政府", Level.COUNTY)

PUBLICATION_DATE = Rule(
    id="years/publication-date",
    title=Text("年度报告按期公布", "The report was published in time"),
    explanation=Explanation(
        Text(
            "县级以上人民政府部门的年度报告应在次年 1 月 31 日以前公布，县级以上地方人民政府的应在"
            "3 月 31 日以前公布。公布日期和单位级别取自单位名册，名册没有写的不作判断；"
            "各地另定期限的，在配置里改。",
            "Departments of governments at or above the county publish by 31 January of the next "
            "year, those governments themselves by 31 March. Day of publication and level are "
            "those of the manifest; where it states none, nothing is concluded. Local deadlines "
            "can be configured.",
        ),
        Text(
            "期限由条例规定；不按要求公布年度报告的，由主管部门督促整改，可以通报批评。",
            "The days are set by the regulation; who misses them is told to make up for it and "
            "may be criticised publicly.",
        ),
        Text(
            "核对名册中的日期是不是首次公布的日期；确实迟了的，向主管部门说明原因。",
            "See whether the date in the manifest is that of the first publication; where the "
            "report was late, tell the supervising office why.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(DEADLINES,),
    examples=(
        Example(outcome=Outcome.PASSED, year=2023, entity=_DEPARTMENT, published=date(2024, 1, 31)),
        Example(outcome=Outcome.FAILED, year=2023, entity=_DEPARTMENT, published=date(2024, 2, 2)),
        Example(outcome=Outcome.PASSED, year=2023, entity=_COUNTY, published=date(2024, 3, 31)),
        Example(outcome=Outcome.NOT_EVALUATED, year=2023, entity=_COUNTY),
        Example(
            outcome=Outcome.NOT_EVALUATED,
            year=2023,
            entity=_COUNTY,
            published=date(2023, 3, 29),
        ),
    ),
    check=_check,
    options=Days,
    beside=True,
    years=(2019, 9999),
    reads=("标题", "单位名册"),
    since="0.1",
)
