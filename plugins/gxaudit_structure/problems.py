"""Section 五 says something: it is not empty, not 无, not a stub."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gxaudit.api import (
    Confidence,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Section,
    Severity,
    Text,
    Verdict,
    option,
    regex,
)
from gxaudit_structure.statute import CONTENTS, FORMAT_2021, heading_of, no_heading

_NOT_WORDS = regex(r"[\W_]+")
_LABELS = regex(
    r"政府信息公开工作|存在的?(?:主要)?问题|主要问题|(?:改进|整改)(?:情况|措施|方向)?"
    r"|下一步(?:工作)?(?:打算|计划|安排)?|[及和与]|[一二三四五六]"
)
_NONE_FOUND = regex(
    r"(?:无|没有|未|不存在)(?:存在|发现|有|明显|突出|较大|任何|其他|的|主要|重大|相关){0,4}问题"
)
_SHORTEST = 10
_SHORT = 40
_ENOUGH = 200
"""So many characters of a line tell whether it says something, by default."""
_MOST_LINES = 50


@frozen(slots=False)
class Options:
    """What a reader may demand of section 五."""

    shortest: int = option(
        _SHORTEST,
        Text(
            "除去标点和小标题后不足这么多字的，视为没有实际内容",
            "fewer characters than this beside punctuation and sub-headings count as no content",
        ),
        least=1,
    )


def _check_problems(report: Report, options: Options) -> Iterator[Verdict]:
    heading = heading_of(report, 5)
    if heading is None:
        yield NotEvaluated(no_heading(5))
        return
    written = [part for part in report.prose if part.section == 5]
    shortest = options.shortest
    most = _ENOUGH + shortest - _SHORTEST
    if written and _stub(written[0].text[:most], shortest) is None:
        yield Passed()
        return
    verdict = _stub("".join(part.text.strip()[:most] for part in written[:_MOST_LINES]), shortest)
    if verdict is None:
        yield Passed()
    elif not written:
        yield Failed(line=heading.line, message=_empty(heading), actual="")
    else:
        first = written[0]
        yield Failed(
            span=(first.start, first.start + len(first.text)),
            message=_says_nothing(first.text.strip(), verdict),
            actual=first.text.strip(),
        )


def _stub(text: str, shortest: int) -> Text | None:
    """What is wrong with the words of section 五; None where they say something."""
    words = _NOT_WORDS.sub("", text)
    if len(words) < _SHORT and _NONE_FOUND.search(words):
        return Text("只写了没有问题", "says only that there are none")
    if len(_LABELS.sub("", words)) < shortest:
        return Text("没有实际内容", "has no content")
    return None


def _empty(heading: Section) -> Text:
    return Text(
        f"第五部分是空的：第 {heading.line} 行“{heading.heading.strip()}”之下没有文字。"
        "请写明存在的主要问题和改进情况",
        f"section 5 is empty: nothing stands under line {heading.line} "
        f"“{heading.heading.strip()}”. State the main problems and how they are being mended",
    )


def _says_nothing(words: str, why: Text) -> Text:
    return Text(
        f"第五部分{why.zh}：“{words}”。请写明存在的主要问题和改进情况",
        f"section 5 {why.en}: “{words}”. State the main problems and how they are being mended",
    )


PROBLEMS = Rule(
    id="structure/problems",
    title=Text("第五部分写明问题和改进", "Section 5 states problems and remedies"),
    explanation=Explanation(
        Text(
            "第五部分不应为空，也不应只写“无”、只留小标题或只说没有问题。"
            f"除去标点和小标题后不足 {_SHORTEST} 个字的，视为没有实际内容（选项 shortest）。",
            "Section 5 must not be empty, nor say only 无, hold only sub-headings or claim that "
            f"there are no problems. Fewer than {_SHORTEST} characters (option shortest) beside "
            "punctuation and sub-headings count as no content.",
        ),
        Text(
            "《条例》第五十条要求报告政府信息公开工作存在的主要问题及改进情况，敷衍了事会被追究。",
            "Article 50 requires the main problems and their remedies to be reported; a "
            "perfunctory report is answerable.",
        ),
        Text(
            "写出本年度存在的具体问题和对应的改进措施，并说明上年问题的改进情况。",
            "Name the concrete problems of the year and what is done about each, and say what "
            "became of last year's.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(CONTENTS, FORMAT_2021),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            prose={5: "一是公开的内容不够全面，二是解读形式单一。下一步将逐项整改，加强培训。"},
        ),
        Example(outcome=Outcome.FAILED),
        Example(outcome=Outcome.FAILED, prose={5: "无。"}),
    ),
    check=_check_problems,
    options=Options,
    reads=("第五部分",),
    since="0.1",
)
