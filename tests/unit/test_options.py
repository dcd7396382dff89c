"""Typed options: what configuration may say, and what a rule may declare."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.options import option, option_named, options_of, with_options
from gxaudit.values import WrongValueError, toml_text
from gxaudit.wording import Text
from tests.unit.configured import Options, rule

toml_values = st.recursive(
    st.booleans()
    | st.integers(-9, 99)
    | st.floats(allow_nan=True)
    | st.text(max_size=4)
    | st.dates()
    | st.sampled_from(("zero", "absent", " ")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=4,
)
FITS: dict[str, Any] = {
    "strict": lambda value: type(value) is bool,
    "least-rows": lambda value: type(value) is int and value >= 0,
    "share": lambda value: type(value) in (int, float) and abs(value) < float("inf"),
    "name": lambda value: type(value) is str and value.strip(),
    "marks": lambda value: (
        type(value) is list and all(type(one) is str and one.strip() for one in value)
    ),
    "blank": lambda value: value in ("zero", "absent"),
}


@given(st.sampled_from(sorted(FITS)), toml_values)
def test_a_value_is_taken_if_it_has_the_type_of_its_field_and_refused_otherwise(
    key: str, value: object
) -> None:
    each = option_named(Options, key)
    if FITS[key](value):
        taken = each.convert(value)
        assert taken == (tuple(value) if isinstance(value, list) else value)
        assert getattr(with_options(Options, {each.field: taken}), each.field) == taken
    else:
        with pytest.raises(WrongValueError) as caught:
            each.convert(value)
        assert "现在是" in caught.value.message.zh
        assert "found" in caught.value.message.en


def test_options_are_listed_in_the_order_of_their_class_with_defaults() -> None:
    assert {each.key: each.default for each in options_of(Options)} == {
        "strict": False,
        "least-rows": 1,
        "share": 0.5,
        "name": "",
        "marks": (),
        "blank": "absent",
    }
    assert list(FITS) == [each.key for each in options_of(Options)]


@given(st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=5), max_size=3))
def test_a_value_is_shown_as_toml_has_it(value: object) -> None:
    shown = toml_text(value)
    # TOML, unlike JSON, has no bare DEL.
    if "\x7f" not in shown:
        assert tomllib.loads(f"value = {shown}")["value"] == value


@pytest.mark.parametrize(("wrong", "near"), [("least_rows", "least-rows"), ("mark", "marks")])
def test_an_unknown_option_is_answered_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(WrongValueError, match=f"'{wrong}'; the nearest is {near}"):
        option_named(Options, wrong)


def test_a_validator_of_the_rule_may_refuse() -> None:
    def even(_instance: object, _field: object, value: int) -> None:
        if value % 2:
            raise ValueError("an even number, please")

    @frozen
    class Even:
        count: int = field(default=2, validator=even)

    with pytest.raises(WrongValueError, match="an even number, please"):
        with_options(Even, {"count": 3})


class _NoAttrs:
    count: int = 1


@frozen
class _NoDefault:
    count: int


@frozen
class _Bytes:
    data: bytes = b""


@frozen
class _Pair:
    pair: tuple[str, str] = ("a", "b")


@frozen
class _WrongDefault:
    count: int = "1"  # type: ignore[assignment]


@frozen
class _BelowItsLeast:
    count: int = option(0, Text("几", "how many"), least=1)


@frozen
class _Numbers:
    one: Literal[1, 2] = 1


@pytest.mark.parametrize(
    "cls", [_NoAttrs, _NoDefault, _Bytes, _Pair, _WrongDefault, _BelowItsLeast, _Numbers, 3]
)
def test_what_is_no_class_of_options_is_refused_when_the_rule_is_made(cls: type) -> None:
    with pytest.raises((TypeError, ValueError)):
        rule("totals/rows", options=cls)


def test_a_rule_without_configuration_gets_its_defaults() -> None:
    (failed,) = rule("totals/rows", options=Options).verdicts(None)  # type: ignore[arg-type]
    assert failed.message.zh == "1"  # type: ignore[union-attr]
