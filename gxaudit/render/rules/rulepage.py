"""Pages of documentation made from the rules themselves, in Markdown: one a rule, and a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxaudit.finding import Outcome
from gxaudit.render.rules.explanation import form_of, located, result_lines
from gxaudit.render.rules.facts import changes, example_head, facts, option_words, options_head
from gxaudit.render.rules.spoken import spoken
from gxaudit.render.spelling.escape import visible
from gxaudit.render.spelling.words import OUTCOMES, SEVERITIES
from gxaudit.rule import Example, Rule
from gxaudit.settle import Result
from gxaudit.wording import Language, Text

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_MORE = Text("全部规则", "All rules")
_OTHER: dict[Language, tuple[Language, str]] = {"zh": ("en", "English"), "en": ("zh", "中文")}


def page_name(name: str, language: Language) -> str:
    """The file of a page: ``balance/applications.md`` in Chinese, ``.en.md`` in English."""
    return f"{name}.md" if language == "zh" else f"{name}.en.md"


def rule_page(rule: Rule, results: Sequence[Result], language: Language) -> str:
    """The page of one rule; ``results`` are the audits of its examples, in their order."""
    return "\n".join(_page(rule, results, language)) + "\n"


def _page(rule: Rule, results: Sequence[Result], language: Language) -> Iterator[str]:
    zh = language == "zh"
    other, name = _OTHER[language]
    slug = rule.id.partition("/")[2]
    words = rule.explanation
    yield f"# {rule.id} {_safe(rule.title.to(language))}\n"
    more = f"../{page_name('README', language)}"
    yield f"[{name}]({page_name(slug, other)}) · [{_MORE.to(language)}]({more})\n"
    yield from _facts(rule, language)
    yield f"\n## {'检查什么' if zh else 'What it checks'}\n"
    yield _safe(words.what.to(language))
    yield from _equations(rule, language)
    yield f"\n## {'为什么' if zh else 'Why'}\n"
    yield _safe(words.why.to(language)) + "\n"
    yield from (
        f"- {'依据：' if zh else 'Basis: '}{_safe(each.to(language))}" for each in rule.basis
    )
    yield f"\n## {'怎样改正' if zh else 'How to correct'}\n"
    yield _safe(words.how.to(language))
    if rule.options is not None:
        yield f"\n## {_safe(options_head(rule, language))}\n"
        yield from (f"- {_safe(each)}" for each, _ in option_words(rule.options, None, language))
    yield f"\n## {'例子' if zh else 'Examples'}"
    for example, result in zip(rule.examples, results, strict=True):
        yield from _example(rule, example, result, language)


def _facts(rule: Rule, language: Language) -> Iterator[str]:
    yield "| | |\n|---|---|"
    yield from (f"| {name} | {_safe(value)} |" for name, value in facts(rule, language))


def _equations(rule: Rule, language: Language) -> Iterator[str]:
    for identity in rule.identities:
        yield from ["", *_block([visible(located(identity))]), ""]
        yield from (f"- {_safe(each)}" for each in spoken(identity, form_of(rule), language))


def _example(rule: Rule, example: Example, result: Result, language: Language) -> Iterator[str]:
    zh = language == "zh"
    outcome = OUTCOMES[example.outcome].to(language)
    yield f"\n### {outcome}{'：' if zh else ': '}{_safe(example_head(example, language))}\n"
    listed = [f"- {_safe(each)}" for each in changes(example, language)]
    yield from listed or ["- 不作改动" if zh else "- no change"]
    if example.outcome is Outcome.PASSED:
        return
    yield from ["", *_block([*result_lines(rule, result, language)])]


def _block(lines: Sequence[str]) -> Iterator[str]:
    """Lines as they are; the fence is longer than anything in them that looks like one."""
    longest = max((len(run) for line in lines for run in re.findall("~+", line)), default=0)
    fence = "~" * max(3, longest + 1)
    yield f"{fence}text"
    yield from lines
    yield fence


def index_page(rules: Sequence[Rule], language: Language) -> str:
    """The list of all rules, each with its page."""
    return "\n".join(_index(rules, language)) + "\n"


def _index(rules: Sequence[Rule], language: Language) -> Iterator[str]:
    zh = language == "zh"
    other, name = _OTHER[language]
    yield f"# {'规则一览' if zh else 'Rules'}\n"
    yield f"[{name}]({page_name('README', other)})\n"
    yield (
        "由 `gxaudit rules --pages` 从规则本身生成，请勿手工修改；"
        "`gxaudit explain 规则名` 说的是同样的内容。"
        if zh
        else "Made from the rules themselves by `gxaudit rules --pages`; do not edit. "
        "`gxaudit explain RULE` says the same."
    )
    yield "\n| 规则 | 级别 | 检查什么 |" if zh else "\n| rule | level | what it checks |"
    yield "|---|---|---|"
    for rule in rules:
        level, title = SEVERITIES[rule.severity].to(language), _safe(rule.title.to(language))
        yield f"| [{rule.id}]({page_name(rule.id, language)}) | {level} | {title} |"


def _safe(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", visible(text))
