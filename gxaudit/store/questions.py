"""The ready questions of ``gxaudit query``: their names, what their columns say, their SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from gxaudit.corpus.matrix import GAPS
from gxaudit.render.telling.filed import FILINGS
from gxaudit.store import sql
from gxaudit.store.errors import AskedWronglyError
from gxaudit.wording import Language, Text


@frozen(slots=False)
class Question:
    """One of them; both of its names are understood in either language."""

    name: Text
    about: Text
    heads: Mapping[str, Text]
    """Of every column of the answer, in order."""
    sql: Callable[[Language], str]


_PARENT = Text("上级单位", "parent")
_UNIT = Text("单位", "body")
_YEAR = Text("年度", "year")
_CELL = Text("单元格", "cell")
_SHARE = Text("占比（%）", "share (%)")
_REPORTS = Text("报告份数", "reports")


def _list_heads(expected: Text, found: Text) -> Mapping[str, Text]:
    return {
        "parent": _PARENT,
        "unit": _UNIT,
        "year": _YEAR,
        "cell": _CELL,
        "expected": expected,
        "found": found,
        "difference": Text("相差", "difference"),
    }


_SUM_HEADS = {
    "parent": _PARENT,
    "reports": Text("可比的报告", "reports with something to compare"),
    "broken_reports": Text("有不符的报告", "reports that differ"),
    "broken": Text("不符的格", "cells that differ"),
    "held": Text("相符的格", "cells that agree"),
    "not_compared": Text("无法比的格", "cells that could not be compared"),
}


def _both(
    names: tuple[Text, Text],
    abouts: tuple[Text, Text],
    heads: tuple[Text, Text],
    compared: Callable[[], str],
) -> tuple[Question, Question]:
    """A comparison by parent, and every single difference."""
    return (
        Question(names[0], abouts[0], _SUM_HEADS, lambda _language: sql.by_parent(compared())),
        Question(
            names[1], abouts[1], _list_heads(*heads), lambda _language: sql.broken(compared())
        ),
    )


def _not_filed(language: Language) -> str:
    return sql.not_filed(
        {
            each.value: FILINGS[each].to(language)
            for each in sorted(GAPS, key=lambda one: one.value)
        },
        Text("名册", "the manifest").to(language),
        Text("其他年度的报告", "other years").to(language),
    )


QUESTIONS: tuple[Question, ...] = (
    *_both(
        (Text("结转", "carry-over"), Text("结转明细", "carry-over-list")),
        (
            Text(
                "结转不衔接：上年的“四”与本年的“二”逐列比较，按上级单位汇总",
                "carry-over: 四 of a year against 二 of the next, column by column, by parent",
            ),
            Text("结转不衔接的每一格", "every cell whose carry-over differs"),
        ),
        (
            Text("上年结转下年（四）", "四 of last year"),
            Text("本年上年结转（二）", "二 of this year"),
        ),
        sql.carry_over_compared,
    ),
    *_both(
        (Text("存量", "stocks"), Text("存量明细", "stocks-list")),
        (
            Text(
                "现行有效件数：上年现行有效加本年制发减本年废止，与本年所填比较，按上级单位汇总",
                "documents in force: last year's with those issued and without those repealed "
                "against what is printed, by parent",
            ),
            Text("现行有效件数不衔接的每一格", "every stock that does not follow from last year's"),
        ),
        (Text("推算件数", "computed"), Text("所填件数", "printed")),
        sql.stocks_compared,
    ),
    *_both(
        (Text("汇总", "consolidation"), Text("汇总明细", "consolidation-list")),
        (
            Text(
                "所属单位合计：每个件数，各成员之和与汇总单位所填比较（名册须注明成员齐全），"
                "按上级单位汇总",
                "members' sums: each count, the sum of the members against the body that includes "
                "them (where the manifest says that they are all), by parent",
            ),
            Text("与所属单位之和不符的每一格", "every cell that is not the sum of the members'"),
        ),
        (Text("成员之和", "sum of the members"), Text("所填", "printed")),
        sql.consolidation_compared,
    ),
    Question(
        Text("常见问题", "defects"),
        Text(
            "最常见的问题：各条规则在多少份报告里发现了问题（不含已豁免的）",
            "most frequent defects: in how many reports each rule found something, without what is "
            "waived",
        ),
        {
            "rule": Text("规则", "rule"),
            "title": Text("规则名称", "title"),
            "reports": _REPORTS,
            "share": _SHARE,
            "findings": Text("问题", "findings"),
            "errors": Text("错误", "errors"),
            "warnings": Text("警告", "warnings"),
            "notes": Text("提示", "notes"),
        },
        sql.defects,
    ),
    Question(
        Text("不予公开", "denials"),
        Text(
            "不予公开的各项理由在各年度的件数和占比（汇总单位的成员有报告的，只计成员）",
            "grounds of denial by year, counts and shares (members instead of the body that "
            "includes them, where their reports are there)",
        ),
        {
            "year": _YEAR,
            "ground": Text("理由", "ground"),
            "applications": Text("件数", "applications"),
            "share": _SHARE,
            "reports": Text("填有数字的报告", "reports with a figure"),
        },
        lambda _language: sql.denials(),
    ),
    Question(
        Text("未报送", "not-filed"),
        Text(
            "哪些单位哪一年没有报告，或者有而读不出，与 gxaudit corpus 所列相同",
            "which bodies have no report of which year, or none that can be read, as gxaudit "
            "corpus tells it",
        ),
        {
            "parent": _PARENT,
            "unit": _UNIT,
            "year": _YEAR,
            "filing": Text("情况", "report"),
            "known": Text("依据", "known from"),
        },
        _not_filed,
    ),
)
"""In the order in which they are listed."""


def question_called(name: str) -> Question:
    """The question with this name in either language. Raises :class:`AskedWronglyError`."""
    for each in QUESTIONS:
        if name.casefold() in each.name:
            return each
    raise AskedWronglyError(_unknown(name))


def _unknown(name: str) -> Text:
    chinese, english = (
        sep.join(each.name[at] for each in QUESTIONS) for at, sep in ((0, "、"), (1, ", "))
    )
    return Text(
        f"没有“{name}”这个问题，可问：{chinese}；自己写查询用 --sql",
        f"there is no question '{name}'; there are {english}; --sql takes one of your own",
    )
