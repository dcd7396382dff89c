"""An equation with its numbers and addresses written in."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.finding import Equation, Operand
from gxaudit.forms import Form
from gxaudit.render.addresses import compact, shortened
from gxaudit.render.numbers import digits
from gxaudit.report import Number
from gxaudit.wording import Language

LONG = 8
"""Operands; beyond so many on one side its zeros are told together."""


def equation_text(equation: Equation, form: Form | None, language: Language) -> str:
    """Both sides with their sums, as ``表三.一[总计] 4 + 表三.二[总计] 1 = 5 ≠ ...``.

    Without ``form`` the zeros of a long side cannot be told together and are written out.
    """
    left = _side(equation.left, equation.left_sum, form, language)
    right = _side(equation.right, equation.right_sum, form, language)
    return f"{left} {_sign(equation)} {right}"


def _sign(equation: Equation) -> str:
    left, right = equation.left_sum, equation.right_sum
    if equation.relation == "=":
        return "=" if left == right else "≠"
    if equation.relation == "≠":
        return "≠" if left != right else "="
    if equation.relation == "≥":
        return "≥" if left >= right else "<"
    return "≤" if left <= right else ">"


def _side(operands: Sequence[Operand], total: Number, form: Form | None, language: Language) -> str:
    if not operands:
        return digits(total)
    zeros = [operand.address for operand in operands if operand.value == 0]
    if form is None or len(operands) <= LONG or len(zeros) < 3:
        zeros = []
    terms = [_term(operand) for operand in operands if operand.address not in zeros]
    if zeros:
        terms.append(f"+ {_zeros(zeros, form, language)}")
    constant: Number = total
    for operand in operands:
        constant -= operand.coefficient * operand.value
    if constant:
        terms.append(
            f"{'+' if constant > 0 else '−'} {digits(constant if constant > 0 else -constant)}"
        )
    text = terms[0].removeprefix("+ ") + "".join(f" {term}" for term in terms[1:])
    alone = len(terms) == 1 and operands[0].coefficient == 1
    return text if alone else f"{text} = {digits(total)}"


def _term(operand: Operand) -> str:
    """The figure behind its sign; the first of a side loses a plus."""
    number = digits(operand.value)
    factor = abs(operand.coefficient)
    times = "" if factor == 1 else f"{factor} × "
    shown = f"({number})" if operand.value < 0 else number
    return f"{'+' if operand.coefficient > 0 else '−'} {times}{operand.address} {shown}"


def _zeros(addresses: Sequence[str], form: Form | None, language: Language) -> str:
    parts = compact(addresses, form, language) if form is not None else tuple(addresses)
    cells = shortened(parts, language)
    if language == "zh":
        return f"{len(addresses)} 格为 0（{cells}）"
    return f"{len(addresses)} cells that are 0 ({cells})"
