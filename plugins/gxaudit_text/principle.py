"""The wording of the principle of disclosure before 2019."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxaudit.api import (
    Basis,
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
from gxaudit_text.prose import NO_PROSE, around, lines_with, span

_OLD = regex(r"公开为原则")
_NEW = "以公开为常态、不公开为例外"
_CHANGE = regex(r"转变|转向|转为|变为|改为|修改|升级|上升")
_REACH = 20


def _check(report: Report) -> Iterator[Verdict]:
    found = False
    for part, match in lines_with(report, _OLD, "公开为原则", _is_meant):
        found = True
        quote = around(part, *match.span())
        yield Failed(
            span=span(part, match),
            message=Text(
                f"第 {part.line} 行“{quote}”是修订前的提法；现行条例的原则是“{_NEW}”，建议照此改写",
                f"line {part.line} “{quote}” is the wording before the revision; the regulation "
                f"in force says “{_NEW}”. Consider using it",
            ),
            expected=_NEW,
            actual=match[0],
        )
    if not found:
        yield Passed() if report.prose else NO_PROSE


def _is_meant(match: re.Match[str]) -> bool:
    """A report may well tell how the principle changed."""
    return _CHANGE.search(match.string, match.end(), match.end() + _REACH) is None


PRINCIPLE = Rule(
    id="text/principle",
    title=Text("公开原则使用现行提法", "The principle of disclosure in its present wording"),
    explanation=Explanation(
        Text(
            "正文中出现“以公开为原则”。叙述这一提法如何转变的句子不算。",
            "Reports “以公开为原则” in the prose, but not sentences that tell how it was replaced.",
        ),
        Text(
            f"2019年修订的条例把原则定为“{_NEW}”，旧提法容易显得照抄往年报告。",
            f"The regulation as revised in 2019 has “{_NEW}”; the old wording looks copied from "
            "earlier reports.",
        ),
        Text(f"改写为“{_NEW}”。", f"Write “{_NEW}”."),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(
        Basis(
            Text(
                "《中华人民共和国政府信息公开条例》（国务院令第711号）",
                "Regulation on the disclosure of government information (国务院令第711号)",
            )
        ),
    ),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: "坚持以公开为常态、不公开为例外。"}),
        Example(outcome=Outcome.FAILED, prose={1: "坚持以公开为原则、不公开为例外。"}),
    ),
    check=_check,
    reads=("正文",),
    since="0.1",
)
