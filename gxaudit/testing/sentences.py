"""Sentences of prose that state a figure, with what must be read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from attrs import frozen
from hypothesis import strategies as st

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "applications_received": (
        "全年共收到政府信息公开申请{}件。",
        "本机关新收政府信息公开申请{}件。",
        "全年收到{}件政府信息公开申请。",
        "共登记信息公开申请{}件。",
    ),
    "applications_received_online": ("通过网络收到政府信息公开申请{}件。",),
    "carried_over_in": (
        "上年结转政府信息公开申请{}件。",
        "结转上年度政府信息公开申请{}件。",
    ),
    "carried_over_out": ("政府信息公开申请结转下年度继续办理{}件。",),
    "handled_total": (
        "办结政府信息公开申请{}件。",
        "答复政府信息公开申请{}件。",
    ),
    "review_total": ("全年因政府信息公开被申请行政复议{}件。",),
    "litigation_total": ("全年因政府信息公开被提起行政诉讼{}件。",),
    "normative_docs_issued": ("全年制发行政规范性文件{}件。",),
    "normative_docs_repealed": ("全年废止行政规范性文件{}件。",),
}
"""By metric, sentences with a place for the figure."""

DENIALS: Mapping[str, tuple[str, ...]] = {
    "applications_received": (
        "本机关未收到政府信息公开申请。",
        "全年没有收到任何政府信息公开申请。",
    ),
    "review_total": ("未发生因政府信息公开引起的行政复议。",),
    "litigation_total": ("未发生因政府信息公开引起的行政诉讼。",),
}
"""By metric, sentences that say that there was none."""

SPELLINGS: Mapping[str, Callable[[int], str]] = {
    "plain": str,
    "full width": lambda number: str(number).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "thousands": lambda number: f"{number:,}",
    "spaced": lambda number: f" {number} ",
}
"""How a figure may be written."""

BEFORE = ("", "本机关高度重视政府信息公开工作。", "（二）依申请公开情况。")
AFTER = ("", "下一步将继续完善工作机制。")


@frozen
class Statement:
    """Prose that states one figure, and the claim that ``gxaudit.read_claims`` must make of it."""

    text: str
    metric: str
    value: int
    polarity: Literal["stated", "negated"] = "stated"


def said(text: str, metric: str, value: int | None) -> st.SearchStrategy[Statement]:
    """A sentence among others; ``value`` None for one that denies."""
    polarity: Literal["stated", "negated"] = "negated" if value is None else "stated"
    return st.builds(
        lambda before, after: Statement(before + text + after, metric, value or 0, polarity),
        st.sampled_from(BEFORE),
        st.sampled_from(AFTER),
    )


@st.composite
def figures(draw: st.DrawFn, metric: str) -> Statement:
    """A statement of a figure of one metric."""
    pattern = draw(st.sampled_from(PATTERNS[metric]))
    value = draw(st.integers(0, 30) | st.integers(0, 10**7))
    spelling = draw(st.sampled_from(sorted(SPELLINGS)))
    return draw(said(pattern.format(SPELLINGS[spelling](value)), metric, value))


@st.composite
def denials(draw: st.DrawFn, metric: str) -> Statement:
    """A statement that there was none."""
    return draw(said(draw(st.sampled_from(DENIALS[metric])), metric, None))
