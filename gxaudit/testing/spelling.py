"""Noise that spells labels, figures and headings differently and leaves every cell in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import evolve
from hypothesis import strategies as st

from gxaudit.forms import Column, Row
from gxaudit.specimen import HEADINGS, Line, printed_label
from gxaudit.testing.noise import Lines, Noise, change_cells, is_figure, is_label

SPACES = (" ", "\u00a0", "\u3000", "  ")
HALF_WIDTH = str.maketrans("（），：“”", '(),:""')
RADICALS = str.maketrans("一人行长民", "⼀⼈⾏⻓⺠")
FULL_DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")
ORDINAL = re.compile(r"^([一二三四])、|^(\d)\.")
WHOLE = re.compile(r"-?\d+")
THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
"""Where a separator stands in a whole number."""
ZERO = re.compile(r"0+(?:\.0*)?")
LONG_HEADINGS = (
    "一、总体情况",
    "二、行政机关主动公开政府信息情况",
    "三、行政机关收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
    "六、其它需要报告的事项",
)


def _labels(name: str, change: Callable[[str], str], detail: str = "") -> Noise:
    return Noise(name, lambda lines: change_cells(lines, is_label, change), detail)


def _figures(name: str, change: Callable[[str], str], detail: str = "") -> Noise:
    return Noise(name, lambda lines: change_cells(lines, is_figure, change), detail)


def brackets() -> Noise:
    """Half-width brackets, commas and quotation marks in labels."""
    return _labels("half-width punctuation", lambda label: label.translate(HALF_WIDTH))


def radicals() -> Noise:
    """Kangxi and CJK radicals in labels, as the text layer of a PDF has them."""
    return _labels("radical code points", lambda label: label.translate(RADICALS))


def ordinals(mark: str) -> Noise:
    """``1、`` or ``1．`` for ``1.``, ``一.`` for ``一、``."""

    def respell(label: str) -> str:
        return ORDINAL.sub(lambda match: (match[1] or match[2]) + mark, label)

    return _labels("ordinals", respell, mark)


def spaced(space: str, *, after: int | None) -> Noise:
    """A space inside every label: after ``after`` characters, or between all of them."""

    def respell(label: str) -> str:
        if after is None:
            return space.join(label)
        return label[:after] + space + label[after:] if len(label) > after else label

    return _labels("spaces in labels", respell, f"{space!r} after {after}")


def variants(pick: int) -> Noise:
    """Labels in a wording that the form lists as a variant."""

    def respell(line: Line, names: Mapping[str, str]) -> Line:
        cells = [
            names.get(cell, cell) if is_label(line, at) else cell
            for at, cell in enumerate(line.cells)
        ]
        return evolve(line, cells=tuple(cells))

    def apply(lines: Lines) -> Lines:
        names = _variant_names(lines, pick)
        return tuple(respell(line, names) for line in lines)

    return Noise("label variants", apply, str(pick))


def _variant_names(lines: Lines, pick: int) -> dict[str, str]:
    named: list[Row | Column] = [row for line in lines for row in line.rows]
    named += [column for line in lines for row in line.rows for column in row.columns]
    names = {}
    for thing in named:
        if thing.variants:
            printed = printed_label(thing) if isinstance(thing, Column) else thing.label
            names[printed] = thing.variants[pick % len(thing.variants)]
    return names


def full_width() -> Noise:
    """Full-width digits."""
    return _figures("full-width digits", lambda figure: figure.translate(FULL_DIGITS))


def separators(mark: str) -> Noise:
    """A mark between thousands."""

    def respell(figure: str) -> str:
        match = WHOLE.match(figure)
        if match is None:
            return figure
        return THOUSANDS.sub(mark, match.group()) + figure[match.end() :]

    return _figures("thousands separators", respell, mark)


def padded(space: str) -> Noise:
    """Spaces around every figure."""
    return _figures("spaces around figures", lambda figure: f"{space}{figure}{space}", repr(space))


def zeros(mark: str) -> Noise:
    """Every zero of the report printed as a blank or as a sign for nothing."""

    def respell(figure: str) -> str:
        return mark if ZERO.fullmatch(figure) else figure

    def apply(lines: Lines) -> Lines:
        return change_cells(lines, is_figure, respell)

    return Noise("zeros not printed", apply, repr(mark), blanks=True)


def headings(change: Callable[[int, str], str], detail: str) -> Noise:
    """Another spelling of the six headings; ``change`` takes the number and the heading."""

    def apply(lines: Lines) -> Lines:
        return tuple(
            evolve(line, cells=(change(line.section, line.cells[0]),))
            if line.kind == "heading"
            else line
            for line in lines
        )

    return Noise("headings", apply, detail)


def _unnumbered(heading: str) -> str:
    return heading.partition("、")[2]


def _wrong_ordinal(number: int, heading: str) -> str:
    # As published: two sections carry the same ordinal and all that follow are one behind.
    return HEADINGS[number - 2 if number > 3 else number - 1][0] + heading[1:]


HEADING_STYLES: Mapping[str, Callable[[int, str], str]] = {
    "one hash": lambda number, heading: f"# {heading}",
    "hashes of drifting depth": lambda number, heading: "#" * number + f" {heading}",
    "full stop": lambda number, heading: heading.replace("、", ".", 1),
    "wide full stop": lambda number, heading: heading.replace("、", "．", 1),
    "comma": lambda number, heading: heading.replace("、", "，", 1),
    "space after the ordinal": lambda number, heading: heading.replace("、", "、 ", 1),
    "indented": lambda number, heading: f"\u3000\u3000{heading}",
    "stray punctuation": lambda number, heading: f"{heading}、",
    "old long titles": lambda number, heading: LONG_HEADINGS[number - 1],
    "no ordinals": lambda number, heading: _unnumbered(heading),
    "bold": lambda number, heading: f"**{heading}**",
    "spaces inside": lambda number, heading: heading[:4] + " " + heading[4:],
}

SPELLINGS: Mapping[str, st.SearchStrategy[Noise]] = {
    "label variants": st.integers(0, 2).map(variants),
    "half-width punctuation": st.builds(brackets),
    "radical code points": st.builds(radicals),
    "ordinals": st.sampled_from(["、", "．", ". ", " . "]).map(ordinals),
    "spaces in labels": st.builds(
        spaced, st.sampled_from(SPACES), after=st.none() | st.integers(1, 6)
    ),
    "full-width digits": st.builds(full_width),
    "thousands separators": st.sampled_from([",", "，"]).map(separators),
    "spaces around figures": st.sampled_from(SPACES).map(padded),
    "headings": st.sampled_from(sorted(HEADING_STYLES)).map(
        lambda name: headings(HEADING_STYLES[name], name)
    ),
}

NUMBERED_WRONG = headings(_wrong_ordinal, "wrong ordinals")
"""Sections are found all the same, but the ordinals are worth a finding of their own."""

BLANK_ZEROS: Mapping[str, st.SearchStrategy[Noise]] = {
    "zeros not printed": st.sampled_from(["", "\u00a0", "/", "-", "—", "无"]).map(zeros),
}
