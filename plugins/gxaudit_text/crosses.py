"""XX and ×× that stand for something still to be filled in.

What must not be taken for it: Roman numerals (XX大), tests and models (X光, X射线, 1+X), parts of
words and addresses (xxgk), products (7×24), names made anonymous (李XX, XX公司, XX路).
"""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import regex
from gxaudit_text.found import Found

_CROSS = regex(r"[XxＸｘ×✕╳]+")
_LATIN_BEFORE = regex(r"[A-Za-z0-9０-９/._\-@%&=+~?]")
_LATIN_AFTER = regex(r"\.?[A-Za-z0-9０-９]|[/_\-@+]")
_SPACE = r"[^\S\n]{0,3}"
_COUNTED = regex(
    rf"{_SPACE}(?:余|多)?(?:人次|件次|万元|条(?!例|款|件)|[件篇宗%％]|份(?!额)|次(?!序)|起(?!诉|草|来)"
    r"|个(?!人|体|案)|项(?!目)|元(?!件|素)|期(?!间|刊|限)|场(?!所|地|景)"
    r"|年(?!级)|月(?!刊|报)|日(?!报|常|期))"
)
_BODY = regex(r"省(?!略)|市(?!场)|区(?!域|块|分)|县|镇|乡|街道|局|厅")
_COUNTED_ONE = regex(rf"{_SPACE}(?:人次|万元|条(?!例|款|件)|[件份篇年月日元%％])")
_CENTURY = regex(r"(?<![0-9])20[0-9]?$")
_YEAR = regex(rf"{_SPACE}年")
_ANONYMOUS = regex(
    r"大|届|世纪|型|级|光|射线|染色体|码|号线|某|公司|企业|集团|厂|店|村|路|街|小区|花园|先生|女士|同志|案"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁沈姚卢姜"
    "崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛闫段雷侯陶黎贺顾毛郝龚邵钱严覃戴"
)


def crosses(text: str) -> Iterator[Found]:
    """The placeholders of this kind in a text."""
    for match in _CROSS.finditer(text):
        start, end = match.span()
        if start and _LATIN_BEFORE.match(text, start - 1):
            if _CENTURY.search(text[max(0, start - 4) : start]) and _YEAR.match(text, end):
                yield Found(start, end, certain=True)
            continue
        if _LATIN_AFTER.match(text, end):
            continue
        if end - start == 1:
            if _COUNTED_ONE.match(text, end):
                yield Found(start, end, certain=True)
        elif _COUNTED.match(text, end) or _BODY.match(text, end):
            yield Found(start, end, certain=True)
        elif not _ANONYMOUS.match(text, end) and text[max(0, start - 1) : start] not in _SURNAMES:
            yield Found(start, end, certain=False)
