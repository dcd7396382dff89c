"""Columns: are they all there, does every value have one, and which one is it?"""

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Observation,
    Outcome,
    Passed,
    Report,
    Rule,
    Seen,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_totals.rows import NO_TABLE
from gxaudit_totals.statute import FORM

_MOST_QUOTED = 10


def _columns(report: Report) -> Iterator[Verdict]:
    extra = [
        seen for seen in report.observations if seen.kind is Seen.VALUE_EXTRA and seen.table != 4
    ]
    for seen in extra:
        yield _extra(seen)
    if not report.has_table(3):
        yield NO_TABLE
        return
    missing, rows = _missing(report)
    if any(missing.values()):
        yield _cut(report, missing, rows)
    elif not extra:
        yield Passed(len(report.form.table(3).rows[0].columns))


def _missing(report: Report) -> tuple[dict[str, int], int]:
    """In how many of the rows that are there each column of table 3 is not."""
    table = report.form.table(3)
    counts = dict.fromkeys((column.label for column in table.rows[0].columns), 0)
    if State.MISSING not in report.states:
        return counts, len(table.rows)
    rows = [row for row in table.rows if report.has_row(row)]
    for row in rows:
        for offset, column in enumerate(row.columns):
            if report.states[row.first + offset] is State.MISSING:
                counts[column.label] += 1
    return counts, len(rows)


def _cut(report: Report, missing: dict[str, int], rows: int) -> Failed:
    absent = [label for label, count in missing.items() if count == rows]
    partly = {label: count for label, count in missing.items() if 0 < count < rows}
    zh, en = [], []
    if absent:
        zh.append(f"整列没有：{'、'.join(absent)}")
        en.append(f"absent altogether: {', '.join(absent)}")
    for label, count in partly.items():
        zh.append(f"{rows} 行中有 {count} 行没有“{label}”")
        en.append(f"{label} absent in {count} of {rows} rows")
    line = next(table.line for table in report.tables if table.number == 3)
    return Failed(
        message=Text(
            f"表三不完整，{'；'.join(zh)}。缺的数字没有按 0 处理，相关核对都未进行；"
            "可能是报告漏列，也可能是转成文本时右侧被截断，请对照原件补齐",
            f"table 3 is incomplete; {'; '.join(en)}. What is missing was not taken as 0 and the "
            "checks that need it were not made. The report may lack the column, or the text was "
            "cut off at the right: compare with the original",
        ),
        line=line,
        expected="、".join(missing),
        actual="、".join(label for label in missing if label not in absent),
    )


def _extra(seen: Observation) -> Failed:
    values = "、".join(value.strip() for value in seen.values[:_MOST_QUOTED])
    values += "……" if len(seen.values) > _MOST_QUOTED else ""
    return Failed(
        message=Text(
            f"“{seen.label}”一行的数字比格式的列数多（{values}），"
            "不能断定哪个数字属于哪一列，请核对是否把一个数拆成了两格",
            f"the row {seen.label} has more figures than the form has columns ({values}); which "
            "belongs to which column cannot be told. Was one number split over two cells?",
        ),
        line=seen.line,
        actual=values,
    )


