"""Laws about how the rules of a plugin behave on any report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.beside import ALONE, Beside
from gxaudit.finding import Finding, Operand, Severity, Tally
from gxaudit.forms import shipped_forms
from gxaudit.metrics import metrics
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.testing.broken import LawBrokenError, fault_found, same
from gxaudit.testing.companions import companions, looks_aside
from gxaudit.testing.engine import Subject
from gxaudit.testing.examples import cases, same_figures, sample_of
from gxaudit.testing.layout import Layout
from gxaudit.testing.profile import quick
from gxaudit.testing.sample import Sample, known_address
from gxaudit.testing.strategies import corrupted, layout_noise, reports
from gxaudit.testing.texts import any_texts
from gxaudit.wording import Text

Said = tuple[Tally, tuple[Finding, ...]]
"""What an audit says of one rule."""
_ELSEWHERE = ("last.", "members.")
_PROSE = frozenset(f"prose.{metric}" for metric in metrics())
"""Keys of the figures in an equation that stand in no cell of the report."""
_ADDRESS = re.compile(r"表[二三四]\..*\[.*\]|t[234]\..*")


def silent_on_consistent_reports(subject: Subject, prose: Mapping[int, str]) -> None:
    """No rule of the plugin finds anything in a report in which nothing is wrong."""

    @quick()
    @given(reports(), layout_noise())
    def law(sample: Sample, layout: Layout) -> None:
        said = {
            number: "\n".join(filter(None, [sample.prose.get(number), prose.get(number)]))
            for number in {*sample.prose, *prose}
        }
        whole = evolve(sample, prose=said)
        _silent(subject.audit(whole.text), Severity.NOTE, "")
        noises = ", ".join(noise.name for noise in layout.noises)
        noisy = subject.audit(layout.text(whole))
        # What a layout hides from the engine is no matter of the rule; a note may be about it.
        if same_figures(noisy, whole.report):
            _silent(noisy, Severity.WARNING, noises)

    law()


def _silent(result: Result, least: Severity, noises: str) -> None:
    for fault in result.faults:
        raise fault_found(fault)
    for finding in result.failures:
        if finding.severity >= least:
            shown = f"{finding.address or 'line ' + _line(finding)}"
            zh, en = finding.message
            layout = Text(f"，版面变化：{noises}", f", layout noise: {noises}")
            if not noises:
                layout = Text("", "")
            raise LawBrokenError(
                finding.rule,
                expected=Text(
                    f"对没有差错的报告不报告任何问题{layout.zh}",
                    f"nothing about a report without a mistake{layout.en}",
                ),
                found=Text(f"{shown}：{zh}", f"{shown}: {en}"),
                cure=Text(
                    "误报比漏报更伤人：收紧条件，读不准的 yield NotEvaluated。"
                    "如果规则要求正文必须写明某事，用 contract(…, prose={1: …}) 补上这句话",
                    "narrow the condition, and yield NotEvaluated where it cannot be told; if the "
                    "rule wants the prose to say something, give it by contract(…, prose={1: …})",
                ),
            )


def _line(finding: Finding) -> str:
    return str(finding.location.line) if finding.location else "-"


def never_raises(subject: Subject) -> None:
    """No text whatever makes a rule of the plugin break."""

    @quick()
    @given(any_texts(), _beside(subject))
    def law(text: str, beside: Beside) -> None:
        for fault in _audit(subject, text, beside).faults:
            if fault.kind != "input":
                raise fault_found(fault)

    # What its own examples make it say no chance may leave out.
    for _, example, name in cases(subject):
        sample = sample_of(example, name)
        law.hypothesis.inner_test(sample.text, sample.beside)  # type: ignore[attr-defined]
    law()


def _beside(subject: Subject) -> st.SearchStrategy[Beside]:
    """What stands beside the reports that a plugin is tried on."""
    return companions() if any(map(looks_aside, subject.rules)) else st.just(ALONE)


def _audit(subject: Subject, text: str, beside: Beside) -> Result:
    """An audit that breaks as a whole is the plugin's doing: without it, it does not."""
    try:
        return subject.audit(text, beside=beside)
    except Exception as error:
        raise LawBrokenError(
            subject.package,
            expected=Text("检查能够完成", "an audit that ends"),
            found=same(f"{type(error).__name__}: {error}"),
            cure=Text(
                "核对 Failed 的 span 和 line 是否在报告之内",
                "see whether span and line of every Failed are inside the report",
            ),
        ) from error


