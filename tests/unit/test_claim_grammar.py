"""The lexicon as its authors write it, the grammar built from it, and the automaton that runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from gxaudit.reading.__main__ import compiled
from gxaudit.reading.automaton import automaton_of, ends
from gxaudit.reading.grammar import grammar_of
from gxaudit.reading.lexicon import FILE, built, codes_of, lexicon_of, lines_of, shipped_lexicon
from gxaudit.reading.merging import merged
from gxaudit.reading.notation import LexiconError
from gxaudit.resources import resource

SOURCE = resource("rules", "claims.toml").read_text(encoding="utf-8")
SHIPPED = ("claims.toml", SOURCE)
DATA = merged([SHIPPED])
LINES = lines_of(DATA)
CODES = {name: code for name, code in codes_of(DATA).items() if code}
AUTOMATON = automaton_of(LINES, CODES)


def with_more(text: str) -> dict[str, object]:
    return built([SHIPPED, ("mine.toml", text)])


def sequence(line: str) -> str:
    return f"sequences = '''\n{line}\n'''"


# ---- the grammar and the automaton ----


@lru_cache(maxsize=1)
def lark() -> Lark:
    grammar = resource("grammar", "claims.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="earley", lexer="basic", ambiguity="explicit")


def rules_of(tree: Tree[Token]) -> Iterator[int]:
    """The numbers of the sequences that a tree shows, through its ambiguities."""
    for node in tree.iter_subtrees():
        if re.fullmatch(r"s\d+", str(node.data)):
            yield int(str(node.data)[1:])


def by_lark(codes: str) -> set[int]:
    try:
        return set(rules_of(lark().parse(codes)))
    except UnexpectedInput:
        return set()


def by_automaton(codes: str) -> set[int]:
    return {
        number
        for end, found in ends(AUTOMATON.nodes, codes, 0)
        if end == len(codes)
        for number in found
    }


ROWS = st.sampled_from(LINES).flatmap(lambda line: st.sampled_from(sorted(set(line.rows()))))


@st.composite
def token_sequences(draw: st.DrawFn) -> str:
    """A row of some sequence, whole or with a token changed, added or taken out."""
    row = list(draw(ROWS))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(row) - 1))
        row[at : at + draw(st.integers(0, 1))] = draw(
            st.lists(st.sampled_from(sorted(CODES)), max_size=2)
        )
    return "".join(CODES[name] for name in row) or CODES["FIGURE"]


@given(token_sequences())
@settings(max_examples=60, deadline=None)
def test_the_automaton_accepts_what_larks_grammar_does_and_says_the_same(codes: str) -> None:
    assert by_automaton(codes) == by_lark(codes)


@given(token_sequences(), token_sequences())
@settings(max_examples=15, deadline=None)
def test_the_longest_match_is_the_longest_prefix_that_lark_parses(one: str, two: str) -> None:
    codes = one + two
    prefixes = [end for end in range(1, len(codes) + 1) if by_lark(codes[:end])]
    assert [end for end, _ in ends(AUTOMATON.nodes, codes, 0)] == prefixes


def test_the_grammar_and_the_built_lexicon_are_current() -> None:
    kept = resource("grammar", "claims.lark").read_text(encoding="utf-8")
    assert kept == grammar_of(DATA), "run python -m gxaudit.reading"
    assert FILE.read_text(encoding="utf-8") == compiled(SOURCE), "run python -m gxaudit.reading"


@pytest.mark.parametrize("damage", ["", "{}", "[", '{"source": ""}'])
def test_a_damaged_lexicon_is_built_anew(monkeypatch, tmp_path, damage: str) -> None:
    from gxaudit.reading import lexicon

    broken = tmp_path / "claims.json"
    broken.write_text(damage, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FILE", broken)
    shipped_lexicon.cache_clear()
    try:
        assert (
            shipped_lexicon().codes == lexicon_of(json.loads(FILE.read_text("utf-8"))["data"]).codes
        )
    finally:
        shipped_lexicon.cache_clear()


# ---- what is refused, and in which words ----


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("RECEIVE FIGURE", "not written as"),
        ("RECEIVE BANANA FIGURE -> handled_total", "BANANA"),
        ("RECIEVE FIGURE -> handled_total", "nearest is 'RECEIVE'"),
        ("RECEIVE? FIGURE -> handled_total", "must be there"),
        ("RECEIVE END FIGURE -> handled_total", "START stands first"),
        ("RECEIVE CHARGE -> handled_total", "FIGURE is not in the sequence"),
        ("RECEIVE MONEY -> handeld_total", "nearest is 'handled_total'"),
        ("RECEIVE MONEY -> handled_total [topic weather]", "topic weather"),
        ("RECEIVE MONEY -> handled_total [whole; loud]", "loud"),
        ("RECEIVE " + "f? HANDLE " * 4 + "-> -", "more than"),
    ],
)
def test_a_sequence_that_cannot_be_used_is_refused_in_words(line: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        with_more(sequence(line))


def test_two_sequences_that_say_different_things_of_the_same_words_are_told_apart_or_refused() -> (
    None
):
    with pytest.raises(LexiconError) as told:
        with_more(sequence("CARRIED_IN FIGURE -> handled_total [topic applications]"))
    for words in ("CARRIED_IN FIGURE", "-> handled_total", "-> carried_over_in", "narrow one of"):
        assert words in str(told.value)
    with_more(sequence("CARRIED_IN FIGURE -> handled_total [topic fees]"))
    with_more(sequence("CARRIED_IN FIGURE -> handled_total [topic applications; zero]"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("words = 3", "mine.toml: words: found int, expected dict"),
        ("[words]\nHANDLE = 3", "expected words"),
        ("[words]\nhandle = '办'", "capitals"),
        ("[word]\nHANDLE = '办'", "no table 'word'"),
        ("[words]\nHANDLE = '收到'", "listed under"),
        ("[topics]\nweather = 'HANDLE'", "weather"),
        ("[phrases]\nn = 'FIGURE'", "there already"),
        ("words = ", "mine.toml"),
    ],
)
def test_a_file_that_is_no_lexicon_is_refused_in_words(text: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        with_more(text)


def test_words_and_sequences_can_be_added() -> None:
    from gxaudit.reading.claims import read_prose

    more = "[words]\nHANDLE = '奉复'\nPARCEL = '包裹'\n"
    lexicon = lexicon_of(
        with_more(sequence("PARCEL FIGURE -> applications_received_letter") + "\n" + more)
    )
    text = "奉复申请5件，包裹3件。"
    claims = read_prose(text, year=2023, lexicon=lexicon).claims
    assert [(one.metric, one.value) for one in claims] == [
        ("handled_total", 5),
        ("applications_received_letter", 3),
    ]
    assert read_prose(text, year=2023).claims == ()


def test_every_sequence_matches_something_of_bounded_length() -> None:
    """No repetition, so no sequence that a file brings can take more than its own length."""
    longest = max(len(row) for line in LINES for row in line.rows())
    assert longest <= 16
    for number, (moves, _) in enumerate(AUTOMATON.nodes):
        assert number == 0 or all(target < number for target in moves.values())
