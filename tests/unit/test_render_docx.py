"""Notices of rectification as another library reads them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.finding import Fault, Severity, Tally
from gxaudit.pipeline import Auditor
from gxaudit.render.formats import named
from gxaudit.render.office import docx
from gxaudit.render.run import Run, Wanted
from gxaudit.render.spelling.escape import visible
from gxaudit.settle import Result
from gxaudit.specimen import specimen
from gxaudit.waiver import Waived
from gxaudit.wording import Language, Text
from tests.unit.rendered import RUN, run_with_rules, tell
from tests.unit.results import NASTY, finding, result, results, waiver_of, words

WRONG = {"t3.applications_received.total": "7"}


class Files:
    """A sink that keeps every file that is written."""

    def __init__(self) -> None:
        self.streams = [io.BytesIO()]

    @property
    def stream(self) -> io.BytesIO:
        return self.streams[-1]

    def another(self) -> Files:
        self.streams.append(io.BytesIO())
        return self


def documents(
    parts: Sequence[Result],
    language: Language = "zh",
    *,
    fault: Fault | None = None,
    run: Run = RUN,
) -> list[Any]:
    sink = Files()
    tell(named("docx").make(sink, Wanted(language)), parts, fault, run)  # type: ignore[arg-type]
    return [Document(stream) for stream in sink.streams]


def notices(document: Any) -> list[list[str]]:
    """The paragraphs of each section."""
    parts: list[list[str]] = [[]]
    for paragraph in document.paragraphs:
        parts[-1].append(paragraph.text)
        properties = paragraph._p.pPr
        if properties is not None and properties.find(qn("w:sectPr")) is not None:
            parts.append([])
    return parts


def audited(agency: str, year: int, **cells: str) -> Result:
    text = specimen("2021", agency=agency, year=year, cells=cells)
    auditor = Auditor.load(select=("balance", "totals"))
    return auditor.audit(text.encode(), f"{agency}{year}.txt")


def wrong(agency: str, year: int) -> Result:
    return audited(agency, year, **WRONG)


def test_a_notice_says_what_is_wrong_where_on_what_basis_and_what_to_do() -> None:
    found = wrong("甲局", 2023)
    (document,) = documents([found], run=run_with_rules())
    notice, note = notices(document)
    assert "关于整改2023年度政府信息公开工作年度报告有关问题的通知" in notice
    assert "甲局：" in notice
    at = notice.index(f"1. {found.findings[0].message.zh}")
    assert notice[at - 1] == "一、需要整改的问题"
    assert notice[at + 1].startswith("位置：表三.一[总计]，第 ")
    assert any(line.startswith("算式（") for line in notice[at:])
    assert any(line.startswith("依据：年度报告格式") for line in notice[at:])
    assert any(line.startswith("整改要求：") for line in notice[at:])
    signed = [line for line in notice if line][-2:]
    assert signed == ["（检查单位名称、印章）", "　　　　年　　月　　日"]
    assert note[0] == "检查情况说明"


def test_an_agency_has_one_notice_for_all_its_years_and_a_clean_one_has_none() -> None:
    reports = [wrong("甲局", 2023), wrong("乙局", 2022), audited("丙局", 2022), wrong("甲局", 2022)]
    (document,) = documents(reports)
    *sent, note = notices(document)
    addressed = [line for notice in sent for line in notice if line.endswith("局：")]
    assert addressed == ["甲局：", "乙局："]
    headings = [line for line in sent[0] if line.endswith("需要整改的问题")]
    assert headings == ["一、2022年度报告需要整改的问题", "二、2023年度报告需要整改的问题"]
    assert "共检查报告4份，形成整改通知2件。" in note
    assert note[-1] == "丙局 2022 年度（丙局2022.txt）。"


def test_notes_ask_for_a_look_and_what_was_held_up_is_a_remark_of_its_own() -> None:
    held = Tally(not_evaluated=2, reasons=(Text("缺总计", "no total"),))
    made = result(finding(severity=Severity.NOTE), finding(), outcomes={"totals/rows": held})
    (document,) = documents([made])
    notice = notices(document)[0]
    headings = [line for line in notice if line[:2] in ("一、", "二、", "三、")]
    assert headings == ["一、需要整改的问题", "二、请予核实的事项", "三、未能核对的事项"]
    assert notice[notice.index(headings[2]) + 2] == "1. totals/rows（2处）：缺总计"
    assert "有1处问题需要整改，另有1处请予核实" in "".join(notice)


def test_what_could_not_be_audited_is_told_to_the_office_alone() -> None:
    broken = Fault(kind="input", message=Text("打不开", "cannot be opened"), path="乙.doc")
    unread = evolve(result(faults=(broken,), path="乙.doc"), report=None)
    (document,) = documents(
        [unread], fault=Fault(kind="plugin", message=Text("坏了", "broken"), plugin="foo 1.0")
    )
    (note,) = notices(document)
    assert "乙.doc: 无法检查：打不开" in note
    assert any("foo 1.0" in line for line in note)


def test_what_is_waived_is_told_to_the_office_alone() -> None:
    found = finding()
    waiver = waiver_of(found, "已核对")
    (document,) = documents([evolve(result(), waived=(Waived(found, (waiver,)),))])
    (note,) = notices(document)
    assert any("已豁免 错误 balance/applications 不平（理由：已核对；张三" in line for line in note)


def test_a_clean_report_that_was_held_up_has_not_passed() -> None:
    held = Tally(not_evaluated=2, reasons=(Text("缺总计", "no total"),))
    (document,) = documents([result(outcomes={"totals/rows": held})])
    assert "但有1条规则未能核对，不能当作通过" in notices(document)[-1][-1]


def test_many_agencies_go_on_in_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_NOTICES", 2)
    made = documents([wrong(f"{name}局", 2023) for name in "甲乙丙"])
    assert [len(notices(each)) for each in made] == [2, 2]
    assert notices(made[1])[1][0] == "检查情况说明"
    assert len(documents([wrong(f"{name}局", 2023) for name in "甲乙"])) == 1


def test_the_page_is_that_of_an_official_document() -> None:
    (document,) = documents([wrong("甲局", 2023), wrong("乙局", 2023)])
    assert len(document.sections) == 3
    for section in document.sections:
        size = (section.page_width, section.page_height, section.top_margin, section.left_margin)
        for found, wanted in zip(size, (Mm(210), Mm(297), Mm(37), Mm(28)), strict=True):
            assert abs(found - wanted) < Pt(1)
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    fonts = {
        name: (
            document.styles[f"Notice {name}"].font.size,
            document.styles[f"Notice {name}"].element.rPr.rFonts.get(qn("w:eastAsia")),
        )
        for name in ("title", "body", "heading")
    }
    assert fonts == {
        "title": (Pt(22), "方正小标宋简体"),
        "body": (Pt(16), "仿宋_GB2312"),
        "heading": (Pt(16), "黑体"),
    }
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        assert "PAGE" in footer._element.xml


def test_the_parts_of_the_package_are_whole() -> None:
    (document,) = documents([wrong("甲局", 2023)])
    tables = [
        part
        for part in document.part.package.iter_parts()
        if str(part.partname) == "/word/fontTable.xml"
    ]
    assert len(tables) == 1
    assert "华文中宋,宋体" in tables[0].blob.decode()


@given(words | st.text(st.sampled_from(NASTY + "_x0123456789<r>/&"), max_size=40))
@settings(max_examples=15)
def test_any_text_reads_back_as_it_is_with_unsafe_characters_named(said: str) -> None:
    (document,) = documents([result(evolve(finding(), message=Text(said, said)))])
    assert f"1. {visible(said)}" in notices(document)[0]


@settings(max_examples=12)
@given(st.lists(results, max_size=3), st.sampled_from(("zh", "en")))
def test_every_finding_stands_in_a_notice_and_every_fault_in_the_note(
    parts: list[Result], language: Language
) -> None:
    (document,) = documents(parts, language)
    *sent, note = notices(document)
    told = [each for part in parts for each in part.findings]
    items = [line for notice in sent for line in notice]
    for each in told:
        assert any(line.endswith(visible(each.message.to(language))) for line in items)
    for part in parts:
        for fault in part.faults:
            assert any(visible(fault.message.to(language)) in line for line in note)


def test_english_notices_have_no_chinese_words_of_ours() -> None:
    made = evolve(
        result(finding(), finding(severity=Severity.NOTE)), report=audited("A", 2023).report
    )
    (document,) = documents([made], "en")
    text = "\n".join(line for part in notices(document) for line in part)
    assert "Notice: corrections to the annual report on information disclosure, 2023" in text
    assert [char for char in text.replace("甲.txt", "") if char > "\u2e80"] == []
