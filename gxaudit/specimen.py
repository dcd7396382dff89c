"""Print a report from figures, in the layout of the statutory form, as tab-separated text.

Rule examples, tests and the documentation are made with this. Rows, columns and labels come
from the form; only the words that head several columns at once stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from gxaudit.forms import Column, Form, Group, Row, Table, form_named

if TYPE_CHECKING:
    from gxaudit.rule import Example

AGENCY = "青岚县水务局"
"""The invented body whose report is printed where none is named."""

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
CONTENT = "信息内容"
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
ORGANISATIONS = "法人或其他组织"
LITIGATION = "行政诉讼"

Kind = Literal["title", "blank", "heading", "prose", "block", "header", "row"]


@frozen(slots=False)
class Line:
    """One line of a report that is being printed: its cells, and what they are."""

    kind: Kind
    cells: tuple[str, ...] = ("",)
    section: int = 0
    """1 to 6; for a line of a statutory table also the number of the table. 0 is the title."""
    rows: tuple[Row, ...] = ()
    """The rows of the form whose figures stand here: one, or all of a table in one line."""
    first: int = 0
    """Which cell holds the first figure; the cells before it are labels."""


def specimen(
    form: Form | str,
    *,
    year: int | None = None,
    agency: str = AGENCY,
    cells: Mapping[str, str] = {},
    prose: Mapping[int, str] = {},
    default: str = "0",
) -> str:
    """The text of a report on ``form``: ``default`` in every cell but those in ``cells``.

    ``cells`` maps addresses or keys to what is printed; ``prose`` maps sections 1 to 6 to the
    text below their headings. ``year`` is by default the first report year of the form that is
    not before 2020. Raises ``KeyError`` for a cell, section or form that does not exist.
    """
    return text_of(
        specimen_lines(form, year=year, agency=agency, cells=cells, prose=prose, default=default)
    )


def specimen_lines(
    form: Form | str,
    *,
    year: int | None = None,
    agency: str = AGENCY,
    cells: Mapping[str, str] = {},
    prose: Mapping[int, str] = {},
    default: str = "0",
) -> tuple[Line, ...]:
    """What :func:`specimen` prints, line by line, for whoever changes the layout."""
    if isinstance(form, str):
        form = form_named(form)
    figures = _figures(form, cells, default)
    unknown = set(prose) - set(range(1, len(HEADINGS) + 1))
    if unknown:
        raise KeyError(f"no section {min(unknown)}")
    lines = [Line("title", (title_of(agency, year or default_year(form)),))]
    for number, heading in enumerate(HEADINGS, 1):
        lines += [Line("blank"), Line("heading", (heading,), number)]
        if prose.get(number):
            lines.append(Line("blank"))
            lines += [Line("prose", (part,), number) for part in prose[number].split("\n")]
        lines += _table_lines(form, number, figures)
    return tuple(lines)


def text_of(lines: Sequence[Line]) -> str:
    """Lines as text: cells joined by tabs, lines by newlines, none after the last."""
    return "\n".join("\t".join(line.cells) for line in lines)


def title_of(agency: str, year: int) -> str:
    """The title of a report."""
    return f"{agency}{year}年政府信息公开工作年度报告"


def default_year(form: Form) -> int:
    """The first report year of the form that is not before 2020."""
    return max(form.years[0], 2020)


def example_text(example: Example) -> str:
    """The report on which a rule's example is judged.

    An edit replaces its text wherever it occurs. Raises ``ValueError`` where it does not occur,
    ``KeyError`` for a cell, section or form that does not exist.
    """
    text = specimen(example.form, year=example.year, cells=example.cells, prose=example.prose)
    for old, new in example.edits:
        if not old or old not in text:
            raise ValueError(f"the example has no text {old!r} to replace")
        text = text.replace(old, new)
    return text


def _figures(form: Form, cells: Mapping[str, str], default: str) -> list[str]:
    figures = [default] * len(form.cells)
    for name, printed in cells.items():
        figures[form.index(name)] = printed
    return figures


def _table_lines(form: Form, number: int, figures: Sequence[str]) -> Iterator[Line]:
    """A blank line and the statutory table of a section; nothing where it has none."""
    table = next((table for table in form.tables if table.number == number), None)
    if table is None:
        return
    yield Line("blank")
    if table.one_line:
        yield from _one_line_table(table, figures)
    elif table.groups:
        yield from _grouped_table(table, figures)
    else:
        yield from _blocks(form, table, figures)


def _values(row: Row, figures: Sequence[str]) -> tuple[str, ...]:
    return tuple(figures[row.first : row.first + len(row.columns)])


def _pad(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def printed_label(column: Column) -> str:
    """The heading of a column with its unit, as the form prints it."""
    return f"{column.label}（单位：{column.unit}）" if column.unit else column.label


def _blocks(form: Form, table: Table, figures: Sequence[str]) -> Iterator[Line]:
    """Table 2: each block has a title, a header row and rows of its own; one width for all."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    for block in table.blocks:
        yield Line("block", _pad((block.title,), width), table.number)
        header = (CONTENT, *map(printed_label, block.columns))
        yield Line("header", _pad(header, width), table.number)
        for number in block.rows:
            row = form.rows[number]
            cells = _pad((row.label, *_values(row, figures)), width)
            yield Line("row", cells, table.number, (row,), 1)


def _grouped_table(table: Table, figures: Sequence[str]) -> Iterator[Line]:
    """Table 3: three label columns, of which rows without sub-labels use two, padded behind."""
    columns = table.blocks[0].columns
    labels = max(row.depth for row in table.rows)
    width = labels + len(columns)
    for cells in _applicant_header([column.label for column in columns]):
        yield Line("header", _pad(cells, width), table.number)
    printed: set[str] = set()
    for row in table.rows:
        lead = _lead(row, table.groups, printed)
        cells = _pad((*lead, *_values(row, figures)), width)
        yield Line("row", cells, table.number, (row,), len(lead))


def _applicant_header(columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    natural, *organisations, total = columns
    gaps = [""] * len(organisations)
    yield (CORNER, "", APPLICANTS, *gaps, total)
    yield ("", "", natural, ORGANISATIONS)
    yield ("", "", "", *organisations)


def _lead(row: Row, groups: Sequence[Group], printed: set[str]) -> tuple[str, ...]:
    """The label cells of a row; a group is named in the first of its rows only."""
    lead = [""] * max(row.depth, 2)
    lead[row.depth - 1] = row.label
    for group in groups:
        holds = row.item.startswith(group.item) and group.depth < row.depth
        if holds and group.item not in printed:
            printed.add(group.item)
            lead[group.depth - 1] = group.label
    return tuple(lead)


def _one_line_table(table: Table, figures: Sequence[str]) -> Iterator[Line]:
    """Table 4: three header rows, then every figure in one row without a label."""
    labels = [column.label for column in table.blocks[0].columns]
    span = len(labels)
    review, *suits = [row.label for row in table.rows]
    width = span * len(table.rows)
    headers = (
        (*_pad((review,), span), LITIGATION),
        (*labels, *[cell for suit in suits for cell in _pad((suit,), span)]),
        (*[""] * span, *labels * len(suits)),
    )
    for header in headers:
        yield Line("header", _pad(header, width), table.number)
    values = tuple(value for row in table.rows for value in _values(row, figures))
    yield Line("row", values, table.number, table.rows)
