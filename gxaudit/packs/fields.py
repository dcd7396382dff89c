"""The values of single keywords: levels, years, forms, numbers; with the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from gxaudit.forms import shipped_forms
from gxaudit.packs.syntax import Line, PackError, Problem
from gxaudit.packs.words import KEYWORDS
from gxaudit.regex import regex
from gxaudit.report import Number
from gxaudit.wording import Language, Text

Key = TypeVar("Key", bound=str | int)

FIRST_YEAR = 2019
"""The first report year that any of the unified forms was made for (国办公开办函〔2019〕60号)."""
LAST_YEAR = 9999
_YEAR = r"((?:19|20)[0-9]{2})"
_YEARS = (
    (regex(rf"{_YEAR}\s*年?度?\s*(?:起|以后)"), True),
    (regex(rf"from\s+{_YEAR}"), True),
    (regex(rf"{_YEAR}\s*年?度?\s*(?:至|到|to|-|—)\s*{_YEAR}\s*年?度?"), False),
    (regex(rf"{_YEAR}\s*年?度?"), False),
)
_LIST = regex(r"[,，、\s]+")


def problem(line: Line, words: Text) -> PackError:
    """An error at the value of a line."""
    return PackError((Problem(line.number, line.column, words),))


def choice(line: Line, known: Mapping[Key, Text]) -> Key:
    """One of a few words, in either spelling. Raises :class:`PackError`."""
    wanted = line.value.strip()
    for key, words in known.items():
        if wanted in (words.zh, words.en, str(key)):
            return key
    keyword = KEYWORDS[line.keyword]
    listed = Text("、".join(one.zh for one in known.values()), ", ".join(_english(known)))
    raise problem(
        line,
        Text(
            f"“{keyword.zh}”后面不能是“{wanted}”，可以是：{listed.zh}",
            f"'{keyword.en}' cannot be '{wanted}'; it may be: {listed.en}",
        ),
    )


def _english(known: Mapping[Key, Text]) -> Iterable[str]:
    return (one.en for one in known.values())


def years(line: Line) -> tuple[int, int] | None:
    """``2019 起``, ``2019 至 2020``, ``2021``; None where every unified report is meant."""
    wanted = line.value.strip()
    span = _span(wanted)
    if span is not None:
        return _checked_years(line, *span)
    raise problem(
        line,
        Text(
            f"年度“{wanted}”看不懂，请写成 2021 起、2019 至 2020 或 2021",
            f"the years '{wanted}' cannot be read; write: from 2021, 2019 to 2020, or 2021",
        ),
    )


def years_text(wanted: str, language: Language) -> str:
    """The years in their canonical spelling; what cannot be read stays as it is."""
    first, last = _span(wanted) or (0, 0)
    if not first:
        return wanted
    if last == LAST_YEAR:
        return f"{first} 起" if language == "zh" else f"from {first}"
    if first == last:
        return str(first)
    return f"{first} 至 {last}" if language == "zh" else f"{first} to {last}"


def _span(wanted: str) -> tuple[int, int] | None:
    """First and last year of what a pack says; None where it cannot be read."""
    for pattern, is_open in _YEARS:
        match = pattern.fullmatch(wanted)
        if match:
            last = LAST_YEAR if is_open else int(match.group(match.lastindex or 1))
            return int(match.group(1)), last
    return None


def _checked_years(line: Line, first: int, last: int) -> tuple[int, int] | None:
    if first > last:
        words = Text(
            f"年度写反了：{first} 在 {last} 之后，请写成 {last} 至 {first}",
            f"the years run backwards; write {last} to {first}",
        )
        raise problem(line, words)
    # Every report on a unified form is meant; a title without a year must not stop the rule.
    return None if first <= FIRST_YEAR and last == LAST_YEAR else (first, last)


def forms(line: Line) -> tuple[str, ...]:
    """Names of forms: ``2021``, ``2019、2021``. Raises :class:`PackError`."""
    known = [form.name for form in shipped_forms()]
    chosen = form_names(line.value)
    for one in chosen:
        if one not in known:
            words = Text(
                f"没有 {one} 年的格式，有：{'、'.join(known)}",
                f"there is no form of {one}; there are: {', '.join(known)}",
            )
            raise problem(line, words)
    return tuple(sorted(set(chosen), reverse=True))


def form_names(wanted: str) -> list[str]:
    """The names in a list of forms, whatever separates them."""
    return [one.removesuffix("年").strip() for one in _LIST.split(wanted) if one]


def amount(line: Line) -> Number:
    """A number that is not negative. Raises :class:`PackError`."""
    wanted = line.value.strip()
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", wanted):
        words = Text(
            f"允差写不小于零的数字，如 0、0.01，不是“{wanted}”",
            f"a tolerance is a number from 0, such as 0 or 0.01, not '{wanted}'",
        )
        raise problem(line, words)
    return Decimal(wanted) if "." in wanted else int(wanted)


def version(line: Line) -> int:
    """A whole number from 1. Raises :class:`PackError`."""
    wanted = line.value.strip()
    if not re.fullmatch("[1-9][0-9]{0,5}", wanted):
        words = Text(
            f"版本写从 1 起的整数，如 1、2，不是“{wanted}”",
            f"a version is a whole number from 1, not '{wanted}'",
        )
        raise problem(line, words)
    return int(wanted)


def since(line: Line) -> str:
    """The release or the day that a rule was there from. Raises :class:`PackError`."""
    wanted: str = line.value.strip()
    if not re.fullmatch(r"[0-9][0-9A-Za-z.+-]{0,30}", wanted):
        words = Text(
            f"“始于”写版本号或日期，如 0.1、2026-03-01，不是“{wanted}”",
            f"'since' is a version or a day, such as 0.1 or 2026-03-01, not '{wanted}'",
        )
        raise problem(line, words)
    return wanted
