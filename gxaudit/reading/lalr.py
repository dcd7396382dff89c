"""The grammar of table lines as plain data, and the little machine that runs it.

Lark makes the table (LALR(1)) from grammar/grid.lark; a run needs the table and not Lark, whose
import would be a tenth of a cold start. ``python -m gxaudit.reading`` keeps it in
``_compiled/grid.json`` with the text that it was made from; it is used for that very text only. A
test holds what the machine says equal to Lark's own parse.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from gxaudit.resources import resource

FILE = Path(__file__).resolve().parent.parent / "_compiled" / "grid.json"
END = "$END"
Mark = TypeVar("Mark")


class Table(NamedTuple):
    """What Lark made of the grammar."""

    types: Sequence[tuple[str, str]]
    """Line types with their expressions, the first that matches a line is its type."""
    states: Sequence[Mapping[str, int]]
    """By symbol where each state goes; ``~n`` is to reduce rule ``n``."""
    rules: Sequence[tuple[str, int, str]]
    """Name of the node that it makes, how many symbols it takes, what it is an instance of."""
    start: int
    end: int


def table() -> Table:
    """The table of grammar/grid.lark: as it was kept where that is current."""
    source = resource("grammar", "grid.lark").read_text(encoding="utf-8")
    try:
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        if kept["source"] == source:
            return Table(**kept["table"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return made(source)


def made(source: str) -> Table:
    """The table that Lark makes of a grammar; the same for the same text."""
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    parser = Lark(source, parser="lalr", lexer="basic")
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    terminals = sorted(parser.terminals, key=lambda one: -one.priority)
    types = [(one.name, one.pattern.to_regexp()) for one in terminals]
    return _numbered(types, data["parser"]["parser"], memo)


def _numbered(
    types: list[tuple[str, str]], parser: Mapping[str, Any], memo: Mapping[int, Any]
) -> Table:
    """Lark numbers its states otherwise in every process; here they are in the order of walking."""
    names = parser["tokens"]
    states: list[dict[str, int]] = []
    rules: list[tuple[str, int, str]] = []
    (start,), (end,) = parser["start_states"].values(), parser["end_states"].values()
    order = [start]
    numbers = {start: 0}
    for state in order:
        moves: dict[str, int] = {}
        steps = {names[token]: step for token, step in parser["states"][state].items()}
        for name, (is_reduction, target) in sorted(steps.items()):
            if is_reduction:
                rule = _rule(memo[target["@"]])
                if rule not in rules:
                    rules.append(rule)
                moves[name] = ~rules.index(rule)
                continue
            if target not in numbers:
                numbers[target] = len(order)
                order.append(target)
            moves[name] = numbers[target]
        states.append(moves)
    return Table(types, states, rules, 0, numbers[end])


def _rule(rule: Mapping[str, Any]) -> tuple[str, int, str]:
    origin = rule["origin"]["name"]
    return rule["alias"] or origin, len(rule["expansion"]), origin


def innermost(
    made_by: Table, kinds: Iterable[str], names: Mapping[str, Mark], places: list[Mark]
) -> None:
    """Write into ``places``, for each of ``kinds``, what ``names`` gives for the node around it
    that has a name there, the innermost one.

    Takes time linear in the number of kinds: what has been written is not looked at again, and
    repetitions grow at their right end.
    """
    _, states, rules, start, end = made_by
    stack = [start]
    held: list[list[int]] = []
    for at, kind in enumerate((*kinds, END)):
        while (step := states[stack[-1]][kind]) < 0:
            name, size, origin = rules[~step]
            below = held[len(held) - size :] if size else [[]]
            inside = below[0]
            for more in below[1:]:
                inside += more
            if name in names:
                for place in inside:
                    places[place] = names[name]
                inside = []
            del held[len(held) - size :], stack[len(stack) - size :]
            held.append(inside)
            stack.append(states[stack[-1]][origin])
            if stack[-1] == end and kind == END:
                return
        stack.append(step)
        held.append([at])
