"""Reports made by hand, cell by cell, and rules run on them: no reading is involved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from attrs import evolve

from gxaudit.finding import Failed, NotApplicable, NotEvaluated, Passed, Verdict
from gxaudit.forms import form_named
from gxaudit.packs import packaged
from gxaudit.report import Number, Paragraph, Place, Report, Section, State, TableSeen
from gxaudit.rule import Rule
from gxaudit.specimen import HEADINGS

Content = tuple[State, Number | None, str]
BLANK: Content = (State.BLANK, None, "")
MISSING: Content = (State.MISSING, None, "")
ZERO: Content = (State.NUMBER, 0, "0")


def number(value: Number, raw: str | None = None) -> Content:
    """A cell that reads as ``value``, written as ``raw``."""
    return State.NUMBER, value, str(value) if raw is None else raw


def mark(raw: str = "/") -> Content:
    """A cell with a sign for nothing."""
    return State.MARK, None, raw


def unreadable(raw: str) -> Content:
    """A cell with something in it that is no number."""
    return State.UNREADABLE, None, raw


def heading(section: int, line: int, ordinal: int | None = None) -> Section:
    """A statutory heading with its own ordinal or another."""
    return Section(section, ordinal or section, HEADINGS[section - 1], line)


def report(
    form: str = "2021",
    *,
    year: int | None = 2021,
    cells: Mapping[str, Content] = {},
    prose: Mapping[int, str] = {},
) -> Report:
    """A whole report on ``form``: six sections, three tables, every figure 0 but ``cells``.

    Section number n stands at line 100 n, its table at 100 n + 10, its prose from 100 n + 1.
    """
    statute = form_named(form)
    contents = [ZERO] * len(statute.cells)
    for address, content in cells.items():
        contents[statute.index(address)] = content
    bare = Report(
        form=statute,
        form_evidence=True,
        title="青岚县水务局2021年政府信息公开工作年度报告",
        title_line=1,
        agency="青岚县水务局",
        year=year,
        sections=tuple(heading(number, 100 * number) for number in range(1, 7)),
        prose=paragraphs(prose),
        tables=tuple(TableSeen(number, number, 100 * number + 10) for number in (2, 3, 4)),
        claims=(),
        observations=(),
        states=(),
        values=(),
        raws=(),
        places=tuple(Place(200 + row.number, (), 0) for row in statute.rows),
    )
    return with_contents(bare, contents)


def with_contents(base: Report, contents: Sequence[Content]) -> Report:
    """The same report with other cells, all of them."""
    return evolve(
        base,
        states=tuple(content[0] for content in contents),
        values=tuple(content[1] for content in contents),
        raws=tuple(content[2] for content in contents),
    )


def without_table(base: Report, number: int) -> Report:
    """The same report without one of its tables."""
    contents = [
        MISSING if spec.table.number == number else (state, value, raw)
        for spec, state, value, raw in zip(
            base.form.cells, base.states, base.values, base.raws, strict=True
        )
    ]
    rows = {row.number for row in base.form.table(number).rows}
    lacking = evolve(
        base,
        tables=tuple(table for table in base.tables if table.number != number),
        places=tuple(None if at in rows else place for at, place in enumerate(base.places)),
    )
    return with_contents(lacking, contents)


def paragraphs(prose: Mapping[int, str]) -> tuple[Paragraph, ...]:
    """Prose by section, a line of text a paragraph, offsets as if nothing stood between."""
    found: list[Paragraph] = []
    start = 0
    for section, text in sorted(prose.items()):
        for at, line in enumerate(text.split("\n"), 1):
            found.append(Paragraph(section, 100 * section + at, start, line))
            start += len(line) + 1
    return tuple(found)


def rules_of(*plugins: str) -> dict[str, Rule]:
    """The rules of shipped plugins, by id, without any discovery."""
    modules = [import_module(f"gxaudit_{plugin}") for plugin in plugins]
    rules = [rule for module in modules for rule in getattr(module, "gxaudit_rules", tuple)()]
    packs = [pack for module in modules for pack in getattr(module, "gxaudit_packs", tuple)()]
    rules += [rule for pack in packs for rule in packaged(*pack).rules]
    return {rule.id: rule for rule in rules}


def verdicts(rule: Rule, judged: Report) -> list[Verdict]:
    """Everything that the check of a rule says of a report."""
    assert rule.check is not None
    return list(rule.verdicts(judged))


def failures(rule: Rule, judged: Report) -> list[Failed]:
    """What a rule finds wrong."""
    return [verdict for verdict in verdicts(rule, judged) if isinstance(verdict, Failed)]


def instances(said: Sequence[Verdict], kind: type[Passed | NotEvaluated | NotApplicable]) -> int:
    """How many instances ended in one way other than failed."""
    return sum(verdict.count for verdict in said if isinstance(verdict, kind))
