"""Print consistent reports in every layout that published reports have.

:func:`layouts` draws a layout: some noises, each named, applied in a fixed order. A layout never
changes a figure, so whatever is read from the printed text can be compared with what was meant.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping

from attrs import field, frozen
from hypothesis import strategies as st

from gxaudit.specimen import text_of
from gxaudit.testing.figures import Draft
from gxaudit.testing.noise import Lines, Noise
from gxaudit.testing.pages import PAGES
from gxaudit.testing.sample import Sample
from gxaudit.testing.shape import SHAPES
from gxaudit.testing.spelling import BLANK_ZEROS, SPELLINGS

NOISES: Mapping[str, st.SearchStrategy[Noise]] = {**SPELLINGS, **SHAPES, **PAGES}
"""Every noise that leaves all figures readable, in the order in which they are applied."""

ENCODINGS: Mapping[str, tuple[bytes, str]] = {
    "UTF-8": (b"", "utf-8"),
    "UTF-8 with BOM": (codecs.BOM_UTF8, "utf-8"),
    "UTF-16 little-endian": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "UTF-16 big-endian": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "GB18030": (b"", "gb18030"),
}
"""Byte order mark and codec of every encoding that a report may come in."""

NEWLINES = ("\n", "\r\n")


@frozen
class Layout:
    """Some noises; no noise is the statutory layout."""

    noises: tuple[Noise, ...] = field(default=())

    def text(self, report: Draft | Sample) -> str:
        """The report printed in this layout, without the edits of a sample."""
        return text_of(self.apply(report.lines()))

    def apply(self, lines: Lines) -> Lines:
        """Lines in this layout."""
        for noise in self.noises:
            lines = noise.apply(lines)
        return lines

    @property
    def blanks(self) -> bool:
        """Whether zeros are printed as something other than a number."""
        return any(noise.blanks for noise in self.noises)


@st.composite
def layouts(
    draw: st.DrawFn, noises: Mapping[str, st.SearchStrategy[Noise]] = NOISES, most: int = 4
) -> Layout:
    """A layout of up to ``most`` different noises."""
    names = draw(st.sets(st.sampled_from(sorted(noises)), max_size=most))
    return Layout(tuple(draw(noises[name]) for name in noises if name in names))


def one_noise(name: str) -> st.SearchStrategy[Layout]:
    """A layout with this noise and no other. Raises ``KeyError`` for an unknown name."""
    return {**NOISES, **BLANK_ZEROS}[name].map(lambda noise: Layout((noise,)))


def encode(text: str, encoding: str = "UTF-8", newline: str = "\n") -> bytes:
    """``text`` as the bytes of a file; ``encoding`` is a name in :data:`ENCODINGS`."""
    mark, codec = ENCODINGS[encoding]
    return mark + text.replace("\n", newline).encode(codec)
