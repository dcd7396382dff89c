"""A report that a test works with: what it says, its text, and how the engine reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gxaudit.beside import Beside
from gxaudit.entity import Entity
from gxaudit.forms import Form, form_named, shipped_forms
from gxaudit.reading.read import read_report
from gxaudit.report import Number, Report
from gxaudit.rule import Example, Other
from gxaudit.specimen import AGENCY, HEADINGS, Line, default_year, specimen_lines, text_of
from gxaudit.staging import staged
from gxaudit.testing.errors import SloppyTestError, unknown
from gxaudit.wording import Text

if TYPE_CHECKING:
    from hypothesis.vendor.pretty import RepresentationPrinter

Edits = tuple[tuple[str, str], ...]


@frozen(slots=False)
class Sample:
    """A report made from figures: ``text`` is for an audit, ``report`` for ``rule.check``."""

    form: Form = field(repr=lambda form: str(form.name))
    year: int
    cells: Mapping[str, str] = field(repr=False)
    """What is printed in a cell, by address; 0 in every other."""
    prose: Mapping[int, str] = field(factory=dict, repr=False)
    """What stands in a section, 1 to 6."""
    edits: Edits = ()
    """Textual replacements made last."""
    agency: str = AGENCY
    last_year: Mapping[str, str] | None = field(default=None, repr=False)
    """What is printed in a cell of last year's report, by address; None where there is none."""
    file: str | None = None
    """The name of the file, where a rule looks at it."""
    others: tuple[Other, ...] = field(default=(), repr=False)
    """What stands beside it."""
    entity: Entity | None = None
    """What the manifest says of the body."""
    published: date | None = None
    """When it was published, as the manifest says."""

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        # Hypothesis would print the form with all its cells.
        printer.text(repr(self))

    @cached_property
    def text(self) -> str:
        """The report in the statutory layout."""
        return _edited(text_of(self.lines()), self.edits)

    @cached_property
    def report(self) -> Report:
        """The report as rules see it."""
        report = read_report(self.text)
        return report if self.file is None else evolve(report, file=self.file)

    @cached_property
    def beside(self) -> Beside:
        """What stands beside it, last year's report among it."""
        return staged(
            self.others,
            form=self.form.name,
            year=self.year,
            agency=self.agency,
            entity=self.entity,
            day=self.published,
            last_year=self.last_year,
        )

    def value(self, address: str) -> Number | None:
        """The number that is read in a cell, by address or key. Raises ``KeyError``."""
        return self.report.cell(address).value

    def changed(self, cells: Mapping[str, Number | str]) -> Sample:
        """The same report with other figures; nothing is recomputed.

        Raises :class:`SloppyTestError` for a cell that the form does not have.
        """
        return evolve(self, cells={**self.cells, **printed(self.form, cells)})

    def among(
        self, *others: Other, entity: Entity | None = None, published: date | None = None
    ) -> Sample:
        """The same report beside others, with what the manifest says of its body.

        Raises :class:`SloppyTestError` for a cell that the form does not have.
        """
        printed_others = tuple(_printed_other(self.form, other) for other in others)
        return evolve(self, others=printed_others, entity=entity, published=published)

    def lines(self) -> tuple[Line, ...]:
        """The report line by line, before its edits, for :class:`~gxaudit.testing.Layout`."""
        return specimen_lines(
            self.form, year=self.year, agency=self.agency, cells=self.cells, prose=self.prose
        )

    def text_after(self, change: Callable[[tuple[Line, ...]], tuple[Line, ...]]) -> str | None:
        """The text where ``change`` was made before the edits; None where one of them no longer
        finds its text as often as it did.
        """
        plain, other = text_of(self.lines()), text_of(change(self.lines()))
        for old, new in self.edits:
            if plain.count(old) != other.count(old):
                return None
            plain, other = plain.replace(old, new), other.replace(old, new)
        return other


