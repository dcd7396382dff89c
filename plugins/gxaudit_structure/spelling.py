"""How figures are written: full-width digits, separators, spaces, letters; units and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from gxaudit.api import (
    CellSpec,
    Example,
    Explanation,
    Failed,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_structure.layout import (
    Span,
    addresses,
    judgeable,
    named,
    only_numbers,
    spans,
    unjudged,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021

_LONGEST = 60
"""Characters; whatever is longer is no figure, and :data:`State.UNREADABLE`."""
_UNUSUAL = re.compile(r"[^\t0-9.]")
_LETTER_O = re.compile(r"[\d.,，\s]{0,60}[OoＯｏ][\dOoＯｏ.,，\s]{0,60}")
_RADICALS = (Text("部首字符", "radical code points"), re.compile(r"[\u2e80-\u2fdf]"))
_STYLES = (
    (Text("全角数字", "full-width digits"), re.compile(r"[０-９．]")),
    (Text("千位分隔符", "thousands separators"), re.compile(r"\d[,，]\d")),
    (Text("数字中间有空格", "spaces inside the number"), re.compile(r"\d\s{1,20}[\d.,，]")),
    _RADICALS,
)
_LETTER = Text("用字母 O 代替 0", "the letter O for 0")
_FIGURE = re.compile(r"[\d.,，．\s\u200b\ufeff+＋\-－−]+")
_CHANGE_WORDS = re.compile(r"[增减]加?少?")

_Find = Callable[[Report, int], list[Text]]
"""What is remarkable about the way a cell is written; empty where nothing is."""
_Found = dict[int, list[Text]]
_Say = Callable[[Report, Span, _Found], Failed]


def letter_for_zero(raw: str) -> bool:
    """Whether a cell is digits with the letter O among them."""
    return len(raw) <= _LONGEST and _LETTER_O.fullmatch(raw.strip()) is not None


def _judge(report: Report, find: _Find, say: _Say) -> Iterator[Verdict]:
    """One finding for each table in which ``find`` remarks on a cell."""
    plain = _UNUSUAL.search("\t".join(report.raws)) is None
    if plain and only_numbers(report):
        yield Passed(len(spans(report.form)))
        return
    able, reasons = judgeable(report)
    yield from unjudged(reasons)
    for span in able:
        found = {} if plain else _found(report, span, find)
        yield say(report, span, found) if found else Passed()


def _found(report: Report, span: Span, find: _Find) -> _Found:
    raws = report.raws
    odd = (
        index
        for index in range(span.start, span.stop)
        if len(raws[index]) <= _LONGEST and _UNUSUAL.search(raws[index])
    )
    return {index: remarks for index in odd if (remarks := find(report, index))}


def _styles(report: Report, index: int) -> list[Text]:
    raw, state = report.raws[index].strip(), report.states[index]
    if state is State.NUMBER:
        return [name for name, pattern in _STYLES if pattern.search(raw)]
    if state is State.UNREADABLE:
        letter = [_LETTER] if letter_for_zero(raw) else []
        return letter + [name for name, pattern in (_RADICALS,) if pattern.search(raw)]
    return []


def _say_styles(report: Report, span: Span, found: _Found) -> Failed:
    names = sorted(set(chain.from_iterable(found.values())))
    return _note(
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


def _text(report: Report, index: int) -> list[Text]:
    if report.states[index] is not State.NUMBER:
        return []
    rest = _rest(report.form.cells[index], report.raws[index])
    return [Text(rest, rest)] if rest else []


def _rest(spec: CellSpec, raw: str) -> str:
    """What is left of a cell without its figure."""
    rest = _FIGURE.sub("", raw)
    return _CHANGE_WORDS.sub("", rest) if spec.column.kind == "change" else rest


def _say_text(report: Report, span: Span, found: _Found) -> Failed:
    return _note(
        report,
        span,
        list(found),
        Text("数字之外还有单位或文字", "with a unit or words beside the number"),
        Text(
            "已按数字读取。请只填数字，并核对单位与表头一致（如表头为万元的，按万元填写）",
            "The number was read. Write the number alone and make sure that it is in the unit of "
            "the header",
        ),
    )


def _note(report: Report, span: Span, cells: list[int], what: Text, todo: Text) -> Failed:
    where = named(report, cells, quote=True)
    all_of_them = addresses(report, cells)
    count = len(cells)
    return Failed(
        cell=all_of_them[0],
        cells=all_of_them[1:],
        message=Text(
            f"{span.table.name}有 {count} 个数据格{what.zh}：{where.zh}。{todo.zh}",
            f"table {span.table.number} has {count} cell{'' if count == 1 else 's'} {what.en}: "
            f"{where.en}. {todo.en}",
        ),
        actual=report.raws[cells[0]].strip(),
    )


def _check_styles(report: Report) -> Iterator[Verdict]:
    return _judge(report, _styles, _say_styles)


def _check_text(report: Report) -> Iterator[Verdict]:
    return _judge(report, _text, _say_text)


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
    reads=("表二", "表三", "表四"),
    since="0.1.0",
)

CELL_TEXT = Rule(
    id="structure/cell-text",
    title=Text("数据格只填数字", "Cells hold numbers alone"),
    explanation=Explanation(
        Text(
            "数据格里数字之外还有单位或文字的（如“251000元”“3件”），每张表合并提示一处；"
            "读不成数字的由 structure/unreadable-cells 检查。旧格式“本年增/减”列的“增3”“减11”"
            "是通行写法，不算。",
            "Cells with a unit or words beside the number (251000元, 3件) are noted once a table; "
            "those that are no number belong to structure/unreadable-cells. 增3 and 减11 in the "
            "column 本年增/减 of the trial form are customary and not noted.",
        ),
        Text(
            "单位写在格里，容易与表头的单位冲突：表头为万元而格里写元，汇总时会差一万倍。",
            "A unit in the cell may contradict the header: yuan in a column of 万元 is off by ten "
            "thousand when added up.",
        ),
        Text(
            "只留数字，按表头的单位换算后填写；说明移到正文。",
            "Leave the number alone, in the unit of the header; move explanations to the prose.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "3件"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
        Example(outcome=Outcome.PASSED, form="2019", cells={"表二.[行政许可][本年增/减]": "减11"}),
    ),
    check=_check_text,
    reads=("表二", "表三", "表四"),
    since="0.1.0",
)
