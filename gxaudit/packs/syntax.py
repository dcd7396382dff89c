"""What the lines of a pack say, before any form is looked at; and the same as JSON data.

Only tuples, strings, numbers and None: compiled packs are these lines, written as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from gxaudit.equations.identity import Whose, called
from gxaudit.wording import Language, Text


class PackError(ValueError):
    """A pack that cannot be used. ``problems`` are all that is wrong with it, by line.

    ``source`` is its text, for those who show the lines; None where it could not be read.
    """

    def __init__(
        self, problems: tuple[Problem, ...], path: str | None = None, source: str | None = None
    ) -> None:
        super().__init__("\n".join(one.shown(path).en for one in problems))
        self.problems = problems
        self.path = path
        self.source = source

    @property
    def message(self) -> Text:
        """Every problem with its place, one a line."""
        shown = [one.shown(self.path) for one in self.problems]
        return Text("\n".join(one.zh for one in shown), "\n".join(one.en for one in shown))


class UnreadablePackError(PackError):
    """A pack whose text could not even be read."""


class Problem(NamedTuple):
    """One thing wrong with a pack: where (1-based, 0 for the pack as a whole), what, the cure."""

    line: int
    column: int
    words: Text

    def shown(self, path: str | None = None) -> Text:
        """Place and words in both languages."""
        zh, en = f"{path}：" if path else "", f"{path}: " if path else ""
        if self.line:
            zh += f"第 {self.line} 行第 {self.column} 列："
            en += f"line {self.line}, column {self.column}: "
        return Text(zh + self.words.zh, en + self.words.en)


class Written(NamedTuple):
    """A figure as written: which table, item, brackets; or a metric of the prose."""

    table: int | None
    item: str | None
    brackets: tuple[str, ...]
    metric: str | None
    whose: Whose
    column: int

    def spelled(self) -> str:
        """The canonical spelling, the same whatever the author's brackets and spaces."""
        if self.metric is not None:
            return f"正文({self.metric})"
        table = {2: "表二.", 3: "表三.", 4: "表四."}.get(self.table or 0, "")
        name = table + (self.item or "") + "".join(f"[{one}]" for one in self.brackets)
        return called(self.whose, name)


class WrittenTerm(NamedTuple):
    """A coefficient with one figure, a range of figures, or none (a constant)."""

    coefficient: int
    first: Written | None = None
    last: Written | None = None


class WrittenComparison(NamedTuple):
    """Two sums and a relation."""

    left: tuple[WrittenTerm, ...]
    relation: str
    right: tuple[WrittenTerm, ...]


class Line(NamedTuple):
    """One line: its keyword (a terminal of the grammar), the language it is spelt in, its place.

    ``value`` is a string for text; ``(id, title)`` for a rule; pairs of :class:`Written` for rows
    and columns; :class:`WrittenComparison`, or several for 当; pairs of :class:`Written` and a
    printed number for examples.
    """

    keyword: str
    language: Language
    number: int
    column: int
    value: Any


def from_data(data: list[Any]) -> Line:
    """A line from its JSON form. Raises ``TypeError`` or ``ValueError`` for anything else."""
    keyword, language, number, column, value = data
    return Line(keyword, language, number, column, _DECODERS.get(keyword, _text)(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _pair_of_texts(value: list[str]) -> tuple[str, str]:
    first, second = value
    return _text(first), _text(second)


def _written(value: list[Any] | None) -> Written | None:
    if value is None:
        return None
    table, item, brackets, metric, whose, column = value
    return Written(table, item, tuple(brackets), metric, whose, column)


def _terms(value: list[Any]) -> tuple[WrittenTerm, ...]:
    return tuple(
        WrittenTerm(coefficient, _written(first), _written(last))
        for coefficient, first, last in value
    )


def _comparison(value: list[Any]) -> WrittenComparison:
    left, relation, right = value
    return WrittenComparison(_terms(left), relation, _terms(right))


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "RULE": _pair_of_texts,
    "EACH_COLUMN": lambda value: tuple((_written(a), _written(b)) for a, b in value),
    "EACH_ROW": lambda value: tuple((_written(a), _written(b)) for a, b in value),
    "MUST": _comparison,
    "WHEN": lambda value: tuple(_comparison(one) for one in value),
    "PASSES": lambda value: tuple((_written(a), _text(b)) for a, b in value),
    "FAILS": lambda value: tuple((_written(a), _text(b)) for a, b in value),
}
