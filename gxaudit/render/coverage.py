"""What was checked in one report and what was not, in as few lines as that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gxaudit.finding import Outcome, Tally
from gxaudit.render.addresses import compact, shortened
from gxaudit.render.words import OUTCOMES, identity_words
from gxaudit.report import Report, State
from gxaudit.settle import Result
from gxaudit.wording import Language, Text


def coverage_lines(result: Result, report: Report, language: Language) -> Iterator[str]:
    """Which report it is and how its rules ended; what was not evaluated; what was unchecked."""
    yield _heading(result, report, language)
    yield from _not_evaluated(result.outcomes, language)
    if result.unchecked:
        yield _unchecked(result, report, language)


def _heading(result: Result, report: Report, language: Language) -> str:
    counts = Counter(tally.outcome for tally in result.outcomes.values())
    total = len(result.outcomes)
    if language == "zh":
        parts = "，".join(f"{OUTCOMES[each].zh} {counts[each]}" for each in Outcome)
        return f"{identity_words(report, language)}。规则 {total} 条：{parts}"
    parts = ", ".join(f"{counts[each]} {OUTCOMES[each].en}" for each in Outcome)
    return f"{identity_words(report, language)}. {total} rules: {parts}"


def _not_evaluated(outcomes: Mapping[str, Tally], language: Language) -> Iterator[str]:
    """One line for each reason, or set of reasons, with the rules that it held up."""
    held: dict[tuple[Text, ...], list[tuple[str, int]]] = {}
    for rule, tally in outcomes.items():
        if tally.not_evaluated:
            held.setdefault(tally.reasons, []).append((rule, tally.not_evaluated))
    words = OUTCOMES[Outcome.NOT_EVALUATED].to(language)
    for reasons, rules in held.items():
        why = [reason.to(language) for reason in reasons]
        if language == "zh":
            names = "、".join(f"{rule}（{count}处）" for rule, count in rules)
            yield f"{words}：{names}：{'；'.join(why)}"
        else:
            names = ", ".join(f"{rule} ({count})" for rule, count in rules)
            yield f"{words}: {names}: {'; '.join(why)}"


def _unchecked(result: Result, report: Report, language: Language) -> str:
    figures = report.states.count(State.NUMBER)
    count = len(result.unchecked)
    cells = shortened(compact(result.unchecked, report.form, language), language)
    if language == "zh":
        return f"无算式可核：{figures} 个数字中有 {count} 个，未作核对也不算通过：{cells}"
    return (
        f"unchecked: no equation covers {count} of {figures} figures, none of which passed: {cells}"
    )
