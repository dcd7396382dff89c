"""Words of the prose that tell a change on the year which was not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxaudit.api import Report, regex

_SENTENCE = regex(r"[^。！!？?\n]{1,2000}")
_PIECE = regex(r"[^，；;：:（）()]{1,200}")
_ABOUT = regex(r"申请|复议|诉讼|应诉|答复|办结|收到量|自然人|^\s{0,3}其中")
_HINT = regex(r"同比|[上去]一?个?年|前一年|持平|番|倍|[增减升降涨跌]|[较比与]20")
"""What every change has; most sentences have none of it."""
_ON_THE_YEAR = regex(
    r"同比|(?:[较比同与跟和]|较之|相较于?|相比于?)(?:[上去]一?个?年|前一年|(20[0-9]{2})年)"
)
_DIGIT = "[0-9一二两三四五六七八九十百几半]"
_COUNTED = regex(rf"{_DIGIT}[余多几来]?(?:\s?[%％件起宗例份次成倍]|个?百分点)")
_TURNED = regex(
    rf"翻[了一两几]{{0,2}}番|持平|{_DIGIT}[余多几]?倍|年[度同期]{{0,3}}的[近约]?{_DIGIT}[0-9.]{{0,8}}[%％]"
)
_MOVES = r"(?<!新)增(?!强|进)|减(?!免|轻|征)|上升|下降|降低|涨|跌|回落|下滑"
_MOVED = regex(_MOVES)
_BY = regex(
    rf"(?:{_MOVES}|提高)[^0-9一二两三四五六七八九十百几半到至]{{0,4}}"
    rf"(?:百分之|{_DIGIT}[0-9.一二三四五六七八九十百]{{0,11}}[余多几来]?\s?(?:[%％件起宗例成倍]|个?百分点))"
)
"""A change with its size. “提高到98%” is none, nor is “新增3件”."""
_SHARE = regex(rf"[%％]|百分|{_DIGIT}成|倍|番")
_CASES = regex(r"[0-9一二两三四五六七八九十百几余多来]\s?[件起宗例份次]")
_YEAR = regex(r"(?<![较比同与跟和于])(20[0-9]{2})年|[今本]年")
_ELSEWHERE = regex(r"环比|前年|[往历]年|平均|(?<![〇○零一二])[两三四五]年|预[计期]|计划|力争")
"""What is compared with, other than last year."""
_LONGEST = 40


class Unread(NamedTuple):
    """Words that tell a change, and where they stand in the text of the report."""

    words: str
    start: int
    end: int

    @property
    def shares(self) -> bool:
        """Whether they tell it in percent, tenths, or times."""
        return _SHARE.search(self.words) is not None

    @property
    def cases(self) -> bool:
        """Whether they tell it in cases, or do not say in what."""
        return not self.shares or _CASES.search(self.words) is not None


def unread(report: Report) -> Iterator[Unread]:
    """Words about applications and disputes that tell a change on the year which was not read.

    Takes time linear in the length of the prose.
    """
    read = sorted(one.start for one in report.derived)
    for part in report.prose:
        for found in _SENTENCE.finditer(part.text):
            if not (_HINT.search(found[0]) and _ABOUT.search(found[0])):
                continue
            at = part.start + found.start()
            told = bool(_read(read, at, at + len(found[0])))
            for first, end, sized in _changes(found[0], report.year):
                if not (_read(read, at + first, at + end) or (told and not sized)):
                    words = found[0][first:end][:_LONGEST]
                    yield Unread(words, at + first, at + first + len(words))


def _read(starts: Sequence[int], first: int, end: int) -> int:
    """How many of some places lie between two."""
    return bisect_left(starts, end) - bisect_left(starts, first)


def _changes(sentence: str, year: int | None) -> Iterator[tuple[int, int, bool]]:
    """Where a sentence tells changes on the year, and whether it says by how much."""
    since, past, away = -1, False, False
    for piece in _PIECE.finditer(sentence):
        words, (first, end) = piece[0], piece.span()
        for named in _YEAR.finditer(words):
            past = named[1] not in (None, str(year)) and _COUNTED.search(words) is not None
        compared = _ON_THE_YEAR.search(words)
        other = compared is not None and compared[1] not in (None, str((year or 0) - 1))
        if other or _ELSEWHERE.search(words):
            since, away = -1, True
            continue
        if past or (away and not compared):
            since, away = -1, False
            continue
        if compared:
            since = first + compared.start()
        behind = words[compared.start() :] if compared else words
        sized = _TURNED.search(behind) or (_COUNTED if compared else _BY).search(behind)
        if sized or (since >= 0 and _MOVED.search(behind)):
            yield (since if since >= 0 else first), end, bool(sized)
            since = -1
