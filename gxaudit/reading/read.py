"""Stages 2 to 4 in one: a decoded text to a bound, frozen report."""

from __future__ import annotations

from gxaudit.forms import shipped_forms
from gxaudit.reading.binding import Figures, bind_table, choose_form
from gxaudit.reading.claims import prose_of
from gxaudit.reading.grid import GridRow, read_grid
from gxaudit.reading.lexicon import Lexicon
from gxaudit.reading.matching import Matcher, Matching
from gxaudit.reading.outline import Outline, outline
from gxaudit.report import Observation, Report, Seen

_FEWEST_SECTIONS = 2


def read_report(text: str, lexicon: Lexicon | None = None) -> Report:
    r"""Read a decoded text, newlines as ``\\n``. Accepts any text; see :func:`is_report`.

    ``lexicon`` is what the words of the prose mean; our own by default.
    """
    parts = outline(text)
    grids = [read_grid(block.lines, block.line) for block in parts.blocks]
    form, told, mixed = choose_form(shipped_forms(), (row for grid in grids for row in grid))
    matcher = Matcher(form)
    for block, grid in zip(parts.blocks, grids, strict=True):
        matcher.block(grid, block.section)
    matching = matcher.finish()
    figures = Figures(form)
    for number, table in matching.tables.items():
        if any(one.number == number for one in matching.seen):
            bind_table(figures, table)
    observations = [*matching.observations, *figures.observations]
    if mixed:
        observations.append(_mixed(grids))
    return _report(parts, figures, matching, observations, told=told, lexicon=lexicon)


def is_report(report: Report) -> bool:
    """Whether a text is an annual report, whole or cut: it has a title with 政府信息公开 and
    年度报告, or two statutory section headings, or one statutory table.
    """
    sections = {section.number for section in report.sections}
    return bool(report.title_line or len(sections) >= _FEWEST_SECTIONS or report.tables)


def _report(
    parts: Outline,
    figures: Figures,
    matching: Matching,
    observations: list[Observation],
    *,
    told: bool,
    lexicon: Lexicon | None,
) -> Report:
    said = prose_of(parts.prose, parts.title.year, lexicon)
    states, values = zip(*figures.readings, strict=True)
    return Report(
        form=figures.form,
        form_evidence=told,
        title=parts.title.text,
        title_line=parts.title.line,
        agency=parts.title.agency,
        year=parts.title.year,
        sections=parts.sections,
        prose=parts.prose,
        tables=tuple(matching.seen),
        claims=said.claims,
        observations=tuple(sorted(observations, key=_order)),
        states=states,
        values=values,
        raws=tuple(figures.raws),
        places=tuple(figures.places),
        derived=said.derived,
        breakdowns=said.breakdowns,
        percentages=said.percentages,
    )


def _mixed(grids: list[tuple[GridRow, ...]]) -> Observation:
    line = next((row.line for grid in grids for row in grid), 0)
    return Observation(Seen.FORM_MIXED, 2, line)


def _order(one: Observation) -> tuple[int, str, str]:
    return one.line, one.kind.value, one.row or ""
