"""The sequences of a lexicon as a Lark grammar over tokens, for readers and for the tests.

A token of the grammar is one character: the code of a token type. Each sequence is a rule; where
several match, the longest wins, and of those the one whose conditions hold. That is what
:mod:`gxaudit.reading.automaton` does; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gxaudit.reading.lexicon import codes_of, lines_of
from gxaudit.reading.notation import ANCHORS, Line, runs

_HEAD = """\
// Written by `python -m gxaudit.reading` from the sequences in rules/claims.toml: not by hand.
//
// The grammar of what prose says. A token is a word, a figure or a mark, and stands here as one
// character. Each rule is a sequence that says a figure; behind it stands what it says and when.
// The reader takes the longest sequence whose conditions hold, consumes it, and goes on.
"""


def grammar_of(data: Mapping[str, Any]) -> str:
    """The text of grammar/claims.lark for the tables of a lexicon."""
    lines = lines_of(data)
    rules = [f"s{number}" for number in range(len(lines))]
    parts = [_HEAD, "start: " + "\n     | ".join(rules) + "\n"]
    parts += [f"{name}: {_phrase(written)}" for name, written in data["phrases"].items()]
    parts.append("")
    parts += [_rule(number, line) for number, line in enumerate(lines)]
    parts.append("")
    parts += [f'{name}: "\\u{ord(code):04x}"' for name, code in codes_of(data).items() if code]
    return "\n".join(parts) + "\n"


def _phrase(written: str) -> str:
    return " ".join(_alternatives(step) for step in written.split())


def _alternatives(step: str) -> str:
    names = step.rstrip("?").split("|")
    one = names[0] if len(names) == 1 else f"({' | '.join(names)})"
    return one + "?" * step.endswith("?")


def _rule(number: int, line: Line) -> str:
    sequence, _, said = line.reading.line.partition(" -> ")
    steps = [step for step in sequence.split() if step not in ANCHORS]
    return f"s{number}: {' '.join(_body(steps, line))}  // {sequence} -> {said}"


def _body(steps: list[str], line: Line) -> Iterator[str]:
    """Steps, those that may come several times nested, so that each row has one derivation."""
    at = 0
    for _, times in runs(line.steps):
        one = _alternatives(steps[at])
        if times > 1:
            bare = one.removesuffix("?")
            one = f"({bare} " * (times - 1) + f"{bare}?" + ")?" * (times - 1)
        yield one
        at += times
