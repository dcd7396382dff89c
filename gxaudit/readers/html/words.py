"""What an element says as a reader of the page sees it, and which elements nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_UNSEEN = """
head title meta link script style noscript template nav footer aside select datalist button textarea
svg math object iframe canvas audio video map dialog
"""
_BLOCKS = """
html body address article blockquote caption center dd details dir div dl dt fieldset figcaption
figure form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre search section summary
table tbody td tfoot th thead tr ul
"""
UNSEEN = frozenset(_UNSEEN.split())
"""Elements without words, and those around the article: menus and what belongs to the site."""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a line, and end one."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FIGURE = re.compile(r"\s*[0-9]{1,12}(?:\.[0-9]{1,6})?\s*")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_ALONE = "0-9A-Za-z"
_JOINT = re.compile(rf"(?<=[{_ALONE}])\n+(?=[{_ALONE}])")


def unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element, or what it shows is none of the article."""
    if element.tag in UNSEEN:
        return True
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def own_text(element: etree._Element) -> str | None:
    """The words of an element before its children: of a field of a form the figure in it, since a
    page that somebody filled in and saved shows it as any other.
    """
    text: str | None = element.text
    if element.tag == "input" and element.get("type", "text").lower() in ("text", "number"):
        text = element.get("value", "")
        return text if text and _FIGURE.fullmatch(text) else None
    return text


def tidy(text: str) -> str:
    """White space as a browser shows it, nbsp among it, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def cell_text(pieces: list[str]) -> str:
    r"""Words in one line. Behind a ``\n``, which is a break in a cell or in the source, Chinese
    goes on without a gap, as editors of pages wrap it; two numbers do not become one.
    """
    broken = "".join(pieces).strip()
    if "\n" in broken:
        lines = "\n".join(filter(None, map(tidy, broken.split("\n"))))
        broken = _JOINT.sub(" ", lines).replace("\n", "")
    return tidy(broken)


def walk(
    root: etree._Element, iterwalk: type[etree.iterwalk]
) -> Iterator[tuple[str, etree._Element, etree.iterwalk]]:
    """Starts and ends of all elements that are seen; of the others the end alone."""
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and unseen(element):
            walker.skip_subtree()
        else:
            yield event, element, walker
