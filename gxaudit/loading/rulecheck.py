"""Whether the rules of a plugin can be run and printed: looked at once, when it is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.equations.identity import Identity
from gxaudit.finding import Confidence, Severity
from gxaudit.guard import RefusedError
from gxaudit.rule import Basis, Example, Explanation, Rule
from gxaudit.wording import Text

_STATUSES = ("preview", "stable", "deprecated")


def check_rules(name: str, rules: Sequence[object]) -> list[Rule]:
    """The rules of the plugin ``name``, each looked at.

    Raises ``RefusedError`` for what is no rule, is another plugin's, or is there twice.
    """
    seen: dict[str, Rule] = {}
    for rule in rules:
        if not isinstance(rule, Rule):
            raise _no_rule(rule)
        if rule.namespace != name:
            raise _outside(rule, name)
        if rule.id in seen:
            raise RefusedError(Text(f"规则 {rule.id} 有两条", f"rule {rule.id} is there twice"))
        seen[rule.id] = rule
        for field, right in _fields(rule):
            if not right:
                raise _wrong_field(rule, field)
    return list(seen.values())


def _fields(rule: Rule) -> list[tuple[str, bool]]:
    explanation = rule.explanation
    return [
        ("title", is_text(rule.title)),
        ("explanation", isinstance(explanation, Explanation) and _is_whole(explanation)),
        ("severity", isinstance(rule.severity, Severity)),
        ("confidence", isinstance(rule.confidence, Confidence)),
        ("basis", isinstance(rule.basis, tuple) and all(map(_is_basis, rule.basis))),
        ("examples", _are(Example, rule.examples)),
        ("identities", _are(Identity, rule.identities)),
        ("check", rule.check is None or callable(rule.check)),
        ("beside", isinstance(rule.beside, bool)),
        ("forms", rule.forms is None or _are(str, rule.forms)),
        ("years", rule.years is None or (_are(int, rule.years) and len(rule.years) == 2)),
        ("reads", _are(str, rule.reads)),
        ("status", rule.status in _STATUSES),
        ("since", isinstance(rule.since, str)),
        ("version", isinstance(rule.version, int)),
    ]


def is_text(text: object) -> bool:
    """Whether it can be printed in both languages."""
    return isinstance(text, Text) and isinstance(text.zh, str) and isinstance(text.en, str)


def _is_whole(explanation: Explanation) -> bool:
    return all(map(is_text, (explanation.what, explanation.why, explanation.how)))


def _is_basis(basis: object) -> bool:
    return (
        isinstance(basis, Basis)
        and is_text(basis.instrument)
        and (basis.article is None or is_text(basis.article))
    )


def _are(cls: type, values: object) -> bool:
    return isinstance(values, tuple) and all(isinstance(value, cls) for value in values)


def _no_rule(rule: object) -> RefusedError:
    found = type(rule).__name__
    return RefusedError(
        Text(
            f"gxaudit_rules() 要逐条给出 Rule，这里有 {found}",
            f"gxaudit_rules() must yield Rule, not {found}",
        )
    )


def _outside(rule: Rule, name: str) -> RefusedError:
    return RefusedError(
        Text(
            f"规则 {rule.id} 不在插件自己的规则组“{name}”里，应写成 {name}/…",
            f"rule {rule.id} is outside the namespace '{name}' of the plugin; "
            f"it would have to be {name}/...",
        )
    )


def _wrong_field(rule: Rule, field: str) -> RefusedError:
    value = getattr(rule, field)
    found = f"{type(value).__name__} {value!r:.80}"
    return RefusedError(
        Text(
            f"规则 {rule.id} 的 {field} 类型不对：{found}",
            f"rule {rule.id}: its {field} is of a wrong type: {found}",
        )
    )
