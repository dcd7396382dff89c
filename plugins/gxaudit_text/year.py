"""Sentences about this year's work that give another year: last year's report left in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_text.prose import NO_PROSE
from gxaudit_text.sentences import Sentence, sentences
from gxaudit_text.statute import FORMAT, NO_YEAR

_PLANS = 5
"""The section on problems and improvements: other years are plans and retrospects there."""
_OPENER = regex(
    r"[\s#*]{0,8}(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])?(?:[^，。：:]{0,12}[。：:，])?"
    r"[\s\u3000]{0,8}(?:(?:我|本|全)[\u4e00-\u9fff]{1,6})?在?[\s]?"
    r"(?P<year>20[0-9]{2})[\s]{0,2}年(?:度)?(?![\s]{0,2}[0-9]|[度初末底来起]|[\s]{0,2}[一二三四上下前第])"
)
"""The year that a sentence speaks of, with at most a heading or 我局 before it."""
_UNIT = r"[余多]?\s{0,2}(?:人次|件次|[件条份篇次起宗期个场项])"
_DONE = regex(
    r"(?:收到|接到|受理|新收|公开|发布|办结|答复|办理|制发|推送|更新|回应|解读|举办|召开|开展)"
    rf"[^，。]{{0,24}}?[0-9０-９][0-9０-９,，]{{0,8}}{_UNIT}"
)
"""Work that was done, with its figure."""
_NONE = regex(r"(?:未|没有|无)(?:收到|接到|发生|产生)[^，。]{0,24}(?:申请|复议|诉讼)")
_LED = regex(
    r"(?:领导|指导|支持|部署)下，.{0,40}?(?:贯彻|落实|坚持|严格|按照|围绕|认真|推进|做好|加强)"
)
"""How the first sentence of a report begins."""
_THIS_YEAR = ("今年", "本年")
_TOPIC = regex(r"申请|复议|诉讼")
_NOT_THIS_YEAR = regex(
    r"今年|本年|同比|环比|相比|相较|[较比于].{0,6}(?:年|增|减)|增加|增长|减少|下降|上升|上年|上一年|去年|往年"
    r"|结转|历年|累计|以来|至今|截[至止]|整改|决算|预算|年报|年度报告|要点|规划|方案|计划|总结|考核|评估结果|印发的"
    r"|将|拟|力争|下一步|明年|今后|继续|进一步|展望|目标|要切实|修订|施行|实施的|制定的"
)
"""Plans, comparisons, retrospects, and documents that bear a year of their own."""
_TITLES = regex(r"《[^《》]{0,80}》|〔[^〔〕]{0,8}〕|“[^“”]{0,60}”")


def _check(report: Report) -> Iterator[Verdict]:
    if not report.prose:
        yield NO_PROSE
        return
    if report.year is None:
        yield NO_YEAR
        return
    spoken = list(_spoken(report))
    wrong = [one for one in spoken if one[1] != report.year]
    for _, group in groupby(wrong, key=lambda one: one[0].part.line):
        yield _left_in(report, *next(group))
    right = len(spoken) - len(wrong)
    if right:
        yield Passed(right)
    elif not wrong:
        yield NotApplicable(
            Text("正文没有写明年份的工作情况", "no sentence on work done names its year")
        )


def _spoken(report: Report) -> Iterator[tuple[Sentence, int, int]]:
    """Each sentence that says what was done in a year, with the year and where it stands."""
    assert report.year is not None
    this = str(report.year)
    told = _told(report, this)
    for sentence in sentences(report, "20"):
        words = _TITLES.sub(lambda title: "□" * len(title[0]), sentence.text)
        match = _OPENER.match(words)
        if match is None:
            continue
        year = match["year"]
        rest = words[match.end() :]
        if year == this:
            yield sentence, report.year, match.start("year")
        elif (
            sentence.part.section not in (0, _PLANS)
            and this not in words
            and this not in sentence.following
            and not (this in sentence.preceding and _DONE.search(sentence.preceding))
            and (_LED.search(rest) or (_is_done(rest) and told.isdisjoint(_topics(sentence))))
            and not _NOT_THIS_YEAR.search(rest)
            and not _NOT_THIS_YEAR.search(words[: match.start("year")])
        ):
            yield sentence, int(year), match.start("year")


def _told(report: Report, this: str) -> set[tuple[int, str]]:
    """The topics on which each section says what was done this year: another year beside it is
    quoted for comparison.
    """
    return {
        topic
        for sentence in sentences(report, this, *_THIS_YEAR)
        if _is_done(sentence.text)
        for topic in _topics(sentence)
    }


def _is_done(words: str) -> bool:
    return bool(_DONE.search(words) or _NONE.search(words))


def _topics(sentence: Sentence) -> set[tuple[int, str]]:
    found = set(_TOPIC.findall(sentence.text)) or {"公开"}
    return {(sentence.part.section, topic) for topic in found}


def _left_in(report: Report, sentence: Sentence, year: int, start: int) -> Failed:
    quote = sentence.text.strip()
    quote = quote if len(quote) <= 40 else quote[:40] + "…"
    line = sentence.part.line
    return Failed(
        span=sentence.span(start, start + 4),
        message=Text(
            f"第 {line} 行“{quote}”说的是 {year} 年，而这是 {report.year} 年度的报告。"
            "如果是往年报告留下的句子，请改写年份并核对其中的数字；如果标题的年度有误，请改正标题",
            f"line {line} “{quote}” speaks of {year}, but this is the report for {report.year}. "
            "If it was left from another year's report, correct the year and check its figures; "
            "if the title is wrong, correct the title",
        ),
        expected=str(report.year),
        actual=str(year),
    )


YEAR = Rule(
    id="text/year",
    title=Text("正文写的是本报告年度", "The prose speaks of the report year"),
    explanation=Explanation(
        Text(
            "以年份开头、叙述做了多少工作（收到、公开、办结……若干件，未收到申请）或以“在……领导下”"
            "起头的句子，年份应与标题相同。第五部分、下一年打算、同比、上年结转、决算、年报、"
            "文件名称以及同时提到本年度的句子不算；同一部分另有本年度的同类数字的，是用来对比，也不算。",
            "A sentence that opens with a year and says how much was done (received, disclosed, "
            "closed …, or none received), or opens the way a report does, should name the year of "
            "the title. Section 五, plans, comparisons, carry-over, accounts, reports of other "
            "years, titles of documents and sentences that also name the report year do not count, "
            "nor what stands for comparison beside the same figure of the report year.",
        ),
        Text(
            "往年的句子留在今年的报告里，里面的数字多半也是往年的。",
            "Where a sentence of another year was left in, its figures mostly were too.",
        ),
        Text(
            "核对这一句是不是本年度的情况，改正年份和数字；标题年度写错的，改正标题。",
            "Check whether the sentence is about this year, and correct year and figures, or the "
            "title where that is wrong.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            year=2024,
            prose={
                1: "2024年，我局主动公开政府信息 120 条。",
                5: "2025年，我局将继续做好公开工作。",
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            year=2024,
            prose={1: "2023年，我局主动公开政府信息 120 条，未收到政府信息公开申请。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, year=2024, prose={1: "认真做好公开工作。"}),
    ),
    check=_check,
    reads=("标题", "正文"),
    since="0.1",
)
