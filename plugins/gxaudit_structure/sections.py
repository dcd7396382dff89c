"""All six statutory sections are there."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_structure.statute import CONTENTS, FORMAT_2021, NUMERALS, SECTIONS


def _check_present(report: Report) -> Iterator[Verdict]:
    found = {section.number for section in report.sections}
    if not found:
        yield _none_found()
        return
    yield Passed(len(found))
    for number, name in SECTIONS.items():
        if number not in found:
            yield Failed(
                message=_missing(report, number, name),
                expected=name,
            )


def _none_found() -> Failed:
    return Failed(
        message=Text(
            "六个部分的标题一个也没有找到，应依次为：" + "；".join(SECTIONS.values()) + "。"
            "请补上标题；如果原报告有标题，请重新导出文本",
            "none of the six section headings was found; they are, in order: "
            + "; ".join(SECTIONS.values())
            + ". Add them; if the published report has them, export the text again",
        ),
    )


def _missing(report: Report, number: int, name: str) -> Text:
    zh, en = _where(report, number)
    return Text(
        f"缺少第{NUMERALS[number]}部分：没有找到“{name}”的标题。{zh}"
        "请补上标题和内容；没有内容可报的，也应保留标题并写明“无”或 0",
        f"section {number} is missing: no heading “{name}” was found. {en}"
        "Add the heading and its content; where there is nothing to report, keep it and say so",
    )


def _where(report: Report, number: int) -> Text:
    """After which heading a missing section belongs, and where its table stands meanwhile."""
    zh, en = "", ""
    before = [section for section in report.sections if section.number < number]
    if before:
        last = max(before, key=lambda section: section.number)
        zh = f"它应排在“{SECTIONS[last.number]}”（第 {last.line} 行）之后。"
        en = f"It belongs after “{SECTIONS[last.number]}” (line {last.line}). "
    for table in report.tables:
        if table.number == number:
            zh += f"表{NUMERALS[number]}在第 {table.line} 行，前面没有这一标题。"
            en += f"Table {number} stands at line {table.line} without this heading. "
            break
    return Text(zh, en)


PRESENT = Rule(
    id="structure/sections",
    title=Text("六个部分齐全", "All six statutory sections are present"),
    explanation=Explanation(
        Text(
            "报告应有六个部分的标题：" + "；".join(SECTIONS.values()) + "。按标题的关键词识别，"
            "标题前的 #、序号后的顿号或句点、旧格式的长标题都可以。",
            "A report has six headings: " + "; ".join(SECTIONS.values()) + ". They are recognised "
            "by their words, with or without #, with any mark after the ordinal, and in the "
            "longer wordings of older formats.",
        ),
        Text(
            "《条例》第五十条列出了年度报告的必备内容，统一格式按这六个部分编排，不得缺项。",
            "Article 50 lists what a report must contain, and the unified format arranges it in "
            "these six sections; none may be left out.",
        ),
        Text(
            "在相应位置补上缺少的标题和内容。没有内容可报的部分也要保留，并如实写明。",
            "Add the missing heading and its content in its place. A section with nothing to "
            "report stays and says so.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(CONTENTS, FORMAT_2021),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(outcome=Outcome.FAILED, edits=(("六、其他需要报告的事项", ""),)),
    ),
    check=_check_present,
    reads=("各部分标题",),
    since="0.1",
)
