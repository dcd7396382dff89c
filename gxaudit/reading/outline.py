"""Stage 2: a decoded text to title, sections, lines of prose and blocks of table lines.

Headings are anchored on their statutory words: they come with or without ``#``, with 、 or .,
in old long wordings, with wrong or repeated ordinals. A table block is a run of lines with tabs,
together with the short lines that a page break or a missing trailing tab left between them.
"""

from __future__ import annotations

import re

from attrs import frozen

from gxaudit.reading.title import Title, find_title
from gxaudit.regex import regex
from gxaudit.report import Paragraph, Section

_LONGEST_HEADING = 60
_WIDEST_BREAK = 12
"""Lines between two parts of a table that a page break may leave."""
_SPACE = regex(r"[\s\u200b\ufeff]+")
_ORDINALS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_HEADING = regex(
    r"(?P<mark>#{0,6}\*{0,2})"
    r"(?:(?:第(?P<part>[一二三四五六七八九十])部分[、.．:：]?)"
    r"|(?P<ordinal>[一二三四五六七八九十])[、.．,，:：])?"
    r"(?P<words>.*?)\*{0,2}[、.．。,，:：;；]{0,3}",
    re.DOTALL,
)
_SECTIONS = (
    (1, regex(r"(?:.{0,16}的)?总体情况|概述")),
    (2, regex(r"(?:.{0,12}机关)?主动公开(?:政府)?(?:信息)?(?:公开)?(?:的)?情况")),
    (
        3,
        regex(
            r"(?:.{0,12}机关)?(?:收到和?处理|依申请公开)(?:的)?(?:政府)?(?:信息公开)?(?:申请)?(?:的)?"
            r"(?:处理)?情况"
        ),
    ),
    # A sentence that denies reviews ("未发生…") is no heading.
    (
        4,
        regex(r"[^未没无]{0,12}(?:政府)?信息公开[^未没无]{0,12}复议.{0,10}诉讼(?:的)?(?:情况)?"),
    ),
    (4, regex(r"(?:被申请)?行政复议[、和及与]?(?:被?提起)?行政诉讼(?:的)?情况")),
    (5, regex(r".{0,16}存在的?(?:主要)?问题.{0,4}改进.{0,6}")),
    (5, regex(r".{0,12}主要问题.{0,4}改进.{0,6}")),
    (6, regex(r"(?:其他|其它)(?:需要)?报告的?(?:事项|情况)")),
)
_WORTH_A_LOOK = regex(r"总体|概述|主动公开|申请|诉讼|问题|报告")
_FURNITURE = regex(r"\s*(?:[-—–－]?\s*\d{1,4}\s*[-—–－]?|第\s*\d{1,4}\s*页.{0,16})\s*")
_ROW_START = regex(
    r"\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]"
    r"|\d{1,2}\s*[.．、]|第[一二三四五六七八九十百]{1,5}条)"
)


@frozen(eq=False, repr=False, slots=False)
class TableBlock:
    """Consecutive lines of a table; ``line`` is the 1-based number of the first."""

    section: int
    line: int
    lines: tuple[str, ...]


@frozen(eq=False, repr=False, slots=False)
class Outline:
    """What stands where in a report, before anything is read into it."""

    title: Title
    sections: tuple[Section, ...]
    prose: tuple[Paragraph, ...]
    blocks: tuple[TableBlock, ...]


def outline(text: str) -> Outline:
    r"""Divide a decoded text (newlines are ``\\n``). Accepts any text."""
    reader = _Reader()
    start = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        reader.line(number, start, line)
        start += len(line) + 1
    reader.close()
    return Outline(
        find_title(reader.prose),
        tuple(reader.sections),
        tuple(reader.prose),
        tuple(reader.blocks),
    )


class _Reader:
    """Goes through the lines once; ``held`` are lines after a table line, not yet placed."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.prose: list[Paragraph] = []
        self.blocks: list[TableBlock] = []
        self.section = 0
        self.table: list[str] = []
        self.table_line = 0
        self.held: list[tuple[int, int, str]] = []

    def line(self, number: int, start: int, line: str) -> None:
        if "\t" in line and not _is_sentence(line):
            self._table_line(number, line)
        elif not line or line.isspace():
            self._hold(number, start, line)
        elif (section := heading(line, number)) is not None:
            self.close()
            self.sections.append(section)
            self.section = section.number
        elif self.table and _may_be_inside_table(line):
            self._hold(number, start, line)
        else:
            self.close()
            self.prose.append(Paragraph(self.section, number, start, line))

    def _hold(self, number: int, start: int, line: str) -> None:
        if self.table:
            self.held.append((number, start, line))
            if len(self.held) > _WIDEST_BREAK:
                self.close()

    def _table_line(self, number: int, line: str) -> None:
        if not self.table:
            self.table_line = number
            self._take_block_title(number)
        for _, _, held in self.held:
            self.table.append(held)
        self.held.clear()
        self.table.append(line)

    def _take_block_title(self, number: int) -> None:
        """A block title that lost its trailing tabs was read as prose just above the table."""
        if self.prose and self.prose[-1].line == number - 1:
            above = self.prose[-1]
            if len(above.text) <= _LONGEST_HEADING and _ROW_START.match(above.text):
                self.prose.pop()
                self.table_line = above.line
                self.table.append(above.text)

    def close(self) -> None:
        """End the table that is open; what is held behind it is its end, or prose."""
        if not self.table:
            return
        while self.held and self.held[0][0] == self.table_line + len(self.table):
            if not _ROW_START.match(self.held[0][2]):
                break
            self.table.append(self.held.pop(0)[2])
        for number, start, line in self.held:
            if line and not line.isspace() and not _FURNITURE.fullmatch(line):
                self.prose.append(Paragraph(self.section, number, start, line))
        self.blocks.append(TableBlock(self.section, self.table_line, tuple(self.table)))
        self.table = []
        self.held = []


def heading(line: str, number: int = 0) -> Section | None:
    """The statutory section that a line is the heading of, or None."""
    if len(line) > _LONGEST_HEADING or not _WORTH_A_LOOK.search(squeezed := squeeze(line)):
        return None
    match = _HEADING.fullmatch(squeezed)
    if match is None:
        return None
    for section, pattern in _SECTIONS:
        if pattern.fullmatch(match["words"]):
            return Section(section, _ordinal(match), line, number)
    return None


def _ordinal(match: re.Match[str]) -> int | None:
    word = match["ordinal"] or match["part"]
    if word is None:
        return None
    return _ORDINALS[word]


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return _SPACE.sub("", text)


def _is_sentence(line: str) -> bool:
    """Whether a line with tabs is prose: indented, or numbered with a tab."""
    stripped = line.strip()
    if stripped.endswith(("。", "；", "：", "！")):
        return True
    return "\t" not in stripped and len(stripped) > _LONGEST_HEADING and "，" in stripped


def _may_be_inside_table(line: str) -> bool:
    if len(line) > _LONGEST_HEADING:
        return False
    return not line.rstrip().endswith(("。", "；", "：", "！", "，"))
