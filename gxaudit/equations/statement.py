"""What a failed equation says: the pack's own message, or sums and addresses in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from gxaudit.equations.compile import Compiled
from gxaudit.equations.identity import Name, called, names_of
from gxaudit.equations.linear import cells_of
from gxaudit.finding import Equation, Failed, Operand
from gxaudit.metrics import metric_name
from gxaudit.regex import regex
from gxaudit.report import Claim, Number, Report
from gxaudit.wording import Text

BRACES = regex(r"\{([^{}]*)\}")
PLACEHOLDERS = {
    "列": "column",
    "column": "column",
    "行": "row",
    "row": "row",
    "左": "left",
    "left": "left",
    "右": "right",
    "right": "right",
    "差": "difference",
    "difference": "difference",
}
"""What a message may always name, in both spellings."""
_RELATIONS = {
    "=": Text("应等于", "should equal"),
    "≠": Text("不应等于", "should not equal"),
    "≥": Text("应不小于", "should be at least"),
    "≤": Text("应不大于", "should be at most"),
}


def failure(
    one: Compiled, title: Text, equation: Equation, report: Report, claim: Claim | None
) -> Failed:
    """The finding of an equation that does not hold; it points to the prose where that is used."""
    expected, actual = _expected(one, equation)
    anchor = one.anchor
    cell = None if claim is not None or anchor is None else report.form.cells[anchor].address
    return Failed(
        message=_message(one, title, equation, report),
        cell=cell,
        span=(claim.start, claim.end) if claim is not None else None,
        expected=expected,
        actual=actual,
        equation=equation,
        cells=tuple(report.form.cells[at].address for at in one.cells),
    )


def _expected(one: Compiled, equation: Equation) -> tuple[str, str]:
    left, right = str(equation.left_sum), str(equation.right_sum)
    if equation.relation != "=":
        return f"{equation.relation} {right}", left
    total_is_left = bool(equation.left) and one.total == next(
        (at for _, at in one.must.left.cells), None
    )
    return (right, left) if one.total is not None and total_is_left else (left, right)


def _message(one: Compiled, title: Text, equation: Equation, report: Report) -> Text:
    template = one.identity.message
    plain = _plain(title, equation)
    if template is None:
        return plain
    known = _known(one, equation, report)
    said = Text(*[BRACES.sub(lambda m: known[m.group(1)], words) for words in template])
    # A pack may have words for its message in one language only.
    return Text(said.zh or plain.zh, said.en or plain.en)


def _known(one: Compiled, equation: Equation, report: Report) -> Mapping[str, str]:
    """The values that a message may name, as they are to be printed."""
    gap = abs(equation.left_sum - equation.right_sum)
    fixed = {
        "column": one.place.column or "",
        "row": one.place.row.label if one.place.row else "",
        "left": str(equation.left_sum),
        "right": str(equation.right_sum),
        "difference": str(gap),
    }
    known = {word: fixed[meaning] for word, meaning in PLACEHOLDERS.items()}
    values = {operand.address: operand.value for operand in (*equation.left, *equation.right)}
    for compared in (one.identity.must, *one.identity.when):
        for name in names_of(compared):
            known[name.written] = _value(name, one, report, values)
    return known


def _value(name: Name, one: Compiled, report: Report, values: Mapping[str, Number]) -> str:
    """The sum of what a name stands for; ``?`` where a part of it has no value."""
    if name.metric is not None:
        return str(values.get(called("prose", metric_name(name.metric)), "?"))
    total: Number = 0
    for at in cells_of(name, None, report.form, one.place):
        address = report.form.cells[at].address
        value = values.get(called(name.whose, address))
        if value is None and name.whose == "own":
            value = report.values[at]
        if value is None:
            return "?"
        total += value
    return str(total)


def _plain(title: Text, equation: Equation) -> Text:
    relation = _RELATIONS[equation.relation]
    gap = abs(equation.left_sum - equation.right_sum)
    left, right = _side(equation.left), _side(equation.right)
    off, english = (f"，相差 {gap}", f"; off by {gap}") if gap else ("", "")
    return Text(
        f"{title.zh}：{left}（得 {equation.left_sum}）{relation.zh}"
        f"{right}（得 {equation.right_sum}）{off}；请核对这几格",
        f"{title.en}: {left} (makes {equation.left_sum}) {relation.en} "
        f"{right} (makes {equation.right_sum}){english}; check these cells",
    )


def _side(operands: tuple[Operand, ...]) -> str:
    """The figures of one side; a long sum is named by its ends, the equation has the rest."""
    if not operands:
        return "0"
    shown = [operands[0], operands[-1]] if len(operands) > 2 else list(operands)
    names = [_signed(one, first=at == 0) for at, one in enumerate(shown)]
    return f"{names[0]} + …{names[1]}" if len(operands) > 2 else "".join(names)


def _signed(one: Operand, *, first: bool) -> str:
    factor = "" if abs(one.coefficient) == 1 else f"{abs(one.coefficient)} × "
    sign = ("−" if first else " − ") if one.coefficient < 0 else ("" if first else " + ")
    return f"{sign}{factor}{one.address}"
