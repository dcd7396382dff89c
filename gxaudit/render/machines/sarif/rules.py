"""Rules as SARIF describes them: what GitHub and editors show beside a result."""

from __future__ import annotations

from gxaudit.finding import Confidence, Severity
from gxaudit.render.machines.sarif.messages import message
from gxaudit.render.spelling.markdown import markdown_safe
from gxaudit.rule import Rule
from gxaudit.wording import Language, Text

Json = dict[str, object]
_PRECISION = {Confidence.CERTAIN: "very-high", Confidence.LIKELY: "medium"}
_PROBLEM = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}
_HEADS = {
    "what": Text("检查什么", "What it checks"),
    "why": Text("为什么", "Why"),
    "how": Text("怎样改正", "How to correct"),
    "basis": Text("依据", "Basis"),
}
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def rule_data(rule: Rule, language: Language) -> Json:
    """A ``reportingDescriptor`` (3.49), its help in both languages."""
    parts = [(each, head, words) for each in _LANGUAGES for head, words in _help(rule, each)]
    return {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": message(rule.title.to(language)),
        "fullDescription": message(rule.explanation.what.to(language)),
        "help": {
            **message(*(f"{head}{_colon(each)}{words}" for each, head, words in parts)),
            "markdown": "\n\n".join(
                f"**{head}** {_braces(markdown_safe(words))}" for _, head, words in parts
            ),
        },
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": {
            "tags": [rule.namespace, rule.status],
            "precision": _PRECISION[rule.confidence],
            "problem.severity": _PROBLEM[rule.severity],
            "title": {"zh": rule.title.zh, "en": rule.title.en},
            "version": rule.version,
        },
    }


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "


def _help(rule: Rule, language: Language) -> list[tuple[str, str]]:
    words = rule.explanation
    basis = ("；" if language == "zh" else "; ").join(each.to(language) for each in rule.basis)
    said = {
        "what": words.what.to(language),
        "why": words.why.to(language),
        "how": words.how.to(language),
        "basis": basis,
    }
    return [(head.to(language), said[name]) for name, head in _HEADS.items()]


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
