"""Laws of reading prose: what is written in is read back, and what stands beside it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from gxaudit.reading.claims import read_claims, read_prose
from gxaudit.reading.lexicon import built, lexicon_of
from gxaudit.reading.numerals import chinese_value
from gxaudit.report import Claim
from gxaudit.resources import resource

cn2an = pytest.importorskip("cn2an")

# ---- templates × lexicon × numbers ----

RECEIVE = ("收到", "新收", "接收", "受理", "共收到", "接到")
APPLICATION = ("政府信息公开申请", "依申请公开事项", "信息公开申请", "申请公开政府信息")
HANDLE = ("办结", "答复", "办理", "按期答复")
CHANNELS = {
    "网络": "online",
    "信函": "letter",
    "当面": "in_person",
    "传真": "fax",
    "电子邮件": "email",
}
OUTCOMES = {
    "予以公开": "granted",
    "部分公开": "partially_granted",
    "不予公开": "denied",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "其他处理": "other_handled",
}
RESULTS = {"维持": "upheld", "纠正": "corrected", "其他结果": "other", "尚未审结": "pending"}
UNITS = ("件", "份", "宗", "件次", "起")
NUMBERS = st.integers(0, 30) | st.integers(31, 99_999)


def full_width(text: str) -> str:
    return text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def spelled(number: int, how: str) -> str:
    if how == "full width":
        return full_width(str(number))
    if how == "thousands":
        return f"{number:,}"
    if how == "spaced":
        return f" {number} "
    if how == "chinese":
        return str(cn2an.an2cn(number))
    if how == "bracketed":
        return f"（{number}）"
    return str(number)


HOWS = ("plain", "full width", "thousands", "spaced", "chinese", "bracketed")


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, list[tuple[str, int]]]:
    """A sentence on applications, disputes or documents, and what it says."""
    how = draw(st.sampled_from(HOWS))
    unit = draw(st.sampled_from(UNITS))
    numbers = draw(st.lists(NUMBERS, min_size=4, max_size=4))
    one, two, three, four = (f"{spelled(number, how)}{unit}" for number in numbers)
    receive, handle = draw(st.sampled_from(RECEIVE)), draw(st.sampled_from(HANDLE))
    application = draw(st.sampled_from(APPLICATION))
    channels = draw(st.permutations(sorted(CHANNELS)))[:2]
    outcomes = draw(st.permutations(sorted(OUTCOMES)))[:3]
    results = draw(st.permutations(sorted(RESULTS)))[:2]
    return draw(
        st.sampled_from(
            [
                (
                    f"全年{receive}{application}{one}，{handle}{two}。",
                    [("applications_received", 0), ("handled_total", 1)],
                ),
                (
                    (
                        f"{receive}{application}{one}，其中{channels[0]}申请{two}、"
                        f"{channels[1]}申请{three}。"
                    ),
                    [
                        ("applications_received", 0),
                        (f"applications_received_{CHANNELS[channels[0]]}", 1),
                        (f"applications_received_{CHANNELS[channels[1]]}", 2),
                    ],
                ),
                (
                    (
                        f"{handle}{application}{one}，{outcomes[0]}{two}，{outcomes[1]}{three}，"
                        f"{outcomes[2]}{four}。"
                    ),
                    [
                        ("handled_total", 0),
                        *((OUTCOMES[name], at) for at, name in enumerate(outcomes, 1)),
                    ],
                ),
                (
                    f"上年结转{application}{one}，结转下年度继续办理{two}。",
                    [("carried_over_in", 0), ("carried_over_out", 1)],
                ),
                (
                    (
                        f"因政府信息公开被申请行政复议{one}，其中{results[0]}{two}、"
                        f"{results[1]}{three}。"
                    ),
                    [
                        ("review_total", 0),
                        (f"review_{RESULTS[results[0]]}", 1),
                        (f"review_{RESULTS[results[1]]}", 2),
                    ],
                ),
                (
                    f"制发行政规范性文件{one}，废止{two}，现行有效{three}。",
                    [
                        ("normative_docs_issued", 0),
                        ("normative_docs_repealed", 1),
                        ("normative_docs_in_force", 2),
                    ],
                ),
            ]
        ).map(lambda made: (made[0], [(metric, numbers[at]) for metric, at in made[1]]))
    )


def said(text: str) -> list[tuple[str, object]]:
    return [(claim.metric, claim.value) for claim in read_claims(text, year=2023)]


@given(statements())
@settings(max_examples=100)
def test_what_a_sentence_states_is_read_back(statement: tuple[str, list[tuple[str, int]]]) -> None:
    text, meant = statement
    assert said(text) == meant


@given(statements())
def test_a_claim_points_at_its_numeral(statement: tuple[str, list[tuple[str, int]]]) -> None:
    text, meant = statement
    for claim, (_, value) in zip(read_claims(text, year=2023), meant, strict=True):
        numeral = text[claim.start : claim.end].replace(",", "")
        read = int(numeral) if numeral.isdigit() else chinese_value(numeral)
        assert read == value


# ---- distractors ----

DISTRACTORS = (
    "办理人大代表建议、政协提案37件，办结率100%。",
    "12345热线受理群众诉求1,203件，办结1,198件。",
    "举办培训3期，参训210人次。",
    "微信公众号发布信息300条，阅读量2.3万次。",
    "2022年收到政府信息公开申请58件。",
    "下一步，计划公开重点领域信息100条。",
    "公布行政许可事项13项。",
    "《关于收到政府信息公开申请12件的通报》已经印发。",
    "联系电话0377-63112345，邮政编码473000。",
    "县长信箱收到来信45封，办结45封。",
    "自2008年《条例》施行以来累计收到申请1,306件。",
    "工作日为15个，逾期0件。",
)


@given(statements(), st.sampled_from(DISTRACTORS), st.sampled_from(DISTRACTORS))
@settings(max_examples=100)
def test_a_distractor_beside_a_sentence_changes_nothing(
    statement: tuple[str, list[tuple[str, int]]], before: str, after: str
) -> None:
    text, meant = statement
    assert said(before + text + after) == meant
    assert said(f"{before}\n{text}\n{after}") == meant


# ---- spelling ----

BRACKETS = str.maketrans("（）：；，", "():;,")


@given(statements())
def test_width_spaces_and_brackets_change_nothing(
    statement: tuple[str, list[tuple[str, int]]],
) -> None:
    text, meant = statement
    assert said(full_width(text)) == meant
    assert said(text.translate(BRACKETS)) == meant
    assert said("".join(f"{one} " if "\u4e00" <= one <= "\u9fff" else one for one in text)) == meant


@given(st.integers(1, 10**12 - 1))
def test_a_chinese_numeral_is_what_cn2an_says(number: int) -> None:
    written = cn2an.an2cn(number)
    try:
        strict = cn2an.cn2an(written, "strict")
    except ValueError:
        # It writes some that it does not read itself: 三百一十九亿一千, without 零.
        reject()
    assert chinese_value(written) == strict == number


# ---- breakdowns ----


@given(st.lists(st.integers(0, 9_999), min_size=2, max_size=5), st.booleans())
def test_a_breakdown_has_the_total_and_every_part(parts: list[int], all_of_them: bool) -> None:
    names = ["网络", "信函", "当面", "传真", "电子邮件"][: len(parts)]
    listed = [f"{name}申请{number}件" for name, number in zip(names, parts, strict=True)]
    joined = "、".join(listed[:-1]) + ("和" if all_of_them else "、") + listed[-1]
    text = f"收到政府信息公开申请{sum(parts)}件，其中{joined}。"
    (found,) = read_prose(text, year=2023).breakdowns
    assert found.total.value == sum(parts)
    assert [part.value for part in found.parts] == parts
    assert found.exhaustive is all_of_them


@given(st.integers(1, 9_999), st.integers(0, 9_999), st.integers(0, 10_000))
def test_a_share_has_its_part_and_its_whole(whole: int, part: int, hundredths: int) -> None:
    percent = Decimal(hundredths) / 100
    text = f"办结政府信息公开申请{whole}件，予以公开{part}件，占办结总数的{percent}%。"
    (share,) = read_prose(text, year=2023).percentages
    assert (share.value, share.part.value, share.whole.value) == (percent, part, whole)


@given(st.integers(0, 9_999), st.sampled_from([("增加", 1), ("减少", -1)]))
def test_a_change_on_the_year_is_derived_and_no_claim(by: int, way: tuple[str, int]) -> None:
    prose = read_prose(f"收到政府信息公开申请12件，较上年{way[0]}{by}件。", year=2023)
    assert [(one.metric, one.value) for one in prose.derived] == [
        ("applications_yoy_delta", way[1] * by)
    ]
    assert [claim.value for claim in prose.claims] == [12]


# ---- any text ----


@given(
    st.text(
        alphabet="收到政府信息公开申请未行政复议处理费12三万件元，。；（）《》、-余约年0%占其中分别各\n"
    )
)
@settings(max_examples=100)
def test_whatever_is_read_points_into_the_text(text: str) -> None:
    prose = read_prose(text)
    claims: list[Claim] = [*prose.claims]
    for one in prose.breakdowns:
        claims += [one.total, *one.parts]
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.value >= 0


def work(function: Callable[[], object]) -> int:
    """How many functions are entered while one runs: it does not depend on the machine."""
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


PIECES = st.sampled_from(
    [
        *DISTRACTORS,
        "分别",
        "各",
        "网络、",
        "其中",
        "1件",
        "（",
        "）",
        "占1%",
        "；",
        "未",
        "收到申请",
    ]
    + ["《", "1", "一", "约", "较上年增加", "结转", "予以公开和", "本年", "行政复议、行政诉讼"]
)


@given(st.lists(PIECES, min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_twice_the_text_is_twice_the_work(pieces: list[str]) -> None:
    unit = "".join(pieces)
    small = "收到申请1件" + unit * (6_000 // len(unit))
    large = "收到申请1件" + unit * (12_000 // len(unit))
    read_prose(small)
    assert work(lambda: read_prose(large)) <= 2.2 * work(lambda: read_prose(small)) + 2_000


@pytest.mark.parametrize(
    "unit", ["分别", "网络、", "1件、", "其中1件", "（1件", "占1%，", "收到申请1件，"]
)
def test_a_megabyte_of_anything_is_read(unit: str) -> None:
    assert read_prose(unit * (1_000_000 // len(unit))) is not None


# ---- what a file brings ----


@given(st.integers(1, 6), st.sampled_from(["HANDLE", "BIT", "f", "app", "w"]))
@settings(max_examples=10, deadline=None)
def test_a_sequence_that_a_file_brings_is_bounded_or_refused(times: int, step: str) -> None:
    source = resource("rules", "claims.toml").read_text(encoding="utf-8")
    line = "TOWARDS TOWARDS " + f"{step}? " * times + "FIGURE -> handled_total"
    more = f"sequences = '''\n{line}\n'''"
    try:
        lexicon = lexicon_of(built([("claims.toml", source), ("more.toml", more)]))
    except ValueError as error:
        assert "more than" in str(error)
        return
    text = "对对" + "办理" * 30_000 + "5件"
    assert work(lambda: read_prose(text, lexicon=lexicon)) < 2_000_000
