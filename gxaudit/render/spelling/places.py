"""Where a finding stands, in the words of somebody who looks for it."""

from __future__ import annotations

from gxaudit.finding import Finding, Location
from gxaudit.wording import Language


def where(finding: Finding, path: str | None, language: Language) -> str:
    """Behind the path, if any: ``甲.txt:41:32``, ``甲.html:120: 第 2 个表格，第 27 行，总计``.

    Without a path the place alone, empty for the report as a whole. Not escaped.
    """
    if path is None:
        return spot(finding.location, finding.address, language)
    return spot_in(path, finding.location, finding.address, language)


def spot_in(path: str, location: Location | None, address: str | None, language: Language) -> str:
    """A place behind the path of its file."""
    numbers, words = _parts(location, address, language)
    return ": ".join(part for part in (f"{path}:{numbers}" if numbers else path, words) if part)


def spot(location: Location | None, address: str | None, language: Language) -> str:
    """The place alone: ``41:32``, ``第 2 个表格，第 27 行，总计``; empty where there is none."""
    return "，".join(part for part in _parts(location, address, language) if part)


def _parts(location: Location | None, address: str | None, language: Language) -> tuple[str, str]:
    if location is None:
        return "", ""
    return _numbers(location), _words(location, address, language)


def spelled(finding: Finding, language: Language) -> str:
    """The place alone in full words: ``第 41 行第 32 列``. Not escaped."""
    location = finding.location
    if location is None:
        return ""
    place, words = location.place, _words(location, finding.address, language)
    line, char = (location.line, location.column) if place is None else (place.line, place.char)
    if language == "zh":
        numbers = (f"第 {line} 行" if line else "") + (f"第 {char} 列" if line and char else "")
        return "，".join(part for part in (numbers, words) if part)
    numbers = (f"line {line}" if line else "") + (f", column {char}" if line and char else "")
    return ", ".join(part for part in (numbers, words) if part)


def _numbers(location: Location) -> str:
    if location.place is None:
        return f"{location.line}:{location.column}" if location.column else str(location.line)
    line, char = location.place.line, location.place.char
    return ":".join(str(each) for each in (line, char if line else None) if each is not None)


def _words(location: Location, address: str | None, language: Language) -> str:
    """Page, sheet, table, row and column as far as the format has them."""
    place = location.place
    if place is None or place.char is not None:
        return ""
    # Plain text has no use for it.
    from gxaudit.readers.places import place_words

    words = place_words(place, language, _heading(address))
    return ("，" if language == "zh" else ", ").join(words)


def _heading(address: str | None) -> str:
    """The heading of the cell's column, as its address has it: ``表三.一[总计]``."""
    _, bracket, rest = (address or "").rpartition("[")
    return rest.removesuffix("]") if bracket else ""
