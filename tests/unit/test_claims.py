"""What is read from prose, and above all what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gxaudit
from gxaudit.reading.claims import claims_of, read_claims
from gxaudit.reading.lexicon import shipped_lexicon
from gxaudit.reading.source import decode
from gxaudit.reading.tokens import tokenise
from gxaudit.report import Claim
from tests.unit.reports import paragraphs

SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"
ITEM = "（二）依申请公开情况。"


def shown(claims: tuple[Claim, ...]) -> list[str]:
    """Claims in short: metric, value, and what is special about them."""
    return [
        " ".join(
            [
                claim.metric,
                str(claim.value),
                *(["negated"] if claim.polarity == "negated" else []),
                *([claim.qualifier] if claim.qualifier else []),
                *(["ambiguous"] if claim.ambiguous else []),
            ]
        )
        for claim in claims
    ]


def said(text: str, year: int | None = 2023) -> list[str]:
    return shown(read_claims(text, year=year))


SENTENCES = [
    # received
    ("全年共收到政府信息公开申请12件。", ["applications_received 12"]),
    ("本机关受理政府信息公开申请２３件次，", ["applications_received 23"]),
    ("共登记信息公开申请 3,607 宗。", ["applications_received 3607"]),
    ("全年收到5件政府信息公开申请。", ["applications_received 5"]),
    ("收到政府信息公开申请一件，内容为水质监测结果。", ["applications_received 1"]),
    ("依申请公开受理量为7件，答复7件。", ["applications_received 7", "handled_total 7"]),
    ("共有5件政府信息公开申请。", ["applications_received 5"]),
    ("新收政府信息公开申请1.2万件。", ["applications_received 12000"]),
    (ITEM + "全年收到申请9件。", ["applications_received 9"]),
    (ITEM + "全年收到9件，办结8件。", ["applications_received 9", "handled_total 8"]),
    ("政府信息公开申请：新收5件，办结6件。", ["applications_received 5", "handled_total 6"]),
    ("二〇二三年收到政府信息公开申请十件。", ["applications_received 10"]),
    (
        "2023年1月1日至12月31日收到政府信息公开申请6件。",
        ["applications_received 6"],
    ),
    ("1月至12月，收到政府信息公开申请6件。", ["applications_received 6"]),
    # channels and applicants
    (
        "收到政府信息公开申请58件，其中网上申请41件、信函申请12件、当面申请5件。",
        [
            "applications_received 58",
            "applications_received_online 41",
            "applications_received_letter 12",
            "applications_received_in_person 5",
        ],
    ),
    (
        ITEM + "通过网络、信函、传真等渠道收到申请44件，其中网络40件，传真4件。",
        [
            "applications_received 44",
            "applications_received_online 40",
            "applications_received_fax 4",
        ],
    ),
    (
        "收到政府信息公开申请12件，其中自然人10件，法人或其他组织2件。",
        [
            "applications_received 12",
            "applications_received_natural 10",
            "applications_received_legal 2",
        ],
    ),
    # negations
    ("本局未收到政府信息公开申请。", ["applications_received 0 negated"]),
    ("今年以来没有接到任何政府信息公开申请。", ["applications_received 0 negated"]),
    (
        "未收到公民、法人或其他组织提出的政府信息公开申请。",
        ["applications_received 0 negated"],
    ),
    ("我街道无依申请公开事项。", ["applications_received 0 negated"]),
    ("全年登记依申请公开事项0件。", ["applications_received 0"]),
    # carried over, in scope, handled
    (
        "新收政府信息公开申请28件、上年结转2件，办结29件、结转下年度1件。",
        [
            "applications_received 28",
            "carried_over_in 2",
            "handled_total 29",
            "carried_over_out 1",
        ],
    ),
    ("结转上年度政府信息公开申请3件。", ["carried_over_in 3"]),
    ("2022年结转政府信息公开申请3件。", ["carried_over_in 3"]),
    (
        "答复政府信息公开申请8件，结转至2024年继续办理1件。",
        ["handled_total 8", "carried_over_out 1"],
    ),
    (
        "全年共有5件政府信息公开申请，其中1件结转下年。",
        ["applications_received 5", "carried_over_out 1"],
    ),
    (
        "收办政府信息公开申请3607件，其中新收3511件，上年结转96件。",
        ["applications_in_scope 3607", "applications_received 3511", "carried_over_in 96"],
    ),
    (
        "答复政府信息公开申请60件（含上年结转4件）。",
        ["handled_total 60", "carried_over_in 4"],
    ),
    ("12件政府信息公开申请均在法定期限内办结。", ["handled_total 12"]),
    (
        "收到政府信息公开申请20件，20件均已按时答复。",
        ["applications_received 20", "handled_total 20"],
    ),
    (
        "共收到并办结政府信息公开申请15件。",
        ["applications_received 15", "handled_total 15 ambiguous"],
    ),
    # review and litigation
    (
        "因政府信息公开引发行政复议3件、行政诉讼1件。",
        ["review_total 3", "litigation_total 1"],
    ),
    (
        "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
        ["review_total 0 negated", "litigation_total 0 negated"],
    ),
    (
        "政府信息公开方面的行政复议、行政诉讼均未发生。",
        ["review_total 0 negated", "litigation_total 0 negated"],
    ),
    ("涉及信息公开的行政复议和行政诉讼0件。", ["review_total 0", "litigation_total 0"]),
    ("涉及信息公开的行政复议、行政诉讼各2件。", ["review_total 2", "litigation_total 2"]),
    (
        "未收到政府信息公开申请、行政复议和行政诉讼。",
        ["applications_received 0 negated", "review_total 0 negated", "litigation_total 0 negated"],
    ),
    ("因政府信息公开申请引发行政复议案件2起。", ["review_total 2"]),
    # disclosure
    ("全年主动公开政府信息3214条。", ["disclosed_total 3214"]),
    ("通过县政府网站主动公开信息532条。", ["disclosed_total 532"]),
    ("未制发新的规范性文件。", ["normative_docs_issued 0 negated"]),
    (
        "制发行政规范性文件2件，废止1件，现行有效8件。",
        ["normative_docs_issued 2", "normative_docs_repealed 1", "normative_docs_in_force 8"],
    ),
    # fees
    ("本年度未收取信息处理费。", ["fee_zero_statement 0 negated"]),
    ("无收取政府信息公开处理费用的情况。", ["fee_zero_statement 0 negated"]),
    ("未向任何申请人收取信息公开处理费。", ["fee_zero_statement 0 negated"]),
    ("未因信息公开收取任何费用。", ["fee_zero_statement 0 negated"]),
    ("暂未开展信息处理费收取工作。", ["fee_zero_statement 0 negated"]),
    ("信息处理费收取情况：无。", ["fee_zero_statement 0 negated"]),
    (
        "收取信息处理费3件，共计380元。",
        ["fee_processing_cases 3", "fee_processing_amount 380"],
    ),
    (
        "发出收费通知4件，实际收取信息处理费1.2万元。",
        ["fee_notices_issued 4", "fee_processing_amount 1.2"],
    ),
    ("收取信息处理费2230元，其中市公安局880元。", ["fee_processing_amount 2230"]),
    ("行政事业性收费4.0430万元。", ["admin_fee_amount 4.0430"]),
    # what stands before 等 are examples of what follows, not another matter
    ("申请中不予公开6件，涉及会议纪要等过程性信息6件。", ["denied 6", "denied_process 6"]),
    # a remark in brackets between a word and its figure
    ("申请中无法提供（不掌握、需另行制作）共14件。", ["unable 14"]),
    ("申请中无法提供（本机关不掌握）7件。", ["unable_not_held 7"]),
    # 分别 before figures that have their words already
    (
        "申请不予公开的理由分别是第三方合法权益2件、内部事务信息1件。",
        ["denied_third_party 2", "denied_internal 1"],
    ),
    (
        "网上申请、信函申请各4件。",
        ["applications_received_online 4", "applications_received_letter 4"],
    ),
    # a denial that goes on with what is no figure of ours
    (
        "没有因信息公开引起复议、诉讼和投诉的情况。",
        ["review_total 0 negated", "litigation_total 0 negated"],
    ),
    ("没有单位或个人提出政府信息公开申请。", ["applications_received 0 negated"]),
    ("行政复议、行政诉讼案件均为零。", ["review_total 0", "litigation_total 0"]),
    ("收到申请20件不到。", ["applications_received 20 less_than"]),
]


@pytest.mark.parametrize(("sentence", "claims"), SENTENCES, ids=[one for one, _ in SENTENCES])
def test_the_claims_of_a_sentence(sentence: str, claims: list[str]) -> None:
    assert said(sentence) == claims


NO_CLAIMS = [
    # a year or a bound that the sentence begins with holds on
    "去年全市共收取信息处理费1080元；发出收费通知7份。",
    "2021年至2023年三年共收到申请120件。",
    "申请数量达到30件以上的，超过部分以10件为一档。",
    "收到企业开办申请560件，当日办结558件。",
    "办理不动产登记申请12000件，其中网上申请5600件。",
    "工伤认定申请受理356件，不予认定6件。",
    # objects of other business swallow their number (DOMAIN 3 nos. 7, 10, 13; 8.4)
    "本年度办结人大建议、政协提案37件。",
    "12345热线收到咨询30件，办结30件。",
    "县长信箱收到申请30件，办结30件。",
    "未收到行政许可申请。",
    "受理不动产登记申请1200件，办结1198件。",
    "收到优待证申请30件。",
    "妥善处理网络舆情，未发生负面舆情。",
    "全年未发生投诉。",
    "高效办成一件事，收到锦旗2面。",
    "公布行政许可事项13项，收到表扬信5件。",
    "不予公开8条，依申请公开22条。",
    "公布无规范性文件的说明。",
    "便民热线的回复率为99%，满意率为97%。",
    "实行“2个工作日分办、15个自然日答复”制度。",
    "对收到的政府信息公开申请，15个工作日内予以答复。",
    "开通网络、信函、当面受理渠道。",
    # narrower denials (8.1)
    "未出现逾期答复。",
    "未发生行政复议、行政诉讼败诉案件，信息公开工作有序。",
    # other years, plans, comparisons (no. 18)
    "2022年收到政府信息公开申请10件。",
    "二〇二二年收到政府信息公开申请10件。",
    "近三年累计收到政府信息公开申请100件。",
    "上半年未收到政府信息公开申请。",
    "1至6月收到政府信息公开申请3件。",
    "截至6月底，8月份办结政府信息公开申请3件。",
    "上年度收到政府信息公开申请10件。",
    "自2008年以来，收到政府信息公开申请1200件。",
    "条例施行以来，累计收到政府信息公开申请1200件。",
    "2024年，力争办结政府信息公开申请100件。",
    "下一步，计划主动公开政府信息500条。",
    # policy documents, rules and disclosure are not the row of normative documents (nos. 5, 6)
    "印发政策文件11份。",
    "公开规范性文件4件，政策解读6篇。",
    "规章13件，其中修改4件。",
    # ways and topics of disclosure (8.1)
    "通过微信公众号主动公开信息300条。",
    "主动公开政策类信息24条，其中转发18条。",
    "全年共发布企业动态362篇。",
    # reviews that are the body's business
    "办理行政复议案件120件，办理行政应诉案件30件。",
    "共受理各类行政复议申请210件，审结198件。",
    # sums that do not say what either is
    "因信息公开引发行政复议和行政诉讼共5件。",
    # denied figures and parts
    "尚未按期办结3件依申请公开。",
    "其中市公安局收到政府信息公开申请50件。",
    "收到政府信息公开申请3-5件。",
    "收到政府信息公开申请三五件。",
    "收到政府信息公开申请 12 345 件。",
    "收到政府信息公开申请第3件时启动研判。",
    "除对3件申请收取信息处理费外，未收取其他费用。",
    "免收信息处理费380元。",
    # inside titles, links, document numbers
    "学习《收到政府信息公开申请12件的通报》（某政办〔2023〕12号）。",
    "网上申请见 https://example.org/xxgk/依申请公开?共收到=12件 。",
    "收到政府信息公开申请情况见 www.example.org/2023/12件 栏目。",
    "市本级收到政府信息公开申请100件，各县区收到政府信息公开申请200件。",
    "甲县收到政府信息公开申请5件，乙县收到政府信息公开申请8件。",
]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_sentences_without_any_claim(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("figure", "value", "qualifier"),
    [
        ("452余件", 452, "more_than"),
        ("120多件", 120, "more_than"),
        ("约120件", 120, "about"),
        ("近200件", 200, "about"),
        ("120件左右", 120, "about"),
        ("100件以上", 100, "more_than"),
        ("超过100件", 100, "more_than"),
        ("不足10件", 10, "less_than"),
        ("1万余件", 10_000, "more_than"),
        ("三百余件", 300, "more_than"),
    ],
)
def test_approximate_figures_keep_their_qualifier(figure: str, value: int, qualifier: str) -> None:
    (claim,) = read_claims(f"共收到政府信息公开申请{figure}。", year=2023)
    assert (claim.value, claim.qualifier) == (value, qualifier)


def test_a_comparison_with_last_year_is_no_claim_and_hides_none() -> None:
    assert said("2023年收到政府信息公开申请12件（2022年为10件），较上年增加2件，办结12件。")[
        :1
    ] == ["applications_received 12"]
    assert said("2022年收到政府信息公开申请10件，2023年收到政府信息公开申请12件。") == [
        "applications_received 12"
    ]


def test_what_follows_in_addition_is_another_quantity() -> None:
    text = "收到政府信息公开申请18件，另外收到咨询16件，另收到申请16件。"
    assert said(text) == ["applications_received 18"]


def test_a_heading_says_what_its_paragraphs_are_about() -> None:
    assert said("（二）依申请公开\n全年收到9件。") == ["applications_received 9"]
    assert said("（二）依申请公开\n（三）政府信息管理\n全年收到9件。") == []


def test_the_statutory_section_says_what_its_prose_is_about() -> None:
    assert said("未收取任何费用。") == []
    prose = paragraphs(
        {3: "全年收到申请9件。", 4: "未发生行政复议、行政诉讼。", 6: "未收取任何费用。"}
    )
    assert shown(claims_of(prose, 2023)) == [
        "applications_received 9",
        "review_total 0 negated",
        "litigation_total 0 negated",
        "fee_zero_statement 0 negated",
    ]


def test_the_year_of_the_title_counts_where_none_is_given() -> None:
    title = "青岚县水务局2023年政府信息公开工作年度报告\n"
    assert said(title + "2022年收到政府信息公开申请10件。", None) == []
    assert said(title + "2023年收到政府信息公开申请10件。", None) == ["applications_received 10"]


def test_rows_of_a_table_are_no_prose() -> None:
    assert said("一、本年新收政府信息公开申请数量\t收到政府信息公开申请3件\t0\t3") == []


def test_offsets_are_of_the_numeral_and_of_the_noun_denied() -> None:
    text = "全年 收到 政府信息公开 申请 １２ 件。\n未发生信息公开行政复议。"
    received, review = read_claims(text, year=2023)
    assert text[received.start : received.end] == "１２"
    assert received.unit == "件"
    assert received.quote == "全年 收到 政府信息公开 申请 １２ 件"
    assert text[review.start : review.end] == "行政复议"
    assert (review.unit, review.quote) == (None, "未发生信息公开行政复议")


def test_offsets_of_a_report_are_those_of_its_decoded_text() -> None:
    prose = paragraphs({1: "第一行。\n全年收到政府信息公开申请7件。"})
    (claim,) = claims_of(prose, 2023)
    line = prose[1]
    assert line.text[claim.start - line.start : claim.end - line.start] == "7"


def test_the_unit_of_money_is_kept_as_printed() -> None:
    (claim,) = read_claims("行政事业性收费合计0.0000万元。")
    assert (claim.metric, str(claim.value), claim.unit) == ("admin_fee_amount", "0.0000", "万元")
    assert isinstance(claim.value, Decimal)


def test_the_reader_is_public() -> None:
    assert gxaudit.read_claims("未收取信息处理费。")[0].metric == "fee_zero_statement"


# ---- laws ----

FIGURES = st.integers(0, 99_999)
SPACES = st.sampled_from(["", " ", "  ", "\u3000", "\u00a0"])


def full_width(text: str) -> str:
    return text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


@given(FIGURES, FIGURES, SPACES)
def test_width_spaces_and_separators_change_nothing(one: int, two: int, space: str) -> None:
    plain = f"收到政府信息公开申请{one}件，办结{two}件。"
    claims = said(plain)
    assert claims == [f"applications_received {one}", f"handled_total {two}"]
    spaced = f"收{space}到政府信息公开申请{space}{one}{space}件，办{space}结{space}{two}{space}件。"
    assert said(spaced) == claims
    assert said(full_width(plain)) == claims
    assert said(f"收到政府信息公开申请{one:,}件，办结{two:,}件。") == claims


@given(st.sampled_from(NO_CLAIMS), st.sampled_from(SENTENCES))
def test_a_sentence_without_claims_beside_another_changes_nothing(
    distractor: str, sentence: tuple[str, list[str]]
) -> None:
    text, claims = sentence
    assert said(f"{distractor}\n{text}\n{distractor}") == claims
    if text.endswith("。"):
        assert said(distractor + text + distractor) == claims


@given(
    st.text(alphabet="收到政府信息公开申请未行政复议处理费12三万件元，。（）《》、-余约年0\n\t ")
)
@settings(max_examples=300)
def test_any_text_is_read_and_every_claim_points_into_it(text: str) -> None:
    for claim in read_claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.value >= 0
        assert len(claim.quote) <= 120


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    tokenise(text, shipped_lexicon())
    assert read_claims(text) == read_claims(text)


def calls(function: Callable[[], object]) -> int:
    """How many functions are entered while one runs: work that does not depend on the machine."""
    entered = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal entered
        entered += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return entered


HOSTILE = [
    "1",
    "1,111",
    "一",
    "万余",
    "《",
    "http",
    "、网络",
    "未",
    "1件",
    "（申请",
    "申请 未 1 件 ",
    "收到政府信息公开申请1件，",
    "其中",
    "2022年",
    "结转下年",
    "约",
    "收取信息处理费3件，共380元，",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    small = "未收到申请1件" + unit * (20_000 // len(unit))
    large = "未收到申请1件" + unit * (40_000 // len(unit))
    read_claims(small)
    assert calls(lambda: read_claims(large)) <= 2.1 * calls(lambda: read_claims(small)) + 1_000


@pytest.mark.parametrize("unit", HOSTILE[:10])
def test_two_megabytes_of_repetition_are_read(unit: str) -> None:
    assert len(read_claims(unit * (2_000_000 // len(unit)))) == 0


# ---- the real samples ----

TRUTH = {
    "000": [
        "disclosed_total 93",
        "applications_received 1",
        "normative_docs_issued 0 negated",
        "normative_docs_in_force 1",
        "fee_zero_statement 0 negated",
        "admin_fee_amount 0.0000",
    ],
    "001": [
        "applications_received 44",
        "applications_received_online 43",
        "applications_received_letter 1",
        "handled_total 44",
        "fee_zero_statement 0 negated",
    ],
    "002": ["applications_received 0 negated", "fee_zero_statement 0 negated"],
    "004": [
        "disclosed_total 649",
        "applications_received 0",
        "review_total 0 negated",
        "litigation_total 0 negated",
        "review_total 0 negated",
        "litigation_total 0 negated",
        "fee_zero_statement 0 negated",
    ],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real samples are not here")
@pytest.mark.parametrize("number", sorted(TRUTH))
def test_the_claims_of_the_real_samples_and_none_of_their_traps(number: str) -> None:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    text, _ = decode(path.read_bytes())
    assert said(text, None) == TRUTH[number]
