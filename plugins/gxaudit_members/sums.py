"""Every figure of a consolidated report is the sum of its members' figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from gxaudit.api import (
    Beside,
    CellSpec,
    Companion,
    Entity,
    Equation,
    Example,
    Explanation,
    Failed,
    Level,
    NotApplicable,
    NotEvaluated,
    Number,
    Operand,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
    agrees,
    step_of,
)
from gxaudit_members.statute import ANNUAL, ARITHMETIC, NO_MEMBERS

_NAMED = 8
"""So many members are named in a message; the equation has them all."""


class Part(NamedTuple):
    """One member with its report."""

    name: str
    companion: Companion


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    entity = beside.entity
    if entity is None:
        yield NotEvaluated(beside.no_entity, beside=True)
        return
    if not beside.members:
        yield NO_MEMBERS
        return
    parts = [Part(one.name, one.companion) for one in beside.members if one.companion]
    if len(parts) < len(beside.members):
        for one in beside.members:
            if one.companion is None:
                yield NotEvaluated(one.reason or _unfiled(one.name), beside=True)
    else:
        yield from _cells(report, entity, parts)


def _unfiled(name: str) -> Text:
    return Text(f"没有成员单位{name}的报告", f"there is no report of the member {name}")


def _cells(report: Report, entity: Entity, parts: list[Part]) -> Iterator[Verdict]:
    """One verdict a cell; those without figures are told once a report."""
    passed, marked = 0, 0
    unknown: dict[int, list[str]] = defaultdict(list)
    for spec in report.form.cells:
        total = report.figure(spec.address)
        values = [_member(part.companion.report, spec) for part in parts]
        if total is None and _is_mark(report, spec):
            having = [
                f"{part.name} {value}" for part, value in zip(parts, values, strict=True) if value
            ]
            if having:
                yield NotEvaluated(_marked_all_the_same(spec, having), beside=True)
            marked += not having
            continue
        if total is None or None in values:
            unknown[_OWN if total is None else values.index(None)].append(spec.address)
            continue
        known = [value for value in values if value is not None]
        if _agree(spec, total, known):
            passed += 1
        else:
            yield _wrong(spec, total, list(zip(parts, known, strict=True)), entity)
    if passed:
        yield Passed(passed)
    if marked:
        yield NotApplicable(_MARKED, marked)
    for at, addresses in unknown.items():
        called = _THIS if at == _OWN else parts[at].companion.called
        yield NotEvaluated(_no_figures(called, addresses), len(addresses), beside=at != _OWN)


_OWN = -1
"""Where a figure of the report itself is lacking, in place of a member."""
_THIS = Text("本年报告", "this report")
_MARKED = Text("填的是不适用的符号", "is marked as not applicable")


def _marked_all_the_same(spec: CellSpec, having: list[str]) -> Text:
    return Text(
        f"{spec.address} 填的是不适用的符号，成员单位却填有数字（{'、'.join(having[:_NAMED])}），"
        "请核对是不是漏加",
        f"{spec.address} is marked as not applicable, though members have figures there "
        f"({', '.join(having[:_NAMED])}): check whether they were left out",
    )


def _is_mark(report: Report, spec: CellSpec) -> bool:
    return spec.row.mark_allowed and report.cell(spec.address).state is State.MARK


def _member(report: Report, spec: CellSpec) -> Number | None:
    """What a member adds: nothing, where it says that the row does not apply to it."""
    try:
        value = report.figure(spec.address)
    except KeyError:
        return None
    return 0 if value is None and _is_mark(report, spec) else value


def _no_figures(called: Text, addresses: list[str]) -> Text:
    count, first = len(addresses), addresses[0]
    return Text(
        f"{called.zh}有 {count} 个数据格没有可用的数字，如 {first}",
        f"{called.en} has no figure to use in {count} cell{'' if count == 1 else 's'}, "
        f"{first} first of all",
    )


def _agree(spec: CellSpec, total: Number, values: list[Number]) -> bool:
    """Amounts of money may be rounded, each by half of its last digit, or their sum truncated."""
    whole = sum(map(Decimal, values), Decimal())
    gap = abs(Decimal(total) - whole)
    if not gap or not spec.column.unit:
        return not gap
    steps = sum(step_of(value) for value in (total, *values) if value)
    return 2 * Fraction(gap) <= steps or agrees(Fraction(total), step_of(total), Fraction(whole))


def _wrong(
    spec: CellSpec, total: Number, values: list[tuple[Part, Number]], entity: Entity
) -> Failed:
    members = sum(value for _, value in values)
    gap, count = abs(total - members), len(values)
    adding = [(part, value) for part, value in values if value]
    listed = Text(
        "、".join(f"{part.name} {value}" for part, value in adding[:_NAMED]),
        ", ".join(f"{part.name} {value}" for part, value in adding[:_NAMED]),
    )
    more = Text(f" 等 {len(adding)} 个", f" and {len(adding) - _NAMED} more")
    if len(adding) <= _NAMED:
        more = Text("", "")
    whole = Text("", "")
    if not entity.complete:
        whole = Text(
            "名册没有说成员单位已经列全，也可能是还有别的单位。",
            "The manifest does not say that these are all, so others may be the difference. ",
        )
    return Failed(
        cell=spec.address,
        severity=Severity.WARNING if entity.complete else Severity.NOTE,
        message=Text(
            f"{spec.address} 填 {total}，{count} 个成员单位同年报告合计 {members}，相差 {gap}"
            f"（{listed.zh or '各成员单位都是 0'}{more.zh}）。{whole.zh}"
            "请与成员单位报告逐一核对，看是漏加、重加还是成员单位报告有误",
            f"{spec.address} says {total}, the {count} members' reports of the year make "
            f"{members}, off by {gap} ({listed.en or 'all of them 0'}{more.en}). "
            f"{whole.en}Compare them one by one: was one left out or counted "
            "twice, or is one of them wrong",
        ),
        expected=str(members),
        actual=str(total),
        equation=Equation(
            "=",
            (Operand(spec.address, spec.key, total),),
            tuple(
                Operand(f"{part.name}({spec.address})", f"members.{spec.key}", value)
                for part, value in adding
            ),
            total,
            members,
        ),
    )


_TOTAL = "表三.一[总计]"


def _members(*values: str) -> tuple[Other, ...]:
    return tuple(Other(role="member", cells={_TOTAL: value}) for value in values)


SUMS = Rule(
    id="members/sums",
    title=Text(
        "汇总报告的数字等于成员单位之和", "Figures of a consolidated report are its members' sums"
    ),
    explanation=Explanation(
        Text(
            "单位名册给一个单位列了成员单位的（如市政府汇总各部门、各县区，也包括本级办公室和乡镇），"
            "表二、表三、表四的每一格都应等于各成员单位同一年度报告同一格之和。金额允许四舍五入的"
            "差。规章一行成员单位填“/”的，按没有计。缺任何一个成员单位的报告都不核对，并指明缺哪个。"
            "名册声明成员已列全的，不等是警告；没有声明的，只作提示。",
            "Where the manifest names members of a body (a city that consolidates departments and "
            "counties, its own office and townships included), every cell of tables 2, 3 and 4 "
            "must be the sum of that cell over the members' reports of the same year. Amounts may "
            "differ by rounding; a mark of a member in the row 规章 counts as nothing. Where a "
            "member's report is missing nothing is checked, and it is named. A difference is a "
            "warning where the manifest declares that the members are all, else a note.",
        ),
        Text(
            "汇总数就是各单位数之和；漏加一个单位，或者某单位会后改了数而汇总没有改，"
            "单看汇总报告看不出来。",
            "A consolidated figure is a sum. That a body was left out, or corrected its report "
            "afterwards, cannot be seen in the consolidated report alone.",
        ),
        Text(
            "按提示列出的各单位数字重新相加；成员单位名册有变动的，先改名册。",
            "Add up again the figures named; where the members have changed, correct the manifest.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(ANNUAL, ARITHMETIC),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={_TOTAL: "12"},
            others=_members("5", "7"),
            entity=Entity("青岚县人民政府", complete=True),
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={_TOTAL: "12"},
            others=_members("5", "6"),
            entity=Entity("青岚县人民政府", complete=True),
            at=_TOTAL,
        ),
        Example(
            outcome=Outcome.NOT_EVALUATED,
            cells={_TOTAL: "12"},
            others=(*_members("5"), Other(role="member", filed=False)),
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, entity=Entity("青岚县人民政府", Level.COUNTY)),
    ),
    check=_check,
    beside=True,
    reads=("表二", "表三", "表四", "成员单位的报告"),
    since="0.1",
)
