"""The quantities of tables 3 and 4 that prose speaks of, with the names that messages use."""

from __future__ import annotations

from gxaudit.api import Text
from gxaudit_narrative.cells import sum_of

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
