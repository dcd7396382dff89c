"""What there is to say of a finding behind its message, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.finding import Confidence, Finding
from gxaudit.forms import Form
from gxaudit.render.spelling.addresses import compact, shortened
from gxaudit.wording import Language


def detail_lines(finding: Finding, form: Form | None, language: Language) -> Iterator[str]:
    """The equation or what was expected, the cause, further cells, what to be careful of.

    Not escaped.
    """
    zh = language == "zh"
    if finding.equation is not None:
        from gxaudit.render.telling.equation import equation_text

        words = equation_text(finding.equation, form, language)
        yield f"算式：{words}" if zh else f"equation: {words}"
    elif finding.expected is not None and finding.actual not in (None, finding.expected):
        if zh:
            yield f"应有：{finding.expected}；现有：{finding.actual}"
        else:
            yield f"expected: {finding.expected}; found: {finding.actual}"
    if finding.cause is not None or finding.evidence:
        from gxaudit.render.telling.cause import cause_lines

        yield from cause_lines(finding, form, language)
    further = further_cells(finding)
    if further:
        cells = shortened(compact(further, form, language) if form else further, language)
        yield f"涉及：{cells}" if zh else f"concerns: {cells}"
    if finding.confidence is Confidence.LIKELY:
        yield (
            "本条从文字表述读出，请对照原文核实"
            if zh
            else "this was read from prose: compare it with the wording of the report"
        )


def further_cells(finding: Finding) -> list[str]:
    """The cells that neither the finding's place nor its equation names."""
    named = {finding.address, finding.key}
    for each in (finding, *finding.evidence):
        if each.equation is not None:
            operands = each.equation.left + each.equation.right
            named |= {name for one in operands for name in (one.address, one.key)}
    return [cell for cell in finding.cells if cell not in named]
