"""``gxaudit explain``: one rule in words, with its failing example audited here and now."""

from __future__ import annotations

from argparse import Namespace

from gxaudit.cli.configured import load_here
from gxaudit.cli.errors import UsageError
from gxaudit.cli.examples import audited
from gxaudit.finding import Outcome
from gxaudit.render.rules.explanation import Configured, explanation_lines
from gxaudit.render.run import Write
from gxaudit.rule import Rule
from gxaudit.wording import Language, Text


def explain(options: Namespace, write: Write, language: Language) -> int:
    """Explain ``options.rule``; returns 0. Raises :class:`UsageError` for an unknown rule."""
    auditor = load_here(options, [options.rule])
    if len(auditor.selected) != 1 or auditor.selected[0].id != options.rule:
        raise UsageError(_which(options.rule, auditor.selected))
    (rule,) = auditor.selected
    example = next((each for each in rule.examples if each.outcome is Outcome.FAILED), None)
    result = None if example is None else audited(example, auditor, language)
    settings = auditor.settings
    configured = Configured(settings.levels.get(rule.id), settings.options.get(rule.id))
    lines = explanation_lines(rule, example, result, language, configured)
    write("".join(f"{line}\n" for line in lines))
    return 0


def _which(name: str, rules: tuple[Rule, ...]) -> Text:
    ids = [rule.id for rule in rules]
    return Text(
        f"“{name}”要写成一条规则的名字：{'、'.join(ids)}",
        f"'{name}' must name one rule: {', '.join(ids)}",
    )
