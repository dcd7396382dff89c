"""What a rule is: its identity, its words, its legal basis, its examples and its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from attrs import Attribute, field, frozen

from gxaudit.finding import Confidence, Outcome, Severity, Verdict
from gxaudit.report import Report
from gxaudit.wording import Text

Check = Callable[[Report], Iterable[Verdict]]
_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
NAMESPACE = re.compile(_NAME)
"""The name of a plugin, which the ids of its rules begin with."""
RULE_ID = re.compile(f"{_NAME}/{_NAME}")


@frozen(slots=False)
class Basis:
    """What a rule stands on: an instrument, and an article only where it has been verified.

    ``Basis(Text("算术", "Arithmetic"))`` is a basis too.
    """

    instrument: Text
    article: Text | None = None

    def to(self, language: Literal["zh", "en"]) -> str:
        """Instrument and article in one language."""
        words = self.instrument.to(language)
        if self.article is None:
            return words
        return words + ("" if language == "zh" else ", ") + self.article.to(language)


@frozen(slots=False)
class Explanation:
    """检查什么 / 为什么 / 怎样改正."""

    what: Text
    why: Text
    how: Text


@frozen(kw_only=True, slots=False)
class Example:
    """A report on which the rule must end with ``outcome``.

    It is the blank statutory form with every figure 0 and nothing else, changed as said here.
    """

    outcome: Outcome
    form: str = "2021"
    year: int | None = None
    """The report year; by default the first year of the form that is not before 2020."""
    cells: Mapping[str, str] = field(factory=dict)
    """What to print in a cell, by address."""
    prose: Mapping[int, str] = field(factory=dict)
    """What to write into a section, 1 to 6."""
    edits: tuple[tuple[str, str], ...] = ()
    """Textual replacements made last, each of which must find its text."""
    at: str | None = None
    """The address at which a failing example must be reported, if the rule reports cells."""


@frozen(slots=False)
class Identity:
    """Equations of one shape, declared in the form's own words; the engine evaluates them.

    ``each="column"``: terms are row items (``一``, ``三（七）``, ``[规章]``), one equation for each
    column that all of them have, or for ``columns`` only. ``each="row"``: terms are column
    headings, one equation for each row that has all of them, or for ``rows`` only.
    A group item such as ``三（三）`` stands for the sum of its rows.
    ``each="cell"``: terms are full addresses; one equation.
    """

    table: int
    each: Literal["column", "row", "cell"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["=", "≥"] = "="
    rows: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None


def _rule_id(_rule: Rule, _field: Attribute[str], value: str) -> None:
    if not RULE_ID.fullmatch(value):
        raise ValueError(f"a rule id is namespace/slug in lower case, not {value!r}")


@frozen(kw_only=True, eq=False, slots=False)
class Rule:
    """One rule. It has ``identities``, a ``check``, or both.

    ``check`` maps a report to verdicts and touches nothing else. ``years`` are the first and
    last report year, ``forms`` the names of the forms that it applies to; None means any.
    ``version`` rises whenever the same report may get another verdict.
    """

    id: str = field(validator=_rule_id)
    title: Text
    explanation: Explanation
    severity: Severity
    confidence: Confidence = Confidence.CERTAIN
    basis: tuple[Basis, ...]
    examples: tuple[Example, ...]
    identities: tuple[Identity, ...] = ()
    check: Check | None = None
    forms: tuple[str, ...] | None = None
    years: tuple[int, int] | None = None
    reads: tuple[str, ...] = ()
    """What it reads, for people: ``表三``, ``第六部分``, ``标题`` …"""
    status: Literal["preview", "stable", "deprecated"] = "stable"
    since: str
    version: int = 1

    def __attrs_post_init__(self) -> None:
        if self.check is None and not self.identities:
            raise ValueError(f"{self.id}: a rule needs identities or a check")
        if not self.basis:
            raise ValueError(f"{self.id}: a rule needs a basis; arithmetic is one")

    @property
    def namespace(self) -> str:
        """The part of the id before the slash: the plugin that owns it."""
        return self.id.partition("/")[0]
