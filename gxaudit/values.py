"""Values of TOML files: checked one by one, each mistake told as found and expected."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NoReturn

from gxaudit.wording import Text

_KINDS: tuple[tuple[type, Text], ...] = (
    (bool, Text("布尔值", "the boolean")),
    (int, Text("整数", "the integer")),
    (float, Text("小数", "the number")),
    (str, Text("字符串", "the string")),
    (list, Text("列表", "the list")),
    (dict, Text("表", "the table")),
)
_OTHER = Text("日期或时间", "the date or time")
_LONGEST = 60


class WrongValueError(ValueError):
    """A value that cannot be meant; ``message`` says what was found and what was expected."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def found(value: object) -> Text:
    """A value with its kind, shortened, as ``整数 3``."""
    kind = next((words for kind, words in _KINDS if isinstance(value, kind)), _OTHER)
    shown = _shown(value)
    return Text(f"{kind.zh} {shown}", f"{kind.en} {shown}")


def _shown(value: object) -> str:
    shown = toml_text(value)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "..."


def toml_text(value: object) -> str:
    """A value as a TOML file has it: the value of an option, or its default."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_text, value))}]"
    return str(value)


def nearest(name: str, known: Iterable[str]) -> Text:
    """The known name that comes nearest, and all of them where they are few; may be empty."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name[:80], names, n=1, cutoff=0.5)
    zh, en = "", ""
    if near:
        zh, en = f"，最接近的是 {near[0]}", f"; the nearest is {near[0]}"
    if 0 < len(names) <= 12:
        zh += f"（可用：{'、'.join(names)}）"
        en += f" (known: {', '.join(names)})"
    return Text(zh, en)


def unknown(what: Text, name: str, known: Iterable[str]) -> WrongValueError:
    """There is no ``what`` called ``name``; this one comes nearest."""
    shown = name if len(name) <= _LONGEST else name[:_LONGEST] + "..."
    near = nearest(name, known)
    return WrongValueError(
        Text(
            f"没有名为“{shown}”的{what.zh}{near.zh}",
            f"there is no {what.en} called '{shown}'{near.en}",
        )
    )


def _wrong(value: object, zh: str, en: str) -> NoReturn:
    said = found(value)
    raise WrongValueError(Text(f"要写成{zh}，现在是{said.zh}", f"expected {en}, found {said.en}"))


def as_boolean(value: object) -> bool:
    """``true`` or ``false``."""
    if isinstance(value, bool):
        return value
    _wrong(value, " true 或 false（不加引号）", "true or false, without quotes")


def as_integer(value: object) -> int:
    """A whole number; a boolean is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    _wrong(value, "整数（不加引号）", "an integer, without quotes")


def as_number(value: object) -> float:
    """A finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _finite(value)
        if number is not None:
            return number
    _wrong(value, "数字（不加引号）", "a number, without quotes")


def _finite(value: float) -> float | None:
    from math import isfinite

    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def as_string(value: object) -> str:
    """A string that is not blank."""
    if isinstance(value, str) and value.strip():
        return value
    _wrong(value, '非空的字符串，如 "……"', 'a string that is not blank, such as "..."')


def as_strings(value: object) -> tuple[str, ...]:
    """A list of strings, none blank."""
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(value)
    _wrong(
        value,
        '字符串的列表，如 ["……", "……"]',
        'a list of strings, none blank, such as ["...", "..."]',
    )


def as_table(value: object) -> dict[str, object]:
    """A table: ``[heading]`` with keys below it."""
    if isinstance(value, dict):
        return value
    _wrong(value, "一张表（[表名]，下面逐行写 键 = 值）", "a table: [name], then key = value")


def one_of(value: object, names: Collection[str]) -> str:
    """One of a few words."""
    if isinstance(value, str) and value in names:
        return value
    zh = "、".join(f'"{name}"' for name in names)
    en = ", ".join(f'"{name}"' for name in names)
    _wrong(value, f"其中之一：{zh}", f"one of {en}")
