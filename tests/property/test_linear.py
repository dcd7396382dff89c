"""Reading prose takes time linear in the length of the text, whatever it holds: steps are counted,
never seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest
from attrs import evolve

from gxaudit.reading.automaton import Automaton, Node
from gxaudit.reading.claims import read_prose
from gxaudit.reading.lexicon import shipped_lexicon

LONG_TEXT = 250_000
LEXICON = shipped_lexicon()
HOSTILE = {
    "digits": "7",
    "digits and commas": "1,234,",
    "numerals": "一百零",
    "one word": "申请",
    "a sequence begun over and over": "收到政府信息公开",
    "a figure over and over": "收到申请3件，",
    "clauses": "收到申请3件；",
    "sentences": "收到申请3件。",
    "parts of parts": "收到申请3件，其中2件",
    "brackets": "收到申请3件（",
    "brackets in clauses": "收到申请3件（；",
    "brackets that close": "（3件）",
    "closing brackets": "申请3件）",
    "colons": "申请3件：",
    "dealt out": "网络、信函分别3件、",
    "each": "网络、信函各3件、",
    "dealers alone": "申请分别各",
    "shares": "申请3件占5%，",
    "titles": "《申请3件",
    "links": "申请3件http://",
    "spaces": "申 请 3 件 ，",
    "zero width": "申请3件\u200b，",
    "unknown": "鑫",
    "unknown and figures": "鑫3申请",
    "lines": "收到申请3件\n",
    "offices": "信访局申请3件",
    "denials": "未收到申请，",
    "all": "均维持，申请3件，",
    "years": "2019年申请3件，",
}


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python are run: what an operating system does meanwhile does not count."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def of_length(pattern: str, length: int) -> str:
    """The pattern again and again, with a figure now and then so that every clause is looked at."""
    piece = pattern * 9 + "3件，"
    return "全年收到申请" + (piece * (length // len(piece) + 1))[:length]


class Counted(list[Node]):
    """The nodes of an automaton, which count how often one is gone to."""

    visits = 0

    def __getitem__(self, at: Any) -> Any:
        self.visits += 1
        return super().__getitem__(at)


def longest_way(nodes: Sequence[Node]) -> int:
    """How many tokens the longest sequence of an automaton has."""
    known: dict[int, int] = {}

    def from_(at: int) -> int:
        if at not in known:
            known[at] = max((1 + from_(to) for to in nodes[at][0].values()), default=0)
        return known[at]

    return from_(0)


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_text_takes_at_most_four_times_the_steps(pattern: str) -> None:
    # Longer than the longest sentence, within which a constant grows.
    once = steps(lambda: read_prose(of_length(pattern, 4_000)))
    more = steps(lambda: read_prose(of_length(pattern, 16_000)))
    assert more <= 4.4 * once + 1_000


LONG = ("digits", "digits and commas", "numerals", "one word", "unknown", "unknown and figures")


@pytest.mark.parametrize("name", [*LONG, "a sequence begun over and over", "dealers alone"])
def test_in_a_long_text_the_automaton_never_goes_further_than_a_sequence_is_long(name: str) -> None:
    nodes, readings = LEXICON.automaton
    counted = Counted(nodes)
    text = of_length(HOSTILE[name], LONG_TEXT)
    read_prose(text, lexicon=evolve(LEXICON, automaton=Automaton(counted, readings)))
    assert 0 < counted.visits <= len(text) * (1 + longest_way(nodes))
