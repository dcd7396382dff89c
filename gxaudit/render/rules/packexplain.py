"""What ``gxaudit pack explain`` prints: every rule of a pack in full words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.finding import Outcome
from gxaudit.packs import Pack
from gxaudit.render.rules.explanation import equation_lines, fact_words, form_of, paragraph
from gxaudit.render.rules.facts import beside
from gxaudit.render.spelling.escape import visible
from gxaudit.rule import Example, Rule
from gxaudit.wording import Language, Text

_KINDS = {
    Outcome.PASSED: Text("通过的例子：", "Passes: "),
    Outcome.FAILED: Text("不通过的例子：", "Fails: "),
}


def pack_lines(pack: Pack, rules: Sequence[Rule], language: Language) -> Iterator[str]:
    """A head, then each of ``rules`` behind an empty line."""
    count = len(pack.rules)
    head = Text(f"规则包 {pack.name}，共 {count} 条规则", f"Pack {pack.name}; rules: {count}")
    yield visible(head.to(language))
    for rule in rules:
        yield ""
        yield from _rule(rule, language)


def _rule(rule: Rule, language: Language) -> Iterator[str]:
    yield visible(f"{rule.id}  {rule.title.to(language)}")
    yield from paragraph(fact_words(rule, language))
    for identity in rule.identities:
        yield from equation_lines(identity, form_of(rule), language)
    for template in dict.fromkeys(one.message for one in rule.identities if one.message):
        words = Text(f"不符时提示：{template.zh}", f"Says where it fails: {template.en}")
        yield from paragraph(words.to(language))
    for basis in rule.basis:
        yield from paragraph(Text("依据：", "Basis: ").to(language) + basis.to(language))
    for example in rule.examples:
        yield from paragraph(_KINDS[example.outcome].to(language) + _figures(example, language))


def _figures(example: Example, language: Language) -> str:
    """What the example changes in a form whose every cell is 0."""
    parts = [f"{address} = {printed}" for address, printed in example.cells.items()]
    parts += [
        Text(f"正文写“{words}”", f"the prose says “{words}”").to(language)
        for words in example.prose.values()
    ]
    parts += beside(example, language)
    rest = Text("；其余各格为 0", "; every other cell is 0").to(language)
    return Text("、", ", ").to(language).join(parts) + rest
