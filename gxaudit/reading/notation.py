"""Token sequences that say a figure, as their authors write them: one a line, checked on reading.

``rules/claims.toml`` explains the notation. A sequence has no repetition: it stands for a finite
list of token types in a row, so that matching it can never take longer than it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

BUILT_IN = (
    *("FIGURE", "MONEY", "PERCENT", "APPROXIMATOR", "GAP", "BIT", "BREAK", "COLON", "SEMICOLON"),
    *("THIS_YEAR", "LAST_YEAR", "NEXT_YEAR", "OTHER_YEAR"),
)
"""Token types that the reader makes itself; all others are lists of words."""
ANCHORS = ("START", "END", "STOP")
FLAGS = ("scope", "whole", "zero", "once", "all", "sum", "compared", "fresh", "free", "sure")
TOPICS = (
    *("applications", "disputes", "fees", "notices", "norms", "disclosure", "decisions", "other"),
)
CARRIED = "CARRIED"
"""In the place of a token type: the figures of the totals that “均” or “全部” refers to."""
CASES = 2_000
"""More rows of token types than this are too many for one line."""


class LexiconError(ValueError):
    """A lexicon that cannot be used; says which word or sequence and why."""


class Reading(NamedTuple):
    """What a sequence says, and when.

    ``claims`` pairs a token type and which of its tokens (0 for all) with metrics: of a figure they
    take the value, of any other token they are a zero said by negation. No claims: known, and
    nothing to read.
    """

    line: str
    claims: tuple[tuple[str, int, tuple[str, ...]], ...]
    denies: bool = False
    """Whether it begins with a negation."""
    topics: tuple[str, ...] = ()
    """What the sentence must be about, where it matters."""
    after: tuple[str, ...] = ()
    """The last total read must be one of these, where there are any."""
    last: tuple[str, ...] = ()
    """So must the metric read last."""
    said: tuple[str, ...] = ()
    """One of these must have been read in the clause."""
    units: tuple[str, ...] = ()
    """The unit of the figure must be one of these."""
    flags: tuple[str, ...] = ()
    """Anchors and further conditions."""

    @property
    def metrics(self) -> frozenset[str]:
        """Every metric that it can say."""
        return frozenset(metric for _, _, listed in self.claims for metric in listed)

    @property
    def conditions(self) -> frozenset[str]:
        """All that must hold for it, to be compared with others."""
        return frozenset(self.flags) | {
            f"{name} {'|'.join(sorted(listed))}"
            for name, listed in (
                ("topic", self.topics),
                ("after", self.after),
                ("last", self.last),
                ("said", self.said),
                ("unit", self.units),
            )
            if listed
        }


Step = tuple[tuple[tuple[str, ...], ...], bool]
"""Rows of token types, one of which stands there, and whether it may be missing."""


def runs(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """Steps with how many of the same kind stand in a row, where they may be missing."""
    found: list[tuple[Step, int]] = []
    for step in steps:
        if found and step[1] and found[-1][0] == step:
            found[-1] = step, found[-1][1] + 1
        else:
            found.append((step, 1))
    return found


def _choices(run: tuple[Step, int]) -> list[tuple[str, ...]]:
    (rows, optional), times = run
    if not optional:
        return list(rows)
    return [
        tuple(name for part in chosen for name in part)
        for count in range(times + 1)
        for chosen in product(rows, repeat=count)
    ]


class Line(NamedTuple):
    """One line of a lexicon: a sequence with what it says."""

    steps: tuple[Step, ...]
    reading: Reading

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Every row of token types that the sequence stands for, each once.

        Raises :class:`LexiconError` where there are too many.
        """
        seen: set[tuple[str, ...]] = set()
        for chosen in product(*map(_choices, runs(self.steps))):
            row = tuple(name for part in chosen for name in part)
            if row in seen:
                continue
            if len(seen) >= CASES:
                raise LexiconError(f"{self.reading.line!r} stands for more than {CASES} sequences")
            seen.add(row)
            yield row


def read_lines(
    text: str, types: frozenset[str], phrases: Mapping[str, str], metrics: frozenset[str]
) -> list[Line]:
    """The sequences of a lexicon, one a line.

    Raises :class:`LexiconError` for a line that is none, and for an unknown type, metric or
    condition.
    """
    notation = _Notation(types, phrases, metrics)
    lines = (line.strip() for line in text.splitlines())
    return [notation.line(line) for line in lines if line and not line.startswith("#")]


