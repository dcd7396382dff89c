"""Tables 2, 3 and 4 are there, each in its own section."""

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
    Table,
    TableSeen,
    Text,
    Verdict,
)
from gxaudit_structure.statute import (
    CONTENTS,
    FORMAT_2019,
    FORMAT_2021,
    NUMERALS,
    SECTIONS,
    heading_of,
    no_heading,
)

_TABLE_FOUR = (
    "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n"
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
    "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
    "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"
)


def _check_present(report: Report) -> Iterator[Verdict]:
    there = {table.number for table in report.tables}
    found = 0
    for table in report.form.tables:
        if table.number in there:
            found += 1
        else:
            yield _absent(report, table)
    if found:
        yield Passed(found)


def _absent(report: Report, table: Table) -> Failed:
    heading = heading_of(report, table.number)
    zh = f"第 {heading.line} 行“{heading.heading.strip()}”之下" if heading else "报告中"
    en = f"under line {heading.line} “{heading.heading.strip()}”" if heading else "in the report"
    return Failed(
        line=heading.line if heading else None,
        message=Text(
            f"缺少{table.name}（{table.title.zh}）：{zh}没有找到这张表。"
            "没有数字可报也要附全表，逐格填 0；如果原报告有此表，请重新导出文本",
            f"table {table.number} ({table.title.en}) is missing: it was not found {en}. "
            "Print the whole table with 0 in each cell even where there is nothing to report; "
            "if the published report has it, export the text again",
        ),
        expected=table.name,
    )


PRESENT = Rule(
    id="structure/tables",
    title=Text("三张表齐全", "Tables 2, 3 and 4 are present"),
    explanation=Explanation(
        Text(
            "报告应有表二（主动公开政府信息情况）、表三（收到和处理政府信息公开申请情况）和"
            "表四（行政复议、行政诉讼情况），按表头和行名识别。",
            "A report has table 2 (information disclosed), table 3 (applications received and "
            "handled) and table 4 (review and litigation); they are recognised by their labels.",
        ),
        Text(
            "《条例》第五十条要求报告这些数据，统一格式规定以表格填报；只有文字就无法核对。",
            "Article 50 requires these figures and the format prescribes the tables; prose alone "
            "cannot be checked.",
        ),
        Text(
            "按统一格式补上整张表，没有发生的逐格填 0。原报告有表而这里没有的，重新导出文本。",
            "Add the whole table as in the format, with 0 where nothing happened. If the original "
            "has it, export the text again.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(CONTENTS, FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(outcome=Outcome.FAILED, edits=((_TABLE_FOUR, ""),)),
    ),
    check=_check_present,
    reads=("表二", "表三", "表四"),
    since="0.1.0",
)


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
    since="0.1.0",
)
