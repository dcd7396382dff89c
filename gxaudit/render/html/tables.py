"""The statutory tables of a report as the page draws them, with what is known of each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from gxaudit.forms import Form, Table
from gxaudit.render.html.findings import FindingView, index_of
from gxaudit.render.telling.drawn import Box, drawn
from gxaudit.report import Report, State
from gxaudit.wording import Language, Text

_STATES = {
    State.BLANK: Text("空", "blank"),
    State.MISSING: Text("缺", "none"),
}
"""What the page says itself where the report says nothing."""


@frozen
class CellView:
    """One box of a table; ``css`` is empty where there is nothing to say of it."""

    text: str
    width: int
    height: int
    scope: str = ""
    """``row`` or ``col`` where it is a label or a heading of the form."""
    index: int | None = None
    """The figure as index in the form, where a finding links to it."""
    css: str = ""
    said: bool = False
    """Whether the page speaks here, and not the report."""
    finding: FindingView | None = None
    """The worst that is about it, or that it enters."""
    others: int = 0
    """How many more there are."""
    unverified: bool = False


@frozen
class TableView:
    """One table, or only the fact that the report has none."""

    number: int
    name: str
    title: str
    columns: tuple[int, int] | None = None
    """How many hold labels and figures; None where the report has no such table."""
    head: tuple[tuple[CellView, ...], ...] = ()
    body: tuple[tuple[CellView, ...], ...] = ()

    @property
    def marked(self) -> frozenset[int]:
        """The figures that belong to findings."""
        cells = (cell.index for row in self.body for cell in row)
        return frozenset(index for index in cells if index is not None)


def table_views(
    report: Report, findings: Sequence[FindingView], unchecked: Sequence[str], language: Language
) -> Iterator[TableView]:
    """Every table of the form."""
    form = report.form
    left = frozenset(index_of(form, address) for address in unchecked)
    marks = _Marks(report, _about(findings), left, language)
    for table in form.tables:
        yield _view(form, table, marks, language)


def _about(findings: Sequence[FindingView]) -> dict[int, list[FindingView]]:
    """The findings about each figure, and behind them those that it only enters; worst first."""
    about: dict[int, list[FindingView]] = {}
    for cells in (_accused, _suspected, _involved):
        for each in findings:
            for index in cells(each):
                if each not in (known := about.setdefault(index, [])):
                    known.append(each)
    return about


def _accused(finding: FindingView) -> frozenset[int]:
    return finding.accused


def _suspected(finding: FindingView) -> frozenset[int]:
    return finding.suspected


def _involved(finding: FindingView) -> frozenset[int]:
    return finding.involved


def _weight(finding: FindingView, index: int) -> str:
    """The class of a figure: the finding is about it, it may be the cause, or it enters."""
    if index in finding.accused:
        return finding.mark.css
    return "s" if index in finding.suspected else "k"


@frozen
class _Marks:
    """What is known of each figure."""

    report: Report
    about: Mapping[int, Sequence[FindingView]]
    unchecked: frozenset[int | None]
    language: Language

    def cell(self, box: Box, index: int) -> CellView:
        state = self.report.states[index]
        said = _STATES.get(state)
        found = self.about.get(index, ())
        finding = found[0] if found else None
        return CellView(
            text=said.to(self.language) if said else self.report.raws[index],
            width=box.width,
            height=box.height,
            index=index if finding else None,
            css=" ".join(self._classes(index, state, finding)),
            said=said is not None,
            finding=finding,
            others=max(0, len(found) - 1),
            unverified=index in self.unchecked,
        )

    def _classes(self, index: int, state: State, finding: FindingView | None) -> Iterator[str]:
        if finding is not None:
            yield _weight(finding, index)
        if state is not State.NUMBER:
            yield state.name.lower()
        elif index in self.unchecked:
            yield "u"


def _view(form: Form, table: Table, marks: _Marks, language: Language) -> TableView:
    title = table.title.to(language)
    if not marks.report.has_table(table.number):
        return TableView(table.number, table.name, title)
    layout = drawn(form, table)

    def views(rows: Sequence[Sequence[Box]]) -> tuple[tuple[CellView, ...], ...]:
        return tuple(tuple(_box(box, marks) for box in row) for row in rows)

    columns = (layout.labels, layout.width - layout.labels)
    head, body = views(layout.head), views(layout.body)
    return TableView(table.number, table.name, title, columns, head, body)


def _box(box: Box, marks: _Marks) -> CellView:
    if box.cell is not None:
        return marks.cell(box, box.cell)
    scope = ("row" if box.label else "col") + ("group" if box.width + box.height > 2 else "")
    return CellView(box.text, box.width, box.height, scope)
