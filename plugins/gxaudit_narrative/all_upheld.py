"""“All upheld” and “no case lost” against what table 4 has of other results."""

from __future__ import annotations

import re
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
from gxaudit_narrative.cells import cell_value
from gxaudit_narrative.quantities import by_result
from gxaudit_narrative.sentences import Sentence, sentences
from gxaudit_narrative.statute import ARITHMETIC, CORRECT_ONE, FORMAT

_UPHELD = regex(
    r"(?:均|全部|都|皆)(?:已|被|获得?|予以?|结果为?|为|是|得到|依法){0,3}(?:维持|胜诉|支持我)"
    r"|(?:维持|胜诉)率(?:均|为|达到?|保持|：|:)*(?:100\s?[%％]|百分之百)"
)
_NOT_LOST = regex(
    r"零(?:败诉|纠错|纠正)|(?:无|没有|未(?:发生|出现|有)?)(?:一[件起例])?(?:被)?(?:败诉|纠错|纠正)"
    r"|(?:败诉|纠错)率(?:均|为|：|:)*(?:0|零)(?![.0-9])"
)
_ABOUT = regex(r"信息公开|公开申请|依申请公开")
_SUIT_WORDS = regex(r"(?:未经|经)?(?:行政)?复议后?(?:直接)?(?:起诉|提起行政诉讼|的?诉讼)")
_CONCLUDED = regex(r"审结|已结|办结|已作出|作出决定|已判决")
_PART = regex(r"一审|二审|其余|其中[^，]*$")
_SECTION = 4
_NOT_SAID = NotApplicable(
    Text(
        "正文没有说复议、诉讼全部维持或没有败诉、被纠正",
        "the prose does not say that all cases were upheld or none was lost",
    )
)
_NAMES = {
    "review": Text("行政复议", "administrative review"),
    "litigation": Text("行政诉讼", "litigation"),
}


class _Said(NamedTuple):
    """What a sentence says of one kind of case."""

    sentence: Sentence
    start: int
    end: int
    kind: str
    against: tuple[str, ...]
    """The results that there must be none of."""


def _check(report: Report) -> Iterator[Verdict]:
    any_said = False
    for said in _statements(report):
        any_said = True
        yield _judged(report, said)
    if not any_said:
        yield _NOT_SAID


def _statements(report: Report) -> Iterator[_Said]:
    for sentence in sentences(report, "维持", "胜诉", "败诉", "纠错", "纠正", "支持我"):
        if sentence.part.section != _SECTION and not _ABOUT.search(sentence.part.text):
            continue
        text = _SUIT_WORDS.sub(lambda word: "诉讼".ljust(len(word[0]), "□"), sentence.text)
        start = 0
        for match in sorted(
            (*_UPHELD.finditer(text), *_NOT_LOST.finditer(text)), key=lambda one: one.start()
        ):
            before = text[start : match.start()]
            start = match.end()
            if not _PART.search(before):
                against = _against(match, before)
                for kind in _kinds(text[: match.start()], before, match[0]):
                    yield _Said(sentence, match.start(), match.end(), kind, against)


def _against(match: re.Match[str], before: str) -> tuple[str, ...]:
    if match.re.pattern == _NOT_LOST.pattern:
        return ("corrected",)
    if _CONCLUDED.search(before):
        return ("corrected", "other")
    return ("corrected", "other", "pending")


def _kinds(whole: str, near: str, words: str) -> list[str]:
    """Which cases are meant: those named since the last statement, else the last ones named."""
    named = [kind for kind, word in (("review", "复议"), ("litigation", "诉讼")) if word in near]
    if "诉" in words and "litigation" in named:
        return ["litigation"]
    if named:
        return named
    review, suit = whole.rfind("复议"), whole.rfind("诉讼")
    if review < 0 and suit < 0:
        return []
    return ["review" if review > suit else "litigation"]


def _judged(report: Report, said: _Said) -> Verdict:
    figure = by_result(said.kind, *said.against)
    value = figure.value(report)
    if isinstance(value, Text):
        return NotEvaluated(value)
    if value == 0:
        return Passed()
    cells = [
        (address, key)
        for address, key in zip(figure.addresses(report), figure.plus, strict=True)
        if cell_value(report, key)
    ]
    held_zh = "，".join(f"{address} 是 {cell_value(report, key)}" for address, key in cells)
    held_en = ", ".join(f"{address} is {cell_value(report, key)}" for address, key in cells)
    words, name = said.sentence.text[said.start : said.end], _NAMES[said.kind]
    line = said.sentence.part.line
    return Failed(
        span=said.sentence.span(said.start, said.end),
        message=Text(
            f"第 {line} 行说{name.zh}“{words}”，{held_zh}。"
            + (
                "尚未审结的不能算作维持；只说已审结的，请写明。"
                if "pending" in said.against
                else ""
            )
            + CORRECT_ONE.zh,
            f"line {line} says of {name.en} “{words}”, but {held_en}. "
            + (
                "A pending case is not upheld; where only concluded ones are meant, say so. "
                if "pending" in said.against
                else ""
            )
            + CORRECT_ONE.en,
        ),
        expected="0",
        actual=str(value),
        cells=tuple(address for address, _ in cells),
    )


_CELLS = {
    "表四.[行政复议][结果维持]": "3",
    "表四.[行政复议][总计]": "3",
}
_PENDING = {
    "表四.[行政复议][结果维持]": "2",
    "表四.[行政复议][尚未审结]": "1",
    "表四.[行政复议][总计]": "3",
}

ALL_UPHELD = Rule(
    id="narrative/all-upheld",
    title=Text(
        "正文说全部维持、零败诉、零纠错的，表四没有相反的结果",
        "Where all cases were upheld or none was lost, table 4 has no other result",
    ),
    explanation=Explanation(
        Text(
            "正文说信息公开行政复议、行政诉讼“均维持”“全部胜诉”的，表四相应的结果纠正、其他结果、"
            "尚未审结应为 0（写明只说已审结的，不看尚未审结）；"
            "说“零败诉”“零纠错”的，结果纠正应为 0。"
            "只说一审、二审或其余案件的不算。",
            "Where the prose says that all reviews or suits about disclosure were upheld or won, "
            "table 4 must have none corrected, otherwise ended or pending (pending ones may be "
            "where it speaks of concluded cases); where none was lost or corrected, none may be "
            "corrected. First or second instance only, or “the others”, do not count.",
        ),
        Text(
            "尚未审结、撤回、被纠正的案件都不是维持。",
            "Cases that are pending, withdrawn or corrected are not upheld.",
        ),
        Text(
            "对照复议、诉讼台账，改正正文或表四。",
            "Check the register of cases and correct the prose or table 4.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={4: "因政府信息公开被申请行政复议3件，均予维持。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_PENDING,
            prose={4: "因政府信息公开被申请行政复议3件，均予维持。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表四"),
    since="0.1.0",
)
