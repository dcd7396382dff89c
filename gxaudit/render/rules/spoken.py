"""An equation in full words, with the labels that the form prints: what an auditor reads aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.equations.identity import Comparison, Identity, Name, Relation, Term
from gxaudit.equations.linear import cells_of, places_of
from gxaudit.forms import Form, Row, Table
from gxaudit.metrics import metrics
from gxaudit.wording import Language, Text

_MUST: dict[Relation, Text] = {
    "=": Text("应等于", "must equal"),
    "≠": Text("不应等于", "must not equal"),
    "≥": Text("应不小于", "must be at least"),
    "≤": Text("应不大于", "must be at most"),
}
_IS: dict[Relation, Text] = {
    "=": Text("等于", "equals"),
    "≠": Text("不等于", "is not"),
    "≥": Text("不小于", "is at least"),
    "≤": Text("不大于", "is at most"),
}
_MOST_PLACES = 7


def spoken(identity: Identity, form: Form, language: Language) -> tuple[str, ...]:
    """Where the equation is judged, what must hold there, and under which conditions."""
    speaker = _Speaker(identity, form, language)
    return tuple(speaker.lines())


class _Speaker:
    """Says names, sums and comparisons of one identity in one language."""

    def __init__(self, identity: Identity, form: Form, language: Language) -> None:
        self.identity = identity
        self.form = form
        self.language = language
        self.places = tuple(places_of(identity, form))

    def lines(self) -> Iterator[str]:
        """One sentence each."""
        identity = self.identity
        where = self._where()
        must = self._must(identity.must)
        yield where + must + self._say("。", ".")
        if identity.when:
            conditions = [self._is(one) for one in identity.when]
            yield self._say(
                f"只在以下情况核对：{'，并且'.join(conditions)}。",
                f"Only judged where {' and '.join(conditions)}.",
            )
        if identity.tolerance:
            most = identity.tolerance
            yield self._say(f"相差不超过 {most} 也算相符。", f"A difference up to {most} is none.")
        if identity.blank_is_zero:
            yield self._say("空白格按 0 计。", "A blank cell counts as 0.")

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).to(self.language)

    def _where(self) -> str:
        """The rows or columns that the equation runs over."""
        each = self.identity.each
        if each == "cell":
            return ""
        table = self.form.table(self.identity.table)
        if each == "column":
            names, unit = [place.column or "" for place in self.places], Text("列", "column")
        else:
            rows = [place.row for place in self.places if place.row is not None]
            names, unit = [_row_label(table, row) for row in rows], Text("行", "row")
        if len(names) == 1:
            return self._say(
                f"{table.name}“{names[0]}”一{unit.zh}：",
                f"In the {unit.en} “{names[0]}” of table {table.number}: ",
            )
        listed = Text("、".join(names), ", ".join(names))
        if len(names) > _MOST_PLACES:
            listed = Text(f"{names[0]}……{names[-1]}", f"{names[0]} … {names[-1]}")
        return self._say(
            f"{table.name}每一{unit.zh}（{listed.zh}，共 {len(names)} {unit.zh}）：",
            f"In each {unit.en} of table {table.number} ({listed.en}; {len(names)} {unit.en}s): ",
        )

    def _must(self, one: Comparison) -> str:
        relation = _MUST[one.relation].to(self.language)
        left, right = self._sum(one.left), self._sum(one.right)
        return self._say(f"{left}，{relation}{_spaced(right)}", f"{left} {relation} {right}")

    def _is(self, one: Comparison) -> str:
        relation = _IS[one.relation].to(self.language)
        left, right = self._sum(one.left), self._sum(one.right)
        return self._say(f"{left}{relation}{_spaced(right)}", f"{left} {relation} {right}")

    def _sum(self, terms: Sequence[Term]) -> str:
        said = ""
        for at, term in enumerate(terms):
            minus = term.coefficient < 0
            words = self._term(term)
            if at:
                said += self._say("减" if minus else "加", " minus " if minus else " plus ")
                said += self._say(_spaced(words), words)
            else:
                said += (self._say("负的", "minus ") if minus else "") + words
        return said or "0"

    def _term(self, term: Term) -> str:
        factor = abs(term.coefficient)
        if term.first is None:
            return str(factor)
        words = self._figure(term.first, term.last)
        return (
            words if factor == 1 else self._say(f"{factor} 倍的{words}", f"{factor} times {words}")
        )

    def _figure(self, first: Name, last: Name | None) -> str:
        if first.metric is not None:
            metric = metrics()[first.metric].name
            return self._say(f"正文写的“{metric.zh}”", f"the figure “{metric.en}” of the prose")
        words = self._cells(first, last)
        if not self._is_home(first):
            table = self.form.table(first.table)
            words = self._say(f"{table.name}{words}", f"{words} in table {table.number}")
        if first.whose == "last year":
            return self._say(f"上年报告的{words}", f"last year's {words}")
        if first.whose == "members":
            return self._say(f"各成员单位报告的{words}之和", f"the sum over all members of {words}")
        return words

    def _is_home(self, name: Name) -> bool:
        return self.identity.each != "cell" and name.table == self.identity.table

    def _cells(self, first: Name, last: Name | None) -> str:
        """A row, a column, both, or what lies between two of them."""
        rows = self._ends(self._row(first), self._row(last) if last else None)
        columns = self._ends(first.column, last.column if last else None)
        count = sum(1 for _ in cells_of(first, last, self.form, self.places[0]))
        words = self._say(f"{rows}的{columns}", f"{columns} of {rows}")
        if not rows or not columns:
            words = rows or columns
        if count == 1:
            return words
        return self._say(f"{words}各格之和（{count} 格）", f"the sum of {words} ({count} cells)")

    def _ends(self, first: str | None, last: str | None) -> str:
        if first is None:
            return ""
        if last is None or last == first:
            return f"“{first}”"
        return self._say(f"“{first}”至“{last}”", f"“{first}” to “{last}”")

    def _row(self, name: Name) -> str | None:
        """The label of a row or of a group of rows; None where the name leaves the row open."""
        if name.item is None:
            return None
        table = self.form.table(name.table)
        for row in table.rows:
            if name.item in (row.item, f"[{row.label}]"):
                return _row_label(table, row)
        return next((one.label for one in table.groups if one.item == name.item), name.item)


def _row_label(table: Table, row: Row) -> str:
    """With the label of its group, without which ``3.其他`` says little."""
    group = next((one.label for one in table.groups if one.item == row.group), None)
    return f"{group} {row.label}" if group else row.label


def _spaced(words: str) -> str:
    """A figure stands apart from the words before it."""
    return f" {words}" if words[:1].isdigit() else words
