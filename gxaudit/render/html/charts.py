"""Charts as SVG inside a page: columns over years, drawn of numbers alone.

leather makes SVG without styles, scripts or fonts of its own; the style sheet of the page gives it
its looks. What a chart shows stands in a table below it as well, so readers aloud pass over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from leather import Chart, Linear, Ordinal
from markupsafe import Markup

_WIDTH, _HEIGHT = 360, 190
_MOST_LABELS = 9
"""Years that find room below a chart; of more, every second one is named."""


def columns(years: Sequence[int], numbers: Sequence[int | None], most: int) -> Markup:
    """A column a year, none where there is no number; ``most`` is the end of the scale."""
    names = [str(year) for year in years]
    shown = [(name, number) for name, number in zip(names, numbers, strict=True)]
    chart = Chart()
    chart.add_columns([each for each in shown if each[1] is not None] or [(names[0], 0)])
    chart.set_x_scale(Ordinal(names))
    chart.set_y_scale(Linear(0, max(1, most)))
    chart.add_x_axis(ticks=names, tick_formatter=_year)
    chart.add_y_axis(tick_formatter=_whole)
    drawn = ET.tostring(chart.to_svg_group(_WIDTH, _HEIGHT), encoding="unicode")
    # Of numbers alone, serialised by a library that escapes.
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return Markup(f'<svg {size} aria-hidden="true">{drawn}</svg>')


def _year(name: str, at: int, count: int) -> str:
    return "" if count > _MOST_LABELS and at % 2 else name


def _whole(value: float, _at: int, _count: int) -> str:
    return str(int(value)) if value == int(value) else ""
