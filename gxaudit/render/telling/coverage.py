"""What was checked in one report and what was not, in as few lines as that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gxaudit.coverage import Coverage
from gxaudit.finding import Outcome
from gxaudit.forms import NUMERALS, Form
from gxaudit.metrics import metrics
from gxaudit.render.spelling.addresses import compact, shortened
from gxaudit.render.spelling.numbers import digits
from gxaudit.render.spelling.words import OUTCOMES, UNACCOMPANIED, identity_words
from gxaudit.report import Report
from gxaudit.settle import Result
from gxaudit.wording import Language, Text


def heading_line(result: Result, report: Report, language: Language) -> str:
    """Which report it is and how many of its rules ended in which way."""
    total = len(result.outcomes)
    counts = outcome_counts(result)
    if language == "zh":
        parts = "，".join(f"{words.zh} {count}" for words, count in counts)
        return f"{identity_words(report, language)}。规则 {total} 条：{parts}"
    parts = ", ".join(f"{count} {words.en}" for words, count in counts)
    return f"{identity_words(report, language)}. {total} rules: {parts}"


def outcome_counts(result: Result) -> Iterator[tuple[Text, int]]:
    """How many rules ended in which way; those that merely lack a companion apart, if any do."""
    lacking = sum(tally.unaccompanied for tally in result.outcomes.values())
    counts = Counter(tally.outcome for tally in result.outcomes.values())
    counts[Outcome.NOT_EVALUATED] -= lacking
    for each in Outcome:
        yield OUTCOMES[each], counts[each]
    if lacking:
        yield UNACCOMPANIED, lacking


def not_evaluated_lines(result: Result, report: Report, language: Language) -> Iterator[str]:
    """One line for each set of reasons, with the rules that it held up."""
    held: dict[str, list[tuple[str, int]]] = {}
    for rule, tally in result.outcomes.items():
        if tally.not_evaluated and not tally.unaccompanied:
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
    yield from _unaccompanied(result, language)


def _unaccompanied(result: Result, language: Language) -> Iterator[str]:
    """One line for all rules that lack a companion: nobody has to correct that in the report."""
    lacking = [tally for tally in result.outcomes.values() if tally.unaccompanied]
    if lacking:
        count = len(lacking)
        between = "；" if language == "zh" else "; "
        said = (why.to(language) for each in lacking for why in each.reasons)
        # Some rules go by one thing or another, and say of both that they are not there.
        why = between.join(sorted({one for words in said for one in words.split(between)}))
        if language == "zh":
            yield f"{UNACCOMPANIED.zh}：{count} 条规则没有核对（不算通过）：{why}"
        else:
            yield f"{UNACCOMPANIED.en}: {count} rules not evaluated, not passed: {why}"


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


def coverage_lines(
    result: Result, report: Report, language: Language, *, detailed: bool
) -> Iterator[str]:
    """How many figures and numbers were verified, in one line; ``detailed``, which not and why."""
    yield _summed(result.coverage, report.form, language, listed=not detailed)
    if detailed:
        yield from _unchecked(result.coverage, report.form, language)
        yield from _uncompared(result.coverage, language)


def _summed(coverage: Coverage, form: Form, language: Language, *, listed: bool) -> str:
    zh = language == "zh"
    parts = [
        f"表格的 {coverage.figures} 个数字核对 {coverage.checked} 个"
        if zh
        else f"{coverage.checked} of {coverage.figures} figures of the tables"
    ]
    if coverage.numbers:
        parts.append(
            f"正文的 {coverage.numbers} 个数字核对 {coverage.compared} 个"
            if zh
            else f"{coverage.compared} of {coverage.numbers} numbers of the prose"
        )
    said = ("核对：" if zh else "checked: ") + ("，" if zh else ", ").join(parts)
    sure = [number for number, noticed in coverage.single if noticed]
    if sure:
        tables = "、".join(f"表{NUMERALS[number]}" for number in sure)
        numbers = ", ".join(map(str, sure))
        said += (
            f"；{tables}任意一格填错都会发现"
            if zh
            else f"; any single wrong figure of table {numbers} would be noticed"
        )
    if coverage.unchecked and listed:
        cells = shortened(compact(coverage.unchecked, form, language), language)
        said += f"；未核对（不算通过）：{cells}" if zh else f"; unchecked, not passed: {cells}"
    return said


def _unchecked(coverage: Coverage, form: Form, language: Language) -> Iterator[str]:
    """One line for each reason, with the cells that it holds up."""
    held: dict[str, list[str]] = {}
    for address in coverage.unchecked:
        held.setdefault(coverage.reasons[address].to(language), []).append(address)
    for why, addresses in held.items():
        cells = shortened(compact(addresses, form, language), language, most=len(addresses))
        yield f"未核对：{cells}：{why}" if language == "zh" else f"unchecked: {cells}: {why}"


def _uncompared(coverage: Coverage, language: Language) -> Iterator[str]:
    for each in coverage.uncompared:
        claim = each.claim
        known = metrics().get(claim.metric)
        name = known.name.to(language) if known else claim.metric
        value = f"{digits(claim.value)}{claim.unit or ''}"
        why = each.reason.to(language)
        if language == "zh":
            place = f"第 {each.line} 行" if each.line else ""
            place += f"第 {each.column} 列" if each.column else ""
            yield f"未核对：{place}“{claim.quote}”（{name} {value}）：{why}"
        else:
            place = f"line {each.line}, " if each.line else ""
            place += f"column {each.column}, " if each.column else ""
            yield f"unchecked: {place}“{claim.quote}” ({name} {value}): {why}"
