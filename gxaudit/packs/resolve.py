"""Names as written to names as meant: what a bracket is depends on what the rule runs over."""

from __future__ import annotations

from attrs import frozen

from gxaudit.equations.identity import Comparison, Each, Name, Term
from gxaudit.metrics import metric_called, metrics
from gxaudit.packs.syntax import (
    Line,
    PackError,
    Problem,
    Written,
    WrittenComparison,
    WrittenTerm,
)
from gxaudit.wording import Text


@frozen
class Scope:
    """What a rule's names are read by: its table and what it runs over."""

    table: int | None
    each: Each


def comparison(written: WrittenComparison, scope: Scope, line: Line) -> Comparison:
    """Both sides resolved. Raises :class:`PackError` for a name that cannot be meant."""
    left, right = (
        tuple(_term(term, scope, line) for term in side) for side in (written.left, written.right)
    )
    return Comparison(left, written.relation, right)  # type: ignore[arg-type]


def _term(written: WrittenTerm, scope: Scope, line: Line) -> Term:
    first, last = written.first, written.last
    return Term(
        written.coefficient,
        None if first is None else name(first, scope, line),
        None if last is None else name(last, scope, line, first),
    )


def name(written: Written, scope: Scope, line: Line, first: Written | None = None) -> Name:
    """One name resolved; the end of a range takes its table from the beginning."""
    at = (line.number, written.column)
    if written.metric is not None:
        metric = metric_called(written.metric)
        if metric is None:
            raise PackError((Problem(*at, _unknown_metric(written.metric)),))
        return Name(0, metric=metric.key, written=f"正文({metric.name.zh})", at=at)
    table = written.table or (first.table if first else None) or scope.table
    if table is None:
        words = Text(
            f"“{written.spelled()}”没有说是哪张表；请加一行“表 三”，"
            f"或写成 表三.{written.spelled()}",
            f"'{written.spelled()}' names no table; add a line 'table 3' or write 表三. in front",
        )
        raise PackError((Problem(*at, words),))
    item, column = _item_and_column(written, scope, at)
    return Name(table, item, column, None, written.whose, written.spelled(), at)


def _item_and_column(
    written: Written, scope: Scope, at: tuple[int, int]
) -> tuple[str | None, str | None]:
    """``三（七）[总计]``, ``[规章][现行有效件数]``, or a part of it."""
    brackets = list(written.brackets)
    if written.item is not None:
        return written.item, brackets[0] if brackets else None
    if len(brackets) == 2:
        return f"[{brackets[0]}]", brackets[1]
    if scope.each == "row":
        return None, brackets[0]
    if scope.each == "column":
        return f"[{brackets[0]}]", None
    words = Text(
        f"“{written.spelled()}”只说了行或列；请写全（如 三（七）[总计]），或加一行“每列”“每行”",
        f"'{written.spelled()}' names a row or a column only; write both, as in 三（七）[总计], or "
        "add a line 'each column' or 'each row'",
    )
    raise PackError((Problem(*at, words),))


def _unknown_metric(metric: str) -> Text:
    from difflib import get_close_matches

    known = [word for one in metrics().values() for word in (one.name.zh, one.key)]
    near = get_close_matches(metric, known, n=1, cutoff=0.3)
    zh = near[0] if near else "、".join(one.name.zh for one in metrics().values())
    return Text(
        f"正文数字中没有“{metric}”，{'最接近的是' if near else '有：'}{zh}",
        f"no figure of the prose is called '{metric}'; "
        + (f"the nearest is {near[0]}" if near else f"there are: {', '.join(metrics())}"),
    )
