"""Typed options of a rule: an attrs class, every field of it with a default.

A field is a ``bool``, ``int``, ``float``, ``str``, ``tuple[str, ...]`` or a ``Literal`` of strings.
Configuration names it in the manner of TOML: ``least_length`` is written ``least-length``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

import attrs

from gxaudit.values import (
    WrongValueError,
    as_boolean,
    as_integer,
    as_number,
    as_string,
    as_strings,
    found,
    one_of,
    unknown,
)
from gxaudit.wording import Text

_T = TypeVar("_T")
_ABOUT, _LEAST = "gxaudit.about", "gxaudit.least"
_OPTION = Text("选项", "option")


@attrs.frozen(slots=False)
class Option:
    """One option of a rule, as configuration and ``gxaudit explain`` see it."""

    key: str
    """Its name in a configuration."""
    field: str
    """Its name in the class."""
    kind: Text
    """What its value is, in words."""
    default: object
    about: Text | None
    convert: Callable[[object], object]
    """From the value in TOML; raises :class:`WrongValueError`."""


def option(default: _T, about: Text, *, least: float | None = None) -> _T:
    """A field of a class of options: its default, what it does, and its least value.

    ``shortest: int = option(10, Text("……", "..."), least=0)``
    """
    return attrs.field(default=default, metadata={_ABOUT: about, _LEAST: least})


def options_of(cls: type) -> tuple[Option, ...]:
    """The options that a class declares, in its own order.

    Raises ``TypeError`` or ``ValueError`` for a class that is no class of options.
    """
    if not (isinstance(cls, type) and attrs.has(cls)):
        raise TypeError(f"options are an attrs class, not {cls!r}")
    hints = get_type_hints(cls)
    try:
        defaults = cls()
    except TypeError as error:
        raise TypeError(f"every option needs a default: {error}") from error
    return tuple(
        _option(field, hints[field.name], getattr(defaults, field.name))
        for field in attrs.fields(cls)
    )


def _option(field: attrs.Attribute[object], hint: object, default: object) -> Option:
    kind, convert = _conversion(field.name, hint)
    least = field.metadata.get(_LEAST)
    if least is not None:
        kind, convert = _limited(kind, convert, least)
    # A default that configuration could not say would not survive a machine format either.
    if default != "":
        convert(list(default) if isinstance(default, tuple) else default)
    key = field.name.replace("_", "-")
    return Option(key, field.name, kind, default, field.metadata.get(_ABOUT), convert)


_SIMPLE: Mapping[object, tuple[Text, Callable[[object], object]]] = {
    bool: (Text("true 或 false", "true or false"), as_boolean),
    int: (Text("整数", "an integer"), as_integer),
    float: (Text("数字", "a number"), as_number),
    str: (Text("字符串", "a string"), as_string),
}


def _conversion(name: str, hint: object) -> tuple[Text, Callable[[object], object]]:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments == (str, ...):
        return Text("字符串的列表", "a list of strings"), as_strings
    if origin is Literal and all(isinstance(each, str) for each in arguments):
        zh, en = "、".join(arguments), ", ".join(arguments)
        return Text(f"{zh} 之一", f"one of {en}"), lambda value: one_of(value, arguments)
    raise TypeError(
        f"option {name}: bool, int, float, str, tuple[str, ...] or a Literal of strings, "
        f"not {hint!r}"
    )


def _limited(
    kind: Text, convert: Callable[[object], object], least: float
) -> tuple[Text, Callable[[object], object]]:
    def limited(value: object) -> object:
        number = convert(value)
        if isinstance(number, int | float) and number < least:
            said = found(value)
            raise WrongValueError(
                Text(f"不能小于 {least}，现在是{said.zh}", f"at least {least}, found {said.en}")
            )
        return number

    return Text(f"{kind.zh}，不小于 {least}", f"{kind.en}, at least {least}"), limited


def option_named(cls: type, key: str) -> Option:
    """The option that configuration calls ``key``. Raises :class:`WrongValueError`."""
    options = options_of(cls)
    for each in options:
        if each.key == key:
            return each
    raise unknown(_OPTION, key, [each.key for each in options])


def with_options(cls: type, values: Mapping[str, object]) -> object:
    """An instance with these values, by field, and defaults for the others.

    Raises :class:`WrongValueError` where a validator of the class refuses them.
    """
    try:
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise WrongValueError(
            Text(f"规则不接受这组选项：{error}", f"the rule does not accept these options: {error}")
        ) from error
