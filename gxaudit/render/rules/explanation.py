"""One rule explained: what, why with its basis, how to correct, and a worked example."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gxaudit.equations.identity import Identity
from gxaudit.finding import Outcome, Severity
from gxaudit.forms import NUMERALS, Form, form_named
from gxaudit.packs.written import equation_text
from gxaudit.render.people.text import finding_lines
from gxaudit.render.rules.facts import changes, example_head, facts, option_words, options_head
from gxaudit.render.rules.spoken import spoken
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.words import OUTCOMES
from gxaudit.render.spelling.wrap import wrapped
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result
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


def fact_words(rule: Rule, language: Language, level: Severity | None = None) -> str:
    """Severity (``level`` where it is configured), confidence, forms, years, version."""
    colon, semicolon = ("：", "；") if language == "zh" else (": ", "; ")
    return semicolon.join(f"{name}{colon}{value}" for name, value in facts(rule, language, level))


def located(identity: Identity) -> str:
    """The equation as a pack has it, with its table."""
    table = f"表{NUMERALS[identity.table]}，" if identity.table else ""
    return table + equation_text(identity)


def equation_lines(identity: Identity, form: Form, language: Language) -> Iterator[str]:
    """The equation in the form's own item numbers, and in full words with the form's labels."""
    yield from paragraph(located(identity))
    for sentence in spoken(identity, form, language):
        yield from paragraph(sentence, "    ")


def _options(rule: Rule, cls: type, configured: object, language: Language) -> Iterator[str]:
    """Each option with its kind, its default and what is configured instead."""
    yield options_head(rule, language)
    for words, changed in option_words(cls, configured, language):
        yield from paragraph(words)
        if changed:
            yield from paragraph(changed, "    ")


def _example(rule: Rule, example: Example, result: Result, language: Language) -> Iterator[str]:
    zh = language == "zh"
    head = example_head(example, language)
    yield f"实例（{head}）" if zh else f"Example ({head})"
    for line in changes(example, language):
        yield from paragraph(line)
    outcome = OUTCOMES[result.outcomes[rule.id].outcome].to(language)
    yield f"检查结果：{outcome}" if zh else f"Outcome: {outcome}"
    for line in result_lines(rule, result, language):
        yield "  " + line


def result_lines(rule: Rule, result: Result, language: Language) -> Iterator[str]:
    """What an audit of an example found, or why the rule did not fail."""
    tally = result.outcomes[rule.id]
    form = result.report.form if result.report else None
    for finding in result.findings:
        yield from finding_lines(finding, result.path or "-", form, language)
    if tally.outcome is not Outcome.FAILED:
        for reason in tally.reasons:
            yield from paragraph(reason.to(language), "")
