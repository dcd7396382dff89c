"""Placeholders that were left in a published report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from attrs import frozen

from gxaudit.api import (
    Basis,
    Confidence,
    Example,
    Explanation,
    Failed,
    Outcome,
    Paragraph,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    option,
    regex,
)
from gxaudit_text.crosses import crosses
from gxaudit_text.found import Found
from gxaudit_text.gaps import gaps
from gxaudit_text.prose import NO_PROSE, around

_MOST = 100
"""So many of each kind are looked at in one line; the message says how many there are."""
_ADDRESS = regex(r"(?:https?://|www\.)[^\s<>，。；、（）“”]{1,2000}", re.IGNORECASE)


@frozen(slots=False)
class Options:
    """What else counts as a placeholder."""

    marks: tuple[str, ...] = option(
        (),
        Text(
            '另外视为占位符的字样，如 ["【待核】", "某某"]',
            'further words that count as placeholders, such as ["【待核】", "某某"]',
        ),
    )


def placeholders(text: str, marks: Sequence[str] = ()) -> list[Found]:
    """The placeholders of a line of prose, in order, none within another, none in a link."""
    kinds = (crosses(text), gaps(text), _marked(text, marks))
    found = sorted(chain.from_iterable(islice(kind, _MOST) for kind in kinds))
    if not found:
        return found
    links = [match.span() for match in islice(_ADDRESS.finditer(text), _MOST)]
    kept: list[Found] = []
    for one in found:
        inside = any(first <= one.start < last for first, last in links)
        if not inside and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def _marked(text: str, marks: Sequence[str]) -> Iterator[Found]:
    for mark in marks:
        start = text.find(mark)
        while start >= 0:
            yield Found(start, start + len(mark), certain=True)
            start = text.find(mark, start + len(mark))


def _check(report: Report, options: Options) -> Iterator[Verdict]:
    everything = "\n".join([part.text for part in report.prose])
    found_any = chain(crosses(everything), gaps(everything), _marked(everything, options.marks))
    if next(found_any, None) is None:
        yield Passed(len(report.prose)) if report.prose else NO_PROSE
        return
    clean = 0
    for part in report.prose:
        found = placeholders(part.text, options.marks)
        if found:
            yield _left(part, found)
        else:
            clean += 1
    if clean:
        yield Passed(clean)


def _left(part: Paragraph, found: list[Found]) -> Failed:
    """One finding a line: it stands on the first placeholder, certain ones before others."""
    certain = [one for one in found if one.certain]
    first = (certain or found)[0]
    quote = around(part, first.start, first.end)
    zh = f"第 {part.line} 行“{quote}”" + (f"等 {len(found)} 处" if len(found) > 1 else "")
    more = f" and {len(found) - 1} more in this line" if len(found) > 1 else ""
    en = f"line {part.line} “{quote}”{more}"
    span = (part.start + first.start, part.start + first.end)
    actual = part.text[first.start : first.end]
    if certain:
        return Failed(
            span=span,
            message=Text(
                f"{zh}留有占位符或漏填了数字，请填上实际内容后再发布",
                f"{en}: a placeholder was left or a number is missing. Fill it in before "
                "publishing",
            ),
            actual=actual,
        )
    return Failed(
        span=span,
        severity=Severity.WARNING,
        message=Text(
            f"{zh}疑似留有占位符。请填上实际内容；如果是有意隐去名称，可不改",
            f"{en} looks like a placeholder. Fill it in; if a name was withheld on purpose, leave "
            "it",
        ),
        actual=actual,
    )


PLACEHOLDER = Rule(
    id="text/placeholder",
    title=Text("正文没有遗留占位符", "No placeholder is left in the prose"),
    explanation=Explanation(
        Text(
            "正文中留有 XX、××、____、（文字描述）等占位符，或“件”“条”等量词前漏了数字"
            "（如“公开信息 条”）。“XX大”“X光”“7×24小时”、网址、隐去的姓名和单位名不算；"
            "不能肯定的降为警告。其他字样可用选项 marks 列出。每行合并报一处。",
            "Reports XX, ××, ____, （文字描述） and the like left in the prose, and units such as "
            "件 or 条 whose number is missing (“公开信息 条”). “XX大”, “X光”, 7×24小时, links and "
            "names made anonymous are not reported; where it is uncertain, it is a warning. Option "
            "marks names further words. One finding a line.",
        ),
        Text(
            "占位符说明报告套用模板后没有填完，应报的数字实际缺失。",
            "A placeholder shows that a template was not filled in: a figure or name that should "
            "be reported is not there.",
        ),
        Text(
            "对照台账填上实际的数字、名称或日期；没有发生的写 0。",
            "Fill in the figure, name or date from the records; write 0 where nothing happened.",
        ),
    ),
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    basis=(
        Basis(
            Text(
                "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）",
                "国办公开办函〔2021〕30号",
            )
        ),
    ),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={
                1: "全年公开信息 12 条，热线 7×24 小时受理，详见 https://www.example.cn/xxgk/。"
            },
        ),
        Example(outcome=Outcome.FAILED, prose={1: "全年公开信息XX条。"}),
        Example(outcome=Outcome.FAILED, prose={1: "全年主动公开信息 条，其中政策解读 件。"}),
    ),
    check=_check,
    options=Options,
    reads=("标题", "正文"),
    since="0.1",
)
