"""Reports with given figures, and the changes that are tried on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.beside import Beside, Companion, Member
from gxaudit.entity import Entity
from gxaudit.forms import Form
from gxaudit.metrics import metrics
from gxaudit.proof.consistent import Figures
from gxaudit.reading.read import read_report
from gxaudit.report import Number, Report
from gxaudit.specimen import AGENCY, specimen


def trial_report(form: Form, year: int, figures: Figures) -> tuple[Report, Beside]:
    """The report that states these figures, beside last year's and that of its one member."""
    cells: dict[str, str] = {}
    others: dict[str, dict[str, str]] = {"last year": {}, "members": {}}
    said: dict[int, list[str]] = {}
    for variable, value in figures.items():
        if variable.kind == "cell":
            cells[form.cells[variable.cell].address] = str(value)
        elif variable.kind in others:
            others[variable.kind][variable.name] = str(value)
        else:
            metric = metrics()[variable.name]
            said.setdefault(metric.section, []).append(metric.sentence.replace("{n}", str(value)))
    prose = {section: "".join(sentences) for section, sentences in said.items()}
    report = read_report(specimen(form, year=year, cells=cells, prose=prose))
    last, member = (
        Companion(read_report(specimen(form, year=year - before, cells=others[kind])), "")
        for before, kind in ((1, "last year"), (0, "members"))
    )
    entity = Entity(AGENCY, members=(AGENCY,), complete=True)
    return report, Beside(last_year=last, entity=entity, members=(Member(AGENCY, member),))


def changes(value: Number) -> Iterator[Number]:
    """What a slip may make of a figure: one more, one less, a digit more, a digit less, nothing."""
    tried = {value + 1, value - 1, value * 10, value // 10, value + 1000, 0}
    for changed in sorted(tried):
        if changed >= 0 and changed != value:
            yield changed
