"""What is known while the clauses of a paragraph are gone through."""

from __future__ import annotations

from typing import NamedTuple

from gxaudit.reading.tokens import Token
from gxaudit.report import Number

FOREIGN = "foreign"
"""The topic of applications of another kind; one that is received afterwards is none of them."""
ELSEWHERE = (FOREIGN, "fees", "notices")
"""Topics from which a text comes back to applications without naming them."""
ABOUT_DISCLOSURE = ("applications", "disputes", "fees", "notices")
"""Topics that are about disclosure by themselves."""


class Said(NamedTuple):
    """A metric with the token that says it. ``falls`` makes a change negative."""

    metric: str
    token: Token
    ambiguous: bool = False
    falls: bool = False


class Grown:
    """What a change on the year that is said next would be one of."""

    whole = ""
    """The total read last, where nothing stands behind it that could be meant instead."""
    main = ""
    """The total read last, whatever stands behind it."""
    changed = False
    """Whether a change of it has been read."""
    shared = False
    """Whether another total stands before it whose change may be meant as well."""
    joined = False
    """Whether “和” stands before: both may be meant."""
    skewed = False
    """Whether the clause speaks of a ratio or of another matter."""
    listed: Number = 0
    """What the parts behind “其中” come to."""
    items = 0
    """How many they are."""


class State:
    """What is known while the clauses of a paragraph are gone through."""

    past = False
    """Whether the sentence begins with another year."""

    text = ""
    """The clause."""

    def __init__(self, topic: str | None) -> None:
        self.topic = topic
        self.before_other = topic
        """The topic before the words of another matter."""
        self.registers: dict[str, str] = {}
        """The subtype seen last, by the name of the register."""
        self.total: str | None = None
        """The metric read last that is no part by channel or applicant."""
        self.last: str | None = None
        self.scope = False
        """Whether the clause is about disclosure."""
        self.metrics: dict[str, Token] = {}
        """What this clause has said."""
        self.blocked = ""
        """The code of the token after which what follows is another matter; "" where none is."""
        self.other_year = False
        self.parts = False
        """Whether what follows are parts: behind “其中”, up to the bracket that closes them."""
        self.parts_of = ""
        """The family of the total that they are parts of; "" where that is not known."""
        self.outside: tuple[bool, str, str | None] | None = None
        """What held before the bracket that is open."""
        self.likely = False
        """Whether the text speaks of applications at all."""
        self.rivals: set[str] = set()
        """Metrics that this clause gives again, of bodies that are parts of nothing known."""
        self.grown = Grown()
        self.counted = False
        """Whether the token before was a figure that nothing was read from."""
        self.fresh = False
        """Whether nothing unknown stands between the figure read last and here."""

    def begin(self, text: str, *, sentence: bool, scope: bool) -> None:
        """A new clause begins; with ``sentence`` behind a full stop."""
        self.text = text
        if sentence:
            self.total = self.last = None
            self.grown = Grown()
            self.past = False
        if self.topic == "other":
            self.topic = FOREIGN
        self.scope = scope
        self.metrics = {}
        self.blocked = ""
        self.other_year = self.parts = self.counted = False
        self.grown.joined = self.grown.skewed = False
        self.fresh &= not sentence
        self.rivals = set()
        self.outside = None

    def turn(self, topic: str | None) -> None:
        """The text turns to another topic, or stays with its own."""
        if topic == "other" != self.topic:
            self.before_other = self.topic
        self.topic = topic

    def forget_examples(self) -> None:
        """What was said before “等” were examples of what follows, and no other matter."""
        self.blocked = ""
        if self.topic == "other":
            self.topic = self.before_other

    def enter_parts(self) -> None:
        """What follows are parts of the total read last."""
        self.parts = True
        self.parts_of = family(self.total or "")
        self.grown.listed = self.grown.items = 0


def family(metric: str) -> str:
    """The quantities of which one can be part of another."""
    for begin, name in _FAMILIES.items():
        if metric.startswith(begin):
            return name
    return metric


_FAMILIES = {
    **dict.fromkeys(("applications", "carried", "handled"), "applications"),
    **dict.fromkeys(("review", "litigation", "_disputes"), "disputes"),
    **dict.fromkeys(("rules", "normative", "_norms"), "norms"),
    "fee": "fees",
}

SHORT = {
    "applications_received": "applications",
    "applications_in_scope": "scope",
    "handled_total": "handled",
    "review_total": "review",
    "litigation_total": "litigation",
}
"""What a total is called in the name of a figure derived from it."""
