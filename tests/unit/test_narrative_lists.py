"""Totals, parts and percentages in prose: what must add up, and what must be left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Severity, Verdict
from gxaudit.reading.read import read_report
from gxaudit.specimen import specimen
from gxaudit_narrative.lists import lists
from tests.unit.marked import marked
from tests.unit.reports import rules_of, verdicts

RULES = rules_of("narrative", "fees")
PASSED, FAILED, NOT_TOLD, OPEN = Passed, Failed, NotApplicable, NotEvaluated
T = "{disclosed_total 93}"


def judged(
    rule: str, text: str, figures: Mapping[str, int] = {}, section: int = 1
) -> list[Verdict]:
    return verdicts(RULES[rule], marked({section: text}, figures))


def kinds(said: Sequence[Verdict]) -> list[type]:
    return [type(one) for one in said]


BREAKDOWNS = [
    # exhaustive by wording: must be equal
    (f"公开信息{T}条，分别为政策81条、动态12条。", PASSED),
    (f"公开信息{T}条，分别为政策81条、动态11条。", FAILED),
    (f"公开信息{T}条，其中政策81条和动态11条。", FAILED),
    (f"公开信息{T}条，按内容划分，政策81条、动态13条。", FAILED),
    (f"公开信息{T}条，其中政策50条，动态31条，其他11条。", FAILED),
    (f"公开信息{T}条，包括政策50条；动态31条；其他12条。", PASSED),
    (f"公开信息{T}条，其中政策５０条，动态３１条，其他１２条。", PASSED),
    # some parts only: less is fine, more never is (DOMAIN 3 no. 8)
    (f"公开信息{T}条，其中政策50条，动态31条。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条，动态12条。", PASSED),
    (f"公开信息{T}条，其中政策81条，动态13条。", FAILED),
    (f"公开信息{T}条，其中政策50条。", NOT_TOLD),
    # units stand for one another (no. 19)
    (f"公开信息{T}件，其中政策81条，动态12篇。", PASSED),
    # a new quantity after 另外, 此外 (no. 9)
    (f"公开信息{T}条，其中政策81条，动态12条，另外发布公告16条。", PASSED),
    (f"公开信息{T}条，分别为政策81条、动态12条，此外通报16条。", PASSED),
    # overlap, figures before their noun, two figures in a clause, nested lists (no. 8)
    (f"公开信息{T}条，其中政策81条，动态12条，9条已更新。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条，动态30条，互有重复。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条阅读3条，动态12条。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条，其中解读20条，动态12条。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条（解读20条、图解9条），动态12条。", PASSED),
    (f"公开信息{T}条，其中政策81条，阅读量900次。", NOT_TOLD),
    # approximate figures are never compared (no. 12)
    (f"公开信息{T}条，其中政策80余条，动态20条。", NOT_TOLD),
    ("公开信息{disclosed_total~ 93}条，其中政策81条，动态13条。", NOT_TOLD),
    # comparison with another year
    (f"公开信息{T}条，较上年增加81条。", NOT_TOLD),
    (f"公开信息{T}条，其中政策81条，动态12条，较上年增加20条。", PASSED),
    # the next sentence is another matter
    (f"公开信息{T}条。其中政策81条，动态30条。", NOT_TOLD),
]


@pytest.mark.parametrize(("text", "kind"), BREAKDOWNS)
def test_parts_make_their_total_where_they_are_all(text: str, kind: type) -> None:
    assert kinds(judged("narrative/breakdown", text)) == [kind]


@given(st.lists(st.integers(1, 900), min_size=2, max_size=9), st.integers(-3, 3))
def test_a_whole_list_holds_exactly_where_it_sums(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    if total <= 0:
        return
    listed = "、".join(f"第{'甲乙丙丁戊己庚辛壬'[at]}类{part}条" for at, part in enumerate(parts))
    text = f"公开信息{{disclosed_total {total}}}条，分别为{listed}。"
    (verdict,) = judged("narrative/breakdown", text)
    assert isinstance(verdict, Passed if off == 0 else Failed)


def test_a_message_shows_the_sum_and_the_gap() -> None:
    (verdict,) = judged("narrative/breakdown", BREAKDOWNS[1][0])
    assert isinstance(verdict, Failed)
    for words in verdict.message:
        assert "81 + 11 = 92" in words
        assert "93" in words
    assert "少了 1" in verdict.message.zh
    assert (verdict.expected, verdict.actual) == ("93", "92")


def test_a_hostile_line_is_gone_through_in_time() -> None:
    text = f"公开信息{T}条，其中" + "政策1条，" * 20_000
    assert len(list(lists(marked({1: text})))) <= 1


# ---- outcomes and results: what is not told must be 0 in the table ----

OUTCOMES = "办结{handled_total 9}件，予以公开{granted 5}件，不予公开{denied 3}件。"


G, R1 = "表三.三（七）[总计]", "表三.一[总计]"


def test_outcomes_make_the_number_handled_where_the_others_are_0() -> None:
    assert kinds(judged("narrative/breakdown", OUTCOMES, {G: 9}, section=3)) == [FAILED]
    unable = {"表三.三（四）1[总计]": 1}
    assert kinds(judged("narrative/breakdown", OUTCOMES, {G: 9} | unable, section=3)) == [NOT_TOLD]
    # Where the total is wrong itself, that is the finding.
    assert kinds(judged("narrative/breakdown", OUTCOMES, {G: 8}, section=3)) == [NOT_TOLD]
    whole = OUTCOMES.replace("不予公开{denied 3}", "不予公开{denied 4}")
    assert kinds(judged("narrative/breakdown", whole, section=3)) == [PASSED]
    more = OUTCOMES.replace("{denied 3}", "{denied 5}")
    assert kinds(judged("narrative/breakdown", more, unable, section=3)) == [FAILED]


def test_a_single_outcome_beside_its_group_is_not_counted_twice() -> None:
    text = (
        "办结{handled_total 9}件，予以公开{granted 5}件，不予公开{denied 4}件"
        "（国家秘密{denied_state_secret 1}件）。"
    )
    assert kinds(judged("narrative/breakdown", text, section=3)) == [PASSED]


def test_those_in_scope_are_closed_or_carried_on() -> None:
    text = (
        "收办{applications_in_scope 12}件，予以公开{granted 5}件，不予公开{denied 4}件，"
        "结转{carried_over_out 3}件。"
    )
    assert kinds(judged("narrative/breakdown", text, section=3)) == [PASSED]
    assert kinds(
        judged("narrative/breakdown", text.replace("out 3", "out 2"), {R1: 12}, section=3)
    ) == [FAILED]
    without = text.replace("，结转{carried_over_out 3}件", "")
    assert kinds(judged("narrative/breakdown", without, {R1: 12}, section=3)) == [NOT_TOLD]


def test_results_make_the_number_of_cases() -> None:
    text = "行政复议{review_total 46}件，维持{review_upheld 25}件，纠正{review_corrected 5}件。"
    table = {"表四.[行政复议][结果维持]": 37, "表四.[行政复议][其他结果]": 9}
    assert kinds(judged("narrative/breakdown", text, table, section=4)) == [NOT_TOLD]
    others = {"表四.[行政复议][结果维持]": 46}
    assert kinds(judged("narrative/breakdown", text, others, section=4)) == [FAILED]
    whole = text.replace("。", "，其他{review_other 9}件，未审结{review_pending 7}件。")
    assert kinds(judged("narrative/breakdown", whole, table, section=4)) == [PASSED]


# ---- channels ----

RECEIVED = "收到申请{applications_received 176}件，"
CHANNELS = [
    (
        "网络{applications_received_online 72}件，信函{applications_received_letter 104}件。",
        PASSED,
    ),
    (
        "网络{applications_received_online 72}件，信函{applications_received_letter 69}件。",
        NOT_TOLD,
    ),
    (
        "网络{applications_received_online 72}件和信函{applications_received_letter 69}件。",
        FAILED,
    ),
    (
        "分别为网络{applications_received_online 72}件、信函{applications_received_letter 69}件。",
        FAILED,
    ),
    (
        "网络{applications_received_online 72}件，其他{applications_received_other_channel 69}件。",
        FAILED,
    ),
    (
        "网络{applications_received_online 172}件，信函{applications_received_letter 5}件。",
        FAILED,
    ),
    (
        "网络{applications_received_online~ 172}件，信函{applications_received_letter 5}件。",
        NOT_TOLD,
    ),
]


@pytest.mark.parametrize(("text", "kind"), CHANNELS)
def test_channels_make_the_number_received(text: str, kind: type) -> None:
    said = judged("narrative/channels", RECEIVED + text)
    assert kinds(said) == [kind]
    if isinstance(said[0], Passed):
        assert len(said[0].spans) == 3


# ---- percentages (nos. 13 and 14) ----

SHARES = [
    ("予以公开{granted 35}件，占4.34%。", {"表三.三（七）[总计]": 805}, PASSED),
    ("予以公开{granted 35}件，占4.35%。", {"表三.三（七）[总计]": 805}, PASSED),
    ("予以公开{granted 35}件，占4.36%。", {"表三.三（七）[总计]": 805}, FAILED),
    ("予以公开{granted 35}件，占办结总数的4.34%。", {"表三.三（七）[总计]": 805}, PASSED),
    # of those received, handled or in scope: whichever fits
    ("予以公开{granted 18}件，占75%。", {"表三.一[总计]": 24, "表三.三（七）[总计]": 20}, PASSED),
    # the figure is wrong, its percentage is right: that is one finding, of another rule
    (
        "予以公开{granted 17}件，占75%。",
        {"表三.三（一）[总计]": 18, "表三.三（七）[总计]": 24},
        PASSED,
    ),
    # of all that is listed with a percentage
    (
        "信函{applications_received_letter 18}件占30%，传真{applications_received_fax 42}件占70%。",
        {"表三.一[总计]": 61},
        PASSED,
    ),
    ("予以公开{granted 38}件，占52.05%。", {}, OPEN),
    # what it is a share of cannot be told
    ("发布政策18件，占75%。", {}, OPEN),
    ("发布信息24条，政策18条，占75%。", {}, PASSED),
    ("发布信息24条，政策18条，占71%。", {}, OPEN),
    # parts of a list are shares of its total
    (f"公开信息{T}条，其中政策81条，占87.1%，动态12条，占12.9%。", {}, PASSED),
    (f"公开信息{T}条，其中政策81条，占87.1%，动态12条，占21.9%。", {}, FAILED),
    # no figure, no percentage; rates are no shares
    ("答复率100%，满意率占98%。", {}, NOT_TOLD),
    # said to be of those handled: 20 of 44 received is no excuse
    (
        "{applications_received 44}件，{handled_total 43}件，{granted 20}件，占办结总数的45.5%。",
        {G: 43},
        FAILED,
    ),
    (
        "{applications_received 44}件，{handled_total 43}件，{granted 20}件，占办结总数的46.5%。",
        {G: 43},
        PASSED,
    ),
    # said of several figures at once
    ("{applications_received 44}件，自然人40件，法人4件，分别占90.9%和9.1%。", {}, NOT_TOLD),
    ("完成年度目标的133%。", {}, NOT_TOLD),
    ("予以公开{granted 35}件，约占5%。", {"表三.三（七）[总计]": 805}, NOT_TOLD),
]


@pytest.mark.parametrize(("text", "figures", "kind"), SHARES)
def test_a_percentage_fits_what_it_may_be_a_share_of(
    text: str, figures: Mapping[str, int], kind: type
) -> None:
    said = judged("narrative/percentage", text, figures)
    assert kind in kinds(said)
    assert (Failed in kinds(said)) == (kind is FAILED)
    for verdict in said:
        if isinstance(verdict, Failed):
            assert "÷" in verdict.message.zh


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 2), st.booleans())
def test_any_share_rounded_or_truncated_is_right(part, rest, digits, half_up):
    whole = part + rest
    scaled = part * 100 * 10**digits
    units = (2 * scaled + whole) // (2 * whole) if half_up else scaled // whole
    percent = f"{units // 10**digits}" + (f".{units % 10**digits:0{digits}d}" if digits else "")
    text = f"予以公开{{granted {part}}}件，占{percent}%。"
    assert kinds(judged("narrative/percentage", text, {"表三.三（七）[总计]": whole})) == [PASSED]


HUNDREDS = [
    ("占70.44%，丙16条，占29.56%", "23", PASSED),
    ("占58.97%，丙16条，占41.02%", "39", PASSED),
    ("占58.97%，丙16条，占44.02%", "39", FAILED),
    ("占58.97%，丙16条，占44.02%", "40", NOT_TOLD),
]


@pytest.mark.parametrize(("text", "total", "kind"), HUNDREDS)
def test_percentages_of_all_parts_come_to_100(text: str, total: str, kind: type) -> None:
    first = 7 if total == "23" else 23
    whole = f"公开信息{total}条，其中甲{first}条，{text}。"
    said = judged("narrative/hundred", whole)
    assert kinds(said) == [kind]
    assert RULES["narrative/hundred"].severity is Severity.NOTE


# ---- the fee by office ----

FEES = [
    ("其中甲局420元，乙局2530元。", PASSED),
    ("其中甲局1件420元，乙局2件0.253万元。", PASSED),
    ("其中甲局420元，乙局2,530元。", PASSED),
    ("其中甲局420元，乙局２５３０元。", PASSED),
    ("其中甲局420元，乙局2540元。", FAILED),
    ("其中甲局420元，乙局530元。", NOT_TOLD),
    ("分别为甲局420元、乙局530元。", FAILED),
    ("其中甲局420元，其他各局530元。", FAILED),
    ("其中甲局约420元，乙局2540元。", NOT_TOLD),
    ("每件100元起，甲局420元，乙局2540元。", NOT_TOLD),
]


@pytest.mark.parametrize(("text", "kind"), FEES)
def test_the_fee_by_office_makes_the_total(text: str, kind: type) -> None:
    whole = f"收取信息处理费{{fee_processing_amount 2950元}}，{text}"
    assert kinds(judged("fees/parts", whole, section=6)) == [kind]


def test_cases_and_amounts_are_checked_apart() -> None:
    whole = (
        "{fee_processing_cases 25}件申请收取信息处理费{fee_processing_amount 2950元}，"
        "其中甲局5件420元，乙局19件2530元。"
    )
    said = judged("fees/parts", whole, section=6)
    assert kinds(said) == [NOT_TOLD] or PASSED in kinds(said)
    more = whole.replace("乙局19件", "乙局21件")
    assert FAILED in kinds(judged("fees/parts", more, section=6))


# ---- lists over several lines ----

ITEMISED = [
    ("公开政府信息93条，具体分类如下：\n一是政策类24条；\n二是动态类51条；\n三是其他类18条。", []),
    (
        "公开政府信息93条，具体分类如下：\n\n一是政策类24条；\n\n二是动态类51条。",
        ["breakdown"],
    ),
    ("公开政府信息93条，其中：\n1.政策类24条；\n2.动态类51条；\n3.解读类19条。", ["breakdown"]),
    ("公开政府信息93条，其中：\n1.政策类24条；\n2.动态类51条。", []),
    # another figure in an item: what it counts cannot be told
    ("公开政府信息93条，其中：\n1.政策类24条，解读9条；\n2.动态类51条；\n3.解读类19条。", []),
    ("收到政府信息公开申请10件，分别为：\n网络申请6件；\n信函申请3件；\n当面申请1件。", []),
    ("收到政府信息公开申请10件，分别为：\n网络申请6件；\n信函申请3件。", ["channels"]),
    ("收到政府信息公开申请10件，其中：\n网络申请6件；\n信函申请3件。", []),
    ("收到政府信息公开申请10件，其中：\n网络申请8件；\n信函申请3件。", ["channels"]),
    ("办结政府信息公开申请10件，其中：\n予以公开8件；\n部分公开3件。", ["breakdown"]),
]


@pytest.mark.parametrize(("text", "wrong"), ITEMISED)
def test_the_items_of_a_list_over_several_lines_are_its_parts(text: str, wrong: list[str]) -> None:
    made = read_report(specimen("2021", prose={1: text}))
    said = [
        rule
        for rule in ("breakdown", "channels")
        if FAILED in kinds(verdicts(RULES[f"narrative/{rule}"], made))
    ]
    assert said == wrong
