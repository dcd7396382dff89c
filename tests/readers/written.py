"""Text as people keep it whose tables are no cells between tabs."""

from __future__ import annotations

from collections.abc import Callable

from gxaudit.forms import Form

Shape = Callable[[str], str]


def _by_line(change: Callable[[list[str]], str]) -> Shape:
    def whole(text: str) -> str:
        return "\n".join(
            change(line.split("\t")) if "\t" in line else line for line in text.split("\n")
        )

    return whole


def _markdown(text: str) -> str:
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        if "\t" in line:
            cells = line.split("\t")
            lines.append("| " + " | ".join(cells) + " |")
            if not inside:
                lines.append("|" + " --- |" * len(cells))
        else:
            lines.append(line)
        inside = "\t" in line
    return "\n".join(lines)


SHAPES: dict[str, Shape] = {
    "Markdown": _markdown,
    "bars behind every cell": _by_line(lambda cells: "".join(f"{cell} | " for cell in cells)),
    "bars between cells": _by_line("|".join),
    "full-width bars": _by_line("｜".join),
    "one cell a line": _by_line(lambda cells: "\n".join(filter(None, cells))),
    "one cell a line and blank lines": _by_line(
        lambda cells: "\n\n".join(cell for cell in cells if cell) + "\n"
    ),
    "one cell a line, nbsp for nothing": _by_line(
        lambda cells: "\n\n".join(cell or "\xa0" for cell in cells) + "\n"
    ),
    "spaces between cells": _by_line(lambda cells: " ".join(filter(None, cells))),
}
"""Every shape that keeps all figures, by what it looks like."""


def sideways(form: Form, text: str, style: str) -> str:
    """The text with section four printed downwards: ``fifteen rows``, ``three rows``, ``five
    rows``, or the latter two with both headings of the suits.
    """
    lines = text.split("\n")
    table = form.table(4)
    blocks = [row.label for row in table.rows]
    results = [column.label for column in table.rows[0].columns]
    at = next(number for number, line in enumerate(lines) if line.startswith(blocks[0] + "\t"))
    values = lines[at + 3].split("\t")
    by_block = [values[number * 5 : number * 5 + 5] for number in range(3)]
    lines[at : at + 4] = ["\t".join(row) for row in _STYLES[style](blocks, results, by_block)]
    return "\n".join(lines)


Rows = list[list[str]]


def _fifteen(blocks: list[str], results: list[str], values: Rows) -> Rows:
    return [
        [block if not number else "", result, values[at][number]]
        for at, block in enumerate(blocks)
        for number, result in enumerate(results)
    ]


def _three(blocks: list[str], results: list[str], values: Rows) -> Rows:
    return [["类别", *results], *[[block, *row] for block, row in zip(blocks, values, strict=True)]]


def _three_in_groups(blocks: list[str], results: list[str], values: Rows) -> Rows:
    labels = [[blocks[0], ""], ["行政诉讼", blocks[1]], ["", blocks[2]]]
    return [["", "", *results], *[[*lead, *row] for lead, row in zip(labels, values, strict=True)]]


def _five(blocks: list[str], results: list[str], values: Rows) -> Rows:
    columns = zip(*values, strict=True)
    rows = [[name, *row] for name, row in zip(results, columns, strict=True)]
    return [["结果", *blocks], *rows]


def _five_in_groups(blocks: list[str], results: list[str], values: Rows) -> Rows:
    heads = [["", blocks[0], "行政诉讼", ""], ["", "", *blocks[1:]]]
    return [*heads, *_five(blocks, results, values)[1:]]


_STYLES = {
    "fifteen rows": _fifteen,
    "three rows": _three,
    "three rows in groups": _three_in_groups,
    "five rows": _five,
    "five rows in groups": _five_in_groups,
}
SIDEWAYS = tuple(_STYLES)
