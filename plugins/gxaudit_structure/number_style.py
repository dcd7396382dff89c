"""Figures are written plainly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from attrs import frozen

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    Outcome,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
    option,
    regex,
)
from gxaudit_structure.layout import Span
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021
from gxaudit_structure.writing import LONGEST, Found, judge_writing, note

_LETTER_O = regex(r"[\d.,，\s]{0,60}[OoＯｏ][\dOoＯｏ.,，\s]{0,60}")
_RADICALS = (Text("部首字符", "radical code points"), regex(r"[\u2e80-\u2fdf]"))
_SEPARATORS = (Text("千位分隔符", "thousands separators"), regex(r"\d[,，]\d"))
_STYLES = (
    (Text("全角数字", "full-width digits"), regex(r"[０-９．]")),
    _SEPARATORS,
    (Text("数字中间有空格", "spaces inside the number"), regex(r"\d\s{1,20}[\d.,，]")),
    _RADICALS,
)
_LETTER = Text("用字母 O 代替 0", "the letter O for 0")


@frozen(slots=False)
class Options:
    """Which ways of writing are accepted."""

    thousands: bool = option(
        False,
        Text("允许千位分隔符，如 1,213", "accept thousands separators, as in 1,213"),
    )


def letter_for_zero(raw: str) -> bool:
    """Whether a cell is digits with the letter O among them."""
    return len(raw) <= LONGEST and _LETTER_O.fullmatch(raw.strip()) is not None


def _styles(options: Options, report: Report, index: int) -> list[Text]:
    raw, state = report.raws[index].strip(), report.states[index]
    if state is State.NUMBER:
        styles = [each for each in _STYLES if not (options.thousands and each is _SEPARATORS)]
        return [name for name, pattern in styles if pattern.search(raw)]
    if state is State.UNREADABLE:
        letter = [_LETTER] if letter_for_zero(raw) else []
        return letter + [name for name, pattern in (_RADICALS,) if pattern.search(raw)]
    return []


def _say_styles(report: Report, span: Span, found: Found) -> Failed:
    names = sorted(set(chain.from_iterable(found.values())))
    return note(
        report,
        span,
        list(found),
        Text(
            f"写法不规范（{'、'.join(name.zh for name in names)}）",
            f"written irregularly ({', '.join(name.en for name in names)})",
        ),
        Text(
            "请统一改为半角阿拉伯数字，不加分隔符和空格",
            "Write plain half-width digits without separators or spaces",
        ),
    )


def _check_styles(report: Report, options: Options) -> Iterator[Verdict]:
    return judge_writing(report, partial(_styles, options), _say_styles)


NUMBER_STYLE = Rule(
    id="structure/number-style",
    title=Text("数字写法规范", "Figures are written plainly"),
    explanation=Explanation(
        Text(
            "数据格里的全角数字、千位分隔符、数字中间的空格、用字母 O 代替 0、PDF 转出的部首字符，"
            "每张表合并提示一处。",
            "Full-width digits, thousands separators, spaces inside a number, the letter O for 0 "
            "and radical code points from PDF files are noted once a table.",
        ),
        Text(
            "这些写法人能看懂，汇总程序往往读错或读不出。",
            "People can read them; programs that consolidate reports often cannot.",
        ),
        Text(
            "统一写成半角阿拉伯数字，如 1213。",
            "Write plain half-width digits, such as 1213.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "１２"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政处罚][本年处理决定数量]": "1,213"},
            at="表二.[行政处罚][本年处理决定数量]",
        ),
    ),
    check=_check_styles,
    options=Options,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
