"""Tables 2, 3 and 4 are there."""

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
    Table,
    Text,
    Verdict,
)
from gxaudit_structure.statute import CONTENTS, FORMAT_2019, FORMAT_2021, heading_of

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
    since="0.1",
)
