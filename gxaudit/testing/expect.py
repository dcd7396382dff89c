"""``assert_findings``: exactly these findings and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gxaudit.finding import Finding
from gxaudit.forms import Form
from gxaudit.pipeline import Auditor
from gxaudit.render.spelling.escape import readable
from gxaudit.render.spelling.words import fault_words
from gxaudit.rule import Rule
from gxaudit.settle import Result
from gxaudit.testing.damage import Damage
from gxaudit.testing.engine import audit_text, chosen_rules, installed, warm_up
from gxaudit.testing.errors import SloppyTestError, unknown
from gxaudit.testing.marked import EXTRA, LEGEND, MET, MISSING, marked_tables
from gxaudit.testing.sample import Sample, known_address
from gxaudit.wording import Text

warm_up()

Source = str | bytes | Sample | Damage
Expectation = tuple[str, str | None]
"""A rule, and the address of a cell or None."""


def assert_findings(
    source: Source,
    *expected: str,
    rules: str | Rule | Iterable[str | Rule] | None = None,
) -> None:
    """The audit of ``source`` reports exactly ``expected``; without any, it must be silent.

    An expectation is ``balance/applications @ 表三.三（七）[总计]`` (address or key), or the rule
    alone where its finding names no cell. ``rules`` restricts the audit to rules by namespace or
    id, or to ``Rule`` objects that no plugin brings yet. A failure prints the statutory table with
    the cells marked. Raises :class:`SloppyTestError` for an expectation that is given twice, or
    whose rule or cell does not exist or is not in ``rules``.
    """
    __tracebackhide__ = True
    auditor = chosen_rules(installed(), rules)
    result = _audit(auditor, source)
    if result.report is None or result.faults or auditor.faults:
        raise AssertionError(_incomplete(result, auditor))
    wanted = _expectations(expected, result.report.form, auditor)
    found: dict[Expectation, list[Finding]] = {}
    for finding in result.failures:
        found.setdefault((finding.rule, finding.address), []).append(finding)
    missing = [one for one in wanted if one not in found]
    extra = [one for one in found if one not in wanted]
    if missing or extra:
        raise AssertionError(_difference(result, wanted, found))


def audited(
    source: Source | Path, rules: str | Rule | Iterable[str | Rule] | None = None
) -> Result:
    """The audit of a text, bytes, the file at a path, or a sample; ``rules`` as above."""
    return _audit(chosen_rules(installed(), rules), source)


def _audit(auditor: Auditor, source: Source | Path) -> Result:
    if isinstance(source, Path):
        return auditor.audit(source.read_bytes(), str(source))
    if isinstance(source, bytes):
        return auditor.audit(source)
    if isinstance(source, Sample):
        return audit_text(auditor, source.text, source.beside, source.file)
    return audit_text(auditor, source if isinstance(source, str) else source.text)


def _expectations(given: Sequence[str], form: Form, auditor: Auditor) -> list[Expectation]:
    wanted: list[Expectation] = []
    for words in given:
        rule, at, address = (part.strip() for part in words.partition("@"))
        _check_rule(rule, auditor)
        if at and not address:
            raise SloppyTestError(
                Text(f"“{words}”的 @ 后面没有地址", f"no address stands after the @ of {words!r}")
            )
        one = (rule, known_address(form, address) if at else None)
        if one in wanted:
            raise SloppyTestError(
                Text(f"预期“{words}”写了两次", f"the expectation {words!r} is given twice")
            )
        wanted.append(one)
    return wanted


def _check_rule(rule: str, auditor: Auditor) -> None:
    if rule in {one.id for one in auditor.selected}:
        return
    if rule in {one.id for one in auditor.rules}:
        raise SloppyTestError(
            Text(
                f"规则 {rule} 不在 rules 选定的范围内，不会执行，也就不会报告",
                f"the rule {rule} is not among those that `rules` selects and cannot report",
            )
        )
    raise unknown(Text("规则", "rule"), rule, [one.id for one in auditor.rules])


def _incomplete(result: Result, auditor: Auditor) -> str:
    faults = [*auditor.faults, *result.faults]
    lines = [
        "检查没有完成，不能与预期比较：",
        "the audit is incomplete and cannot be compared with what was expected:",
    ]
    for fault in faults:
        lines += [f"  {readable(fault_words(fault, language))}" for language in ("zh", "en")]
    return "\n".join(lines)


def _difference(
    result: Result, wanted: Sequence[Expectation], found: Mapping[Expectation, Sequence[Finding]]
) -> str:
    lines = ["报告的问题与预期不符 / the findings are not what was expected"]
    lines += [
        f"  {MISSING} 没有报告 missing: {_named(one)}{_hint(one, found)}"
        for one in wanted
        if one not in found
    ]
    for one, findings in found.items():
        if one not in wanted:
            lines.append(f"  {EXTRA} 未预期 unexpected: {_named(one)}")
            lines += [line for finding in findings for line in _words(finding)]
    lines += [f"  {MET} 相符 as expected: {_named(one)}" for one in wanted if one in found]
    marks = _marks(wanted, found)
    if marks and result.report is not None:
        lines += [LEGEND, marked_tables(result.report, marks)]
    return "\n".join(lines)


def _named(one: Expectation) -> str:
    rule, address = one
    return rule if address is None else f"{rule} @ {address}"


def _words(finding: Finding) -> Iterator[str]:
    line = f"{finding.location.line}: " if finding.location else ""
    yield f"      {line}{readable(finding.message.zh)}"
    yield f"      {line}{readable(finding.message.en)}"


def _hint(one: Expectation, found: Mapping[Expectation, Sequence[Finding]]) -> str:
    """Whether the rule did report, elsewhere."""
    if one[1] is None and any(rule == one[0] for rule, _ in found):
        return "（这条规则报告在单元格，请写出地址 / this rule reports a cell: write its address）"
    return ""


def _marks(
    wanted: Sequence[Expectation], found: Mapping[Expectation, Sequence[Finding]]
) -> dict[str, str]:
    """The marks of each cell; what is as it should be is said where nothing else is."""
    marks: dict[str, set[str]] = {}
    for one in (*wanted, *found):
        if one[1] is not None:
            mark = EXTRA if one not in wanted else MET if one in found else MISSING
            marks.setdefault(one[1], set()).add(mark)
    return {address: "".join(sorted(all_ - {MET})) or MET for address, all_ in marks.items()}
