"""The last lines of a run: all counts, what the exit code means, where to read on."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.finding import Outcome, Severity
from gxaudit.render.codes import CLEAN, FOUND
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES, UNACCOMPANIED
from gxaudit.render.summary import Summary
from gxaudit.wording import Language, Text

_TO_CORRECT = Text(
    "结论：有{level}及以上级别的问题，请逐条核对、改正后重新检查",
    "Verdict: there are findings at {level} or above; correct them and check again",
)
_INCOMPLETE = Text(
    "结论：有内容没有检查到，不能当作通过，请先处理上面列出的故障，再重新检查",
    "Verdict: incomplete, so this is no pass; see to the faults above and check again",
)
_WAVED_THROUGH = Text(
    "结论：有{level}及以上级别的问题，因 --exit-zero 不以退出码表示",
    "Verdict: there are findings at {level} or above; --exit-zero keeps the code at 0",
)
_CLEAN = Text(
    "结论：所选检查都已运行，没有{level}及以上级别的问题",
    "Verdict: every selected check ran, and no finding reaches {level}",
)
_LAPSED = Text(
    "结论：没有{level}及以上级别的问题，但有豁免失效或到期，请重新判断后改写或删去",
    "Verdict: no finding reaches {level}, but waivers are stale or expired; judge them again",
)

_OWN_LEVEL = Text("各份报告的配置所定级别", "the level that each report's configuration sets")


def closing_lines(summary: Summary, language: Language) -> Iterator[str]:
    """Counts over all files, the meaning of the exit code, and how to read up on a rule."""
    yield _counts(summary, language)
    yield from waiver_counts(summary, language)
    yield _meaning(summary, language)
    if summary.worst is not None:
        if language == "zh":
            yield "某条规则检查什么、依据什么、怎样改正：gxaudit explain 规则名"
        else:
            yield "What a rule checks, why, and how to correct it: gxaudit explain RULE"


def _counts(summary: Summary, language: Language) -> str:
    severities = [
        (SEVERITIES[each].to(language), summary.findings[each])
        for each in sorted(Severity, reverse=True)
    ]
    lacking = summary.unaccompanied
    held = summary.outcomes[Outcome.NOT_EVALUATED] - lacking
    name = OUTCOMES[Outcome.NOT_EVALUATED].to(language)
    if language == "zh":
        found = "，".join(f"{word} {count}" for word, count in severities)
        return (
            f"合计：检查报告 {summary.reports} 份，无法检查 {summary.unread} 个文件，"
            f"跳过非报告文件 {summary.skipped} 个；{found}；"
            f"{name}的规则 {held} 条次{_lacking(lacking, language)}，"
            f"无算式可核的数字 {summary.unchecked} 个，故障 {summary.faults} 个"
        )
    found = ", ".join(f"{count} {word}{_s(count)}" for word, count in severities)
    return (
        f"Total: {summary.reports} report{_s(summary.reports)} audited, "
        f"{summary.unread} file{_s(summary.unread)} not audited, "
        f"{summary.skipped} skipped as no such report; {found}; "
        f"{held} rule{_s(held)} {name}{_lacking(lacking, language)}, "
        f"{summary.unchecked} unchecked figure{_s(summary.unchecked)}, "
        f"{summary.faults} fault{_s(summary.faults)}"
    )


def _lacking(count: int, language: Language) -> str:
    """How many rules had nothing to compare a report with, if any."""
    if not count:
        return ""
    words = UNACCOMPANIED.to(language)
    return f"，{words}的 {count} 条次" if language == "zh" else f", {count} {words}"


def waiver_counts(summary: Summary, language: Language) -> Iterator[str]:
    """How many entries stand in which way, in one line; nothing where there are no entries."""
    counts = (
        summary.waived,
        summary.stale,
        summary.expired,
        summary.baseline,
        summary.settled,
    )
    if not any(counts):
        return
    if language == "zh":
        words = "豁免：已豁免 {} 处，失效 {} 条，到期 {} 条；基线：不计 {} 处，已改正 {} 处"
    else:
        words = "Waivers: {} waived, {} stale, {} expired; baseline: {} not counted, {} settled"
    yield words.format(*counts)


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _meaning(summary: Summary, language: Language) -> str:
    code = summary.exit_code
    words = verdict(summary, language)
    return words + (f"（退出码 {code}）" if language == "zh" else f" (exit code {code})")


def verdict(summary: Summary, language: Language) -> str:
    """What the run comes to, in one sentence."""
    return _verdict(summary).to(language).format(level=_level(summary, language))


def _level(summary: Summary, language: Language) -> str:
    if summary.fail_on is None:
        return _OWN_LEVEL.to(language)
    level = SEVERITIES[summary.fail_on].to(language)
    return f"“{level}”" if language == "zh" else f"level {level}"


def _verdict(summary: Summary) -> Text:
    if summary.exit_code == FOUND:
        return _TO_CORRECT if summary.reached else _LAPSED
    if summary.exit_code != CLEAN:
        return _INCOMPLETE
    if summary.lapsed and not summary.reached:
        return _LAPSED
    return _WAVED_THROUGH if summary.reached else _CLEAN
