"""The words of a Word paragraph: what is there once all changes are accepted, each word once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

TEXT = f"{W}t"
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset(
    f"{W}{name}"
    # Deleted, moved away, the code of a field, notes and remarks, the reading aids of ruby.
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt", "rubyPr",
        "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "sdtPr",
        "sdtEndPr", "smartTagPr", "customXmlPr", "tblPr", "fldData",
    )
)  # fmt: skip


@define
class Words:
    """What stands in a paragraph, tabs as tabs and line breaks as newlines."""

    text: str = ""
    boxes: list[etree._Element] = field(factory=list)
    """The contents of the text boxes that are anchored here."""
    hidden: bool = False
    """Whether text that Word does not show was left out."""
    hidden_styles: frozenset[str] = frozenset()


class _Fields:
    """Whether one is inside the code of a field: between its begin and its separator."""

    def __init__(self) -> None:
        self.open: list[bool] = []

    def at(self, mark: str | None) -> None:
        if mark == "begin":
            self.open.append(True)
        elif mark == "separate" and self.open:
            self.open[-1] = False
        elif mark == "end" and self.open:
            self.open.pop()

    @property
    def in_code(self) -> bool:
        return any(self.open)


def words(paragraph: etree._Element, hidden: frozenset[str] = frozenset()) -> Words:
    """Read a ``w:p``; ``hidden`` are the styles whose text is not shown."""
    found = Words(hidden_styles=hidden)
    found.text = "".join([text for _, text in pieces(paragraph, found)])
    return found


def pieces(paragraph: etree._Element, found: Words) -> Iterator[tuple[etree._Element, str]]:
    """The elements of a ``w:p`` that say something, and what; text boxes go into ``found``."""
    fields = _Fields()
    for element in _visible(paragraph, found):
        tag = element.tag
        if tag == f"{W}fldChar":
            fields.at(element.get(f"{W}fldCharType"))
        elif fields.in_code:
            continue
        elif tag in (TEXT, f"{_MATH}t"):
            yield element, element.text or ""
        elif tag == f"{W}br":
            yield element, "\n" if element.get(f"{W}type") in (None, "textWrapping") else ""
        elif tag == f"{W}txbxContent":
            found.boxes.append(element)
        else:
            yield element, _BREAKS.get(str(tag), "")


def _visible(parent: etree._Element, found: Words) -> Iterator[etree._Element]:
    """Elements in order, without what is deleted, hidden, or said twice for older programs."""
    for element in parent:
        tag = element.tag
        if tag in _SKIPPED:
            continue
        if tag == f"{W}r" and _is_hidden(element, found.hidden_styles):
            found.hidden = True
        elif tag == f"{_MC}AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                yield from _visible(chosen, found)
        elif tag == f"{W}txbxContent" or not len(element):
            yield element
        else:
            yield from _visible(element, found)


def alternative(element: etree._Element) -> etree._Element | None:
    """Of several renderings of one thing the first; the others repeat it for older programs."""
    chosen = element.find(f"{_MC}Choice")
    return element.find(f"{_MC}Fallback") if chosen is None else chosen


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    """The styles that hide the text of a run; what a style is based on is not looked at."""
    if styles is None:
        return frozenset()
    return frozenset(
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if is_on(style.find(f"{W}rPr/{W}vanish"))
    )


def _is_hidden(run: etree._Element, styles: frozenset[str]) -> bool:
    own = run.find(f"{W}rPr")
    if own is None:
        return False
    switch = own.find(f"{W}vanish")
    if switch is not None:
        return is_on(switch)
    style = own.find(f"{W}rStyle")
    return style is not None and style.get(f"{W}val") in styles
