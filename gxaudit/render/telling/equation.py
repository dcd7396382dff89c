"""An equation with its numbers and addresses written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from gxaudit.finding import Equation, Operand
from gxaudit.forms import Form
from gxaudit.render.spelling.addresses import compact, shortened
from gxaudit.render.spelling.numbers import digits
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
    return f"{left} {sign(equation)} {right}"


def sign(equation: Equation) -> str:
    """How the two sums stand to each other."""
    left, right = equation.left_sum, equation.right_sum
    if equation.relation == "=":
        return "=" if left == right else "≠"
    if equation.relation == "≠":
        return "≠" if left != right else "="
    if equation.relation == "≥":
        return "≥" if left >= right else "<"
    return "≤" if left <= right else ">"


@frozen
class Term:
    """What a side of an equation adds up: a figure, several that are all 0, or a constant."""

    sign: Literal["+", "−"]
    number: str
    addresses: tuple[str, ...] = ()
    factor: int = 1


def terms(operands: Sequence[Operand], total: Number, form: Form | None) -> Iterator[Term]:
    """The terms of one side, which add up to ``total``; one constant where there are no operands.

    Without ``form`` the zeros of a long side are not told together.
    """
    zeros = tuple(operand.address for operand in operands if operand.value == 0)
    if form is None or len(operands) <= LONG or len(zeros) < 3:
        zeros = ()
    constant: Number = total
    for operand in operands:
        constant -= operand.coefficient * operand.value
        if operand.address not in zeros:
            number = digits(operand.value)
            yield Term(
                "+" if operand.coefficient > 0 else "−",
                f"({number})" if operand.value < 0 else number,
                (operand.address,),
                abs(operand.coefficient),
            )
    if zeros:
        yield Term("+", "0", zeros)
    if not operands:
        yield Term("+", digits(total))
    elif constant:
        yield Term("+" if constant > 0 else "−", digits(constant if constant > 0 else -constant))


def is_alone(side: Sequence[Term]) -> bool:
    """Whether the side is one figure as it stands, so that its sum need not be told."""
    return len(side) == 1 and side[0].sign == "+" and side[0].factor == 1


def _side(operands: Sequence[Operand], total: Number, form: Form | None, language: Language) -> str:
    side = tuple(terms(operands, total, form))
    text = " ".join(f"{each.sign} {_term(each, form, language)}" for each in side)
    text = text.removeprefix("+ ")
    return text if is_alone(side) else f"{text} = {digits(total)}"


def _term(term: Term, form: Form | None, language: Language) -> str:
    if len(term.addresses) > 1:
        return zeros_words(term.addresses, form, language)
    times = "" if term.factor == 1 else f"{term.factor} × "
    return f"{times}{' '.join((*term.addresses, term.number))}"


def zeros_words(addresses: Sequence[str], form: Form | None, language: Language) -> str:
    """How many cells are 0, and which."""
    parts = compact(addresses, form, language) if form is not None else tuple(addresses)
    cells = shortened(parts, language)
    if language == "zh":
        return f"{len(addresses)} 格为 0（{cells}）"
    return f"{len(addresses)} cells that are 0 ({cells})"
