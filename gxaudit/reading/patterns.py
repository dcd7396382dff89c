"""Token sequences that say a figure, as their authors write them and as they are matched.

A sequence becomes a regular expression over token codes, one character a token; it has no
repetition, so a match is bounded by its own length. ``rules/claims.toml`` explains the notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

BUILT_IN = (
    *("FIGURE", "MONEY", "APPROXIMATOR", "GAP", "BREAK", "COLON"),
    *("THIS_YEAR", "LAST_YEAR", "NEXT_YEAR", "OTHER_YEAR"),
)
"""Token types that the reader makes itself; all others are lists of words."""
_ANCHORS = ("START", "END", "STOP")
_FLAGS = ("scope", "whole", "zero", "once")
_TOPICS = ("applications", "disputes", "fees", "notices", "norms", "disclosure", "other")


class LexiconError(ValueError):
    """A lexicon that cannot be used; says which word or sequence and why."""


class Pattern(NamedTuple):
    """A token sequence and what it says.

    ``claims`` pairs a token code with metrics: of a figure they take the value, of any other
    token they are a zero said by negation. No claims means: known, and nothing to read.
    """

    sequence: str
    expression: str
    """The sequence as a regular expression over token codes."""
    second: frozenset[str]
    """The codes that can follow the first; empty where anything can."""
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    metrics: frozenset[str]
    """Every metric of ``claims``."""
    denies: bool
    """Whether it begins with a negation."""
    topic: str | None
    """What the sentence must be about."""
    after: tuple[str, ...]
    """The last total read in the sentence must be one of these, where there are any."""
    flags: frozenset[str]
    """Further conditions: ``scope``, ``whole``, ``zero``, ``once``."""

    def end(self, codes: str, at: int) -> int:
        """Where the sequence ends that begins at ``at`` of a sentence's token codes, or -1."""
        match = _compiled(self.expression).match(codes, at)
        return match.end() if match else -1


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when it is first needed: most sequences are not in most reports."""
    return re.compile(expression)


def read_patterns(lines: str, codes: Mapping[str, str]) -> dict[str, tuple[Pattern, ...]]:
    """The sequences of a lexicon, one a line, by the code of the token they begin with.

    Raises :class:`LexiconError` for a line that is none, and for an unknown type or condition.
    """
    found: dict[str, list[Pattern]] = {}
    notation = _Notation(codes)
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            pattern, firsts = notation.pattern(line)
            for first in firsts:
                found.setdefault(first, []).append(pattern)
    return {first: tuple(patterns) for first, patterns in found.items()}


class _Step(NamedTuple):
    """One place of a sequence: the names and codes of which one stands there."""

    names: tuple[str, ...]
    choice: str
    """Codes; for an anchor its expression."""
    optional: bool = False
    anchor: bool = False


class _Notation:
    """Reads sequences as their authors write them."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        breaks = codes["BREAK"] + codes["COLON"]
        self.codes = codes
        self.between = f"{codes['DE']}?"
        self.steps = {
            "START": _Step(("START",), f"(?<![^{breaks}])", anchor=True),
            "END": _Step(("END",), f"(?=[{breaks}{codes['AND']}]|$)", anchor=True),
            "STOP": _Step(
                ("STOP",), f"(?=[{breaks}]|$|{codes['AND']}?{codes['NOT']})", anchor=True
            ),
        }

    def pattern(self, line: str) -> tuple[Pattern, str]:
        """The pattern of a line, and the codes that it can begin with."""
        sequence, arrow, rest = line.partition(" -> ")
        claims, _, when = rest.partition(" [")
        if not (arrow and claims) or (when and not when.endswith("]")):
            raise LexiconError(
                f"{line!r} is not written as TYPE TYPE -> metric [condition; condition]"
            )
        steps = [self.steps.get(step) or self._step(step, line) for step in sequence.split()]
        first = next((step for step in steps if not step.anchor), None)
        if first is None or first.optional:
            raise LexiconError(f"{line!r}: a sequence begins with a token that must be there")
        said = tuple(self._claims(claims, steps, line))
        pattern = Pattern(
            sequence,
            self._expression(steps),
            self._second(steps),
            said,
            frozenset([metric for _, listed in said for metric in listed]),
            first.names == ("NOT",),
            *_conditions(when.rstrip("]"), line),
        )
        return pattern, first.choice

    def _step(self, written: str, line: str) -> _Step:
        names = tuple(written.rstrip("?").split("|"))
        for name in names:
            if name not in self.codes:
                raise LexiconError(f"{line!r}: there is no token type {name!r}")
        choice = "".join([self.codes[name] for name in names])
        step = self.steps[written] = _Step(names, choice, written.endswith("?"))
        return step

    def _claims(
        self, text: str, steps: list[_Step], line: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        if text == "-":
            return
        known = {name for step in steps for name in step.names}
        for claim in text.split(", "):
            name, told, metrics = claim.rpartition(": ")
            if not told:
                name = "MONEY" if "MONEY" in known else "FIGURE"
            if name not in known:
                raise LexiconError(f"{line!r}: {name} is not in the sequence")
            yield self.codes[name], tuple(metrics.split(" + "))

    def _expression(self, steps: list[_Step]) -> str:
        parts: list[str] = []
        between = ""
        for step in steps:
            if step.anchor:
                parts.append(step.choice)
                continue
            one = f"{between}[{step.choice}]"
            parts.append(f"(?:{one})?" if step.optional else one)
            between = self.between
        return "".join(parts)

    def _second(self, steps: list[_Step]) -> frozenset[str]:
        """What may stand behind the first token; nothing in it where anything may."""
        found = self.codes["DE"]
        for step in steps[2 if steps[0].anchor else 1 :]:
            if step.anchor:
                break
            found += step.choice
            if not step.optional:
                return frozenset(found)
        return frozenset()


def _conditions(text: str, line: str) -> tuple[str | None, tuple[str, ...], frozenset[str]]:
    """Topic, totals that must have been read before, and flags."""
    flags: set[str] = set()
    topic: str | None = None
    after: tuple[str, ...] = ()
    for condition in text.split("; ") if text else ():
        name, _, value = condition.partition(" ")
        if name == "topic" and value in _TOPICS:
            topic = value
        elif name == "after" and value:
            after = tuple(value.split("|"))
        elif condition in _FLAGS:
            flags.add(condition)
        else:
            raise LexiconError(f"{line!r}: there is no condition {condition!r}")
    return topic, after, frozenset(flags)
