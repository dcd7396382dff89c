"""How figures are written: full-width digits, separators, spaces, letters; units and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
_LETTER_O = re.compile(r"(?=.{0,60}[OoＯｏ])[\d.,，\s]{0,60}[OoＯｏ][\dOoＯｏ.,，\s]{0,60}")
_STYLES = (
    (Text("全角数字", "full-width digits"), re.compile(r"[０-９．]")),
    (Text("千位分隔符", "thousands separators"), re.compile(r"\d[,，]\d")),
    (Text("数字中间有空格", "spaces inside the number"), re.compile(r"\d\s{1,20}[\d.,，]")),
    (Text("部首字符", "radical code points"), re.compile(r"[\u2e80-\u2fdf]")),
)
_LETTER = Text("用字母 O 代替 0", "the letter O for 0")
_FIGURE = re.compile(r"[\d.,，．\s\u200b\ufeff+＋\-－−]+")
_CHANGE_WORDS = re.compile(r"[增减]加?少?")

Finder = Callable[[Report, int], list[Text]]
"""What is remarkable about the way in which a cell is written; empty where nothing is."""


def letter_for_zero(raw: str) -> bool:
    """Whether a cell is digits with the letter O among them."""
    return len(raw) <= _LONGEST and _LETTER_O.fullmatch(raw.strip()) is not None


def _style(report: Report, index: int) -> list[Text]:
    raw = report.raws[index].strip()
    if report.states[index] is State.UNREADABLE and letter_for_zero(raw):
        return [_LETTER]
    if report.states[index] is not State.NUMBER:
        return []
    return [name for name, pattern in _STYLES if pattern.search(raw)]


def _words(report: Report, index: int) -> list[Text]:
    if report.states[index] is not State.NUMBER:
        return []
    return [Text(rest, rest)] if (rest := _rest(report.form.cells[index], report.raws[index])) else []


def _rest(spec: CellSpec, raw: str) -> str:
    """What is left of a cell without its figure."""
    rest = _FIGURE.sub("", raw)
    return _CHANGE_WORDS.sub("", rest) if spec.column.kind == "change" else rest


def _check(report: Report, find: Finder, say: Callable[[Report, Span, _Found], Failed]) -> Iterator[Verdict]:
    plain = _UNUSUAL.search("\t".join(report.raws)) is None
    if plain and only_numbers(report):
        yield Passed(len(spans(report.form)))
        return
    able, reasons = judgeable(report)
    yield from unjudged(reasons)
    for span in able:
        found = {} if plain else _found(report, span, find)
        yield say(report, span, found) if found else Passed()


_Found = dict[int, list[Text]]


def _found(report: Report, span: Span, find: Finder) -> _Found:
    raws = report.raws
    odd = (
        index
        for index in range(span.start, span.stop)
        if len(raws[index]) <= _LONGEST and _UNUSUAL.search(raws[index])
    )
    return {index: remarks for index in odd if (remarks := find(report, index))}
