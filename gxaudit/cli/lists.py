"""``gxaudit rules`` and ``gxaudit plugins``: what is installed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from gxaudit.cli.configured import load_here
from gxaudit.finding import Fault
from gxaudit.pipeline import Auditor
from gxaudit.render.codes import CLEAN, INCOMPLETE, USAGE
from gxaudit.render.escape import visible
from gxaudit.render.run import Write
from gxaudit.render.table import table
from gxaudit.render.words import SEVERITIES, fault_words
from gxaudit.wording import Language, Text


def rules(options: Namespace, write: Write, language: Language) -> int:
    """List every rule; returns 0, or 3 where a plugin could not be loaded."""
    auditor = load_here(options)
    heads = (Text("规则", "rule"), Text("级别", "level"), Text("内容", "what it says"))
    rows = [
        (rule.id, SEVERITIES[auditor.settings.level(rule)].to(language), rule.title.to(language))
        for rule in auditor.rules
    ]
    write(table([head.to(language) for head in heads], rows))
    write(_total(len(rows), language))
    return _faults(auditor.faults, write, language)


def plugins(_options: Namespace, write: Write, language: Language) -> int:
    """List every plugin; returns 0, 3 where one could not be loaded, 2 where there is none."""
    auditor = Auditor.load()
    heads = (
        Text("名称", "name"),
        Text("发行包", "distribution"),
        Text("版本", "version"),
        Text("说明", "title"),
        Text("规则数", "rules"),
        Text("问题反馈", "issues"),
    )
    rows = [
        (
            each.name,
            each.distribution,
            each.version,
            each.info.title.to(language),
            str(len(each.rules)),
            each.info.issues,
        )
        for each in auditor.plugins
    ]
    write(table([head.to(language) for head in heads], rows))
    code = _faults(auditor.faults, write, language)
    return code if auditor.rules else USAGE


def _total(count: int, language: Language) -> str:
    if language == "zh":
        return f"共 {count} 条。某条规则的依据、改法和实例：gxaudit explain 规则名\n"
    return f"{count} rules. Basis, correction and example of one: gxaudit explain RULE\n"


def _faults(faults: Sequence[Fault], write: Write, language: Language) -> int:
    for fault in faults:
        write(visible(fault_words(fault, language)) + "\n")
    return INCOMPLETE if faults else CLEAN
