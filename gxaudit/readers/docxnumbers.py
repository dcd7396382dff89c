"""Numbers that Word generates: 一、 may stand in no text at all, only in ``numbering.xml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.readers.docxwords import W, is_on
from gxaudit.readers.ordinals import ordinal

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DEEPEST_STYLE = 20


@frozen(slots=False)
class _Level:
    form: str
    text: str
    start: int
    restarts: int
    """The level whose new number starts this one again; 0 for none."""
    legal: bool


class Numbering:
    """Counts the numbered paragraphs of a document in the order in which they are asked for."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._styles = _by_id(styles, "style", "styleId")
        self._default = next((name for name, one in self._styles.items() if _is_default(one)), None)
        if numbering is not None:
            self._abstract = _by_id(numbering, "abstractNum", "abstractNumId")
            self._nums = _by_id(numbering, "num", "numId")
        self._levels: dict[str, tuple[str, list[_Level]] | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def of(self, paragraph: etree._Element) -> str:
        """The number in front of a paragraph, with its brackets or dots; "" without one."""
        where = self._place(paragraph)
        if where is None:
            return ""
        num, depth = where
        if num not in self._levels:
            self._levels[num] = self._read(num)
        known = self._levels[num]
        if known is None or not 0 <= depth < len(known[1]):
            return ""
        abstract, levels = known
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._count(num, counts, levels, depth)
        return _printed(counts, levels, depth)

    def _count(self, num: str, counts: list[int | None], levels: list[_Level], depth: int) -> None:
        restarted = (num, depth) not in self._started and self._overridden(num, depth)
        self._started.add((num, depth))
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None or restarted else before + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels[above].start
        for below in range(depth + 1, len(levels)):
            if levels[below].restarts > depth:
                counts[below] = None

    def _overridden(self, num: str, depth: int) -> bool:
        return any(
            one.get(f"{W}ilvl") == str(depth) and one.find(f"{W}startOverride") is not None
            for one in self._nums[num].findall(f"{W}lvlOverride")
        )

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own, else those of its style."""
        properties = paragraph.find(f"{W}pPr")
        num = depth = None
        style = self._default
        if properties is not None:
            num, depth = _list_of(properties)
            style = _value(properties, "pStyle") or style
        for _ in range(_DEEPEST_STYLE):
            found = self._styles.get(style or "")
            if found is None or num is not None:
                break
            of_style = found.find(f"{W}pPr")
            if of_style is not None:
                num, own = _list_of(of_style)
                depth = own if depth is None else depth
            style = _value(found, "basedOn")
        if num is None or num == "0":
            return None
        return num, _whole(depth, 0)

    def _read(self, num: str) -> tuple[str, list[_Level]] | None:
        found = self._nums.get(num)
        name = None if found is None else _value(found, "abstractNumId")
        abstract = self._abstract.get(name or "")
        linked = None if abstract is None else _value(abstract, "numStyleLink")
        if linked is not None:
            name, abstract = self._linked(linked)
        if found is None or abstract is None or name is None:
            return None
        own = {one.get(f"{W}ilvl"): one for one in abstract.findall(f"{W}lvl")}
        levels = []
        for depth in range(_LEVELS):
            changed = [
                one for one in found.findall(f"{W}lvlOverride") if one.get(f"{W}ilvl") == str(depth)
            ]
            levels.append(_level(own.get(str(depth)), changed[0] if changed else None, depth))
        return name, levels

    def _linked(self, style: str) -> tuple[str | None, etree._Element | None]:
        for name, abstract in self._abstract.items():
            if _value(abstract, "styleLink") == style:
                return name, abstract
        return None, None


def _printed(counts: list[int | None], levels: list[_Level], depth: int) -> str:
    level = levels[depth]
    if level.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = "decimal" if level.legal else levels[at].form
        return ordinal(counts[at] or 0, form)

    return _PLACE.sub(number, level.text)


def _level(own: etree._Element | None, override: etree._Element | None, depth: int) -> _Level:
    start = None
    if override is not None:
        start = _value(override, "startOverride")
        replaced = override.find(f"{W}lvl")
        own = own if replaced is None else replaced
    if own is None:
        return _Level("none", "", 0, 0, legal=False)
    return _Level(
        _value(own, "numFmt") or "decimal",
        (_value(own, "lvlText") or "")[:64],
        _whole(start if start is not None else _value(own, "start"), 0),
        _whole(_value(own, "lvlRestart"), depth),
        legal=is_on(own.find(f"{W}isLgl")),
    )


def _by_id(root: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {str(one.get(f"{W}{key}")): one for one in root.findall(f"{W}{tag}")}


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _list_of(properties: etree._Element) -> tuple[str | None, str | None]:
    found = properties.find(f"{W}numPr")
    if found is None:
        return None, None
    return _value(found, "numId"), _value(found, "ilvl")


def _value(parent: etree._Element, tag: str) -> str | None:
    found = parent.find(f"{W}{tag}")
    value = None if found is None else found.get(f"{W}val")
    return None if value is None else str(value)


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return min(int(value or ""), 1_000_000)
    except ValueError:
        return otherwise
