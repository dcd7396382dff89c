"""Whose report it is, in the prose and in the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_text.names import elsewhere, neighbours
from gxaudit_text.prose import NO_PROSE
from gxaudit_text.sentences import Sentence, sentences
from gxaudit_text.statute import FORMAT

_TAIL = r"(?:局|委员会|办公室|人民政府|政府|厅|街道办事处|管委会|委)"
_NAME = (
    rf"(?P<name>[\u4e00-\u9fff]{{2,10}}?(?:省|市|自治区|自治州|县|区|旗|州|镇|乡|街道)"
    rf"[\u4e00-\u9fff]{{0,16}}?{_TAIL})"
)
_TITLE = regex(
    r"(?P<name>[\u4e00-\u9fff]{3,30})\s{0,2}(?P<year>20[0-9]{2})\s{0,2}年(?:度)?政府信息公开(?:工作)?年度报告"
)
_LEAD = regex(
    r"^.*(?:公布|发布|编制|形成|公开|本报告[是为]?|现将|现就|特此?|编写|撰写|起草|关于|由)(?:了)?"
)
_NAMED = regex(rf"(?:省|市|区|州|县|旗|镇|乡|街道)[\u4e00-\u9fff]{{0,16}}?{_TAIL}")
"""What every name has: most sentences are done with when they have none."""
_SPOKEN = (
    (
        ("报告由",),
        regex(rf"(?:本报告|年度报告|报告)由{_NAME}(?:负责)?(?:编制|起草|编写|撰写|发布)"),
    ),
    (
        ("与", "向", "同", "联系"),
        regex(
            rf"(?:请|可)?(?:与|向|同|联系){_NAME}[\u4e00-\u9fff]{{0,12}}?(?:联系|反映|咨询|[（(，,：:])"
        ),
    ),
    (("单位:", "单位："), regex(rf"(?:联系单位|编制单位|发布单位|制作单位)[:：]\s{{0,2}}{_NAME}")),
    (
        ("公开", "收到", "受理", "办结", "答复"),
        regex(
            rf"(?:^|[年度，,、）)]){_NAME}(?:全年|本年度|共计?|累计|总共|主动|新){{0,3}}"
            r"(?:公开|收到|受理|办结|答复)[^，。]{0,24}?[0-9]"
        ),
    ),
)
"""How a report names the body that speaks, each with the words one of which it holds."""
_SIGNS = ("报告", "联系", "单位", "公开", "收到", "受理", "办结", "答复")
_NO_AGENCY = NotEvaluated(
    Text("标题中读不出单位名称，无从核对", "the title does not name the body")
)
_NOT_NAMED = NotApplicable(
    Text("正文没有以全称自称", "the prose does not name the body that speaks")
)


class _Spoken(NamedTuple):
    """A body that the prose names as the one whose report this is."""

    sentence: Sentence
    start: int
    end: int
    name: str
    titled: bool
    """Whether it is named as in a title: then it must be this very body."""


def _check(report: Report) -> Iterator[Verdict]:
    spoken = list(_bodies(report))
    if not report.prose:
        yield NO_PROSE
    elif not spoken:
        yield _NOT_NAMED
    elif report.agency is None:
        yield _NO_AGENCY
    else:
        right = 0
        for one in spoken:
            if _is_other(report.agency, one):
                yield _wrong(report.agency, one)
            else:
                right += 1
        if right:
            yield Passed(right)


def _is_other(agency: str, one: _Spoken) -> bool:
    """Another place's body; under the report's own name also another body of this place."""
    return elsewhere(agency, one.name) or (one.titled and neighbours(agency, one.name))


def _bodies(report: Report) -> Iterator[_Spoken]:
    for sentence in sentences(report, *_SIGNS):
        if sentence.part.line == report.title_line:
            continue
        yield from _titled(report, sentence)
        if _NAMED.search(sentence.text):
            for signs, pattern in _SPOKEN:
                if any(sign in sentence.text for sign in signs):
                    for match in pattern.finditer(sentence.text):
                        yield _Spoken(sentence, *match.span("name"), match["name"], titled=False)


def _titled(report: Report, sentence: Sentence) -> Iterator[_Spoken]:
    if "年度报告" not in sentence.text:
        return
    for match in _TITLE.finditer(sentence.text):
        name = _LEAD.sub("", match["name"])
        if match["year"] == str(report.year) and len(name) >= 3:
            end = match.end("name")
            yield _Spoken(sentence, end - len(name), end, name, titled=True)


def _wrong(agency: str, one: _Spoken) -> Failed:
    line = one.sentence.part.line
    return Failed(
        span=one.sentence.span(one.start, one.end),
        message=Text(
            f"第 {line} 行写的是“{one.name}”，标题是“{agency}”的报告。"
            "请核对是不是从别处的报告抄来而没有改名，并核对这一段的数字",
            f"line {line} names “{one.name}”, but the title is of “{agency}”. Check whether the "
            "text was taken from another body's report, and check its figures",
        ),
        expected=agency,
        actual=one.name,
    )


AGENCY = Rule(
    id="text/agency",
    title=Text("正文自称的单位与标题一致", "The body that the prose names is that of the title"),
    explanation=Explanation(
        Text(
            "正文中的报告名称、“本报告由……编制”“请与……联系”以及“某某局公开（收到）……件”的单位，"
            "如果与标题是同一类机关而在同级的另一个地方，就报告。简称、带上级地名的全称、内设机构、"
            "上级机关和我局、本机关等不算。",
            "Where the prose gives the report's name, says who compiled it or whom to ask, or who "
            "disclosed or received how much, and that is the same kind of body at another place "
            "of the same level, it is reported. Short names, fuller names, offices within, "
            "superior bodies and words such as 我局 do not count.",
        ),
        Text(
            "借用外地报告而没有改名的，内容和数字也可能不是自己的。",
            "Where another body's report was borrowed, content and figures may not be one's own.",
        ),
        Text(
            "改为本单位名称，并核对这一段的内容和数字。",
            "Write the right name, and check content and figures of the passage.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: "如有疑问，请与青岚县水务局办公室联系。"}),
        Example(outcome=Outcome.FAILED, prose={1: "如有疑问，请与白河县水务局联系。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={1: "如有疑问，请与我局联系。"}),
    ),
    check=_check,
    reads=("标题", "正文"),
    since="0.1",
)