COLUMNS = Rule(
    id="totals/columns",
    title=Text(
        "表三：总计列和各类申请人列齐全，没有列外数字",
        "Table 3: the total and every applicant column are there, no value is outside them",
    ),
    explanation=Explanation(
        what=Text(
            "表三每一行应有七个数字：自然人、商业企业、科研机构、社会公益组织、法律服务机构、"
            "其他、总计。缺列、个别行缺格、数字多于列数，都在这里报告。",
            "Each row of table 3 has seven figures. Missing columns, cells missing in some rows, "
            "and figures beyond the columns are reported here.",
        ),
        why=Text(
            "缺了列，合计关系就无法核对；没有核对不等于没有问题。",
            "Without a column its sums cannot be checked, and unchecked is not correct.",
        ),
        how=Text(
            "对照正式发布的报告：原件就缺的，补齐后重新发布；只是文本被截断的，重新导出。",
            "Compare with the published report: if it lacks them too, complete and republish it; "
            "if only the text was cut, export it again.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORM,),
    check=_columns,
    reads=("表三",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(("1.信访举报投诉类申请\t0", "1.信访举报投诉类申请\t0\t0"),),
        ),
    ),
)


def _shift(report: Report) -> Iterator[Verdict]:
    found = False
    for seen in report.observations:
        if seen.kind is Seen.ROW_AMBIGUOUS and seen.table != 4:
            found = True
            yield _ambiguous(report, seen)
    if not found:
        yield Passed()


def _ambiguous(report: Report, seen: Observation) -> Failed:
    values = "、".join(value.strip() for value in seen.values)
    name = report.form.table(seen.table).name
    return Failed(
        message=Text(
            f"{name}“{seen.label}”一行的数字（{values}）与其他行没有对齐，"
            "可以有两种读法，未作猜测，这一行没有核对；请补齐空格或缺少的单元格",
            f"the figures ({values}) of the row {seen.label} in table {seen.table} are not "
            "aligned with the other rows and can be read in two ways; nothing was guessed and "
            "the row was not checked. Fill in the cells that are empty or missing",
        ),
        line=seen.line,
        actual=values,
    )


SHIFT = Rule(
    id="totals/shift",
    title=Text("各行数字能够确定属于哪一列", "Every figure can be told to belong to one column"),
    explanation=Explanation(
        what=Text(
            "某一行的数字比别的行偏左或偏右，又有空格，以致有两种读法时，在这里报告。",
            "Reports a row whose figures stand further left or right than those of other rows "
            "and which has gaps, so that it can be read in two ways.",
        ),
        why=Text(
            "猜错一列，会把对的报告判成错的，也会放过真正的错误。",
            "A wrong guess would accuse a correct report or let a real error pass.",
        ),
        how=Text(
            "把这一行七格都填上（没有的填 0），或恢复丢失的单元格。",
            "Fill in every cell of the row, 0 where there is nothing, or restore lost cells.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(FORM,),
    check=_shift,
    reads=("表二", "表三"),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(
                (
                    "\t（七）总计\t0\t0\t0\t0\t0\t0\t0\t\n",
                    "（七）总计\t\t0\t0\t0\t0\t0\t0\t\t\n",
                ),
            ),
        ),
    ),
)


def _review_cells(report: Report) -> Iterator[Verdict]:
    if not report.has_table(4):
        yield NotEvaluated(Text("报告中没有表四", "the report has no table 4"))
        return
    for seen in report.observations:
        if seen.table == 4 and seen.kind in (Seen.ROW_AMBIGUOUS, Seen.VALUE_EXTRA):
            yield _wrong_count(len(seen.values), seen.line)
            return
    rows = report.form.table(4).rows
    states = report.states[rows[0].first : rows[-1].first + len(rows[-1].columns)]
    missing = states.count(State.MISSING)
    if missing:
        line = next(table.line for table in report.tables if table.number == 4)
        yield _wrong_count(len(states) - missing, line)
    else:
        yield Passed(len(states))


def _wrong_count(count: int, line: int) -> Failed:
    return Failed(
        message=Text(
            f"表四应有 15 个数字，只能读出 {count} 个位置；缺的没有按 0 处理，请对照格式补齐",
            f"table 4 has 15 figures on the form and {count} here; what is missing was not taken "
            "as 0. Complete the row",
        )
        if count <= 15
        else Text(
            f"表四应有 15 个数字，这里有 {count} 个，不能断定哪个属于哪一列，请核对",
            f"table 4 has 15 figures on the form and {count} here; which belongs to which column "
            "cannot be told",
        ),
        line=line,
        expected="15",
        actual=str(count),
    )


REVIEW_CELLS = Rule(
    id="totals/review-cells",
    title=Text("表四：十五个数字齐全", "Table 4: all fifteen figures are there"),
    explanation=Explanation(
        what=Text(
            "表四一行应有十五个数字：行政复议、未经复议直接起诉、复议后起诉各五个。",
            "Table 4 has one row of fifteen figures: five each for review, direct litigation and "
            "litigation after review.",
        ),
        why=Text(
            "少一个数字，其余数字就可能对错了列。",
            "With one missing, the others may be taken for the wrong column.",
        ),
        how=Text("对照格式逐格补齐，没有的填 0。", "Fill in every cell, 0 where there is none."),
    ),
    severity=Severity.ERROR,
    basis=(FORM,),
    check=_review_cells,
    reads=("表四",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(("\n" + "\t".join("0" * 15) + "\n", "\n" + "\t".join("0" * 14) + "\n"),),
        ),
    ),
)
