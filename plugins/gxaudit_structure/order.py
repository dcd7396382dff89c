"""The order of the six sections and the ordinals of their headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
    Text,
    Verdict,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021, NUMERALS, SECTIONS, chapters


def _check_order(report: Report) -> Iterator[Verdict]:
    seen: dict[int, Section] = {}
    for section in chapters(report):
        seen.setdefault(section.number, section)
    if not seen:
        yield NotEvaluated(
            Text("没有找到任何一个部分的标题", "no heading of a statutory section was found")
        )
        return
    order = list(seen)
    ordered = order == sorted(order)
    if ordered:
        yield Passed()
    else:
        yield _out_of_order(list(seen.values()))
    right = 0
    for place, section in enumerate(seen.values(), 1):
        # Numbered through in the wrong order: the order is the mistake, not the ordinal.
        if section.ordinal in (None, section.number) or (not ordered and section.ordinal == place):
            right += 1
        else:
            yield _wrong_ordinal(section)
    if right:
        yield Passed(right)


def _out_of_order(sections: list[Section]) -> Failed:
    first = next(after for before, after in pairwise(sections) if after.number < before.number)
    order = "、".join(NUMERALS[section.number] for section in sections)
    proper = "、".join(NUMERALS[number] for number in sorted(s.number for s in sections))
    return Failed(
        line=first.line,
        message=Text(
            f"各部分的顺序不对：按标题内容，报告依次是 {order}，应为 {proper}。"
            f"从第 {first.line} 行“{first.heading.strip()}”起顺序颠倒，请按统一格式调整",
            f"sections are out of order: by their words they run {order}, but should run {proper}. "
            f"Line {first.line} “{first.heading.strip()}” is the first out of place; "
            "rearrange them as in the format",
        ),
        expected=proper,
        actual=order,
    )


def _wrong_ordinal(section: Section) -> Failed:
    printed = NUMERALS.get(section.ordinal or 0, str(section.ordinal))
    return Failed(
        line=section.line,
        message=Text(
            f"第 {section.line} 行标题“{section.heading.strip()}”的序号写作“{printed}”，"
            f"这一部分应为“{SECTIONS[section.number]}”，请改正序号",
            f"line {section.line}: the heading “{section.heading.strip()}” carries the ordinal "
            f"{printed}; this section is “{SECTIONS[section.number]}”. Correct the ordinal",
        ),
        expected=NUMERALS[section.number],
        actual=printed,
    )


ORDER = Rule(
    id="structure/section-order",
    title=Text("各部分的顺序和序号", "Order and ordinals of the sections"),
    explanation=Explanation(
        Text(
            "六个部分应按一至六的顺序排列，标题上的序号应与内容相符。没有序号的标题不算错："
            "自动编号在导出文本时常会丢失。",
            "The six sections run from 一 to 六, and the ordinal of each heading fits its words. "
            "A heading without an ordinal is not held against the report: automatic numbering is "
            "often lost when text is exported.",
        ),
        Text(
            "统一格式固定了各部分的顺序和序号，读者和汇总单位按序号查找。",
            "The format fixes order and ordinals; readers and consolidating offices look sections "
            "up by them.",
        ),
        Text(
            "按统一格式调整顺序，改正重复或跳号的序号。",
            "Rearrange the sections as in the format and correct repeated or skipped ordinals.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            edits=(("四、政府信息公开行政复议", "三、政府信息公开行政复议"),),
        ),
    ),
    check=_check_order,
    reads=("各部分标题",),
    since="0.1",
)
