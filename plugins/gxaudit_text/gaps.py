"""Lines to write on, hints to whoever fills in the form, and gaps where a number belongs.

What must not be taken for a gap: words broken by a space (文 件, 案 件), the units of words
(条例, 条件) and a number that stands before the space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxaudit.api import regex
from gxaudit_text.found import Found

_UNIT = r"(?:人次|件次|万元|[条件份篇次起宗个项元期场])"
_WHITE = " \t\u3000\xa0\u2002\u2003\u2009"
_SPACE = f"[{_WHITE}]"
_NO_ADDRESS = r"[A-Za-z0-9_＿/.\-]"
_LINE = regex(
    rf"(?<!{_NO_ADDRESS})(?:_{{3,200}}|＿{{2,200}}|__(?={_SPACE}{{0,3}}(?:{_UNIT}|[年月日])))"
    rf"(?!{_NO_ADDRESS})"
)
_LINE_SIGNS = ("__", "＿＿")
_RULED = regex(r"[\s_＿*\-—=]+")
_OTHER = r"[^（()）【】\[\]〔〕［］\n]{0,20}"
_HINT = regex(
    rf"[（(【\[〔［](?:文字描述{_OTHER}|(?:请在)?此处(?:请|填|写|描述|插入|添加|输入|补充|应填){_OTHER}"
    rf"|请填{_OTHER}|待补充|待填写?)[）)】\]〕］]"
)
_HINT_SIGNS = ("文字描述", "此处", "请填", "待补充", "待填")
_STOP = r"[，,。；;、）)：:]"
_GAP = regex(rf"{_SPACE}{_UNIT}(?={_SPACE}{{0,3}}(?:{_STOP}|$))", re.MULTILINE)
_WIDEST_GAP = 200
_BEFORE_GAP = regex(
    r"(?:信息|公开|文件|申请|共计|累计|合计|总计|收到|受理|办理|答复|办结|处理|制发|新增|发布|推送|回应"
    r"|动态|政策|解读|复议|诉讼|建议|提案|收取|费用|金额|.费|.类|(?<!公)共)$"
)
_NO_NUMBER = tuple(
    regex(rf"{total}(?:人次|万元|[条件份篇次起元])(?={_STOP})")
    for total in ("共计?", "累计", "合计", "总计")
)
_DATE_SIGNS = tuple(f"年{white}" for white in _WHITE)
_NO_DATE = regex(rf"年{_SPACE}{{1,20}}月{_SPACE}{{1,20}}日")


def gaps(text: str) -> Iterator[Found]:
    """The placeholders of these kinds in a text; those of one kind are in order."""
    if any(sign in text for sign in _LINE_SIGNS) and not _RULED.fullmatch(text):
        yield from map(_found, _LINE.finditer(text))
    if any(sign in text for sign in _HINT_SIGNS):
        yield from map(_found, _HINT.finditer(text))
    for match in _GAP.finditer(text):
        before = text[max(0, match.start() - _WIDEST_GAP) : match.start()].rstrip(_WHITE)
        if _BEFORE_GAP.search(before[-2:]):
            yield _found(match)
    for pattern in _NO_NUMBER:
        for match in pattern.finditer(text):
            if text[max(0, match.start() - 1) : match.start()] != "公":
                yield _found(match)
    if any(sign in text for sign in _DATE_SIGNS):
        yield from map(_found, _NO_DATE.finditer(text))


def _found(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), certain=True)
