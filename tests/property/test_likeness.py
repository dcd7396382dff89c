"""How much of a report's prose stands in another: laws that no wording of the rules may break."""

from decimal import Decimal

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.api import own_length, repeated_share
from gxaudit.likeness import MOST
from gxaudit.reading.read import read_report
from gxaudit.report import Paragraph, Report
from gxaudit.specimen import specimen

OURS = "林草渔牧桥隧管网堤坝闸站渠沟井泵阀表栏杆"
THEIRS = "戏曲书画琴棋诗词歌赋舞蹈陶瓷剪纸刺绣"
FIXED = (
    "根据《中华人民共和国政府信息公开条例》编制本报告。",
    "本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
    "（一）主动公开情况",
    "如对本报告有疑问，请与本机关联系（电话：010-12345678）。",
)
FEW = settings(max_examples=30)


def report(*sections: str, agency: str = "青岚县水务局", year: int = 2023) -> Report:
    prose = dict(zip((1, 5), sections, strict=False))
    return read_report(specimen("2021", year=year, agency=agency, prose=prose))


def sentences(words: str, least: int = 1) -> st.SearchStrategy[str]:
    """Some sentences, of few words and of many, with figures and the body's name among them."""
    plain = st.text(words, min_size=1, max_size=30)
    # The name always begins a sentence, so that taking it out leaves words apart.
    one = st.builds(lambda a, n, b: f"{{name}}{a}{n}件{b}。", plain, st.integers(0, 999), plain)
    return st.lists(one, min_size=least, max_size=6).map("".join)


def named(text: str, name: str) -> str:
    return text.replace("{name}", name)


@FEW
@given(sentences(OURS), sentences(OURS, 0))
def test_a_report_stands_wholly_in_itself(first, second):
    one = report(named(first, "青岚县水务局"), named(second, "青岚县水务局"))
    assert repeated_share(one, one) == 1


@FEW
@given(sentences(OURS), sentences(THEIRS))
def test_nothing_stands_in_a_report_of_other_words(ours, theirs):
    # 件, which both have, alone is never a run.
    one, other = report(named(ours, "")), report(named(theirs, ""))
    assert repeated_share(one, other) == 0


@FEW
@given(sentences(OURS), sentences(OURS), st.integers(2019, 2030))
def test_neither_figures_nor_years_nor_names_count(first, second, year):
    def filed(agency: str, year: int, digit: str) -> Report:
        text = named(first + second, agency)
        return report(f"{year}年，" + text.replace("7", digit), agency=agency, year=year)

    copy, other = filed("云溪市交通运输局", year, "8346"), filed("青岚县水务局", 2023, "7")
    assert repeated_share(copy, other) == repeated_share(other, copy) == 1
    assert own_length(copy) == own_length(other)


@FEW
@given(sentences(OURS), sentences(THEIRS))
def test_the_share_is_of_the_report_that_is_asked_about(ours, theirs):
    alone, longer = report(named(ours, "")), report(named(ours, ""), named(theirs, ""))
    assert repeated_share(alone, longer) == 1
    expected = Decimal(own_length(alone)) / own_length(longer)
    assert 0 <= expected - repeated_share(longer, alone) < Decimal("0.0001")


def test_what_every_report_says_is_nobodys_own():
    assert own_length(report("".join(FIXED), "无其他需要报告的事项。")) == 0
    assert repeated_share(report(*FIXED), report(*FIXED)) == 0


def test_prose_without_end_is_looked_at_so_far_and_no_further():
    sentence = OURS * 50
    lines = [Paragraph(1, at, 0, sentence) for at in range(MOST // len(sentence) + 50)]
    endless = evolve(report("一"), prose=tuple(lines))
    assert MOST - len(sentence) < own_length(endless) <= MOST


def test_a_run_is_thirteen_characters():
    thirteen = "甲乙丙丁戊己庚辛壬癸子丑寅"
    one = report(f"{thirteen}卯辰巳午未申酉戌亥。")
    assert repeated_share(one, report(f"木{thirteen}火。")) == Decimal("0.5909")
    assert repeated_share(one, report(f"木{thirteen[:12]}火。")) == 0