def report_from(
    cells: Mapping[str, Number | str] | None = None,
    *,
    form: str = "2021",
    year: int | None = None,
    prose: Mapping[int, str] | None = None,
    edits: Sequence[tuple[str, str]] = (),
    last_year: Mapping[str, Number | str] | None = None,
    file: str | None = None,
) -> Sample:
    """A report on ``form`` with these figures, by address or key, and 0 in every other cell.

    ``prose`` is what sections 1 to 6 say; a section that it does not name says what such a
    report says at least, so that the shipped rules find nothing in ``report_from()``. ``year`` is
    by default the first report year of the form that is not before 2020. ``edits`` replace text
    at last. ``last_year`` are cells of the report of the year before; without it there is none.
    ``file`` is the name of the file, for rules that look at it.
    Raises :class:`SloppyTestError` for a cell, section or form that does not exist, for
    a cell named twice and for an edit that finds nothing, with the nearest name.
    """
    statute = named_form(form)
    year = year or default_year(statute)
    said = {**quiet_prose(year), **(prose or {})}
    for section in said:
        if section not in range(1, len(HEADINGS) + 1):
            raise SloppyTestError(
                Text(
                    f"报告没有第 {section} 部分；prose 的键是 1 到 6",
                    f"a report has no section {section}; the keys of prose are 1 to 6",
                )
            )
    before = None if last_year is None else printed(statute, last_year)
    figures = printed(statute, cells or {})
    return _checked(Sample(statute, year, figures, said, tuple(edits), last_year=before, file=file))


def example_sample(example: Example) -> Sample:
    """The report of a rule's example. Raises :class:`SloppyTestError` as ``report_from`` does."""
    form = named_form(example.form)
    cells = printed(form, example.cells)
    before = None if example.last_year is None else printed(form, example.last_year)
    year = example.year or default_year(form)
    prose, edits = dict(example.prose), tuple(example.edits)
    return _checked(
        Sample(
            form,
            year,
            cells,
            prose,
            edits,
            last_year=before,
            file=example.file,
            others=tuple(_printed_other(form, other) for other in example.others),
            entity=example.entity,
            published=example.published,
        )
    )


def _printed_other(form: Form, other: Other) -> Other:
    return evolve(other, cells=printed(form, dict(other.cells)))


def quiet_prose(year: int) -> dict[int, str]:
    """What the sections say of a body that has nothing to tell."""
    return {
        1: f"{year}年，本机关扎实推进政府信息公开各项工作。",
        5: "一是公开的内容还不够全面。二是解读的形式较为单一。下一步将加强培训，改进服务。",
        6: f"{year}年，本机关未收取政府信息公开信息处理费。",
    }


def printed(form: Form, cells: Mapping[str, Number | str]) -> dict[str, str]:
    """Figures as they are printed, by address. Raises :class:`SloppyTestError`."""
    found: dict[str, str] = {}
    for name, figure in cells.items():
        address = known_address(form, name)
        if address in found:
            raise SloppyTestError(
                Text(
                    f"{address} 给了两次：一次按地址，一次按代码",
                    f"{address} is given twice, by its address and by its key",
                )
            )
        # The forms print amounts without an exponent.
        found[address] = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
    return found


def known_address(form: Form, name: str) -> str:
    """The address of a cell given by address or key. Raises :class:`SloppyTestError`."""
    try:
        return form.cells[form.index(name)].address
    except KeyError:
        addresses = [cell.key if name.isascii() else cell.address for cell in form.cells]
        what = Text(f"{form.name} 格式的单元格", f"on the form of {form.name}, cell")
        raise unknown(what, name, addresses) from None


def named_form(name: str) -> Form:
    """The shipped form of this name. Raises :class:`SloppyTestError`."""
    try:
        return form_named(name)
    except KeyError:
        what = Text("法定格式", "statutory form")
        raise unknown(what, name, [form.name for form in shipped_forms()]) from None


def _checked(sample: Sample) -> Sample:
    """The sample, of which every edit finds its text."""
    if sample.edits:
        _edited(text_of(sample.lines()), sample.edits)
    return sample


def _edited(text: str, edits: Edits) -> str:
    for old, new in edits:
        if not old or old not in text:
            raise SloppyTestError(
                Text(
                    f"报告里没有要替换的文字 {old!r}，这一处修改什么也没做",
                    f"the report has no text {old!r} to replace: this edit changes nothing",
                )
            )
        text = text.replace(old, new)
    return text
