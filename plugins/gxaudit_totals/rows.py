"""Rows of table 3: each statutory row once, under its own group, groups without figures."""

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    Form,
    Group,
    NotEvaluated,
    Number,
    Observation,
    Outcome,
    Passed,
    Report,
    Row,
    Rule,
    Seen,
    Severity,
    Text,
    Verdict,
)
from gxaudit_totals.statute import FORM

NO_TABLE = NotEvaluated(Text("报告中没有表三", "the report has no table 3"))
_MOST_ONE_BY_ONE = 3
_SEQUENCE = (Seen.ROW_MISSING, Seen.ROW_REPEATED, Seen.ROW_MISPLACED)


def _row_sequence(report: Report) -> Iterator[Verdict]:
    if not report.has_table(3):
        yield NO_TABLE
        return
    found = [seen for seen in report.observations if seen.table == 3 and seen.kind in _SEQUENCE]
    missing = [seen for seen in found if seen.kind is Seen.ROW_MISSING]
    if len(missing) > _MOST_ONE_BY_ONE:
        yield _many_missing(report, missing)
        found = [seen for seen in found if seen.kind is not Seen.ROW_MISSING]
    for seen in found:
        yield _sequence(report, seen)
    if not found and not missing:
        yield Passed(len(report.form.table(3).rows))


def _many_missing(report: Report, missing: list[Observation]) -> Failed:
    """A table that lost a whole part is one defect, not one for each row."""
    rows = sorted((report.form.row(seen.row or "") for seen in missing), key=lambda row: row.number)
    total = len(report.form.table(3).rows)
    items = "、".join(row.item for row in rows)
    return Failed(
        message=Text(
            f"表三应有 {total} 个法定行，缺 {len(rows)} 行：{items}；"
            "缺的行没有按 0 处理，可能是报告漏列或文本不全，请对照原件补齐",
            f"table 3 has {total} statutory rows and {len(rows)} are missing: {items}; they were "
            "not taken as 0. Compare with the original and complete it",
        ),
        line=missing[0].line,
    )


def _sequence(report: Report, seen: Observation) -> Failed:
    row = report.form.row(seen.row or "")
    label = row.label
    if seen.kind is Seen.ROW_MISSING:
        message = Text(
            f"表三缺少法定行“{label}”（{row.item}）；请补齐这一行，没有的填 0",
            f"table 3 lacks the statutory row {label} ({row.item}); add it, with 0 where there "
            "is nothing to report",
        )
    elif seen.kind is Seen.ROW_REPEATED:
        message = Text(
            f"表三中“{label}”（{row.item}）出现两次；本次按第一次出现的数字检查，请删去多余的一行",
            f"table 3 has the row {label} ({row.item}) twice; the first was read; remove the other",
        )
    else:
        message = Text(
            f"表三中“{label}”应在 {row.group} 之下，报告把它放在了别的分组；请移回原处",
            f"the row {label} belongs under {row.group} and stands under another group; move it "
            "back",
        )
    actual = None if seen.kind is Seen.ROW_MISSING else seen.label or None
    return Failed(message=message, line=seen.line, expected=label, actual=actual)


ROW_SEQUENCE = Rule(
    id="totals/row-sequence",
    title=Text(
        "表三：法定各行齐全、不重复、在各自分组之下",
        "Table 3: every statutory row once and under its own group",
    ),
    explanation=Explanation(
        what=Text(
            "表三的法定各行（2021年格式25行，2019年格式23行）应当每行出现一次，并在各自分组之下。",
            "Each statutory row of table 3 (25 on the 2021 form, 23 on the 2019 form) must occur "
            "once and under its own group.",
        ),
        why=Text(
            "格式统一规定了各行，少一行就少一类数据，错了分组就改变了办理结果的性质。",
            "The form prescribes the rows; a missing one is missing data, and a row under another "
            "group changes what the figure means.",
        ),
        how=Text(
            "对照格式逐行核对，补齐缺少的行，删去重复的行，把错位的行移回原分组。",
            "Compare with the form row by row; add what is missing, remove what is double, move "
            "back what is misplaced.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORM,),
    check=_row_sequence,
    reads=("表三",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(("\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n", ""),),
        ),
    ),
)


def _group_row(report: Report) -> Iterator[Verdict]:
    if not report.has_table(3):
        yield NO_TABLE
        return
    found = False
    for seen in report.observations:
        if seen.table == 3 and seen.kind is Seen.GROUP_VALUES:
            found = True
            yield _group_values(report, seen)
    if not found:
        yield Passed()


def _group_values(report: Report, seen: Observation) -> Failed:
    group = next(one for one in report.form.table(3).groups if one.key == seen.row)
    sums = _sums(report, group)
    printed = ["".join(value.split()) for value in seen.values]
    is_subtotal = None not in sums and printed == [str(one) for one in sums]
    shown = "、".join(printed)
    if is_subtotal:
        message = Text(
            f"分组行“{group.label}”填了小计（{shown}），与下面各行之和一致；格式中这一行不填数字",
            f"the group row {group.label} holds subtotals ({shown}) that agree with its rows; the "
            "form has no figures there",
        )
    else:
        message = Text(
            f"分组行“{group.label}”填了数字（{shown}），与下面各行之和不一致；"
            "格式中这一行不填数字，请删去或改填到对应的小项",
            f"the group row {group.label} holds figures ({shown}) that are not the sums of its "
            "rows; the form has no figures there: remove them or enter them in the right row",
        )
    return Failed(message=message, line=seen.line, severity=Severity.NOTE if is_subtotal else None)


def _sums(report: Report, group: Group) -> list[Number | None]:
    rows = _members(report.form, group)
    columns = rows[0].columns if rows else ()
    sums: list[Number | None] = []
    for offset in range(len(columns)):
        values = [report.values[row.first + offset] for row in rows]
        known = [value for value in values if value is not None]
        sums.append(sum(known) if len(known) == len(values) else None)
    return sums


def _members(form: Form, group: Group) -> list[Row]:
    rows = form.table(3).rows
    own = [row for row in rows if row.group == group.item]
    if own:
        return own
    inside = [row for row in rows if row.item.startswith(f"{group.item}（")]
    return [row for row in inside if row.key != "handled_total"]


GROUP_ROW = Rule(
    id="totals/group-row",
    title=Text("表三：分组行不填数字", "Table 3: group rows carry no figures"),
    explanation=Explanation(
        what=Text(
            "“（三）不予公开”等分组行本身不填数字；填了且不等于下面各行之和的，给出警告。",
            "Group rows such as （三） carry no figures of their own; figures that are not the sum "
            "of the rows below are a warning, subtotals a note.",
        ),
        why=Text(
            "格式中分组行没有单元格；多出的数字可能是填错行，也可能是沿用旧格式。",
            "The form has no cells there; extra figures may belong to another row or come from "
            "the older form.",
        ),
        how=Text(
            "删去分组行的数字，或改填到对应的小项。",
            "Remove the figures of the group row or enter them in the row they belong to.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(FORM,),
    check=_group_row,
    reads=("表三",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(
                (
                    "\t（四）无法提供\t1.",
                    "\t（四）无法提供\t\t2\t0\t0\t0\t0\t0\t2\n\t\t1.",
                ),
            ),
        ),
    ),
)
