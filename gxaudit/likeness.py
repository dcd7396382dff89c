"""How much of one report's prose stands in another, word for word.

What every report says alike is left out before anything is compared: the fixed sentences of the
form, titles of laws, the body's own name, years and figures. What remains is cut into sentences,
and a sentence into runs of 13 characters, the length from which copied text is commonly counted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import chain

from gxaudit.regex import regex
from gxaudit.report import Report

RUN = 13
"""Characters that must stand together in both texts; of a shorter sentence, all of them."""
MOST = 300_000
"""Characters of its own that are looked at: a hundred times what a report has."""
_PLACES = Decimal("0.0001")
_LONGEST_FIXED = 200
_SENTENCE = regex(r"[。!?;\n]+")
_TITLE_OF_LAW = regex(r"《[^《》]*》")
# Numerals too: 共收到五件 and 共收到12件 say the same but for the figure.
_NO_WORDS = regex(r"[\W\d_〇零一二三四五六七八九十百千万亿两]+")
_FIXED = regex(
    r"编制(?:了|完成)?本?(?:年度)?报告|本(?:年度)?报告(?:由|根据|按照|依据|主要|共|全文|的?电子版)"
    r"|(?:报告中?|所列).{0,8}(?:数据|统计)|统计(?:期限|时限)|月日.{0,6}月日"
    r"|如对.{0,20}(?:报告|疑问|意见)|联系(?:电话|地址|方式|人)|邮编|邮政编码|电子邮箱"
    r"|(?:收取|收到|发生|涉及|产生).{0,16}(?:处理费|收费)|处理费.{0,12}收取"
    r"|其[他它].{0,8}(?:报告|说明).{0,2}(?:事项|情况|内容)|勾稽关系|以表格的?形式"
)
"""Sentences that the form or its notice asks of everybody."""
_SUBHEADING = regex(
    r"(?:本?年度?)?(?:行政机关)?(?:主动公开|依申请公开|政府信息管理|政府信息资源?管理"
    r"|(?:政府信息)?(?:公开)?平台建设|监督保障|总体|存在的?(?:主要)?问题|(?:下一步)?改进)"
    r"(?:政府信息|公开)?(?:方面|情况|措施|工作|及改进情况|和改进措施)?"
)
"""What the notice has every report tell of, where it stands alone."""


def own_sentences(report: Report) -> Iterator[str]:
    """The sentences of a report's prose that are its own: words only, boilerplate left out, and
    what is beyond :data:`MOST` characters.
    """
    left = MOST
    for words in _own_words(report):
        left -= len(words)
        if left < 0:
            return
        yield words


def _own_words(report: Report) -> Iterator[str]:
    name = _bare(report.agency or "")
    for part in report.prose:
        if part.section == 0 and part.text.strip() in report.title:
            continue
        text = _bare(part.text)
        text = _TITLE_OF_LAW.sub("", text.replace(name, "") if name else text)
        for sentence in _SENTENCE.split(text):
            # Figures go first, so that nothing below depends on their length.
            words = _NO_WORDS.sub("", sentence)
            if words and not _is_fixed(words):
                yield words


def _is_fixed(words: str) -> bool:
    if _SUBHEADING.fullmatch(words):
        return True
    return len(words) <= _LONGEST_FIXED and _FIXED.search(words) is not None


def own_length(report: Report) -> int:
    """How many characters of its prose are its own. A share of very few says little."""
    return sum(map(len, own_sentences(report)))


def repeated_share(report: Report, other: Report) -> Decimal:
    """The share of a report's own prose that stands in another's, 0 to 1, rounded down to 0.0001.

    1 against itself; 0 where it has no prose of its own. Neither figures, years nor the names of
    the two bodies change it. Takes time linear in the length of both.
    """
    known = set(chain.from_iterable(map(runs, own_sentences(other))))
    whole = repeated = 0
    for sentence in own_sentences(report):
        whole += len(sentence)
        repeated += _covered(sentence, known)
    if not whole:
        return Decimal(0)
    return (Decimal(repeated) / whole).quantize(_PLACES, ROUND_DOWN)


def runs(sentence: str, length: int = RUN) -> list[str]:
    """Every run of characters of a sentence; one that is shorter is its only run."""
    last = max(1, len(sentence) - length + 1)
    return [sentence[start : start + length] for start in range(last)]


def _covered(sentence: str, known: set[str]) -> int:
    """How many characters of a sentence stand in runs that are known."""
    covered = end = 0
    for start, run in enumerate(runs(sentence)):
        if run in known:
            last = start + len(run)
            covered += last - max(start, end)
            end = last
    return covered


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
