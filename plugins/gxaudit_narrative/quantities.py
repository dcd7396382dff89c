"""The quantities of tables 3 and 4 that prose speaks of, with the names that messages use."""

from __future__ import annotations

from functools import lru_cache

from gxaudit.api import Form, Text
from gxaudit_narrative.cells import Figure, sum_of

_RECEIVED, _BEFORE = "t3.applications_received", "t3.carried_over_in"
_REVIEW = "t4.review"
_DIRECT, _AFTER = "t4.litigation_direct", "t4.litigation_after_review"

RECEIVED = sum_of(
    Text("本年新收的申请件数", "the number of applications received this year"), (_RECEIVED,)
)
CARRIED_IN = sum_of(
    Text("上年结转的申请件数", "the number of applications carried over from last year"), (_BEFORE,)
)
IN_SCOPE = sum_of(
    Text("本年新收加上年结转的件数", "the number received plus that carried over from last year"),
    (_RECEIVED, _BEFORE),
)
HANDLED = sum_of(
    Text("本年度办理结果总计", "the total of outcomes this year"), ("t3.handled_total",)
)
CARRIED_OUT = sum_of(
    Text("结转下年度的申请件数", "the number of applications carried over to next year"),
    ("t3.carried_over_out",),
)

REVIEW = sum_of(Text("行政复议总计", "the total of administrative reviews"), (_REVIEW,))
REVIEW_CLOSED = sum_of(
    Text(
        "行政复议总计减去尚未审结（已审结的件数）",
        "the total of reviews less those pending (the reviews concluded)",
    ),
    (_REVIEW,),
    (_REVIEW,),
)
LITIGATION = sum_of(
    Text("两类行政诉讼的总计之和", "the total of both kinds of litigation"), (_DIRECT, _AFTER)
)
LITIGATION_CLOSED = sum_of(
    Text(
        "两类行政诉讼的总计减去尚未审结（已审结的件数）",
        "the total of both kinds of litigation less what is pending (the suits concluded)",
    ),
    (_DIRECT, _AFTER),
    (_DIRECT, _AFTER),
)
LITIGATION_DIRECT = sum_of(
    Text("未经复议直接起诉的总计", "the total of suits without prior review"), (_DIRECT,)
)
LITIGATION_AFTER = sum_of(Text("复议后起诉的总计", "the total of suits after review"), (_AFTER,))

_NATURAL = ("natural",)
_ORGANISATIONS = ("business", "research", "social", "lawfirm", "other_org")
_APPLICANTS = {
    "natural": (Text("自然人", "natural persons"), _NATURAL),
    "legal": (Text("法人或其他组织", "organisations"), _ORGANISATIONS),
    "business": (Text("商业企业", "businesses"), ("business",)),
    "research": (Text("科研机构", "research institutions"), ("research",)),
    "social": (Text("社会公益组织", "charities"), ("social",)),
    "lawfirm": (Text("法律服务机构", "legal services"), ("lawfirm",)),
    "other_org": (Text("其他组织", "other organisations"), ("other_org",)),
}
APPLICANTS = tuple(f"applications_received_{kind}" for kind in _APPLICANTS)
"""Metrics of applications by kind of applicant."""
_ROWS_OF = {
    "applications_received": (
        Text("本年新收的", "applications received this year from"),
        (_RECEIVED,),
    ),
    "applications_in_scope": (
        Text("本年新收加上年结转的", "applications received or carried in from"),
        (_RECEIVED, _BEFORE),
    ),
    "handled_total": (Text("本年度办理的", "applications handled from"), ("t3.handled_total",)),
}


def by_applicant(metric: str, total: str) -> Figure:
    """The columns of table 3 that a metric by applicant means, where ``total`` is broken down."""
    name, columns = _APPLICANTS[metric.removeprefix("applications_received_")]
    whole, rows = _ROWS_OF[total]
    return Figure(
        Text(f"{whole.zh}{name.zh}申请件数", f"the number of {whole.en} {name.en}"),
        tuple(f"{row}.{column}" for row in rows for column in columns),
    )


_OUTCOMES = {
    "granted": Text("予以公开的件数", "the number granted"),
    "partially_granted": Text("部分公开的件数", "the number granted in part"),
    "granted_or_partial": Text("予以公开和部分公开的件数", "the number granted in full or in part"),
    "denied": Text("不予公开各项之和", "the number denied"),
    "unable": Text("无法提供各项之和", "the number that could not be provided"),
    "not_processed": Text("不予处理各项之和", "the number not processed"),
    "other_handled": Text("其他处理的件数", "the number otherwise handled"),
}
_SEVERAL = {"granted_or_partial": ("granted", "partially_granted")}


def is_outcome(metric: str) -> bool:
    """Whether a metric is an outcome of applications: a row of item 三, or a group of them."""
    return metric in _OUTCOMES or metric.startswith(
        ("denied_", "unable_", "not_processed_", "other_")
    )


@lru_cache(maxsize=128)
def outcome(form: Form, metric: str) -> Figure | None:
    """The rows of table 3 that an outcome means on this form; None where it has no such row."""
    rows = [row for row in form.table(3).rows if row.key in _SEVERAL.get(metric, (metric,))]
    if not rows:
        items = [group.item for group in form.table(3).groups if group.key == metric]
        rows = [row for row in form.table(3).rows if row.group in items]
    if not rows:
        return None
    label = rows[0].label
    name = _OUTCOMES.get(metric, Text(f"“{label}”的件数", f"the number under “{label}”"))
    return sum_of(name, [f"t3.{row.key}" for row in rows])


_KINDS = {
    "review": (Text("行政复议", "administrative reviews"), (_REVIEW,)),
    "litigation": (Text("两类行政诉讼合计", "suits of both kinds"), (_DIRECT, _AFTER)),
    "litigation_direct": (Text("未经复议直接起诉", "suits without prior review"), (_DIRECT,)),
    "litigation_after_review": (Text("复议后起诉", "suits after review"), (_AFTER,)),
}
_RESULTS = {
    "upheld": Text("结果维持", "upheld"),
    "corrected": Text("结果纠正", "corrected"),
    "other": Text("其他结果", "with another result"),
    "pending": Text("尚未审结", "still pending"),
}
RESULTS = {f"{kind}_{result}": (kind, result) for kind in _KINDS for result in _RESULTS}
"""Metrics of reviews and suits by result, each with its kind and the column of table 4."""


def by_result(kind: str, *results: str) -> Figure:
    """Cases of one kind that ended in one of some ways, in table 4."""
    name, rows = _KINDS[kind]
    zh = "、".join(_RESULTS[result].zh for result in results)
    en = " or ".join(_RESULTS[result].en for result in results)
    return Figure(
        Text(f"{name.zh}{zh}的件数", f"the number of {name.en} {en}"),
        tuple(f"{row}.{result}" for row in rows for result in results),
    )


LITIGATION_DIRECT_CLOSED = sum_of(
    Text(
        "未经复议直接起诉的总计减去尚未审结（已审结的件数）",
        "the total of suits without prior review less those pending",
    ),
    (_DIRECT,),
    (_DIRECT,),
)
LITIGATION_AFTER_CLOSED = sum_of(
    Text(
        "复议后起诉的总计减去尚未审结（已审结的件数）",
        "the total of suits after review less those pending",
    ),
    (_AFTER,),
    (_AFTER,),
)


def cell_of(key: str, name: Text) -> Figure:
    """One cell."""
    return Figure(name, (key,))