def _texts(subject: Subject) -> st.SearchStrategy[str]:
    """The examples of the plugin, and reports good and bad."""
    own = [sample_of(example, name).text for _, example, name in cases(subject)]
    return st.one_of(
        st.sampled_from(own),
        reports().map(lambda sample: sample.text),
        corrupted().map(lambda damage: damage.text),
    )


def same_result_twice(subject: Subject) -> None:
    """The same report gets the same result, however often it is audited."""

    @quick()
    @given(_texts(subject), _beside(subject))
    def law(text: str, beside: Beside) -> None:
        _compare(
            subject,
            [subject.audit(text, beside=beside) for _ in range(2)],
            Text("同一份报告检查两次，结果相同", "the same result where a report is audited twice"),
            Text(
                "规则不得记住上一份报告、读时钟、用随机数",
                "a rule keeps nothing between reports and uses neither clock nor chance",
            ),
        )

    for _, example, name in cases(subject):
        sample = sample_of(example, name)
        law.hypothesis.inner_test(sample.text, sample.beside)  # type: ignore[attr-defined]
    law()


def order_changes_nothing(subject: Subject) -> None:
    """Rules one by one, or all of them in any order, say the same."""

    @quick(20)
    @given(_texts(subject), _beside(subject), st.permutations(subject.rules))
    def law(text: str, beside: Beside, order: list[Rule]) -> None:
        whole = subject.audit(text, beside=beside)
        words = Text(
            "规则的结果与先后无关：一条一条执行、按任何顺序执行，结果都一样",
            "the same result whether rules run one by one or all of them in any order",
        )
        cure = Text("规则之间不得共用可变的数据", "rules share nothing that changes")
        _compare(subject, [whole, subject.audit(text, order, beside)], words, cure)
        for rule in subject.rules:
            alone = subject.audit(text, [rule], beside)
            _compare(subject, [whole, alone], words, cure, [rule])

    law()


def _compare(
    subject: Subject,
    results: list[Result],
    expected: Text,
    cure: Text,
    rules: Iterable[Rule] | None = None,
) -> None:
    first, second = results
    for rule in subject.rules if rules is None else rules:
        one, other = _said(first, rule), _said(second, rule)
        if one != other:
            raise LawBrokenError(
                rule.id,
                expected=expected,
                found=Text(
                    f"先是 {_shown(one)}，后是 {_shown(other)}",
                    f"first {_shown(one)}, then {_shown(other)}",
                ),
                cure=cure,
            )


def _said(result: Result, rule: Rule) -> Said | None:
    if rule.id not in result.outcomes:
        return None
    # A cause is what the audit as a whole makes of it.
    findings = tuple(evolve(one, cause=None) for one in result.failures if one.rule == rule.id)
    return result.outcomes[rule.id], findings


def _shown(said: Said | None) -> str:
    if said is None:
        return "-"
    return f"{said[0].outcome.name} {[one.message.zh for one in said[1]]}"


def every_address_resolves(subject: Subject) -> None:
    """Every address that the plugin declares or yields is a cell of the form."""
    for rule in subject.rules:
        for words in rule.reads:
            if _ADDRESS.fullmatch(words):
                _declared(rule, words)
    for _, example, name in cases(subject):
        sample = sample_of(example, name)
        if example.at is not None:
            known_address(sample.form, example.at)
        _resolved(subject.audit_sample(sample))

    @quick()
    @given(any_texts())
    def law(text: str) -> None:
        _resolved(subject.audit(text))

    law()


def _declared(rule: Rule, address: str) -> None:
    forms = [form for form in shipped_forms() if rule.forms is None or form.name in rule.forms]
    if not any(
        address in {name for cell in form.cells for name in (cell.address, cell.key)}
        for form in forms
    ):
        known_address(forms[0], address)


def _cell_of(operand: Operand) -> str:
    """The cell of a figure, of this report, of last year's or of its members'."""
    for prefix in _ELSEWHERE:
        if operand.key.startswith(prefix):
            return operand.key.removeprefix(prefix)
    return operand.address


def _resolved(result: Result) -> None:
    for fault in result.faults:
        if fault.kind != "input":
            raise fault_found(fault)
    for finding in result.failures:
        operands = finding.equation.left + finding.equation.right if finding.equation else ()
        assert result.report is not None
        named = [_cell_of(one) for one in operands if one.key not in _PROSE]
        for address in (*finding.cells, *named):
            try:
                result.report.form.index(address)
            except KeyError:
                raise LawBrokenError(
                    finding.rule,
                    expected=Text("cells 里都是格式中的单元格", "cells of the form in `cells`"),
                    found=same(address),
                    cure=Text(
                        "用 report.form.cells 里的地址；两种格式的单元格不同",
                        "take addresses from report.form.cells; the two forms differ",
                    ),
                ) from None
