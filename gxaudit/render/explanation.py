"""One rule explained: what, why with its basis, how to correct, and a worked example."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gxaudit.finding import Outcome, Severity
from gxaudit.forms import NUMERALS, Form, form_named
from gxaudit.identity import Identity
from gxaudit.options import options_of
from gxaudit.packs.written import equation_text
from gxaudit.render.escape import visible
from gxaudit.render.spoken import spoken
from gxaudit.render.text import finding_lines
from gxaudit.render.words import CONFIDENCES, OUTCOMES, SEVERITIES
from gxaudit.render.wrap import wrapped
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result
from gxaudit.values import toml_text
from gxaudit.wording import Language

_COLUMNS = 88


@frozen
class Configured:
    """What configuration says of the rule; None for what it leaves alone."""

    level: Severity | None = None
    options: object = None


def explanation_lines(
    rule: Rule,
    example: Example | None,
    result: Result | None,
    language: Language,
    configured: Configured,
) -> Iterator[str]:
    """Everything about a rule; ``result`` is what the audit of its failing example gave."""
    zh = language == "zh"
    words = rule.explanation
    yield visible(f"{rule.id}  {rule.title.to(language)}")
    yield from paragraph(fact_words(rule, language, configured.level))
    yield ""
    yield "检查什么" if zh else "What it checks"
    yield from paragraph(words.what.to(language))
    for identity in rule.identities:
        yield from equation_lines(identity, form_of(rule), language)
    yield ""
    yield "为什么" if zh else "Why"
    yield from paragraph(words.why.to(language))
    for basis in rule.basis:
        yield from paragraph(("依据：" if zh else "Basis: ") + basis.to(language))
    yield ""
    yield "怎样改正" if zh else "How to correct"
    yield from paragraph(words.how.to(language))
    if rule.options is not None:
        yield ""
        yield from _options(rule, rule.options, configured.options, language)
    if example is not None and result is not None:
        yield ""
        yield from _example(rule, example, result, language)


def form_of(rule: Rule) -> Form:
    """The newest form that a rule is for, on which it is explained."""
    return form_named((rule.forms or ("2021",))[0])


def paragraph(text: str, indent: str = "  ") -> Iterator[str]:
    """Text made safe and cut into indented lines."""
    for line in wrapped(visible(text), _COLUMNS):
        yield indent + line


def _severity(rule: Rule, level: Severity | None, language: Language) -> str:
    own = SEVERITIES[rule.severity].to(language)
    if level is None:
        return own
    set_to = SEVERITIES[level].to(language)
    if language == "zh":
        return f"{set_to}（配置所定；规则自定为{own}）"
    return f"{set_to} (set by the configuration; the rule's own is {own})"


def fact_words(rule: Rule, language: Language, level: Severity | None = None) -> str:
    """Severity (``level`` where it is configured), confidence, forms, years, version."""
    severity = _severity(rule, level, language)
    confidence = CONFIDENCES[rule.confidence].to(language)
    reads = "、".join(rule.reads)
    if language == "zh":
        forms = "、".join(f"{name} 年格式" for name in rule.forms or ()) or "各种格式"
        return (
            f"级别：{severity}；把握：{confidence}；适用：{forms}，{_years(rule, language)}；"
            f"读取：{reads or '全文'}；版本 {rule.version}，自 {rule.since} 起"
        )
    forms = ", ".join(f"form of {name}" for name in rule.forms or ()) or "every form"
    return (
        f"Severity: {severity}; confidence: {confidence}; applies to: {forms}, "
        f"{_years(rule, language)}; reads: {reads or 'the whole report'}; "
        f"version {rule.version}, since {rule.since}"
    )


def _years(rule: Rule, language: Language) -> str:
    zh = language == "zh"
    if rule.years is None:
        return "各年度" if zh else "every year"
    first, last = rule.years
    if last >= 9999:
        return f"{first} 年度起" if zh else f"{first} and later"
    return f"{first} 至 {last} 年度" if zh else f"{first} to {last}"


def equation_lines(identity: Identity, form: Form, language: Language) -> Iterator[str]:
    """The equation in the form's own item numbers, and in full words with the form's labels."""
    table = f"表{NUMERALS[identity.table]}，" if identity.table else ""
    yield from paragraph(table + equation_text(identity))
    for sentence in spoken(identity, form, language):
        yield from paragraph(sentence, "    ")


def _options(rule: Rule, cls: type, configured: object, language: Language) -> Iterator[str]:
    """Each option with its kind, its default and what is configured instead."""
    zh = language == "zh"
    yield (
        f'选项（写在 gxaudit.toml 的 [options."{rule.id}"] 下）'
        if zh
        else f'Options (in gxaudit.toml, below [options."{rule.id}"])'
    )
    for each in options_of(cls):
        default, kind = toml_text(each.default), each.kind.to(language)
        about = each.about.to(language) if each.about else ""
        yield from paragraph(
            f"{each.key}：{about}（{kind}；默认 {default}）"
            if zh
            else f"{each.key}: {about} ({kind}; default {default})"
        )
        now = each.default if configured is None else getattr(configured, each.field)
        if now != each.default:
            yield from paragraph(("现配置为 " if zh else "configured: ") + toml_text(now), "    ")


def _example(rule: Rule, example: Example, result: Result, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield (
        f"实例（{example.form} 年格式，各格为 0，没有文字；只作下列改动）"
        if zh
        else f"Example (blank form of {example.form}, every cell 0, no prose; with these changes)"
    )
    for line in _changes(example, language):
        yield from paragraph(line)
    tally = result.outcomes[rule.id]
    outcome = OUTCOMES[tally.outcome].to(language)
    yield f"检查结果：{outcome}" if zh else f"Outcome: {outcome}"
    form = result.report.form if result.report else None
    for finding in result.findings:
        for line in finding_lines(finding, result.path or "-", form, language):
            yield "  " + line
    if tally.outcome is not Outcome.FAILED:
        for reason in tally.reasons:
            yield from paragraph(reason.to(language))


def _changes(example: Example, language: Language) -> Iterator[str]:
    zh = language == "zh"
    cells = [*example.cells.items()]
    cells += [(f"上年({address})", value) for address, value in (example.last_year or {}).items()]
    for address, printed in cells:
        shown = printed or ("（空白）" if zh else "(blank)")
        yield f"{address} {'填' if zh else 'holds'} {shown}"
    for section, text in example.prose.items():
        yield f"第{'一二三四五六'[section - 1]}部分：{text}" if zh else f"section {section}: {text}"
    for old, new in ((_line(old), _line(new)) for old, new in example.edits):
        if not new:
            yield f"删去“{old}”" if zh else f"without '{old}'"
        else:
            yield f"“{old}”改为“{new}”" if zh else f"'{old}' becomes '{new}'"


def _line(text: str) -> str:
    """Text of several lines and cells in one short line."""
    line = text.replace("\t", " | ").strip("\n").replace("\n", " / ")
    return line if len(line) <= 120 else line[:120] + "..."
