"""The title line of a report: whose it is, and of which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gxaudit.regex import regex
from gxaudit.report import Paragraph

_LONGEST_TITLE = 100
_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0"}
_JUNK = regex(r"[\s\u200b\ufeff#*]+")
_YEAR = regex(
    r"(20[0-9]{2}|２０[０-９]{2}|二[〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2})\s*(?:年度|年|(?=政府))"
)
_TITLE = regex(r"(?P<before>.{0,80}?)政府信息公开.{0,20}年度报告(?:[（(《].{0,12}[）)》]|》)?")
_AROUND = regex(r"^[《（(]?(?:关于)?|(?:关于|的)$")
_WAY = regex(r"[>＞»›|｜]|首页|(?:当前|您的|所在|现在)的?位置")
"""What stands in the line of a page that says where on its site one is."""
_BESIDE = regex(r"[：:；]|20[0-9]{2}[-/.][0-9]")
"""What the first half of a title does not have: when and by whom a page was published."""
_UNIT = regex(
    r"(?:[省市区县州盟旗镇乡局厅委办院处站部所司署会]|街道|政府|中心|公司|大学|学校|医院)$"
)
"""How the name of a place or an office ends."""
_PERIOD = regex(r"(20[0-9]{2})年1月1日(?:起|始)?(?:至|到|[-—–－~～])")


@frozen(eq=False, repr=False, slots=False)
class Title:
    """``line`` is 0 and ``text`` empty where there is no title."""

    text: str
    line: int
    agency: str | None
    year: int | None


def find_title(prose: Sequence[Paragraph]) -> Title:
    """The first title among the lines before the first section (or of the text).

    A title names 政府信息公开 and ends with 年度报告; it may be broken over two lines. Where it
    has no year, a line with the year beside it or the stated reporting period gives it. One that
    names nobody is what a site calls its annual reports, if one with a year follows.
    """
    head = [part for part in prose if part.section == 0][:40]
    found = _titles(head)
    first = next(found, None)
    if first is None:
        return Title("", 0, None, None)
    at, title = first
    if title.agency is None and title.year is None:
        at, title = next((one for one in found if one[1].year is not None), first)
    return _with_year(title, head, at)


def _titles(head: Sequence[Paragraph]) -> Iterator[tuple[int, Title]]:
    """Every title among the lines, and where it begins."""
    for at in range(len(head)):
        title = _read(head[at : at + 1])
        if title is None and not _stands_alone(head[at : at + 2]):
            title = _read(head[at : at + 2])
        if title is not None:
            yield at, title


def _stands_alone(lines: Sequence[Paragraph]) -> bool:
    """Whether the second of two lines is a whole title, and the first not the beginning of its
    agency but the last entry of a menu.
    """
    whole = _read(lines[1:])
    if whole is None or whole.agency is None or whole.year is None:
        return False
    return _UNIT.search(_JUNK.sub("", lines[0].text)) is None


def _read(lines: Sequence[Paragraph]) -> Title | None:
    if any(len(part.text) > _LONGEST_TITLE or _WAY.search(part.text) for part in lines):
        return None
    if len(lines) > 1 and _BESIDE.search(lines[0].text):
        return None
    text = _JUNK.sub("", "".join(part.text for part in lines))
    match = _TITLE.fullmatch(text)
    if match is None or "。" in text:
        return None
    found = _YEAR.search(text)
    agency = _YEAR.sub("", match["before"])
    agency = _AROUND.sub("", _AROUND.sub("", agency))
    shown = " ".join(part.text.strip() for part in lines)
    return Title(shown, lines[0].line, agency or None, year_of(found[1]) if found else None)


def _with_year(title: Title, head: Sequence[Paragraph], at: int) -> Title:
    if title.year is not None:
        return title
    for part in (*head[max(0, at - 1) : at], *head[at + 1 : at + 6]):
        text = _JUNK.sub("", part.text[:_LONGEST_TITLE])
        found = _YEAR.search(text) if len(text) <= 12 else _PERIOD.search(text)
        if found:
            return Title(title.text, title.line, title.agency, year_of(found[1]))
    return title


def year_of(word: str) -> int:
    """2023 for ``2023``, ``２０２３`` and ``二〇二三``."""
    return int("".join(_DIGITS.get(character, character) for character in word))
