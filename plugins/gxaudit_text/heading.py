"""The title of a report: whose it is, and of which year."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    Failed,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_text.statute import FORMAT, NO_TITLE

_YEAR = regex(r"(?:20[0-9]{2}|２０[０-９]{2}|二\s?[〇零○Ｏ][\s〇零○Ｏ一二三四五六七八九]{2,4})")
_BODY = regex(
    r"(?:局|委|委员会|办|办公室|政府|厅|院|处|所|中心|公司|街道|[省市县区州旗镇乡盟]|集团|学校|大学|署|台|站|队|会|社|部)"
    r"[\s（）()]*"
)
_LONGEST_NAME = 40


def _check(report: Report) -> Iterator[Verdict]:
    if not report.title_line:
        yield NO_TITLE
        return
    lacking = []
    if report.agency is None and not _named_above(report):
        lacking.append(Text("单位名称", "the name of the body"))
    if not _YEAR.search(report.title):
        lacking.append(Text("年度", "the year"))
    if lacking:
        yield _incomplete(report, lacking)
    else:
        yield Passed()


def _named_above(report: Report) -> bool:
    """Whether a short line above the title is the name of a body."""
    return any(
        len(part.text) <= _LONGEST_NAME and _BODY.search(part.text.rstrip()[-6:])
        for part in report.prose
        if part.section == 0 and part.line < report.title_line
    )


def _incomplete(report: Report, lacking: list[Text]) -> Failed:
    zh = "和".join(one.zh for one in lacking)
    en = " and ".join(one.en for one in lacking)
    return Failed(
        line=report.title_line,
        message=Text(
            f"标题“{report.title}”没有写{zh}。请补全，例：某某县某某局2023年政府信息公开工作年度报告",
            f"the title “{report.title}” lacks {en}. Write it in full, such as "
            "“某某县某某局2023年政府信息公开工作年度报告”",
        ),
        actual=report.title,
    )


HEADING = Rule(
    id="text/title",
    title=Text("标题写明单位和年度", "The title names the body and the year"),
    explanation=Explanation(
        Text(
            "标题应写明发布单位的名称和报告年度；分行写的，合起来看。没有找到标题的，不作判断。",
            "The title should name the body and the report year; a title broken over lines is "
            "read as one. Where there is no title, nothing is concluded.",
        ),
        Text(
            "报告常被转载、汇编、存档，标题不全就看不出是谁的、哪一年的。",
            "Reports are copied, collected and archived; without a full title nobody can tell "
            "whose it is and of which year.",
        ),
        Text("在标题中补上单位全称和年度。", "Add the full name of the body and the year."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(outcome=Outcome.FAILED, edits=(("青岚县水务局2021年", "2021年"),)),
        Example(outcome=Outcome.FAILED, edits=(("青岚县水务局2021年", "青岚县水务局"),)),
    ),
    check=_check,
    reads=("标题",),
    since="0.1",
)
