"""Token sequences that say a figure, as their authors write them and as they are matched.

A sequence becomes a regular expression over token codes, one character a token; it has no
repetition, so a match is bounded by its own length. ``rules/claims.toml`` explains the notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

BUILT_IN = (
    *("FIGURE", "MONEY", "APPROXIMATOR", "GAP", "BREAK", "COLON"),
    *("THIS_YEAR", "LAST_YEAR", "NEXT_YEAR", "OTHER_YEAR"),
)
"""Token types that the reader makes itself; all others are lists of words."""
_ANCHORS = ("START", "END", "STOP")
_FLAGS = ("scope", "whole", "zero", "once")
_TOPICS = ("applications", "disputes", "fees", "notices", "norms", "disclosure", "other")
_LINE = re.compile(r"(?P<sequence>[^\[\]>]+?) -> (?P<claims>[^\[\]]+?)(?: \[(?P<when>[^\[\]]+)\])?")


class LexiconError(ValueError):
    """A lexicon that cannot be used; says which word or sequence and why."""


@frozen(slots=False)
class Pattern:
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

    @cached_property
    def tokens(self) -> re.Pattern[str]:
        """The expression, compiled when it is first needed: most are not in most reports."""
        return re.compile(self.expression)


def read_patterns(lines: str, codes: Mapping[str, str]) -> dict[str, tuple[Pattern, ...]]:
    """The sequences of a lexicon, one a line, by the code of the token they begin with.

    Raises :class:`LexiconError` for a line that is none, and for an unknown type or condition.
    """
    found: dict[str, list[Pattern]] = {}
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            pattern, firsts = _pattern(line, codes)
            for first in firsts:
                found.setdefault(first, []).append(pattern)
    return {first: tuple(patterns) for first, patterns in found.items()}


def _pattern(line: str, codes: Mapping[str, str]) -> tuple[Pattern, str]:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise LexiconError(f"{line!r} is not written as TYPE TYPE -> metric [condition; condition]")
    sequence = match["sequence"]
    steps = [_step(step, line, codes) for step in sequence.split()]
    firsts, optional = next((step for step in steps if step[0] not in _ANCHORS), ("", True))
    if optional:
        raise LexiconError(f"{line!r}: a sequence begins with a token that must be there")
    flags, topic, after = _conditions(match["when"] or "", line)
    claims = tuple(_claims(match["claims"], sequence, line, codes))
    pattern = Pattern(
        sequence,
        _expression(steps, codes),
        _second(steps, codes),
        claims,
        frozenset(metric for _, listed in claims for metric in listed),
        firsts == codes["NOT"],
        topic,
        after,
        flags,
    )
    return pattern, firsts


def _step(step: str, line: str, codes: Mapping[str, str]) -> tuple[str, bool]:
    """The codes of which one must stand here (or the name of an anchor); whether it may lack."""
    if step in _ANCHORS:
        return step, False
    names = step.rstrip("?").split("|")
    unknown = [name for name in names if name not in codes]
    if unknown:
        raise LexiconError(f"{line!r}: there is no token type {unknown[0]!r}")
    return "".join(codes[name] for name in names), step.endswith("?")


def _claims(
    text: str, sequence: str, line: str, codes: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if text == "-":
        return
    for claim in text.split(", "):
        name, told, metrics = claim.rpartition(": ")
        if not told:
            name = "MONEY" if "MONEY" in sequence.split() else "FIGURE"
        if not any(name in step.rstrip("?").split("|") for step in sequence.split()):
            raise LexiconError(f"{line!r}: {name} is not in the sequence")
        yield codes[name], tuple(metrics.split(" + "))


def _conditions(text: str, line: str) -> tuple[frozenset[str], str | None, tuple[str, ...]]:
    flags: set[str] = set()
    topic: str | None = None
    after: tuple[str, ...] = ()
    for condition in filter(None, text.split("; ")):
        name, _, value = condition.partition(" ")
        if name == "topic" and value in _TOPICS:
            topic = value
        elif name == "after" and value:
            after = tuple(value.split("|"))
        elif condition in _FLAGS:
            flags.add(condition)
        else:
            raise LexiconError(f"{line!r}: there is no condition {condition!r}")
    return frozenset(flags), topic, after


def _expression(steps: list[tuple[str, bool]], codes: Mapping[str, str]) -> str:
    breaks = codes["BREAK"] + codes["COLON"]
    places = {
        "START": f"(?<![^{breaks}])",
        "END": f"(?=[{breaks}{codes['AND']}]|$)",
        "STOP": f"(?=[{breaks}]|$|{codes['AND']}?{codes['NOT']})",
    }
    parts: list[str] = []
    between = ""
    for choice, optional in steps:
        if choice in places:
            parts.append(places[choice])
            continue
        one = f"{between}[{choice}]"
        parts.append(f"(?:{one})?" if optional else one)
        between = f"{codes['DE']}?"
    return "".join(parts)


def _second(steps: list[tuple[str, bool]], codes: Mapping[str, str]) -> frozenset[str]:
    """What may stand behind the first token; nothing in it where anything may."""
    rest = [step for step in steps if step[0] != "START"][1:]
    found = codes["DE"]
    for choice, optional in rest:
        if choice in _ANCHORS:
            return frozenset()
        found += choice
        if not optional:
            return frozenset(found)
    return frozenset()
