"""What was checked in one report and what was not, in as few lines as that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gxaudit.finding import Outcome
from gxaudit.forms import Form
from gxaudit.render.addresses import compact, shortened
from gxaudit.render.words import OUTCOMES, identity_words
from gxaudit.report import Report, State
from gxaudit.settle import Result
from gxaudit.wording import Language, Text


def heading_line(result: Result, report: Report, language: Language) -> str:
    """Which report it is and how many of its rules ended in which way."""
    counts = Counter(tally.outcome for tally in result.outcomes.values())
    total = len(result.outcomes)
    if language == "zh":
        parts = "，".join(f"{OUTCOMES[each].zh} {counts[each]}" for each in Outcome)
        return f"{identity_words(report, language)}。规则 {total} 条：{parts}"
    parts = ", ".join(f"{counts[each]} {OUTCOMES[each].en}" for each in Outcome)
    return f"{identity_words(report, language)}. {total} rules: {parts}"


def not_evaluated_lines(result: Result, report: Report, language: Language) -> Iterator[str]:
    """One line for each set of reasons, with the rules that it held up."""
    held: dict[str, list[tuple[str, int]]] = {}
    for rule, tally in result.outcomes.items():
        if tally.not_evaluated:
            why = reasons_words(tally.reasons, report.form, language)
            held.setdefault(why, []).append((rule, tally.not_evaluated))
    words = OUTCOMES[Outcome.NOT_EVALUATED].to(language)
    for why, rules in held.items():
        if language == "zh":
            names = "、".join(f"{rule}（{count} 处）" for rule, count in rules)
            yield f"{words}：{names}：{why}"
        else:
            names = ", ".join(f"{rule} ({count})" for rule, count in rules)
            yield f"{words}: {names}: {why}"


def reasons_words(reasons: Iterable[Text], form: Form | None, language: Language) -> str:
    """The reasons in one sentence; the same said of many cells is said once for all of them."""
    said: dict[str, list[str]] = {}
    for reason in reasons:
        cell, space, words = reason.to(language).partition(" ")
        if form is not None and space and _is_cell(cell, form):
            said.setdefault(words, []).append(cell)
        else:
            said.setdefault(reason.to(language), [])
    parts = [
        f"{shortened(compact(cells, form, language), language)} {words}"
        if form is not None and cells
        else words
        for words, cells in said.items()
    ]
    return ("；" if language == "zh" else "; ").join(parts)


def _is_cell(name: str, form: Form) -> bool:
    try:
        form.index(name)
    except KeyError:
        return False
    return True


def unchecked_lines(result: Result, report: Report, language: Language) -> Iterator[str]:
    """The figures that no evaluated equation covers, if there are any, in one line."""
    if not result.unchecked:
        return
    figures = report.states.count(State.NUMBER)
    count = len(result.unchecked)
    cells = shortened(compact(result.unchecked, report.form, language), language)
    if language == "zh":
        yield f"无算式可核，未核对（不算通过）：{figures} 个数字中的 {count} 个：{cells}"
    else:
        yield f"unchecked, not passed: no equation covers {count} of {figures} figures: {cells}"
