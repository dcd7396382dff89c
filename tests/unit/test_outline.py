"""Title, sections, prose and table blocks."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.forms import form_named
from gxaudit.reading.outline import heading, outline
from gxaudit.specimen import specimen


@pytest.mark.parametrize(
    ("line", "number", "ordinal"),
    [
        ("一、总体情况", 1, 1),
        ("## 一、总体情况", 1, 1),
        ("一.总体情况", 1, 1),
        ("一、总体情况、", 1, 1),
        ("总体情况", 1, None),
        ("第一部分 总体情况", 1, 1),
        ("二、行政机关主动公开政府信息情况", 2, 2),
        ("四、收到和处理政府信息公开申请情况", 3, 4),
        ("#### 三、收到和处理政府信息公开申请情况", 3, 3),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, 4),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5, 5),
        ("六、其它需要报告的事项", 6, 6),
    ],
)
def test_headings_are_anchored_on_their_words(line: str, number: int, ordinal: int | None) -> None:
    found = heading(line)
    assert found is not None
    assert (found.number, found.ordinal) == (number, ordinal)


@pytest.mark.parametrize(
    "line",
    [
        "（一）主动公开情况。",
        "无其他需要报告的事项。",
        "三、本年度办理结果",
        "一、本年新收政府信息公开申请数量",
        "存在的主要问题：公开的形式还不够多样。",
        "五是针对存在的主要问题，及时研究改进的办法和措施，情况良好。",
    ],
)
def test_what_only_looks_like_a_heading(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("青禾市水务局2023年政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("# 青禾市水务局 2023 年政府信息公开工作 年度报告", "青禾市水务局", 2023),
        ("青禾市水务局关于2023年度政府信息公开工作的年度报告", "青禾市水务局", 2023),
        ("2023年度青禾市水务局政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("青禾市水务局二〇二三年政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("青禾市水务局政府信息公开工作2023年度报告", "青禾市水务局", 2023),
        ("青禾市水务局2023年\n政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("青禾市\n水务局2023年政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("2023年\n青禾市水务局政府信息公开工作年度报告", "青禾市水务局", 2023),
        ("2023年政府信息公开工作年度报告", None, 2023),
        ("青禾市水务局政府信息公开工作年度报告\n（2023年度）", "青禾市水务局", 2023),
    ],
)
def test_titles(title: str, agency: str | None, year: int) -> None:
    found = outline(f"{title}\n\n一、总体情况\n\n正文。\n").title
    assert (found.agency, found.year, found.line) == (agency, year, 1)


_REMARKS = ("（更正版）", "（2024年更正）", "【更正】", "[修订]", "（2024年3月5日更正，以此为准）")


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        *((remark, "", "") for remark in _REMARKS),
        *(("", remark, "") for remark in _REMARKS),
        *(("", "", remark) for remark in (*_REMARKS, "-更正版", "——2024年修订稿", "更正版")),
        *((lead, "", "") for lead in ("附件：", "附件1 ", "附件1：", "更正：", "【更正】附件1")),
        ("《", "", "》（更正版）"),
        ("（征求意见稿）", "", "（2023年度）【更正】"),
    ],
)
def test_remarks_about_a_report_are_no_part_of_its_title(
    before: str, between: str, after: str
) -> None:
    title = f"{before}青岚县水务局{between}2023年政府信息公开工作年度报告{after}"
    found = outline(f"{title}\n一、总体情况\n").title
    assert (found.text, found.agency, found.year) == (title.strip(), "青岚县水务局", 2023)


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("青岚县水务局（2023年）政府信息公开工作年度报告", "青岚县水务局", 2023),
        ("青岚县水务局政府信息公开工作年度报告（2023）", "青岚县水务局", 2023),
        ("青岚县水务局2022-2023年政府信息公开工作年度报告", "青岚县水务局", 2023),
        ("2024年青岚县水务局2023年政府信息公开工作年度报告", "青岚县水务局", 2023),
        ("附件2023年青岚县水务局政府信息公开工作年度报告", "青岚县水务局", 2023),
        ("【2023年】青岚县水务局政府信息公开工作年度报告", "青岚县水务局", 2023),
        (
            "青岚县住建局（城市更新局）2023年政府信息公开年度报告",
            "青岚县住建局（城市更新局）",
            2023,
        ),
        ("青岚县城市更新局2023年政府信息公开年度报告", "青岚县城市更新局", 2023),
        # What is known of a day, or of a correction, is not known of the report.
        ("青岚县水务局政府信息公开工作年度报告（2024年3月修订版）", "青岚县水务局", None),
        ("青岚县水务局政府信息公开工作年度报告\n（2024年更正）", "青岚县水务局", None),
        ("青岚县水务局政府信息公开工作年度报告\n2024年1月20日", "青岚县水务局", None),
    ],
)
def test_the_year_and_the_name_in_a_title(title: str, agency: str, year: int | None) -> None:
    found = outline(f"{title}\n一、总体情况\n").title
    assert (found.agency, found.year) == (agency, year)


@given(st.text(alphabet="青岚县局（）()【】[]《》〔〕更正版稿附件1：2023年", max_size=30))
def test_no_agency_has_half_a_pair_of_brackets(before: str) -> None:
    found = outline(f"{before}政府信息公开年度报告\n一、总体情况\n").title.agency or "局"
    depths = list(accumulate((c in "（(【[《〔") - (c in "）)】]》〕") for c in found))
    assert found and min(depths) >= 0 and depths[-1] == 0


@pytest.mark.parametrize(
    "above",
    [
        "当前位置：首页 > 政务公开 > 政府信息公开年度报告",
        "首页 | 政务公开\n您的位置：首页>政府信息公开>政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "首页\n政府信息公开工作年度报告\n发布时间：2022-01-20",
        "公开指南\n公开年报",
    ],
)
def test_what_a_site_says_above_the_title_is_no_title(above: str) -> None:
    title = "青岚县水务局2021年政府信息公开工作年度报告"
    found = outline(f"{above}\n{title}\n\n一、总体情况\n\n正文。\n").title
    assert (found.text, found.agency, found.year) == (title, "青岚县水务局", 2021)


def test_a_title_that_names_nobody_is_one_where_no_other_follows() -> None:
    found = outline("政府信息公开年度报告\n2021年度\n一、总体情况\n").title
    assert (found.text, found.year) == ("政府信息公开年度报告", 2021)


def test_a_sentence_about_the_report_is_no_title() -> None:
    text = "根据有关规定，现公布青禾市2023年政府信息公开工作年度报告，请社会各界监督。"
    assert outline(text).title.line == 0


def test_a_table_is_one_block_over_a_page_break() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况\n\n规章\t0\t0\t0\n\n- 4 -\n\n行政规范性文件\t1\t0\t1\n"
    )
    blocks = outline(text).blocks
    assert [(block.line, len(block.lines)) for block in blocks] == [(3, 5)]


def test_an_indented_paragraph_is_prose() -> None:
    parts = outline("一、总体情况\n\t本年度按时办结全部申请，没有超期。\n")
    assert not parts.blocks
    assert [part.line for part in parts.prose] == [2]


@given(st.text(alphabet="一、总体情况\t\n 0。（年2", max_size=200))
def test_every_line_is_placed_once_at_most_and_offsets_are_true(text: str) -> None:
    parts = outline(text)
    lines = text.split("\n")
    for part in parts.prose:
        assert lines[part.line - 1] == part.text
        assert text[part.start : part.start + len(part.text)] == part.text
    taken = [part.line for part in parts.prose] + [one.line for one in parts.sections]
    for block in parts.blocks:
        assert lines[block.line - 1 : block.line - 1 + len(block.lines)] == list(block.lines)
        taken += range(block.line, block.line + len(block.lines))
    assert len(taken) == len(set(taken))


def test_the_specimen_has_six_sections_and_three_tables() -> None:
    parts = outline(specimen(form_named("2021")))
    assert [one.number for one in parts.sections] == [1, 2, 3, 4, 5, 6]
    assert [block.section for block in parts.blocks] == [2, 3, 4]
