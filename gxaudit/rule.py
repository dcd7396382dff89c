"""What a rule is: its identity, its words, its legal basis, its examples and its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import Attribute, field, frozen

from gxaudit.beside import ALONE, Beside
from gxaudit.entity import Entity
from gxaudit.equations.identity import Identity
from gxaudit.finding import Confidence, Outcome, Severity, Verdict
from gxaudit.options import options_of
from gxaudit.report import Report
from gxaudit.wording import Text

Check = Callable[..., Iterable[Verdict]]
"""From a report, what stands beside it where the rule asks for that, and the rule's options where
it declares any, to verdicts."""
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
class Other:
    """Another report that an example stands beside: the blank form, changed as said here."""

    role: Literal["last_year", "twin", "alike", "member"]
    agency: str | None = None
    """Its body; by default that of the example, or 成员一, 成员二 … for members."""
    cells: Mapping[str, str] = field(factory=dict)
    prose: Mapping[int, str] = field(factory=dict)
    filed: bool = True
    """False for a member of which there is no report."""


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
    last_year: Mapping[str, str] | None = None
    """Cells of last year's report, where the rule needs one and its prose does not matter."""
    others: tuple[Other, ...] = ()
    """What stands beside it."""
    entity: Entity | None = None
    """What the manifest says of the body: by default its name is that of the example, and its
    members are those of ``others``."""
    published: date | None = None
    """When it was published, as the manifest says."""
    edits: tuple[tuple[str, str], ...] = ()
    """Textual replacements made last, each of which must find its text."""
    file: str | None = None
    """The name of the file, where the rule looks at it."""
    at: str | None = None
    """The address at which a failing example must be reported, if the rule reports cells."""


def _rule_id(_rule: Rule, _field: Attribute[str], value: str) -> None:
    if not RULE_ID.fullmatch(value):
        raise ValueError(f"a rule id is namespace/slug in lower case, not {value!r}")


@frozen(kw_only=True, eq=False, slots=False)
class Rule:
    """One rule: written in Python it has a ``check``, declared in a pack it has ``identities``.

    ``check`` maps a report to verdicts and touches nothing else; where the rule declares
    ``options`` it is given an instance of them too. ``years`` are the first and last report year,
    ``forms`` the names of the forms that it applies to; None means any.
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
    options: type[object] | None = None
    """An attrs class, every field with a default (see :mod:`gxaudit.options`)."""
    beside: bool = False
    """Whether ``check`` is given a :class:`~gxaudit.beside.Beside` after the report."""
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
        if self.options is not None:
            options_of(self.options)

    @property
    def namespace(self) -> str:
        """The part of the id before the slash: the plugin that owns it."""
        return self.id.partition("/")[0]

    def verdicts(
        self, report: Report, options: object = None, beside: Beside = ALONE
    ) -> Iterable[Verdict]:
        """Call the check as it wants to be called; without ``options``, with the defaults."""
        assert self.check is not None
        known = (report, beside) if self.beside else (report,)
        if self.options is None:
            return self.check(*known)
        return self.check(*known, self.options() if options is None else options)
