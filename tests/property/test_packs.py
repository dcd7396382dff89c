"""The laws of packs: what a formatter may change, and that no text can do more than be refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.equations.identity import Name
from gxaudit.packs import PackError, read_pack
from gxaudit.packs.format import formatted
from gxaudit.wording import Language
from tests.property.packtexts import SHIPPED, packs

LANGUAGES: tuple[Language | None, ...] = ("zh", "en", None)
BOTH: tuple[tuple[Language, Language], ...] = (("zh", "en"), ("en", "zh"))


@pytest.fixture(autouse=True, scope="module")
def no_cache():
    """What is read here is parsed here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GXAUDIT_CACHE", "none")
        yield


def meaning(value: object) -> Any:
    """Everything that is read from a pack but the places where it was written."""
    if isinstance(value, Name):
        return value._replace(at=(0, 0))
    if isinstance(value, tuple):
        return tuple(meaning(one) for one in value)
    fields = [one.name for one in getattr(type(value), "__attrs_attrs__", ())]
    if fields:
        return {name: meaning(getattr(value, name)) for name in fields}
    return value


def rules(text: str) -> Any:
    return meaning(read_pack(text).rules)


# ---- the formatter ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_packs_are_canonical(name):
    assert formatted(SHIPPED[name]) == SHIPPED[name]
    assert formatted(SHIPPED[name], "zh") == SHIPPED[name]


@given(packs(), st.sampled_from(LANGUAGES))
def test_the_rules_of_a_formatted_pack_are_those_of_the_pack(text, language):
    assert rules(formatted(text, language)) == rules(text)


@given(packs(), st.sampled_from(LANGUAGES))
def test_formatting_twice_is_formatting_once(text, language):
    once = formatted(text, language)
    assert formatted(once, language) == once
    assert formatted(once) == once


@given(packs())
def test_a_pack_comes_back_from_the_other_language_as_it_was(text):
    for here, there in BOTH:
        canonical = formatted(text, here)
        assert formatted(formatted(canonical, there), here) == canonical


@given(packs(), st.sampled_from(LANGUAGES))
def test_comments_and_empty_lines_stay_where_they_are(text, language):
    before = [line.strip() for line in text.removeprefix("\ufeff").rstrip().split("\n")]
    after = [line.strip() for line in formatted(text, language).rstrip().split("\n")]
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        if not old or old.startswith("#"):
            assert new == old


@given(packs())
def test_newlines_and_byte_order_marks_are_no_part_of_the_text(text):
    bare = text.removeprefix("\ufeff")
    assert formatted(bare.replace("\n", "\r\n")) == formatted(bare) == formatted("\ufeff" + bare)


# ---- what is refused ----------------------------------------------------------------------------

RULES = [f"规则 {rule}" for text in SHIPPED.values() for rule in f"\n{text}".split("\n规则 ")[1:]]
"""The shipped rules one by one."""
_nasty = st.one_of(
    st.sampled_from(
        "=≠≥≤<>+-−×*/()（）[]［］{}、，,.．且至 \t\n\r#一二三四十表当应有0123456789合计正文上年"
    ),
    st.characters(),
)


@st.composite
def mutilated(draw):
    """A pack in which characters were lost and inserted and lines exchanged."""
    text = draw(st.one_of(st.sampled_from(RULES), packs()))
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("delete", "insert", "exchange", "drop", "repeat")))
        lines = text.split("\n")
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        if kind == "exchange":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "drop":
            del lines[at]
        elif kind == "repeat":
            lines.insert(other, lines[at])
        else:
            place = draw(st.integers(0, len(lines[at])))
            length = draw(st.integers(1, 4)) if kind == "delete" else 0
            new = "" if kind == "delete" else draw(st.text(_nasty, min_size=1, max_size=3))
            lines[at] = lines[at][:place] + new + lines[at][place + length :]
        text = "\n".join(lines) or "x"
    return text


def problems(text: str) -> tuple[Any, ...]:
    """What a pack is refused for; whatever else is raised is the test's failure."""
    try:
        read_pack(text)
    except PackError as error:
        return error.problems
    return ()


def lines_of(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(mutilated())
@settings(max_examples=50)
def test_whatever_is_wrong_is_refused_at_a_place_in_the_file(text):
    lines = lines_of(text)
    for problem in problems(text):
        assert problem.words.zh
        assert problem.words.en
        if problem.line == 0:
            assert problem.column == 0
        else:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(mutilated(), st.sampled_from(LANGUAGES))
def test_the_formatter_refuses_what_it_cannot_read_and_changes_nothing_else(text, language):
    try:
        after = formatted(text, language)
    except PackError:
        return
    assert bool(problems(text)) is bool(problems(after))


@given(st.text(max_size=300))
def test_no_text_does_more_than_be_refused(text):
    assert problems(text)


def test_figures_too_long_to_be_any_are_refused():
    pack = RULES[0].replace("一 + 二", "9" * 5000 + " + 二")
    (problem,) = problems(pack)
    assert "9" * 30 not in problem.words.zh
