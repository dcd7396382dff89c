"""Each table stands in its own section."""

from __future__ import annotations

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
    Severity,
    TableSeen,
    Text,
    Verdict,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021, NUMERALS, SECTIONS, no_heading


def _check_place(report: Report) -> Iterator[Verdict]:
    if not report.tables:
        yield NotEvaluated(
            Text(
                "没有找到任何一张表（见 structure/tables）",
                "no table was found (see structure/tables)",
            )
        )
        return
    headings = {section.number for section in report.sections}
    placed = 0
    for table in report.tables:
        if table.section == table.number:
            placed += 1
        elif table.number not in headings:
            yield NotEvaluated(no_heading(table.number))
        else:
            yield _misplaced(table)
    if placed:
        yield Passed(placed)


def _misplaced(table: TableSeen) -> Failed:
    own = SECTIONS[table.number]
    if table.section:
        zh, en = f"“{SECTIONS[table.section]}”之下", f"under “{SECTIONS[table.section]}”"
    else:
        zh, en = "第一部分标题之前", "before the first section"
    return Failed(
        line=table.line,
        message=Text(
            f"表{NUMERALS[table.number]}（第 {table.line} 行）放错了部分：现在在{zh}，"
            f"应在“{own}”之下。请把表移回本部分",
            f"table {table.number} (line {table.line}) stands {en}, but belongs under “{own}”. "
            "Move it back",
        ),
        expected=own,
        actual=SECTIONS.get(table.section),
    )


PLACE = Rule(
    id="structure/table-place",
    title=Text("表格在自己的部分", "Each table stands in its own section"),
    explanation=Explanation(
        Text(
            "表二应在第二部分，表三应在第三部分，表四应在第四部分。该部分标题缺失时不作判断。",
            "Table 2 stands in section 2, table 3 in section 3, table 4 in section 4. Where the "
            "heading of that section is missing, this is not judged.",
        ),
        Text(
            "统一格式规定了每张表所在的部分；放错部分会使读者和汇总程序取错数字。",
            "The format says where each table stands; a misplaced table makes readers and "
            "programs pick the wrong figures.",
        ),
        Text("把表格移到所属部分的标题之下。", "Move the table under the heading of its section."),
    ),
    severity=Severity.ERROR,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(
                ("四、政府信息公开行政复议、行政诉讼情况\n", "\n"),
                ("五、存在的", "四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的"),
            ),
        ),
    ),
    check=_check_place,
    reads=("各部分标题", "表二", "表三", "表四"),
    since="0.1",
)
