"""``gxaudit rules --pages``: the documentation of the rules, written into a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence

from attrs import evolve

from gxaudit.cli.errors import IncompleteError
from gxaudit.cli.examples import audited
from gxaudit.pipeline import Auditor
from gxaudit.render.rules.rulepage import index_page, page_name, rule_page
from gxaudit.rule import Rule
from gxaudit.wording import Language, Text

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def write_pages(folder: str, auditor: Auditor, rules: Sequence[Rule]) -> int:
    """Write a page for each of ``rules`` and a list, in both languages; returns how many files.

    Raises :class:`IncompleteError` where a file cannot be written.
    """
    written = 0
    for name, text in pages(auditor, rules):
        path = os.path.join(folder, *name.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise IncompleteError(
                Text(f"无法写入 {path}：{why}", f"{path} cannot be written: {why}")
            ) from error
        written += 1
    return written


def pages(auditor: Auditor, rules: Sequence[Rule]) -> list[tuple[str, str]]:
    """Path in the folder and text of every page."""
    made = [(page_name("README", language), index_page(rules, language)) for language in _LANGUAGES]
    made += [
        (page_name(rule.id, language), _page(rule, auditor, language))
        for rule in rules
        for language in _LANGUAGES
    ]
    return made


def _page(rule: Rule, auditor: Auditor, language: Language) -> str:
    alone = Auditor.of(
        auditor.plugins, auditor.faults, evolve(auditor.settings, selected=(rule,), options={})
    )
    results = [audited(each, alone, language) for each in rule.examples]
    return rule_page(rule, results, language)
