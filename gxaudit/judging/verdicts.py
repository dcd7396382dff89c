"""Whether what a rule yielded can be settled and printed: its types, and the places it names."""

from __future__ import annotations

from decimal import Decimal

from gxaudit.finding import (
    Equation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Operand,
    Passed,
    Severity,
    Verdict,
)
from gxaudit.forms import Form
from gxaudit.guard import RefusedError
from gxaudit.wording import Text

_RELATIONS = ("=", "≠", "≥", "≤")


class Extent:
    """How long a report is: its form's cells, its characters, its lines."""

    def __init__(self, form: Form, text: str | None) -> None:
        self.form = form
        self._text = text

    def holds_span(self, span: tuple[int, int]) -> bool:
        """Whether these characters are in the text; without a text, whether they can be."""
        last = span[1] if self._text is None else len(self._text)
        return 0 <= span[0] <= span[1] <= last

    def holds_line(self, line: int) -> bool:
        """Whether the text has this line; 0 stands for none."""
        if self._text is None or line == 0:
            return line >= 0
        return 0 < line <= self._text.count("\n") + 1


def checked(verdict: object, extent: Extent) -> Verdict:
    """The verdict, if it is one. Raises ``RefusedError`` where it could not be settled."""
    if isinstance(verdict, Failed):
        _check_failed(verdict, extent)
        return verdict
    if not isinstance(verdict, Passed | NotEvaluated | NotApplicable):
        raise _wrong_type(verdict)
    if not isinstance(verdict.count, int) or verdict.count < 0:
        raise _wrong("count", "数目", verdict.count)
    if isinstance(verdict, Passed | NotEvaluated):
        _check_spans(verdict.spans, extent)
    if isinstance(verdict, NotEvaluated) and not isinstance(verdict.beside, bool):
        raise _wrong("beside", "beside", verdict.beside)
    if not isinstance(verdict, Passed):
        _check_text("reason", "原因", verdict.reason)
    return verdict


def _check_failed(failed: Failed, extent: Extent) -> None:
    _check_text("message", "信息", failed.message)
    for name, value in (("expected", failed.expected), ("actual", failed.actual)):
        if not isinstance(value, str | None):
            raise _wrong(name, name, value)
    if not isinstance(failed.severity, Severity | None):
        raise _wrong("severity", "级别", failed.severity)
    if not isinstance(failed.cells, tuple):
        raise _wrong("cells", "单元格", failed.cells)
    for address in failed.cells if failed.cell is None else (failed.cell, *failed.cells):
        _check_cell(address, extent.form)
    _check_spans(failed.spans if failed.span is None else (failed.span, *failed.spans), extent)
    if failed.line is not None and not (
        isinstance(failed.line, int) and extent.holds_line(failed.line)
    ):
        raise _nowhere(f"line {failed.line!r}")
    if failed.equation is not None:
        _check_equation(failed.equation)
    if not _are_operands(failed.others):
        raise _wrong("others", "其他报告的数字", failed.others)


def _check_spans(spans: object, extent: Extent) -> None:
    if not isinstance(spans, tuple):
        raise _wrong("spans", "文字位置", spans)
    for span in spans:
        if not (_is_pair(span) and extent.holds_span(span)):
            raise _nowhere(f"span {span!r}")


def _is_pair(span: object) -> bool:
    return isinstance(span, tuple) and len(span) == 2 and all(isinstance(at, int) for at in span)


def _check_cell(address: object, form: Form) -> None:
    try:
        if isinstance(address, str):
            form.index(address)
            return
    except KeyError:
        pass
    raise _nowhere(repr(address))


def _check_equation(equation: object) -> None:
    if not (isinstance(equation, Equation) and equation.relation in _RELATIONS):
        raise _wrong("equation", "算式", equation)
    operands = (*equation.left, *equation.right)
    sums = equation.left_sum, equation.right_sum
    if not (_are_operands(operands) and all(isinstance(one, int | Decimal) for one in sums)):
        raise _wrong("equation", "算式", equation)


def _are_operands(operands: object) -> bool:
    return isinstance(operands, tuple) and all(
        isinstance(each, Operand)
        and isinstance(each.address, str)
        and isinstance(each.key, str)
        and isinstance(each.value, int | Decimal)
        for each in operands
    )


def _check_text(name: str, zh: str, text: object) -> None:
    if not (isinstance(text, Text) and isinstance(text.zh, str) and isinstance(text.en, str)):
        raise _wrong(name, zh, text)


def _wrong_type(verdict: object) -> RefusedError:
    found = type(verdict).__name__
    return RefusedError(
        Text(
            f"规则只能给出 Failed、Passed、NotEvaluated 或 NotApplicable，这里给出的是 {found}",
            f"a rule yields Failed, Passed, NotEvaluated or NotApplicable, not {found}",
        )
    )


def _wrong(name: str, zh: str, value: object) -> RefusedError:
    found = f"{type(value).__name__} {value!r:.80}"
    return RefusedError(
        Text(
            f"给出的{zh}（{name}）不合要求：{found}",
            f"{name} of a verdict is not what it must be: {found}",
        )
    )


def _nowhere(place: str) -> RefusedError:
    return RefusedError(
        Text(
            f"指向报告中不存在的位置：{place:.200}",
            f"it names a place that the report does not have: {place:.200}",
        )
    )
