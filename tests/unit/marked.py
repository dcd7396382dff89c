"""Reports whose claims are marked in the text: rules are tried without any reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from attrs import evolve

from gxaudit.report import Claim, Number, Report
from tests.unit.reports import Content, number, report

_MARK = re.compile(r"\{(?P<metric>[a-z_]+)(?P<sign>[~?]?) (?P<words>[^}]+)\}")
_CLAUSE = re.compile(r"[，。；：]")


def marked(
    prose: Mapping[int, str],
    figures: Mapping[str, int | str | Content] = {},
    *,
    form: str = "2021",
    year: int = 2023,
) -> Report:
    """A report whose prose says ``{metric 31}`` for a claim, ``{metric~ 31}`` for about so many,
    ``{metric? 31}`` for a figure carried over, ``{metric 未}`` for a denial.
    """
    cells = {address: _content(figure) for address, figure in figures.items()}
    plain = {section: _MARK.sub(lambda m: m["words"], text) for section, text in prose.items()}
    made = report(form, year=year, cells=cells, prose=plain)
    claims: list[Claim] = []
    starts = iter(made.prose)
    for _, text in sorted(prose.items()):
        for line in text.split("\n"):
            claims += _claims(line, next(starts).start)
    return evolve(made, claims=tuple(claims))


def _content(figure: int | str | Content) -> Content:
    if isinstance(figure, str):
        return number(Decimal(figure))
    return number(figure) if isinstance(figure, int) else figure


def _claims(line: str, start: int) -> list[Claim]:
    claims: list[Claim] = []
    plain = _MARK.sub(lambda m: m["words"], line)
    removed = 0
    for mark in _MARK.finditer(line):
        at = mark.start() - removed
        removed += len(mark[0]) - len(mark["words"])
        words = mark["words"]
        digits = re.match(r"[0-9.]+", words)
        value: Number = 0
        if digits:
            value = Decimal(digits[0]) if "." in digits[0] else int(digits[0])
        end = at + (digits.end() if digits else len(words))
        first = max((one.end() for one in _CLAUSE.finditer(plain, 0, at)), default=0)
        stop = _CLAUSE.search(plain, end)
        claims.append(
            Claim(
                mark["metric"],
                value,
                words[digits.end() :] or "件" if digits else None,
                "stated" if digits else "negated",
                start + at,
                start + end,
                cast("None", "about") if mark["sign"] == "~" else None,
                mark["sign"] == "?",
                plain[first : stop.start() if stop else None],
            )
        )
    return claims
