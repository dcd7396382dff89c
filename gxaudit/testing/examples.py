"""Laws about the examples of rules: of both kinds, none sloppy, each as it declares."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from gxaudit.finding import Finding, Outcome
from gxaudit.report import Report, Seen
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result
from gxaudit.testing.broken import LawBrokenError, fault_found, same
from gxaudit.testing.engine import Subject
from gxaudit.testing.errors import SloppyTestError
from gxaudit.testing.layout import Layout, layouts
from gxaudit.testing.profile import quick
from gxaudit.testing.sample import Sample, example_sample, known_address
from gxaudit.wording import Text


def cases(subject: Subject, outcome: Outcome | None = None) -> Iterator[tuple[Rule, Example, str]]:
    """Every example, or those with one outcome, each with the name it has in messages."""
    for rule in subject.rules:
        for number, example in enumerate(rule.examples, 1):
            if outcome is None or example.outcome is outcome:
                yield rule, example, f"{rule.id}, examples[{number - 1}]"


def both_kinds(subject: Subject) -> None:
    """Every rule has an example on which it passes and one on which it fails."""
    for rule in subject.rules:
        has = {example.outcome for example in rule.examples}
        for outcome in (Outcome.PASSED, Outcome.FAILED):
            if outcome not in has:
                raise LawBrokenError(
                    rule.id,
                    expected=Text(
                        f"至少有一个 {outcome.name} 的例子", f"at least one {outcome.name} example"
                    ),
                    found=Text(f"{len(rule.examples)} 个例子中没有", "no such example"),
                    cure=Text(
                        f"在 examples 中加上 Example(outcome=Outcome.{outcome.name}, cells={{…}})",
                        f"add Example(outcome=Outcome.{outcome.name}, cells={{…}}) to examples",
                    ),
                )


def none_sloppy(subject: Subject) -> None:
    """No two examples of a rule are the same report; one that fails says at which cell."""
    for rule in subject.rules:
        _distinct(rule)
    for rule, example, name in cases(subject, Outcome.FAILED):
        cells = _reported_cells(subject.audit_sample(sample_of(example, name)), rule)
        if example.at is None and cells:
            raise SloppyTestError(
                Text(
                    f"{name}：这条规则报告在单元格上，例子却没有写地址；加上 at={cells[0]!r}",
                    f"{name}: the rule reports a cell, and the example does not say which; "
                    f"add at={cells[0]!r}",
                )
            )
        if example.at is not None:
            known_address(sample_of(example, name).form, example.at)


def _distinct(rule: Rule) -> None:
    seen: dict[object, int] = {}
    for number, example in enumerate(rule.examples):
        sample = sample_of(example, f"{rule.id}, examples[{number}]")
        text = sample.text, sample.beside, example.file
        if text in seen:
            raise SloppyTestError(
                Text(
                    f"{rule.id} 的 examples[{seen[text]}] 和 examples[{number}] 是同一份报告，"
                    "请删去一个",
                    f"examples[{seen[text]}] and examples[{number}] of {rule.id} are the same "
                    "report; remove one",
                )
            )
        seen[text] = number


def sample_of(example: Example, name: str) -> Sample:
    """The report of an example. Raises :class:`SloppyTestError`, which names the example."""
    try:
        return example_sample(example)
    except SloppyTestError as error:
        words = error.message
        raise SloppyTestError(Text(f"{name}：{words.zh}", f"{name}: {words.en}")) from None


def as_declared(subject: Subject) -> None:
    """Every example ends as it declares, a failing one at its address."""
    for rule, example, name in cases(subject):
        _behaves(subject.audit_sample(sample_of(example, name)), rule, example, name)


def fires_in_any_layout(subject: Subject) -> None:
    """Every failing example fails at its address in other layouts too."""
    for rule, example, name in cases(subject, Outcome.FAILED):
        _fires(subject, rule, example, name)


def _audited(subject: Subject, rule: Rule, sample: Sample, text: str) -> Result:
    """The result of one rule for a sample in another layout."""
    return subject.audit(text, [rule], sample.beside, sample.file)


def _fires(subject: Subject, rule: Rule, example: Example, name: str) -> None:
    sample = sample_of(example, name)

    @quick(10)
    @given(layouts(most=3))
    def law(layout: Layout) -> None:
        text = sample.text_after(layout.apply)
        result = None if text is None else _audited(subject, rule, sample, text)
        # What a layout hides from the engine is no matter of the rule.
        if result is not None and same_figures(result, sample.report):
            _behaves(result, rule, example, name, layout)

    law()


def _behaves(
    result: Result, rule: Rule, example: Example, name: str, layout: Layout | None = None
) -> None:
    for fault in result.faults:
        raise fault_found(fault)
    outcome = result.outcomes[rule.id].outcome
    where = Text("", "")
    if layout is not None and layout.noises:
        noises = [noise.name for noise in layout.noises]
        where = Text(f"（版面变化：{noises}）", f" (layout noise: {noises})")
    if outcome is not example.outcome:
        raise LawBrokenError(
            name,
            expected=Text(f"{example.outcome.name}{where.zh}", f"{example.outcome.name}{where.en}"),
            found=same(f"{outcome.name} {[*result.outcomes[rule.id].reasons]}"),
            cure=Text(
                "核对例子的 cells 与 check 的条件；只看地址，不看行号和列的位置",
                "compare the cells of the example with the conditions of the check; go by "
                "addresses, never by line or position",
            ),
        )
    if example.at is None:
        return
    findings = _findings(result, rule)
    addresses = [finding.address for finding in findings]
    if layout is not None:
        # A rule that tells of many cells at once begins with another where layout adds some.
        addresses += [cell for finding in findings for cell in finding.cells]
    form = sample_of(example, name).form
    if known_address(form, example.at) not in addresses:
        raise LawBrokenError(
            name,
            expected=Text(f"报告在 {example.at}{where.zh}", f"a finding at {example.at}{where.en}"),
            found=Text(f"报告在 {addresses}", f"findings at {addresses}"),
            cure=Text(
                "改正例子的 at，或 Failed(cell=…) 的地址",
                "correct `at` of the example or the address in Failed(cell=…)",
            ),
        )


def same_figures(result: Result, plain: Report) -> bool:
    """Whether a report in another layout is read as the same figures."""
    other = result.report
    return other is not None and _figures(other) == _figures(plain)


def _figures(report: Report) -> tuple[object, ...]:
    unread = {
        (seen.kind, seen.row)
        for seen in report.observations
        if seen.kind in (Seen.ROW_AMBIGUOUS, Seen.VALUE_EXTRA)
    }
    return report.form, report.states, report.values, unread


def _reported_cells(result: Result, rule: Rule) -> list[str]:
    return [one.address for one in _findings(result, rule) if one.address is not None]


def _findings(result: Result, rule: Rule) -> list[Finding]:
    return [finding for finding in result.failures if finding.rule == rule.id]
