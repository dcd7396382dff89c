"""No section and no table stands twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Section,
    Severity,
    TableSeen,
    Text,
    Verdict,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021, NUMERALS, SECTIONS, chapters

_SHORTEST_CONTENTS = 3
"""So many headings in a row with nothing under them are a list of contents."""


def _check(report: Report) -> Iterator[Verdict]:
    if not report.sections and not report.tables:
        yield NotEvaluated(
            Text("没有找到部分标题或表格", "neither a section heading nor a table was found")
        )
        return
    sections = _after_contents(report)
    repeated = list(_repeats(sections))
    yield from (_section_twice(first, again) for first, again in repeated)
    pasted = {again.line for _, again in repeated}
    headings = [section.line for section in sections]
    first_tables: dict[int, TableSeen] = {}
    for table in report.tables:
        first = first_tables.setdefault(table.number, table)
        # A table pasted with its whole section is one mistake.
        if first is not table and _heading_above(headings, table.line) not in pasted:
            yield _table_twice(first, table)
    single = len({section.number for section in sections}) + len(first_tables)
    yield Passed(single)


def _after_contents(report: Report) -> list[Section]:
    """The headings of the report without a list of contents at its beginning."""
    sections = chapters(report)
    if len({section.number for section in sections}) == len(sections):
        return sections
    listed, most = 0, min(len(SECTIONS), len(sections) - 1)
    while listed < most and _is_empty(report, sections[listed], sections[listed + 1]):
        listed += 1
    later = {section.number for section in sections[listed:]}
    entries = {section.number for section in sections[:listed]}
    if listed >= _SHORTEST_CONTENTS and len(entries) == listed and entries <= later:
        return sections[listed:]
    return sections


def _is_empty(report: Report, section: Section, following: Section) -> bool:
    """Whether no prose and no table stands between two headings."""
    start, end = section.line, following.line
    return not any(start < part.line < end for part in report.prose) and not any(
        start < table.line < end for table in report.tables
    )


def _repeats(sections: list[Section]) -> Iterator[tuple[Section, Section]]:
    seen: dict[int, Section] = {}
    for section in sections:
        first = seen.setdefault(section.number, section)
        if first is not section:
            yield first, section


def _heading_above(headings: list[int], line: int) -> int:
    """The line of the heading that a line stands under; 0 where there is none."""
    place = bisect_right(headings, line)
    return headings[place - 1] if place else 0


def _section_twice(first: Section, again: Section) -> Failed:
    name = SECTIONS[again.number]
    return Failed(
        line=again.line,
        message=Text(
            f"第{NUMERALS[again.number]}部分“{name}”出现两次："
            f"第 {first.line} 行和第 {again.line} 行。请核对两处内容，只保留一处",
            f"section {again.number} “{name}” occurs twice, at lines {first.line} and "
            f"{again.line}. Compare the two and keep one",
        ),
    )


def _table_twice(first: TableSeen, again: TableSeen) -> Failed:
    return Failed(
        line=again.line,
        message=Text(
            f"表{NUMERALS[again.number]}出现两次：第 {first.line} 行和第 {again.line} 行。"
            "各条规则只读第一张。请核对两张表的数字，只保留正确的一张",
            f"table {again.number} occurs twice, at lines {first.line} and {again.line}; the "
            "other rules read the first. Compare their figures and keep the right one",
        ),
    )


DUPLICATES = Rule(
    id="structure/duplicates",
    title=Text("部分和表格不重复", "No section or table stands twice"),
    explanation=Explanation(
        Text(
            "六个部分和表二、表三、表四各应只出现一次。目录里的标题、跨页时重复的表头不算重复；"
            "连同标题一起重复的表格只报一处。",
            "Each of the six sections and tables 2, 3 and 4 stands once. Headings in a list of "
            "contents and table headers repeated at a page break do not count; a table repeated "
            "together with its heading is reported once.",
        ),
        Text(
            "重复的内容多为误粘贴，两处数字一旦不同，就无法知道以哪一处为准。",
            "Repeated content is mostly pasted by mistake, and where the figures differ nobody "
            "can know which ones count.",
        ),
        Text(
            "对照两处内容，删去多余的一处；数字不同的，按台账核实后再保留。",
            "Compare both and delete one; where figures differ, check them against the records.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(("六、其他需要报告的事项", "六、其他需要报告的事项\n\n六、其他需要报告的事项"),),
        ),
    ),
    check=_check,
    reads=("各部分标题", "表二", "表三", "表四"),
    since="0.1",
)
