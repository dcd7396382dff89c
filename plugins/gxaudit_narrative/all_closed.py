"""“All of them were closed” against applications that are carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from gxaudit_narrative.quantities import CARRIED_OUT
from gxaudit_narrative.sentences import Sentence, sentences
from gxaudit_narrative.statute import ARITHMETIC, CORRECT_ONE, FORMAT

_CLOSED = r"(?:办结|答复|办理完毕|办理完结|答复完毕|办毕|回复)"
_ALL = regex(
    rf"(?:均已|皆已|全部已?|已全部|已经?全部|都已)(?:按时|按期|依法|依规|及时|如期|规范|完成)?{_CLOSED}"
    r"|办结率(?:均|已|为|达到?|保持|实现|是|：|:)*(?:100\s?[%％]|百分之百)"
    r"|(?:无|没有|不存在)(?:未办结|未答复|结转(?:至|到|下)?下?年?度?(?:的)?申请)"
)
_APPLICATIONS = regex(r"信息公开申请|依申请公开|公开申请|申请公开|依申请|信息公开的申请")
_OTHER = regex(
    r"建议|提案|议案|信箱|热线|投诉|举报|信访|咨询|留言|工单|来信|诉求|复议|诉讼|许可|审批|网民|服务事项|问政"
    r"|其中|除|结转|尚未|正在|未到|上半年|季度|以上"
)
"""Other business, a part only, or an exception that is named."""
_IN_TIME = regex(r"(?:按时|按期|限时|及时|依法|到期)$")
"""Before 办结率 100%: what was due was done in time, which does not say that nothing is open."""
_NOT_SAID = NotApplicable(
    Text("正文没有说申请已全部办结", "the prose does not say that all applications were closed")
)


def _check(report: Report) -> Iterator[Verdict]:
    said = list(_statements(report))
    if not said:
        yield _NOT_SAID
        return
    open_ones = CARRIED_OUT.value(report)
    for sentence, match in said:
        if isinstance(open_ones, Text):
            yield NotEvaluated(open_ones)
        elif open_ones == 0:
            yield Passed()
        else:
            yield _still_open(report, sentence, match, int(open_ones))


def _statements(report: Report) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in sentences(report, "结", "答复", "回复", "办理完毕"):
        match = _ALL.search(sentence.text)
        if (
            match
            and _APPLICATIONS.search(sentence.text)
            and not _IN_TIME.search(sentence.text, 0, match.start())
            and not _OTHER.search(sentence.text.replace(match[0], ""))
        ):
            yield sentence, match


def _still_open(report: Report, sentence: Sentence, match: re.Match[str], number: int) -> Failed:
    cell = CARRIED_OUT.written(report)
    line = sentence.part.line
    return Failed(
        span=sentence.span(*match.span()),
        message=Text(
            f"第 {line} 行写申请“{match[0]}”，{cell} 却有 {number} 件结转下年度继续办理。"
            + CORRECT_ONE.zh,
            f"line {line} says of the applications “{match[0]}”, but {cell} has {number} carried "
            f"over to next year. {CORRECT_ONE.en}",
        ),
        expected="0",
        actual=str(number),
        cells=CARRIED_OUT.addresses(report),
    )


_CELLS = {
    "表三.一[自然人]": "3",
    "表三.一[总计]": "3",
    "表三.三（一）[自然人]": "3",
    "表三.三（一）[总计]": "3",
    "表三.三（七）[自然人]": "3",
    "表三.三（七）[总计]": "3",
}
_OPEN = {
    **_CELLS,
    "表三.一[自然人]": "4",
    "表三.一[总计]": "4",
    "表三.四[自然人]": "1",
    "表三.四[总计]": "1",
}

ALL_CLOSED = Rule(
    id="narrative/all-closed",
    title=Text(
        "正文说申请全部办结的，没有结转下年度",
        "Where all applications were closed, none is carried over",
    ),
    explanation=Explanation(
        Text(
            "正文说政府信息公开申请“全部办结”“均已答复”“办结率 100%”的，"
            "表三第四项（结转下年度继续办理）总计应为 0。"
            "建议提案、信箱、热线等其他事项，只说其中一部分的，以及写明了结转的句子不算；"
            "“均按时答复”“答复率 100%”说的是到期的申请，也不算。",
            "Where the prose says that all applications were closed or answered, item 四 of table "
            "3 (carried over to next year) must be 0. Other business, parts, sentences that "
            "mention what is carried over, and “answered in time” or a rate of replies (which are "
            "of those due) do not count.",
        ),
        Text(
            "还有结转下年度的申请，就不能说全部办结。",
            "While applications are carried over, not all of them are closed.",
        ),
        Text(
            "对照登记台账。有未办结的，正文写明结转的件数。",
            "Check the register; where some are open, let the prose say how many.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={1: "全年收到政府信息公开申请3件，已全部办结。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_OPEN,
            prose={1: "全年收到政府信息公开申请4件，已全部办结。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.四[总计]"),
    since="0.1.0",
)
