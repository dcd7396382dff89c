"""The title line of a report: whose it is, and of which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.regex import regex
from gxaudit.report import Paragraph

if TYPE_CHECKING:
    from re import Match

_LONGEST_TITLE = 100
_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0"}
_JUNK = regex(r"[\s\u200b\ufeff#*]+")
_OPENING, _CLOSING = "（(【[［〔《", "）)】]］〕》"
_OPEN, _CLOSE, _INSIDE = r"[（(【\[［〔]", r"[）)】\]］〕]", r"[^（(【\[［〔《）)】\]］〕》]"
_YEAR = regex(
    r"(?:20[0-9]{2}年?[-—–－~～至]{1,2})?"
    r"(20[0-9]{2}|２０[０-９]{2}|二[〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2})"
    rf"(?:年度|年|(?=政府)|(?<={_OPEN}....)(?={_CLOSE}))"
)
_MONTH = regex(r"[0-9０-９一二三四五六七八九十]{1,2}月|发布|公布|印发|编制|报送")
"""After a year it makes the date on which something was written."""
_REVISIONS = ("更正", "订正", "勘误", "修订", "修正", "修改", "更新", "补正", "重新", "重发")
_REVISED = rf"(?:{'|'.join(_REVISIONS)})(?:发布|公布|公开)?"
_REMARK = regex(rf"{_OPEN}({_INSIDE}{{0,40}}{_REVISED}{_INSIDE}{{0,40}}){_CLOSE}")
"""In brackets: that a report was corrected."""
_LEAD = regex(
    r"【([^】]{0,20})】|\[([^\]]{0,20})\]|[（(][^（()）]{0,20}[版稿件][）)]"
    r"|附件(?:[0-9０-９]{1,2}?(?=[^0-9０-９年]|20[0-9]{2})|[一二三四五六七八九十](?=[：:、.．]))?"
    r"[：:、.．—-]?"
    rf"|{_REVISED}后?的?(?:公告|说明)?(?:[版稿][：:—-]?|[：:—-])"
)
"""What is put before a title."""
_LEADING = "【[（(附"
_TITLE = regex(
    r"(?P<before>.{0,80}?)政府信息公开(?P<between>.{0,20})年度报告"
    r"(?P<after>(?:[（(《].{0,12}[）)》]|》)?)"
    rf"(?:[-—–－_]{{0,2}}(?:20[0-9]{{2}}年?)?{_REVISED}后?的?(?:版本|[版稿本])?》?)?"
)
_AROUND = regex(r"^(?:关于)?|(?:关于|的)$")
_EMPTY = regex(rf"{_OPEN}{_CLOSE}")
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
    text = _JUNK.sub("", "".join(part.text for part in lines))
    if "政府信息公开" not in text or "年度报告" not in text or "。" in text:
        return None
    first = _bare(_JUNK.sub("", lines[0].text))
    if len(lines) > 1 and (not first or _BESIDE.search(first)):
        return None
    match = _TITLE.fullmatch(_bare(text))
    if match is None:
        return None
    shown = " ".join(part.text.strip() for part in lines)
    return Title(shown, lines[0].line, _agency(match["before"]), _nearest_year(match))


def _bare(text: str) -> str:
    """A line without what may be put before a title, and remarks that it was corrected."""
    if _is_revised(text):
        text = _REMARK.sub(lambda found: found[0] if _UNIT.search(found[1]) else "", text)
    elif text[:1] not in _LEADING:
        return text
    while (lead := _LEAD.match(text)) is not None:
        words = lead[1] or lead[2] or ""
        if _UNIT.search(words) or _YEAR.search(words):
            break
        text = text[lead.end() :]
    return text


def _agency(before: str) -> str | None:
    """The name in what stands before 政府信息公开. Never one that has half a pair of brackets, or a
    pair with nothing inside.
    """
    name = _YEAR.sub("", before)
    if any(mark in name for mark in _OPENING + _CLOSING):
        name = _paired(_EMPTY.sub("", name))
        inside = name[1:-1]
        if name[:1] in _OPENING and name[-1:] in _CLOSING and _paired(inside) == inside:
            name = inside
    return _AROUND.sub("", _AROUND.sub("", name)) or None


def _paired(name: str) -> str:
    """What is left of a name that has half a pair of brackets: what follows a closing one, else
    what stands before an opening one.
    """
    opened: list[int] = []
    for at, character in enumerate(name):
        if character in _OPENING:
            opened.append(at)
        elif character in _CLOSING:
            if not opened:
                return _paired(name[at + 1 :]) or name[:at]
            opened.pop()
    return (name[: opened[0]] or _paired(name[1:])) if opened else name


def _nearest_year(title: Match[str]) -> int | None:
    """Of several years the one nearest to 政府信息公开; one of a date is none."""
    start, end = title.end("before"), title.start("between")
    years = [
        (max(start - found.end(), found.start(1) - end), year_of(found[1]))
        for found in _YEAR.finditer(title.string, 0, title.end("after"))
        if not _MONTH.match(title.string, found.end())
    ]
    return min(years)[1] if years else None


def _with_year(title: Title, head: Sequence[Paragraph], at: int) -> Title:
    if title.year is not None:
        return title
    for part in (*head[max(0, at - 1) : at], *head[at + 1 : at + 6]):
        text = _JUNK.sub("", part.text[:_LONGEST_TITLE])
        found = _alone(text) if len(text) <= 12 else _PERIOD.search(text)
        if found:
            return Title(title.text, title.line, title.agency, year_of(found[1]))
    return title


def _alone(line: str) -> Match[str] | None:
    """The year of a short line that is no date, and does not say when something was corrected."""
    found = _YEAR.search(line)
    if found is None or _MONTH.match(line, found.end()) or _is_revised(line):
        return None
    return found


def _is_revised(line: str) -> bool:
    return any(word in line for word in _REVISIONS)


def year_of(word: str) -> int:
    """2023 for ``2023``, ``２０２３`` and ``二〇二三``."""
    return int("".join(_DIGITS.get(character, character) for character in word))
