"""The token sequences of a lexicon as one automaton: a step a token, all sequences at once.

It accepts what the grammar in grammar/claims.lark accepts, and tells which sequences they are; a
test holds the two equal. It is plain data, so that it can be kept as JSON: a node is a pair of
where each token type leads and of what may be read when a sequence ends here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gxaudit.reading.notation import LexiconError, Line, Reading, exclusive

Node = tuple[Mapping[str, int], Sequence[int]]


class Automaton(NamedTuple):
    """Node 0 is where a sequence begins. There is no way back, so a match has bounded length."""

    nodes: Sequence[Node]
    readings: Sequence[Reading]


def automaton_of(lines: Sequence[Line], codes: Mapping[str, str]) -> Automaton:
    """The automaton of some sequences over the codes of their token types.

    Where several end at one place, the one with more conditions comes first. Raises
    :class:`LexiconError` where two say different things of the same tokens and their conditions
    can hold at once.
    """
    ends: dict[tuple[str, ...], list[int]] = {}
    for number, line in enumerate(lines):
        for row in line.rows():
            ends.setdefault(row, []).append(number)
    readings = [line.reading for line in lines]
    accepted = {row: _in_order(numbers, readings, row) for row, numbers in ends.items()}
    return Automaton(_Builder(accepted, codes).nodes, readings)


def _in_order(numbers: list[int], readings: Sequence[Reading], row: tuple[str, ...]) -> list[int]:
    """Sequences that match the same tokens, the more special one first."""
    for at, one in enumerate(numbers):
        for two in numbers[at + 1 :]:
            _check(readings[one], readings[two], row)
    # Stable: among those that exclude each other the order of the file stays.
    return sorted(numbers, key=lambda number: -len(readings[number].conditions))


def _check(one: Reading, two: Reading, row: tuple[str, ...]) -> None:
    ours, theirs = one.conditions, two.conditions
    if one.claims == two.claims or ours < theirs or theirs < ours or exclusive(one, two):
        return
    raise LexiconError(
        f"two sequences match the tokens {' '.join(row)} and say different things, and nothing "
        f"tells when which of them holds: {one.line!r} and {two.line!r}; narrow one of them, or give it a "
        "further condition"
    )


class _Builder:
    """Merges rows from their ends, so that what continues alike is one node."""

    def __init__(self, accepted: Mapping[tuple[str, ...], list[int]], codes: Mapping[str, str]):
        self.codes = codes
        self.known: dict[tuple[tuple[tuple[str, int], ...], tuple[int, ...]], int] = {}
        self.nodes: list[Node] = [({}, ())]
        tree: dict[str, object] = {}
        for row, numbers in accepted.items():
            node = tree
            for name in row:
                node = node.setdefault(name, {})  # type: ignore[assignment]
            node[""] = tuple(numbers)
        self.nodes[0] = self._moves(tree), ()

    def _moves(self, tree: Mapping[str, object]) -> dict[str, int]:
        return {
            self.codes[name]: self._node(branch)  # type: ignore[arg-type]
            for name, branch in tree.items()
            if name
        }

    def _node(self, tree: Mapping[str, object]) -> int:
        moves = self._moves(tree)
        accepts: tuple[int, ...] = tree.get("", ())  # type: ignore[assignment]
        key = tuple(sorted(moves.items())), accepts
        if key not in self.known:
            self.known[key] = len(self.nodes)
            self.nodes.append((moves, accepts))
        return self.known[key]


def ends(automaton: Automaton, codes: str, at: int) -> list[tuple[int, Sequence[int]]]:
    """Where sequences that begin at ``at`` end and which they are, the shortest first."""
    nodes = automaton.nodes
    found: list[tuple[int, Sequence[int]]] = []
    moves = nodes[0][0]
    while True:
        number = moves.get(codes[at : at + 1])
        if number is None:
            return found
        at += 1
        moves, accepts = nodes[number]
        if accepts:
            found.append((at, accepts))