class _Notation:
    """Reads sequences as their authors write them."""

    def __init__(
        self, types: frozenset[str], phrases: Mapping[str, str], metrics: frozenset[str]
    ) -> None:
        self.types = types
        self.metrics = metrics
        self.phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
        for name, written in phrases.items():
            if not (name.isidentifier() and name.islower()):
                raise LexiconError(f"the phrase {name!r} needs a name of small letters")
            steps = [self._step(step, f"{name} = {written}") for step in written.split()]
            choices = [(*rows, ()) if optional else rows for rows, optional in steps]
            self.phrases[name] = tuple(
                tuple(part for row in chosen for part in row) for chosen in product(*choices)
            )

    def line(self, line: str) -> Line:
        """The sequence of a line with what it says."""
        sequence, arrow, rest = line.partition(" -> ")
        claims, _, when = rest.partition(" [")
        if not (arrow and claims) or (when and not when.endswith("]")):
            raise LexiconError(
                f"{line!r} is not written as TYPE TYPE -> metric [condition; condition]"
            )
        words = sequence.split()
        anchors = tuple(word for word in words if word in ANCHORS)
        if "START" in words[1:] or any(word in ("END", "STOP") for word in words[:-1]):
            raise LexiconError(f"{line!r}: START stands first, END and STOP last")
        steps = tuple(self._step(word, line) for word in words if word not in ANCHORS)
        if not steps or steps[0][1]:
            raise LexiconError(f"{line!r}: a sequence begins with a token that must be there")
        known = {name for rows, _ in steps for row in rows for name in row}
        reading = Reading(
            line,
            tuple(self._claims(claims, known, line)),
            all(row[0] == "NOT" for row in steps[0][0]),
            **_conditions(when.rstrip("]"), anchors, line),
        )
        return Line(steps, reading)

    def _step(self, written: str, line: str) -> Step:
        rows: list[tuple[str, ...]] = []
        for name in written.rstrip("?").split("|"):
            if name in self.types:
                rows.append((name,))
            elif name in self.phrases:
                rows += self.phrases[name]
            else:
                raise LexiconError(f"{line!r}: there is no token type {name!r}" + self._near(name))
        return tuple(rows), written.endswith("?")

    def _near(self, name: str) -> str:
        return _nearest(name, self.types | set(self.phrases))

    def _claims(
        self, text: str, known: set[str], line: str
    ) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        if text == "-":
            return
        for claim in text.split(", "):
            name, told, metrics = claim.rpartition(": ")
            if not told:
                name = next((one for one in _VALUED if one in known), "FIGURE")
            name, _, which = name.partition(".")
            if name not in known and name != CARRIED:
                raise LexiconError(f"{line!r}: {name} is not in the sequence")
            listed = tuple(metrics.split(" + "))
            for metric in listed:
                self._check_metric(metric, line)
            yield name, int(which or 0), listed

    def _check_metric(self, written: str, line: str) -> None:
        metric = written.rstrip("?")
        if "{" in metric:
            name = metric[metric.index("{") + 1 : metric.index("}")]
            if not name.isupper():
                raise LexiconError(f"{line!r}: {{{name}}} is no token type")
        elif not metric.startswith("_") and metric not in self.metrics:
            near = _nearest(metric, self.metrics)
            raise LexiconError(f"{line!r}: there is no metric {metric!r}{near}")


_VALUED = ("MONEY", "FIGURE", "PERCENT")


_FIELDS = {"topic": "topics", "after": "after", "last": "last", "said": "said", "unit": "units"}


def _nearest(name: str, known: frozenset[str] | set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"; the nearest is {near[0]!r}" if near else ""


def _conditions(text: str, anchors: tuple[str, ...], line: str) -> dict[str, tuple[str, ...]]:
    """The conditions of a line, by field of :class:`Reading`."""
    flags = list(anchors)
    fields: dict[str, tuple[str, ...]] = {}
    for condition in text.split("; ") if text else ():
        name, _, value = condition.partition(" ")
        field = _FIELDS.get(name)
        listed = tuple(value.split("|")) if value else ()
        if field and listed and (name != "topic" or set(listed) <= set(TOPICS)):
            fields[field] = listed
        elif condition in FLAGS:
            flags.append(condition)
        else:
            raise LexiconError(f"{line!r}: there is no condition {condition!r}")
    return {**fields, "flags": tuple(flags)}


_LISTED = slice(Reading._fields.index("topics"), Reading._fields.index("flags"))


def exclusive(one: Reading, two: Reading) -> bool:
    """Whether conditions of the two readings can never hold together."""
    return any(
        bool(a) and bool(b) and not set(a) & set(b)
        for a, b in zip(one[_LISTED], two[_LISTED], strict=True)
    )


def types_of(lines: Sequence[Line]) -> frozenset[str]:
    """The token types that some sequence can begin with."""
    return frozenset(row[0] for line in lines for row in line.steps[0][0])
